"""Write the comment under a pull request: editions, checks and changed sections, as Markdown.

python3 -I .github/comment.py REPORT.json CHANGED RUN-PAGE

The report comes from a run of proposed code, so every word of it is a stranger's: nothing of it is
believed to be Markdown, a name or a number. It stands alone, on the standard library.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MOST_ROWS = 30
MOST_LETTERS = 200


def words(value: object) -> str:
    """Return a stranger's words as plain text in a table: no markup, no mention, no link."""
    text = " ".join(str(value).split())[:MOST_LETTERS]
    shown = re.sub(
        r"([\\`*_{}\[\]()#+!|~:@-])", lambda mark: f"&#{ord(mark[1])};", html.escape(text)
    )
    return re.sub(r"(?i)(https?|www)(&#58;|\.)", r"\1&#8203;\2", shown)


def table(*rows: tuple[object, ...]) -> Iterator[str]:
    """Yield the lines of a table; the first row is its header."""
    head, *body = rows
    yield "| " + " | ".join(map(str, head)) + " |"
    yield "|" + "---|" * len(head)
    for row in body[:MOST_ROWS]:
        yield "| " + " | ".join(words(cell) for cell in row) + " |"
    if len(body) > MOST_ROWS:
        yield f"\n… and {len(body) - MOST_ROWS} more."
    yield ""


def comment(report: dict[str, Any], changed: list[list[Any]], page: str) -> Iterator[str]:
    """Yield the comment's lines; a report that is not as it should be is a failure."""
    try:
        yield from _of_report(report)
    except (LookupError, TypeError, AttributeError, ValueError):
        yield "## Tandem: there is no report"
        yield "The build stopped before it could say why, or its report can't be read."
    yield ""
    sections = [row for row in changed if str(row[0]).startswith("content/")]
    if sections:
        yield "### Changed in the content"
        yield from table(("File", "Change", "Lines added", "Lines removed"), *map(tuple, sections))
    yield f"[The whole run, its reports and editions]({page})"


def _of_report(report: dict[str, Any]) -> list[str]:
    errors = [issue for issue in report["issues"] if issue["severity"] == "error"]
    passed = report["passed"] is True and not errors
    answer = (
        "every check passed" if passed else f"{len(errors)} to mend before this can be published"
    )
    lines = [f"## Tandem: {answer}", f"Plan: {words(report['plan'])}.", ""]
    if report["editions"]:
        lines += ["### Editions"]
        rows = [
            (name, facts["pages"] or "–", f"{int(facts['bytes']) / 1000:,.0f} KB")
            for name, facts in report["editions"].items()
        ]
        lines += table(("Edition", "Pages", "Size"), *rows)
    lines += ["### Checks"]
    rows = [
        (check["code"], f"{check['issues']} found" if check["ran"] else "did not run")
        for check in report["checks"]
    ]
    lines += table(("Check", "Result"), *rows)
    if report["issues"]:
        lines += ["### Found"]
        rows = [
            (f"{issue['path']}, line {issue['line']}", issue["code"], issue["problem"])
            for issue in [*errors, *(i for i in report["issues"] if i not in errors)]
        ]
        lines += table(("Place", "Rule", "Problem"), *rows)
    return lines


def main(report: str, changed: str, page: str) -> None:
    """Read what is there and print the comment."""
    try:
        found = json.loads(Path(report).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = {}
    rows = [json.loads(line) for line in Path(changed).read_text(encoding="utf-8").splitlines()]
    print("\n".join(comment(found, rows, page)))


if __name__ == "__main__":
    main(*sys.argv[1:])
