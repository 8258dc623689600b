"""The Nu checker's answers are told from its silence; no Java is started."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from build_tools.checks.vnu import checker

PAGE = "http://localhost/a/"


@pytest.fixture
def say(monkeypatch):
    """Return a function that says what vnu answers."""
    monkeypatch.setattr(checker, "package", lambda name: Path())
    monkeypatch.setattr(checker, "program", lambda name: Path("java"))

    def prepare(*messages, code=0, told=None):
        answer = json.dumps({"messages": messages}) if told is None else told
        ended = CompletedProcess([], code, "", answer)
        monkeypatch.setattr(checker.subprocess, "run", lambda *words, **options: ended)

    return prepare


def message(kind: str, url: str = PAGE) -> dict[str, object]:
    return {"type": kind, "url": url, "message": "Bad.", "lastLine": 7, "extract": "<b>"}


def test_messages_have_types(say):
    say(message("error"), code=1)
    assert checker.check([PAGE]) == {PAGE: [checker.Message(PAGE, "error", "Bad.", 7, "<b>")]}


def test_silence_is_an_answer(say):
    say()
    assert checker.check([PAGE]) == {PAGE: []}


def test_a_page_that_could_not_be_read_is_left_out(say):
    say(message("non-document-error"), code=1)
    assert checker.check([PAGE]) == {}


@pytest.mark.parametrize(
    ("code", "told"), [(1, "Exception in thread"), (0, ""), (1, '{"messages":[]}'), (0, "{}")]
)
def test_what_is_no_report_is_no_answer(say, code, told):
    say(code=code, told=told)
    assert checker.check([PAGE]) == {}


def test_an_exit_code_that_contradicts_the_report_is_no_answer(say):
    say(message("error"), code=0)
    assert checker.check([PAGE]) == {}
