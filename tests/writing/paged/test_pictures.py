"""Nothing in a picture but the picture."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image, ImageCms

from build_tools.writing.paged import Drawing
from build_tools.writing.paged.pictures import prepare, without_metadata
from tests import builders as b

SECRETS = (b"Jane Doe", b"53.8", b"Taken at home", b"Exif", b"photoshop")


def photograph(orientation: int = 1, **more) -> bytes:
    image = Image.new("RGB", (60, 40), (200, 80, 20))
    image.paste((0, 0, 255), (0, 0, 20, 20))
    exif = image.getexif()
    exif[0x0112], exif[0x013B], exif[0x010E] = orientation, "Jane Doe", "53.8"
    made = io.BytesIO()
    image.save(made, "JPEG", exif=exif, comment=b"Taken at home", quality=95, **more)
    return made.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("more", [{}, {"progressive": True}])
def test_a_photograph_loses_what_is_said_about_it_and_no_pixel(more):
    data = photograph(**more)
    assert all(secret in data for secret in SECRETS[:4])
    bare = without_metadata(Drawing("image/jpeg", data)).data
    assert not any(secret in bare for secret in SECRETS)
    assert opened(bare).tobytes() == opened(data).tobytes()


def test_what_follows_a_photograph_goes_too():
    bare = without_metadata(Drawing("image/jpeg", photograph() + b"trailer Jane Doe")).data
    assert bare.endswith(b"\xff\xd9")
    assert b"Jane" not in bare


def test_a_profile_stays():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    bare = without_metadata(Drawing("image/jpeg", photograph(icc_profile=profile))).data
    assert opened(bare).info["icc_profile"] == profile


def test_a_turned_photograph_is_turned_for_good():
    bare = without_metadata(Drawing("image/jpeg", photograph(orientation=6))).data
    assert opened(bare).size == (40, 60)
    assert not opened(bare).getexif()
    red, _, blue = opened(bare).convert("RGB").getpixel((35, 5))
    assert blue > red, "the blue corner is at the top right now"


def test_it_is_the_same_when_done_twice():
    once = prepare(Drawing("image/jpeg", photograph()))
    assert prepare(once) == once


def test_words_in_a_drawing_are_in_our_typefaces():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>text{font-family:Arial;'
        'fill:red}</style><text font-family="Papyrus">a</text>'
        '<text style="fill: red; font-family: Comic Sans MS">b</text></svg>'
    )
    made = prepare(Drawing("image/svg+xml", svg.encode())).data.decode()
    assert not any(name in made for name in ("Arial", "Papyrus", "Comic"))
    assert made.count("Text, More") == 4
    assert made.count("red") == 2


def test_no_name_or_place_is_in_the_file(typeset, look):
    drawing = Drawing("image/jpeg", photograph())
    made = typeset(
        b.section("One", b.figure("A picture")), look=replace(look, draw=lambda node: drawing)
    )
    streams = [bytes(o.read_raw_bytes()) for o in made.pdf.objects if _is_stream(o)]
    everything = made.path.read_bytes() + b"".join(streams)
    assert not any(secret in everything for secret in SECRETS)
    assert set(map(str, made.pdf.docinfo)) == {
        "/Title",
        "/Subject",
        "/Producer",
        "/CreationDate",
        "/ModDate",
    }
    assert b"dc:creator" not in made.pdf.Root.Metadata.read_bytes()


def _is_stream(found: pikepdf.Object) -> bool:
    return isinstance(found, pikepdf.Stream)
