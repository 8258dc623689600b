"""Each reference names the page that its target is on at last.

The pages and their style are this test's own, so that a change of themes moves no line of them.
"""

from __future__ import annotations

import io
import random
import re
from contextlib import nullcontext

import pypdfium2
import pytest

from build_tools.rendering.brand import read_brand
from build_tools.rendering.paged import fonts, layout
from tests.rendering.paged.conftest import THEMES

TARGETS = 24
STYLE = """
@page { size: 148mm 105mm; margin: 10mm 10mm 10mm 30mm }
html { font: 12pt/18pt Text; orphans: 3; widows: 3 }
p { margin: 0 0 9pt }
a::after { content: " (page " target-counter(attr(href), page) ")" }
"""


def text_with_references(seed: int) -> str:
    """Paragraphs that name each other's pages; the numbers, known late, make them longer."""
    chance = random.Random(seed)

    def paragraph(place: int) -> str:
        others = (chance.randrange(TARGETS) for _ in range(chance.randint(1, 9)))
        links = ", ".join(f'<a href="#mark-{other}">Goal{other}</a>' for other in others)
        return (
            f'<p id="mark-{place}">Mark{place} {"some words " * chance.randint(1, 40)}{links}</p>'
        )

    return f"<html><body>{''.join(map(paragraph, range(TARGETS)))}</body></html>"


@pytest.fixture(scope="module")
def faces():
    return fonts.font_files(read_brand(THEMES).type)


@pytest.fixture
def stale(faces):
    """The references that name another page than their target's, in a text."""
    files = {face.name: ("font/ttf", face.data) for face in faces}

    def lay_out(seed: int) -> list[tuple[str, int, int]]:
        sheets = (fonts.font_css(faces), STYLE)
        html = text_with_references(seed)
        document = layout.render(html, sheets, files, fonts.own_fonts_only(), {})
        made = io.BytesIO()
        with layout.warnings_as_issues({}):
            document.write_pdf(made)
        with pypdfium2.PdfDocument(made.getvalue()) as opened:
            pages = [page.get_textpage().get_text_range() for page in opened]
        found = {
            mark: number
            for number, words in enumerate(pages, start=1)
            for mark in re.findall(r"Mark(\d+)", words)
        }
        said = re.findall(r"Goal(\d+)\s+\(page\s+(\d+)\)", " ".join(pages))
        assert len(said) > TARGETS
        return [(mark, int(page), found[mark]) for mark, page in said if int(page) != found[mark]]

    return lay_out


SEEDS = [11, 27]
"""Texts in which WeasyPrint by itself keeps some numbers."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_each_reference_names_the_page_of_its_target(stale, seed):
    assert stale(seed) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_weasyprint_keeps_old_numbers_by_itself(stale, seed, monkeypatch):
    """When this fails, WeasyPrint may have mended it: then our own mend can go."""
    monkeypatch.setattr(layout, "each_number_anew", nullcontext)
    assert stale(seed) != []
