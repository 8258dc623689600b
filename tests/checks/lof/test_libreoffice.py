"""LibreOffice opens a document with all of its words; what it does not open or show is found."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.checks import Artefacts
from build_tools.checks import lof as libreoffice
from build_tools.checks.lof import OpensInLibreOffice, office
from build_tools.checks.lof.office import NotOpened, to_pdf
from build_tools.checks.lof.words import faults, words
from build_tools.issues import ProgramMissing
from build_tools.tools import programs
from build_tools.tools.cache import Cache
from tests.every_block import EVERY_BLOCK


@pytest.fixture(scope="module")
def opened(every_block_word, once) -> bytes:
    """What LibreOffice makes of the document."""

    def make(folder: Path) -> None:
        (folder / "a.pdf").write_bytes(to_pdf(every_block_word.file("word")))

    return (once("every-block-word-opened", make)[0] / "a.pdf").read_bytes()


@pytest.mark.slow
def test_all_words_are_shown(opened):
    assert list(faults(EVERY_BLOCK, opened)) == []


@pytest.mark.slow
def test_words_that_are_not_shown_are_named(opened):
    (part, *others) = EVERY_BLOCK.parts
    more = replace(EVERY_BLOCK, parts=(replace(part, summary="A zebra, a zebra."), *others))
    (fault,) = faults(more, opened)
    assert fault.endswith(": “zebra”.")


@pytest.mark.slow
def test_a_word_that_is_said_more_often_than_it_is_shown_is_named(opened):
    (part, *others) = EVERY_BLOCK.parts
    more = replace(EVERY_BLOCK, parts=(replace(part, summary="In short, quay."), *others))
    (fault,) = faults(more, opened)
    assert fault.endswith(": “quay”.")


@pytest.mark.slow
def test_sections_out_of_order_are_found(opened):
    turned = replace(EVERY_BLOCK, parts=EVERY_BLOCK.parts[::-1])
    (fault,) = faults(turned, opened)
    assert "section “One” after the one before it" in fault


def test_words_are_of_letters_or_digits_however_a_line_is_broken():
    assert words("long-\nterm café 10² ﬁve 5,2") == [
        "long",
        "term",
        "café",
        "102",
        "five",
        "5",
        "2",
    ]


# --- Without LibreOffice ---------------------------------------------------------------


def issues(artefacts: Artefacts) -> list:
    return list(OpensInLibreOffice().run(EVERY_BLOCK, artefacts))


@pytest.fixture
def pretended(monkeypatch):
    """A LibreOffice that does what a test says: `answer` makes a file, or not."""
    monkeypatch.setattr(office, "program", lambda *names: Path("/soffice"))
    monkeypatch.setattr(libreoffice, "version", lambda: "LibreOffice 0")

    def pretend(answer) -> None:
        monkeypatch.setattr(subprocess, "run", lambda *args, **more: answer(**more))

    return pretend


def test_a_document_that_is_not_opened_is_found(every_block_word, pretended):
    pretended(lambda **more: subprocess.CompletedProcess([], 0, "", "Error: source file"))
    (issue,) = issues(every_block_word)
    assert issue.code == "LOF-001"
    assert "Error: source file" in issue.problem


def test_an_exit_code_is_no_pass(every_block_word, pretended):
    def answer(cwd, **more):
        (cwd / "document.pdf").write_bytes(b"%PDF")
        return subprocess.CompletedProcess([], 77, "", "")

    pretended(answer)
    assert [issue.code for issue in issues(every_block_word)] == ["LOF-001"]


def test_a_document_that_takes_too_long_is_found(every_block_word, pretended):
    def answer(timeout, **more):
        raise subprocess.TimeoutExpired("soffice", timeout)

    pretended(answer)
    (issue,) = issues(every_block_word)
    assert "300 seconds" in issue.problem


def test_a_missing_document_is_found(every_block_word, tmp_path, pretended):
    (issue,) = issues(Artefacts(tmp_path, every_block_word.made))
    assert issue.code == "LOF-001"


def test_a_missing_program_is_said(every_block_word, monkeypatch):
    office.version.cache_clear()
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    with pytest.raises(ProgramMissing, match="setup check"):
        issues(every_block_word)


def test_an_answer_is_kept_with_what_it_is_about(
    every_block_word, tmp_path, monkeypatch, pretended
):
    asked = []

    def refuse(document):
        asked.append(document)
        raise NotOpened("No.")

    monkeypatch.setattr(libreoffice, "to_pdf", refuse)
    kept = replace(every_block_word, cache=Cache(tmp_path / "cache"))
    assert issues(kept) == issues(kept)
    assert len(asked) == 1
    other = replace(EVERY_BLOCK, digest="another")
    assert list(OpensInLibreOffice().run(other, kept))
    assert len(asked) == 2
