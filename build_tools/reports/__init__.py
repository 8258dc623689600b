"""What a run found → a report, in the form that its reader needs.

The terminal's form is in `build_tools.cli`. All others are here, a module each, made of the same
`Findings`; the same findings give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from build_tools.reports.findings import Findings
from build_tools.reports.github import write_annotations
from build_tools.reports.json import write_json
from build_tools.reports.junit import write_junit
from build_tools.reports.page import write_page

__all__ = ["REPORTS", "Findings"]

REPORTS: Mapping[str, Callable[[Findings], str]] = {
    "json": write_json,
    "junit": write_junit,
    "html": write_page,
    "github": write_annotations,
}
"""Every form of a report by its name on the command line."""
