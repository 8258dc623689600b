"""What pages load: one style sheet, the fonts in it, one script, the logo, pictures.

Names of what may change carry a digest, so that a browser never mixes two versions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_tools.editions.site.addresses import picture_file
from build_tools.editions.site.patterns import marks
from build_tools.editions.site.schemes import scheme_css
from build_tools.issues import IssuesFound, Report, SourceSpan
from build_tools.publication import Publication
from build_tools.publication.blocks import Figure, Picture
from build_tools.reading.pictures import read_picture
from build_tools.rendering.brand import Brand, callout_css
from build_tools.rendering.fonts import DISPLAY, TEXT, WebFont, font_faces, web_fonts
from build_tools.rendering.renditions import renditions

SCRIPTS = ("choices.js", "ruler.js", "offline.js", "search.js")
"""What every page runs, of `themes/site/scripts/`; `first.js` stands in the page itself."""

PAGE_SCRIPTS = ("cases", "find")
"""What single pages run besides."""

WORKER = "worker.js"
"""It stands at the root, whose pages it serves, and its name stays: browsers ask for it again."""

_MARKS = "–—‘’“”…›"
"""What templates and style sheets write besides ASCII."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Files by their path below the site's root, and the paths that templates name."""

    files: Mapping[str, bytes]
    style_sheet: str
    script: str
    scripts: Mapping[str, str]
    """The scripts of single pages, by name."""
    worker: str
    """The service worker that keeps opened pages; drafts have none."""
    logo: str
    logo_size: tuple[int, int]
    """Its width and height, so that a browser keeps its place."""
    preload: tuple[str, ...]
    """Fonts that every page needs at once."""
    cards: Mapping[str, str]
    """The picture that is shown beside a page's address elsewhere, by the page's Markdown name."""


def make_assets(
    publication: Publication,
    brand: Brand,
    themes: Path,
    characters: Iterable[str],
    cards: Mapping[str, bytes],
    *,
    keeps_pages: bool,
) -> Assets:
    """Return all that pages load; the fonts have these characters, ASCII and a few marks.

    `keeps_pages`: those that were opened can be read without a network.
    Raise `IssuesFound` for a logo that would be refused as a picture of the content.
    """
    files: dict[str, bytes] = {}
    logo = _read_logo(themes, brand)

    def add(name: str, data: bytes) -> str:
        path = PurePosixPath("assets") / name
        digest = hashlib.sha256(data).hexdigest()[:8]
        named = str(path.with_stem(f"{path.stem}.{digest}"))
        files[named] = data
        return named

    ascii_characters = map(chr, range(0x20, 0x7F))
    fonts = web_fonts(brand.type, frozenset(characters).union(ascii_characters, _MARKS))
    addresses = {font: add(font.name, font.data) for font in fonts}
    css = font_faces(fonts, lambda font: PurePosixPath(addresses[font]).name)
    css += colours(brand) + marks(brand) + written_styles(themes)
    for section in publication.sections:
        for node in section.nodes():
            if isinstance(node, Figure):
                shown = node.picture
                files |= {picture_file(shown, one): one.data for one in renditions(shown)}
    if keeps_pages:
        files[WORKER] = written_worker(publication, themes).encode()
    return Assets(
        style_sheet=add("site.css", css.encode()),
        script=add("site.js", written_scripts(themes).encode()),
        scripts={
            name: add(f"{name}.js", (themes / "site" / "scripts" / f"{name}.js").read_bytes())
            for name in PAGE_SCRIPTS
        },
        logo=add("logo.svg", logo.data),
        logo_size=(logo.width, logo.height),
        preload=tuple(addresses[font] for font in fonts if _needed_at_once(font)),
        cards={
            uri: add(f"cards/{uri.removesuffix('.md')}.png", card) for uri, card in cards.items()
        },
        worker=WORKER if keeps_pages else "",
        files=files,
    )


def written_worker(publication: Publication, themes: Path) -> str:
    """Return the service worker of this version: another stamp makes another."""
    stamp = publication.stamp
    source = (themes / "site" / "scripts" / WORKER).read_text(encoding="utf-8")
    says = json.dumps(f"{stamp.version} {stamp.digest}"), json.dumps(publication.lang)
    return "const STAMP = {}, LANG = {};\n".format(*says) + source


def _read_logo(themes: Path, brand: Brand) -> Picture:
    report = Report()
    span = SourceSpan(f"themes/{brand.logo}")
    logo = read_picture(brand.logo, (themes / brand.logo).read_bytes(), span, report)
    if not logo:
        raise IssuesFound(report)
    return logo


def colours(brand: Brand) -> str:
    """Return the brand's tokens as custom properties, in all schemes of colours."""
    return scheme_css(brand) + callout_css()


def written_styles(themes: Path) -> str:
    """Return the style sheets of `themes/site/styles/`, in the order of their names."""
    sheets = sorted((themes / "site" / "styles").glob("*.css"))
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def written_scripts(themes: Path) -> str:
    """Return the scripts of every page as one; each has names of its own, and `site` from all.

    `site` is what the element says that loads them: the way to the site's root, and so on.
    """
    folder = themes / "site" / "scripts"
    blocks = "".join(f"{{\n{(folder / name).read_text(encoding='utf-8')}}}\n" for name in SCRIPTS)
    return f'"use strict";\nconst site = document.currentScript.dataset;\n{blocks}'


def _needed_at_once(font: WebFont) -> bool:
    return font.family in (DISPLAY, TEXT) and not font.italic
