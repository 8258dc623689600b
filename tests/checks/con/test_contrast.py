"""Faint text is found on the page as it looks; dark and large text is let be."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Operator

from build_tools.checks import Artefacts
from build_tools.checks.con import TextStandsOut
from build_tools.checks.con.page import contrast, faint_text
from build_tools.editions import Artefact
from build_tools.issues import Issue
from build_tools.reports.rules import rules
from tests.every_block import EVERY_BLOCK

pytestmark = pytest.mark.slow

FILE = "exampleton.pdf"


@pytest.fixture(scope="module")
def clean(every_block_pdf) -> Path:
    return every_block_pdf.file("pdf")


def issues(release: Path) -> list[Issue]:
    return list(TextStandsOut().run(EVERY_BLOCK, Artefacts(release, {"pdf": Artefact(FILE, ())})))


def paint(path: Path, number: int, *, text: str, before: bytes = b"") -> Path:
    """Give all text of a page this colour, and paint this first."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        painted = []
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[number]):
            painted.append((operands, operator))
            if str(operator) == "BT":
                painted.append(([float(part) for part in text.split()], Operator("rg")))
        stream = before + b"\n" + pikepdf.unparse_content_stream(painted)
        pdf.pages[number].Contents = pdf.make_stream(stream)
        pdf.save()
    return path


@pytest.fixture
def faulty(clean, tmp_path) -> Path:
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / FILE).write_bytes(clean.read_bytes())
    return tmp_path / "pdf" / FILE


def test_a_clean_file_has_no_findings(clean):
    assert issues(clean.parents[1]) == []


def test_faint_text_is_found_with_its_colours(faulty):
    paint(faulty, 1, text="0.8 0.8 0.8")
    found, *others = issues(faulty.parents[1])
    assert (found.code, found.place) == ("CON-001", "page 2")
    assert found.problem.startswith("'Contents")
    assert "in #CCCCCC on #FFFFFF has a contrast of 1.6 to 1, and needs 3 to 1" in found.problem
    assert ["4.5 to 1" in other.problem for other in others] == [True]
    assert "themes/brand.yml" in found.remedy


def test_the_ground_is_what_was_painted(faulty):
    paint(faulty, 1, text="0.1 0.1 0.1", before=b"q 0.2 0.2 0.2 rg 0 0 900 900 re f Q")
    found = issues(faulty.parents[1])
    assert found
    assert all("on #333333" in one.problem for one in found)


def test_what_cannot_be_looked_at_is_found(tmp_path):
    assert [one.code for one in issues(tmp_path)] == ["CON-002"]


def test_pages_without_text_are_found(faulty):
    with pikepdf.open(faulty, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(b"")
        pdf.save()
    assert [one.code for one in issues(faulty.parents[1])] == ["CON-002"]


@pytest.mark.parametrize(
    ("size", "font", "faint"),
    [(12, "Helvetica", True), (17, "Helvetica", True), (19, "Helvetica", False),
     (12, "Helvetica-Bold", True)],
)  # fmt: skip
def test_large_text_needs_less(tmp_path, size, font, faint):
    import pypdfium2

    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        kind = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(f"/{font}")
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=kind))
        content = f"BT /F {size} Tf 0.5 0.5 0.5 rg 20 100 Td (Words) Tj ET"
        pdf.pages[0].Contents = pdf.make_stream(content.encode())
        pdf.save(tmp_path / "made.pdf")
    with pypdfium2.PdfDocument(tmp_path / "made.pdf") as opened:
        looked_at, found = faint_text(opened[0])
    assert looked_at == 5
    assert bool(found) is faint


def test_contrast_is_that_of_the_guidelines():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.478, abs=0.001)


def test_every_rule_has_a_page():
    assert {"CON-001", "CON-002"} == {code for code in rules() if code.startswith("CON-")}
