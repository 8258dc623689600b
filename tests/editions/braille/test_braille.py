"""The braille edition: its files, its paper, and what it says of itself."""

import ctypes
import datetime
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.editions import EDITIONS, BuildJob, edition
from build_tools.editions.braille import Braille, liblouis
from build_tools.editions.braille.rows import BLANK, CONTINUED, Row, pages_of, wrapped
from build_tools.editions.braille.settings import read_braille_settings
from build_tools.editions.braille.ueb import Ueb
from build_tools.formats.braille.display import CELLS
from build_tools.issues import IssuesFound, ProgramMissing, Severity
from build_tools.publication.blocks import Foreign, Link, Reference, Text
from tests import builders as b
from tests.every_block import EVERY_BLOCK

THEMES = Path(__file__).parents[3] / "themes"
SPACE = "\u2800"

WELSH = (
    "Mae pob cartref yn y dref yn cael cysylltiad cyflym, ac mae pawb yn gallu ei ddefnyddio. " * 3
)


def build(folder, publication, themes=THEMES):
    folder.mkdir(parents=True)
    return Braille().build(publication, BuildJob(folder, themes))


def cells(file):
    """Return the lines of a BRF file in cells."""
    text = file.read_bytes().decode("ascii")
    return ["".join(CELLS[char] for char in row.replace("\f", "")) for row in text.split("\r\n")]


def with_settings(tmp_path, **changes):
    """Return themes whose `braille.yml` has other values: embosser__volume_pages=30."""
    themes = tmp_path / "themes"
    themes.mkdir()
    settings = yaml.safe_load((THEMES / "braille.yml").read_text(encoding="utf-8"))
    for name, value in changes.items():
        *path, last = name.replace("_", "-").split("--")
        at = settings
        for step in path:
            at = at[step]
        at[last] = value
    (themes / "braille.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return themes


SMALL = b.publication(
    b.part(
        "Start",
        b.section(
            "Homes",
            b.heading(2, "Why"),
            b.paragraph("Every home can order it for £24.", b.call("a")),
            b.bullets(b.item("Tea", b.bullets("Green")), "Milk"),
            b.table("Lent", ["Ward", "Homes"], ["Marsh End", "5,200"], ["Quay", ""]),
            b.paragraph("Read ", Link(Reference("two"), b.words("more")), "."),
            b.paragraph(WELSH.strip(), lang="cy"),
            notes=(b.note("a", "In 2025."),),
        ),
        summary="In short.",
    ),
    b.part("End", b.section("Next", b.figure("A map", "The wards"), id="two")),
)  # fmt: skip


def test_it_is_an_edition():
    assert EDITIONS["braille"].endswith(":Braille")
    assert edition("braille").kind == "braille"


def test_a_small_publication_for_displays(tmp_path, golden):
    build(tmp_path / "braille", SMALL)
    lines = cells(tmp_path / "braille" / "exampleton-grade-2-display.brf")
    golden("braille/small-display.txt", "\n".join(lines))


def test_a_small_publication_on_paper(tmp_path, golden):
    build(tmp_path / "braille", SMALL)
    file = tmp_path / "braille" / "exampleton-grade-2-volume-1.brf"
    lines = "\n".join(cells(file))
    golden("braille/small-volume.txt", lines)
    assert file.read_bytes().endswith(b"\r\n\f")


def test_files_and_what_is_said_of_them(tmp_path):
    made = build(tmp_path / "braille", EVERY_BLOCK)
    paths = {file.path: file.pages for file in made.files}
    assert made.entry == "exampleton-grade-2-display.brf"
    assert list(paths) == [
        "exampleton-grade-2-display.brf",
        "exampleton-grade-1-display.brf",
        "exampleton-grade-2-volume-1.brf",
        "exampleton-grade-2.pef",
    ]
    text = (tmp_path / "braille" / "exampleton-grade-2-volume-1.brf").read_text("ascii")
    assert text.count("\f") == paths["exampleton-grade-2-volume-1.brf"]
    assert made.warnings == ()


_OTHERWISE = """
import sys, pathlib
from build_tools.editions import BuildJob
from build_tools.editions.braille import Braille
from tests.every_block import EVERY_BLOCK
Braille().build(EVERY_BLOCK, BuildJob(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
"""


@pytest.mark.slow
def test_another_process_clock_zone_and_seed_give_the_same_bytes(tmp_path):
    build(tmp_path / "one", EVERY_BLOCK)
    other = tmp_path / "another folder"
    other.mkdir()
    root = Path(__file__).parents[3]
    surroundings = {"PYTHONPATH": str(root), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", _OTHERWISE, str(other), str(THEMES)]
    subprocess.run(command, check=True, env=surroundings | {"LC_ALL": "C"}, cwd=root)
    one, two = (
        {file.name: file.read_bytes() for file in folder.iterdir()}
        for folder in (tmp_path / "one", other)
    )
    assert one == two


# --- Who has read it -------------------------------------------------------------------


def test_the_reader_who_has_checked_it_is_named(tmp_path):
    record = {"braille": {"checked-by": "the readers’ group", "on": datetime.date(2026, 3, 2)}}
    checked = replace(SMALL, record=b.publication_record(**record))
    build(tmp_path / "braille", checked)
    lines = cells(tmp_path / "braille" / "exampleton-grade-1-display.brf")
    said = "⠠⠍⠁⠉⠓⠊⠝⠑⠤⠞⠗⠁⠝⠎⠇⠁⠞⠑⠙⠂⠀⠞⠓⠑⠝⠀⠉⠓⠑⠉⠅⠑⠙⠀⠃⠽"
    assert sum(line.startswith(said) for line in lines) == 1


def test_braille_is_not_checked_after_the_day_of_its_version():
    late = {"checked-by": "a group", "on": datetime.date(2026, 4, 1)}
    with pytest.raises(ValueError, match="braille 'on' is after 'date'"):
        b.publication_record(braille=late)


# --- Languages -------------------------------------------------------------------------


def test_a_few_words_stay_in_ueb_and_a_passage_gets_its_own_code(tmp_path):
    few = b.section("One", b.paragraph(Foreign("cy", (Text("Croeso i bawb"),)), " and more"))
    many = b.section("Two", b.paragraph(WELSH.strip(), lang="cy"), id="two")
    build(tmp_path / "braille", b.publication(few, many))
    lines = cells(tmp_path / "braille" / "exampleton-grade-2-display.brf")
    assert "⠼⠁⠲⠁⠀⠠⠉⠗⠕⠑⠎⠕⠀⠊⠀⠃⠁⠺⠃⠀⠯⠀⠍" in lines
    passage = next(line for line in lines if line.startswith("⠼⠃⠲⠁"))
    assert passage.startswith("⠼⠃⠲⠁⠀⠐⠠⠷⠀⠠⠍")
    assert passage.endswith("⠀⠐⠠⠾")


def test_characters_without_braille_are_a_warning(tmp_path):
    made = build(tmp_path / "braille", b.publication(b.section("One", "☃ and 木")))
    assert [(issue.code, issue.severity) for issue in made.warnings] == [
        ("BRL-003", Severity.WARNING)
    ]
    assert "☃ (snowman)" in made.warnings[0].problem


# --- Paper -----------------------------------------------------------------------------


@given(
    st.lists(st.text("⠁⠃⠸⠌⠼⠤⠲", min_size=1, max_size=90), min_size=1, max_size=9), st.integers(0, 6)
)
def test_rows_hold_all_words_and_no_row_is_too_wide(words, indent):
    rows = list(wrapped(SPACE.join(words), 40, indent + 2, indent))
    assert all(len(row) <= 40 for row in rows)
    whole = SPACE.join(row.strip(SPACE) for row in rows).replace(CONTINUED + SPACE, "")
    assert whole == SPACE.join(words)


def test_a_heading_is_never_alone_at_the_foot_of_a_page():
    heading, words = Row("⠓", keep=True), Row("⠺")
    one, other = pages_of([words, words, BLANK, heading, words, words], height=4)
    assert one == [words, words]
    assert other == [heading, words, words]


def test_a_list_after_a_definition_list_is_said_to_be_a_new_one(tmp_path):
    terms, items = b.definitions(b.definition("Term", "Words.")), b.bullets("Item")
    mark = Ueb(2, {}).note("new list")
    for name, blocks, count in (
        ("apart", (terms, b.paragraph("Text."), items), 0),
        ("together", (terms, items), 1),
    ):
        made = build(tmp_path / name, b.publication(b.section("One", *blocks)))
        assert cells(tmp_path / name / made.entry).count(mark) == count


def long(sections, paragraphs):
    words = "The river reaches the sea here, between salt marsh and a low red cliff. " * 6
    return b.publication(
        b.part(
            "Start",
            *(b.section(f"Chapter {n}", *[words] * paragraphs) for n in range(sections)),
        )
    )


def test_volumes_end_with_sections_and_are_about_equal(tmp_path):
    themes = with_settings(tmp_path, embosser__volume_pages=24)
    made = build(tmp_path / "braille", long(10, 12), themes)
    pages = [file.pages for file in made.files if "volume" in file.path]
    assert len(pages) >= 3
    assert all(page <= 24 for page in pages)
    assert min(pages) > 10
    for number in range(1, len(pages) + 1):
        rows = cells(tmp_path / "braille" / f"exampleton-grade-2-volume-{number}.brf")
        assert rows[1].strip(SPACE)


def test_a_section_that_no_volume_holds_is_divided(tmp_path):
    themes = with_settings(tmp_path, embosser__volume_pages=20)
    made = build(tmp_path / "braille", long(1, 120), themes)
    pages = [file.pages for file in made.files if "volume" in file.path]
    assert len(pages) > 2
    assert max(pages) <= 20


def test_the_number_may_stand_at_the_foot(tmp_path):
    themes = with_settings(tmp_path, embosser__page_number="bottom")
    build(tmp_path / "braille", SMALL, themes)
    text = (tmp_path / "braille" / "exampleton-grade-2-volume-1.brf").read_text("ascii")
    pages = [page.split("\n") for page in text.split("\f") if page]
    assert all(re.search(r" #[A-J]+$", page[24]) for page in pages)


# --- What goes wrong -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"embosser__grades": [3]}, "embosser.grades.0"),
        ({"embosser__width": 400}, "embosser.width"),
        ({"embosser__page_number": "left"}, "embosser.page-number"),
        ({"display__grades": [1]}, "embosser's grade 2"),
        ({"codes": {"cy": "../../etc/passwd"}}, "codes.cy"),
        ({"marks": [{"mark": "U+0041", "name": "a", "cells": "⠁"}]}, "combining character"),
        ({"marks": [{"mark": "U+0307", "name": "a", "cells": "x"}]}, "no cells"),
        ({"paper": "thick"}, "'paper' is not known here"),
    ],
)
def test_a_wrong_value_is_said_with_its_place(tmp_path, changes, says):
    themes = with_settings(tmp_path, **changes)
    with pytest.raises(IssuesFound) as found:
        read_braille_settings(themes)
    issues = list(found.value.report)
    assert {issue.code for issue in issues} == {"BRL-002"}
    assert any(says in issue.problem for issue in issues)
    assert all(issue.span.line for issue in issues if changes != {"display__grades": [1]})


def test_missing_settings_are_said(tmp_path):
    with pytest.raises(IssuesFound) as found:
        read_braille_settings(tmp_path)
    assert [issue.code for issue in found.value.report] == ["BRL-001"]


def test_without_liblouis_it_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(liblouis, "find_library", lambda _: "libnowhere.so.1")
    liblouis._library.cache_clear()
    try:
        with pytest.raises(ProgramMissing, match=r"apt-get install .*liblouis20 liblouis-data"):
            liblouis.version()
    finally:
        monkeypatch.undo()
        liblouis._library.cache_clear()
    assert re.fullmatch(r"\d+\.\d+\.\d+", liblouis.version())


def test_a_table_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ProgramMissing, match="no-such-table"):
        liblouis.translate("no-such-table.ctb", "words")


def test_other_editions_do_without_it(tmp_path, monkeypatch):
    def gone(*_args, **_more):
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", gone)
    folder = tmp_path / "text"
    folder.mkdir()
    assert edition("text").build(SMALL, BuildJob(folder, THEMES)).files
    shutil.rmtree(folder)
