"""Tables, pictures, footnotes, bookmarks, fields, header and footer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.checks.doc.findings import Finding, near, value, words
from build_tools.formats.docx.file import WP, Element, W, WordFile

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FLOATING = (
    f"{WP}anchor", f"{W}pict", f"{W}object", f"{W}framePr", f"{W}txbxContent", f"{W}tblpPr",
    f"{_MC}AlternateContent",
)  # fmt: skip
_ALTERNATIVE = "Give the picture an `alt` in the content."
_LONGEST_NAME = 40
_SEPARATORS = {"separator", "continuationSeparator"}


def object_findings(word: WordFile) -> Iterator[Finding]:
    """Iterate over what is wrong with anything but plain text."""
    body, notes = word.xml("word/document.xml"), word.xml(word.target("footnotes"))
    for table in body.iter(f"{W}tbl"):
        yield from _table(table)
    for part in (body, notes, word.xml(word.target("header")), word.xml(word.target("footer"))):
        yield from _drawings(part)
        yield from _fields(part)
    yield from _contents(body)
    yield from _footnotes(body, notes, word)
    yield from _bookmarks(body, notes)
    yield from _pages(body, word)
    ids = Counter(one.get("id") for one in body.iter(f"{WP}docPr"))
    for name, count in ids.items():
        if count > 1:
            yield Finding("DOC-014", f"{count} drawings have the id {name}.")


def _table(table: Element) -> Iterator[Finding]:
    place, rows = near(table), table.findall(f"{W}tr")
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    if not rows or rows[0].find(f"{W}trPr/{W}tblHeader") is None:
        yield Finding("DOC-007", "A table has no header row.", place)
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None or look.get(f"{W}firstRow") != "1":
        yield Finding("DOC-007", "A table does not say that its first row is a header.", place)
    if any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[1:]):
        yield Finding("DOC-007", "A table has more header rows than one.", place)
    if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
        yield Finding("DOC-007", "A row may be split between two pages.", place)
    if next(table.iter(f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"), None) is not None:
        yield Finding("DOC-007", "A table has merged cells.", place)
    if any(len(row.findall(f"{W}tc")) != columns for row in rows):
        yield Finding("DOC-007", "The rows of a table are not of the same length.", place)
    if next(table.iterancestors(f"{W}tbl"), None) is not None:
        yield Finding("DOC-007", "A table stands in a table.", place)
    for cell in table.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield Finding("DOC-007", "A cell does not end with a paragraph.", place)
    heads = [row.find(f"{W}tc/{W}p") for row in rows[1:]]
    are_heads = [value(one, f"{W}pPr/{W}pStyle") == "TableRowHeader" for one in heads]
    is_said = look is not None and look.get(f"{W}firstColumn") == "1"
    if is_said != (bool(are_heads) and all(are_heads)):
        problem = "A table does not say rightly whether its first column heads its rows."
        yield Finding("DOC-007", problem, place)


def _drawings(part: Element) -> Iterator[Finding]:
    for drawing in part.iter(f"{W}drawing"):
        for named in drawing.iter(f"{WP}docPr"):
            if not named.get("descr", "").strip():
                name = named.get("name", "")
                problem = f"'{name}' has no text alternative."
                yield Finding("DOC-005", problem, near(drawing), _ALTERNATIVE)
    for floating in part.iter(*_FLOATING):
        name = str(floating.tag).rpartition("}")[2]
        yield Finding(
            "DOC-006", f"Something is not in line with the text (<{name}>).", near(floating)
        )


# --- Fields ----------------------------------------------------------------------------


def _fields(part: Element) -> Iterator[Finding]:
    """Yield fields that don't begin, part and end in this order."""
    open_fields: list[str] = []
    for mark in part.iter(f"{W}fldChar"):
        match mark.get(f"{W}fldCharType"), open_fields[-1:]:
            case "begin", _:
                open_fields.append("begin")
            case "separate", ["begin"]:
                open_fields[-1] = "separate"
            case "end", [_]:
                open_fields.pop()
            case kind, _:
                yield Finding("DOC-016", f"A field has its '{kind}' in a wrong place.", near(mark))
    if open_fields:
        yield Finding("DOC-016", "A field does not end.")


def _contents(body: Element) -> Iterator[Finding]:
    fields = [one for one in body.iter(f"{W}instrText") if (one.text or "").split()[:1] == ["TOC"]]
    if len(fields) != 1:
        yield Finding("DOC-016", f"It has {len(fields)} lists of contents, not one.")
    for field in fields:
        holder = next(field.iterancestors(f"{W}sdtContent"), None)
        entries = () if holder is None else tuple(holder.iter(f"{W}hyperlink"))
        if not any(words(entry).strip() for entry in entries):
            yield Finding("DOC-016", "The contents are empty until somebody updates them.")


# --- Notes and bookmarks ---------------------------------------------------------------


def _footnotes(body: Element, notes: Element, word: WordFile) -> Iterator[Finding]:
    every = list(notes.iter(f"{W}footnote"))
    apart = {one.get(f"{W}id"): one.get(f"{W}type") for one in every if one.get(f"{W}type")}
    named = [one.get(f"{W}id") for one in every if not one.get(f"{W}type")]
    called = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    settings = word.xml(word.target("settings"))
    told = {one.get(f"{W}id") for one in settings.iterfind(f"{W}footnotePr/{W}footnote")}
    if set(apart.values()) != _SEPARATORS or told != set(apart):
        yield Finding("DOC-013", "The lines above footnotes are not there, or not named.")
    for name, count in Counter([*named, *apart]).items():
        if count > 1:
            yield Finding("DOC-013", f"{count} footnotes have the id {name}.")
    for name, count in Counter(called).items():
        if name not in named:
            yield Finding("DOC-013", f"A call leads to the footnote {name}, which is not there.")
        elif count > 1:
            yield Finding("DOC-013", f"The footnote {name} is called {count} times.")
    for name in named:
        if name not in called:
            yield Finding("DOC-013", f"Nothing calls the footnote {name}.")
    for note in every:
        if not note.get(f"{W}type") and next(note.iter(f"{W}footnoteRef"), None) is None:
            yield Finding("DOC-013", "A footnote does not show its number.", near(note[0]))


def _bookmarks(body: Element, notes: Element) -> Iterator[Finding]:
    starts = [one for part in (body, notes) for one in part.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for part in (body, notes) for one in part.iter(f"{W}bookmarkEnd")]
    for name, count in Counter(one.get(f"{W}name") for one in starts).items():
        if count > 1:
            yield Finding("DOC-014", f"{count} bookmarks have the name '{name}'.")
        if not name or len(name) > _LONGEST_NAME or not name.replace("_", "a").isalnum():
            yield Finding("DOC-014", f"'{name}' is no name for a bookmark.")
    begun = Counter(one.get(f"{W}id") for one in starts)
    for number, count in begun.items():
        if count > 1 or ends.count(number) != 1:
            yield Finding("DOC-014", f"The bookmark {number} does not begin and end once.")
    for number in set(ends) - set(begun):
        yield Finding("DOC-014", f"The bookmark {number} ends, and does not begin.")


# --- Pages -----------------------------------------------------------------------------


def _pages(body: Element, word: WordFile) -> Iterator[Finding]:
    for page in body.iter(f"{W}sectPr"):
        for name in ("header", "footer"):
            given = [one.get(f"{W}type") for one in page.iter(f"{W}{name}Reference")]
            if "default" not in given:
                yield Finding("DOC-018", f"Pages have no {name}.")
    if next(body.iter(f"{W}sectPr"), None) is None:
        yield Finding("DOC-018", "It does not say how large its pages are.")
    foot = word.xml(word.target("footer"))
    fields = {(one.get(f"{W}instr") or "").strip() for one in foot.iter(f"{W}fldSimple")}
    if "PAGE" not in fields:
        yield Finding("DOC-018", "Pages have no number.")
