"""An e-book is read back as the publication says it, and faults laid over it are seen."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from build_tools.checks import Artefacts
from build_tools.checks.par.epub import prove
from build_tools.checks.par.messages import issues_of
from tests.checks.par.test_faults import ATTRIBUTE, ELEMENT, SAID, in_words, made
from tests.editions.epub.books import changed, contents, make_book, packed, pages_known
from tests.every_block import EVERY_BLOCK
from tests.strategies import publications

LEAST_FAULTS = 200
FILES = [
    *("cover.xhtml", "title.xhtml", "contents.xhtml", "part-1.xhtml", "about.xhtml"),
    *("section-1.xhtml", "section-2.xhtml", "section-3.xhtml", "package.opf"),
]


def found(publication, artefacts: Artefacts) -> list:
    return [one for proof in prove("epub", publication, artefacts) for one in issues_of(proof)]


# --- With the print edition's own pages ------------------------------------------------


@pytest.mark.slow
def test_all_is_read_back_and_the_pages_are_those_of_the_pdf(every_block_epub):
    (proof,) = prove("epub", EVERY_BLOCK, every_block_epub)
    assert list(issues_of(proof)) == []
    assert proof.comparison.same > 100
    lines = proof.added["where printed pages begin"].splitlines()
    assert lines[:2] == ["3: part:start", "4: one"]
    assert len(lines) == 8
    assert proof.added == proof.allowed


@pytest.mark.slow
def test_another_print_edition_is_seen(every_block_epub, every_block_large_print):
    """Large print has the same text on other pages, and another identifier."""
    made = {**every_block_epub.made, "print": every_block_large_print.made["large-print"]}
    folder = every_block_epub.folder
    other = folder / "print" / every_block_large_print.made["large-print"].entry
    other.write_bytes(every_block_large_print.file("large-print").read_bytes())
    said = {
        issue.problem.partition("\n")[0] for issue in found(EVERY_BLOCK, Artefacts(folder, made))
    }
    other.unlink()
    assert any("where printed pages begin" in words for words in said)
    assert any("metadata" in words for words in said)


def test_without_a_print_edition_nothing_is_proved(book):
    publication, artefacts = book
    alone = Artefacts(artefacts.folder, {"epub": artefacts.made["epub"]})
    assert [issue.code for issue in found(publication, alone)] == ["PAR-005"]


def test_a_print_edition_that_is_not_there_is_no_pass(book):
    """Here `read_printed` itself is asked, and there is no such file."""
    assert [issue.code for issue in found(*book)] == ["PAR-005"]


# --- Faults ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    publication = made()
    artefacts = make_book(publication, tmp_path_factory.mktemp("book"))
    with pages_known(publication):
        assert found(publication, artefacts) == []
    return publication, artefacts


def of_document(markup: str) -> Iterator[str]:
    start = markup.index("<body>")
    for match in SAID.finditer(markup):
        if match[3] or match.start() > start:
            for fault in in_words(match[0].strip()):
                yield markup[: match.start()] + fault + markup[match.end() :]
    for match in ELEMENT.finditer(markup, start):
        yield markup[: match.start()] + markup[match.end() :]
        yield markup[: match.end()] + match[0] + markup[match.end() :]
        yield markup[: match.end()] + "<p>And more.</p>" + markup[match.end() :]
    for match in re.finditer(r'<span class="page"[^>]*></span>', markup):
        yield markup[: match.start()] + markup[match.end() :]
        yield markup[: match.end()] + match[0] + markup[match.end() :]
        yield markup.replace(match[0], "").replace("</body>", f"{match[0]}</body>")
        yield markup.replace(match[0], match[0].replace('label="', 'label="1'))
        yield markup.replace(match[0], match[0].replace('id="', 'id="x'))


def of_attributes(markup: str) -> Iterator[str]:
    for match in ATTRIBUTE.finditer(markup, markup.index("<body>")):
        name, value = match.groups()
        if name in ("href", "lang", "scope") or (name == "start" and value != "1"):
            yield markup[: match.start()] + f' {name}="x{value}"' + markup[match.end() :]


def of_package(markup: str) -> Iterator[str]:
    """Yield packages with other words, claims of conformance, and documents in another order."""
    for name in ("title", "creator", "publisher", "description", "language", "date", "source"):
        match = re.search(rf"(<dc:{name}[^>]*>)([^<]+)(</dc:{name}>\n)", markup)
        for fault in in_words(match[2]):
            yield markup.replace(match[0], f"{match[1]}{fault}{match[3]}")
        yield markup.replace(match[0], "")
        yield markup.replace(match[0], match[0] * 2)
    claim = '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
    yield markup.replace("</metadata>", f"{claim}</metadata>")
    lines = re.findall(r"<itemref [^>]*/>\n", markup)
    for line in lines:
        yield markup.replace(line, "")
        yield markup.replace(line, line.replace("/>", ' linear="no"/>'))
        yield (
            markup.replace(line, "").replace("</spine>", f"{line}</spine>")
            if (line != lines[-1])
            else markup.replace(line, line * 2)
        )


def faults(markup: str, path: str) -> list[str]:
    made = of_package(markup) if path == "package.opf" else of_document(markup)
    found = [*made, *(of_attributes(markup) if path != "package.opf" else ())]
    same = " ".join(markup.split())
    return [fault for fault in dict.fromkeys(found) if " ".join(fault.split()) != same]


def uncaught(book, path: str, step: int) -> tuple[int, list[str]]:
    publication, artefacts = book
    file = artefacts.file("epub")
    whole = file.read_bytes()
    files = contents(whole)
    markup = files[f"EPUB/{path}"].decode()
    tried = faults(markup, path)[::step]
    missed = []
    try:
        with pages_known(publication):
            for fault in tried:
                file.write_bytes(packed({**files, f"EPUB/{path}": fault.encode()}))
                if not found(publication, artefacts):
                    missed.append(difference(markup, fault))
    finally:
        file.write_bytes(whole)
    return len(tried), missed


def difference(whole: str, fault: str) -> str:
    pairs = zip(whole, fault, strict=False)
    at = next((place for place, (one, other) in enumerate(pairs) if one != other), len(fault))
    return f"{whole[max(0, at - 60) : at + 40]!r} → {fault[max(0, at - 60) : at + 40]!r}"


@pytest.mark.parametrize("path", FILES)
def test_faults_are_found(book, path):
    tried, missed = uncaught(book, path, step=61)
    assert tried
    assert missed == []


@pytest.mark.slow
def test_every_fault_is_found(book):
    answers = {path: uncaught(book, path, step=9) for path in FILES}
    assert {path: missed for path, (_, missed) in answers.items() if missed} == {}
    assert sum(tried for tried, _ in answers.values()) >= LEAST_FAULTS


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"no container",
        lambda data: packed({"mimetype": b""}),
        lambda data: packed({n: d for n, d in contents(data).items() if "section-1" not in n}),
        lambda data: changed(data, "EPUB/section-1.xhtml", lambda words: words[:-20]),
        lambda data: changed(data, "META-INF/container.xml", lambda words: "<a/>"),
        lambda data: changed(
            data, "EPUB/section-3.xhtml", lambda words: words.replace('xml:lang="cy"', "", 1)
        ),
    ],
)
def test_a_damaged_book_is_no_pass(book, damage):
    publication, artefacts = book
    file = artefacts.file("epub")
    whole = file.read_bytes()
    try:
        file.write_bytes(damage(whole))
        with pages_known(publication):
            assert [issue.code for issue in found(publication, artefacts)] == ["PAR-005"]
    finally:
        file.write_bytes(whole)


# --- No false alarms -------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=max(8, settings().max_examples // 3))
@given(publications())
def test_what_was_written_is_read_back(publication):
    with tempfile.TemporaryDirectory() as folder, pages_known(publication):
        artefacts = make_book(publication, Path(folder))
        assert list(map(str, found(publication, artefacts))) == []
