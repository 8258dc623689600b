"""Publication → the HTML that is laid out, the same for every paged edition.

Classes name what `structure` and the style sheets need to know; ids are the addresses of
blocks (`SECTION--BLOCK`), sections (`SECTION`) and parts (`part:PART`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from build_tools.issues import SourceSpan
from build_tools.publication import Part, Publication, Section
from build_tools.publication.blocks import Chart, Figure, Note, NoteCall, Reference, Table, plain
from build_tools.publication.imprint import cover_words, imprint
from build_tools.rendering.brand import CATEGORIES
from build_tools.rendering.html import HtmlWriter, number_span, said_language, with_long_words
from build_tools.rendering.paged.cover import STEPS, cover_step
from build_tools.rendering.paged.look import Look
from build_tools.rendering.paged.pictures import Drawing, prepare
from build_tools.rendering.paged.tables import ON_SIDE, WIDE, Measure, setting_of
from build_tools.rendering.quantities import QUANTITY

SECTION_DEPTH = 2
"""The title is h1, parts are h2, sections h3; a heading of level 2 in a section is h4."""

RUNNING = 56
"""Characters of a title that stand over the text of a page, or below it."""

COLOPHON = "edition:colophon"
"""The HTML id of the colophon; nothing else can have it."""
KEY = "Numbers in the picture"

SIGN = '<div class="sign"><div></div><div></div></div>'
"""Two shapes for the style sheet to draw; artifacts, since nothing is in them."""


@dataclass(frozen=True, slots=True)
class PagedDocument:
    """HTML and the drawings that it shows, each with the place that it comes from."""

    html: str
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    spans: Mapping[str, SourceSpan] = field(default_factory=dict)


def write_document(publication: Publication, look: Look, measure: Measure) -> PagedDocument:
    """Return the whole publication as one HTML document; `measure` knows the faces for reading."""
    drawings: dict[str, Drawing] = {}
    spans: dict[str, SourceSpan] = {}

    def address(drawing: Drawing, node: Figure | Chart) -> str:
        name = f"drawing-{len(drawings) + 1}"
        drawings[name] = prepare(drawing)
        spans[name] = node.span
        return f"tandem:{name}"

    def picture(node: Figure | Chart) -> str:
        drawing = look.draw(node)
        sources = [address(one, node) for one in (drawing, *drawing.more)]
        alt = escape(node.alt)
        if len(sources) == 1 and not drawing.key:
            narrow = f' style="width: {drawing.width:.2f}mm"' if drawing.width else ""
            return f'<img src="{sources[0]}" alt="{alt}"{narrow}>'
        parts = "".join(f'<img class="bare" src="{source}" alt="{alt}">' for source in sources)
        lines = (KEY, *drawing.key) if drawing.key else ()
        key = "".join(f'<div class="key">{escape(line)}</div>' for line in lines)
        return f'<div class="drawing" alt="{alt}">{parts}{key}</div>'

    body = [_cover(publication, look, measure), _contents(publication)]
    writer = _Sections(look, measure, picture, category_classes(publication))
    body += [writer.part(part) for part in publication.parts]
    body += [_colophon(publication, look.form)]
    classes = ' class="page-references"' if look.page_references else ""
    html = (
        f"<!doctype html>\n<html{said_language(publication.lang)}>\n"
        f'<head><meta charset="utf-8"><title>{escape(publication.title)}</title></head>\n'
        f"<body{classes}>\n{''.join(body)}</body>\n</html>\n"
    )
    return PagedDocument(html, drawings, spans)


# --- Addresses -------------------------------------------------------------------------


def anchor(reference: Reference) -> str:
    """Return the HTML id of a section or block."""
    return f"{reference.section}--{reference.block}" if reference.block else reference.section


def part_anchor(part: Part) -> str:
    """Return the HTML id of a part; no section or block can have the same."""
    return f"part:{part.id}"


# --- Parts and sections ----------------------------------------------------------------


def category_classes(publication: Publication) -> Mapping[str, str]:
    """Return section id → class, for the entries of the vocabulary that has colours.

    Stages of life have the brand's categories in their order, as they have on the website.
    """
    coloured, _ = publication.record.axes or ("", "")
    named = [one for one in publication.sections if coloured and one.folder == coloured]
    return {
        one.id: f"category category-{place % CATEGORIES + 1}" for place, one in enumerate(named)
    }


@dataclass(frozen=True, slots=True)
class _Sections:
    """Writes parts and sections; `picture` gives the markup of a drawing, `colours` classes."""

    look: Look
    measure: Measure
    picture: Callable[[Figure | Chart], str]
    colours: Mapping[str, str]

    def part(self, part: Part) -> str:
        sections = "".join(map(self._section, part.sections))
        return (
            f'<section class="part" id="{escape(part_anchor(part))}">\n'
            f'<header class="opener">{SIGN}\n<h2 data-title="{_head(part.title)}">'
            f"{number_span(part.label)}{with_long_words(part.title)}</h2>\n"
            f"{_line('summary', part.summary)}</header>\n{sections}</section>\n"
        )

    def _section(self, section: Section) -> str:
        writer = self._writer(section)
        lang = said_language(section.lang)
        colour = self.colours.get(section.id, "")
        annex = "annex" if section.annex else ""
        classes = " ".join(f"section {section.kind} {annex} {colour}".split())
        return (
            f'<section class="{classes}" id="{escape(section.id)}"{lang}>\n'
            f'<header class="head"><h3 data-title="{_head(section.title)}"'
            f"{self._continued(section)}>"
            f"{number_span(section.number)}{with_long_words(section.title)}</h3>\n"
            f"{_line('summary', section.summary)}</header>\n"
            f"{_keep_calls(writer.blocks(section.blocks))}</section>\n"
        )

    def _continued(self, section: Section) -> str:
        """Return what stands over the section's later pages, if the look has room for it."""
        if not self.look.head_room:
            return ""
        name = _shortened(f"{section.number} {section.title}".lstrip(), self.look.head_room)
        return f' data-continued="{escape(name)}, continued"'

    def _writer(self, section: Section) -> HtmlWriter:
        def own(block: str) -> str:
            return anchor(Reference(section.id, block))

        def call(inline: NoteCall) -> str:
            """Write a call and, at the first one, the note, which floats to the page's foot."""
            words = (
                f'<span class="call" id="{escape(own(f"call-{inline.number}-{inline.call}"))}">'
                f'<a href="#{escape(own(f"note-{inline.number}"))}">{inline.number}</a></span>'
            )
            return words + (note(notes[inline.note]) if inline.call == 1 else "")

        def note(found: Note) -> str:
            number = found.number
            lang = said_language(found.lang)
            return (
                f'<span class="note" id="{escape(own(f"note-{number}"))}"{lang}>'
                f'<span class="label"><a href="#{escape(own(f"call-{number}-1"))}"'
                f' aria-label="Note {number}, back to the text">{number}</a></span>'
                f' <span class="words">{writer.inlines(found.content)}</span></span>'
            )

        notes = {note.id: note for note in section.notes}
        writer = HtmlWriter(
            anchor=own,
            href=lambda reference: f"#{anchor(reference)}",
            call=call,
            picture=self.picture,
            deeper=SECTION_DEPTH,
            group_entries=True,
            lead_terms=not self.look.page_references,
            frame=self._frame,
            name_columns=True,
            words=with_long_words,
        )
        return writer

    def _frame(self, table: Table, markup: str) -> str:
        """Say what a style sheet can't see: what the table has room for, and its quantities."""
        setting = setting_of(table, self.look.room, self.measure)
        classes = ["table"]
        classes += [ON_SIDE] if setting.on_side else []
        classes += [WIDE] if setting.wide else []
        classes += ["short"] if len(table.rows) <= SHORT else []
        for place in range(len(table.header.cells)):
            cells = [row.cells[place] for row in table.rows]
            words = [plain(cell.content).strip() for cell in cells if not cell.heads]
            if any(words) and all(map(QUANTITY.fullmatch, words)):
                classes.append(f"quantity-{place + 1}")
        return f'<div class="{" ".join(classes)}">{markup}</div>'


CALL = re.compile(r'([^\s<>]+)(<span class="call"[^>]*><a[^>]*>[^<]*</a></span>)')


def _keep_calls(markup: str) -> str:
    """Keep the call of a note with the word before it: a line might end after a full stop."""
    return CALL.sub(r'<span class="keep">\1\2</span>', markup)


SHORT = 8
"""Rows up to which a table is short."""


# --- What a paged edition adds ---------------------------------------------------------


def _cover(publication: Publication, look: Look, measure: Measure) -> str:
    record, stamp = publication.record, publication.stamp
    form = f'<p class="form">{escape(look.label)}</p>\n' if look.label else ""
    notice = f'<p class="notice">{escape(stamp.notice)}</p>\n' if stamp.notice else ""
    step = cover_step(publication, measure)
    classes = f"cover step-{len(STEPS) - 1 if step is None else step}"
    return (
        f'<section class="{classes}" title="Cover">\n{SIGN}\n'
        f'<p class="publisher">{with_long_words(record.publisher)}</p>\n'
        f'<h1 data-title="{_head(publication.title)}">{with_long_words(publication.title)}</h1>\n'
        f"{_line('subtitle', record.subtitle)}{form}"
        f'<div class="foot">{notice}{_line("imprint", cover_words(record, look.form))}'
        f'<p class="stamp">{escape(publication.stamp.without_notice)}</p></div>\n'
        "</section>\n"
    )


def _line(name: str, words: str | None) -> str:
    """Return words as a paragraph of this class; nothing where there are none."""
    return f'<p class="{name}">{with_long_words(words)}</p>\n' if words else ""


def _head(title: str) -> str:
    return escape(_shortened(title, RUNNING))


def _shortened(words: str, most: int) -> str:
    """Return the beginning of words, cut between two of them where that leaves enough.

    Else a long word is cut, early enough to stand in a line of its own.
    """
    if len(words) <= most:
        return words
    cut = words[: most - len(" …")]
    whole = cut.rpartition(" ")[0]
    return f"{whole if len(whole) > most / 2 else cut[: most // 2]} …"


def _contents(publication: Publication) -> str:
    parts = "".join(
        f"<li>{_entry(part_anchor(part), part.label, part.title)}\n"
        f"<ol>{''.join(map(_section_entry, part.sections))}</ol></li>\n"
        for part in publication.parts
    )
    return (
        '<section class="contents" title="Contents"><h2 data-title="Contents">Contents</h2>\n'
        f'<ol class="toc">\n{parts}</ol></section>\n'
    )


def _section_entry(section: Section) -> str:
    # Its number and page stay where those of the other entries are.
    lang = said_language(section.lang).replace("rtl", "ltr")
    return f"<li{lang}>{_entry(section.id, section.number, section.title)}</li>\n"


def _entry(target: str, number: str, title: str) -> str:
    href = escape(f"#{target}")
    return (
        f'<span class="reference"><a href="{href}">{number_span(number)}'
        f'{with_long_words(title)} <span class="leader"></span>'
        f'<span class="page" data-target="{href}"></span></a></span>'
    )


def _way(name: str, words: str, url: str | None) -> str:
    said = with_long_words(words)
    said = f'<a href="{escape(url)}">{said}</a>' if url else said
    return f'<div class="entry"><dt>{name}</dt>\n<dd>{said}</dd></div>\n'


def _colophon(publication: Publication, form: str) -> str:
    record, contact = publication.record, publication.contact
    ways = (
        *((fact.name, fact.words, fact.url) for fact in imprint(record, form)),
        ("Email", contact.email, f"mailto:{contact.email}"),
        ("Phone", contact.phone, ""),
        ("Address", contact.address, ""),
        ("Web", contact.web, contact.web),
    )
    rows = "".join(_way(name, words, url) for name, words, url in ways if words)
    notice = f"<p>{escape(publication.stamp.notice)}</p>\n" if publication.stamp.notice else ""
    return (
        f'<section class="colophon" id="{COLOPHON}" title="Colophon">'
        '<h2 data-title="About this copy">About this copy</h2>\n'
        f"<p>{with_long_words(publication.title)}. "
        f"Published by {with_long_words(record.publisher)}.</p>\n"
        f'<p class="stamp">{escape(publication.stamp.without_notice)}</p>\n'
        f"{notice}<dl>\n{rows}</dl>\n"
        "</section>\n"
    )
