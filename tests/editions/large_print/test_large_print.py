"""The edition as a whole: a file for each size, tables turned, charts and pictures enlarged."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from build_tools.checks.lnk import EveryLinkLeads
from build_tools.checks.lrg import LargePrintIsLarge
from build_tools.checks.lrg.letters import read_pages
from build_tools.checks.par import Parity
from build_tools.checks.pdf import StructureServesReaders
from build_tools.checks.uac.validator import validate
from build_tools.editions import BuildJob
from build_tools.editions.large_print import LargePrint
from build_tools.formats.pdf import read_tagged
from build_tools.issues import IssuesFound
from tests import builders as b
from tests.editions.large_print.printer import THEMES, build
from tests.every_block import EVERY_BLOCK

pytestmark = pytest.mark.slow

SMALL, LARGE = "exampleton-large-print-18pt.pdf", "exampleton-large-print-24pt.pdf"

WIDE = b.publication(
    b.section(
        "A long way from where we are to where we are to be, as some said",
        b.table(
            "Who does what by when",
            ["", "Owner", "What it changes for you"],
            ["Libraries", "The town council", "You can borrow a tablet at each of the five"],
            ["Surgeries", "", "You can ask for help with an appointment online"],
            row_headers=True,
        ),
        b.table("Wards", ["Ward", "Homes"], ["Marsh End", "5,200"]),
        *[b.paragraph("Words that fill a page and go on to the next. " * 20) for _ in range(3)],
        b.chart("Homes", [f"Ward {n}" for n in range(24)], {"Homes": list(range(24))}),
    )
)


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    return build(WIDE, tmp_path_factory.mktemp("wide"), "18, 28")


def lines(path: Path) -> list[list[str]]:
    """Return what can be seen on each page, line by line, with what is not read out."""
    found = []
    for page in read_pages(path):
        rows: dict[int, list] = {}
        for one in page:
            rows.setdefault(round(one.baseline), []).append(one)
        found.append(
            [
                " ".join("".join(one.text for one in sorted(row, key=lambda w: w.left)).split())
                for _, row in sorted(rows.items(), reverse=True)
            ]
        )
    return found


def test_there_is_a_file_for_each_size_and_the_smallest_is_opened_first(every_block_large_print):
    made = every_block_large_print.made["large-print"]
    assert made.entry == SMALL
    assert [file.path for file in made.files] == [SMALL, LARGE]
    assert made.facts["type-sizes"] == {SMALL: 18, LARGE: 24}
    assert made.facts["typefaces"][0] == "Atkinson Hyperlegible"
    for file in made.files:
        with pikepdf.open(every_block_large_print.file("large-print", file.path)) as pdf:
            assert file.pages == len(pdf.pages)
    assert made.files[0].pages < made.files[1].pages


@pytest.mark.parametrize("check", [Parity, EveryLinkLeads, StructureServesReaders])
def test_all_that_is_asked_of_tagged_pdfs_is_kept(every_block_large_print, wide, check):
    assert list(check().run(EVERY_BLOCK, every_block_large_print)) == []
    assert list(check().run(WIDE, wide)) == []


def test_it_is_as_large_as_it_promises(every_block_large_print, wide):
    assert list(LargePrintIsLarge().run(EVERY_BLOCK, every_block_large_print)) == []
    assert list(LargePrintIsLarge().run(WIDE, wide)) == []


def test_verapdf_finds_nothing(wide):
    verdict, larger = validate(
        [wide.file("large-print", file.path) for file in wide.made["large-print"].files]
    )
    assert verdict.failures == larger.failures == ()
    assert verdict.checks > 1_000
    assert verdict.conforms
    assert larger.conforms


def test_a_table_that_is_too_wide_is_turned_and_stays_a_table(wide, golden):
    path = wide.file("large-print")
    shown = [line for page in lines(path) for line in page]
    start = shown.index("Who does what by when")
    golden("large-print/turned-table.txt", "\n".join(shown[start : start + 9]) + "\n")
    turned, grid = list(read_tagged(path).document.all("Table"))[:2]
    cells = [[(cell.role, cell.words) for cell in row.kids] for row in turned.all("TR")]
    assert cells == [
        [("TD", ""), ("TH", "Owner"), ("TH", "What it changes for you")],
        [
            ("TH", "Libraries"),
            ("TD", "The town council"),
            ("TD", "You can borrow a tablet at each of the five"),
        ],
        [
            ("TH", "Surgeries"),
            ("TD", ""),
            ("TD", "You can ask for help with an appointment online"),
        ],
    ]
    assert [row.words for row in grid.all("TR")] == ["WardHomes", "Marsh End5,200"]


def test_later_pages_of_a_section_say_so_in_full_or_shortened(wide):
    small, large = (
        [page[0] for page in lines(wide.file("large-print", file.path))]
        for file in wide.made["large-print"].files
    )
    title = "1 A long way from where we are to where we are to be"
    assert title in small[3]
    assert "…" not in small[3]
    assert large[4].startswith("1 A long way")


def test_a_tall_chart_is_one_figure_in_parts(wide):
    tagged = read_tagged(wide.file("large-print"))
    (figure,) = tagged.document.all("Figure")
    assert figure.alt == "A chart: Homes"
    assert len({piece.page for piece in figure.pieces()}) > 1
    with pypdfium2.PdfDocument(wide.file("large-print")) as pdf:
        words = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    for number in range(24):
        assert words.count(f"Ward {number}\r") == 1  # in the table; the drawing is a picture


def test_the_same_source_gives_the_same_bytes_elsewhere_and_on_another_day(
    every_block_large_print, tmp_path, monkeypatch
):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 400 * 86_400)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    far = tmp_path / "far" / "away"
    shutil.copytree(THEMES, far / "themes")
    monkeypatch.chdir(far)
    job = BuildJob(folder=far / "made", themes=far / "themes")
    job.folder.mkdir()
    LargePrint().build(EVERY_BLOCK, job)
    monkeypatch.undo()
    time.tzset()
    for path in (SMALL, LARGE):
        first = every_block_large_print.file("large-print", path).read_bytes()
        assert (job.folder / path).read_bytes() == first
        assert os.fsencode(tmp_path) not in first


# --- Settings --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("sizes: [12]", "LPE-002", "greater than or equal to 16"),
        ("sizes: [18, 60]", "LPE-002", "less than or equal to 36"),
        ("sizes: [24, 18]", "LPE-002", "smallest"),
        ("sizes: [18, 18]", "LPE-002", "each once"),
        ("sizes: []", "LPE-002", "at least 1"),
        ("size: [18]", "LPE-002", "Did you mean 'sizes'"),
        ("sizes: [18", "LPE-001", "isn't YAML"),
        (None, "LPE-001", "missing"),
    ],
)
def test_a_wrong_setting_is_an_issue(tmp_path, text, code, says):
    shutil.copytree(THEMES, tmp_path / "themes")
    file = tmp_path / "themes" / "large-print.yml"
    file.unlink()
    if text:
        file.write_text(text)
    with pytest.raises(IssuesFound) as stopped:
        LargePrint().build(WIDE, BuildJob(tmp_path, tmp_path / "themes"))
    issues = list(stopped.value.report)
    assert {issue.code for issue in issues} == {code}
    assert issues[0].span.path == "themes/large-print.yml"
    assert says in " ".join(map(str, issues))
