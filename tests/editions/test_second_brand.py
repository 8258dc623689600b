"""Another brand.yml and another logo rebrand every edition, and nothing of the first one stays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from build_tools.editions import BuildJob, edition
from build_tools.editions.epub import Epub
from build_tools.editions.site.assets import colours
from build_tools.rendering.brand import read_brand
from tests.editions.epub.books import contents, printed
from tests.editions.print.shop import THEMES, small

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10H0z"/></svg>'
OTHER = {
    "brand": ("#5B2A86", "#D9B8F5", (75, 95, 10, 5)),
    "deep": ("#2E1346", "#2E1346", (90, 100, 35, 45)),
    "accent": ("#7FD1AE", "#7FD1AE", (50, 0, 40, 0)),
}


@pytest.fixture(scope="module")
def themes(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("other") / "themes"
    shutil.copytree(THEMES, folder)
    shutil.copy(THEMES.parent / "mkdocs.yml", folder.parent)
    brand = (folder / "brand.yml").read_text()
    for name, (screen, dark, inks) in OTHER.items():
        line = f'  {name}: {{ screen: "{screen}", dark: "{dark}", cmyk: {list(inks)} }}'
        brand, count = re.subn(rf"(?m)^  {name}: .*$", line, brand)
        assert count == 1
    brand = brand.replace("Bricolage Grotesque", "Source Sans 3")
    brand = brand.replace("fontpkg-bricolage-grotesque", "fontpkg-source-sans-3")
    (folder / "brand.yml").write_text(brand)
    (folder / "logo.svg").write_text(LOGO)
    return folder


def build(name, themes, folder):
    folder.mkdir()
    artefact = edition(name).build(small(), BuildJob(folder, themes))
    return folder / artefact.entry


def painted(path):
    """The colours that a PDF is painted with, on its pages and in what they place."""
    with pikepdf.open(path) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        forms = [form for form in forms if form.get("/Subtype") == "/Form"]
        return {
            tuple(round(float(value), 2) for value in operands)
            for stream in (*pdf.pages, *forms)
            for operands, operator in pikepdf.parse_content_stream(stream)
            if str(operator) in ("rg", "RG", "k", "K", "scn", "SCN") and len(operands) > 2
        }


def rgb(code):
    return tuple(round(int(code[at : at + 2], 16) / 255, 2) for at in (1, 3, 5))


def inks(values):
    return tuple(round(value / 100, 2) for value in values)


@pytest.mark.slow
def test_the_website_has_the_other_brand(themes, tmp_path):
    home = build("site", themes, tmp_path / "site")
    (sheet,) = (tmp_path / "site" / "assets").glob("site.*.css")
    (logo,) = (tmp_path / "site" / "assets").glob("logo.*.svg")
    assert 'd="M0 0h10v10H0z"' in logo.read_text()  # it is written anew, as all drawings are
    assert logo.name in home.read_text()
    css = sheet.read_text()
    assert colours(read_brand(THEMES)) not in css
    for name, (screen, dark, _) in OTHER.items():
        assert f"--{name}: {screen};" in css
        assert f"--{name}: {dark};" in css
    names = {path.name for path in (tmp_path / "site" / "assets").iterdir()}
    assert not any("ricolage" in name for name in names)


@pytest.mark.slow
def test_the_one_page_has_the_other_brand(themes, tmp_path):
    page = build("page", themes, tmp_path / "page").read_text(encoding="utf-8")
    first = build("page", THEMES, tmp_path / "first").read_text(encoding="utf-8")
    for name, (screen, dark, _) in OTHER.items():
        for colour in (screen, dark):
            assert f"--{name}: {colour};" in page
            assert f"--{name}: {colour};" not in first


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "of", "names"),
    [
        ("pdf", lambda screen, _: rgb(screen), OTHER),
        ("large-print", lambda screen, _: rgb(screen), ("brand", "accent")),
        ("print", lambda _, cmyk: inks(cmyk), OTHER),
    ],
)
def test_the_pdfs_have_the_other_brand(themes, tmp_path, name, of, names):
    found = painted(build(name, themes, tmp_path / name))
    first = painted(build(name, THEMES, tmp_path / "first"))
    for screen, _, cmyk in map(OTHER.get, names):
        assert of(screen, cmyk) in found
        assert of(screen, cmyk) not in first


@pytest.mark.slow
def test_the_e_book_has_the_other_brand(themes, tmp_path):
    def made(name, look):
        job = BuildJob(tmp_path / name, look, {"print": (printed(small()), tmp_path)})
        job.folder.mkdir()
        return contents((job.folder / Epub().build(small(), job).entry).read_bytes())

    found, first = made("found", themes), made("first", THEMES)
    assert found["EPUB/cover.png"] != first["EPUB/cover.png"]
    css, before = (one["EPUB/book.css"].decode() for one in (found, first))
    for name in ("brand", "accent"):
        screen = OTHER[name][0]
        assert screen in css
        assert screen not in before


@pytest.mark.slow
def test_the_word_document_has_the_other_brand(themes, tmp_path):
    def colours_of(path):
        with ZipFile(path) as document:
            parts = [
                document.read(name).decode() for name in ("word/styles.xml", "word/document.xml")
            ]
        return set(re.findall(r'(?:w:val|w:color|w:fill)="([0-9A-F]{6})"', "".join(parts)))

    found = colours_of(build("word", themes, tmp_path / "found"))
    first = colours_of(build("word", THEMES, tmp_path / "first"))
    for name in ("brand", "accent"):
        code = OTHER[name][0].removeprefix("#")
        assert code in found
        assert code not in first
