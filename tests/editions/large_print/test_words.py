"""The words of pictures: enlarged where there is room, numbers and a key where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from build_tools.editions.large_print.drawings import LargeDrawings
from build_tools.editions.large_print.sizes import Measure
from build_tools.editions.large_print.words import NotPlain, with_larger_words
from build_tools.issues import IssuesFound
from build_tools.rendering.brand import read_brand
from build_tools.rendering.chart import palette_of
from build_tools.rendering.paged import fonts
from build_tools.rendering.paged.tables import setting_of
from tests import builders as b
from tests.editions.large_print.printer import THEMES


def svg(*inner: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">' + "".join(inner) + "</svg>"
    ).encode()


def text(x: float, y: float, words: str, size: float = 20, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" {more}>{words}</text>'


def read(data: bytes) -> list[tuple[str, float]]:
    found = []
    for element in etree.fromstring(data).iter("{*}text"):
        if words := "".join(element.itertext()):
            found.append((words, float(element.get("font-size"))))
    return found


BOX = '<rect x="10" y="10" width="100" height="60"/>'


def test_words_that_are_large_enough_stay():
    data = svg(BOX, text(20, 40, "Tea", 30))
    assert with_larger_words(data, 30) == (data, ())


def test_words_with_room_are_enlarged_where_they_stand():
    data, key = with_larger_words(svg(BOX, text(20, 45, "Tea"), text(200, 200, "Milk", 40)), 30)
    assert key == ()
    (tea, size), milk = read(data)
    assert tea == "Tea"
    assert 30 <= size < 30.2
    assert milk == ("Milk", 40.08)


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param((BOX, text(12, 45, "Tea rooms")), id="they would leave their box"),
        pytest.param((text(20, 45, "Tea"), text(55, 45, "Milk")), id="they would meet"),
        pytest.param((text(330, 45, "Tea rooms"),), id="they would leave the picture"),
        pytest.param((BOX, text(112, 72, "Tea", more='text-anchor="start"'),
                      '<rect x="112" y="80" width="50" height="50"/>',
                      text(120, 54, "T", 10)), id="they would grow too much"),
    ],
)  # fmt: skip
def test_words_without_room_give_way_to_numbers(inner):
    data, key = with_larger_words(svg(*inner), 30)
    assert key
    found = read(data)
    assert [words for words, _ in found] == [str(number) for number in range(1, len(key) + 1)]
    assert all(size >= 30 for _, size in found)


def test_lines_that_belong_together_are_one_entry_of_the_key():
    lines = text(100, 40, "Health and", more='text-anchor="middle"')
    lines += text(100, 64, "wellbeing", more='text-anchor="middle"')
    far = text(100, 200, "Noted", more='text-anchor="middle"')
    _, key = with_larger_words(svg(lines, far, text(300, 64, "Open")), 36)
    assert key == ("1: Health and wellbeing", "2: Noted", "3: Open")


def test_sizes_may_be_said_by_a_group():
    inner = '<g font-size="20px" fill="red"><text x="10" y="90">Tea</text></g>'
    data, key = with_larger_words(svg(inner), 30)
    assert key == ()
    assert read(data)[0][1] >= 30
    assert b'fill="red"' in data


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ('<g transform="rotate(9)"><text x="1" y="2">Tea</text></g>', "turns"),
        ('<g transform="scale(2,1)"><text x="1" y="2">Tea</text></g>', "turns"),
        ('<text x="1 2 3" y="2">Tea</text>', "1 2 3"),
        ('<text x="1" y="2" font-size="1em">Tea</text>', "1em"),
        ('<text x="1" y="2"><tspan x="1" dy="9">Tea</tspan></text>', "by parts"),
    ],
)
def test_what_can_not_be_enlarged_is_said(inner, why):
    with pytest.raises(NotPlain, match=why):
        with_larger_words(svg(inner), 30)


def test_a_picture_that_can_not_be_enlarged_is_an_issue():
    figure = b.figure("A pot")
    picture = replace(figure.picture, data=svg('<text x="1 2" y="2">Tea</text>'))
    publication = b.publication(b.section("One", replace(figure, picture=picture)))
    drawings = LargeDrawings(Measure(18), palette_of(read_brand(THEMES), "screen"))
    with pytest.raises(IssuesFound) as stopped:
        drawings.prepare(publication)
    (issue,) = stopped.value.report
    assert issue.code == "LPE-003"
    assert str(issue.span) == "content/images/picture.svg:1"


WORDS = st.text("abcdefgh WML", min_size=1, max_size=12).filter(str.strip)
LABELS = st.tuples(st.integers(0, 380), st.integers(20, 290), WORDS, st.integers(8, 40))


@given(st.lists(LABELS, max_size=8), st.floats(16, 60))
def test_nothing_is_ever_smaller_and_no_word_is_lost(labels, least):
    before = svg(*(text(*label) for label in labels))
    data, key = with_larger_words(before, least)
    assert all(size >= least for _, size in read(data))
    said = (
        [words for words, _ in read(data)] if not key else [line.partition(": ")[2] for line in key]
    )
    wanted = " ".join(" ".join(words for _, _, words, _ in labels).split())
    assert " ".join(" ".join(said).split()) == wanted
    assert with_larger_words(data, least) == (data, ())


@given(st.floats(16, 36), st.floats(16, 36), st.lists(WORDS, min_size=1, max_size=6))
def test_what_is_too_wide_stays_so_in_larger_type(one, other, cells):
    table = b.table("Cells", cells, cells)
    smaller, larger = sorted((one, other))
    measured = fonts.measured(fonts.font_files(read_brand(THEMES).type))
    small, large = (setting_of(table, Measure(size).room, measured) for size in (smaller, larger))
    assert large.on_side >= small.on_side


@pytest.mark.parametrize(
    ("transform", "y"),
    [
        ("translate(10 40)", 80.0),
        ("translate(10)", 120.0),
        ("scale(2)", 60.0),
        ("matrix(2 0 0 2 0 20)", 50.0),
        ("translate(0 20) scale(2)", 50.0),
    ],
)
def test_words_in_a_group_that_is_moved_are_enlarged_where_they_are_seen(transform, y):
    there, _ = with_larger_words(svg(text(20, 120, "Tea")), 30)
    scale = 2 if "scale" in transform or "matrix" in transform else 1
    inside = text(20, y, "Tea", 20 / scale)
    moved, key = with_larger_words(svg(f'<g transform="{transform}">{inside}</g>'), 30)
    assert key == ()
    assert read(moved)[0][1] * scale == pytest.approx(read(there)[0][1], abs=0.1)


def test_a_number_in_a_group_that_is_moved_stands_where_the_words_were():
    there, _ = with_larger_words(svg(text(20, 120, "Tea", 10)), 30)
    moved, key = with_larger_words(
        svg(f'<g transform="matrix(2 0 0 2 10 20)">{text(5, 50, "Tea", 5)}</g>'), 30
    )
    assert key == ("1: Tea",)
    y, wanted = (
        float(etree.fromstring(data).find(".//{*}text").get("y")) for data in (moved, there)
    )
    assert 2 * y + 20 == pytest.approx(wanted, abs=0.1)
