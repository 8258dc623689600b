"""The accessible edition as a whole: the same bytes everywhere, and veraPDF finds nothing."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pikepdf
import pytest

from build_tools.checks.verapdf.validator import validate
from build_tools.editions import BuildJob
from build_tools.editions.pdf import AccessiblePdf
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Code, Foreign, Link, Reference, Text
from tests import builders as b

ROOT = Path(__file__).parents[3]


@pytest.fixture
def whole() -> Publication:
    """Every kind of block, small."""
    link = Link(Reference("two"), (Text("the "), Code("second")))
    outside = Link(Address("https://example.org/"), (Text("words outside"),))
    return b.publication(
        b.part(
            "Start",
            b.section(
                "One",
                b.heading(2, "Why"),
                b.paragraph("See ", link, " and ", outside, b.call("a"), "."),
                b.paragraph(Foreign("cy", (Text("Croeso"),)), b.call("a")),
                b.bullets(b.item("Tea", b.numbered("Green")), "Milk"),
                b.definitions(b.definition("Term", "Meaning."), b.definition("Other", "More.")),
                b.table("Lent", ["Ward", "Tablets"], *[[f"W{i}", str(i)] for i in range(60)]),
                b.quote("Made together."),
                b.callout("note", "Who", "Everyone.", b.bullets("One")),
                b.figure("A dark square", "The square", "It is dark."),
                b.chart("Growth", ["2024", "2025"], {"A": [1, 2], "B": [3, 4]}),
                notes=(b.note("a", "Said by many. ", outside),),
                summary="What it is.",
            ),
            summary="In short.",
        ),
        b.part("Croeso", b.section("Two", "Pawb.", lang="cy")),
        notice="An example.",
        subtitle="2026 to 2030",
        contact={"email": "a@b.example", "web": "https://b.example/", "phone": "01632 960 000"},
    )


def build(publication: Publication, folder: Path, themes: Path = ROOT / "themes"):
    folder.mkdir(parents=True)
    return AccessiblePdf().build(publication, BuildJob(folder=folder, themes=themes))


def test_it_is_one_file_and_says_where_sections_begin(whole, tmp_path):
    made = build(whole, tmp_path / "pdf")
    assert made.entry == "exampleton.pdf"
    assert [path.name for path in (tmp_path / "pdf").iterdir()] == ["exampleton.pdf"]
    with pikepdf.open(tmp_path / "pdf" / made.entry) as pdf:
        assert made.files[0].pages == len(pdf.pages)
    pages = made.facts["pages"]
    assert list(pages) == ["one", "two"]
    assert 1 < pages["one"] < pages["two"] <= made.files[0].pages


@pytest.mark.slow
def test_the_same_source_gives_the_same_bytes_elsewhere_and_on_another_day(
    whole, tmp_path, monkeypatch
):
    build(whole, tmp_path / "here")
    first = (tmp_path / "here" / "exampleton.pdf").read_bytes()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 400 * 86_400)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    themes = tmp_path / "far" / "away" / "themes"
    shutil.copytree(ROOT / "themes", themes)
    monkeypatch.chdir(tmp_path / "far")
    build(whole, tmp_path / "far" / "pdf", themes)
    monkeypatch.undo()
    time.tzset()
    assert (tmp_path / "far" / "pdf" / "exampleton.pdf").read_bytes() == first
    assert os.fsencode(tmp_path) not in first


def test_dates_are_the_publications(whole, tmp_path):
    build(whole, tmp_path / "pdf")
    with pikepdf.open(tmp_path / "pdf" / "exampleton.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260331000000Z"
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert metadata.count("2026-03-31T00:00:00Z") == 3
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_every_copy_bears_the_stamp(whole, tmp_path):
    import pypdfium2

    build(whole, tmp_path / "pdf")
    with pypdfium2.PdfDocument(tmp_path / "pdf" / "exampleton.pdf") as pdf:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    for text in (texts[0], texts[-1]):
        assert "Version 1.2, draft, 31 March 2026, source 0a1b2c3d" in text
        assert "An example." in text


@pytest.mark.slow
def test_verapdf_finds_nothing(whole, tmp_path):
    build(whole, tmp_path / "pdf")
    (verdict,) = validate([tmp_path / "pdf" / "exampleton.pdf"])
    assert verdict.failures == ()
    assert verdict.checks > 5_000
    assert verdict.conforms


@pytest.mark.slow
def test_verapdf_finds_nothing_in_a_whole_publication(tmp_path):
    from build_tools.reading import read

    publication = read(ROOT / "tests" / "publications" / "everything" / "content")
    made = build(publication, tmp_path / "pdf")
    (verdict,) = validate([tmp_path / "pdf" / made.entry])
    assert verdict.failures == ()
    assert verdict.checks > 100_000
