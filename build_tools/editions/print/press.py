"""A laid-out PDF becomes one that a press takes: boxes, marks, blanks, output intent.

PDF/X-4 is ISO 15930-7; the boxes are ISO 32000-1, 14.11.2. The structure tree stays whole, so
that the file can be read back.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from build_tools.editions.print.profile import Profile
from build_tools.editions.print.settings import Condition, PageSettings

POINTS_PER_MM = 72 / 25.4
_MARK_WIDTH = 0.25  # points
_REGISTRY = "http://www.color.org"

Box = tuple[float, float, float, float]


def add_blanks(pdf: pikepdf.Pdf, multiple: int) -> int:
    """Put empty pages before the last, until the pages are a multiple; return how many."""
    missing = -len(pdf.pages) % multiple
    for _ in range(missing):
        last = pdf.pages[-1].obj
        blank = Dictionary(Type=Name.Page, Resources=Dictionary())
        for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
            if key in last:
                blank[key] = Array([float(edge) for edge in last[key]])
        blank.Contents = pdf.make_stream(b"")
        pdf.pages.insert(len(pdf.pages) - 1, pikepdf.Page(pdf.make_indirect(blank)))
    return missing


def set_boxes(pdf: pikepdf.Pdf, page: PageSettings) -> None:
    """Give each page its trim, bleed and media box; clip to the bleed; draw crop marks."""
    bleed, outside = page.bleed * POINTS_PER_MM, page.marks * POINTS_PER_MM
    width, height = (length * POINTS_PER_MM for length in page.size)
    for found in pdf.pages:
        left, bottom = (float(edge) for edge in list(found.trimbox)[:2])
        trim = (left, bottom, left + width, bottom + height)
        found.obj.TrimBox = _array(trim)
        found.obj.BleedBox = _array(_grown(trim, bleed))
        found.obj.MediaBox = _array(_grown(trim, outside))
        for key in ("/CropBox", "/ArtBox"):
            if key in found.obj:
                del found.obj[key]
        found.contents_add(_clip(_grown(trim, bleed)), prepend=True)
        found.contents_add(b"Q\n" + _crop_marks(trim, bleed, outside))
        found.contents_coalesce()


def _grown(box: Box, by: float) -> Box:
    left, bottom, right, top = box
    return (left - by, bottom - by, right + by, top + by)


def _array(box: Box) -> Array:
    return Array([round(edge, 4) for edge in box])


def _clip(box: Box) -> bytes:
    left, bottom, right, top = box
    return f"q {left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n\n".encode()


def _crop_marks(trim: Box, bleed: float, outside: float) -> bytes:
    """Return hairlines in black at the corners, from outside the bleed to the sheet's edge."""
    left, bottom, right, top = trim
    gap, end = bleed + POINTS_PER_MM, outside - POINTS_PER_MM
    lines = []
    for x, way in ((left, -1), (right, 1)):
        for y, rise in ((bottom, -1), (top, 1)):
            lines.append((x + way * gap, y, x + way * end, y))
            lines.append((x, y + rise * gap, x, y + rise * end))
    drawn = "".join(f"{a:.4f} {b:.4f} m {c:.4f} {d:.4f} l S\n" for a, b, c, d in lines)
    return (f"/Artifact <</Type /Page>> BDC\nq 0 0 0 1 K {_MARK_WIDTH} w\n{drawn}Q\nEMC\n").encode()


def set_output_intent(pdf: pikepdf.Pdf, condition: Condition, profile: Profile) -> None:
    """Name the printing condition and carry its profile; say that nothing is trapped yet."""
    stream = pdf.make_stream(profile.data, N=4, Alternate=Name.DeviceCMYK)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.identifier),
        RegistryName=String(_REGISTRY),
        Info=String(profile.description()),
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.docinfo["/Trapped"] = Name("/False")


def drop_interaction(pdf: pikepdf.Pdf) -> None:
    """Take out what has no meaning on paper: links, bookmarks, destinations, actions.

    A link's words stay, as a span: nothing in the structure points at an annotation any more.
    """
    for page in pdf.pages:
        for key in ("/Annots", "/AA", "/Tabs"):
            if key in page.obj:
                del page.obj[key]
    for key in ("/Outlines", "/Names", "/Dests", "/OpenAction", "/AA", "/AcroForm", "/PageMode"):
        if key in pdf.Root:
            del pdf.Root[key]
    if "/StructTreeRoot" not in pdf.Root:
        return
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/Type") == "/StructElem":
            _without_annotations(element)
    pages = {int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj}
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    kept = [
        item
        for key, owners in zip(numbers[::2], numbers[1::2], strict=True)
        if int(key) in pages
        for item in (key, owners)
    ]
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array(kept)


def _without_annotations(element: pikepdf.Object) -> None:
    if element.S == "/Link":
        element.S = Name.Span
    kids = element.get("/K")
    if isinstance(kids, Array):
        element.K = Array([kid for kid in kids if not _is_annotation(kid)])
    elif kids is not None and _is_annotation(kids):
        del element["/K"]


def _is_annotation(kid: pikepdf.Object | int) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"


def drop_groups(pdf: pikepdf.Pdf) -> None:
    """Take out transparency groups: nothing is see-through, so nothing needs one.

    WeasyPrint puts each text of an SVG into a group that blends in RGB; a press would print its
    black on four plates, and overprint would end at the group's edge.
    """
    for page in pdf.pages:
        if "/Group" in page.obj:
            del page.obj["/Group"]
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream) and "/Group" in found:
            del found["/Group"]


def forget_origin(pdf: pikepdf.Pdf) -> None:
    """Take out the identifier of the draft, which holds the time: saving makes one of content."""
    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]


def drop_unused_spaces(pdf: pikepdf.Pdf) -> None:
    """Take out the two Lab colour spaces that WeasyPrint lists and nothing uses."""
    for found in pdf.objects:
        if not isinstance(found, Dictionary | pikepdf.Stream):
            continue
        resources = found if "/ColorSpace" in found else found.get("/Resources")
        spaces = resources.get("/ColorSpace") if isinstance(resources, Dictionary) else None
        if isinstance(spaces, Dictionary):
            for name in ("/lab-d50", "/lab-d65"):
                if name in spaces:
                    del spaces[name]
