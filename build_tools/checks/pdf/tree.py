"""Rules about elements, whatever the publication says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from build_tools.checks.pdf.findings import Finding, shown
from build_tools.formats.pdf import Element, TaggedPdf, torn_rows

LEADER = re.compile(r"(?:[.․‥…·]\s?){4,}")
NUMBERINGS = frozenset({"None", "Disc", "Circle", "Square", "Decimal"})
HEADING = re.compile(r"H([1-6])")
NO_ALTERNATIVE = "Give the picture an `alt` that says what it shows."


def tree_findings(tagged: TaggedPdf, sheets: Mapping[int, float]) -> Iterator[Finding]:
    """Look at every element of a kind that has rules; `sheets` has the pages' heights."""
    document = tagged.document
    yield from _headings(document)
    for table in document.all("Table"):
        yield from _table(table)
    for row, page in torn_rows(tagged, sheets):
        problem = f"The row “{shown(row.words)}” is torn, and would fit on one page."
        yield Finding("PDF-025", problem, page)
    for found in document.all("L"):
        yield from _list(found)
    yield from _notes(document)
    for contents in document.all("TOC"):
        yield from _contents(contents)
    for figure in document.all("Figure"):
        if not figure.alt.strip():
            problem = "A picture has no text alternative."
            yield Finding("PDF-016", problem, figure.page, NO_ALTERNATIVE)
    for link, above in _links(document):
        yield from _link(link, above)


def _headings(document: Element) -> Iterator[Finding]:
    """Yield skipped levels (ISO 14289-1, 7.4.2) and titles that there should be one of."""
    before, titles = 0, 0
    for heading in document.all():
        found = HEADING.fullmatch(heading.role)
        if not found:
            continue
        level = int(found[1])
        titles += level == 1
        if level > before + 1:
            words = f"'{shown(heading.words)}' has level {level} after level {before}."
            yield Finding("PDF-009", words, heading.page)
        before = level
    if titles != 1:
        yield Finding("PDF-009", f"There are {titles} headings of level 1, and should be one.")


def _table(table: Element) -> Iterator[Finding]:
    """Yield header cells without a scope (7.5), and rows that are read again on each page."""
    cells = list(table.all("TH"))
    if not cells:
        yield Finding("PDF-010", "A table has no header cells.", table.page)
    for cell in cells:
        if cell.attributes.get("Scope") not in ("Row", "Column", "Both"):
            problem = f"The header cell '{shown(cell.words)}' does not say what it heads."
            yield Finding("PDF-010", problem, cell.page)
    heads = [row.words for head in table.all("THead") for row in head.all("TR")]
    repeated = [row for row in table.all("TR") if heads and row.words == heads[0]]
    if len(heads) > 1 or len(repeated) > 1:
        page = repeated[-1].page if repeated else table.page
        yield Finding("PDF-014", "A table's header row is read again on a later page.", page)


def _list(found: Element) -> Iterator[Finding]:
    """Yield lists whose items have no label or body, or that don't say how they count (7.6)."""
    if found.attributes.get("ListNumbering") not in NUMBERINGS:
        yield Finding("PDF-012", "A list does not say how it is numbered.", found.page)
    for item in found.kids:
        roles = [kid.role for kid in item.kids]
        if item.role != "LI" or roles != ["Lbl", "LBody"]:
            what = f"{item.role} with {', '.join(roles) or 'nothing'}"
            problem = f"A list holds {what}: '{shown(item.words)}'."
            yield Finding("PDF-012", problem, item.page)


def _notes(document: Element) -> Iterator[Finding]:
    """Yield notes without an ID of their own (7.9), and calls that lead to none."""
    notes = list(document.all("Note"))
    ids = Counter(note.id for note in notes)
    for note in notes:
        if not note.id or ids[note.id] > 1:
            problem = f"The footnote '{shown(note.words)}' has no ID of its own."
            yield Finding("PDF-011", problem, note.page)
        if [kid.role for kid in note.kids][:1] != ["Lbl"]:
            yield Finding("PDF-011", f"'{shown(note.words)}' has no number.", note.page)
    called = {
        area.destination
        for link, above in _links(document)
        if above.role == "Reference"
        for area in link.links
    }
    for note in notes:
        if note.id and note.id not in called:
            problem = f"No reference leads to the footnote '{shown(note.words)}'."
            yield Finding("PDF-011", problem, note.page)


def _contents(contents: Element) -> Iterator[Finding]:
    """Yield entries of a contents list that are none, or are read with their dots."""
    for entry in contents.kids:
        if entry.role != "TOCI" or [kid.role for kid in entry.kids][:1] != ["Reference"]:
            problem = f"'{shown(entry.words)}' is no entry that refers to a place."
            yield Finding("PDF-013", problem, entry.page)
        for kid in entry.kids:
            if kid.role != "TOC" and LEADER.search(kid.text):
                problem = f"Dots are read aloud in '{shown(kid.words)}'."
                yield Finding("PDF-014", problem, kid.page)


# --- Links -----------------------------------------------------------------------------


def _links(element: Element) -> Iterator[tuple[Element, Element]]:
    """Iterate over links, each with the element that holds it."""
    for kid in element.kids:
        if kid.role == "Link":
            yield kid, element
        yield from _links(kid)


def _link(link: Element, above: Element) -> Iterator[Finding]:
    """Yield links without an area, and areas that don't say the link's words (7.18.5)."""
    words = _squash(link.words)
    if not link.links:
        yield Finding("PDF-015", f"The link '{shown(link.words)}' can't be followed.", link.page)
    for area in link.links:
        said = _squash(area.contents)
        match above.role:
            case "Lbl" if words.isdecimal():  # a note's number leads back, and says so
                is_said = words in re.findall(r"\d+", area.contents)
            case "Reference":  # an entry of the contents ends with its page
                is_said = (bool(said) and words.removeprefix(said).isdecimal()) or said == words
            case _:
                is_said = said == words
        if not said or not is_said:
            problem = f"The link '{shown(link.words)}' is announced as '{shown(area.contents)}'."
            yield Finding("PDF-015", problem, area.page)


def _squash(words: str) -> str:
    return "".join(words.split())
