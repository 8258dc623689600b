"""The accessible edition as a whole: the same bytes everywhere, and veraPDF finds nothing."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pikepdf
import pytest

from build_tools.checks.uac.validator import validate
from build_tools.editions import BuildJob
from build_tools.editions.pdf import AccessiblePdf
from tests.every_block import EVERY_BLOCK

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(every_block_pdf) -> Path:
    return every_block_pdf.file("pdf")


def test_it_is_one_file_and_says_where_sections_begin(every_block_pdf, file):
    made = every_block_pdf.made["pdf"]
    assert made.entry == "exampleton.pdf"
    assert [path.name for path in file.parent.iterdir()] == ["exampleton.pdf"]
    with pikepdf.open(file) as pdf:
        assert made.files[0].pages == len(pdf.pages)
    pages = made.facts["pages"]
    assert list(pages) == ["one", "two"]
    assert 1 < pages["one"] < pages["two"] <= made.files[0].pages


@pytest.mark.slow
def test_the_same_source_gives_the_same_bytes_elsewhere_and_on_another_day(
    file, tmp_path, monkeypatch
):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 400 * 86_400)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    themes = tmp_path / "far" / "away" / "themes"
    shutil.copytree(ROOT / "themes", themes)
    monkeypatch.chdir(tmp_path / "far")
    folder = tmp_path / "far" / "pdf"
    folder.mkdir()
    AccessiblePdf().build(EVERY_BLOCK, BuildJob(folder=folder, themes=themes))
    monkeypatch.undo()
    time.tzset()
    first = file.read_bytes()
    assert (folder / "exampleton.pdf").read_bytes() == first
    assert os.fsencode(tmp_path) not in first
    assert os.fsencode(file.parent) not in first


def test_dates_are_the_publications(file):
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260331000000Z"
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert metadata.count("2026-03-31T00:00:00Z") == 3
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_every_copy_bears_the_stamp(file):
    import pypdfium2

    with pypdfium2.PdfDocument(file) as pdf:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    for text in (texts[0], texts[-1]):
        assert "Version 1.2, draft, 31 March 2026, source 0a1b2c3d" in text
        assert "An example." in text


@pytest.mark.slow
def test_verapdf_finds_nothing(file):
    (verdict,) = validate([file])
    assert verdict.failures == ()
    assert verdict.checks > 5_000
    assert verdict.conforms
