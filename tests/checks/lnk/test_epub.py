"""Faults in the links of an e-book, laid one by one over a book without any."""

from __future__ import annotations

import io
import warnings
from zipfile import ZipFile

import pytest

from build_tools.checks.lnk import EveryLinkLeads
from tests.editions.epub.books import changed, contents, packed
from tests.every_block import EVERY_BLOCK


@pytest.fixture
def found(book):
    """Return codes and places of what is found after a change of the container's bytes."""
    file = book.file("epub")
    whole = file.read_bytes()

    def after(change=lambda data: data):
        data = change(whole)
        if data is None:
            file.unlink()
        else:
            file.write_bytes(data)
        issues = list(EveryLinkLeads().run(EVERY_BLOCK, book))
        assert {issue.span.path for issue in issues} <= {"epub/exampleton.epub"}
        return [(issue.code, issue.place.partition(":")[0]) for issue in issues]

    return after


def test_a_book_without_a_fault(found):
    assert found() == []


SECTION, NAV, PACKAGE = "EPUB/section-1.xhtml", "EPUB/contents.xhtml", "EPUB/package.opf"


@pytest.mark.parametrize(
    ("code", "path", "old", "new"),
    [
        ("LNK-030", SECTION, 'href="section-2.xhtml"', 'href="section-9.xhtml"'),
        ("LNK-030", SECTION, 'href="section-2.xhtml"', 'href="/EPUB/section-2.xhtml"'),
        ("LNK-030", SECTION, 'href="section-2.xhtml"', 'href="../section-2.xhtml"'),
        ("LNK-030", SECTION, 'src="images/1.svg"', 'src="images/gone.svg"'),
        ("LNK-030", SECTION, 'href="book.css"', 'href="books.css"'),
        ("LNK-030", NAV, 'href="part-1.xhtml"', 'href="part-3.xhtml"'),
        ("LNK-031", SECTION, 'href="#b-note-1"', 'href="#b-note-7"'),
        ("LNK-031", SECTION, 'href="#b-call-1-1"', 'href="#b-call-1-2"'),
        ("LNK-031", NAV, 'href="section-1.xhtml#b-why"', 'href="section-1.xhtml#why"'),
        ("LNK-031", NAV, '#page-5"', '#page-999"'),
        ("LNK-032", SECTION, 'src="images/1.svg"', 'src="https://example.org/1.svg"'),
        ("LNK-032", "EPUB/book.css", "h1 {", "@import url(https://example.org/a.css); h1 {"),
        ("LNK-033", SECTION, 'href="https://example.org/"', 'href="https://example.org/x"'),
        ("LNK-033", SECTION, 'href="https://example.org/"', 'href="javascript:alert(1)"'),
        ("LNK-030", "EPUB/book.css", "h1 {", "h1 { background: url(gone.png);"),
    ],
)  # fmt: skip
def test_a_fault_in_a_link(found, code, path, old, new):
    def replaced(text):
        assert old in text
        return text.replace(old, new, 1)

    assert found(lambda data: changed(data, path, replaced)) == [(code, path)]


def without(path):
    return lambda data: packed({name: d for name, d in contents(data).items() if name != path})


def test_a_line_of_the_manifest_without_a_file(found):
    assert ("LNK-030", PACKAGE) in found(without("EPUB/images/2.svg"))


def test_a_file_that_the_manifest_does_not_name(found):
    assert found(lambda data: packed({**contents(data), "EPUB/more.txt": b""})) == [
        ("LNK-034", "EPUB/more.txt")
    ]


def test_two_files_of_one_name(found):
    def twice(data):
        file = io.BytesIO(data)
        with warnings.catch_warnings(), ZipFile(file, "a") as archive:
            warnings.simplefilter("ignore")
            archive.writestr("EPUB/cover.png", b"")
        return file.getvalue()

    assert found(twice) == [("LNK-034", "EPUB/cover.png")]


def test_a_container_without_a_package(found):
    path = "META-INF/container.xml"
    assert (("LNK-030", path)) in found(without(PACKAGE))
    assert found(lambda data: changed(data, path, lambda text: "<container/>")) == [
        ("LNK-030", path)
    ]


def test_a_document_that_is_not_well_formed(found):
    cut = lambda data: changed(data, SECTION, lambda text: text[:-9])  # noqa: E731
    assert ("LNK-001", SECTION) in found(cut)


@pytest.mark.parametrize("data", [None, b"", b"no container"])
def test_what_is_no_container_is_never_a_pass(found, data):
    assert found(lambda _: data) == [("LNK-001", "")]
