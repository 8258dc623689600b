"""What is written from right to left is set apart from the words around it."""

from __future__ import annotations

import pytest

from build_tools.publication.direction import direction
from build_tools.rendering.html import said_language


@pytest.mark.parametrize("tag", ["ar", "ur", "fa", "he", "ps", "ckb", "pa-Arab"])
def test_some_languages_are_written_from_the_right(tag):
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en-GB", "cy", "pa", "zh-Hant", "x-klingon", "nonsense-tag"])
def test_all_others_from_the_left(tag):
    assert direction(tag) == "ltr"


def test_html_says_a_language_with_its_direction():
    assert said_language("ur") == ' lang="ur" dir="rtl"'
    assert said_language("cy", xml=True) == ' lang="cy" xml:lang="cy" dir="ltr"'
    assert said_language("") == ""
