"""Write the comment under a pull request: editions, checks and changed sections, as Markdown.

python3 -I .github/comment.py REPORTS FILES CONCLUSION RUN-PAGE

REPORTS is the folder of report.json and changes.json. Both come from a run of proposed code, so
every word of them is a stranger's: nothing in them is believed to be Markdown, a name or a number.
The rest is GitHub's own word: FILES has the path of each changed file as a JSON string, one a line,
and CONCLUSION says how the run ended. This module stands alone, on the standard library.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Strange = dict[str, Any]
"""What should be an object with certain keys, and may be anything."""

MOST_ROWS = 30
MOST_LETTERS = 200

NOT_AS_IT_SHOULD_BE = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError)


def words(value: object) -> str:
    """Return a stranger's words as plain text in a table: no markup, no mention, no link.

    GitHub looks for mentions and links when Markdown is done, so escaping is not enough: a space
    without width breaks them.
    """
    text = "".join(filter(str.isprintable, " ".join(str(value).split())))[:MOST_LETTERS]
    text = re.sub(r"(?i)([@#]|\b(?:https?|ftp|www|gh)(?=[:.-]))", "\\1\u200b", text)
    return re.sub(
        r"[\\`*_{}\[\]()#+!|~:@\u200b-]",
        lambda mark: f"&#{ord(mark[0])};",
        html.escape(text, quote=False),
    )


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


def comment(
    report: Strange, changes: Strange, files: list[str], conclusion: str, page: str
) -> Iterator[str]:
    """Yield the comment's lines; a report that is not as it should be is a failure."""
    title, *lines = _believed(lambda: _of_report(report, conclusion), NO_REPORT)
    yield f"## Tandem: {title}"
    if not all(file.startswith("content/") for file in files):
        yield (
            "This proposal changes more than `content/`. It was built and checked by its own code, "
            "so look at that first.\n"
        )
    yield from lines
    yield "### Changed sections"
    yield from _believed(lambda: _of_changes(changes), ["It is not known what has changed.", ""])
    yield f"[The whole run, its reports and editions]({page})"


NO_REPORT = [
    "there is no report",
    "The build stopped before it could say why, or its report can't be read.",
    "",
]


def _believed(lines: Callable[[], list[str]], otherwise: list[str]) -> list[str]:
    try:
        return lines()
    except NOT_AS_IT_SHOULD_BE:
        return otherwise


def _of_report(report: Strange, conclusion: str) -> list[str]:
    issues = sorted(report["issues"], key=lambda issue: issue["severity"] != "error")
    errors = sum(issue["severity"] == "error" for issue in issues)
    if errors:
        title = f"{errors} to mend before this can be published"
    elif report["passed"] is not True:
        title = "not everything could be checked"
    elif conclusion != "success":
        title = "the editions passed, but not the whole run"
    else:
        title = "every check passed"
    lines = [title, f"Plan: {words(report['plan'])}.", ""]
    if issues:
        lines += ["### Found"]
        rows = [
            (f"{issue['path']}, line {issue['line']}", issue["code"], issue["problem"])
            for issue in issues
        ]
        lines += table(("Place", "Rule", "Problem"), *rows)
    if report["editions"]:
        lines += ["### Editions"]
        rows = [
            (name, facts["pages"] or "–", f"{int(facts['bytes']) / 1000:,.0f} KB")
            for name, facts in report["editions"].items()
        ]
        lines += table(("Edition", "Pages", "Size"), *rows)
    lines += ["### Checks"]
    rows = [
        (
            f"{check['title']}, {check['code']}",
            f"{check['issues']} found" if check["ran"] else "did not run",
        )
        for check in report["checks"]
    ]
    lines += table(("Check", "Result"), *rows)
    return lines


OUTCOMES = ("added", "removed", "changed", "moved")


def _of_changes(changes: Strange) -> list[str]:
    since = changes["since"]
    if since is None:
        return ["What was there before can't be read, so it is not known what has changed.", ""]
    if not changes["sections"]:
        return [f"No words have changed since version {words(since['version'])}.", ""]
    rows = [
        (
            section["number"] or "–",
            section["title"],
            section["state"],
            *(section[outcome] or "" for outcome in OUTCOMES),
        )
        for section in changes["sections"]
    ]
    head = ("No.", "Section", "It was", *map(str.capitalize, OUTCOMES))
    since_when = f"In paragraphs, since version {words(since['version'])}."
    return [since_when, "", *table(head, *rows)]


def _read(file: Path) -> Strange:
    try:
        read: Strange = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return read


def main(reports: str, files: str, conclusion: str, page: str) -> None:
    """Read what is there and print the comment."""
    report, changes = (_read(Path(reports) / name) for name in ("report.json", "changes.json"))
    lines = Path(files).read_text(encoding="utf-8").split("\n")
    changed = [json.loads(line) for line in lines if line]
    print("\n".join(comment(report, changes, changed, conclusion, page)))


if __name__ == "__main__":
    main(*sys.argv[1:])
