"""Every name of WeasyPrint and pydyf that is not public, and the versions that it holds for.

WeasyPrint paints text and pictures as numbered marked content and ties it to a structure tree
that knows no languages, notes or source elements. Here we learn which source element each piece
of marked content comes from, and turn marked content into artifacts; the tree itself is built in
`structure` and written with pikepdf.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

import pydyf
from fontTools.ttLib import TTFont

from build_tools.issues import ProgramMissing, TandemError

with warnings.catch_warnings():
    # WeasyPrint complains when a machine has no fonts; we bring our own.
    warnings.simplefilter("ignore")
    try:
        import weasyprint
    except OSError as error:  # a library that it loads is not on this machine
        raise ProgramMissing(
            "The PDFs need the Pango libraries. Run `make setup`, or on Debian: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
    from weasyprint import pdf
    from weasyprint.css import targets
    from weasyprint.document import Document, Page
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block as block_layout
    from weasyprint.layout import page as page_layout
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.pdf import fonts as pdf_fonts
    from weasyprint.text.fonts import FontConfiguration

PINNED = {"weasyprint": "70.0", "pydyf": "0.13.0"}
POINTS_PER_PIXEL = 0.75
SHAPED = re.compile(r"[\u0590-\u109F\u1780-\u17FF\uA8E0-\uA8FF\uFB1D-\uFDFF\uFE70-\uFEFF]")
"""Letters that are joined, stacked or moved where they stand together."""
ROUNDING = 0.5
"""Pixels that a table may be wider than its place."""

# WeasyPrint and pydyf have no types; these names say what an object is.
Box: TypeAlias = Any
Stream: TypeAlias = Any
Operand: TypeAlias = Any

__all__ = [
    "Document",
    "FontConfiguration",
    "Painted",
    "Piece",
    "Placed",
    "each_font_its_own",
    "each_note_once",
    "each_number_anew",
    "placed",
    "pydyf",
    "require_pinned",
    "weasyprint",
]


class UntaggedContent(TandemError):
    """Marked content that nobody tagged or made an artifact: a defect of ours."""


def require_pinned() -> None:
    """Raise `ProgramMissing` unless the installed versions are those that we know inside."""
    for name, wanted in PINNED.items():
        if (found := version(name)) != wanted:
            raise ProgramMissing(
                f"The PDFs need {name} {wanted}; {found} is installed. Run `make setup`. To raise "
                f"the version, read build_tools/rendering/paged/private.py and its tests first."
            )


class _AsInColumn:
    """WeasyPrint's context as it is in a column of text, where notes that have a place keep it.

    All else is the context's own: what it does still knows that there is no column.
    """

    in_column = True

    def __init__(self, context: object) -> None:
        object.__setattr__(self, "_context", context)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (not our types)
        return getattr(self._context, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._context, name, value)


@contextmanager
def each_note_once() -> Iterator[None]:
    """Mend two faults of WeasyPrint's footnotes for as long as `render` works.

    Where page numbers change, it makes only those pages anew, and the notes carried over are
    those of the page that was made last, wherever it stands: a page gets the notes of another,
    or loses its own. Here they are kept for each page; a page is made anew too when the notes
    that it gets have changed.

    Where a paragraph's first lines have no room, it gives up notes that stand on the page already,
    and they end up on the next one, far from their calls; the line's own notes are lost then. Here
    a note that has its place keeps it, and the paragraph goes to the next page.
    """
    carried: dict[int, list[Box]] = {}
    """Number of a page from 0 → the notes that it leaves to the next."""
    remake_page, lay_out_lines = page_layout.remake_page, block_layout._linebox_layout

    def remake(index: int, context: Any, *rest: Any) -> Any:  # noqa: ANN401  (not our types)
        context.reported_footnotes = list(carried.get(index - 1, ()))
        made = remake_page(index, context, *rest)
        left = list(context.reported_footnotes)
        is_made_already = index + 1 < len(context.page_maker) - 1  # the last entry is no page
        if is_made_already and carried.get(index, []) != left:
            context.page_maker[index + 1][-1]["content_changed"] = True
        carried[index] = left
        return made

    def lines(context: Any, *rest: Any) -> Any:  # noqa: ANN401
        return lay_out_lines(_AsInColumn(context), *rest)

    page_layout.remake_page, block_layout._linebox_layout = remake, lines
    try:
        yield
    finally:
        page_layout.remake_page, block_layout._linebox_layout = remake_page, lay_out_lines


@contextmanager
def each_number_anew() -> Iterator[None]:
    """Mend a fault of WeasyPrint's `target-counter()` for as long as `render` works.

    Where an attribute names the target, it files the reference under no name. So a target that
    moves to another page tells nobody, and references on pages that stay keep the old number.
    The name is known while the reference is looked up, just before it is filed.
    """
    name_of, last = targets.anchor_name_from_token, None

    def name(token: Any) -> Any:  # noqa: ANN401  (not our types)
        nonlocal last
        if token[0] != "attr()":
            last = name_of(token)
        return last

    targets.anchor_name_from_token = name
    try:
        yield
    finally:
        targets.anchor_name_from_token = name_of


@contextmanager
def each_font_its_own() -> Iterator[None]:
    """Mend two faults of WeasyPrint's fonts for as long as a document is written.

    `font-variation-settings` hold for all faces of a family list. It asks each of them for all
    axes, and gives up a face that lacks one: the face that has the letters of no other.

    Written from right to left, "(" is painted as ")", and from then on every ")" of the file is
    said to be "(". Here a bracket is the one that it looks like.
    """
    instantiate, build = pdf_fonts.instantiateVariableFont, pdf.build_fonts_dictionary

    def with_own_axes(font: Any, axes: dict[str, float], **options: Any) -> Any:  # noqa: ANN401
        own = {axis.axisTag for axis in font["fvar"].axes}
        return instantiate(font, {tag: axes[tag] for tag in axes if tag in own}, **options)

    def with_own_brackets(file: Any, fonts: dict[Any, Any], *rest: Any) -> Any:  # noqa: ANN401
        for font in fonts.values():
            _right_brackets(font)
        return build(file, fonts, *rest)

    pdf_fonts.instantiateVariableFont = with_own_axes
    pdf.build_fonts_dictionary = with_own_brackets
    try:
        yield
    finally:
        pdf_fonts.instantiateVariableFont = instantiate
        pdf.build_fonts_dictionary = build


def _right_brackets(font: Any) -> None:  # noqa: ANN401  (not our types)
    said = {
        glyph: text
        for glyph, text in font.to_unicode.items()
        if len(text) == 1 and unicodedata.mirrored(text)
    }
    if not said:
        return
    with TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True) as opened:
        shown = {opened.getGlyphID(name): code for code, name in opened.getBestCmap().items()}
    for glyph in said.keys() & shown.keys():
        if unicodedata.mirrored(chr(shown[glyph])):
            font.to_unicode[glyph] = chr(shown[glyph])


@dataclass(frozen=True, slots=True)
class Piece:
    """A box on a page: what it comes from, and what was painted for it, if anything.

    `element` is None for what no source element made: text in the page's margins. `pseudo` is
    "marker", "before", "after" … for what a style sheet generates. `mcid` is the number of its
    marked content on its page, `link` the object number of a link annotation. `edges` are left,
    bottom, right and top in points. `running` is what stands in the margins.
    """

    element: Element | None
    pseudo: str
    page: int
    edges: tuple[float, float, float, float]
    running: bool = False
    mcid: int | None = None
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Words on a page, by the source element that they are of, or a table wider than its place."""

    element: Element
    page: int
    overflows: bool = False


def placed(document: Document) -> Iterator[Placed]:
    """Iterate over the words in the text of all pages (not those of notes and margins)."""
    for number, page in enumerate(document.pages):
        yield from _placed(page._page_box, number, page._page_box.width)


def _placed(box: Box, page: int, room: float) -> Iterator[Placed]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox):
        return
    if isinstance(box, boxes.TextBox) and box.element is not None:
        yield Placed(box.element, page)
    if isinstance(box, boxes.TableBox) and box.element is not None and box.width > room + ROUNDING:
        yield Placed(box.element, page, overflows=True)
    if isinstance(box, boxes.BlockBox) and not box.is_table_wrapper:
        room = box.width
    for child in box.all_children():
        yield from _placed(child, page, room)


class _Space(str):
    """White space that is painted: WeasyPrint leaves out text of which `strip` leaves nothing."""

    __slots__ = ()

    def strip(self, _chars: str | None = None, /) -> str:
        return str(self)


class _WatchedPage(Page):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that keeps its stream and the map from box to marked content."""

    def paint(self, stream: Stream, scale: float = 1) -> None:
        super().paint(stream, scale)
        self.watched_stream = stream
        self.watched_marks = {box: tag["mcid"] for box, tag in (stream._tags or {}).items()}


class Painted:
    """A document that was painted, box by box."""

    def __init__(self, document: Document) -> None:
        self._pages = document.pages
        self.source: Element = document._html.etree_element

    @staticmethod
    def watch(document: Document) -> None:
        """Keep what is needed of every page; call it before the document is written.

        A space that is alone between two elements gets painted too: without it their words run
        together in the file.
        """
        for page in document.pages:
            page.__class__ = _WatchedPage
            for box in _descendants(page._page_box):
                if isinstance(box, boxes.TextBox) and box.text.isspace():
                    box.text = _Space(box.text)

    def pieces(self) -> Iterator[Piece]:
        """Iterate over all boxes of all pages, in the order of the source on each page."""
        for number, page in enumerate(self._pages):
            yield from self._pieces(page, number, page._page_box, running=False)

    def _pieces(self, page: Page, number: int, box: Box, *, running: bool) -> Iterator[Piece]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        running = running or isinstance(box, boxes.MarginBox)
        if box.element is not None or running:
            link = getattr(box, "link_annotation", None)
            yield Piece(
                element=box.element,
                pseudo=(box.element_tag or "").partition("::")[2],
                page=number,
                edges=_edges(page, box) if isinstance(box, boxes.ReplacedBox) else (0, 0, 0, 0),
                running=running,
                mcid=page.watched_marks.get(box),
                link=link.number if link else None,
            )
        for child in box.all_children():
            yield from self._pieces(page, number, child, running=running)

    def say_words(self) -> None:
        """Say the words of pages with scripts whose letters are not painted one by one.

        In Arabic or Bengali a shape may stand for parts of several letters, and lines are painted
        from the left, with what they hold of other scripts: whoever copies, searches or listens
        gets the text that was set (ISO 32000, 14.9.4).
        """
        for page in self._pages:
            marks = page.watched_marks.items()
            texts = {mcid: box for box, mcid in marks if isinstance(box, boxes.TextBox)}
            if not any(map(_is_painted_otherwise, texts.values())):
                continue
            words = {mcid: box.text for mcid, box in texts.items()}
            for _, operand in _marked_content(page.watched_stream.stream):
                if operand["MCID"] in words:
                    operand["ActualText"] = pydyf.String(words[operand["MCID"]])

    def make_artifacts(self, unspoken: Container[tuple[int, int]]) -> None:
        """Turn marked content, named by page and number, into artifacts."""
        for number, page in enumerate(self._pages):
            stream = page.watched_stream.stream
            for place, operand in _marked_content(stream):
                if (number, operand["MCID"]) in unspoken:
                    stream[place - 1 : place + 2] = [
                        "/Artifact",
                        pydyf.Dictionary({"Type": "/Pagination", **_said(operand)}),
                        b"BDC",
                    ]

    def drop_links(self, dropped: Iterable[int], pdf: pydyf.PDF) -> None:
        """Take link annotations, named by object number, from their pages."""
        references = {pdf.objects[number].reference for number in dropped}
        for reference in pdf.page_references:
            page = pdf.objects[int(reference.split()[0])]
            if "Annots" in page:
                page["Annots"][:] = [kept for kept in page["Annots"] if kept not in references]

    def require_all(self, accounted: Container[tuple[int, int]]) -> None:
        """Raise `UntaggedContent` unless all marked content on all pages is accounted for."""
        for number, page in enumerate(self._pages):
            stream = page.watched_stream.stream
            painted = {operand["MCID"] for _, operand in _marked_content(stream)}
            known = set(page.watched_marks.values())
            left = {mcid for mcid in painted if (number, mcid) not in accounted}
            # What is known and not painted on the page stands in a form of its own (a group with
            # opacity), where numbers mean something else.
            left |= painted ^ known
            if left:
                raise UntaggedContent(f"page {number + 1}: marked content {sorted(left)}")


def _is_painted_otherwise(box: boxes.TextBox) -> bool:
    """Whether a text's glyphs may stand in another order, or for other letters, than its own.

    From right to left, a number or a bracket in a line of Latin letters changes places too.
    """
    return bool(SHAPED.search(box.text)) or box.style["direction"] == "rtl"


def _descendants(box: Box) -> Iterator[Box]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    yield box
    for child in box.all_children():
        yield from _descendants(child)


def _marked_content(stream: list[Operand]) -> Iterator[tuple[int, Operand]]:
    """Iterate over the places and property lists of numbered marked content in a stream."""
    for place, operand in enumerate(stream):
        if isinstance(operand, dict) and "MCID" in operand and stream[place + 1] == b"BDC":
            yield place, operand


def _said(operand: Operand) -> dict[str, Operand]:
    return {name: operand[name] for name in ("ActualText",) if name in operand}


def _edges(page: Page, box: Box) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    right, bottom = left + box.width, top + box.height
    scaled = (left, page.height - bottom, right, page.height - top)
    x1, y1, x2, y2 = (round(edge * POINTS_PER_PIXEL, 2) for edge in scaled)
    return x1, y1, x2, y2
