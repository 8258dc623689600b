"""The Word document: the same bytes every time, and what Word is told in it."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from build_tools.editions import BuildJob, edition
from build_tools.editions.word.languages import word_tag
from build_tools.editions.word.tables import column_widths
from build_tools.issues import IssuesFound
from build_tools.publication.blocks import Foreign
from tests import builders as b
from tests.conftest import THEMES
from tests.docx import BODY, WP, W, first, read, with_style
from tests.every_block import EVERY_BLOCK
from tests.strategies import tables

SMALL = b.publication(
    b.section(
        "One",
        b.heading(2, "Why"),
        b.paragraph("Words", b.call("a"), " and ", Foreign("cy", b.words("geiriau")), "."),
        b.numbered("Four", "Five", start=4),
        b.callout("tip", "Begin small", "One street at a time."),
        b.definitions(b.definition("Owner", "The council")),
        b.table("Homes", ["Ward", "Homes"], ["Marsh", "52"], row_headers=True),
        notes=(b.note("a", "Said twice."),),
    )
)


def build(publication, folder: Path, themes: Path = THEMES) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    made = edition("word").build(publication, BuildJob(folder, themes))
    return folder / made.entry


def xml(path: Path, part: str = BODY) -> etree._Element:
    return etree.fromstring(read(path)[part])


@pytest.fixture(scope="module")
def document(every_block_word) -> Path:
    return every_block_word.file("word")


@pytest.fixture(scope="module")
def body(document) -> etree._Element:
    return xml(document)


def words(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


# --- The file --------------------------------------------------------------------------


def test_it_is_the_golden_text(tmp_path, golden):
    root = xml(build(SMALL, tmp_path))
    etree.indent(root)
    golden("word/document.xml", etree.tostring(root, encoding="unicode") + "\n")


def test_it_is_made_again_to_the_same_bytes(tmp_path, monkeypatch):
    one = build(SMALL, tmp_path / "one")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.chdir(tmp_path)
    assert build(SMALL, tmp_path / "another place").read_bytes() == one.read_bytes()


def test_nothing_in_the_file_knows_the_clock_or_the_machine(document):
    day = EVERY_BLOCK.stamp.date
    with zipfile.ZipFile(document) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(day.year, day.month, day.day, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert entries[0].filename == "[Content_Types].xml"
    assert not any(re.search(rb"rsid|/work|/tmp|Application", part) for part in _texts(document))


def _texts(document: Path) -> list[bytes]:
    return [data for name, data in read(document).items() if not name.endswith(("png", "jpeg"))]


def test_a_stamp_before_1980_is_no_obstacle(tmp_path):
    old = replace(SMALL, stamp=replace(SMALL.stamp, date=SMALL.stamp.date.replace(year=1979)))
    with zipfile.ZipFile(build(old, tmp_path)) as archive:
        assert archive.infolist()[0].date_time[0] == 1980


# --- What Word is told -----------------------------------------------------------------


def test_headings_have_words_styles_and_numbers(body):
    assert words(with_style(body, "Heading1")) == "Part 1: Start"
    assert words(with_style(body, "Heading2")) == "1One"
    assert words(with_style(body, "Heading4")) == "1A.1Smaller"
    assert words(with_style(body, "Heading5")) == "Smallest"


def test_a_table_has_a_header_row_that_repeats(body):
    table = first(body, "tbl")
    headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
    assert headers == [True, *[False] * 30]
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn") == "1"


def test_contents_are_filled_in_and_lead_to_their_sections(body):
    entries = [words(one) for one in first(body, "sdt").iter(f"{W}hyperlink")]
    assert entries[:2] == ["Part 1Start", "1One"]
    assert entries[-1] == "About this copy"
    assert first(body, "instrText").text.split() == ["TOC", "\\o", '"1-2"', "\\n", "\\h"]


def test_a_note_is_a_footnote_and_its_second_call_a_field(body, document):
    notes = xml(document, "word/footnotes.xml")
    assert [one.get(f"{W}id") for one in notes] == ["-1", "0", "1", "2"]
    assert [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")] == ["1", "2"]
    fields = [one.get(f"{W}instr").split() for one in body.iter(f"{W}fldSimple")]
    assert fields == [["NOTEREF", "_note_2", "\\f", "\\h"]]


def test_every_drawing_says_what_it_shows_in_line_with_the_text(body):
    assert [one.get("descr") for one in body.iter(f"{WP}docPr")] == [
        "A dark square",
        "Another square",
        "A chart: Growth",
    ]
    assert len(list(body.iter(f"{WP}inline"))) == 3


def test_words_in_another_language_are_marked_in_paragraphs_and_runs(body):
    section = with_style(body, "Heading2", 1)
    langs = [one.get(f"{W}val") for one in section.iter(f"{W}lang")]
    assert set(langs) == {"cy-GB"}
    assert section.find(f"{W}pPr/{W}rPr/{W}lang") is not None


@pytest.mark.parametrize(
    ("tag", "said"),
    [("cy", "cy-GB"), ("en-GB", "en-GB"), ("pl", "pl-PL"), ("zh", "zh-CN"), ("tlh-x", "tlh-x")],
)
def test_a_language_has_its_likeliest_region(tag, said):
    assert word_tag(tag) == said


def test_arabic_runs_from_right_to_left(tmp_path):
    arabic = b.publication(b.section("One", b.paragraph("المدينة", lang="ar")))
    paragraph = with_style(xml(build(arabic, tmp_path)), "NumberedParagraph")
    assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    assert paragraph.find(f".//{W}r/{W}rPr/{W}rtl") is not None


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Begin small", "1.1 Tip: Begin small"), ("Tip", "1.1 Tip"), ("Tips", "1.1 Tip: Tips")],
)
def test_a_callout_says_its_kind_once(tmp_path, title, shown):
    made = build(b.publication(b.section("One", b.callout("tip", title, "Words."))), tmp_path)
    assert words(with_style(xml(made), "CalloutTipTitle")) == shown


def test_two_tables_are_not_one(tmp_path):
    tables = (b.table("", ["A"], ["1"]), b.table("", ["B"], ["2"]))
    found = xml(build(b.publication(b.section("One", *tables)), tmp_path))
    assert with_style(found, "BetweenTables").getprevious().tag == f"{W}tbl"


@given(tables(), st.integers(3000, 9000))
def test_columns_take_the_whole_width(table, width):
    widths = column_widths(table, width)
    assert sum(widths) == width
    assert min(widths) > 0


# --- The theme -------------------------------------------------------------------------


@pytest.fixture
def themes(tmp_path) -> Path:
    return Path(shutil.copytree(THEMES, tmp_path / "themes"))


@pytest.mark.parametrize(
    ("file", "change", "code", "problem"),
    [
        ("settings.xml", None, "WRD-001", "missing"),
        ("header.xml", ("</w:p>", ""), "WRD-001", "isn't XML"),
        ("styles.xml", ("{{ accent }}", "{{ golden }}"), "WRD-001", "golden"),
        ("styles.xml", ("{%- endmacro -%}", ""), "WRD-001", "macro"),
        ("styles.xml", ('w:styleId="Speaker"', 'w:styleId="Talker"'), "WRD-002", "Speaker"),
        ("page.xml", ('w:w="11906"', 'w:w="3000"'), "WRD-003", "no width"),
        ("page.xml", ("w:pgMar", "w:margin"), "WRD-003", "no width"),
    ],
)
def test_a_fault_of_the_theme_is_an_issue(themes, tmp_path, file, change, code, problem):
    path = themes / "word" / file
    if change is None:
        path.unlink()
    else:
        text = path.read_text()
        assert change[0] in text
        path.write_text(text.replace(*change))
    with pytest.raises(IssuesFound) as raised:
        build(SMALL, tmp_path / "out", themes)
    (issue,) = raised.value.report
    assert issue.code == code
    assert problem in issue.problem
    assert issue.span.path == f"themes/word/{file}"


def test_it_has_another_brand(themes, tmp_path):
    brand = themes / "brand.yml"
    brand.write_text(brand.read_text().replace("#0B5C5A", "#00457C"))
    styles = read(build(SMALL, tmp_path / "out", themes))["word/styles.xml"].decode()
    assert "00457C" in styles
    assert "0B5C5A" not in styles
