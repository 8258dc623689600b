"""Web fonts hold the characters in use, and no others."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from build_tools.rendering.brand import read_brand
from build_tools.rendering.fonts import DISPLAY, MORE, TEXT, font_faces, web_fonts

TYPE = read_brand(Path(__file__).parents[2] / "themes").type


def characters(font) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(font.data)).getBestCmap()}


@pytest.fixture(scope="module")
def fonts(once):
    return once("fonts", lambda _folder: web_fonts(TYPE, frozenset("Cwtsŵ")))[1]


def test_letters_that_the_text_face_lacks_come_from_another(fonts):
    for font in fonts:
        if font.family == TEXT:
            assert characters(font) == set("Cwts")
        if font.family == MORE:
            assert characters(font) == {"ŵ"}


def test_a_face_that_nobody_needs_is_not_made():
    assert MORE not in {font.family for font in web_fonts(TYPE, frozenset("Cwts"))}


def test_each_font_has_a_rule(fonts):
    css = font_faces(fonts, lambda font: f"x/{font.name}")
    assert css.count("@font-face") == len(fonts)
    assert 'url("x/text-400-italic.woff2")' in css
    assert "font-weight:400 700" in css
    assert "unicode-range:U+175;" in css


def test_only_the_weights_in_use_stay_in_a_variable_font(fonts):
    kept = {}
    for font in fonts:
        read = TTFont(io.BytesIO(font.data))
        axes = read["fvar"].axes if "fvar" in read else []
        kept[font.family] = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in axes]
    assert kept == {TEXT: [], DISPLAY: [], MORE: [("wght", 400, 700)]}


def test_a_font_is_cut_to_the_same_bytes(fonts):
    web_fonts.__globals__["_cut"].cache_clear()
    assert web_fonts(TYPE, frozenset("Cwtsŵ")) == fonts


def test_letters_of_other_scripts_have_a_face_each():
    found = {font.name: font for font in web_fonts(TYPE, frozenset("Aŵعক中"))}
    assert {name for name in found if "more" in name and "italic" not in name} == {
        "more-400-700.woff2",
        "more-arabic-400-700.woff2",
        "more-bengali-400-700.woff2",
        "more-sc-400-700.woff2",
    }
    rules = found["more-sc-400-700.woff2"].rule("x")
    assert rules.count("unicode-range:U+4E2D;") == 2
    assert "font-style:italic" in rules
