"""The print edition as a press sees it."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from build_tools.checks.pre.painting import painted_on
from build_tools.editions.print import PrintPdf
from build_tools.editions.print.inspection import inspect
from build_tools.editions.print.resolution import fit
from build_tools.editions.print.settings import read_print_settings
from build_tools.issues import IssuesFound
from tests import builders as b
from tests.editions.print.shop import (
    THEMES,
    build,
    drawing,
    figure,
    picture,
    plates,
    printed,
    raster,
    separations,
    small,
    themes_with,
)
from tests.reading.pictures import kinds

POINTS = 72 / 25.4
needs_ghostscript = pytest.mark.skipif(
    not shutil.which("gs"), reason="`make setup-test` installs Ghostscript"
)


@pytest.fixture(scope="module")
def made(once):
    _, artefact, folder = printed(once)
    return artefact, folder


@pytest.fixture
def pdf(made):
    artefact, folder = made
    with pikepdf.open(folder / artefact.entry) as opened:
        yield opened


def test_the_artefact_lists_its_files(made, pdf):
    artefact, folder = made
    assert artefact.entry == "exampleton-print.pdf"
    assert {file.path for file in artefact.files} == {path.name for path in folder.iterdir()}
    assert artefact.files[0].pages == len(pdf.pages)
    assert artefact.facts["first-pages"]["plain"] == 4


def test_boxes_are_trim_bleed_and_sheet(pdf):
    for page in pdf.pages:
        trim, bleed, media = (
            [float(edge) for edge in page.obj[key]]
            for key in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        assert trim[2] - trim[0] == pytest.approx(210 * POINTS, abs=0.01)
        assert trim[3] - trim[1] == pytest.approx(297 * POINTS, abs=0.01)
        for outer, by in ((bleed, 3), (media, 10)):
            wanted = [trim[0] - by * POINTS, trim[1] - by * POINTS]
            wanted += [trim[2] + by * POINTS, trim[3] + by * POINTS]
            assert outer == pytest.approx(wanted, abs=0.01)
        assert "/CropBox" not in page.obj


def test_pages_are_a_multiple_and_the_blank_stands_before_the_last(made, pdf):
    assert len(pdf.pages) % 4 == 0
    blanks = made[0].facts["blanks"]
    assert blanks
    text = [b"BT" in page.obj.Contents.read_bytes() for page in pdf.pages]
    assert text == [True] * (len(text) - blanks - 1) + [False] * blanks + [True]


def test_the_output_intent_names_the_registered_condition(pdf):
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert intent.DestOutputProfile.N == 4
    assert intent.DestOutputProfile.read_bytes()[16:20] == b"CMYK"


def test_the_file_says_what_it_is_and_names_nobody(pdf):
    xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp
    assert "creator" not in xmp
    assert pdf.docinfo["/Trapped"] == "/False"
    assert not {"/Author", "/Creator"} & set(pdf.docinfo.keys())
    assert len(pdf.trailer.ID) == 2


def test_nothing_can_be_clicked_and_nothing_points_at_what_was(pdf):
    for page in pdf.pages:
        assert "/Annots" not in page.obj
    assert not {"/Outlines", "/Names", "/OpenAction", "/AcroForm"} & set(pdf.Root.keys())
    elements = [
        found
        for found in pdf.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/StructElem"
    ]
    assert elements
    for element in elements:
        assert element.S != "/Link"
        for kid in element.get("/K", []):
            assert not (isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR")


def test_the_parent_tree_leads_from_every_page_to_its_elements(pdf):
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    keys = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
    assert sorted(owners) == sorted(keys)
    for page in pdf.pages:
        if "/StructParents" not in page.obj:
            continue
        marked = {
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        }
        elements = owners[int(page.obj.StructParents)]
        assert marked <= set(range(len(elements)))
        assert all(elements[number].S for number in marked)


def test_the_words_can_be_read_back_in_order(pdf, made):
    words = read_back(made[1] / made[0].entry)
    for before, after in (
        ("A strategy for Exampleton", "Contents"),
        ("Black text, and nothing else stands here.", "Read the plain words"),
        ("Read the plain words", "For everybody."),
    ):
        # PDFium has no space where a line ends.
        assert 0 <= words.find(before.replace(" ", "")) < words.rfind(after.replace(" ", ""))


def test_references_name_the_page(made):
    import pypdfium2

    document = pypdfium2.PdfDocument(made[1] / made[0].entry)
    words = document[4].get_textpage().get_text_bounded()
    document.close()
    assert "the plain words (page 4)" in " ".join(words.split())


def read_back(file: Path) -> str:
    """The words of the structure tree, element by element: pikepdf's tree, PDFium's text."""
    import pypdfium2
    from pypdfium2 import raw

    pieces: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(file)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
            key = (number, raw.FPDFPageObj_GetMarkedContentID(found))
            size = raw.FPDFTextObj_GetText(found, text, None, 0)
            buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
            raw.FPDFTextObj_GetText(found, text, buffer, size)
            piece = bytes(buffer).decode("utf-16-le").split("\0")[0]
            pieces[key] = pieces.get(key, "") + piece
    document.close()

    with pikepdf.open(file) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def words(element, page):
            page = pages[element.Pg.objgen] if "/Pg" in element else page
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, int):
                    yield pieces.get((page, kid), "")
                elif "/MCID" in kid:
                    home = pages[kid.Pg.objgen] if "/Pg" in kid else page
                    yield pieces.get((home, int(kid.MCID)), "")
                else:
                    yield from words(kid, page)

        return "".join("".join(words(pdf.Root.StructTreeRoot, 0)).split())


def test_everything_is_cmyk_within_the_ink_that_the_paper_holds(pdf):
    found = inspect(pdf, "print/file.pdf", 300)
    assert found.issues == []
    assert 240 < found.highest_ink <= 300
    assert all("+" not in name for name in found.fonts)
    assert {"Text", "Text-Bold"} <= set(found.fonts)


def test_the_ticket_says_what_the_file_is(made):
    artefact, folder = made
    ticket = json.loads((folder / "job-ticket.json").read_text())
    data = (folder / artefact.entry).read_bytes()
    assert ticket["sha-256"] == hashlib.sha256(data).hexdigest()
    assert ticket["pages"] == artefact.files[0].pages
    assert ticket["output-intent"] == "FOGRA39 (ISO Coated v2 300% (basICColor))"
    assert ticket["black-text"].startswith("100 % K, set to overprint")
    assert ticket["proof"] == "strategy@exampleton.example"
    text = (folder / "job-ticket.txt").read_text()
    assert ticket["sha-256"] in text
    assert len(text.splitlines()) < 60
    assert max(map(len, text.splitlines())) <= 88


# --- On the plates ---------------------------------------------------------------------


@needs_ghostscript
def test_black_text_is_on_the_black_plate_alone(made, tmp_path):
    artefact, folder = made
    shown = separations(folder / artefact.entry, 4, tmp_path)
    width, height = shown["Black"].size
    below_the_title = (0, height // 4, width, height - height // 12)
    for name, plate in shown.items():
        darkest = plate.crop(below_the_title).getextrema()[0]
        assert darkest == (0 if name == "Black" else 255)


@pytest.mark.slow
@needs_ghostscript
def test_what_is_measured_is_what_the_plates_hold(made, tmp_path):
    """Text in drawings too: once it stood in groups that blend in RGB, on four plates."""
    artefact, folder = made
    with pikepdf.open(folder / artefact.entry) as pdf:
        measured = [page_ink(pdf, number) for number in range(1, len(pdf.pages) + 1)]
    for number, expected in enumerate(measured, start=1):
        shown = separations(folder / artefact.entry, number, tmp_path, dpi=72)
        inks = [255 * 4 - sum(parts) for parts in zip(*map(pixels, shown.values()), strict=True)]
        assert max(inks) / 2.55 <= expected + 1.5


def pixels(plate):
    return plate.tobytes()


def page_ink(pdf, number):
    single = pikepdf.new()
    single.pages.append(pdf.pages[number - 1])
    return inspect(single, "print/file.pdf", 300).highest_ink


@needs_ghostscript
def test_the_blank_page_has_crop_marks_and_nothing_else(made):
    artefact, folder = made
    cyan, magenta, yellow, black = plates(folder / artefact.entry)[-2]
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert 0 < black < 0.001


@pytest.mark.slow
@needs_ghostscript
def test_the_cover_runs_into_the_bleed_and_not_beyond(made, tmp_path):
    artefact, folder = made
    plate = separations(folder / artefact.entry, 1, tmp_path, dpi=254)["Cyan"]  # 10 pixels a mm
    width, height = plate.size
    assert (width, height) == (2300, 3170)
    for x, y in ((75, 600), (width - 75, 600), (1000, 75), (1000, height - 75)):
        assert plate.getpixel((x, y)) < 100  # inside the bleed
    for x, y in ((60, 600), (width - 60, 600), (1000, 60), (1000, height - 60)):
        assert plate.getpixel((x, y)) == 255  # outside it


@pytest.mark.slow
@needs_ghostscript
def test_black_text_overprints_and_white_text_knocks_out(made, tmp_path):
    artefact, folder = made
    shown = separations(folder / artefact.entry, 5, tmp_path, dpi=150)
    pairs = set(zip(shown["Black"].tobytes(), shown["Yellow"].tobytes(), strict=True))
    on_tint = [yellow for black, yellow in pairs if black == 0 and yellow < 255]
    assert on_tint  # the ground goes on below black text
    cover = separations(folder / artefact.entry, 1, tmp_path, dpi=150)["Cyan"]
    width, height = cover.size
    inside = cover.crop((width // 6, height // 2, width // 2, height * 3 // 4))
    assert inside.getextrema()[1] == 255  # white letters are bare paper


# --- Faults ----------------------------------------------------------------------------


def refused(*pixels, status="draft"):
    """What is said of a picture of so many pixels, and how it is printed."""
    shown = picture(kinds.saved(Image.new("L", pixels), "PNG"))
    issues = PrintPdf().refused(small(figure(shown), status=status), THEMES)
    found = fit(shown, read_print_settings(THEMES))
    said = [(issue.code, issue.severity.value) for issue in issues]
    return said, round(found.width), round(found.per_inch)


@pytest.mark.parametrize(
    ("pixels", "said", "width", "per_inch"),
    [
        ((1700, 900), [], 138, 313),
        ((1300, 300), [("PRN-031", "warning")], 138, 239),
        ((900, 300), [("PRN-031", "warning")], 113, 202),
        ((400, 300), [("PRN-031", "warning")], 50, 202),
        ((200, 300), [("PRN-030", "error")], 29, 176),
        ((300, 100), [("PRN-030", "error")], 46, 166),
    ],
)
def test_a_picture_is_printed_as_large_as_it_is_fine_enough(pixels, said, width, per_inch):
    assert refused(*pixels, status="final") == (said, width, per_inch)


def test_in_a_draft_a_coarse_picture_is_a_warning():
    assert refused(300, 100, status="draft")[0] == [("PRN-030", "warning")]


def test_what_is_said_of_a_picture_stands_at_its_figure_and_says_how_wide_it_must_be():
    shown = picture(kinds.saved(Image.new("L", (300, 100)), "PNG"))
    (issue,) = PrintPdf().refused(small(figure(shown), status="final"), THEMES)
    assert issue.span == b.SPAN
    assert "images/photo.png' is 300 pixels wide" in issue.problem
    assert "1,0" in issue.remedy


@pytest.mark.slow
def test_a_small_photograph_is_printed_smaller_and_said_on_the_ticket(tmp_path):
    artefact = build(tmp_path / "print", small(figure(picture(raster(600, 300)))))
    assert "PRN-031" in (tmp_path / "print/job-ticket.txt").read_text()
    with pikepdf.open(tmp_path / "print" / artefact.entry) as pdf:
        sizes = [mark.size for page in pdf.pages for mark in painted_on(page) if mark.picture]
    assert sizes
    assert all(200 <= size < 204 for size in sizes)


def test_a_drawing_with_a_gradient_stops_the_edition_before_layout(tmp_path):
    inside = '<linearGradient id="g"/><rect fill="url(#g)" width="9" height="9"/>'
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()
    with pytest.raises(IssuesFound) as found:
        build(tmp_path / "print", small(figure(drawing(data))))
    assert [issue.code for issue in found.value.report] == ["PRN-010"]


def test_pages_that_the_binding_does_not_hold_are_a_warning(made):
    (warning,) = made[0].warnings
    assert warning.code == "PRN-032"
    assert "8 pages don't go into 'perfect bound', which holds 48 to 400" in warning.problem


@pytest.mark.slow
def test_a_theme_that_does_not_print_stops_the_edition(tmp_path, monkeypatch):
    from build_tools.editions import print as edition

    own, css = edition.page_css, ".callout { background: #ff0000 }"
    monkeypatch.setattr(edition, "page_css", lambda page: own(page) + css)
    with pytest.raises(IssuesFound) as found:
        build(tmp_path / "print")
    assert {issue.code for issue in found.value.report} == {"PRN-020"}


@pytest.mark.parametrize(
    ("content", "code", "named"),
    [
        (b"1 0 0 rg 0 0 9 9 re f", "PRN-020", "A shape is in DeviceRGB 1 0 0"),
        (b"0.5 G 0 0 m 9 9 l S", "PRN-020", "DeviceGray 0.5"),
        (b"/Spot cs 1 scn 0 0 9 9 re f", "PRN-020", "Spot 1"),
        (b"/Form Do", "PRN-020", "DeviceRGB 0 0 1"),
        (b"/Group Do", "PRN-022", "A shape is see-through"),
        (b"/Photo Do", "PRN-020", "A picture is in DeviceRGB"),
        (b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI", "PRN-020", "inline image"),
        (b"/Shade sh", "PRN-021", "gradient"),
        (b"/Pattern cs /Shading scn 0 0 9 9 re f", "PRN-021", "gradient"),
        (b"/Half gs 0 0 0 1 k 0 0 9 9 re f", "PRN-022", "see-through"),
        (b"1 1 0.5 0.6 k 0 0 9 9 re f", "PRN-023", "310 % ink"),
        (
            b"0.8 0.8 0.6 0 k 0 0 9 9 re f /TandemOverprint gs 0 0 0 1 k BT 3 3 Td () Tj ET",
            "PRN-023",
            "320 % ink",
        ),
    ],
)
def test_what_does_not_print_is_refused_by_name_and_page(pdf, content, code, named):
    page = pdf.pages[-2]  # the blank one
    form = pdf.make_stream(b"0 0 1 rg 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form)
    group = pdf.make_stream(
        b"0 0 0 1 k 0 0 9 9 re f",
        Subtype=Name.Form,
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
    )
    photo = pdf.make_stream(
        b"abc", Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceRGB
    )
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK)
    resources = page.obj.Resources = Dictionary()
    resources.ColorSpace = Dictionary(Spot=Array([Name.Separation, Name.Gold]))
    resources.XObject = Dictionary(Form=form, Photo=photo, Group=group)
    resources.Shading = Dictionary(Shade=shading)
    resources.Pattern = Dictionary(Shading=Dictionary(PatternType=2, Shading=shading))
    states = {"/Half": Dictionary(ca=0.5), "/TandemOverprint": Dictionary(op=True, OPM=1)}
    resources.ExtGState = Dictionary(states)
    page.contents_add(content)
    (issue,) = inspect(pdf, "print/file.pdf", 300).issues
    assert (issue.code, issue.place) == (code, f"page {len(pdf.pages) - 1}")
    assert named in issue.problem


def test_what_lies_under_a_border_only_is_not_under_the_text(pdf):
    """A border is painted as a large rectangle, clipped to a frame."""
    frame = b"q 0 0 99 99 re 9 9 81 81 re W* n 0.8 0.8 0.6 0 k 0 0 99 99 re f Q "
    text = b"/TandemOverprint gs 0 0 0 1 k BT 50 50 Td () Tj ET"
    page = pdf.pages[-2]
    page.obj.Resources.ExtGState = Dictionary(TandemOverprint=Dictionary(op=True))
    page.contents_add(frame + text)
    assert inspect(pdf, "print/file.pdf", 300).issues == []


def test_a_typeface_that_is_not_embedded_is_refused(pdf):
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor":
            del found["/FontFile2"]
            break
    assert [issue.code for issue in inspect(pdf, "print/file.pdf", 300).issues] == ["PRN-024"]


# --- Data, not code --------------------------------------------------------------------


@pytest.mark.slow
def test_size_paper_and_multiple_are_data(tmp_path):
    themes = themes_with(tmp_path, print=("paper: coated", "paper: uncoated"))
    file = themes / "print.yml"
    file.write_text(
        file.read_text()
        .replace("size: [210, 297]", "size: [200, 250]")
        .replace("ISOuncoated.icc", "ISOcoated_v2_300_bas.icc")
        .replace("multiple: 4", "multiple: 2")
        .replace("black-text: overprint", "black-text: rip")
    )
    made = build(tmp_path / "print", themes=themes)
    ticket = json.loads((tmp_path / "print/job-ticket.json").read_text())
    assert ticket["trim"] == "200 × 250 mm"
    assert ticket["output-intent"] == "FOGRA29 (ISO Coated v2 300% (basICColor))"
    assert ticket["black-text"] == "100 % K; overprint is left to your RIP"
    assert made.files[0].pages % 2 == 0
    with pikepdf.open(tmp_path / "print" / made.entry) as pdf:
        assert b"TandemOverprint" not in pdf.pages[4].obj.Contents.read_bytes()


@pytest.mark.slow
def test_margins_are_mirrored(made, tmp_path):
    """The text begins nearer to the left edge on a left-hand page."""
    import pypdfium2

    artefact, folder = made
    document = pypdfium2.PdfDocument(folder / artefact.entry)

    def edge(number):
        text = document[number - 1].get_textpage()
        found = text.search("Exampleton").get_next()
        return text.get_rect(0)[0] if found is None else text.get_charbox(found[0])[0]

    left, right = edge(4), edge(5)
    document.close()
    assert left != right


@pytest.mark.slow
def test_the_same_source_gives_the_same_bytes(tmp_path, monkeypatch):
    import time

    publication = small(figure(picture(raster(1700, 100))))
    build(tmp_path / "one" / "print", publication)
    later = time.time() + 400 * 86400
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *args: time.gmtime(later))
    monkeypatch.chdir(tmp_path)
    build(tmp_path / "another folder" / "print", replace(publication))
    for file in sorted((tmp_path / "one/print").iterdir()):
        assert file.read_bytes() == (tmp_path / "another folder/print" / file.name).read_bytes()
