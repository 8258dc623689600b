"""Each note stands once, on the page of its call or on the next one."""

from __future__ import annotations

import random
from contextlib import nullcontext
from dataclasses import replace

import pytest

from build_tools.issues import IssuesFound
from build_tools.publication.blocks import Link, Reference
from build_tools.writing.paged import layout
from tests import builders as b

NOTES = 8
SMALL_PAGES = "@page { size: 148mm 105mm; margin: 10mm 10mm 10mm 30mm }"


def text_with_notes(seed: int):
    """Short and long paragraphs, each with a note and with a page number that is known late."""
    chance = random.Random(seed)

    def some(words: str, most: int) -> str:
        return words * chance.randint(1, most)

    end = Link(Reference("last"), b.words("the end"))
    paragraphs = [
        b.paragraph(
            some("Some words ", 30), b.call(f"n{place}"), ". " + some("More words ", 60), end, "."
        )
        for place in range(NOTES)
    ]
    notes = tuple(
        b.note(f"n{place}", f"Mark{place} " + some("said below ", 30)) for place in range(NOTES)
    )
    return b.section("One", *paragraphs, notes=notes), b.section("Last", "Here it ends.")


@pytest.fixture
def set_small(typeset, look):
    small = replace(look, style_sheets=(SMALL_PAGES,), page_references=True)
    return lambda seed: typeset(*text_with_notes(seed), look=small)


def pages_of_notes(made) -> list[list[int]]:
    """For each note, the pages that its first word stands on."""
    return [
        [page for (page, _), piece in made.texts.items() if f"Mark{place}" in piece.text.split()]
        for place in range(NOTES)
    ]


REPEATED, LOST = [1, 10, 24], [7, 17, 27]
"""Texts in which WeasyPrint by itself repeats a note, or loses one."""


@pytest.mark.parametrize("seed", [*REPEATED, *LOST])
def test_each_note_stands_once_on_the_page_of_its_call_or_the_next(set_small, seed):
    made = set_small(seed)
    calls = [link for link in made.document.all("Reference") if link.words.isdecimal()][-NOTES:]
    distances = [
        [page - call.first("Link").pages[0] for page in pages]
        for call, pages in zip(calls, pages_of_notes(made), strict=True)
    ]
    assert all(distance in ([0], [1]) for distance in distances), distances


@pytest.mark.parametrize("seed", REPEATED)
def test_weasyprint_repeats_notes_by_itself(set_small, seed, monkeypatch):
    """When this fails, WeasyPrint may have mended it: then our own mend can go."""
    monkeypatch.setattr(layout, "each_note_once", nullcontext)
    assert any(len(pages) > 1 for pages in pages_of_notes(set_small(seed)))


@pytest.mark.parametrize("seed", LOST)
def test_weasyprint_loses_notes_by_itself(set_small, seed, monkeypatch):
    """As above; a call whose note is lost leads nowhere, which stops a build."""
    monkeypatch.setattr(layout, "each_note_once", nullcontext)
    with pytest.raises(IssuesFound) as caught:
        set_small(seed)
    assert {issue.code for issue in caught.value.report} == {"PAGE-001"}
