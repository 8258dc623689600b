"""The publication as plain text, by the rules of `SPECIFICATION.md`.

A paragraph becomes a `Line` (`inlines`, `blocks`, `document`); `lines` writes these into
files, wrapped or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.text.document import document, section_document
from build_tools.editions.text.lines import unwrapped, wrapped
from build_tools.publication import Publication


class PlainText:
    """The edition: the whole text, the same with one line a paragraph, and each section."""

    name: ClassVar[str] = "text"
    kind: ClassVar[str] = "text"
    title: ClassVar[str] = "Plain text"
    use: ClassVar[str] = (
        "Text and nothing else, for screen readers, braille displays and old devices. There are "
        "two files: one has short lines, the other has one line for each paragraph."
    )
    needs: ClassVar[tuple[str, ...]] = ()

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write all text files."""
        texts = dict(_files(publication))
        for path, text in texts.items():
            file = job.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        return Artefact(entry=next(iter(texts)), files=tuple(map(ArtefactFile, texts)))


def _files(publication: Publication) -> Iterator[tuple[str, str]]:
    lines = list(document(publication))
    yield f"{publication.name}.txt", wrapped(lines)
    yield f"{publication.name}-unwrapped.txt", unwrapped(lines)
    for section in publication.sections:
        yield f"sections/{section.path}.txt", wrapped(section_document(publication, section))
