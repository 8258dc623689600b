"""What reading makes of clean content: numbers, ids, links, generated sections, places."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.issues import Severity
from build_tools.publication import Publication, Section
from build_tools.publication.blocks import (
    Address,
    Callout,
    Chart,
    Code,
    Definition,
    DefinitionList,
    Deleted,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    LineBreak,
    Link,
    List,
    Node,
    NoteCall,
    Paragraph,
    Quote,
    Reference,
    Strong,
    Table,
    Text,
    content_of,
    inlines,
    plain,
    walk,
)
from build_tools.reading.numbering import number_blocks
from build_tools.rendering.targets import place
from tests.builders import heading, paragraph

from .town import TOWN, Files, read_town, replaced, with_text, write


def town(folder: Path, **changed: str | bytes) -> Publication:
    publication, report = read_town(folder, **changed)
    assert publication is not None, "\n".join(map(str, report))
    return publication


def foreword(folder: Path, text: str) -> Section:
    return town(folder, **with_text(text)).section("foreword")


def last(folder: Path, text: str) -> Node:
    return foreword(folder, text).blocks[-1]


def words(publication: Publication) -> str:
    return "\n".join(
        plain(content_of(node)) for section in publication.sections for node in section.nodes()
    )


# --- The whole ---


def test_parts_and_sections_follow_the_spine(tmp_path: Path):
    publication = town(tmp_path)
    assert [(part.number, part.title) for part in publication.parts] == [
        ("1", "Welcome"),
        ("2", "Themes"),
        ("3", "Delivery"),
    ]
    assert [(section.number, section.id) for section in publication.sections] == [
        ("1", "foreword"),
        ("2", "places"),
        ("3", "living-well"),
        ("4", "matrix"),
        ("5", "commitments"),
        ("6", "measures"),
        ("7", "partners"),
        ("8", "glossary"),
        ("9", "sources"),
        ("10", "consultation"),
        ("11", "smart-town"),
        ("12", "first"),
        ("13", "about"),
    ]
    assert publication.section("places").path == "themes/places"


def test_the_publication_can_be_sent_to_another_process(tmp_path: Path):
    publication = town(tmp_path)
    assert pickle.loads(pickle.dumps(publication)) == publication


def test_yaml_never_guesses(tmp_path: Path):
    changes = {
        **replaced("registers/glossary.yml", "term: Gigabit", "term: no"),
        **replaced("registers/partners.yml", "name: Town Council", "name: 2025-03"),
    }
    publication = town(tmp_path, **changes)
    assert publication.record.version == "1.10"
    assert publication.registers["glossary"].entries[0].term == "no"  # type: ignore[attr-defined]
    assert publication.registers["partners"].entries[0].name == "2025-03"  # type: ignore[attr-defined]


def windows(files: Files) -> Files:
    return {
        name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
        if isinstance(text, str) and not name.endswith(".svg")
        else text
        for name, text in files.items()
    }


def test_crlf_and_a_byte_order_mark_change_nothing(tmp_path: Path):
    content = write(tmp_path / "content", TOWN)
    plain_one, _ = read_town(content)
    crlf, report = read_town(content, **windows(TOWN))
    assert len(report) == 0
    assert crlf == plain_one
    assert crlf.stamp.digest == plain_one.stamp.digest


def test_a_non_breaking_space_stays(tmp_path: Path):
    block = last(tmp_path, "Some 10\u00a0km.")
    assert block.content == (Text("Some 10\u00a0km."),)


def test_any_change_of_the_content_changes_the_stamp(tmp_path: Path):
    digests = {
        town(tmp_path / str(place), **changes).stamp.digest
        for place, changes in enumerate(
            [{}, with_text("More."), {"images/town.svg": str(TOWN["images/town.svg"]) + " "}]
        )
    }
    assert len(digests) == 3


# --- Numbers and ids ---


def test_headings_and_paragraphs_have_numbers(tmp_path: Path):
    section = foreword(
        tmp_path,
        "## One\n\nText.\n\n- item\n\n### Below\n\n> A word.\n>\n> — The town\n\n"
        "#### Deep\n\n> [!NOTE]\n> Inside.\n\n## Two\n\nEnd.",
    )
    headings = [(b.number, plain(b.content)) for b in section.blocks if isinstance(b, Heading)]
    assert headings == [("1A", "One"), ("1A.1", "Below"), ("", "Deep"), ("1B", "Two")]
    numbered = [
        (type(block).__name__, block.number)
        for block in section.blocks
        if not isinstance(block, Heading)
    ]
    assert numbered == [
        ("Paragraph", "1.1"),
        ("Figure", ""),
        ("Table", ""),
        ("Paragraph", "1.2"),
        ("List", ""),
        ("Quote", "1.3"),
        ("Callout", "1.4"),
        ("Paragraph", "1.5"),
    ]
    inner = [node.number for block in section.blocks for node in walk((block,)) if node != block]
    assert set(inner) == {""}


def test_what_has_no_number_is_not_counted_and_annexes_have_letters(tmp_path: Path):
    spine = TOWN["publication.yml"]
    spine = spine.replace("    id: welcome\n", "    id: welcome\n    numbering: none\n")
    spine = spine.replace("    id: delivery\n", "    id: delivery\n    numbering: annex\n")
    partners = TOWN["registers/partners.yml"].replace("entries:", "numbering: none\nentries:", 1)
    publication = town(
        tmp_path,
        **{
            "publication.yml": spine,
            "registers/partners.yml": partners,
            **with_text("## One\n\n### Below\n\nText.\n"),
        },
    )
    assert [part.number for part in publication.parts] == ["", "1", ""]
    assert [(one.number, one.id) for one in publication.sections[:8]] == [
        ("", "foreword"),
        ("1", "places"),
        ("2", "living-well"),
        ("3", "matrix"),
        ("Annex A", "commitments"),
        ("Annex B", "measures"),
        ("", "partners"),
        ("Annex C", "glossary"),
    ]
    assert {block.number for block in publication.section("foreword").blocks} == {""}
    commitments = publication.section("commitments")
    assert [block.number for block in commitments.blocks if block.number][:2] == ["A1", "A.1"]
    assert commitments.name == "Annex A: Commitments"
    assert publication.section("foreword").name == "Foreword"


def test_headings_in_an_annex_count_in_figures_and_each_number_names_one_kind():
    blocks = (
        heading(2, "One"), paragraph("a"), heading(3, "Below"), heading(3, "Again"),
        heading(2, "Two"), heading(3, "Below"), paragraph("b"),
    )  # fmt: skip
    numbers = [block.number for block in number_blocks(blocks, "Annex B")]
    assert numbers == ["B1", "B.1", "B1.1", "B1.2", "B2", "B2.1", "B.2"]
    kinds = [place(number).partition(" ")[0] for number in numbers]
    assert kinds == ["heading", "paragraph", *["heading"] * 4, "paragraph"]
    assert (place("Annex B"), place("4"), place("4A.1")) == ("Annex B", "section 4", "heading 4A.1")


def test_entries_have_the_publication_s_own_labels_wherever_they_are_shown(tmp_path: Path):
    commitments = TOWN["registers/commitments.yml"]
    commitments = commitments.replace("entries:", "label: Action\nentries:", 1)
    commitments = commitments.replace("- id: lay-lines", "- id: lay-lines\n    number: 12", 1)
    commitments += (
        "  - {id: next, title: Next, text: More., status: planned, basis: illustrative}\n"
        "  - {id: own, label: Idea, title: Own, text: One., status: planned, basis: illustrative}\n"
    )
    box = "[Lines](registers/commitments.yml#lay-lines)"
    publication = town(
        tmp_path, **{"registers/commitments.yml": commitments, **with_text(f"{box}\n")}
    )
    register = publication.registers["commitments"]
    labels = {"lay-lines": "Action 12", "next": "Action 13", "own": "Idea 1"}
    assert register.labels == labels
    section = publication.section("commitments")
    headings = [plain(one.content) for one in section.blocks if isinstance(one, Heading)]
    assert headings == ["Action 12: Lay lines", "Action 13: Next", "Idea 1: Own"]
    (callout,) = [one for one in publication.section("foreword").blocks if isinstance(one, Callout)]
    assert plain(callout.title) == "Commitment: Action 12: Lay lines"
    shown = [
        plain(content_of(node))
        for name in ("first", "places", "measures", "matrix", "partners")
        for node in publication.section(name).nodes()
    ]
    assert sum("Action 12: Lay lines" in each for each in shown) >= len(("first", "places")) + 2


def test_groups_of_a_register_are_headings_above_its_entries(tmp_path: Path):
    partners = """\
title: Partners
groups:
  - id: public
    title: Public bodies
    introduction: They answer to [all](../foreword.md).
  - id: others
    title: Others
entries:
  - {id: town-council, group: public, name: Town council, text: It runs the town.}
  - {id: club, group: others, name: The club, text: It rows.}
"""
    publication = town(tmp_path, **{"registers/partners.yml": partners})
    blocks = publication.section("partners").blocks
    headings = [
        (one.number[-3:], one.id, plain(one.content)) for one in blocks if isinstance(one, Heading)
    ]
    assert headings == [
        ("7A", "public", "Public bodies"),
        ("A.1", "town-council", "Town council"),
        ("7B", "others", "Others"),
        ("B.1", "club", "The club"),
    ]
    assert plain(content_of(blocks[1])) == "They answer to all."
    words = TOWN["registers/glossary.yml"].replace(
        "entries:", "groups: [{id: words, title: Words}]\nentries:", 1
    )
    words = words.replace("  - id:", "  - group: words\n    id:")
    glossary = town(tmp_path, **{"registers/glossary.yml": words}).section("glossary")
    kinds = [type(block) for block in glossary.blocks]
    assert kinds[-2:] == [Heading, DefinitionList]


def test_notes_count_through_the_publication(tmp_path: Path):
    changes = replaced("themes/places.md", "Everyone can get online.", "Everyone.[^a] All.[^a]")
    path, text = next(iter(changes.items()))
    publication = town(tmp_path, **{path: f"{text}\n[^a]: A note.\n"})
    assert [note.number for section in publication.sections for note in section.notes] == ["1", "2"]
    places = publication.section("places")
    assert places.notes[0].calls == 2
    assert places.notes[0].content == (Text("A note."),)
    calls = [i for i in inlines(places.blocks[0].content) if isinstance(i, NoteCall)]
    assert [(call.number, call.call) for call in calls] == [(2, 1), (2, 2)]


def test_every_top_level_block_has_an_id_of_its_own(tmp_path: Path):
    for section in town(tmp_path, **with_text("Same.\n\nSame.\n\n- Same.")).sections:
        ids = [node.id for node in section.nodes() if node.id]
        assert len(ids) == len(set(ids))
        assert all(block.id for block in section.blocks)


paragraphs = st.lists(
    st.text("abcdefgh éü", min_size=3, max_size=30).map(str.strip).filter(lambda t: len(t) > 2),
    min_size=1,
    max_size=6,
    unique=True,
)


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(paragraphs, st.integers(0, 6))
def test_an_id_survives_edits_elsewhere(tmp_path_factory, texts: list[str], place: int):
    def ids(contents: list[str]) -> dict[str, str]:
        section = foreword(tmp_path_factory.mktemp("town"), "\n\n".join(contents))
        return {plain(content_of(block)): block.id for block in section.blocks}

    before = ids(texts)
    after = ids([*texts[:place], "Something wholly new stands here.", *texts[place:]])
    assert before.items() <= after.items()


def test_a_heading_takes_its_own_id(tmp_path: Path):
    blocks = foreword(tmp_path, "## Words {#mine}\n\nSee [it](#mine).").blocks
    heading, paragraph = blocks[-2:]
    assert (heading.id, heading.content) == ("mine", (Text("Words"),))
    assert paragraph.content[1] == Link(Reference("foreword", "mine"), (Text("it"),))


# --- The dialect ---


def test_inlines(tmp_path: Path):
    block = last(
        tmp_path,
        "A *b* **c** [croeso *i* bawb]{lang=cy} <https://a.example/> "
        "[m](mailto:a@b.example)  \n10².",
    )
    assert block.content == (
        Text("A "),
        Emphasis((Text("b"),)),
        Text(" "),
        Strong((Text("c"),)),
        Text(" "),
        Foreign("cy", (Text("croeso "), Emphasis((Text("i"),)), Text(" bawb"))),
        Text(" "),
        Link(Address("https://a.example/"), (Text("https://a.example/"),)),
        Text(" "),
        Link(Address("mailto:a@b.example"), (Text("m"),)),
        LineBreak(),
        Text("10²."),
    )


def test_deleted_words(tmp_path: Path):
    text = "~~nine~~ ten, **~~a~~ b**, ~~[c](#d) *e*~~, `~~f~~`\n\n## ~~D~~ E\n\nG."
    block, title, _ = foreword(tmp_path, text.replace("#d", "#d-e")).blocks[-3:]
    link = Link(Reference("foreword", "d-e"), (Text("c"),))
    assert block.content == (
        Deleted((Text("nine"),)),
        Text(" ten, "),
        Strong((Deleted((Text("a"),)), Text(" b"))),
        Text(", "),
        Deleted((link, Text(" "), Emphasis((Text("e"),)))),
        Text(", "),
        Code("~~f~~"),
    )
    assert plain(block.content).startswith("[deleted: nine] ten, ")
    assert (title.id, plain(title.content)) == ("d-e", "[deleted: D] E")


def test_tables_and_figures_count_and_can_be_linked_to(tmp_path: Path):
    rows = "| a | b |\n|---|---|\n| c | d |"
    text = (
        f"Table: *First* {{#one}}\n\n{rows}\n\n> [!NOTE]\n> Table: Second\n>\n"
        + "".join(f"> {row}\n" for row in rows.split("\n"))
        + '\n![A](images/town.svg "Wards {#wards}")\n\n![B](images/town.svg)\n\n'
        + "[a](#one), [b](#wards)."
    )
    _, first, box, figure, bare, links = foreword(tmp_path, text).blocks[-6:]
    second = box.blocks[0]
    assert [(one.id, one.label, plain(one.caption)) for one in (first, figure)] == [
        ("one", "Table 2", "Table 2: First"),
        ("wards", "Figure 2", "Figure 2: Wards"),
    ]
    assert (second.label, plain(second.caption)) == ("Table 3", "Table 3: Second")
    assert (bare.label, bare.caption) == ("", ())
    assert links.content[0].target == Reference("foreword", "one")


def test_a_break_in_a_cell_begins_a_new_line(tmp_path: Path):
    block = last(
        tmp_path,
        "Table: a\n\n| a<br>b | c |\n|---|---|\n| **Library<br/>Quay** | <br>9 to 5<BR /> <br> 6 |",
    )
    assert isinstance(block, Table)
    assert [cell.content for row in (block.header, *block.rows) for cell in row.cells] == [
        (Text("a"), LineBreak(), Text("b")),
        (Text("c"),),
        (Text("Library"), LineBreak(), Text("Quay")),
        (Text("9 to 5"), LineBreak(), Text("6")),
    ]


def test_a_quotation_of_written_words_has_no_speaker(tmp_path: Path):
    block = last(tmp_path, "> A ferry *shall* run.\n>\n> - Daily -- by day\n> - At night")
    assert isinstance(block, Quote)
    assert block.speaker == ()
    assert [type(held).__name__ for held in block.blocks] == ["Paragraph", "List"]


def test_nested_lists(tmp_path: Path):
    block = last(tmp_path, "3. one\n    - two\n        - three\n4. four")
    assert isinstance(block, List)
    assert (block.ordered, block.start, len(block.items)) == (True, 3, 2)
    inner = block.items[0].blocks[1]
    assert isinstance(inner, List)
    assert not inner.ordered
    assert plain(content_of(inner.items[0].blocks[1].items[0].blocks[0])) == "three"


def test_a_table_in_another_language_keeps_its_caption(tmp_path: Path):
    table = last(
        tmp_path, "> [!LANGUAGE cy]\n> Table: Seddi\n>\n> | a | b |\n> |---|---|\n> | c | d |"
    )
    assert isinstance(table, Table)
    assert (table.lang, plain(table.caption)) == ("cy", "Table 2: Seddi")


def test_python_markdowns_own_marks_are_plain_words(tmp_path: Path):
    block = last(tmp_path, "- ///Footnotes Go Here///")
    assert plain(content_of(block.items[0].blocks[0])) == "///Footnotes Go Here///"


def test_a_table_with_row_headers(tmp_path: Path):
    table = next(b for b in town(tmp_path).section("foreword").blocks if isinstance(b, Table))
    assert plain(table.caption) == "Table 1: Libraries"
    assert [cell.heads for cell in table.header.cells] == ["column", "column"]
    assert [(plain(cell.content), cell.heads) for cell in table.rows[0].cells] == [
        ("North", "row"),
        ("12", ""),
    ]


def test_definitions(tmp_path: Path):
    block = last(tmp_path, "Digitising\n:   Turning paper into data.\n\n    In two steps.")
    assert isinstance(block, DefinitionList)
    assert plain(block.entries[0].term) == "Digitising"
    assert [plain(content_of(b)) for b in block.entries[0].blocks] == [
        "Turning paper into data.",
        "In two steps.",
    ]


def test_a_quote_with_its_speaker(tmp_path: Path):
    block = last(tmp_path, "> Together.\n>\n> — *The* team")
    assert isinstance(block, Quote)
    assert plain(content_of(block.blocks[0])) == "Together."
    assert block.speaker == (Emphasis((Text("The"),)), Text(" team"))


def test_callouts_with_their_own_and_with_a_usual_title(tmp_path: Path):
    blocks = foreword(
        tmp_path, "> [!TIP]\n> **Read this**\n> Words.\n\n> [!WARNING]\n> **Not** a title."
    ).blocks[-2:]
    assert [(b.kind, plain(b.title), plain(content_of(b.blocks[0]))) for b in blocks] == [
        ("tip", "Read this", "Words."),
        ("warning", "Warning", "Not a title."),
    ]


def test_a_figure_with_its_description(tmp_path: Path):
    figure = next(b for b in town(tmp_path).section("foreword").blocks if isinstance(b, Figure))
    assert (figure.alt, plain(figure.caption)) == ("A drawing of the town", "Figure 1: The town")
    assert plain(content_of(figure.description[0])) == "The town lies on a river."
    assert (figure.picture.path, figure.picture.width, figure.picture.height) == (
        "images/town.svg",
        800,
        533,
    )


def test_blocks_in_another_language(tmp_path: Path):
    blocks = foreword(tmp_path, "> [!LANGUAGE pl]\n> Dzień dobry.\n>\n> - Tak").blocks[-2:]
    assert [(type(block), block.lang) for block in blocks] == [(Paragraph, "pl"), (List, "pl")]


def test_a_measure_and_a_commitment_are_placed(tmp_path: Path):
    chart = next(b for b in town(tmp_path).section("places").blocks if isinstance(b, Chart))
    assert chart.labels == ("North", "South")
    assert [[plain(c.content) for c in row.cells] for row in chart.table.rows] == [
        ["North", "3"],
        ["South", "4.5"],
    ]
    box = last(tmp_path, "[Lay lines](registers/commitments.yml#lay-lines)")
    assert isinstance(box, Callout)
    assert box.kind == "commitment"
    assert "Illustrative example" in " ".join(plain(content_of(node)) for node in walk((box,)))


# --- Links and generated sections ---


def test_links_lead_to_sections_headings_and_entries(tmp_path: Path):
    publication = town(tmp_path)
    assert publication.section("foreword").blocks[0].content[3] == Link(
        Reference("places", "at-home"), (Text("places"),)
    )
    links = [
        inline.target
        for node in publication.section("places").nodes()
        for inline in inlines(content_of(node))
        if isinstance(inline, Link)
    ]
    assert Reference("glossary", "gigabit") in links
    assert publication.number(Reference("places", "at-home")) == "2A"
    assert publication.number(Reference("glossary", "gigabit")) == "8"


def test_every_reference_leads_somewhere(tmp_path: Path):
    publication = town(tmp_path)
    found = [
        inline.target
        for section in publication.sections
        for node in section.nodes()
        for inline in inlines(content_of(node))
        if isinstance(inline, Link) and isinstance(inline.target, Reference)
    ]
    assert len(found) > 15
    assert all(publication.number(target) for target in found)


def test_registers_become_sections(tmp_path: Path):
    text = words(town(tmp_path))
    for expected in (
        "Under way",
        "Also: full fibre.",
        "Lines reach every street.",
        "Illustrative example",
        "March 2025",
        "Stops have no screens.",
        "Changed: see the passage.",
        "plan@exampleton.example",
        "Minutes of the board (Item 3)",
    ):
        assert expected in text, expected


def test_connections_run_both_ways(tmp_path: Path):
    publication = town(tmp_path)

    def targets(section: str) -> set[Reference]:
        return {
            inline.target
            for node in publication.section(section).nodes()
            for inline in inlines(content_of(node))
            if isinstance(inline, Link) and isinstance(inline.target, Reference)
        }

    assert Reference("living-well") in targets("places")
    assert Reference("places") in targets("living-well")
    assert Reference("smart-town") in targets("places")
    assert Reference("places") in targets("smart-town")
    assert Reference("first") in targets("commitments")
    assert Reference("commitments", "lay-lines") in targets("matrix")


def test_updates_come_newest_first(tmp_path: Path):
    newer = str(TOWN["updates/first.md"]).replace("2026-01-05", "2026-02-01")
    publication = town(tmp_path, **{"updates/a-second.md": newer, "updates/zero.md":
                                    newer.replace("2026-02-01", "2025")})  # fmt: skip
    updates = [section.id for section in publication.sections if section.kind == "update"]
    assert updates == ["a-second", "first", "zero"]


# --- Places ---

VOCABULARY = [
    "the",
    "city",
    "people",
    "digital",
    "work",
    "help",
    "council",
    "online",
    "skills",
    "care",
    "home",
    "health",
    "data",
    "we",
    "with",
    "and",
    "for",
    "to",
    "of",
    "in",
    "a",
    "place",
    "each",
    "team",
    "trust",
]
sentence = st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=14).map(" ".join)
marked = sentence.map(lambda s: f"*{s}* more") | sentence
block_text = st.one_of(
    sentence.map(lambda s: [s]),
    marked.map(lambda s: [s, "and on the next line"]),
    st.tuples(sentence, sentence).map(lambda p: [f"- {p[0]}", f"    - {p[1]}"]),
    st.tuples(sentence, sentence).map(
        lambda p: [f"Table: {p[0]}", "", f"| {p[0]} | b |", "|---|---|", f"| {p[1]} | d |"]
    ),
    sentence.map(lambda s: [f"> {s}", ">", "> — the team"]),
    st.tuples(sentence, sentence).map(lambda p: [p[0], f":   {p[1]}"]),
    sentence.map(lambda s: [f"See [{s}](themes/places.md#at-home)."]),
)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(st.lists(block_text, min_size=1, max_size=15))
def test_every_block_knows_its_line(tmp_path_factory, blocks: list[list[str]]):
    lines: list[str] = []
    expected = []
    first = str(TOWN["foreword.md"]).count("\n") + 2
    for index, block in enumerate(blocks):
        lines += [f"## Heading {index}", ""]
        table = block[0].startswith("Table: ")
        expected += [first + len(lines) - 2, first + len(lines) + (2 if table else 0)]
        lines += [*block, ""]
    section = foreword(tmp_path_factory.mktemp("town"), "\n".join(lines))
    assert [block.span.line for block in section.blocks[3:]] == expected


def test_tandems_words_in_a_welsh_section_are_english(tmp_path: Path):
    changes = replaced("themes/places.md", "title: Places", "title: Lleoedd\nlanguage: cy")
    section = town(tmp_path, **changes).section("places")
    assert section.lang == "cy"
    assert section.blocks[0].lang == ""
    assert [block.lang for block in section.blocks[-2:]] == ["en-GB", "en-GB"]


def test_a_postal_address_may_be_written_line_by_line(tmp_path: Path):
    lines = "contact:\n  address: |\n    1 High Street,\n    Exampleton\n    EX1 1AA\n"
    changed = replaced("publication.yml", "contact:\n", lines)
    assert "1 High Street, Exampleton, EX1 1AA" in words(town(tmp_path, **changed))


# --- What may not go unsaid ------------------------------------------------------------


def test_why_a_commitment_was_stopped_stands_beside_its_status(tmp_path: Path):
    changes = replaced(
        "registers/commitments.yml", "under-way", "stopped\n    reason: The *money* went."
    )
    publication, report = read_town(tmp_path, **changes)
    assert publication, "\n".join(map(str, report))
    facts = [
        (plain(node.term), [plain(block.content) for block in node.blocks])
        for node in publication.section("commitments").nodes()
        if isinstance(node, Definition)
    ]
    place = facts.index(("Status", ["Stopped"]))
    assert facts[place + 1] == ("Reason", ["The money went."])


@pytest.mark.parametrize(
    ("date", "status", "said"),
    [
        ("2026-05", "draft", "May 2026 (planned: it is after the day of this version)"),
        ("2026", "draft", "2026"),
        ("2026-03-31", "draft", "31 March 2026"),
        ("2026-05", "final", "May 2026"),
    ],
)
def test_an_update_of_a_day_to_come_is_said_to_be_planned(tmp_path, date, status, said):
    changes = {
        **replaced("updates/first.md", "2026-01-05", date),
        **replaced("publication.yml", "status: draft", f"status: {status}"),
    }
    publication, _ = read_town(tmp_path, **changes)
    assert publication
    fact = next(node for node in publication.section("first").nodes() if node_is(node, "Date"))
    assert plain(fact.blocks[0].content) == said


def node_is(node, term):
    return isinstance(node, Definition) and plain(node.term) == term


def test_a_draft_may_lack_a_caption_and_says_so(tmp_path: Path):
    publication, report = read_town(tmp_path, **with_text("| a | b |\n|---|---|\n| c | d |"))
    (issue,) = report
    assert (issue.code, issue.severity) == ("MD-020", Severity.WARNING)
    assert publication
    tables = [node for node in publication.section("foreword").nodes() if isinstance(node, Table)]
    assert plain(tables[-1].caption) == "Table 2: This table has no caption yet"


def test_where_each_value_of_a_record_stands_is_known(tmp_path: Path):
    publication, _ = read_town(tmp_path)
    assert publication
    assert publication.place("publication", "", "title").line == 1
    assert publication.place("publication", "", "spine", 0, "id").line == 16
    assert publication.place("registers", "partners", "entries", 0, "text").line == 5
    assert publication.place("sections", "foreword", "summary").line == 3
    nowhere = publication.place("sections", "foreword", "taster")
    assert (nowhere.path.rpartition("/")[2], nowhere.line) == ("foreword.md", 0)
