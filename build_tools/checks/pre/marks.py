"""What is painted on a page, judged: colours, ink, plates, lines, resolution, marks."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pikepdf
from pikepdf import Object
from PIL import Image, ImageMath, UnidentifiedImageError

from build_tools.checks.pre.colour import Colour, rule_against
from build_tools.checks.pre.painting import Box, Painted, holds, meets
from build_tools.checks.pre.rules import Fault
from build_tools.issues import TandemError

_LEAST = 200  # pixels per inch
_THINNEST = 0.25  # points
_BODY = 14.0  # points: larger text is display
_DARK = 60  # per cent: lighter text stands reversed on a ground
_MARKS = 8  # two at each corner
_ROUNDING = 0.002
_FULL = 255
_CHANNELS = {"DeviceCMYK": ("CMYK", 4), "DeviceGray": ("L", 1)}


class Unmeasurable(TandemError):
    """Ink can't be known; the message says why."""


def colour_faults(painted: Iterable[Painted], page: int) -> Iterator[Fault]:
    """Iterate over colours that are not the press's, and white that would vanish."""
    for mark in painted:
        if code := rule_against(mark.colour.space):
            yield Fault(code, f"A {mark.kind} is in {mark.colour}; the press has CMYK.", page)
        elif mark.overprint and mark.colour.inks and not mark.colour.total:
            yield Fault("PRE-017", f"A {mark.kind} in white is set to overprint.", page)


def body_font(pages: Iterable[Iterable[Painted]]) -> str:
    """Return the font of the body text: the one that sets most letters."""
    letters: Counter[str] = Counter()
    for painted in pages:
        for mark in painted:
            letters[mark.font] += mark.letters
    return letters.most_common(1)[0][0] if letters else ""


def body_faults(painted: Iterable[Painted], font: str, page: int) -> Iterator[Fault]:
    """Iterate over body text that is printed from more plates than black."""
    for mark in painted:
        body = mark.font == font and mark.size < _BODY and not mark.in_drawing
        if (
            mark.kind == "text"
            and body
            and any(mark.colour.inks[:3])
            and mark.colour.total >= _DARK
        ):
            yield Fault("PRE-016", f"Body text is in {mark.colour}.", page)


def size_faults(painted: Iterable[Painted], page: int) -> Iterator[Fault]:
    """Iterate over lines that are too thin and pictures that are too coarse."""
    for mark in painted:
        thickness = mark.size
        if mark.kind == "fill" and mark.in_drawing:
            continue  # the tip of an arrow, a point: shapes that somebody drew so
        if mark.kind == "fill":
            thickness = min(mark.box[2] - mark.box[0], mark.box[3] - mark.box[1])
        seen = mark.kind == "line" or (mark.kind == "fill" and thickness > 0)
        if seen and thickness < _THINNEST - _ROUNDING and mark.colour.total:
            yield Fault("PRE-024", f"A line is {thickness:.2f} points wide.", page)
        if mark.kind == "picture" and mark.size < _LEAST:
            problem = (
                f"A picture prints at {mark.size:.0f} pixels per inch; {_LEAST} are asked for."
            )
            yield Fault("PRE-019", problem, page)


def crop_mark_faults(painted: Iterable[Painted], bleed: Box, page: int) -> Iterator[Fault]:
    """Iterate over what stands outside the bleed and is no crop mark; `bleed` is in points."""
    left, bottom, right, top = bleed
    inside = (left - _ROUNDING, bottom - _ROUNDING, right + _ROUNDING, top + _ROUNDING)
    marks = 0
    for mark in painted:
        if holds(inside, mark.box):
            continue
        if mark.kind == "line" and not meets(inside, mark.box):
            marks += 1
        else:
            yield Fault("PRE-011", f"A {mark.kind} reaches out of the bleed.", page)
    if marks < _MARKS:
        yield Fault("PRE-011", f"There are {marks} crop marks, not {_MARKS}.", page)


def highest_ink(painted: Sequence[Painted]) -> float:
    """Return the most ink at any place of a page, in per cent; raise `Unmeasurable`.

    What overprints adds its ink to that of what lies under it.
    """
    highest = 0.0
    for at, mark in enumerate(painted):
        ink = _ink_of(mark)
        if mark.overprint and ink:
            x, y = mark.box[:2]
            under = (below for below in reversed(painted[:at]) if below.kind in ("fill", "picture"))
            ground = next((below for below in under if below.covers(x, y)), None)
            ink += _ink_of(ground) if ground else 0
        highest = max(highest, ink)
    return highest


def _ink_of(mark: Painted) -> float:
    if mark.kind == "gradient":
        if mark.ends is None:
            raise Unmeasurable("the colours of a gradient are not known")
        return max((Colour(end.space, end.values).total for end in mark.ends), default=0)
    if mark.kind != "picture" or mark.colour.inks:
        return mark.colour.total
    if mark.picture is None:
        raise Unmeasurable("a picture stands in the page's own content")
    return _ink_in(mark.picture, mark.colour.space)


def _ink_in(picture: Object, space: str) -> float:
    """Return the most ink of any pixel; a picture in another space has a fault already."""
    if space not in _CHANNELS:
        return 0
    mode, channels = _CHANNELS[space]
    image = _samples(picture, mode)
    if image.mode != mode:
        raise Unmeasurable(f"a picture's pixels are {image.mode}, not {space}")
    decode = [float(edge) for edge in picture.get("/Decode", [])]
    turned = decode[:2] == [1, 0]
    if decode not in ([], [0, 1] * channels, [1, 0] * channels):
        raise Unmeasurable("a picture's range of values is its own")
    # Light is 255 in a grey picture, ink is 255 in one of inks; the range may be turned round.
    if turned == (mode == "CMYK"):
        image = image.point(lambda value: _FULL - value)
    bands = dict(zip("cmyk", (band.convert("I") for band in image.split()), strict=False))
    total = ImageMath.lambda_eval(lambda inks: sum(inks[band] for band in bands), **bands)
    return float(total.getextrema()[1]) / _FULL * 100


def _samples(picture: Object, mode: str) -> Image.Image:
    """Return a picture's samples as they stand in the PDF, before its Decode array."""
    filters = picture.get("/Filter", pikepdf.Array())
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else list(map(str, filters))
    try:
        if names == ["/DCTDecode"]:
            with Image.open(io.BytesIO(picture.read_raw_bytes())) as image:
                image.load()
                # Pillow turns the samples of every CMYK JPEG; turn them back.
                return image.point(lambda value: _FULL - value) if mode == "CMYK" else image.copy()
        if names in ([], ["/FlateDecode"]) and int(picture.get("/BitsPerComponent", 8)) == 8:  # noqa: PLR2004
            size = int(picture.Width), int(picture.Height)
            return Image.frombytes(mode, size, picture.read_bytes())
    except (UnidentifiedImageError, OSError, ValueError, pikepdf.PdfError) as error:
        raise Unmeasurable(f"a picture can't be read: {error}") from error
    raise Unmeasurable(f"a picture is packed with {' '.join(names)} in bits that are not read")
