"""AXE: axe-core finds nothing against WCAG 2.2 AA, nor against its good practice, on any page.

A page is loaded once and looked at in light, dark, in colours of the reader's own, and 320 px
wide, which is 1280 px at 400 % zoom (WCAG 2.2, 1.4.10).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.checks.axe import runner
from build_tools.checks.axe.runner import PACKAGE, SCRIPT, Found, run
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.tools.cache import hash_of
from build_tools.tools.pages import PAGED, Finding, NoAnswer, examine
from build_tools.tools.programs import browser, chromium, package_version, program_version


class PassesAxe:
    """AXE-001: a rule is broken; AXE-002: axe can't decide whether it is."""

    code: ClassVar[str] = "AXE"
    subject: ClassVar[str] = (
        "No web page, enlarged or in any colours, breaks a rule of WCAG 2.2, level AA, that "
        "programs can test"
    )
    applies_to: ClassVar[frozenset[str]] = PAGED
    plan: ClassVar[Plan] = "full"
    cost: ClassVar[int] = 657

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return f"axe-core {package_version(PACKAGE)}", browser()

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Look at every page that has changed since it was looked at last."""
        versions = package_version(PACKAGE), program_version(chromium())
        asking = (file.read_bytes() for file in (SCRIPT, Path(runner.__file__)))
        tool = hash_of(*versions, *asking)
        return examine(self.code, tool, _look, publication, artefacts)


def _look(pages: Mapping[str, str]) -> Iterator[tuple[str, list[Finding] | NoAnswer]]:
    paths = {address: path for path, address in pages.items()}
    for address, found in run(pages.values()):
        if isinstance(found, str):
            yield paths[address], NoAnswer(found)
        else:
            yield paths[address], [_finding(one) for one in found]


def _finding(found: Found) -> Finding:
    return Finding(
        found.rule,
        f"{found.message} {found.markup}".strip(),
        f"How to mend it: {found.help_address}",
        f"{found.selector} ({', '.join(found.modes)})",
        certain=found.certain,
    )
