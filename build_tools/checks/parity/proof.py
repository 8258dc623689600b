"""Every file of every edition, read back and compared with the publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from build_tools.checks import Artefacts
from build_tools.checks.parity import apparatus, site, text
from build_tools.checks.parity.compare import Comparison, compare
from build_tools.checks.parity.expected import expected_reading, expected_section
from build_tools.checks.parity.paged import read_pdf, read_print
from build_tools.checks.parity.units import Reading, Unreadable
from build_tools.publication import Publication
from build_tools.publication.words import language_name

NOTHING = Comparison(0, ())
"""What can be compared of a file that can't be read."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of comparing one file (a site counts as one) with the publication.

    `allowed` and `added` are the apparatus: what may be there, and what is.
    """

    edition: str
    path: str
    comparison: Comparison = NOTHING
    allowed: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    unreadable: Unreadable | None = None


def proofs(publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    """Iterate over the proofs of all editions that were made, file by file."""
    for edition, prove in _EDITIONS.items():
        if edition in artefacts.made:
            yield from prove(publication, artefacts)


Compared = Callable[[], tuple[Reading, Reading]]


def _proof(edition: str, path: str, read: Compared) -> Proof:
    """Return a proof; `read` gives what is expected and what was found."""
    try:
        expected, found = read()
    except Unreadable as why:
        return Proof(edition, path, unreadable=why)
    compared = compare(expected, found)
    return Proof(edition, path, compared, expected.apparatus, found.apparatus)


def _site(publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    def read() -> tuple[Reading, Reading]:
        target = partial(site.target_form, publication)
        expected = expected_reading(publication, target, site.IDIOM)
        expected = replace(expected, apparatus=apparatus.of_site(publication))
        return expected, site.read_site(artefacts.folder / "site")

    yield _proof("site", site.HOME, read)


def _text(publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    folder = artefacts.folder / "text"
    lang = language_name(publication.lang, publication.lang)
    target = partial(text.target_form, publication)
    whole = artefacts.made["text"].entry
    own_files = {f"sections/{section.path}.txt": section for section in publication.sections}
    named = (whole, f"{whole.removesuffix('.txt')}-unwrapped.txt", *own_files)
    idioms = {wrapped: text.idiom(publication, wrapped=wrapped) for wrapped in (True, False)}
    for path in named:
        wrapped = path != named[1]

        def read(path: str = path, wrapped: bool = wrapped) -> tuple[Reading, Reading]:
            idiom, section = idioms[wrapped], own_files.get(path)
            if section:
                expected = expected_section(publication, section, target, idiom)
                added = apparatus.of_section_text(publication)
            else:
                expected = expected_reading(publication, target, idiom)
                added = apparatus.of_text(publication)
            found = text.read_text(folder, path, lang, wrapped=wrapped)
            return replace(expected, apparatus=added), found

        yield _proof("text", path, read)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if (path := file.relative_to(folder).as_posix()) not in named:
            yield Proof("text", path, added={"file": path})


def _paged(edition: str, publication: Publication, artefacts: Artefacts) -> Iterator[Proof]:
    def read() -> tuple[Reading, Reading]:
        file: Path = artefacts.file(edition)
        if not file.is_file():
            raise Unreadable("The file is not there.")
        paged = read_pdf(file) if edition == "pdf" else read_print(file)
        expected = paged.expected(publication)
        return expected, paged.settled(expected)

    yield _proof(edition, artefacts.made[edition].entry, read)


_EDITIONS: Mapping[str, Callable[[Publication, Artefacts], Iterator[Proof]]] = {
    "site": _site,
    "text": _text,
    "pdf": partial(_paged, "pdf"),
    "print": partial(_paged, "print"),
}
