"""Every edition shows the same picture: what each one makes of a file is drawn and compared.

What is compared are a few places of each picture, for every edition has its own number of pixels.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from build_tools.checks.axe.runner import browser
from build_tools.editions import BuildJob
from build_tools.editions.epub.images import Images
from build_tools.editions.page.drawings import Drawings
from build_tools.editions.pdf import AccessiblePdf
from build_tools.editions.print.profile import read_profile, to_screen
from build_tools.editions.print.rasters import to_print
from build_tools.editions.print.settings import read_print_settings
from build_tools.editions.word.pictures import Pictures
from build_tools.issues import Report, SourceSpan
from build_tools.publication import Publication
from build_tools.reading.pictures import read_picture
from build_tools.rendering.brand import read_brand
from build_tools.rendering.chart import palette_of
from build_tools.rendering.paged import fonts, layout
from build_tools.rendering.paged.pictures import Drawing, prepare
from build_tools.rendering.renditions import renditions
from tests import builders as b
from tests.editions.page.made import THEMES, page_of
from tests.reading.pictures import kinds

BRAND = read_brand(THEMES)
PLACES = [(0.1, 0.5), (0.3, 0.2), (0.4, 0.8), (0.6, 0.3), (0.75, 0.7), (0.9, 0.5)]
NEAR = 14
"""Levels of 255 that a place may differ: JPEG and WebP round."""
IN_INK = 48
"""The press has not all colours of a screen, but no other ones."""

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'
HALVES = '<rect width="50%" height="100%" fill="rgb(200,30,30)"/>'
SECOND = '<rect x="50%" width="50%" height="100%" class="b" style="{}"/>'
DRAWINGS = {
    "millimetres.svg": ('viewBox="0 0 210 140" width="210mm" height="140mm"',
                        HALVES + SECOND.format("fill:rgb(30,60,180)")),
    "no-view-box.svg": ('width="6in" height="4in"', HALVES + SECOND.format("fill:#1e3cb4")),
    "style-sheet.svg": ('viewBox="0 0 60 40"', "<style>.b{fill:rgb(30,60,180)}</style>" + HALVES
                        + SECOND.format("")),
    "tiny-units.svg": ('viewBox="0 0 0.6 0.4"', HALVES + SECOND.format("fill:#1e3cb4")),
    "used.svg": ('viewBox="0 0 60 40" xmlns:xlink="http://www.w3.org/1999/xlink"',
                 '<defs><path id="h" d="M0 0h30v40H0z"/><clipPath id="c"><rect width="60" '
                 'height="40"/></clipPath></defs><g clip-path="url(#c)"><use xlink:href="#h" '
                 'fill="#c81e1e"/><use href="#h" x="30" fill="#1e3cb4"/></g>'),
}  # fmt: skip


def read(name: str, data: bytes):
    report = Report()
    picture = read_picture(f"images/{name}", data, SourceSpan(f"content/images/{name}"), report)
    assert not list(report), name
    return picture


def made() -> dict[str, tuple[object, Image.Image]]:
    """Name → the picture in its form, and what everybody should see."""
    found = {name: (read(name, make()), show()) for name, (make, show) in kinds.KINDS.items()}
    for name, (head, inside) in DRAWINGS.items():
        found[name] = (read(name, HEAD.format(head, inside).encode()), kinds.plain())
    return found


def colours(image: Image.Image, margin: float = 0) -> list[tuple[int, ...]]:
    """The colours of a few places, on white."""
    white = Image.new("RGBA", image.size, "white")
    seen = Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    width, height = (side * (1 - 2 * margin) for side in seen.size)
    left, top = (side * margin for side in seen.size)
    return [seen.getpixel((int(left + x * width), int(top + y * height))) for x, y in PLACES]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def laid_out(drawings: list[Drawing]) -> list[Image.Image]:
    """Drawings as pages of a PDF, each one filling a page, as a reader of PDF shows them."""
    files = {f"drawing-{n}": (one.media_type, prepare(one).data) for n, one in enumerate(drawings)}
    html = "".join(f'<img src="tandem:{name}" alt="">' for name in files)
    css = "@page{size:60px 40px;margin:0}body{margin:0}img{display:block;width:60px;height:40px}"
    pages = layout.render(f"<body>{html}</body>", (css,), files, fonts.own_fonts_only(), {})
    with pypdfium2.PdfDocument(pages.write_pdf()) as pdf:
        return [page.render(scale=4 / 3).to_pil() for page in pdf]


def pixels(picture: object) -> bool:
    return picture.media_type != "image/svg+xml"


@pytest.fixture(scope="module")
def pictures():
    return made()


def shown_in(pictures) -> Publication:
    """Return a publication that shows each of these, one after the other."""
    figures = [replace(b.figure(name), picture=picture) for name, (picture, _) in pictures.items()]
    return b.publication(b.section("Pictures", *figures))


def compare(shown: dict[str, list[tuple[int, ...]]], pictures, most: int = NEAR) -> None:
    wrong = {}
    for name, found in shown.items():
        for place, wanted in zip(found, colours(pictures[name][1]), strict=True):
            if max(abs(a - c) for a, c in zip(place, wanted, strict=True)) > most:
                wrong[name] = (found, colours(pictures[name][1]))
    assert not wrong


def test_the_website_and_the_one_page(pictures):
    of_pixels = {name: one for name, (one, _) in pictures.items() if pixels(one)}
    for rendition in (0, -1):
        shown = {n: colours(opened(renditions(p)[rendition].data)) for n, p in of_pixels.items()}
        compare(shown, pictures)
    writer = Drawings(palette_of(BRAND, "screen"), pictures=True, charts=True)
    for picture in of_pixels.values():
        assert "data:image/webp;base64," in writer.markup(replace(b.figure("A"), picture=picture))


def test_the_data(pictures):
    shown = {n: colours(opened(p.data)) for n, (p, _) in pictures.items() if pixels(p)}
    compare(shown, pictures)


@pytest.mark.slow
def test_the_pdfs_and_large_print(pictures):
    drawings = [Drawing(p.media_type, p.data) for p, _ in pictures.values()]
    compare(dict(zip(pictures, map(colours, laid_out(drawings)), strict=True)), pictures)


@pytest.mark.slow
def test_the_e_book(pictures):
    images = Images(BRAND)
    for picture, _ in pictures.values():
        images.file(replace(b.figure("A"), picture=picture))
    entries = dict(zip(pictures, images.entries(), strict=True))
    flat = {n: e for n, e in entries.items() if e.media_type != "image/svg+xml"}
    # A drawing has a ground around it: a thirtieth of its width on each side.
    drawn = {n: e for n, e in entries.items() if n not in flat}
    pages = laid_out([Drawing("image/svg+xml", e.data) for e in drawn.values()])
    shown = {n: colours(opened(e.data)) for n, e in flat.items()}
    shown |= {n: colours(page, 0.03) for n, page in zip(drawn, pages, strict=True)}
    compare(shown, pictures)


@pytest.mark.slow
def test_the_word_document(pictures):
    nodes = {n: replace(b.figure("A"), picture=p) for n, (p, _) in pictures.items()}
    rasters = Pictures(nodes.values(), BRAND, 6.3)
    compare({n: colours(opened(rasters.of(node).data)) for n, node in nodes.items()}, pictures)


@pytest.mark.slow
def test_print(pictures):
    settings = read_print_settings(THEMES)
    profile = read_profile(settings.condition, THEMES)
    shown = {}
    for name, (picture, _) in pictures.items():
        if pixels(picture):
            data = to_print(picture.data, profile, settings.pictures, 138)
            shown[name] = colours(to_screen(profile.data, opened(data)))
    compare(shown, pictures, IN_INK)


# --- Finished files --------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_finished_page_in_a_browser(pictures, tmp_path, scheme):
    made = page_of(shown_in(pictures), tmp_path)
    with browser() as chromium:
        page = chromium.new_page(color_scheme=scheme)
        page.goto(made.file("page", "exampleton.html").as_uri())
        drawn = page.locator("figure img, figure svg").all()
        shots = [opened(one.screenshot()) for one in drawn]
        page.context.close()
    compare(dict(zip(pictures, map(colours, shots), strict=True)), pictures)


@pytest.mark.slow
def test_pages_of_the_finished_pdf(pictures, tmp_path):
    """Pictures of pixels are objects of the page: what is painted where they stand is cut out."""
    of_pixels = {name: both for name, both in pictures.items() if pixels(both[0])}
    artefact = AccessiblePdf().build(shown_in(of_pixels), BuildJob(tmp_path, THEMES))
    cut = []
    with pypdfium2.PdfDocument(tmp_path / artefact.entry) as pdf:
        for page in pdf:
            sheet, height = page.render(scale=1).to_pil(), page.get_height()
            for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
                left, bottom, right, top = one.get_bounds()
                box = (left + 1, height - top + 1, right - 1, height - bottom - 1)
                cut.append(sheet.crop(tuple(map(round, box))))
    compare(dict(zip(of_pixels, map(colours, cut), strict=True)), pictures)
