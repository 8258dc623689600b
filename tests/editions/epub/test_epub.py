"""What is in the container, and what it says of itself."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from PIL import Image

from build_tools.editions import Artefact, BuildJob
from build_tools.editions.epub import Epub
from build_tools.editions.epub.accessibility import CONFORMANCE, accessibility
from build_tools.editions.epub.images import WIDEST, Images
from build_tools.editions.epub.marks import page_marks
from build_tools.publication.blocks import Picture
from build_tools.rendering.brand import read_brand
from build_tools.rendering.openings import Opening
from tests import builders as b
from tests.editions.epub.books import THEMES, book_of_every_block, contents, make_book
from tests.every_block import EVERY_BLOCK

CONTAINER = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


@pytest.fixture(scope="module")
def data(once) -> bytes:
    return book_of_every_block(once).file("epub").read_bytes()


def test_the_container_says_first_what_it_is(data):
    """EPUB 3.3, 4.3.3: systems look at the first bytes, which nothing may pack."""
    with ZipFile(io.BytesIO(data)) as archive:
        first, *rest = archive.infolist()
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    assert {info.date_time for info in [first, *rest]} == {(2026, 3, 31, 0, 0, 0)}
    assert {info.external_attr for info in rest} == {0o100644 << 16}


def test_all_documents_are_well_formed_and_no_id_is_there_twice(data):
    documents = {n: d for n, d in contents(data).items() if n.endswith((".xhtml", ".opf", ".svg"))}
    assert len(documents) > 10
    for name, markup in documents.items():
        root = etree.fromstring(markup)
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", found) for found in ids), name
    assert b'<a href="#b-note-1" epub:type="noteref"' in documents["EPUB/section-1.xhtml"]


def test_two_builds_give_the_same_bytes(data, tmp_path):
    again = make_book(EVERY_BLOCK, tmp_path / "a folder elsewhere")
    assert again.file("epub").read_bytes() == data


def test_a_date_before_zip_files_is_their_first(tmp_path):
    old = b.publication(b.section("One", "Words."), date=datetime.date(1952, 1, 2))
    file = make_book(old, tmp_path).file("epub")
    with ZipFile(file) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
    assert b"1952-01-02T00:00:00Z" in contents(file.read_bytes())["EPUB/package.opf"]


def test_the_package(data, golden):
    golden("epub/package.opf", contents(data)["EPUB/package.opf"].decode())


def test_words_and_ground_have_the_readers_colours(data):
    css = contents(data)["EPUB/book.css"].decode()
    assert set(re.findall(r"(?<![-\w])color:\s*([^;]+);", css)) == {"inherit"}
    assert "background" not in css
    assert "font-family" in css.replace("font-family: monospace", "font-family")
    assert "url(" not in css


@pytest.mark.slow
def test_the_cover_is_a_picture_of_title_and_publisher(tmp_path):
    named = b.publication(b.section("One", "Words."), title="A long title " * 12)
    paper = Artefact("p.pdf", (), {"openings": []})
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        job = BuildJob(tmp_path / folder, THEMES, {"print": (paper, tmp_path)})
        Epub().build(named, job)
    one, two = (
        contents((tmp_path / folder / "exampleton.epub").read_bytes())["EPUB/cover.png"]
        for folder in ("one", "two")
    )
    assert one == two
    with Image.open(io.BytesIO(one)) as image:
        assert image.size == (1000, 1600)
        assert len(image.convert("RGB").getcolors()) > 3
    assert len(one) < 100_000


# --- Pages -----------------------------------------------------------------------------


def test_a_page_on_which_nothing_begins_has_its_mark_before_what_goes_on():
    openings = [Opening(7, section="one"), Opening(8, section="one")]
    marks = page_marks(Artefact("p.pdf", (), {"openings": [one.as_json() for one in openings]}))
    written = marks.at("a.xhtml", section="one")
    assert re.findall(r'id="(page-\d+)"', written) == ["page-7", "page-8"]
    assert marks.written == {7: "a.xhtml", 8: "a.xhtml"}
    marks.require_all()


def test_a_page_that_is_not_in_the_text_is_never_passed_over():
    opening = Opening(7, section="one", block="gone").as_json()
    marks = page_marks(Artefact("p.pdf", (), {"openings": [opening]}))
    assert marks.at("a.xhtml", section="one", block="there") == ""
    with pytest.raises(LookupError, match=r"\[7\]"):
        marks.require_all()


# --- What is said of accessibility -----------------------------------------------------

DECLARED = {
    "compliance": "full",
    "declared-by": "The publisher",
    "assessor": "A tester",
    "method": "By hand.",
    "assessed": datetime.date(2026, 2, 1),
    "prepared": datetime.date(2026, 3, 1),
    "next-review": datetime.date(2027, 3, 1),
    "nation": "england",
}
LESS = {
    "none": [{"text": "All of it.", "because": "disproportionate-burden"}],
    "partial": [{"text": "Maps.", "because": "disproportionate-burden"}],
    "not-assessed": [],
}


def declared(**facts) -> object:
    return accessibility(b.publication(b.section("One", "Words."), **facts))


def test_only_a_person_says_that_it_conforms(tmp_path):
    said = declared(accessibility=DECLARED)
    assert (said.conforms_to, said.certified_by) == (CONFORMANCE, "The publisher")
    whole = b.publication(b.section("One", "Words."), accessibility=DECLARED)
    package = contents(make_book(whole, tmp_path).file("epub").read_bytes())["EPUB/package.opf"]
    assert b">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>" in package
    assert b'<meta property="a11y:certifiedBy" refines="#conformance"' in package


@pytest.mark.parametrize("compliance", [None, *LESS])
def test_whoever_declares_less_claims_nothing(compliance):
    less = {"compliance": compliance, "shortcomings": LESS.get(compliance, [])}
    said = declared(**({"accessibility": {**DECLARED, **less}} if compliance else {}))
    assert (said.conforms_to, said.certified_by, said.certified_on) == ("", "", None)
    assert "WCAG 2.2, level AA" in said.summary


def test_pictures_are_told_of_where_there_are_some():
    assert declared().modes == ("textual",)
    assert "alternativeText" not in declared().features
    shown = accessibility(EVERY_BLOCK)
    assert shown.modes == ("textual", "visual")
    assert {"alternativeText", "longDescription"} <= set(shown.features)


# --- Pictures --------------------------------------------------------------------------


def shown(picture: Picture) -> bytes:
    images = Images(read_brand(THEMES))
    figure = replace(b.figure("A picture"), picture=picture)
    assert images.file(figure) == images.file(figure)
    (entry,) = images.entries()
    assert entry.media_type == picture.media_type
    return entry.data


def pixels(form: str, mode: str, size: tuple[int, int]) -> Picture:
    data = io.BytesIO()
    Image.new(mode, size).save(data, form)
    return Picture(f"images/a.{form}", f"image/{form.lower()}", *size, data.getvalue(), b.SPAN)


def test_a_photograph_has_no_more_pixels_than_a_page():
    with Image.open(io.BytesIO(shown(pixels("JPEG", "RGB", (3000, 1500))))) as image:
        assert image.size == (WIDEST, WIDEST // 2)


def test_what_is_seen_through_gets_a_ground():
    with Image.open(io.BytesIO(shown(pixels("PNG", "RGBA", (30, 20))))) as image:
        assert (image.mode, image.size) == ("RGB", (30, 20))
        assert image.getpixel((3, 3)) == (255, 253, 248)


def test_a_drawing_gets_a_ground_under_all_of_it():
    root = etree.fromstring(shown(b.PICTURE))
    left, top, width, height = map(float, root.get("viewBox").split())
    assert left < 0 > top
    assert width > 40
    assert height > 30
    ground = root[0]
    assert [float(ground.get(name)) for name in ("x", "y", "width", "height")] == [
        left, top, width, height,
    ]  # fmt: skip
    assert ground.get("fill") == "#FFFDF8"
