"""PAY: pa11y (axe and HTML_CodeSniffer, WCAG 2.1 AA) finds no error on any page of the site.

The wrapper around pa11y-ci is in `runner.py`, and is of use on its own:

    from build_tools.checks.pay.runner import Settings, run

    for result in run(["https://example.org/"], Settings()):
        for finding in result.findings:
            print(result.address, finding.kind, finding.rule, finding.message, finding.selector)

or on the command line: `python -m build_tools.checks.pay https://example.org/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.checks.pay.runner import PACKAGE, Settings, run
from build_tools.checks.pay.runner import Finding as Found
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.tools.cache import hash_of
from build_tools.tools.pages import PAGED, Finding, NoAnswer, examine
from build_tools.tools.programs import browser, chromium, package_version, program_version

AT_ONCE = 2
PAGE_SECONDS = 120
"""For one page: the one that holds a whole publication takes a while."""


class PassesPa11y:
    """PAY-001: a rule is broken; PAY-002 is not used, for axe itself says it as AXE-002."""

    code: ClassVar[str] = "PAY"
    subject: ClassVar[str] = (
        "No web page breaks a rule of WCAG 2.1, level AA, that a program can test"
    )
    applies_to: ClassVar[frozenset[str]] = PAGED
    plan: ClassVar[Plan] = "full"
    cost: ClassVar[int] = 311

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return f"pa11y-ci {package_version(PACKAGE)}", browser()

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Look at every page that has changed since it was looked at last."""
        settings = Settings(concurrency=AT_ONCE, page_seconds=PAGE_SECONDS)
        version = program_version(chromium())
        tool = hash_of(package_version(PACKAGE), version, repr(settings.configuration([])))
        return examine(
            self.code, tool, lambda pages: _look(pages, settings), publication, artefacts
        )


def _look(
    pages: Mapping[str, str], settings: Settings
) -> Iterator[tuple[str, list[Finding] | NoAnswer]]:
    paths = {address: path for path, address in pages.items()}
    for result in run(pages.values(), settings):
        path = paths[result.address]
        if result.failure:
            yield path, NoAnswer(result.failure)
        else:
            yield path, [_finding(found) for found in result.findings]


def _finding(found: Found) -> Finding:
    return Finding(
        found.rule,
        f"{found.message} {found.context}".strip(),
        "Mend the words if they are at fault, else the template in themes/.",
        found.selector,
    )
