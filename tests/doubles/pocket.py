"""An edition as somebody might add one: a PDF for the pocket, in one file."""

from dataclasses import replace

from build_tools.editions import Artefact, ArtefactFile
from build_tools.rendering.brand import read_brand
from build_tools.rendering.chart import PRINT_WIDTH, draw, palette_of
from build_tools.rendering.paged import Drawing, Look, lay_out
from build_tools.rendering.paged.fonts import TEXT

SMALL = """
@page { size: 170mm 240mm; margin: 20mm 15mm 20mm 30mm }
.cover { height: 240mm }
.cover .publisher { padding-top: 110mm }
"""


class Pocket:
    name = "pocket"
    kind = "tagged-pdf"
    title = "Pocket PDF"
    use = "For a coat."
    needs = ()

    def build(self, publication, job):
        brand = read_brand(job.themes)
        palette = replace(palette_of(brand, "screen"), paper="#FFFFFF", font_family=TEXT)

        def drawing(node):
            return Drawing("image/svg+xml", draw(node, palette, PRINT_WIDTH).encode())

        look = Look(
            colours=brand.tokens("screen"), draw=drawing, style_sheets=(SMALL,), form="pocket"
        )
        pages = lay_out(publication, job.themes, look)
        pages.write(job.folder / "pocket.pdf", variant="pdf/ua-1")
        return Artefact("pocket.pdf", (ArtefactFile("pocket.pdf", pages.page_count),))
