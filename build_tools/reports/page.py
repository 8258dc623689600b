"""One HTML page for someone who edits and does not code: what to mend, where, and why.

It is whole in itself (no script, no other file) and keeps WCAG 2.2 AA, as the site does.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import jinja2
import markdown
from markupsafe import Markup

from build_tools.issues import Issue
from build_tools.reports.excerpt import excerpt
from build_tools.reports.findings import READING, Findings
from build_tools.reports.rules import rules, title


def write_page(findings: Findings) -> str:
    """Write the page: the answer first, then what to mend, file by file."""
    look = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    codes = sorted({issue.code for issue in findings.report})
    return look.get_template("page.html").render(
        findings=findings,
        answer=answer(findings),
        reading=READING,
        stopped={**findings.missing, **findings.faults},
        unrun=_unrun(findings),
        groups=[("Errors", _by_file(findings.errors)), ("Warnings", _by_file(findings.warnings))],
        columns=list(dict.fromkeys(name for row in findings.parity.values() for name in row)),
        explained={code: _explained(code) for code in codes if code in rules()},
        title=title,
        excerpt=excerpt,
    )


def answer(findings: Findings) -> str:
    """Return in plain words whether what was looked at can be published."""
    errors = len(findings.errors)
    if errors:
        return f"Nothing can be published until {count(errors, 'error')} {_is(errors)} mended."
    if findings.failed:
        unproved = len({*findings.not_run, *findings.missing, *findings.faults})
        return f"Nothing can be published: {count(unproved, 'step')} could not be finished."
    if not findings.editions:
        return "Nothing is wrong in the source. No edition was checked."
    return f"All {count(len(findings.planned), 'check')} passed."


def count(number: int, noun: str) -> str:
    """Return a number with its noun: "1 error", "2 errors"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _unrun(findings: Findings) -> list[str]:
    """Return the checks that did not run because something else stopped before them."""
    return [
        code
        for code in findings.not_run
        if code not in findings.missing and code not in findings.faults
    ]


def _by_file(issues: Iterable[Issue]) -> list[tuple[str, list[Issue]]]:
    return [(path, list(group)) for path, group in groupby(issues, key=lambda i: i.span.path)]


def _explained(code: str) -> Markup:
    return Markup(markdown.markdown(rules()[code].text))
