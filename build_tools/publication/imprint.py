"""Who wrote a publication, by what it is found and how it may be used: words of covers and ends.

An ISBN names one form of a publication, so each form says its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.publication.records import PublicationRecord

FORMS = {
    "print": "print",
    "pdf": "PDF",
    "large-print": "large print",
    "epub": "e-book",
    "word": "Word",
    "braille": "braille",
}
"""Editions that may have an ISBN, with the words for them."""


@dataclass(frozen=True, slots=True)
class ImprintFact:
    """A name and what it says; `url` is where its words lead, or empty."""

    name: str
    words: str
    url: str = ""


def imprint(record: PublicationRecord, form: str = "") -> tuple[ImprintFact, ...]:
    """Return what the publication says of its making; `form` is an edition's name.

    Without a form, the ISBNs of all forms are said.
    """
    return tuple(_facts(record, form))


def _facts(record: PublicationRecord, form: str) -> Iterator[ImprintFact]:
    if record.authors:
        name = "Author" if len(record.authors) == 1 else "Authors"
        yield ImprintFact(name, "; ".join(record.authors))
    if record.reference:
        yield ImprintFact("Reference", record.reference)
    for other, isbn in (record.isbn.by_form if record.isbn else {}).items():
        if other == form:
            yield ImprintFact("ISBN", isbn)
        elif not form:
            yield ImprintFact(f"ISBN ({FORMS[other]})", isbn)
    if record.copyright:
        yield ImprintFact("Copyright", record.copyright)
    if record.licence:
        address = record.licence.address or ""
        on_paper = f" ({address})" if address and form == "print" else ""
        yield ImprintFact("Licence", f"{record.licence.name}{on_paper}", address)


def cover_words(record: PublicationRecord, form: str = "") -> str:
    """Return what a cover says of it in one line; empty where nothing is to say."""
    by = f"By {'; '.join(record.authors)}" if record.authors else ""
    found = [
        f"{fact.name} {fact.words}"
        for fact in imprint(record, form)
        if fact.name.startswith(("Reference", "ISBN"))
    ]
    return ". ".join(filter(None, (by, *found)))


def rights(record: PublicationRecord) -> str:
    """Return copyright and licence in one line, as metadata say it; empty where there are none."""
    licence = record.licence
    address = f" ({licence.address})" if licence and licence.address else ""
    named = f"Licence: {licence.name}{address}" if licence else ""
    return ". ".join(filter(None, (record.copyright, named)))
