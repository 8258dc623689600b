"""Rules about the file as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import pikepdf

from build_tools.checks.pdf.findings import Finding
from build_tools.formats.pdf import TaggedPdf
from build_tools.publication import Publication


def file_findings(
    pdf: pikepdf.Pdf, publication: Publication, tagged: TaggedPdf
) -> Iterator[Finding]:
    """Look at what the file says of itself, its fonts and its bookmarks."""
    if pdf.is_encrypted:
        yield Finding("PDF-002", "The file is encrypted.")
    mark_info = pdf.Root.get("/MarkInfo", pikepdf.Dictionary())
    if not _says(mark_info, "/Marked") or _says(mark_info, "/Suspects"):
        yield Finding("PDF-001", "The file does not say that all of it is tagged.")
    yield from _title(pdf, publication)
    yield from _language(tagged.lang, publication.lang)
    for number, page in enumerate(pdf.pages):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield Finding("PDF-005", "The tab key does not follow the structure.", number)
    for name in sorted(_bare_fonts(pdf)):
        yield Finding("PDF-007", f"The font '{name}' is not in the file.")
    yield from _bookmarks(pdf, publication, tagged)


def _says(found: pikepdf.Object, key: str) -> bool:
    value: object = found.get(key)
    return value is True


def _title(pdf: pikepdf.Pdf, publication: Publication) -> Iterator[Finding]:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        xmp_title, creator = str(metadata.get("dc:title", "")), metadata.get("dc:creator")
    for title in (str(pdf.docinfo.get("/Title", "")), xmp_title):
        if title != publication.title:
            yield Finding("PDF-003", f"Its title is '{title}', not '{publication.title}'.")
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not _says(preferences, "/DisplayDocTitle"):
        yield Finding("PDF-003", "Its window shows the file's name, not the title.")
    authors = publication.record.authors
    said, listed = str(pdf.docinfo.get("/Author", "")), list(creator or ())
    if said != "; ".join(authors) or listed != list(authors):
        named = "; ".join(authors) or "nobody"
        problem = f"It names as its author '{said}' and {listed}; the publication names {named}."
        yield Finding("PDF-004", problem)


def _language(found: str, wanted: str) -> Iterator[Finding]:
    if found != wanted:
        problem = f"Its language is '{found}', not '{wanted}'."
        yield Finding("PDF-006", problem if found else "It has no language.")


# --- Fonts -----------------------------------------------------------------------------


def _bare_fonts(pdf: pikepdf.Pdf) -> set[str]:
    """Return the names of fonts that are used and not embedded, in drawings too."""
    waiting = [page.get("/Resources") for page in pdf.pages]
    seen: set[tuple[int, int]] = set()
    bare: set[str] = set()
    while waiting:
        resources = waiting.pop()
        if resources is None:
            continue
        for font in _new(resources.get("/Font"), seen):
            bare |= {str(font.get("/BaseFont", "?"))[1:]} if not _is_embedded(font) else set()
        for drawing in _new(resources.get("/XObject"), seen):
            waiting.append(drawing.get("/Resources"))
    return bare


def _new(held: pikepdf.Object | None, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    if held is None:
        return
    for item in held.values():
        if item.objgen not in seen or not item.is_indirect:
            seen.add(item.objgen)
            yield item


def _is_embedded(font: pikepdf.Object) -> bool:
    if font.get("/Subtype") == "/Type3":  # its glyphs are drawings in the file
        return True
    for inner in font.get("/DescendantFonts", [font]):
        descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
        if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
            return False
    return True


# --- Bookmarks -------------------------------------------------------------------------


def _bookmarks(pdf: pikepdf.Pdf, publication: Publication, tagged: TaggedPdf) -> Iterator[Finding]:
    """Parts are bookmarks at the top, their sections one step below, in order."""
    pages = {element.id: element.page for element in tagged.document.all() if element.id}
    targets = {str(page.obj.objgen): number for number, page in enumerate(pdf.pages)}
    targets |= tagged.destinations
    with pdf.open_outline() as outline:
        found = list(outline.root)
    titles = [
        f"Part {part.number} {part.title}" if part.number else part.title
        for part in publication.parts
    ]
    parts = [item for item in found if item.title in titles]
    if [item.title for item in parts] != titles:
        order = [item.title for item in found]
        yield Finding("PDF-008", f"The bookmarks are {order}; the parts are {titles}.")
        return
    for part, item in zip(publication.parts, parts, strict=True):
        pairs = [(f"part:{part.id}", item)]
        for section, below in zip_longest(part.sections, item.children):
            title = f"{section.number} {section.title}".lstrip() if section else None
            if section and below and below.title == title:
                pairs.append((section.id, below))
                continue
            other = below.title if below else None
            problem = f"A bookmark below '{item.title}' is '{other}', and should be '{title}'."
            yield Finding("PDF-008", problem)
            break
        for name, one in pairs:
            if _page(one, targets) != pages.get(name):
                yield Finding("PDF-008", f"The bookmark '{one.title}' leads to another page.")


def _page(item: pikepdf.OutlineItem, targets: dict[str, int]) -> int | None:
    target: object = item.destination
    if target is None and item.action is not None:
        target = item.action.get("/D")
    if isinstance(target, pikepdf.Array):
        return targets.get(str(target[0].objgen))
    return targets.get(str(target).removeprefix("/"))
