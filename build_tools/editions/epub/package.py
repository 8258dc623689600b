"""The package document (EPUB 3.3, 5): what the book is, what is in it, in which order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.editions.epub.accessibility import accessibility
from build_tools.editions.epub.addresses import FOLDER, FORM
from build_tools.editions.epub.archive import Entry
from build_tools.editions.epub.look import fill
from build_tools.publication import Publication
from build_tools.publication.imprint import rights
from build_tools.publication.isbn import urn
from build_tools.rendering.identity import version_id

CONTAINER, PACKAGE = "META-INF/container.xml", f"{FOLDER}/package.opf"


def container(themes: Path) -> Entry:
    """Return the file that says where the package document is (EPUB 3.3, 4.2.6.3.1)."""
    return Entry(CONTAINER, "", fill(themes, "container.xml", package=PACKAGE).encode())


def package(publication: Publication, themes: Path, entries: Iterable[Entry]) -> Entry:
    """Return the package document of these files; those that are read stand in their order."""
    found = tuple(entries)
    markup = fill(
        themes,
        "package.opf",
        publication=publication,
        identifier=version_id(publication, "epub").urn,
        page_source=version_id(publication, "pdf/x-4").urn,
        languages=_languages(publication),
        rights=rights(publication.record),
        isbn=_isbn(publication),
        accessibility=accessibility(publication),
        entries=[(entry, entry.path.removeprefix(f"{FOLDER}/")) for entry in found],
    )
    return Entry(PACKAGE, "", markup.encode())


def _languages(publication: Publication) -> list[str]:
    """Return the languages of whole sections, the publication's first."""
    found = (publication.lang, *(section.lang for section in publication.sections))
    return [lang for lang in dict.fromkeys(found) if lang]


def _isbn(publication: Publication) -> str:
    isbns = publication.record.isbn
    found = isbns.by_form.get(FORM) if isbns else None
    return urn(found) if found else ""
