"""Ace's answers are told from its silence, and it finds faults made for it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired

import pytest

from build_tools.checks.ace import PassesAce, runner
from build_tools.checks.ace.runner import look
from build_tools.issues import ProgramMissing
from build_tools.tools.answers import NoAnswer
from build_tools.tools.cache import Cache
from tests.editions.epub.books import changed, contents
from tests.every_block import EVERY_BLOCK


@pytest.mark.slow
def test_the_faults_of_a_book_are_found_and_nothing_else(book):
    """One of axe's rules, two of Ace's own; without them it would find nothing."""
    file = book.file("epub")
    data = file.read_bytes()
    hazard = '<meta property="schema:accessibilityHazard">none</meta>'
    for path, old, new in (
        ("EPUB/package.opf", hazard, ""),
        ("EPUB/section-1.xhtml", ' alt="A dark square"', ""),
        ("EPUB/section-1.xhtml", ' role="doc-footnote"', ""),
    ):
        data = changed(data, path, lambda text, old=old, new=new: text.replace(old, new, 1))
    file.write_bytes(data)
    issues = list(PassesAce().run(EVERY_BLOCK, book))
    assert {issue.code for issue in issues} == {"ACE-001"}
    assert {(one.problem.partition(" ")[0], Path(one.place).name) for one in issues} == {
        ("metadata-accessibilityhazard", "package.opf"),
        ("image-alt", "section-1.xhtml"),
        ("epub-type-has-matching-role", "section-1.xhtml"),
    }


# --- Answers, without a browser --------------------------------------------------------


@pytest.fixture
def say(monkeypatch):
    """Return a function that says what Ace answers of which documents."""
    asked = []
    monkeypatch.setattr(runner, "program", lambda *names: Path(names[0]))
    monkeypatch.setattr(runner, "package", Path)
    monkeypatch.setattr(runner, "chromium", lambda: Path("chromium"))

    def prepare(documents, findings=(), outcome="pass", report=None):
        told = {
            "assertions": [
                {
                    "earl:testSubject": {"url": name},
                    "assertions": findings if name == "EPUB/package.opf" else [],
                }
                for name in documents
            ],
            "earl:result": {"earl:outcome": outcome},
        }
        answer = json.dumps(told) if report is None else report

        def run(command, **_):
            asked.append(command)
            if answer:
                folder = Path(command[command.index("--outdir") + 1])
                folder.mkdir()
                (folder / "report.json").write_text(answer)
            return CompletedProcess(command, 0, "", "It broke.")

        monkeypatch.setattr(runner.subprocess, "run", run)
        return asked

    return prepare


FINDING = {
    "earl:test": {"dct:title": "a-rule", "earl:impact": "minor"},
    "earl:result": {"earl:outcome": "fail", "dct:description": "Bad.", "html": "<p>\n</p>"},
}


def documents(book):
    names = contents(book.file("epub").read_bytes())
    return ["EPUB/package.opf", *(re.sub("EPUB/", "", name) for name in names if "xhtml" in name)]


def test_a_finding_has_rule_impact_words_and_document(say, book):
    say(documents(book), [FINDING], "fail")
    (finding,) = look(book.file("epub"))
    assert (finding.rule, finding.impact) == ("a-rule", "minor")
    assert (finding.words, finding.document) == ("Bad. <p> </p>", "EPUB/package.opf")


def test_a_book_without_findings(say, book):
    say(documents(book))
    assert look(book.file("epub")) == []


def test_a_document_that_was_not_looked_at_is_no_pass(say, book):
    say(documents(book)[:-1])
    with pytest.raises(NoAnswer, match=r"did not look at about\.xhtml"):
        look(book.file("epub"))


@pytest.mark.parametrize("report", ["", "no JSON", "{}"])
def test_no_report_is_no_pass(say, book, report):
    say(documents(book), report=report)
    with pytest.raises(NoAnswer, match=r"It broke\."):
        look(book.file("epub"))


@pytest.mark.parametrize(("findings", "outcome"), [([FINDING], "pass"), ([], "fail"), ([], None)])
def test_a_contradiction_is_no_pass(say, book, findings, outcome):
    say(documents(book), findings, outcome)
    with pytest.raises(NoAnswer, match="contradict"):
        look(book.file("epub"))


def test_one_that_never_ends_is_no_pass(say, book, monkeypatch):
    say(documents(book))

    def run(command, **options):
        raise TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(runner.subprocess, "run", run)
    with pytest.raises(NoAnswer, match="1800 seconds"):
        look(book.file("epub"))


def test_an_answer_is_kept_with_the_file_and_no_answer_is_not(say, book, tmp_path, monkeypatch):
    monkeypatch.setattr("build_tools.checks.ace.package_version", lambda name: "1")
    monkeypatch.setattr("build_tools.checks.ace.chromium", lambda: Path("chromium"))
    monkeypatch.setattr("build_tools.checks.ace.program_version", lambda path: "1")
    artefacts = type(book)(book.folder, book.made, cache=Cache(tmp_path / "cache"))
    asked = say(documents(book), report="")
    assert [one.code for one in PassesAce().run(EVERY_BLOCK, artefacts)] == ["ACE-002"]
    say(documents(book), [FINDING], "fail")
    first, again = (list(PassesAce().run(EVERY_BLOCK, artefacts)) for _ in range(2))
    assert first == again
    assert [issue.code for issue in first] == ["ACE-001"]
    assert len(asked) == 2


def test_a_missing_package_is_said(book, monkeypatch):
    monkeypatch.setattr(runner, "PACKAGE", "@daisy/none")
    with pytest.raises(ProgramMissing, match="@daisy/none"):
        look(book.file("epub"))
