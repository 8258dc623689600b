"""What an edition may have besides the publication's units, by name and word for word.

The list is closed: what is not on it is an addition, and what is on it and not found is an
allowance that nobody uses, which hides faults. Both are issues. What takes several lines is
compared as a whole, so that their order counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from build_tools.checks.parity.units import normalise
from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure, Heading, plain, walk
from build_tools.publication.words import language_name

COVER = "cover"
CONTENTS = "contents"
COLOPHON = "colophon"
ORDER = "order of cover, contents, parts and colophon"
HEAD = "head of each page"
FOOT = "foot of each page"
LINKS_BACK = "links back from notes"
SKIP = "link to the text"
WINDOW = "title of the window"
SECTIONS = "addresses of sections, and links from their ends to the contents"
TITLE_PAGE = "title page"
NAMES = "titles of documents"
PAGES = "where printed pages begin"
PAGE_LIST = "list of pages"
LANDMARKS = "landmarks"
METADATA = "metadata"
SEARCH = "To go to a part or section, search for ++ and the start of its line here, such as"

ABOUT = "About this copy"
LANDMARK_LINES = (
    "heading: Landmarks",
    "cover: Cover → EPUB/cover.xhtml",
    "titlepage: Title page → EPUB/title.xhtml",
    "toc: Contents → EPUB/contents.xhtml#?contents",
    "bodymatter: Text → Part 1",
    f"colophon: {ABOUT} → EPUB/about.xhtml",
)

PAGES_NOTE = "The page numbers in this e-book are those of the print edition of the same version."
WCAG = "WCAG 2.2, level AA"
COMPLIANCE = {
    "partial": "Its publisher declares that it is partially compliant with {}; the accessibility "
    "statement in it says what is not.",
    "none": "Its publisher declares that it is not compliant with {}; the accessibility statement "
    "in it says why.",
    "not-assessed": "Nobody has assessed yet whether it complies with {}.",
    "not-declared": "Nobody has declared whether it complies with {}.",
}

Line = tuple[str, str | None]
"""What a line is, and its words; without words there is no line."""


def of_site(publication: Publication) -> Mapping[str, str]:
    """Return what the website adds: cover, contents, links back from notes, the pages' foot."""
    record, contact = publication.record, publication.contact
    find = "Find yourself " if record.finder else ""
    cover = (
        ("title", record.title),
        ("subtitle", record.subtitle),
        ("lead", record.summary),
        ("notice", record.notice),
        ("actions", f"{find}Start reading All formats"),
    )
    contents = (
        f"{section.number} {normalise(section.title)}{_in(section.lang)}"
        for section in publication.sections
    )
    foot = (
        f"{record.title} {record.publisher}",
        str(publication.stamp),
        *(
            f"{section.title} → {section.path}/"
            for section in publication.sections
            if (section.kind, section.path) == ("generated", "accessibility")
        ),
        f"{contact.email} → mailto:{contact.email}" if contact.email else "",
    )
    return {
        COVER: _lines(*cover),
        CONTENTS: "\n".join(contents),
        FOOT: "\n".join(normalise(words) for words in foot if words),
        **_said({LINKS_BACK: _backs(publication)}),
    }


def of_text(publication: Publication) -> Mapping[str, str]:
    """Return what the plain text adds: its front matter with the contents."""
    record = publication.record
    stamp = str(publication.stamp)
    front = _front(record.title, record.subtitle, record.publisher, stamp, record.summary)
    contents = []
    for part in publication.parts:
        contents.append(f"Part {part.number}: {normalise(part.title)}")
        for section in part.sections:
            lang = _in(_other_language(section.lang, publication.lang))
            contents.append(f"{section.number}. {normalise(section.title)}{lang}")
    return {
        **front,
        "heading of the contents": "Contents",
        "sentence on how to search": f"{SEARCH} ++{publication.sections[0].number}.",
        CONTENTS: "\n".join(contents),
    }


def of_section_text(publication: Publication) -> Mapping[str, str]:
    """Return what a section's own file adds: title and stamp."""
    return _front(publication.title, str(publication.stamp))


def of_data(publication: Publication) -> Mapping[str, str]:
    """Return what the JSON says beside its parts, by place; the stamp in words and in pieces."""
    record, stamp = publication.record, publication.stamp
    return _said(
        {
            "title": record.title,
            "subtitle": record.subtitle,
            "name": publication.name,
            "publisher": record.publisher,
            "summary": record.summary,
            "language": publication.lang,
            "address": record.address,
            "digest": publication.digest,
            "stamp.version": stamp.version,
            "stamp.status": stamp.status,
            "stamp.date": stamp.date.isoformat(),
            "stamp.digest": stamp.digest,
            "stamp.notice": stamp.notice,
            "stamp.words": str(stamp),
            **{f"contact.{name}": words for name, words in publication.contact},
        }
    )


def of_braille(publication: Publication, grade: int) -> Mapping[str, str]:
    """Return what a display's braille file adds: its front matter with the contents."""
    record = publication.record
    front = _front(
        *braille_title(publication, grade), record.summary, *braille_contact(publication)
    )
    notes = {f"note {place} of the transcriber": words for place, words in enumerate(BRAILLE, 1)}
    contents = []
    for part in publication.parts:
        contents.append(f"Part {part.number}: {normalise(part.title)}")
        contents += (f"Section {each.number}: {normalise(each.title)}" for each in part.sections)
    return {**front, **notes, "heading of the contents": "Contents", CONTENTS: "\n".join(contents)}


def braille_title(publication: Publication, grade: int) -> tuple[str, ...]:
    """Return what a braille title page says first."""
    record = publication.record
    said = (
        record.title,
        record.subtitle,
        record.publisher,
        str(publication.stamp),
        f"In Unified English Braille, grade {grade}.",
        braille_checked(publication),
    )
    return tuple(normalise(words) for words in said if words)


def braille_checked(publication: Publication) -> str:
    """Return whether a braille reader has checked the braille, in words."""
    by = publication.record.braille
    if by is None:
        return (
            "Machine-translated, not proofread. A program wrote this braille from the print, and "
            "no braille reader has checked it. Tell us of any fault that you find."
        )
    day = f"{by.on.day} {by.on:%B %Y}"
    return f"Machine-translated, then checked by {by.checked_by} on {day}."


def braille_contact(publication: Publication) -> tuple[str, ...]:
    """Return how braille says whom to tell of a fault."""
    contact = publication.contact
    lines = (
        ("Email", contact.email),
        ("Phone", contact.phone),
        ("Address", contact.address),
        ("Web", contact.web),
    )
    return tuple(f"{what}: {normalise(words)}" for what, words in lines if words)


BRAILLE = (
    "Words in these signs are not in print. They name what follows, or say where a link or a "
    "footnote leads.",
    "A raised number calls a footnote. Footnotes stand at the end of their section.",
    "A table is written row by row. Each cell has a line of its own: the name of its column, a "
    "colon and the cell.",
    "Pictures and charts are described, and after a chart comes a table of its numbers.",
    "A link to a place in this document says see and its number. Search for the word section and "
    "a number to go there.",
)
"""What the transcriber's notes at the front of the braille say."""


def of_paged(
    publication: Publication,
    pages: Mapping[str, int],
    *,
    on_paper: bool,
    type_size: float | None = None,
) -> Mapping[str, str]:
    """Return what a PDF adds; `pages` says where in this file a part or section begins.

    A file that promises a type size, in points, says so on its cover.
    """
    record, notice = publication.record, publication.stamp.notice
    stamp = str(replace(publication.stamp, notice=""))
    cover = (
        ("paragraph", record.publisher),
        ("title", record.title),
        ("paragraph", record.subtitle),
        ("paragraph", f"Large print, {type_size:g} point" if type_size else None),
        ("paragraph", notice),
        ("paragraph", stamp),
    )
    about = (
        ("heading", ABOUT),
        ("paragraph", f"{record.title}. Published by {record.publisher}."),
        ("paragraph", stamp),
        ("paragraph", notice),
        *_contact(publication, on_paper=on_paper),
    )
    return {
        COVER: _lines(*cover),
        CONTENTS: "\n".join(_entries(publication, pages, on_paper=on_paper)),
        COLOPHON: _lines(*about),
        ORDER: f"{COVER}, {CONTENTS}, parts, {COLOPHON}",
    }


def of_page(publication: Publication) -> Mapping[str, str]:
    """Return what the one web page adds; a link is told with its words, " → " and its target."""
    record, notice = publication.record, publication.stamp.notice
    cover = (
        ("publisher", record.publisher),
        ("title", record.title),
        ("subtitle", record.subtitle),
        ("lead", record.summary),
        ("notice", notice),
        ("stamp", str(replace(publication.stamp, notice=""))),
    )
    about = (
        ("heading", "About this copy"),
        ("paragraph", f"{record.title}. Published by {record.publisher}."),
        ("stamp", str(publication.stamp)),
        *_contact(publication, on_paper=False),
    )
    return {
        WINDOW: normalise(record.title),
        SKIP: "Skip to the text → #_text",
        COVER: _lines(*cover),
        CONTENTS: "\n".join(_page_entries(publication)),
        SECTIONS: "\n".join(
            f"{section.id}\nContents → #_contents" for section in publication.sections
        ),
        COLOPHON: _lines(*about),
        ORDER: f"{SKIP}, {COVER}, {CONTENTS}, parts, {COLOPHON}",
        **_said({LINKS_BACK: _backs(publication)}),
    }


def _page_entries(publication: Publication) -> Iterator[str]:
    yield "Contents"
    for part in publication.parts:
        yield f"Part {part.number}: {normalise(part.title)} → #part:{part.id}"
        for section in part.sections:
            title = normalise(section.title)
            yield f"  {section.number} {title}{_in(section.lang)} → #{section.id}"


def of_epub(publication: Publication, pages: Mapping[int, str], source: str) -> Mapping[str, str]:
    """Return what the e-book adds; `pages` says before what a page of the print edition begins.

    That is a part ("Part 1"), a section ("4") or a block of it ("4#why"). `source` is what
    identifies the print edition.
    """
    record, stamp = publication.record, str(replace(publication.stamp, notice=""))
    notice = publication.stamp.notice
    about = (
        ("h1", ABOUT),
        ("p", f"{record.title}. Published by {record.publisher}."),
        ("stamp", stamp),
        ("p", notice),
        (
            "p",
            "The page numbers in this e-book are those of the print edition of the same version.",
        ),
        *(
            line
            for name, words in _contact(publication, on_paper=False)
            for line in ((("dt", name), ("dd", words)) if words else ())
        ),
    )
    title = (
        ("publisher", record.publisher),
        ("h1", record.title),
        ("subtitle", record.subtitle),
        ("notice", notice),
        ("stamp", stamp),
    )
    named = [COVER.capitalize(), record.title, CONTENTS.capitalize()]
    for part in publication.parts:
        named.append(f"Part {part.number}: {part.title}")
        named += [f"{section.number} {section.title}" for section in part.sections]
    return {
        COVER: f"img: Cover: {normalise(record.title)}",
        TITLE_PAGE: _lines(*title),
        CONTENTS: "\n".join(_headings(publication)),
        COLOPHON: _lines(*about),
        ORDER: f"{COVER}, {TITLE_PAGE}, {CONTENTS}, parts, {COLOPHON}",
        NAMES: "\n".join(map(normalise, [*named, ABOUT])),
        LANDMARKS: "\n".join(LANDMARK_LINES),
        PAGES: "\n".join(f"{page}: {place}" for page, place in pages.items()),
        PAGE_LIST: "\n".join(_page_list(pages)),
        METADATA: _lines(*_metadata(publication, source)),
        **_said({LINKS_BACK: _backs(publication)}),
    }


def _headings(publication: Publication) -> Iterator[str]:
    """Iterate over the lines of an e-book's contents: parts, sections, numbered headings."""
    yield "heading: Contents"
    for part in publication.parts:
        yield f"Part {part.number}: {normalise(part.title)} → Part {part.number}"
        for section in part.sections:
            place = str(section.number)
            yield f"  {place} {normalise(section.title)}{_in(section.lang)} → {place}"
            above: list[int] = []
            for block in section.blocks:
                if isinstance(block, Heading) and block.number:
                    above = [level for level in above if level < block.level]
                    words = normalise(f"{block.number} {plain(block.content)}")
                    depth = "  " * (len(above) + 2)
                    yield f"{depth}{words}{_in(block.lang)} → {place}#{block.id}"
                    above.append(block.level)
    yield f"{ABOUT} → EPUB/about.xhtml"


def _page_list(pages: Mapping[int, str]) -> Iterator[str]:
    yield "heading: Pages of the print edition"
    for page, place in pages.items():
        yield f"{page} → page {page} in {place.partition('#')[0]}"


def _metadata(publication: Publication, source: str) -> Iterator[Line]:
    """Iterate over what a library shows, and what is claimed in somebody's name."""
    record, declared = publication.record, publication.record.accessibility
    yield "title", record.title
    yield "title", record.subtitle
    langs = (publication.lang, *(section.lang for section in publication.sections))
    yield from (("language", lang) for lang in dict.fromkeys(langs) if lang)
    yield "creator", record.publisher
    yield "publisher", record.publisher
    yield "description", record.summary
    yield "date", publication.stamp.date.isoformat()
    yield "source", source
    yield "schema:version", publication.stamp.version
    yield "pageBreakSource", source
    yield "schema:accessibilitySummary", _accessibility(publication)
    if declared and declared.compliance == "full":
        yield "dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
        yield "a11y:certifiedBy", declared.declared_by


def _accessibility(publication: Publication) -> str:
    """Return what a library says of accessibility: what holds, and what a person has declared."""
    declared = publication.record.accessibility
    drawn = any(
        isinstance(node, Figure | Chart)
        for section in publication.sections
        for node in walk(section.blocks)
    )
    words = (
        "All text can be read aloud and shown in any type, size and colour. Headings, lists, "
        "tables and notes are marked as what they are, and so are changes of language. The page "
        "numbers are those of the print edition. "
    )
    if drawn:
        words += (
            "Each picture and chart has a text alternative; each chart has a table with its "
            "numbers. "
        )
    if declared and declared.compliance == "full":
        return f"{words}It is declared to comply with {WCAG}, by: {declared.declared_by}."
    compliance = declared.compliance if declared else "not-declared"
    return words + COMPLIANCE[compliance].format(WCAG)


def _backs(publication: Publication) -> str:
    """Return where links back from notes lead, in order."""
    return " ".join(
        f"#call-{note.number}-{call}"
        for section in publication.sections
        for note in section.notes
        for call in range(1, note.calls + 1)
    )


def of_word(publication: Publication, target: Callable[[str], str]) -> Mapping[str, str]:
    """Return what a Word document adds; `target` gives a bookmark's name for an address.

    Addresses are "part:ID", a section's id, and "" for the colophon.
    """
    paged = of_paged(publication, {}, on_paper=False)
    about = "About this copy"

    def entry(number: str, title: str, lang: str, address: str) -> str:
        words = normalise(f"{number} {title}")
        return f"{words}{_in(lang)} → {target(address)}"

    def entries() -> Iterator[str]:
        yield "heading: Contents"
        for part in publication.parts:
            yield entry(f"Part {part.number}", part.title, "", f"part:{part.id}")
            for section in part.sections:
                lang = section.lang if section.lang != publication.lang else ""
                yield f"  {entry(str(section.number), section.title, lang, section.id)}"
        yield entry("", about, "", "")

    return {
        COVER: paged[COVER],
        CONTENTS: "\n".join(entries()),
        COLOPHON: paged[COLOPHON],
        ORDER: paged[ORDER],
        HEAD: normalise(publication.title),
        FOOT: f"{normalise(str(publication.stamp))} Page ⟨PAGE⟩ of ⟨NUMPAGES⟩",
    }


def _entries(
    publication: Publication, pages: Mapping[str, int], *, on_paper: bool
) -> Iterator[str]:
    """Iterate over the contents' lines: number, title, page, and on a screen the target."""

    def entry(number: str, title: str, lang: str, name: str) -> str:
        words = f"{number} {normalise(title)}, page {pages.get(name, '?')}{_in(lang)}"
        return words if on_paper else f"{words} → {name}"

    yield "heading: Contents"
    for part in publication.parts:
        yield entry(f"Part {part.number}", part.title, "", f"part:{part.id}")
        for section in part.sections:
            yield f"  {entry(str(section.number), section.title, section.lang, section.id)}"


def _contact(publication: Publication, *, on_paper: bool) -> Iterator[Line]:
    contact = publication.contact
    yield "Email", _to(contact.email, f"mailto:{contact.email}", on_paper=on_paper)
    yield "Phone", contact.phone
    yield "Address", contact.address
    yield "Web", _to(contact.web, contact.web, on_paper=on_paper)


def _to(words: str | None, url: str | None, *, on_paper: bool) -> str | None:
    return words if on_paper or not words else f"{words} → {url}"


def _other_language(lang: str, whole: str) -> str:
    """Return a language's name, if it is not that of the publication."""
    name = language_name(lang, whole) if lang else ""
    return "" if name == language_name(whole, whole) else name


def _in(lang: str) -> str:
    return f" ({lang})" if lang else ""


def _lines(*lines: Line) -> str:
    return "\n".join(f"{what}: {normalise(words)}" for what, words in lines if words)


def _front(*paragraphs: str | None) -> dict[str, str]:
    said = [words for words in paragraphs if words]
    return _said(
        {f"paragraph {place} of the front matter": words for place, words in enumerate(said, 1)}
    )


def _said(named: Mapping[str, str | None]) -> dict[str, str]:
    return {name: normalise(words) for name, words in named.items() if words}
