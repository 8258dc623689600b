"""The text: headings, blank paragraphs, lists, links, what somebody left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.doc.findings import Finding, near, value, words
from build_tools.checks.doc.styles import Styles
from build_tools.formats.docx.file import Element, Lead, R, W, WordFile
from build_tools.publication.uris import BadAddress, host_of, normal_uri

DEEPEST_HEADING = 8
_BODY_LEVEL = "9"
_TYPED = re.compile(r"[•◦▪‣●■○]\s|[-*]\s")
_ADDRESS = re.compile(r"(https?://|www\.)\S*", re.IGNORECASE)
_LEFT_BEHIND = frozenset(
    f"{W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "delText", "rPrChange", "pPrChange", "sectPrChange",
        "tblPrChange", "trPrChange", "tcPrChange", "numberingChange", "commentRangeStart",
        "commentReference", "vanish", "webHidden", "specVanish", "permStart", "altChunk",
        "subDoc", "documentProtection", "trackRevisions", "updateFields", "attachedTemplate",
    )
)  # fmt: skip


def text_findings(word: WordFile) -> Iterator[Finding]:
    """Iterate over what a reader, or Word's accessibility checker, would stumble over."""
    body = word.xml("word/document.xml")
    styles = Styles(word)
    yield from _headings(body, styles)
    yield from _lists(word, body)
    for paragraph in body.iter(f"{W}p"):
        yield from _paragraph(paragraph)
    for part in ("word/document.xml", word.target("footnotes")):
        for link in word.xml(part).iter(f"{W}hyperlink"):
            yield from _link(link, word.lead(part, link.get(f"{R}id")))
    for part in word.types:
        if part in word.parts and word.types[part].endswith("xml"):
            for one in word.xml(part).iter(*_LEFT_BEHIND):
                name = str(one.tag).removeprefix(W)
                yield Finding("DOC-015", f"'{part}' has <{name}>.", near(one))


def heading_level(styles: Styles, paragraph: Element) -> int:
    """Return the level of a heading from 1, by its style; 0: it is none."""
    name = value(paragraph, f"{W}pPr/{W}pStyle")
    direct = value(paragraph, f"{W}pPr/{W}outlineLvl")
    for one in styles.chain(name):
        direct = direct or value(one, f"{W}pPr/{W}outlineLvl")
    return int(direct) + 1 if direct and direct != _BODY_LEVEL else 0


def _headings(body: Element, styles: Styles) -> Iterator[Finding]:
    titles = [one for one in body.iter(f"{W}p") if value(one, f"{W}pPr/{W}pStyle") == "Title"]
    if len(titles) != 1:
        yield Finding("DOC-008", f"It has {len(titles)} titles, not one.")
    before = 0
    for paragraph in body.iter(f"{W}p"):
        level = heading_level(styles, paragraph)
        if not level:
            continue
        if level > before + 1:
            problem = f"A heading of level {level} follows one of level {before}."
            yield Finding("DOC-008", problem, near(paragraph))
        if not words(paragraph).strip():
            yield Finding("DOC-008", f"A heading of level {level} has no words.")
        before = level
    if not before:
        yield Finding("DOC-008", "It has no headings.")


def _paragraph(paragraph: Element) -> Iterator[Finding]:
    said = words(paragraph)
    parent = paragraph.getparent()
    in_cell = parent is not None and parent.tag == f"{W}tc"
    holds = next(paragraph.iter(f"{W}drawing", f"{W}footnoteReference"), None) is not None
    is_item = paragraph.find(f"{W}pPr/{W}numPr") is not None
    if not (said.strip() or holds or is_item or in_cell or _between_tables(paragraph)):
        before = paragraph.getprevious()
        place = "" if before is None else near(before).replace("at", "after", 1)
        yield Finding("DOC-009", "A blank paragraph makes room.", place)
    if _TYPED.match(said) and not is_item and not in_cell:
        yield Finding("DOC-012", "A mark of a list is typed.", near(paragraph))


def _between_tables(paragraph: Element) -> bool:
    """Whether a paragraph keeps two tables apart, which Word would join."""
    neighbours = (paragraph.getprevious(), paragraph.getnext())
    return all(one is not None and one.tag == f"{W}tbl" for one in neighbours)


def _lists(word: WordFile, body: Element) -> Iterator[Finding]:
    root = word.xml(word.target("numbering"))
    abstract = {one.get(f"{W}abstractNumId") for one in root.iter(f"{W}abstractNum")}
    known = {
        one.get(f"{W}numId")
        for one in root.iter(f"{W}num")
        if value(one, f"{W}abstractNumId") in abstract
    }
    for found in body.iter(f"{W}numPr"):
        if value(found, f"{W}numId") not in known:
            problem = f"It is of the list '{value(found, f'{W}numId')}', which is not there."
            yield Finding("DOC-012", problem, near(found))


def _link(link: Element, lead: Lead | None) -> Iterator[Finding]:
    """Yield a link whose words don't say where it leads; an address may be its own words."""
    said = words(link).strip()
    if not said:
        yield Finding("DOC-010", "A link has no words.", near(link))
    elif _ADDRESS.fullmatch(said) and not (lead and _is_same_host(said, lead.target)):
        yield Finding("DOC-010", f"A link says '{said}' and leads elsewhere.", near(link))


def _is_same_host(said: str, target: str) -> bool:
    """Whether two addresses are of one host, or one is below the other: "example.org"."""
    whole = said if re.match("https?:", said, re.IGNORECASE) else f"https://{said}"
    try:
        one, other = (f".{host_of(normal_uri(address))}" for address in (whole, target))
    except BadAddress:
        return False
    return one.endswith(other) or other.endswith(one)
