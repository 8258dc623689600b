"""The style sheet of the page: colours and type of the brand, and what `themes/page/` says."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from build_tools.editions.page.drawings import data_url
from build_tools.rendering.brand import Brand, callout_css
from build_tools.rendering.fonts import font_faces, web_fonts

_ASCII = map(chr, range(0x20, 0x7F))
_MARKS = "–—‘’“”…↩"
"""What templates and style sheets write besides ASCII."""

ALWAYS = frozenset(_ASCII).union(_MARKS)


def page_css(brand: Brand, themes: Path) -> str:
    """Return all but the fonts. Paper has the light colours."""
    sheets = sorted((themes / "page").glob("*.css"))
    return (
        f":root{{{brand.css('screen')}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{brand.css('dark')}}}}}\n"
        f"{callout_css()}{''.join(sheet.read_text(encoding='utf-8') for sheet in sheets)}"
    )


def fonts_css(brand: Brand, characters: frozenset[str]) -> str:
    """Return the brand's typefaces, cut to these characters, inside their rules."""
    fonts = web_fonts(brand.type, characters | ALWAYS)
    return font_faces(fonts, lambda font: data_url("font/woff2", font.data), display="block")


def policy(css: str) -> str:
    """Return a policy that lets this style sheet through, data for letters and pictures, no more.

    Content Security Policy 3: what no directive names falls back on `default-src`.
    """
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
