"""Each construct as it is written, and the files."""

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.editions import EDITIONS, BuildJob, edition
from build_tools.editions.text import PlainText
from build_tools.editions.text.document import document, section_lines
from build_tools.editions.text.lines import unwrapped, wrapped
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
from build_tools.reading import read
from tests.builders import (
    bullets,
    call,
    callout,
    chart,
    definition,
    definitions,
    figure,
    heading,
    item,
    note,
    numbered,
    paragraph,
    part,
    publication,
    quote,
    section,
    table,
    words,
)

PUBLICATIONS = Path(__file__).parents[2] / "publications"
SMALL = ("approach", "briefing", "draft", "updates")


def written(*blocks, notes=(), **facts):
    """Return a section's blocks as they are in the unwrapped file."""
    whole = publication(section("Town", *blocks, notes=notes, **facts))
    return unwrapped(section_lines(whole, whole.sections[0])).removeprefix("++1. Town\n\n")


# --- Words -----------------------------------------------------------------------------


def linked(target, *content):
    return Link(target, words(*content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (["a ", Emphasis(words("b")), Strong(words("c")), Code("d")], "a bcd"),
        (["See [sic] this]."], "See [[sic] this]."),
        (["A.", call("a"), " B."], "A. [Footnote 1] B."),
        (["See ", linked(Reference("town"), "the town"), "."], "See the town [section 1]."),
        ([linked(Reference("town", "why"), "why")], "why [heading 1A]"),
        ([linked(Reference("town"), "section 1")], "section 1"),
        ([linked(Address("https://a.example/"), "here")], "here [https://a.example/]"),
        ([linked(Address("https://a.example/"), "https://a.example/")], "https://a.example/"),
        ([linked(Address("https://a.example/?[ ]"), "x")], "x [https://a.example/?%5B%20%5D]"),
        ([linked(Address("mailto:a@b.example"), "Write")], "Write [email a@b.example]"),
        ([linked(Address("mailto:a@b.example"), "a@b.example")], "a@b.example"),
        ([linked(Address("tel:0163296"), "Ring")], "Ring [telephone 0163296]"),
        ([linked(Address("tel:0163296"), "01632\u00a096")], "01632\u00a096"),
        ([Foreign("cy", words("Croeso")), "!"], "[in Welsh] Croeso [end of Welsh]!"),
        ([Foreign("en-US", words("color"))], "color"),
        (["Town Hall", LineBreak(), "Quay"], "Town Hall\nQuay"),
    ],
)
def test_words(content, expected):
    blocks = written(
        paragraph(*content), heading(2, "Why", id="why"), paragraph(call("a")), notes=[note("a")]
    )
    assert blocks.partition("\n\n")[0] == f"1.1 {expected}"


# --- Blocks ----------------------------------------------------------------------------


def test_headings():
    blocks = [heading(2, "Why"), heading(3, "Why now"), heading(4, "Cost"), paragraph("Words.")]
    assert written(*blocks) == "\n1A Why\n\n\n1A.1 Why now\n\n\nCost\n\n1.1 Words.\n"


def test_summaries_and_parts():
    whole = publication(part("Welcome", section("Town", "Words.", summary="Short."), summary="Hi."))
    text = unwrapped(document(whole))
    assert text.endswith("\n\n\n++Part 1: Welcome\n\nHi.\n\n\n++1. Town\n\nShort.\n\n1.1 Words.\n")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([bullets("a", item("b", bullets("c")))], "  - a\n  - b\n      - c\n"),
        ([numbered("a", "b", start=3)], "  3. a\n  4. b\n"),
        ([bullets(item("a", "b"), "c")], "  - a\n\n    b\n\n  - c\n"),
        ([bullets(item(bullets("a")))], "  -\n      - a\n"),
        ([bullets("a"), bullets("b")], "  - a\n\n[New list]\n\n  - b\n"),
        (
            [definitions(definition("Owner", "Town"), definition("Due", "2027"))],
            "  Owner: Town\n  Due: 2027\n",
        ),
        ([definitions(definition("Owner", bullets("a")))], "  Owner:\n      - a\n"),
        ([definitions(definition("It rains.", "Noted."))], "  It rains.\n\n    Noted.\n"),
        ([definitions(definition("A: b", "c"))], "  [Term] A: b\n\n    c\n"),
        ([definitions(definition("1. A", "c"))], "  [Term] 1. A\n\n    c\n"),
        (
            [table("Wards", ["Ward", "Homes"], ["North", "12"], ["South", ""])],
            "Table: Wards\n\n  Ward: North\n  Homes: 12\n\n  Ward: South\n  Homes: [empty]\n\n"
            "[End of table]\n",
        ),
        (
            [table("", ["", "Row", "a: b:"], ["x", "y", "z"])],
            "Table:\n\n  Row: x\n  Row: y\n  a:: b::: z\n\n[End of table]\n",
        ),
        (
            [table("T", ["Row", "", "Column 3"])],
            "Table: T\n\n  [Text] Row: [no rows]\n  Column 2: [no rows]\n"
            "  [Text] Column 3: [no rows]\n\n[End of table]\n",
        ),
        (
            [quote("We do.", speaker="A baker")],
            "1.1 Quote:\n\nWe do.\n\nSpeaker: A baker\n\n[End of quote]\n",
        ),
        (
            [callout("tip", "Try it", "Now.")],
            "1.1 Tip: Try it\n\nNow.\n\n[End of tip]\n",
        ),
        (
            [callout("illustrative", "Illustrative example", "Now.")],
            "1.1 Illustrative example:\n\nNow.\n\n[End of illustrative example]\n",
        ),
        (
            [callout("commitment", "Commitment: Fibre", "Now.")],
            "1.1 Commitment: Fibre\n\nNow.\n\n[End of commitment]\n",
        ),
        ([figure("A map")], "Image: A map\n"),
        (
            [figure("A map", "Five wards", "The north is shaded.")],
            "Image: A map\n\nCaption: Five wards\n\nLong description:\n\nThe north is shaded.\n\n"
            "[End of long description]\n",
        ),
        (
            [chart("Homes", ["North"], {"2026": [12]}, alt="Bars")],
            "Chart: Bars\n\nCaption: Homes\n\nTable:\n\n  Row: North\n  2026: 12\n\n"
            "[End of table]\n",
        ),
    ],
)
def test_blocks(blocks, expected):
    assert written(*blocks) == expected


def test_words_that_look_like_marks_are_told_apart():
    blocks = [
        paragraph("Note: a"),
        callout("note", "A", "1.1 b", "2.1 c", "Table: d"),
        heading(2, "1A e"),
        heading(3, "f"),
        heading(4, "1A g"),
    ]
    text = written(*blocks)
    assert text.split("\n\n") == [
        "1.1 [Text] Note: a",
        "1.2 Note: A",
        "[Text] 1.1 b",
        "2.1 c",
        "[Text] Table: d",
        "[End of note]",
        "\n1A 1A e",
        "\n1A.1 f",
        "\n[Text] 1A g\n",
    ]


def test_languages_of_blocks():
    blocks = [
        paragraph("Tak.", lang="pl"),
        bullets("Nie.", lang="pl"),
        bullets(replace(item("Ie."), lang="cy")),
        paragraph("Yes.", lang="en-US"),
    ]
    assert written(*blocks) == (
        "[in Polish]\n\n1.1 Tak.\n\n  - Nie.\n\n[end of Polish]\n\n"
        "[New list]\n\n  - [in Welsh]\n\n    Ie.\n\n    [end of Welsh]\n\n1.2 Yes.\n"
    )


def test_a_section_in_another_language():
    text = written(paragraph("Ie ", Foreign("en", words("yes"))), lang="cy", summary="Byr.")
    assert text == (
        "++1. [in Welsh] Town [end of Welsh]\n\n[in Welsh]\n\nByr.\n\n"
        "1.1 Ie [in English] yes [end of English]\n\n[end of Welsh]\n"
    )


def test_footnotes_name_their_calls():
    blocks = [
        bullets(item(paragraph("a", call("x")))),
        paragraph("b", call("x"), " c", call("x")),
        bullets(item(paragraph("d", call("y")))),
    ]
    text = written(*blocks, notes=(note("x", "One."), note("y", "Two.")))
    assert text.endswith(
        "\n\nFootnote 1, from section 1 and paragraph 1.1: One.\n\n"
        "Footnote 2, from paragraph 1.1: Two.\n"
    )


# --- Lines -----------------------------------------------------------------------------


def test_lines_are_filled_and_hang_below_their_entry():
    address = "https://example.org/" + "long/" * 12
    long = "word " * 13
    whole = publication(
        section("Town", paragraph(long, linked(Address(address), "here")), bullets(long))
    )
    text = wrapped(section_lines(whole, whole.sections[0]))
    assert text.splitlines()[2:] == [
        "1.1 word word word word word word word word word word word word",
        "word here",
        f"[{address}]",
        "",
        "  - word word word word word word word word word word word word",
        "    word",
    ]


def test_marks_and_no_break_spaces_stay_on_one_line():
    text = "x" * 58
    blocks = [paragraph(f"{text} 78\u00a0% {text[5:]}", call("a"))]
    whole = publication(section("Town", *blocks, notes=(note("a", "b"),)))
    lines = wrapped(section_lines(whole, whole.sections[0])).splitlines()[2:5]
    assert lines == [f"1.1 {text}", f"78\u00a0% {text[5:]}", "[Footnote 1]"]


def test_wide_characters_take_two_columns_and_break_between():
    whole = publication(section("Town", "街" * 35 + "。" + "町"))
    lines = wrapped(section_lines(whole, whole.sections[0])).splitlines()[2:]
    assert lines == ["1.1 " + "街" * 30, "街" * 5 + "。町"]


def test_a_full_stop_does_not_begin_a_line():
    whole = publication(section("Town", "街" * 30 + "。" + "町"))
    lines = wrapped(section_lines(whole, whole.sections[0])).splitlines()[2:]
    assert lines == ["1.1 " + "街" * 29, "街。町"]


# --- Files -----------------------------------------------------------------------------


def test_files(tmp_path):
    whole = publication(
        section("Town", "Words."),
        section("River", "More.", path="themes/river"),
        notice="An example.",
    )
    artefact = PlainText().build(whole, BuildJob(tmp_path, tmp_path))
    assert artefact.entry == "exampleton.txt"
    assert [file.path for file in artefact.files] == [
        "exampleton.txt",
        "exampleton-unwrapped.txt",
        "sections/town.txt",
        "sections/themes/river.txt",
    ]
    assert (tmp_path / "sections/themes/river.txt").read_bytes().decode() == (
        "A strategy for Exampleton\n\n"
        "Version 1.2, draft, 31 March 2026, source 0a1b2c3d. An example.\n\n\n"
        "++2. River\n\n2.1 More.\n"
    )
    assert (tmp_path / "exampleton.txt").read_bytes().decode() == (
        "A strategy for Exampleton\n\nExampleton Partnership\n\n"
        "Version 1.2, draft, 31 March 2026, source 0a1b2c3d. An example.\n\n"
        "What this publication is.\n\n\n"
        "Contents\n\n"
        "To go to a part or section, search for ++ and the start of its\n"
        "line here, such as ++1.\n\n"
        "Part 1: Part\n  1. Town\n  2. River\n\n\n"
        "++Part 1: Part\n\n\n++1. Town\n\n1.1 Words.\n\n\n++2. River\n\n2.1 More.\n"
    )


def test_it_is_registered():
    assert isinstance(edition("text"), PlainText)
    assert EDITIONS[PlainText.name].endswith(":PlainText")


@pytest.mark.parametrize("name", SMALL)
def test_small_publications(name, golden, tmp_path):
    job = BuildJob(tmp_path, tmp_path)
    artefact = PlainText().build(read(PUBLICATIONS / name / "content"), job)
    golden(f"text/{name}.txt", (tmp_path / artefact.entry).read_bytes().decode())
