"""Each PDF is read back as the publication says them, and faults made in them are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from build_tools.checks.par.compare import compare
from build_tools.checks.par.paged import Paged, read_pdf, read_print
from build_tools.formats.pdf import LINE_JOIN, Element, Piece, read_tagged
from build_tools.formats.pdf.words import spoken, tidy
from build_tools.formats.units import Found, Reading, Unit, Unreadable
from tests.every_block import EVERY_BLOCK

READ = {"pdf": read_pdf, "print": read_print, "large-print": read_pdf}
EDITIONS = list(READ)


@pytest.fixture(scope="module")
def files(every_block_pdf, every_block_print, every_block_large_print) -> dict[str, Path]:
    made = (every_block_pdf, every_block_print, every_block_large_print)
    return {name: artefacts.file(name) for name, artefacts in zip(READ, made, strict=True)}


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    def below(found: pikepdf.Object) -> Iterator[pikepdf.Object]:
        for kid in found.K:
            if not isinstance(kid, int) and "/S" in kid:
                yield kid
                yield from below(kid)

    yield from below(pdf.Root.StructTreeRoot)


def first(pdf: pikepdf.Pdf, role: str, **keys: str) -> pikepdf.Object:
    return next(
        found
        for found in elements(pdf)
        if f"/{role}" == found.S
        and all(str(found.get(f"/{key}", "")) == value for key, value in keys.items())
    )


def differences(paged: Paged) -> list[tuple[str, str, str]]:
    """Return outcome, aspect and kind of all that differs from the publication."""
    expected = paged.expected(EVERY_BLOCK)
    found = compare(expected, paged.settled(expected)).differences
    return [(one.outcome, one.aspect, (one.source or one.found).unit.kind) for one in found]


@pytest.mark.parametrize("name", EDITIONS)
def test_all_is_read_as_the_publication_says_it(files, name):
    paged = READ[name](files[name])
    expected = paged.expected(EVERY_BLOCK, 18 if name == "large-print" else None)
    assert differences(paged) == []
    assert paged.settled(expected).furniture == expected.furniture
    assert len(paged.reading.body) > 100
    numbers = [one.unit.number for one in paged.reading.body if one.unit.kind == "note"]
    assert numbers == ["1", "2"]
    assert {found.place.partition(" ")[0] for found in paged.reading.body} == {"page"}


@pytest.mark.parametrize("role", ["P", "Table", "TOCI"])
def test_something_of_each_kind_goes_on_after_a_line_or_page(files, role):
    """So that what is read above is not the easy case alone."""
    found = [list(one.pieces()) for one in read_tagged(files["pdf"]).document.all(role)]
    ends = "page" if role != "TOCI" else "baseline"
    assert any(len({getattr(piece, ends) for piece in pieces}) > 1 for pieces in found)


# --- Faults ----------------------------------------------------------------------------

Fault = Callable[[pikepdf.Pdf], None]


def drop(found: pikepdf.Object) -> None:
    found.P.K = pikepdf.Array(kid for kid in found.P.K if kid != found)


def repeat(found: pikepdf.Object) -> None:
    found.P.K.append(found)


def turn(found: pikepdf.Object) -> None:
    """Put what an element holds the other way round."""
    found.K = pikepdf.Array(reversed(list(found.K)))


def put(found: pikepdf.Object, key: str, value: object) -> None:
    found[key] = value


FAULTS: dict[str, tuple[Fault, set[tuple[str, str, str]]]] = {
    "a paragraph is lost": (
        lambda pdf: drop(first(pdf, "P", Lang="en-US")),
        {("missing", "", "paragraph")},
    ),
    "a part is lost": (
        lambda pdf: drop(first(pdf, "Part", ID="part:croeso")),
        {("missing", "", kind) for kind in ("part", "section", "paragraph")},
    ),
    "a list is there twice": (
        lambda pdf: repeat(first(pdf, "L")),
        {("added", "", "item")},
    ),
    "list items are in another order": (
        lambda pdf: turn(first(pdf, "L")),
        {("moved", "", "item")},
    ),
    "rows are in another order": (
        lambda pdf: turn(first(pdf, "TBody")),
        {("moved", "", "header"), ("moved", "", "cell")},
    ),
    "another text alternative": (
        lambda pdf: put(first(pdf, "Figure"), "/Alt", "A dark circle"),
        {("changed", "words", "alternative")},
    ),
    "words are in another language": (
        lambda pdf: put(first(pdf, "Span", Lang="cy"), "/Lang", "ga"),
        {("changed", "foreign", "paragraph")},
    ),
    "a language is not told": (
        lambda pdf: put(first(pdf, "P", Lang="en-US"), "/Lang", "en-GB"),
        {("changed", "lang", "paragraph")},
    ),
    "a header heads something else": (
        lambda pdf: put(first(pdf, "TH").A, "/Scope", pikepdf.Name.Row),
        {("changed", "label", "header")},
    ),
    "a header is a cell": (
        lambda pdf: put(first(pdf, "TH"), "/S", pikepdf.Name.TD),
        {("changed", "kind", "header"), ("changed", "label", "header")},
    ),
    "a heading has another level": (
        lambda pdf: put(first(pdf, "H5"), "/S", pikepdf.Name.H6),
        {("changed", "label", "heading")},
    ),
    "a number is lost": (
        lambda pdf: put(first(pdf, "H4"), "/K", list(first(pdf, "H4").K)[1:]),
        {("changed", "number", "heading")},
    ),
    "the call of a note is lost": (
        lambda pdf: drop(next(e for e in elements(pdf) if str(e.get("/ID", "")).endswith("2-2"))),
        {("changed", "links", "paragraph")},
    ),
    "a note is lost": (
        lambda pdf: drop(first(pdf, "Note")),
        {("missing", "", "note")},
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", EDITIONS)
def test_a_fault_is_seen(files, tmp_path, name, fault):
    make, seen = FAULTS[fault]
    with pikepdf.open(files[name]) as pdf:
        make(pdf)
        pdf.save(tmp_path / "faulty.pdf")
    found = differences(READ[name](tmp_path / "faulty.pdf"))
    assert set(found) >= seen
    assert found


def test_a_link_that_leads_elsewhere_is_seen(files, tmp_path):
    with pikepdf.open(files["pdf"]) as pdf:
        link = next(e for e in elements(pdf) if e.S == "/Link" and str(e.P.S) == "/P")
        next(kid for kid in link.K if not isinstance(kid, int) and "/Obj" in kid).Obj.Dest = "one"
        pdf.save(tmp_path / "faulty.pdf")
    assert differences(read_pdf(tmp_path / "faulty.pdf")) == [("changed", "links", "paragraph")]


def test_a_reference_to_another_page_is_seen(files, tmp_path):
    paged = read_print(files["print"])
    moved = Paged(paged.reading, {**paged.pages, "two": paged.pages["two"] + 1}, on_paper=True)
    assert differences(moved) == [("changed", "links", "paragraph")] * 3


def test_what_is_no_pdf_is_not_read(tmp_path):
    (tmp_path / "no.pdf").write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(Unreadable, match="can't be read"):
        read_pdf(tmp_path / "no.pdf")


# --- White space at the ends of lines --------------------------------------------------


def settled(words: str, expected: str) -> str:
    def reading(text: str) -> Reading:
        return Reading((Found(Unit("paragraph", text), ""),))

    return Paged(reading(words), {}, False).settled(reading(expected)).body[0].unit.words


@pytest.mark.parametrize(
    ("words", "expected", "same"),
    [
        (f"long{LINE_JOIN}way", "long way", True),
        (f"long{LINE_JOIN}way", "longway", True),
        (f"long-{LINE_JOIN}term", "long-term", True),
        (f"long -{LINE_JOIN}term", "long - term", True),
        (f"a b{LINE_JOIN}c", "ab c", False),
        (f"ab{LINE_JOIN}c", "a bc", False),
        ("a b", "ab", False),
        (f"10{LINE_JOIN}2", "10²", False),
    ],
)
def test_white_space_is_open_at_the_end_of_a_line_and_nowhere_else(words, expected, same):
    assert (settled(words, expected) == expected) is same


@pytest.mark.parametrize("order", [("yes/no", "yes/ no"), ("yes/ no", "yes/no")])
def test_two_units_may_differ_by_a_space_that_a_line_end_hides(order):
    def reading(*texts: str) -> Reading:
        return Reading(tuple(Found(Unit("cell", text), "") for text in texts))

    found = reading(*(f"yes/{LINE_JOIN}no" for _ in order))
    settled = Paged(found, {}, False).settled(reading(*order))
    assert [one.unit.words for one in settled.body] == list(order)


def test_deleted_words_have_an_element_of_their_own():
    before, after = Piece(0, 0, "At [deleted: "), Piece(0, 2, "] ten")
    for role, read in [("Del", "At [deleted: ⟦nine⟧] ten"), ("Em", "At [deleted: nine] ten")]:
        assert spoken([before, Element(role, parts=[Piece(0, 1, "nine")]), after]) == read


def test_a_space_that_is_there_stays():
    assert tidy(f"one {LINE_JOIN}two{LINE_JOIN} three{LINE_JOIN}four") == (
        f"one two three{LINE_JOIN}four"
    )
