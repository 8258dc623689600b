"""Pictures made of pixels: whatever the file, one form; half files and bombs are refused."""

from __future__ import annotations

import io
import zlib

import pytest
import weasyprint  # noqa: F401  (it switches off what guards Pillow, for the whole process)
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from build_tools.issues import Report, SourceSpan
from build_tools.reading.pictures import read_picture

from . import kinds

SPAN = SourceSpan("content/images/photo.png")


def read(data: bytes, path: str = "images/photo.png"):
    report = Report()
    return read_picture(path, data, SPAN, report), list(report)


def differs(shown: Image.Image, wanted: Image.Image) -> float:
    """The largest difference of any pixel, JPEG's blurred edge between two colours left out."""
    white = Image.new("RGBA", shown.size, "white")
    seen = Image.alpha_composite(white, shown.convert("RGBA")).convert("RGB")
    difference = ImageChops.difference(seen, wanted.convert("RGB"))
    halves = [difference.crop((left, 0, left + 20, 40)) for left in (0, 40)]
    return max(high for half in halves for _, high in half.getextrema())


@pytest.mark.parametrize("name", kinds.KINDS)
def test_every_kind_of_file_comes_out_in_one_form_that_shows_the_same(name):
    make, show = kinds.KINDS[name]
    picture, issues = read(make(), f"images/{name}")
    assert not issues
    with Image.open(io.BytesIO(picture.data)) as image:
        image.load()
        assert image.mode in {"image/png": ("L", "RGB", "RGBA")}.get(
            picture.media_type, ("L", "RGB")
        )
        assert image.size == (picture.width, picture.height) == kinds.SIZE
        assert not image.getexif()
        assert b"Camera" not in picture.data
        if picture.media_type == "image/jpeg":
            assert not image.info.get("icc_profile")
        assert differs(image, show()) <= (12 if name.endswith("jpg") else 1)


def test_one_level_of_sixteen_bits_is_clear():
    picture, _ = read(kinds.deep_grey(kinds.chunk(b"tRNS", kinds.deep([65535]))))
    alpha = Image.open(io.BytesIO(picture.data)).getchannel("A")
    assert [alpha.getpixel((x, 5)) for x in (0, 30, 58, 59)] == [255, 255, 255, 0]


def test_a_photograph_that_is_right_keeps_its_pixels_bit_by_bit():
    given_ = kinds.saved(kinds.plain(), "JPEG", quality=80, comment=b"A Photographer")
    picture, _ = read(given_, "images/a.jpg")
    assert b"Photographer" not in picture.data
    opened, before = (Image.open(io.BytesIO(data)) for data in (picture.data, given_))
    assert opened.tobytes() == before.tobytes()


def test_what_follows_a_photograph_goes_too():
    picture, _ = read(kinds.saved(kinds.plain(), "JPEG") + b"trailer Jane Doe", "images/a.jpg")
    assert picture.data.endswith(b"\xff\xd9")
    assert b"Jane" not in picture.data


@pytest.mark.parametrize("name", ["turned.jpg", "inks.jpg", "palette-clear.png"])
def test_the_form_of_a_form_is_itself(name):
    once, _ = read(kinds.KINDS[name][0](), f"images/{name}")
    assert read(once.data, f"images/{name}")[0] == once


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
@pytest.mark.parametrize("name", ["plain.png", "plain.jpg", "progressive.jpg", "grey-16-bit.png"])
def test_a_file_that_was_cut_off_is_refused(name, share):
    noisy = Image.effect_noise((90, 90), 90).convert("RGB")
    make = {
        "plain.png": lambda: kinds.saved(noisy, "PNG"),
        "plain.jpg": lambda: kinds.saved(noisy, "JPEG"),
        "progressive.jpg": lambda: kinds.saved(noisy, "JPEG", progressive=True),
        "grey-16-bit.png": kinds.deep_grey,
    }[name]
    data = make()
    picture, issues = read(data[: round(len(data) * share)], f"images/{name}")
    assert picture is None
    assert [issue.code for issue in issues] == ["IMG-001"]


def test_text_that_unpacks_to_hundreds_of_megabytes_is_refused():
    text = kinds.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 90_000_000))
    data = kinds.saved(kinds.plain(), "PNG")
    picture, issues = read(data[:33] + text + data[33:])
    assert picture is None
    assert [issue.code for issue in issues] == ["IMG-001"]


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"RIFF\0\0\0\0WEBPVP8 ", "IMG-001", "WebP"),
        (b"GIF89a" + b"\0" * 40, "IMG-001", "GIF"),
        (b"\0\0\0\x20ftypheic" + b"\0" * 40, "IMG-001", "HEIC"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "IMG-001", "SVG"),
        (b"", "IMG-001", "neither PNG nor JPEG"),
        (kinds.png(0, 1, [], size=(31_000, 1)), "IMG-002", "31,000 × 1"),
        (kinds.png(0, 1, [], size=(20_000, 20_000)), "IMG-002", "million"),
        (kinds.png(0, 8, [b"\0"], size=(0, 1)), "IMG-001", ""),
        (kinds.png(0, 8, [b"\0"], kinds.chunk(b"IHDR", b"")), "IMG-001", ""),
    ],
)
def test_what_is_no_picture_is_refused_by_name(data, code, says):
    picture, issues = read(data)
    assert picture is None
    assert [issue.code for issue in issues] == [code]
    assert says in issues[0].problem
    assert "0x" not in issues[0].problem


def test_a_picture_that_moves_is_refused():
    more = [Image.new("RGB", kinds.SIZE, kinds.WHITE)]
    data = kinds.saved(kinds.plain(), "PNG", save_all=True, append_images=more)
    assert [issue.code for issue in read(data)[1]] == ["IMG-006"]


def test_one_pixel_is_a_picture():
    assert read(kinds.saved(Image.new("RGB", (1, 1)), "PNG"))[0].width == 1


@given(
    st.sampled_from(["plain.png", "palette-clear.png", "turned.jpg", "two-in-one.jpg", "inks.jpg"]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_a_damaged_file_is_a_picture_or_an_issue(name, changes):
    data = bytearray(kinds.KINDS[name][0]())
    for place, value in changes:
        data[int(place * len(data))] = value
    picture, issues = read(bytes(data), f"images/{name}")
    assert (picture is None) == bool(issues)
