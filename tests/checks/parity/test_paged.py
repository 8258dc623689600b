"""Both PDFs are read back as the publication says them, and faults made in them are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from build_tools.checks.parity.compare import compare
from build_tools.checks.parity.expected import expected_reading
from build_tools.checks.parity.paged import Paged, _tidy, read_pdf, read_print
from build_tools.checks.parity.units import Found, Reading, Unit, Unreadable
from build_tools.checks.tagged import LINE_JOIN
from build_tools.publication import Publication
from build_tools.publication.blocks import (
    Address,
    Code,
    Emphasis,
    Foreign,
    LineBreak,
    Link,
    Reference,
    Strong,
)
from build_tools.writing.brand import read_brand
from build_tools.writing.paged import Look, lay_out
from build_tools.writing.paged.pictures import Drawing
from tests import builders as b

THEMES = Path(__file__).parents[3] / "themes"
LONG = "The river reaches the sea here, between salt marsh and a low red cliff. " * 40


def _publication() -> Publication:
    """Every kind of block, and words that are hard to read back."""
    link = Link(Reference("two"), b.words("the ", Code("second"), " section of this strategy"))
    out = Link(Address("https://example.org/"), b.words("words outside"))
    return b.publication(
        b.part(
            "Start",
            b.section(
                "One",
                b.heading(2, "Why"),
                b.heading(3, "Smaller"),
                b.heading(4, "Smallest"),
                b.paragraph("See ", link, " and ", out, b.call("a"), ", twice", b.call("a"), "."),
                b.paragraph(
                    Foreign("cy", b.words("Croeso")), " ", Foreign("pl", b.words("Witamy")),
                    " ", Strong(b.words("strong")), " ", Emphasis(b.words("stressed")), " ",
                    Link(Reference("one", "tea"), b.words("tea")), " ", out,
                ),
                b.paragraph("10² is not 102, 1½ is not 11/2, −5 is not 5, long-term–wise."),
                b.paragraph("1 Quay Road", LineBreak(), "Exampleton"),
                b.paragraph(LONG, lang="en-US"),
                b.bullets(b.item("Tea", b.numbered("Green", "Black", start=3), id="tea"), "Milk"),
                b.definitions(b.definition("Term", "Meaning.", "More."), b.definition("Other")),
                b.table("Lent", ["", "Tablets"], *[[f"W{i}", str(i)] for i in range(45)],
                        row_headers=True),
                b.quote("Made together.", "Twice."),
                b.callout("note", "Who", "Everyone.", b.bullets("One")),
                b.figure("A dark square", "The square", "It is dark.", b.bullets("Very")),
                b.figure("Another square"),
                b.chart("Growth", ["2024", "2025"], {"A": [1, 2], "B": [3, 4]}),
                notes=(b.note("a", "Said by many: ", out),),
                summary="What it is.",
            ),
            summary="In short.",
        ),
        b.part("Croeso", b.section("Two", "Pawb.", lang="cy")),
    )  # fmt: skip


WHOLE = _publication()


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    """The same pages as each edition has them, without inks and boxes."""
    folder = tmp_path_factory.mktemp("paged")
    made = {}
    for name, on_paper in (("pdf", False), ("print", True)):
        look = Look(
            colours=read_brand(THEMES).tokens("screen"),
            draw=lambda node: Drawing("image/svg+xml", b.SVG),
            page_references=on_paper,
        )
        made[name] = folder / f"{name}.pdf"
        lay_out(WHOLE, THEMES, look).write(made[name], variant="pdf/ua-1")
    with pikepdf.open(made["print"], allow_overwriting_input=True) as pdf:
        forget_links(pdf)
        pdf.save()
    return made


def forget_links(pdf: pikepdf.Pdf) -> None:
    """Leave of each link a span, as in print."""
    for element in elements(pdf):
        if element.S == "/Link":
            element.S = pikepdf.Name.Span
            element.K = pikepdf.Array(
                kid for kid in element.K if isinstance(kid, int) or "/Obj" not in kid
            )
    for page in pdf.pages:
        if "/Annots" in page:
            del page["/Annots"]


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
    expected = expected_reading(WHOLE, paged.target)
    found = compare(expected, paged.settled(expected)).differences
    return [(one.outcome, one.aspect, (one.source or one.found).unit.kind) for one in found]


@pytest.mark.parametrize(("name", "read"), [("pdf", read_pdf), ("print", read_print)])
def test_all_is_read_as_the_publication_says_it(files, name, read):
    paged = read(files[name])
    assert differences(paged) == []
    assert len(paged.reading.body) > 120
    assert [note.unit.number for note in paged.reading.notes] == ["1"]
    assert {found.place.partition(" ")[0] for found in paged.reading.body} == {"page"}


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
        lambda pdf: drop(next(e for e in elements(pdf) if str(e.get("/ID", "")).endswith("1-2"))),
        {("changed", "links", "paragraph")},
    ),
    "a note is lost": (
        lambda pdf: drop(first(pdf, "Note")),
        {("missing", "", "note")},
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("name", "read"), [("pdf", read_pdf), ("print", read_print)])
def test_a_fault_is_seen(files, tmp_path, name, read, fault):
    make, seen = FAULTS[fault]
    with pikepdf.open(files[name]) as pdf:
        make(pdf)
        pdf.save(tmp_path / "faulty.pdf")
    found = differences(read(tmp_path / "faulty.pdf"))
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
    assert differences(moved) == [("changed", "links", "paragraph")]


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


def test_a_space_that_is_there_stays():
    assert _tidy(f"one {LINE_JOIN}two{LINE_JOIN} three{LINE_JOIN}four") == (
        f"one two three{LINE_JOIN}four"
    )
