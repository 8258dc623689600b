"""Charts: true lengths, readable words, plain shapes."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from build_tools.rendering.brand import read_brand
from build_tools.rendering.chart import PHONE_WIDTH, PRINT_WIDTH, draw, number_words, palette_of
from build_tools.rendering.chart.lines import spread
from build_tools.rendering.chart.scale import scale_from_zero, scale_of_lines
from build_tools.rendering.chart.words import measure, wrap
from tests import builders

BRAND = read_brand(Path(__file__).parents[2] / "themes")
PALETTE = palette_of(BRAND, "screen")
SVG = "{http://www.w3.org/2000/svg}"

values = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 2))


@st.composite
def charts(draw_one):
    labels = draw_one(st.lists(st.text("ab -&<", min_size=1, max_size=30), min_size=1, max_size=9))
    row = st.lists(values, min_size=len(labels), max_size=len(labels))
    series = draw_one(st.dictionaries(st.text("xyz <", min_size=1), row, min_size=1, max_size=7))
    kind = draw_one(st.sampled_from(["bar", "column", "line"]))
    return builders.chart("Caption", labels, series, kind=kind, alt="What it <shows>")


def drawn(chart, width=PHONE_WIDTH, palette=PALETTE):
    return etree.fromstring(draw(chart, palette, width))


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


@given(charts(), st.sampled_from([PHONE_WIDTH, PRINT_WIDTH]))
def test_every_chart_is_plain_svg_with_a_text_alternative(chart, width):
    root = drawn(chart, width)
    assert root.find(f"{SVG}title").text == chart.alt
    names = {etree.QName(element).localname for element in root.iter()}
    assert names <= {"svg", "title", "desc", "rect", "path", "circle", "polygon", "text"}
    for element in root.iter():
        assert not {"style", "class", "id", "opacity", "filter"} & set(element.keys())
        if etree.QName(element).localname == "path":
            assert element.get("fill") == "none"
    assert draw(chart, PALETTE, width) == draw(chart, PALETTE, width)


@given(charts())
def test_everything_is_inside_the_drawing(chart):
    root = drawn(chart)
    width, height = (float(part) for part in root.get("viewBox").split()[2:])
    for rect in root.iter(f"{SVG}rect"):
        x, wide = float(rect.get("x", 0)), float(rect.get("width"))
        y, high = float(rect.get("y", 0)), float(rect.get("height"))
        if rect.get("fill") != PALETTE.paper:
            assert -1 <= x <= x + wide <= width + 1
            assert -1 <= y <= y + high <= height + 1
            assert wide >= 0
            assert high >= 0


@given(charts())
def test_colours_are_those_of_the_palette(chart):
    text = draw(chart, palette_of(BRAND, "cmyk"))
    assert "#" not in text.partition("</desc>")[2]
    found = set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) - {"none"}
    assert found <= set(BRAND.tokens("cmyk").values())


def lengths(chart, attribute):
    colour = PALETTE.series[0][0]
    return [
        float(rect.get(attribute))
        for rect in drawn(chart).iter(f"{SVG}rect")
        if rect.get("fill") == colour
    ]


@pytest.mark.parametrize(("kind", "attribute"), [("bar", "width"), ("column", "height")])
def test_lengths_are_as_the_values(kind, attribute):
    chart = builders.chart("C", ["a", "b", "c"], {"s": [10, -20, 40]}, kind=kind)
    one, two, four = lengths(chart, attribute)
    assert (two / one, four / one) == (pytest.approx(2, abs=0.01), pytest.approx(4, abs=0.01))


def test_every_value_and_label_of_bars_is_written():
    chart = builders.chart("C", ["North", "South"], {"s": [1234.5, -5]}, kind="bar", unit="Visits")
    found = texts(drawn(chart))
    assert {"North", "South", "1,234.5", "−5", "Visits"} <= set(found)


def test_several_series_have_a_legend_and_their_patterns():
    chart = builders.chart("C", ["a", "b"], {"Men": [1, 2], "Women": [3, 4]}, kind="column")
    root = drawn(chart)
    assert {"Men", "Women"} <= set(texts(root))
    assert root.findall(f"{SVG}path[@stroke='{PALETTE.paper}']")  # the second one's hatching


def test_lines_are_named_at_their_ends_or_in_a_legend():
    short = builders.chart("C", ["1", "2"], {"A": [1, 9], "B": [2, 3]}, kind="line")
    assert {"A 9", "B 3"} <= set(texts(drawn(short)))
    name = "A name that takes more than a third"
    long = builders.chart("C", ["1", "2"], {name: [1, 9], "B": [2, 3]}, kind="line")
    assert {name, "B", "9", "3"} <= set(texts(drawn(long)))


def test_columns_that_do_not_fit_lie_down():
    labels = [f"A ward with a longwindedname {number}" for number in range(8)]
    chart = builders.chart("C", labels, {"s": [1] * 8}, kind="column")
    # 8 bars below each other are higher than any column.
    assert float(drawn(chart).get("height")) > 400


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (-0.0, "0"),
        (3.0, "3"),
        (-5, "−5"),
        (1234.5, "1,234.5"),
        (0.1, "0.1"),
        (1e6, "1,000,000"),
        (1e-7, "0.0000001"),
        (1e21, "1,000,000,000,000,000,000,000"),
    ],
)
def test_numbers_read_plainly(value, words):
    assert number_words(value) == words


@pytest.mark.parametrize("width", [PHONE_WIDTH, PRINT_WIDTH])
@pytest.mark.parametrize("most", [7, 1_500_000_000, -2_000_000_000, 123_456_789_012])
def test_values_of_an_axis_never_touch(most, width):
    chart = builders.chart("Homes", ["North", "South"], {"Homes": [most / 3, most]})
    texts = etree.fromstring(draw(chart, PALETTE, width).encode()).iter(f"{SVG}text")
    placed: dict[str, list[tuple[float, float]]] = {}
    for text in texts:
        words, size = "".join(text.itertext()), float(text.get("font-size", 14))
        half = measure(words, size) / 2
        if text.get("text-anchor") == "middle":
            x = float(text.get("x"))
            placed.setdefault(text.get("y"), []).append((x - half, x + half))
    for found in placed.values():
        assert all(one[1] < other[0] for one, other in pairwise(sorted(found)))


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_has_no_place_on_an_axis_is_refused(value):
    with pytest.raises(ValueError, match="can't be drawn"):
        number_words(value)


@given(st.lists(values, min_size=1))
def test_a_scale_holds_its_values_and_zero(found):
    scale = scale_from_zero(found)
    assert scale.low <= min(0, *found)
    assert max(0, *found) <= scale.high
    assert 2 <= len(scale.ticks) <= 8
    steps = [after - before for before, after in pairwise(scale.ticks)]
    assert max(steps) == pytest.approx(min(steps))


def test_lines_leave_zero_out_only_where_it_is_far():
    assert scale_of_lines([80, 90]).low > 0
    assert scale_of_lines([10, 90]).low == 0
    assert scale_of_lines([5, 5]).low == 0


@given(st.lists(st.floats(0, 500), min_size=1, max_size=6))
def test_names_of_lines_never_meet(wanted):
    found = sorted(spread(wanted, 20))
    assert all(after - before >= 19.99 for before, after in pairwise(found))


@given(st.text("abc def", min_size=1, max_size=60))
def test_wrapping_loses_no_word(words):
    lines = wrap(words, 90)
    assert " ".join(lines) == words
    assert all(measure(line) <= 90 or " " not in line for line in lines)
