"""JUnit XML, for whatever shows test results: each check is a test case.

A check that did not come to its end is an error, never a pass and never skipped. Warnings are
in the words of a case and do not fail it. The schema followed is that of Jenkins' xUnit plugin
(junit-10.xsd), which other programs read too.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from build_tools.issues import Severity
from build_tools.reports.findings import READING, Findings

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(findings: Findings) -> str:
    """Write one suite; times are left out, so that the same findings give the same bytes."""
    suite = ET.Element("testsuite", name=f"tandem check, {findings.plan} plan")
    others = [
        name for name in (*findings.missing, *findings.faults) if name not in findings.planned
    ]
    for name in dict.fromkeys((READING, *findings.planned, *others)):
        _add_case(suite, name, findings)
    for count, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        suite.set(count, str(len(suite.findall(f".//{tag}"))))
    ET.indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suite, encoding="unicode")}\n'


def _add_case(suite: ET.Element, name: str, findings: Findings) -> None:
    case = ET.SubElement(suite, "testcase", classname="tandem", name=name)
    if name in findings.missing:
        _add(case, "error", "A program is missing.", findings.missing[name])
    elif name in findings.faults:
        _add(case, "error", "A fault in Tandem.", findings.faults[name])
    elif name in findings.not_run:
        _add(case, "error", "The check did not run.", "")
    issues = findings.of(name)
    errors = [str(issue) for issue in issues if issue.severity is Severity.ERROR]
    warnings = [str(issue) for issue in issues if issue.severity is Severity.WARNING]
    if errors:
        _add(case, "failure", f"{len(errors)} to mend", "\n\n".join(errors))
    if warnings:
        ET.SubElement(case, "system-out").text = _NOT_XML.sub("\ufffd", "\n\n".join(warnings))


def _add(case: ET.Element, tag: str, message: str, text: str) -> None:
    ET.SubElement(case, tag, message=message).text = _NOT_XML.sub("\ufffd", text)
