"""What the tests of the print edition build and look at: a small publication and its plates."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
from pathlib import Path

from PIL import Image

from build_tools.editions import Artefact, BuildJob
from build_tools.editions.print import PrintPdf
from build_tools.issues import Report, SourceSpan
from build_tools.publication.blocks import Address, Link, Picture, Reference
from build_tools.reading.pictures import read_picture
from tests import builders as b

THEMES = Path(__file__).parents[3] / "themes"

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">\n'
    b'<rect width="200" height="80" fill="#E3EEF4" stroke="rgb(20, 32, 43)"/>\n'
    b'<g style="fill: teal; stroke: none"><circle cx="40" cy="40" r="30"/></g>\n'
    b'<text x="90" y="45" font-size="16" fill="#14202B">Words</text></svg>'
)


def raster(width: int, height: int, mode: str = "RGB", **save) -> bytes:
    """A picture with every kind of colour, saturated and nearly black ones too."""
    whole = 3 * width * height
    noise = b"".join(hashlib.sha256(bytes([n % 251, n // 251])).digest() for n in range(600))
    image = Image.frombytes("RGB", (width, height), (noise * (whole // len(noise) + 1))[:whole])
    image.paste((0, 0, 0), (0, 0, width // 3, height))
    image.paste((40, 0, 90), (width // 3, 0, width // 2, height))
    made = io.BytesIO()
    image.convert(mode).save(made, **{"format": "PNG"} | save)
    return made.getvalue()


def picture(data: bytes, path: str = "images/photo.png") -> Picture:
    shown = read_picture(path, data, SourceSpan(f"content/{path}"), Report())
    assert shown
    return shown


def drawing(data: bytes = DRAWING, path: str = "images/drawing.svg") -> Picture:
    return picture(data, path)


def figure(shown: Picture, alt: str = "What it shows"):
    made = b.figure(alt)
    return type(made)(span=b.SPAN, picture=shown, alt=alt)


def small(*blocks, **record):
    """Two sections: plain words on one page, everything else on another."""
    plain = b.section("Plain words", "Black text, and nothing else stands here.", id="plain")
    link = Link(Reference("plain"), b.words("the plain words"))
    out = Link(Address("https://exampleton.example/"), b.words("our site"))
    return b.publication(
        plain,
        b.section(
            "Everything",
            b.paragraph("Read ", link, " and ", out, "."),
            b.callout("note", "Who this is for", "For everybody."),
            b.chart("Visits", ["North", "South"], {"2025": [3, -4], "2026": [5, 6]}),
            *blocks,
            id="everything",
        ),
        **record,
    )


def printed(once) -> tuple[object, Artefact, Path]:
    """A publication, its print edition and the folder that it is in, made once for all tests."""
    publication = small(figure(picture(raster(1700, 60))), figure(drawing()))
    folder, made = once("print-shop", lambda folder: build(folder / "print", publication))
    return publication, made, folder / "print"


def build(folder: Path, publication=None, themes: Path = THEMES) -> Artefact:
    folder.mkdir(parents=True)
    job = BuildJob(folder=folder, themes=themes)
    return PrintPdf().build(publication or small(), job)


def themes_with(folder: Path, **changes: tuple[str, str]) -> Path:
    """A copy of the themes; `changes` are file (print, brand) → old and new words."""
    copy = folder / "themes"
    shutil.copytree(THEMES, copy)
    for name, (old, new) in changes.items():
        file = copy / f"{name}.yml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
    return copy


def plates(file: Path) -> list[tuple[float, float, float, float]]:
    """The share of each page that cyan, magenta, yellow and black print on, by Ghostscript."""
    command = ["gs", "-q", "-dSAFER", "-sDEVICE=inkcov", "-o", "-", str(file)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = re.findall(r"^ *([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) CMYK OK$", found, re.MULTILINE)
    return [tuple(float(share) for share in line) for line in lines]


def separations(file: Path, page: int, folder: Path, dpi: int = 100) -> dict[str, Image.Image]:
    """The plates of a page as pictures, by Ghostscript: 255 where there is no ink."""
    command = ["gs", "-q", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}", f"-dFirstPage={page}"]
    command += [f"-dLastPage={page}", "-o", str(folder / "plate-%d.tif"), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    names = ("Cyan", "Magenta", "Yellow", "Black")
    return {name: Image.open(folder / f"plate-1({name}).tif").convert("L") for name in names}
