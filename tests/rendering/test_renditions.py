"""Pictures on pages: light, in the right colours, the right way up, without notes about them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from build_tools.issues import Report, SourceSpan
from build_tools.reading.pictures import read_picture
from build_tools.rendering.renditions import LOSSLESS_BYTES, renditions
from tests.builders import PICTURE

GREY = (90, 120, 150)
ORIENTATION, QUARTER_TURN, MAKER = 0x0112, 6, 0x010F


def photograph(width=2000, height=1000, **how):
    image = Image.new("RGB", (width, height), GREY)
    image.paste((200, 30, 30), (0, 0, width // 2, height))
    return of(image, "JPEG", **how)


def of(image, kind, **how):
    data = io.BytesIO()
    image.save(data, kind, **how)
    name = {"JPEG": "jpeg", "PNG": "png"}[kind]
    return read_picture(f"images/quay.{name}", data.getvalue(), SourceSpan("quay"), Report())


def opened(rendition):
    return Image.open(io.BytesIO(rendition.data))


def test_a_photograph_has_two_widths_and_is_lighter():
    given = photograph(quality=95)
    small, large = renditions(given)
    assert (small.suffix, large.suffix) == (".400.webp", ".800.webp")
    assert small.media_type == large.media_type == "image/webp"
    assert opened(small).size == (400, 200)
    assert opened(large).size == (800, 400)
    assert len(small.data) < len(large.data) < len(given.data)


@pytest.mark.parametrize(("width", "widths"), [(300, [300]), (500, [400, 500])])
def test_no_pixels_are_made_up(width, widths):
    assert [one.width for one in renditions(photograph(width))] == widths


def test_a_photograph_is_turned_as_it_says_and_says_nothing_more():
    notes = Image.Exif()
    notes[ORIENTATION], notes[MAKER] = QUARTER_TURN, "Camera"
    for rendition in renditions(photograph(exif=notes)):
        image = opened(rendition)
        assert image.height == 2 * image.width
        assert not image.getexif()
        assert b"Camera" not in rendition.data


def test_a_picture_without_losses_keeps_every_pixel():
    image = Image.new("RGBA", (900, 30), (0, 0, 0, 0))
    image.putpixel((450, 15), (1, 2, 3, 255))
    (rendition,) = renditions(of(image, "PNG"))
    assert rendition.suffix == ".webp"
    assert opened(rendition).convert("RGBA").getpixel((450, 15)) == (1, 2, 3, 255)
    assert opened(rendition).getpixel((0, 0))[3] == 0


def test_a_heavy_picture_without_losses_is_shown_as_a_photograph():
    noise = Image.effect_noise((1800, 300), 80).convert("RGB")
    small, large = renditions(of(noise, "PNG"))
    assert (small.width, large.width) == (800, 1600)
    assert len(large.data) < LOSSLESS_BYTES * 2


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_higher_than_webp_holds_is_made_smaller(kind):
    shown = renditions(of(Image.new("L", (300, 20_000)), kind))
    assert shown[-1].height <= 16_383


def test_a_drawing_stays_as_it_was_given():
    (rendition,) = renditions(PICTURE)
    assert (rendition.suffix, rendition.media_type) == ("", PICTURE.media_type)
    assert rendition.data == PICTURE.data
