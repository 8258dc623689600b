"""What an edition may have besides the publication's units, by name and word for word.

The list is closed: what is not on it is an addition, and what is on it and not found is an
allowance that nobody uses, which hides faults. Both are issues. What takes several lines is
compared as a whole, so that their order counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from build_tools.checks.parity.units import normalise
from build_tools.publication import Publication
from build_tools.publication.words import language_name

COVER = "cover"
CONTENTS = "contents"
COLOPHON = "colophon"
ORDER = "order of cover, contents, parts and colophon"
FOOT = "foot of each page"
LINKS_BACK = "links back from notes"
SEARCH = "To go to a part or section, search for ++ and the start of its line here, such as"

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
    backs = (
        f"#call-{note.number}-{call}"
        for section in publication.sections
        for note in section.notes
        for call in range(1, note.calls + 1)
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
        **_said({LINKS_BACK: " ".join(backs)}),
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
    publication: Publication, pages: Mapping[str, int], *, on_paper: bool
) -> Mapping[str, str]:
    """Return what a PDF adds; `pages` says where in this file a part or section begins."""
    record, notice = publication.record, publication.stamp.notice
    stamp = str(replace(publication.stamp, notice=""))
    cover = (
        ("paragraph", record.publisher),
        ("title", record.title),
        ("paragraph", record.subtitle),
        ("paragraph", notice),
        ("paragraph", stamp),
    )
    about = (
        ("heading", "About this copy"),
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
