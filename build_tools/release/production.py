"""What a release is made of and how it is proved, put together before the content is read."""

from __future__ import annotations

import json
from pathlib import Path

import build_tools
from build_tools.checks import CHECKS, UsingPrograms, load_check
from build_tools.checks.pages.exceptions import read_exceptions
from build_tools.editions import EDITIONS, load_edition
from build_tools.publication.production import Allowance, Format, Production, Test
from build_tools.release.checking import Checking
from build_tools.release.manifest import MANIFEST


def production_of(checking: Checking) -> Production:
    """Return what the tables of editions and checks say; raise `ProgramMissing` if a tool is."""
    editions = (load_edition(reference) for reference in EDITIONS.values())
    codes = checking.codes(EDITIONS)
    return Production(
        plan=checking.plan,
        program=f"Tandem {build_tools.__version__}",
        formats=tuple(Format(edition.title, edition.use) for edition in editions),
        tests=tuple(map(_test, codes)),
        allowances=tuple(
            Allowance(entry.rule, entry.since.isoformat(), entry.reason)
            for entry in read_exceptions().entries
            if entry.code.partition("-")[0] in codes
        ),
    )


def recorded_production(release: Path | None, checking: Checking) -> Production:
    """Return what a release was made with: its words say so, and are compared with the source's.

    Without a release, or with one that can't be read, it is what one would be made with now.
    """
    try:
        raw = json.loads((release / MANIFEST).read_text(encoding="utf-8")) if release else {}
        return Production.of_json(raw["production"])
    except (OSError, ValueError, LookupError, TypeError):
        return production_of(checking)


def _test(code: str) -> Test:
    check = load_check(CHECKS[code])
    tools = check.tools() if isinstance(check, UsingPrograms) else ()
    return Test(code, check.subject, tools)
