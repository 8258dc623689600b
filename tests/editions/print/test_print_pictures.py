"""Pictures in inks: what is converted, what is limited, what is refused by name."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from build_tools.editions.print.drawings import brand_first, drawing_to_print, refused
from build_tools.editions.print.profile import Profile, read_profile
from build_tools.editions.print.rasters import highest_ink, to_print
from build_tools.editions.print.settings import read_print_settings
from build_tools.rendering.brand import read_brand
from build_tools.rendering.colour import Cmyk, Rgb
from tests.editions.print.shop import THEMES, drawing, picture, raster

SETTINGS = read_print_settings(THEMES)
PROFILE = read_profile(SETTINGS.condition, THEMES)
COLOURS = brand_first(read_brand(THEMES), PROFILE)


def printed(data, total_ink=300.0, width=138.0):
    data = picture(data).data
    made = to_print(data, Profile(PROFILE.data, total_ink), SETTINGS.pictures, width)
    return made, Image.open(io.BytesIO(made))


# --- Photographs -----------------------------------------------------------------------


@pytest.mark.parametrize("total_ink", [300, 280, 240])
def test_no_pixel_has_more_ink_than_the_paper_holds(total_ink):
    data, image = printed(raster(300, 200), total_ink)
    assert (image.format, image.mode) == ("JPEG", "CMYK")
    assert total_ink - 60 < highest_ink(data) <= total_ink


def test_ink_is_measured_pixel_by_pixel():
    image = Image.new("CMYK", (40, 40), (0, 0, 0, 0))
    image.paste((255, 255, 51, 0), (16, 16, 24, 24))
    made = io.BytesIO()
    image.save(made, "TIFF")
    assert highest_ink(made.getvalue()) == pytest.approx(220)


@pytest.mark.parametrize("mode", ["L", "1", "LA", "I;16"])
def test_a_grey_picture_is_printed_in_black_alone(mode):
    _, image = printed(raster(120, 90, mode) if mode != "I;16" else deep_grey())
    cyan, magenta, yellow, black = image.split()
    assert max(plate.getextrema()[1] for plate in (cyan, magenta, yellow)) <= 3
    dark, light = black.getextrema()[::-1]
    assert (dark > 200, light < 60) == (True, True)


def deep_grey() -> bytes:
    made = io.BytesIO()
    levels = b"".join((level * 128).to_bytes(2, "little") for level in range(512)) * 8
    Image.frombytes("I;16", (512, 8), levels).save(made, "PNG")
    return made.getvalue()


def test_white_is_bare_paper():
    made = io.BytesIO()
    Image.new("RGB", (32, 32), "white").save(made, "PNG")
    assert highest_ink(printed(made.getvalue())[0]) == 0


def test_clear_parts_are_white():
    made = io.BytesIO()
    Image.new("RGBA", (32, 32), (200, 0, 0, 0)).save(made, "PNG")
    assert highest_ink(printed(made.getvalue())[0]) == 0


def test_far_too_many_pixels_are_reduced_and_no_others():
    assert printed(raster(1200, 20), width=25.4)[1].size == (400, 7)
    assert printed(raster(399, 20), width=25.4)[1].size == (399, 20)


def test_a_picture_is_converted_the_same_way_twice():
    assert printed(raster(80, 60))[0] == printed(raster(80, 60))[0]


# --- Flat colours ----------------------------------------------------------------------


@given(st.builds(Rgb, *[st.integers(0, 255)] * 3), st.sampled_from([240.0, 280.0, 300.0]))
def test_no_flat_colour_has_more_ink_than_the_paper_holds(colour, limit):
    assert Profile(PROFILE.data, limit).of_colour(colour).total_ink <= limit


@given(st.integers(0, 255))
def test_greys_are_black_ink_alone_and_darker_ones_have_more(level):
    inks = PROFILE.of_colour(Rgb(level, level, level))
    assert inks.parts[:3] == (0, 0, 0)
    lighter = PROFILE.of_colour(Rgb(*[min(level + 1, 255)] * 3))
    assert lighter.black <= inks.black


@pytest.mark.parametrize("colour", ["#000000", "#14202B", "#1C2230"])
def test_nearly_black_is_black_ink(colour):
    assert PROFILE.of_colour(Rgb.parse(colour)) == Cmyk(0, 0, 0, 100)


def test_a_brand_colour_has_the_brands_inks():
    assert str(COLOURS(Rgb.parse("#0B5C5A"))) == "device-cmyk(92% 30% 50% 38%)"


# --- Drawings --------------------------------------------------------------------------


def svg(inside, head='viewBox="0 0 200 80"'):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>\n{inside}</svg>'.encode()


def converted(data):
    shown = drawing(data)
    issues = list(refused(shown))
    return b"" if issues else drawing_to_print(shown, COLOURS, "Text"), issues


def test_every_way_to_write_a_colour_becomes_inks():
    made, issues = converted(
        svg(
            '<rect fill="#E3EEF4" stroke="red"/><rect fill="rgb(0, 89, 76)"/>'
            '<g style="fill:hsl(200 50% 50%); stroke: none"/><path fill="device-cmyk(0 1 0 0)"/>'
            '<text fill="#123" font-family="Arial">T</text><path fill="#ff000000"/>'
        )
    )
    assert not issues
    root = etree.fromstring(made)
    found = [value for el in root.iter() for key in ("fill", "stroke") if (value := el.get(key))]
    assert len(found) == 9
    assert all(value.startswith("device-cmyk(") or value == "none" for value in found)
    assert b"Arial" not in made
    assert root.get("fill") == "device-cmyk(0% 0% 0% 100%)"


STOP, USED = "<stop offset='0' stop-color='red'/>", "<rect fill='url(#g)'/>"


@pytest.mark.parametrize(
    ("inside", "code", "named", "remedy"),
    [
        (
            f"<linearGradient id='g'>{STOP}</linearGradient>{USED}",
            "PRN-010",
            "<linearGradient>",
            "flat colour",
        ),
        (
            f"<radialGradient id='g'>{STOP}</radialGradient>{USED}",
            "PRN-010",
            "<radialGradient>",
            "flat colour",
        ),
        (f"<pattern id='g'/>{USED}", "PRN-010", "<pattern>", "shapes"),
        ("<rect opacity='0.5'/>", "PRN-011", "opacity 0.5", "colour that is seen"),
        ("<rect style='fill-opacity: 50%'/>", "PRN-011", "fill-opacity 50%", "colour that is"),
        ("<rect fill='#ff000080'/>", "PRN-011", "#ff000080", "colour that is seen"),
        ("<style>.a{opacity:.5}</style><rect class='a'/>", "PRN-011", "opacity .5", "that is seen"),
    ],
)
def test_what_cannot_be_printed_as_it_looks_is_refused_by_name(inside, code, named, remedy):
    made, issues = converted(svg(f"<g>\n{inside}</g>"))
    assert made == b""
    assert [issue.code for issue in issues] == [code]
    assert named in issues[0].problem
    assert remedy in issues[0].remedy
    assert str(issues[0].span) == "content/images/drawing.svg:3"


def test_solid_opacity_is_no_fault():
    assert not converted(svg('<rect opacity="1" fill-opacity="100%" filter="none"/>'))[1]


@pytest.mark.parametrize(
    ("inside", "widths"),
    [
        ('<path d="M0 0H9" stroke="red"/>', [None]),
        ('<path d="M0 0H9" stroke="red" stroke-width="0.1"/>', ["0.51"]),
        ('<path d="M0 0H9" stroke-width="0.1"/>', ["0.1"]),
        ('<path d="M0 0H9" stroke="red" stroke-width="0"/>', ["0"]),
        ('<g stroke="red" stroke-width=".1"><path d="M0 0H9"/></g>', ["0.51", None]),
        ('<g transform="scale(0.1)"><path stroke="red" d="M0 0H9"/></g>', [None, "5.1"]),
        ('<g transform="matrix(9 0 0 9 1 1)"><path stroke="red" stroke-width=".1" d="M0 0"/></g>',
         [None, ".1"]),
    ],
)  # fmt: skip
def test_lines_are_as_thick_as_a_press_needs(inside, widths):
    made = drawing_to_print(drawing(svg(inside)), COLOURS, "Text", 0.5)
    root = etree.fromstring(made)
    assert [one.get("stroke-width") for one in root.iter() if one is not root] == widths
