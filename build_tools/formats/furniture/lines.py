"""Lines in which an edition says what it adds, as both sides tell them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.formats.units import normalise
from build_tools.publication import Part, Publication, Section
from build_tools.publication.words import language_name

Line = tuple[str, str | None]
"""What a line is, and its words; without words there is no line."""


def part_number(part: Part) -> str:
    """Return what stands before a part's title: "Part 3", or nothing."""
    return f"Part {part.number}" if part.number else ""


def part_line(part: Part) -> str:
    """Return how a line names a part: "Part 3: Delivery", or its title alone."""
    return f"{part_number(part)}: {part.title}" if part.number else part.title


def section_line(section: Section) -> str:
    """Return how a line names a section: "4 Themes", "Annex A: Terms", or its title alone."""
    if section.number.startswith("Annex"):
        return f"{section.number}: {section.title}"
    return f"{section.number} {section.title}".strip()


def backs(publication: Publication) -> str:
    """Return where links back from notes lead, in order."""
    return " ".join(
        f"#call-{note.number}-{call}"
        for section in publication.sections
        for note in section.notes
        for call in range(1, note.calls + 1)
    )


_FORMS = {
    "print": "print", "pdf": "PDF", "large-print": "large print", "epub": "e-book",
    "word": "Word", "braille": "braille",
}  # fmt: skip


def imprint_lines(publication: Publication, form: str = "") -> Iterator[tuple[Line, str]]:
    """Iterate over what is said of a publication's making, each with where it leads.

    An ISBN is said by its own form, and all of them where there is no form.
    """
    record = publication.record
    yield ("Author" if len(record.authors) == 1 else "Authors", "; ".join(record.authors)), ""
    yield ("Reference", record.reference), ""
    for other, isbn in (record.isbn.by_form if record.isbn else {}).items():
        if form in ("", other):
            yield ("ISBN" if form else f"ISBN ({_FORMS[other]})", isbn), ""
    yield ("Copyright", record.copyright), ""
    if record.licence:
        address = record.licence.address or ""
        shown = f" ({address})" if address and form == "print" else ""
        yield ("Licence", record.licence.name + shown), address


def imprint_said(publication: Publication, form: str = "") -> Iterator[str]:
    """Iterate over the same as plain lines: "Reference: EX/1"; an address stands at the end."""
    for (name, words), url in imprint_lines(publication, form):
        if words:
            yield f"{name}: {words} {url}".rstrip()


def cover_line(publication: Publication, form: str) -> str:
    """Return what a cover says of authors, reference and its own ISBN."""
    by = f"By {'; '.join(publication.record.authors)}" if publication.record.authors else ""
    named = (
        f"{name} {words}"
        for (name, words), _ in imprint_lines(publication, form)
        if words and name in ("Reference", "ISBN")
    )
    return ". ".join(filter(None, (by, *named)))


def contact_lines(publication: Publication, form: str, *, on_paper: bool) -> Iterator[Line]:
    """Iterate over imprint and ways to reach the publisher; on paper no address can be followed."""
    for (name, words), url in imprint_lines(publication, form):
        yield name, _to(words, url or None, on_paper=on_paper)
    contact = publication.contact
    yield "Email", _to(contact.email, f"mailto:{contact.email}", on_paper=on_paper)
    yield "Phone", contact.phone
    yield "Address", contact.address
    yield "Web", _to(contact.web, contact.web, on_paper=on_paper)


def _to(words: str | None, url: str | None, *, on_paper: bool) -> str | None:
    return words if on_paper or not words or not url else f"{words} → {url}"


def other_language(lang: str, whole: str) -> str:
    """Return a language's name, if it is not that of the publication."""
    name = language_name(lang, whole) if lang else ""
    return "" if name == language_name(whole, whole) else name


def in_language(lang: str) -> str:
    """Return how a line says that it is in a language; nothing where it is in the whole's."""
    return f" ({lang})" if lang else ""


def as_lines(*lines: Line) -> str:
    """Return several lines as one text, so that their order is compared too."""
    return "\n".join(f"{what}: {normalise(words)}" for what, words in lines if words)


def front_matter(*paragraphs: str | None) -> dict[str, str]:
    """Return the paragraphs of a text's front matter by their place; what is empty is not there."""
    said = [words for words in paragraphs if words]
    return told(
        {f"paragraph {place} of the front matter": words for place, words in enumerate(said, 1)}
    )


def told(named: Mapping[str, str | None]) -> dict[str, str]:
    """Return what is said at all, normalised."""
    return {name: normalise(words) for name, words in named.items() if words}
