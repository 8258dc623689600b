"""Pictures on pages: light, in the right colours, the right way up, without notes about them."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from build_tools.publication.blocks import Picture
from build_tools.writing.renditions import renditions
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
    return Picture(f"images/quay.{name}", f"image/{name}", *image.size, data.getvalue())


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


def test_colours_of_a_press_become_those_of_a_screen():
    (rendition,) = renditions(of(Image.new("CMYK", (300, 10), (0, 255, 255, 0)), "JPEG"))
    red, green, blue = opened(rendition).convert("RGB").getpixel((150, 5))
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 200])
def test_a_broken_profile_is_as_none(profile):
    small, large = renditions(photograph(icc_profile=profile))
    assert opened(large).getpixel((600, 200)) == pytest.approx(GREY, abs=4)
    assert "icc_profile" not in opened(small).info


def test_colours_with_a_profile_are_those_that_it_means():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _, large = renditions(photograph(icc_profile=srgb))
    assert opened(large).getpixel((100, 200)) == pytest.approx((200, 30, 30), abs=6)


def test_a_drawing_stays_as_it_was_given():
    (rendition,) = renditions(PICTURE)
    assert (rendition.suffix, rendition.media_type) == ("", PICTURE.media_type)
    assert rendition.data == PICTURE.data
