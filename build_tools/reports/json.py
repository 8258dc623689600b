"""JSON, for programs: everything that was found, under keys that stay."""

from __future__ import annotations

import json
from typing import Any

from build_tools.issues import Issue
from build_tools.reports.findings import Findings
from build_tools.reports.rules import title

FORMAT = 1
"""Raised when a key is taken away or means something else."""


def write_json(findings: Findings) -> str:
    """Write an object; `passed` is its answer."""
    raw = {
        "format": FORMAT,
        "passed": not findings.failed,
        "publication": dict(findings.about),
        "editions": {name: dict(facts) for name, facts in findings.editions.items()},
        "plan": findings.plan,
        "today": findings.today.isoformat() if findings.today else None,
        "checks": [
            {
                "code": code,
                "title": title(code),
                "ran": code in findings.ran,
                "issues": len(findings.of(code)),
            }
            for code in findings.planned
        ],
        "parity": {edition: dict(counts) for edition, counts in findings.parity.items()},
        "issues": [_issue(issue) for issue in findings.report],
        "missing": dict(findings.missing),
        "faults": dict(findings.faults),
    }
    return json.dumps(raw, ensure_ascii=False, indent=2) + "\n"


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "path": issue.span.path,
        "line": issue.span.line,
        "column": issue.span.column,
        "place": issue.place,
        "problem": issue.problem,
        "remedy": issue.remedy,
    }
