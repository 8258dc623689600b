"""Findings of every kind, for reports to be made of."""

import datetime

import pytest

from build_tools.issues import Issue, Report, Severity, SourceSpan
from build_tools.reports import Findings

EDITIONS = {
    "site": {"pages": None, "bytes": 2_500_000, "entry": "site/index.html"},
    "text": {"pages": None, "bytes": 90_000, "entry": "text/a.txt"},
}
ABOUT = {"title": "Town & Quay", "version": "2", "status": "draft", "source": "1234abcd"}


@pytest.fixture
def clean():
    codes = ("LNK", "MAN")
    return Findings(planned=codes, ran=codes, about=ABOUT, editions=EDITIONS)


@pytest.fixture
def faulty(tmp_path, monkeypatch):
    """Errors, a warning, a missing program, a fault, and a check that did not run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# A\n\nSee [here](gone.md) & <there>.\n")
    report = Report()
    report.extend(
        [
            Issue(
                "LNK-001", SourceSpan("content/a.md", 3, 6), "'gone.md' is <not> there.", "Mend."
            ),
            Issue("META-001", SourceSpan("content/b.md"), "Two\nlines, 100 %: both wrong."),
            Issue("MAN-004", SourceSpan("text/a.txt"), "Odd \x00.", "", Severity.WARNING, "page 2"),
        ]
    )
    return Findings(
        plan="full",
        today=datetime.date(2026, 11, 22),
        planned=("LNK", "MAN", "PAR", "UAC"),
        about=ABOUT,
        editions=EDITIONS,
        report=report,
        ran=("LNK", "MAN"),
        missing={"UAC": "Java is missing. apt-get install default-jre"},
        faults={"pdf": "Traceback <of ours>"},
        parity={"site": {"found": 120, "missing": 0}, "text": {"found": 118, "missing": 2}},
    )
