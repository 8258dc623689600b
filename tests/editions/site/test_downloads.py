"""The download page: written last, with what is true of the finished files."""

from __future__ import annotations

import pytest

from build_tools.editions import LEFT_OUT, Artefact, ArtefactFile
from build_tools.editions.site.downloads import BEGIN, END, add_downloads, size_words
from tests.editions.site.conftest import THEMES


@pytest.mark.slow
def test_every_file_of_the_other_editions_lies_below_the_site_and_is_listed(release):
    page = release.page("downloads")
    listed = set(page.xpath("//main//section[@id!='another']//a/@href"))
    below = release.folder / "downloads"
    lying = {path.relative_to(below).as_posix() for path in below.rglob("*") if path.is_file()}
    assert listed == lying - {"index.html"}
    assert {"pdf/a.pdf", "text/sections/foreword.txt"} <= listed


@pytest.mark.slow
def test_sizes_pages_and_digests_are_those_of_the_files(release):
    page = release.page("downloads")
    entry = page.xpath("string(//section[@id='pdf']//p[@class='entry'])")
    assert entry == "a.pdf PDF, 2.1 MB, 48 pages"
    assert "without the other editions" not in page.text_content()
    assert len(page.xpath("//dd/code")) == 2


@pytest.mark.slow
def test_the_page_says_how_to_ask_for_another_form(release):
    mail, ask = release.page("downloads").xpath("//section[@id='another']//a/@href")
    assert mail == f"mailto:{release.publication.contact.email}"
    path, anchor = ask.split("#")
    (heading,) = release.page(f"downloads/{path}").xpath(f"//*[@id='{anchor}']")
    assert "Other formats" in heading.text_content()


@pytest.mark.slow
def test_each_page_links_to_its_own_text(release):
    for one, page in release.pages:
        (link,) = page.xpath("//li[@class='own-text']/a/@href")
        file = (release.folder / one.path / link).resolve()
        assert file.read_text() == one.title


@pytest.mark.slow
def test_the_artefact_names_every_file_in_order(release):
    folder = release.folder
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    assert [file.path for file in release.artefact.files] == files
    assert release.artefact.entry in files


POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""


SIZES = {"a-light.html": {"bytes": 612_000, "most-bytes": 409_600}}


@pytest.mark.parametrize(("facts", "said"), [({}, False), ({LEFT_OUT: SIZES}, True)])
def test_a_file_that_was_too_large_is_said_to_be_left_out(tmp_path, facts, said):
    page, site = tmp_path / "page", tmp_path / "site"
    page.mkdir()
    (page / "a.html").write_bytes(b"All words")
    listing = site / "downloads" / "index.html"
    listing.parent.mkdir(parents=True)
    listing.write_text(f"{POLICY}{BEGIN}none{END}")
    artefact = Artefact("a.html", (ArtefactFile("a.html"),), facts)
    add_downloads(site, THEMES, {"page": (artefact, page)})
    words = "There is no a-light.html of this publication: it would have 612 KB"
    assert (words in listing.read_text()) is said


@pytest.mark.parametrize(
    ("size", "words"),
    [(999, "999 bytes"), (1_000, "1.0 KB"), (34_400, "34 KB"), (2_140_000, "2.1 MB")],
)
def test_sizes_are_said_as_people_read_them(size, words):
    assert size_words(size) == words
