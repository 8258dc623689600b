"""Characters that nobody sees, in content and in messages."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from build_tools.characters import UNSEEN, legible
from build_tools.issues import Issue, SourceSpan
from build_tools.reading.characters import hidden_characters

VISIBLE = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""What Unicode calls formatting though it is drawn: the signs of Arabic and Kaithi numbers."""


def test_every_formatting_character_is_known():
    unseen = re.compile(f"[{UNSEEN}]")
    formatting = {n for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) == "Cf"}
    assert {n for n in formatting - VISIBLE if not unseen.match(chr(n))} == set()


@pytest.mark.parametrize(
    "words",
    [
        "می\u200cخواهم",  # Persian
        "क\u094d\u200dष",  # Hindi
        "👩\u200d💻 and ❤\ufe0f\u200d🔥",
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # Wales
        "10\u00a0km, 01632\u2011960, 5\u202f000, cafe\u0301",
    ],
)
def test_what_a_script_or_a_picture_needs_may_stand(words: str):
    assert list(hidden_characters(words)) == []


@pytest.mark.parametrize("character", "\u00ad\u200b\u200e\u2060\ufeff\u202e\u2066\U000e0041\u3164")
def test_what_nobody_sees_is_found(character: str):
    assert list(hidden_characters(f"a{character}b")) == [(1, character)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("a\x1b[31m\u202eb", "a<U+001B>[31m<U+202E>b"),
        ("one\n::error::two", "one\n: :error::two"),
        ("one\n  ::error::two ##[group]", "one\n  : :error::two ## [group]"),
        ("see data:image/png;base64," + "A" * 50, "see data:image/png…"),
        ("x" * 5_000, "x" * 2_000 + "…"),
    ],
)
def test_a_message_is_safe_to_print(words: str, said: str):
    assert legible(words) == said
    issue = Issue("X-001", SourceSpan("a\n::b.md", 1), words, words)
    assert issue.problem == issue.remedy == said
    assert not re.search(r"(?m)^\s*::", str(issue))
