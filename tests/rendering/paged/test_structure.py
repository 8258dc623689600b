"""What a screen reader finds, and veraPDF does not look for: read back from the finished file."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from build_tools.publication.blocks import (
    Address,
    Code,
    Foreign,
    Link,
    Paragraph,
    Reference,
    Strong,
    Text,
)
from tests import builders as b
from tests.every_block import EVERY_BLOCK
from tests.rendering.paged.tagged import Tagged

pytestmark = pytest.mark.slow

LONG = "The river reaches the sea here, between salt marsh and a low red cliff. " * 60


def test_titles_parts_sections_and_headings_are_levels_without_a_skip(typeset):
    made = typeset(
        b.section("One", b.heading(2, "Why"), b.heading(3, "Smaller"), b.heading(4, "Smallest")),
        b.section("Two", b.heading(2, "How")),
    )
    found = [(e.role, e.words) for e in made.document.all() if e.role[0] == "H" and e.role[1:]]
    assert found == [
        ("H1", "A strategy for Exampleton"),
        ("H2", "Contents"),
        ("H2", "Part 1 Part"),
        ("H3", "1 One"),
        ("H4", "1A Why"),
        ("H5", "1A.1 Smaller"),
        ("H6", "Smallest"),
        ("H3", "2 Two"),
        ("H4", "2A How"),
        ("H2", "About this copy"),
    ]


def test_the_document_is_parts_of_sections(typeset):
    made = typeset(b.part("First", b.section("One", "A."), b.section("Two", "B.")))
    roles = [(kid.role, str(kid.object.get("/T", ""))) for kid in made.document.kids]
    assert roles == [("Sect", "Cover"), ("Sect", "Contents"), ("Part", ""), ("Sect", "Colophon")]
    assert [kid.role for kid in made.document.first("Part").kids] == ["H2", "Sect", "Sect"]


def test_a_number_is_read_with_its_paragraph(typeset):
    made = typeset(b.section("One", "First words.", "Second words."))
    section = made.document.first("Part").first("Sect")
    assert [p.words for p in section.all("P")] == ["1.1 First words.", "1.2 Second words."]


def test_language_is_told_where_it_changes(typeset):
    made = typeset(
        b.section(
            "One",
            b.paragraph("Say ", Foreign("cy", (Text("croeso"),)), "."),
            b.paragraph("Pomoc jest bezpłatna.", lang="pl"),
        ),
        b.section("Croeso", "Pawb.", lang="cy"),
    )
    assert str(made.pdf.Root.Lang) == "en-GB"
    told = [(e.role, str(e.object.Lang)) for e in made.document.all() if "/Lang" in e.object]
    assert told == [("TOCI", "cy"), ("Span", "cy"), ("P", "pl"), ("Sect", "cy")]
    span = next(e for e in made.document.all("Span"))
    assert span.words == "croeso"


def test_header_cells_tell_their_scope(typeset):
    made = typeset(
        b.section(
            "One",
            b.table("Lent", ["Ward", "Tablets"], ["North", "12"], ["South", ""], row_headers=True),
        )
    )
    table = made.document.first("Table")
    assert [kid.role for kid in table.kids] == ["Caption", "THead", "TBody"]
    scopes = [(e.words, str(e.object.A.Scope)) for e in table.all("TH")]
    assert scopes == [
        ("Ward", "/Column"),
        ("Tablets", "/Column"),
        ("North", "/Row"),
        ("South", "/Row"),
    ]
    assert [len(row.kids) for row in table.all("TR")] == [2, 2, 2], "an empty cell is a cell"


def test_notes_and_their_calls_lead_to_each_other(typeset):
    made = typeset(
        b.section(
            "One",
            b.paragraph("First.", b.call("a"), " Again.", b.call("a")),
            b.paragraph("Second.", b.call("b")),
            "Last words.",
            notes=(b.note("a", "Of the first."), b.note("b", "Of the second.")),
        )
    )
    section = made.document.first("Part").first("Sect")
    assert [kid.role for kid in section.kids][-3:] == ["P", "Note", "Note"], "notes end a section"
    notes = list(section.all("Note"))
    assert [note.words for note in notes] == ["1 Of the first.", "2 Of the second."]
    assert [kid.role for kid in notes[0].kids] == ["Lbl", "P"]
    ids = [str(note.object.ID) for note in notes]
    assert ids == ["one--note-1", "one--note-2"]
    calls = list(section.all("Reference"))
    assert [call.words for call in calls] == ["1", "1", "2"]
    targets = [str(call.first("Link").links[0].Dest) for call in calls]
    assert targets == ["one--note-1", "one--note-1", "one--note-2"]
    back = notes[0].first("Link").links[0]
    assert str(back.Dest) == "one--call-1-1"
    assert str(back.Contents) == "Note 1, back to the text"
    assert section.first("P").words == "1.1 First.1 Again.1"


@pytest.mark.parametrize("between", [3, 4, pytest.param(5, marks=pytest.mark.slow)])
def test_a_note_stands_on_the_page_of_its_call(typeset, between):
    """WeasyPrint by itself gives notes up, with 3 and 4, where the next paragraph has no room."""
    fill = [LONG[:400]] * between
    notes = tuple(b.note(f"n{i}", f"Note number {i}. ") for i in range(4))
    blocks = [block for i in range(4) for block in (b.paragraph("See.", b.call(f"n{i}")), *fill)]
    made = typeset(b.section("One", *blocks, notes=notes))
    section = made.document.first("Part").first("Sect")
    calls, found = list(section.all("Reference")), list(section.all("Note"))
    assert [c.first("Link").pages for c in calls] == [n.first("P").pages for n in found]
    assert len({tuple(c.first("Link").pages) for c in calls}) > 1


def test_contents_are_entries_with_one_link_each_and_no_dots(typeset):
    made = typeset(b.part("Start", b.section("One", "A."), b.section("Two", "B.")))
    toc = made.document.first("TOC")
    assert toc.roles() == [
        ["TOCI", ["Reference", "Link"], ["TOC", *[["TOCI", ["Reference", "Link"]]] * 2]]
    ]
    links = list(toc.all("Link"))
    assert [link.words for link in links] == ["Part 1 Start 3", "1 One 4", "2 Two 5"]
    assert [len(link.links) for link in links] == [1, 1, 1]
    assert "...." in made.artifacts.replace(" ", "")


def test_lists_have_labels_bodies_and_numbering(typeset):
    made = typeset(
        b.section(
            "One",
            b.bullets(b.item("Tea", b.bullets("Green", "Black")), "Milk"),
            b.numbered("Boil", "Pour", start=3),
        )
    )
    section = made.document.first("Part").first("Sect")
    outer, inner, ordered = section.all("L")
    assert [str(found.object.A.ListNumbering) for found in (outer, inner, ordered)] == [
        "/Disc",
        "/Disc",
        "/Decimal",
    ]
    assert outer.roles() == [
        ["LI", "Lbl", ["LBody", ["L", ["LI", "Lbl", "LBody"], ["LI", "Lbl", "LBody"]]]],
        ["LI", "Lbl", "LBody"],
    ]
    assert [item.words for item in ordered.kids] == ["3. Boil", "4. Pour"]


def test_each_paragraph_of_an_item_stands_on_its_own(typeset):
    named = b.paragraph("Third.", id="third")
    made = typeset(
        b.section("One", b.bullets(b.item("First.", "Second."), b.item(named, "Fourth.")))
    )
    bodies = list(made.document.first("L").all("LBody"))
    assert [body.words for body in bodies] == ["First. Second.", "Third. Fourth."]
    pieces = [piece for body in bodies for piece in body.pieces() if piece.text.strip()]
    assert len({piece.baseline for piece in pieces}) == 4
    bullets = [label.words for label in made.document.first("L").all("Lbl")]
    assert bullets == ["•", "•"]


def test_definitions_are_a_list_of_terms(typeset):
    entries = b.definition("Digitising", "Paper becomes digital.", "Twice.")
    made = typeset(b.section("One", b.definitions(entries)))
    found = made.document.first("Part").first("Sect").first("L")
    assert found.roles() == [["LI", "Lbl", ["LBody", "P"]]]
    assert found.first("Lbl").words == "Digitising"
    assert str(found.object.A.ListNumbering) == "/None"


def test_a_paragraph_that_crosses_a_page_is_one_element(typeset):
    made = typeset(b.section("One", LONG * 2))
    (paragraph,) = made.document.first("Part").first("Sect").all("P")
    assert len(set(paragraph.pages)) >= 2
    assert paragraph.words == f"1.1 {LONG * 2}".strip()


def test_a_long_tables_header_is_read_once(typeset):
    rows = [[f"Ward {i}", str(i)] for i in range(80)]
    made = typeset(b.section("One", b.table("Lent", ["Ward", "Tablets"], *rows)))
    table = made.document.first("Table")
    assert [kid.role for kid in table.kids] == ["Caption", "THead", "TBody"]
    assert len(list(table.all("TR"))) == 81
    assert len({page for cell in table.all("TD") for page in cell.pages}) >= 3
    assert made.artifacts.count("Tablets") >= 2, "the header stands on each page, unspoken"


def test_running_heads_and_page_numbers_are_artifacts(typeset):
    made = typeset(b.section("One", LONG * 2))
    running = made.artifacts_of(4)
    assert "A strategy for Exampleton" in running
    assert "One" in running
    assert "5" in running
    content = [e for e in made.document.all() if e.role == "P" and 4 in e.pages]
    assert all("Exampleton" not in e.words for e in content)


def test_a_link_says_its_words_and_has_one_area_a_line(typeset):
    made = typeset(
        b.section(
            "One",
            b.paragraph(
                Link(Address("https://example.org/x"), (Text("read "), Code("abc"), Text(" now"))),
                " and ",
                Link(Reference("two"), (Strong((Text("the second"),)),)),
                ". ",
            ),
        ),
        b.section("Two", "Words."),
    )
    outside, inside = made.document.first("Part").first("Sect").all("Link")
    assert [str(link.Contents) for link in outside.links] == ["read abc now"]
    assert str(outside.links[0].A.URI) == "https://example.org/x"
    assert [str(link.Contents) for link in inside.links] == ["the second"]
    assert str(inside.links[0].Dest) == "two"
    assert inside.words == "the second"


def test_every_annotation_on_a_page_belongs_to_an_element(typeset):
    link = Link(Address("https://example.org/x"), (Text("long words " * 20), Code("abc")))
    made = typeset(b.section("One", b.paragraph(link)))
    tagged = {e.objgen for found in made.document.all("Link") for e in found.links}
    on_pages = {a.objgen for page in made.pdf.pages for a in page.obj.get("/Annots", [])}
    assert tagged == on_pages
    assert all("/StructParent" in a for page in made.pdf.pages for a in page.obj.get("/Annots", []))


def test_a_figure_has_its_alternative_and_place_and_its_caption_is_read(typeset):
    made = typeset(b.section("One", b.figure("A dark square", "The square", "It is dark.")))
    figure = made.document.first("Figure")
    assert str(figure.object.Alt) == "A dark square"
    left, bottom, right, top = (float(edge) for edge in figure.object.A.BBox)
    assert 0 < left < right < 595
    assert 0 < bottom < top < 842
    group = next(e for e in made.document.all("Div") if figure in e.kids)
    assert [kid.role for kid in group.kids] == ["Figure", "Caption", "Div"]
    assert group.kids[1].words == "The square"
    assert group.kids[2].words == "It is dark."


def test_a_chart_has_a_drawing_and_a_table(typeset):
    made = typeset(b.section("One", b.chart("Growth", ["2024", "2025"], {"A": [1, 2]})))
    assert str(made.document.first("Figure").object.Alt) == "A chart: Growth"
    cells = [cell.words for cell in made.document.first("Table").all("TD")]
    assert [words for words in cells if words] == ["1", "2"]


def test_quotes_and_callouts_keep_their_parts_together(typeset):
    made = typeset(
        b.section(
            "One",
            b.quote("Made together.", speaker="The team"),
            b.callout("note", "Who", "Everyone."),
        )
    )
    quote = made.document.first("BlockQuote")
    assert [kid.words for kid in quote.kids] == ["1.1", "Made together.", "The team"]
    callout = made.document.first("Part").first("Div")
    assert [kid.words for kid in callout.kids] == ["1.2 Who", "Everyone."]


def test_bookmarks_are_parts_sections_and_headings(typeset):
    made = typeset(
        b.part("Start", b.section("One", b.heading(2, "Why"), b.heading(3, "Small"), "A.")),
        b.part("End", b.section("Two", "B.")),
    )
    with made.pdf.open_outline() as outline:
        tree = [_outline(item) for item in outline.root]
    assert tree == [
        ("Contents", []),
        ("Part 1 Start", [("1 One", [("1A Why", [])])]),
        ("Part 2 End", [("2 Two", [])]),
        ("About this copy", []),
    ]


def _outline(item: pikepdf.OutlineItem) -> tuple[str, list]:
    return item.title, [_outline(kid) for kid in item.children]


@pytest.fixture
def rich(every_block_pdf) -> Tagged:
    return Tagged(every_block_pdf.file("pdf"))


def test_the_catalogue_says_what_a_reader_needs(rich):
    root = rich.pdf.Root
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.PageLabels.Nums[1].S == pikepdf.Name.D


def test_pages_are_gone_through_in_the_order_of_the_structure(rich):
    assert all(page.obj.Tabs == pikepdf.Name.S for page in rich.pdf.pages)


def test_shapes_on_cover_and_openers_are_not_figures(rich):
    alternatives = [str(figure.object.Alt) for figure in rich.document.all("Figure")]
    assert alternatives == ["A dark square", "Another square", "A chart: Growth"]


def test_elements_bear_the_ids_of_the_source(rich):
    names = rich.pdf.Root.StructTreeRoot.IDTree.Names
    ids = {str(name): element for name, element in zip(names[::2], names[1::2], strict=True)}
    blocks = [block for block in EVERY_BLOCK.sections[0].blocks if isinstance(block, Paragraph)]
    assert blocks
    assert all(str(ids[f"one--{block.id}"].S) == "/P" for block in blocks)
    assert str(ids["one"].S) == "/Sect"
    assert list(ids) == sorted(ids)


def test_the_parent_tree_leads_from_content_to_its_element(rich):
    numbers = rich.pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = dict(zip((int(key) for key in numbers[::2]), numbers[1::2], strict=True))
    for page, mcid, element in _owned(rich.document):
        assert owners[page][mcid].objgen == element.objgen
    for link in (found for e in rich.document.all("Link") for found in e.links):
        assert int(link.StructParent) in owners


def _owned(element) -> Iterator[tuple[int, int, pikepdf.Object]]:
    for kid in element.all():
        marks = [int(k) if isinstance(k, int) else int(k.MCID) for k in kid.object.K if _is_mark(k)]
        yield from ((p, m, kid.object) for p, m in zip(kid.pages, marks, strict=True))


def _is_mark(kid: pikepdf.Object | int) -> bool:
    return isinstance(kid, int) or "/MCID" in kid


def test_nothing_is_hyphenated(rich):
    text = "".join(piece.text for piece in rich.texts.values())
    assert not set(text) & {"\u2010", "\u00ad", "\u0002"}


def test_no_content_is_marked_with_a_number_that_nothing_owns(rich):
    for number, page in enumerate(rich.pdf.pages):
        numbers = {
            int(operands[1]["/MCID"])
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        }
        parents = rich.pdf.Root.StructTreeRoot.ParentTree.Nums[2 * number + 1]
        assert all(parents[mcid] is not None for mcid in numbers)


def test_content_is_painted_in_the_order_in_which_it_is_read(rich):
    """Notes apart, which stand at the foot, and drawings, which are painted over all text."""
    others = [*rich.document.all("Note"), *rich.document.all("Figure")]
    apart = {id(piece) for other in others for piece in other.pieces()}
    for page in range(len(rich.pdf.pages)):
        read = [p.mcid for p in rich.document.pieces() if p.page == page and id(p) not in apart]
        assert [mcid for mcid in read if mcid >= 0] == sorted(mcid for mcid in read if mcid >= 0)
