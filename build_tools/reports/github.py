"""GitHub annotations: workflow commands that mark the lines at fault in a pull request.

Source: docs.github.com, "Workflow commands for GitHub Actions"; its toolkit says how values are
escaped (`actions/toolkit`, packages/core/src/command.ts).
"""

from __future__ import annotations

from build_tools.issues import Issue, Severity
from build_tools.reports.findings import Findings

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def write_annotations(findings: Findings) -> str:
    """Write one command a line; the worst come first, for GitHub shows ten of a kind."""
    lines = [_of_issue(issue) for issue in (*findings.errors, *findings.warnings)]
    for name, message in findings.missing.items():
        lines.append(_command("error", message, title=f"{name}: a program is missing"))
    for name, fault in findings.faults.items():
        lines.append(_command("error", fault, title=f"{name}: a fault in Tandem"))
    for code in findings.not_run:
        if code not in {**findings.missing, **findings.faults}:
            lines.append(_command("error", f"The check {code} did not run.", title=code))
    return "".join(f"{line}\n" for line in lines)


def _of_issue(issue: Issue) -> str:
    place = {"file": issue.span.path}
    if issue.span.line:
        place["line"] = str(issue.span.line)
    if issue.span.column:
        place["col"] = str(issue.span.column)
    where = f" ({issue.place})" if issue.place else ""
    words = "\n".join(filter(None, [issue.problem + where, issue.remedy]))
    return _command(COMMANDS[issue.severity], words, **place, title=issue.code)


def _command(name: str, message: str, **properties: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
