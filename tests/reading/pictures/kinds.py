"""The kinds of pictures that people have, each as a small file, and what each shows."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image, ImageCms

SIZE = (60, 40)
RED, BLUE, WHITE = (200, 30, 30), (30, 60, 180), (255, 255, 255)


def plain() -> Image.Image:
    """What most of them show: the left half red, the right half blue."""
    image = Image.new("RGB", SIZE, BLUE)
    image.paste(RED, (0, 0, SIZE[0] // 2, SIZE[1]))
    return image


def ramp() -> Image.Image:
    """Sixty greys, from black to white."""
    image = Image.new("L", SIZE)
    image.putdata([round(at % SIZE[0] * 255 / (SIZE[0] - 1)) for at in range(SIZE[0] * SIZE[1])])
    return image


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **how)
    return data.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(mode: int, depth: int, rows: list[bytes], *chunks: bytes, size=SIZE) -> bytes:
    """A PNG written by hand: Pillow does not write every kind."""
    head = struct.pack(">IIBBBBB", *size, depth, mode, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"".join(
        [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), *chunks, chunk(b"IDAT", body),
         chunk(b"IEND", b"")]
    )  # fmt: skip


def deep(values: list[int]) -> bytes:
    return struct.pack(f">{len(values)}H", *values)


def deep_grey(*chunks: bytes) -> bytes:
    row = deep([round(at * 65535 / (SIZE[0] - 1)) for at in range(SIZE[0])])
    return png(0, 16, [row] * SIZE[1], *chunks)


def deep_colour(clear: bool = False) -> bytes:
    row = b"".join(deep([part * 257 for part in (RED if at < 30 else BLUE)]) for at in range(60))
    told = [chunk(b"tRNS", deep([part * 257 for part in BLUE]))] if clear else []
    return png(2, 16, [row] * SIZE[1], *told)


def half_clear(mode: str) -> bytes:
    image = plain().convert("L").convert("LA") if mode == "LA" else plain().convert("RGBA")
    image.putalpha(Image.new("L", SIZE, 255))
    clear = Image.new("L", SIZE, 255)
    clear.paste(0, (30, 0, 60, 40))
    image.putalpha(clear)
    return saved(image, "PNG")


def palette(clear: bool = False) -> bytes:
    image = plain().quantize(8)
    how = {"transparency": image.getpixel((50, 20))} if clear else {}
    return saved(image, "PNG", **how)


def profile(primaries: str) -> bytes:
    """A profile whose first two channels are exchanged: whoever ignores it shows other colours."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # The tags rXYZ and gXYZ change their names, and the description loses the word that is known.
    text = bytes(made).replace(b"rXYZ", b"#XYZ").replace(b"gXYZ", b"rXYZ").replace(b"#XYZ", b"gXYZ")
    return text.replace("sRGB".encode("utf-16-be"), primaries.encode("utf-16-be"))


def inks(with_profile: bytes = b"", marker: bool = True) -> bytes:
    image = Image.new("CMYK", SIZE, (0, 200, 200, 10))
    how = {"icc_profile": with_profile} if with_profile else {}
    data = saved(image, "JPEG", quality=95, **how)
    if marker:
        return data
    start = data.index(b"\xff\xee")
    return data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :]


def turned(kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    return saved(plain().rotate(90, expand=True), kind, exif=exif)


def two_in_one() -> bytes:
    return saved(plain(), "MPO", save_all=True, append_images=[Image.new("RGB", SIZE, WHITE)])


def clear_half(image: Image.Image) -> Image.Image:
    """What a picture shows whose right half is clear, on white."""
    image = image.convert("RGB")
    image.paste(WHITE, (30, 0, 60, 40))
    return image


def two() -> Image.Image:
    image = Image.new("1", SIZE, 1)
    image.paste(0, (0, 0, 30, 40))
    return image


KINDS: dict[str, tuple[Callable[[], bytes], Callable[[], Image.Image]]] = {
    "plain.png": (lambda: saved(plain(), "PNG"), plain),
    "plain.jpg": (lambda: saved(plain(), "JPEG", quality=95), plain),
    "progressive.jpg": (lambda: saved(plain(), "JPEG", quality=95, progressive=True), plain),
    "grey-16-bit.png": (deep_grey, ramp),
    "grey-8-bit.jpg": (lambda: saved(ramp(), "JPEG", quality=95), ramp),
    "colour-16-bit.png": (deep_colour, plain),
    "colour-16-bit-clear.png": (lambda: deep_colour(clear=True), lambda: clear_half(plain())),
    "one-bit.png": (lambda: saved(two(), "PNG"), two),
    "one-bit-clear.png": (
        lambda: saved(two(), "PNG", transparency=0), lambda: Image.new("1", SIZE, 1),
    ),
    "grey-clear.png": (lambda: half_clear("LA"), lambda: clear_half(plain().convert("L"))),
    "colour-clear.png": (lambda: half_clear("RGBA"), lambda: clear_half(plain())),
    "palette.png": (palette, plain),
    "palette-clear.png": (lambda: palette(clear=True), lambda: clear_half(plain())),
    "turned.jpg": (turned, plain),
    "turned.png": (lambda: turned("PNG"), plain),
    "two-in-one.jpg": (two_in_one, plain),
    "other-profile.png": (
        lambda: saved(swapped(plain()), "PNG", icc_profile=profile("GRB!")), plain,
    ),
    "other-profile.jpg": (
        lambda: saved(swapped(plain()), "JPEG", quality=95, icc_profile=profile("GRB!")), plain,
    ),
    "no-profile.jpg": (lambda: saved(plain(), "JPEG", quality=95, icc_profile=b"none"), plain),
    "inks.jpg": (inks, lambda: Image.new("RGB", SIZE, (245, 53, 53))),
    "inks-without-marker.jpg": (
        lambda: inks(marker=False), lambda: Image.new("RGB", SIZE, (245, 53, 53)),
    ),
}  # fmt: skip
"""File name → what makes its bytes, and what makes the picture that everyone should see."""


def swapped(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    return Image.merge("RGB", (green, red, blue))
