"""Pictures → one normal form, made once, that all editions show alike.

    pixels   ──▶ 8 bits, sRGB or grey, the right way up, without a camera's notes
    drawing  ──▶ parsed safely ──▶ styles as attributes ──▶ closed lists ──▶ written anew

Editions never see the file's own bytes unless these are that form already.
"""

from __future__ import annotations

from build_tools.issues import Report, SourceSpan
from build_tools.publication.blocks import Picture
from build_tools.reading.pictures.pixels import read_pixels
from build_tools.reading.pictures.svg import read_drawing


def read_picture(path: str, data: bytes, span: SourceSpan, report: Report) -> Picture | None:
    """Return the picture as editions show it, or None when it is refused.

    `path` is below `content/`; `span` is the file's place as people are told it.
    """
    read = read_drawing if path.lower().endswith(".svg") else read_pixels
    return read(path, data, span, report)
