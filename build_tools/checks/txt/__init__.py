"""The plain text follows its specification, in every one of its files.

    bytes ──▶ characters, lines ──▶ paragraphs ──▶ order, lists, notes, brackets ──▶ agreement

It reads the text by `editions/text/SPECIFICATION.md` alone and shares no code with its writer.
`rules.RULES` has every rule with its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.checks.txt.agreement import difference, section_files
from build_tools.checks.txt.brackets import closing_faults, mark_faults
from build_tools.checks.txt.characters import (
    Unreadable,
    character_faults,
    decoded,
    hyphen_faults,
    line_faults,
    width_faults,
)
from build_tools.checks.txt.lists import list_faults
from build_tools.checks.txt.notes import note_faults
from build_tools.checks.txt.order import (
    contents_faults,
    heading_faults,
    number_faults,
    title_faults,
)
from build_tools.checks.txt.paragraphs import Paragraph, read_paragraphs
from build_tools.checks.txt.rules import Fault
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure, content_of, plain

_SECTIONS = "sections/"
_UNWRAPPED = "-unwrapped.txt"
_OF_EVERY_FILE: Sequence[Callable[[Sequence[Paragraph]], Iterator[Fault]]] = (
    heading_faults, number_faults, list_faults, note_faults, mark_faults, closing_faults,
)  # fmt: skip
_OF_THE_WHOLE = (contents_faults, title_faults)


class PlainTextLint:
    """TXT: where the text is not as its specification says."""

    code: ClassVar[str] = "TXT"
    subject: ClassVar[str] = "The plain text follows its specification"
    applies_to: ClassVar[frozenset[str]] = frozenset({"text"})
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Read every file, then compare them."""
        texts: dict[str, str] = {}
        for path in _paths(artefacts):
            try:
                texts[path] = decoded(artefacts.file("text", path).read_bytes())
            except (OSError, Unreadable) as error:
                yield _issue(artefacts, path, Fault("TXT-001", f"It can't be read: {error}"))
        for path, fault in _faults(texts, artefacts.made["text"].entry, publication):
            yield _issue(artefacts, path, fault)


def _paths(artefacts: Artefacts) -> list[str]:
    """Return the paths of all files that there have to be."""
    made = artefacts.made["text"]
    unwrapped = made.entry.removesuffix(".txt") + _UNWRAPPED
    return list(dict.fromkeys([made.entry, unwrapped, *(file.path for file in made.files)]))


def _faults(
    texts: dict[str, str], entry: str, publication: Publication
) -> Iterator[tuple[str, Fault]]:
    read = {path: read_paragraphs(text) for path, text in texts.items()}
    unwrapped = entry.removesuffix(".txt") + _UNWRAPPED
    said = all_words(publication)
    for path, text in texts.items():
        found = [*character_faults(text, said), *title_and_stamp(read[path], publication)]
        if path != unwrapped:
            found += [*width_faults(text), *hyphen_faults(text, texts.get(unwrapped, ""))]
        found += line_faults(text)
        for rule in (*_OF_EVERY_FILE, *(() if path.startswith(_SECTIONS) else _OF_THE_WHOLE)):
            found += rule(read[path])
        yield from ((path, fault) for fault in found)
    if entry in read and unwrapped in read:
        yield from ((entry, fault) for fault in difference(read[entry], read[unwrapped]))
    if entry in read:
        sections = {path: words for path, words in read.items() if path.startswith(_SECTIONS)}
        for path, fault in section_files(read[entry], sections):
            yield path or entry, fault


def all_words(publication: Publication) -> str:
    """Return all that a publication says, without white space; a bracket is doubled."""
    record = publication.record
    words = [record.title, record.subtitle or "", record.summary, record.publisher]
    words.append(record.notice or "")
    for part in publication.parts:
        words += [part.title, part.summary]
        for section in part.sections:
            words += [section.title, section.summary]
            words += [plain(content_of(node)) for node in section.nodes()]
            words += [node.alt for node in section.nodes() if isinstance(node, Figure | Chart)]
    return "\n".join("".join(text.split()).replace("[", "[[") for text in words)


def title_and_stamp(paragraphs: Sequence[Paragraph], publication: Publication) -> Iterator[Fault]:
    """Iterate over a first line that is not the title, and a front without the stamp."""
    title, stamp = (_bare(words) for words in (publication.title, str(publication.stamp)))
    if _bare(paragraphs[0].words) != title:
        yield Fault("TXT-019", f"The first line is '{paragraphs[0].words}', not the title.", 1)
    front = [_bare(found.words) for found in paragraphs[:5]]
    if stamp not in front:
        yield Fault("TXT-019", f"The stamp '{publication.stamp}' is missing.")


def _bare(words: str) -> str:
    """Return words without spaces; an author's bracket is doubled in the text."""
    return "".join(words.split()).replace("[[", "[")


def _issue(artefacts: Artefacts, path: str, fault: Fault) -> Issue:
    return Issue(fault.code, artefacts.span("text", path, fault.line), fault.problem)
