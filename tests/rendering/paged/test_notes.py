"""Each note stands once, on the page of its call.

The pages and their style are this test's own, so that a change of themes moves no line of them.
"""

from __future__ import annotations

import io
import random
from contextlib import nullcontext

import pypdfium2
import pytest

from build_tools.issues import IssuesFound
from build_tools.rendering.brand import read_brand
from build_tools.rendering.paged import fonts, layout
from tests.rendering.paged.conftest import THEMES

pytestmark = pytest.mark.slow

NOTES = 8
STYLE = """
@page { size: 148mm 105mm; margin: 10mm 10mm 10mm 30mm }
html { font: 12pt/18pt Text; orphans: 3; widows: 3 }
p { margin: 0 0 9pt }
.end::after { content: " (page " target-counter(attr(href), page) ")" }
.note { float: footnote; footnote-display: block; footnote-policy: line; font: 10pt/14pt Text }
.note::footnote-call, .note::footnote-marker { content: none }
"""


def text_with_notes(seed: int) -> str:
    """Short and long paragraphs, each with a note and with a page number that is known late."""
    chance = random.Random(seed)

    def some(words: str, most: int) -> str:
        return words * chance.randint(1, most)

    paragraphs = (
        f'<p>{some("Some words ", 30)}<a href="#mark-{place}">Call{place}</a>'
        f'<span class="note" id="mark-{place}">Mark{place} {some("said below ", 30)}</span>. '
        f'{some("More words ", 60)}<a class="end" href="#end">the end</a>.</p>'
        for place in range(NOTES)
    )
    return f"<html><body>{''.join(paragraphs)}<p id='end'>Here it ends.</p></body></html>"


@pytest.fixture(scope="module")
def faces():
    return fonts.font_files(read_brand(THEMES).type)


@pytest.fixture
def pages(faces):
    """The words of each page of a text."""
    files = {face.name: ("font/ttf", face.data) for face in faces}

    def lay_out(seed: int) -> list[list[str]]:
        sheets = (fonts.font_css(faces), STYLE)
        html = text_with_notes(seed)
        document = layout.render(html, sheets, files, fonts.own_fonts_only(), {})
        made = io.BytesIO()
        with layout.warnings_as_issues({}):
            document.write_pdf(made)
        with pypdfium2.PdfDocument(made.getvalue()) as opened:
            return [page.get_textpage().get_text_range().split() for page in opened]

    return lay_out


def places(pages, word):
    """The pages that have a word, as often as they have it."""
    return [number for number, words in enumerate(pages) for _ in range(words.count(word))]


def seeds(first: int, *more: int) -> list:
    """The first is among the quick tests."""
    return [first, *(pytest.param(seed, marks=pytest.mark.slow) for seed in more)]


REPEATED, LOST = seeds(1, 28, 55), seeds(18, 34)
"""Texts in which WeasyPrint by itself repeats a note, or loses one."""


@pytest.mark.parametrize("seed", [*REPEATED, *LOST])
def test_each_note_stands_once_on_the_page_of_its_call(pages, seed):
    found = pages(seed)
    for place in range(NOTES):
        (call,) = places(found, f"Call{place}") or places(found, f"Call{place}.")
        (note,) = places(found, f"Mark{place}")
        assert note == call


@pytest.mark.parametrize("seed", REPEATED)
def test_weasyprint_repeats_notes_by_itself(pages, seed, monkeypatch):
    """When this fails, WeasyPrint may have mended it: then our own mend can go."""
    monkeypatch.setattr(layout, "each_note_once", nullcontext)
    found = pages(seed)
    assert any(len(places(found, f"Mark{place}")) > 1 for place in range(NOTES))


@pytest.mark.parametrize("seed", LOST)
def test_weasyprint_loses_notes_by_itself(pages, seed, monkeypatch):
    """As above; a call whose note is lost leads nowhere, which stops a build."""
    monkeypatch.setattr(layout, "each_note_once", nullcontext)
    with pytest.raises(IssuesFound) as caught:
        pages(seed)
    assert {issue.code for issue in caught.value.report} == {"PAGE-001"}
