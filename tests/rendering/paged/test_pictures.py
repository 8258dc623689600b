"""Nothing in a picture but the picture."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
from PIL import Image

from build_tools.issues import Report
from build_tools.reading.pictures import read_picture
from build_tools.rendering.paged import Drawing
from build_tools.rendering.paged.pictures import prepare
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


def test_words_in_a_drawing_are_in_our_typefaces():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" font-family="Arial">'
        '<text font-family="Papyrus" fill="red">a</text></svg>'
    )
    made = prepare(Drawing("image/svg+xml", svg.encode())).data.decode()
    assert not any(name in made for name in ("Arial", "Papyrus"))
    assert made.count("Text, More") == 2
    assert made.count("red") == 1


def test_no_name_or_place_is_in_the_file(typeset, look):
    picture = read_picture("images/a.jpg", photograph(), b.SPAN, Report())
    drawing = Drawing("image/jpeg", picture.data)
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
