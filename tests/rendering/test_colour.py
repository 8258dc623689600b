"""Colours: contrast as WCAG defines it, and the nearest colour that passes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.rendering.colour import Cmyk, Rgb, contrast, nearest_passing

colours = st.builds(Rgb, *[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21),
        ("#FFFFFF", "#FFFFFF", 1),
        ("#777777", "#FFFFFF", 4.48),  # the well-known grey that just fails
        ("#767676", "#FFFFFF", 4.54),
        ("#FF0000", "#FFFFFF", 4.00),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(Rgb.parse(one), Rgb.parse(other)) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("text", ["red", "#FFF", "FFFFFF", "#GGGGGG", "#FFFFFF "])
def test_only_six_digits_are_a_screen_colour(text):
    with pytest.raises(ValueError, match="#RRGGBB"):
        Rgb.parse(text)


@given(colours)
def test_a_colour_reads_what_it_writes(colour):
    assert Rgb.parse(str(colour)) == colour


@given(colours, colours)
def test_contrast_does_not_depend_on_the_order(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.001


@given(colours, colours, st.sampled_from([3.0, 4.5]))
def test_the_nearest_colour_passes(colour, ground, ratio):
    better = nearest_passing(colour, ground, ratio)
    assert better is not None  # black or white passes 4.5 on every ground
    assert contrast(better, ground) >= ratio


@given(colours, colours)
def test_no_contrast_beyond_21_is_found(colour, ground):
    assert nearest_passing(colour, ground, 22) is None


def test_inks_are_written_for_a_style_sheet():
    assert str(Cmyk(0, 32.5, 100, 0)) == "device-cmyk(0% 32.5% 100% 0%)"
    assert Cmyk(10, 20, 30, 40).total_ink == 100
