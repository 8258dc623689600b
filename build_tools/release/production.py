"""What a release is made of and how it is proved, put together before the content is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import build_tools
from build_tools.checks import CHECKS, UsingPrograms, load_check
from build_tools.editions import EDITIONS, edition, with_needs
from build_tools.publication.production import (
    Allowance,
    Format,
    Production,
    Test,
    UnknownEdition,
)
from build_tools.release.checking import Checking
from build_tools.release.manifest import MANIFEST
from build_tools.tools.pages.exceptions import read_exceptions


def production_of(
    checking: Checking, editions: Sequence[str] = (), *, only: Sequence[str] = ()
) -> Production:
    """Return what the tables say of these editions, or of all, and of the checks of them.

    `only` names those that a preview has. Raise `UnknownEdition`, and `ProgramMissing` where a
    check's is: of those that are needed.
    """
    _refuse_unknown((*editions, *only))
    named = with_needs(editions or EDITIONS)
    names = with_needs(only) or named
    codes = checking.codes(names)
    return Production(
        plan=checking.plan,
        program=f"Tandem {build_tools.__version__}",
        formats=tuple(map(_format, names)),
        tests=tuple(map(_test, codes)),
        allowances=tuple(
            Allowance(entry.rule, entry.since.isoformat(), entry.reason)
            for entry in read_exceptions().entries
            if entry.code.partition("-")[0] in codes
        ),
        left_out=tuple(_format(name) for name in named if name not in names),
    )


def recorded_production(
    release: Path | None, checking: Checking, editions: Sequence[str] = ()
) -> Production:
    """Return what a release was made with: its words say so, and are compared with the source's.

    Without a release, or with one that can't be read, it is what one would be made with now.
    """
    _refuse_unknown(editions)
    try:
        raw = json.loads((release / MANIFEST).read_text(encoding="utf-8")) if release else {}
        return Production.of_json(raw["production"])
    except (OSError, ValueError, LookupError, TypeError):
        return production_of(checking, editions)


def _refuse_unknown(editions: Sequence[str]) -> None:
    if set(editions) - EDITIONS.keys():
        raise UnknownEdition(EDITIONS)


def _format(name: str) -> Format:
    of = edition(name)
    return Format(of.name, of.title, of.use)


def _test(code: str) -> Test:
    check = load_check(CHECKS[code])
    tools = check.tools() if isinstance(check, UsingPrograms) else ()
    return Test(code, check.subject, tools)
