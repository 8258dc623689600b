"""How tables are set: every word has room, rows are whole, and a tall row goes on."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from build_tools.rendering.brand import read_brand
from build_tools.rendering.paged import fonts
from build_tools.rendering.paged.look import A4
from build_tools.rendering.paged.tables import Setting, setting_of
from tests import builders as b
from tests.rendering.paged.conftest import THEMES

pytestmark = pytest.mark.slow

GRID, WIDE, ON_SIDE = Setting(), Setting(wide=True), Setting(on_side=True)
YEARS = [f"{year}/{year - 1999:02}" for year in range(2018, 2030)]
WORDS = ["Responsibility", "Organisation", "Implementation", "Communication", "Accountability"]


def figures(columns: int):
    return b.table("Spending", ["Area", *YEARS[:columns]], ["Housing", *["1,234,567"] * columns])


@pytest.fixture(scope="module")
def measured():
    return fonts.measured(fonts.font_files(read_brand(THEMES).type))


@pytest.mark.parametrize(
    ("table", "setting"),
    [
        (figures(4), GRID),
        (figures(5), WIDE),
        (figures(7), ON_SIDE),
        (b.table("Words", WORDS[:3], WORDS[:3]), GRID),
        (b.table("Words", ["A", *WORDS], ["B", *WORDS]), ON_SIDE),
        (b.table("Marks", list("ABCDEFGHIJKL"), ["Yes", "No"] * 6), WIDE),
        (b.table("A tall row", ["What", "Said"], ["North", "words " * 600]), GRID),
        # It would fit, in columns of a few letters.
        (b.table("Narrow", list("ABCDEFG"), [*["short"] * 6, "such words " * 90]), GRID),
        (b.table("Narrow", list("ABCDEFG"), ["such words " * 30] * 7), ON_SIDE),
    ],
)
def test_a_table_is_set_by_the_width_of_its_words(table, setting, measured):
    found = setting_of(table, A4, measured)
    assert found.on_side == setting.on_side
    assert found.wide >= setting.wide


def test_figures_are_measured_as_in_columns(measured):
    assert measured("111", False) == measured("000", False)
    assert measured("Words", True) >= measured("Words", False) > measured("Word", False)


def test_a_cell_that_has_to_be_whole_needs_more(measured):
    table = b.table("Who does what", ["Who", "What"], ["Libraries", "They lend " + "tablets " * 20])
    assert not setting_of(table, A4, measured).on_side
    assert setting_of(table, replace(A4, whole_cells=True), measured).on_side


# --- On pages --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Tables that tell only on their pages what they need."""
    from build_tools.rendering.paged import Look, lay_out
    from tests.rendering.paged.conftest import draw
    from tests.rendering.paged.tagged import Tagged

    def long(count: int) -> str:
        return " ".join(f"word{place}" for place in range(count))

    in_callout = b.table("In a callout", ["Area", *YEARS[:5]], ["Housing", *["1,234,567"] * 5])
    section = b.section(
        "Tables",
        b.heading(2, "Taller than a page", id="taller"),
        b.table("Taller", ["Where", "Said"], ["North", long(700)], ["South", long(9)]),
        b.paragraph(long(150)),
        b.heading(2, "Not so tall", id="whole"),
        b.table("Whole", ["Where", "Said"], ["East", long(200)], ["West", long(180)]),
        b.callout("note", "See", in_callout),
    )
    look = Look(colours=read_brand(THEMES).tokens("screen"), draw=draw, form="pdf")
    path = tmp_path_factory.mktemp("tables") / "made.pdf"
    lay_out(b.publication(section), THEMES, look).write(path, variant="pdf/ua-1")
    return Tagged(path)


def on(element) -> set[int]:
    """Return the pages that an element is on."""
    return {piece.page for piece in element.pieces()}


def test_a_row_taller_than_a_page_goes_on_beside_its_heading(pages):
    heading = next(one for one in pages.document.all("H4") if "Taller than" in one.words)
    taller = next(iter(pages.document.all("Table")))
    row = list(taller.all("TR"))[1]
    begins = [min(on(one)) for one in (heading, taller, *row.kids)]
    assert begins == begins[:1] * 4
    # Its header stands again over the rest, and is read once.
    assert len(on(row)) > 1
    assert all("Said" in pages.artifacts_of(page) for page in on(taller) - {begins[0]})


def test_all_other_rows_are_whole(pages):
    _, whole, *_ = pages.document.all("Table")
    for row in itertools.islice(whole.all("TR"), 1, None):
        assert len(on(row)) == 1


def test_a_table_that_is_too_wide_for_its_place_goes_on_its_side(pages):
    assert "Each entry gives: " in pages.artifacts
    *_, narrow = pages.document.all("Table")
    assert [cell.words for cell in list(narrow.all("TR"))[1].kids][1:] == ["1,234,567"] * 5


# --- Letters ---------------------------------------------------------------------------


def test_a_heading_has_letters_that_the_display_face_lacks(typeset):
    made = typeset(
        b.section("After COVID‑19 → Ωμέγα ✓", b.quote("Привіт ☐", speaker="A resident ■")),
        title="Київ ‑ CO₂",
    )
    assert "After COVID‑19 → Ωμέγα ✓" in made.document.first("Part").words
