"""Ids of headings are those of GitHub, so that one link works there and in every edition."""

from __future__ import annotations

import pytest

from build_tools.publication.names import anchor


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Who can come?", "who-can-come"),
        ("Où sont les tablettes", "où-sont-les-tablettes"),
        ("Action 1: write down what each ward needs before the first tablets are lent out",
         "action-1-write-down-what-each-ward-needs-before-the-first-tablets-are-lent-out"),
        ("A – B & C", "a--b--c"),
        ("The council’s don't", "the-councils-dont"),
        ("snake_case and-hyphens", "snake_case-and-hyphens"),
        ("CO₂ in 2026", "co-in-2026"),
        ("日本語 見出し", "日本語-見出し"),
        ("???", "x"),
    ],
)  # fmt: skip
def test_the_id_of_a_heading(words: str, name: str):
    assert anchor(words) == name
