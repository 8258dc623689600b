"""Braille: Unified English Braille for displays and for paper.

    braille.yml ─▶ settings
    publication ─▶ document ─▶ blocks ─▶ inlines ─▶ ueb ─▶ liblouis
                       │
                       ▼
                     lines ─────────────────────▶ display files (BRF, one line a paragraph)
                       └─▶ rows ─▶ volumes ─▶ files ─▶ volumes (BRF) and PEF

`SPECIFICATION.md` has the rules by which the files can be read. Decision 0018 says why.

Issues: BRL-001 braille.yml; 002 a value in it; 003 characters that have no braille (a warning).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.braille.document import Document
from build_tools.editions.braille.files import brf_lines, brf_pages, pef
from build_tools.editions.braille.lines import Line, display_lines
from build_tools.editions.braille.settings import BrailleSettings, read_braille_settings
from build_tools.editions.braille.ueb import name_of
from build_tools.editions.braille.volumes import volumes_of
from build_tools.issues import Issue, Severity
from build_tools.publication import Part, Publication


class Braille:
    """Files for displays, and for embossers."""

    name: ClassVar[str] = "braille"
    kind: ClassVar[str] = "braille"
    title: ClassVar[str] = "Braille"
    use: ClassVar[str] = (
        "Unified English Braille. Files for braille displays and note-takers, contracted and "
        "uncontracted, with one line for each paragraph; and volumes for embossers, ready to be "
        "put on paper."
    )
    needs: ClassVar[tuple[str, ...]] = ()

    def read_settings(self, themes: Path) -> object:
        """Read `braille.yml`."""
        return read_braille_settings(themes)

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write all files; raise `ProgramMissing` where liblouis is not installed."""
        settings = read_braille_settings(job.themes)
        documents = {
            grade: Document(publication, settings, grade) for grade in settings.display.grades
        }
        files: dict[str, tuple[bytes, int | None]] = {}
        for grade, document in documents.items():
            lines = display_lines(whole(document))
            files[f"{publication.name}-grade-{grade}-display.brf"] = brf_lines(lines), None
        for grade in settings.embosser.grades:
            name = f"{publication.name}-grade-{grade}"
            volumes = volumes_of(documents[grade], settings.embosser)
            for volume in volumes:
                path = f"{name}-volume-{volume.number}.brf"
                files[path] = brf_pages(volume.pages), len(volume.pages)
            pages = sum(len(volume.pages) for volume in volumes)
            files[f"{name}.pef"] = pef(publication, volumes, settings.embosser), pages
        for path, (data, _) in files.items():
            (job.folder / path).write_bytes(data)
        named = sorted({char for document in documents.values() for char in document.ueb.named})
        return Artefact(
            entry=next(iter(files)),
            files=tuple(ArtefactFile(path, pages) for path, (_, pages) in files.items()),
            facts=_facts(settings),
            warnings=tuple(_unwritten(publication, named)),
        )


def _facts(settings: BrailleSettings) -> dict[str, object]:
    """Return what those who read the files again have to be told."""
    paper = settings.embosser
    return {
        "display-grades": list(settings.display.grades),
        "embosser-grades": list(paper.grades),
        "width": paper.width,
        "height": paper.height,
        "page-number": paper.page_number,
        "volume-pages": paper.volume_pages,
        "duplex": paper.duplex,
        "codes": dict(settings.codes),
        "marks": {modifier.mark: [modifier.name, modifier.cells] for modifier in settings.marks},
    }


def whole(document: Document) -> Iterator[Line]:
    """Iterate over all lines of a display's file."""
    publication, ueb = document.publication, document.ueb
    # The notes depend on what was written, so the rest is written first.
    parts = [line for part in publication.parts for line in _part(document, part)]
    yield from (Line(ueb.write(words)) for words in document.title_lines())
    yield Line(ueb.write(publication.record.summary))
    yield from (Line(ueb.write(words)) for words in document.contact_lines())
    yield from document.notes()
    yield Line(ueb.write("Contents"), "title")
    for part in publication.parts:
        yield Line(document.part_title(part))
        yield from (Line(document.section_title(section), "entry") for section in part.sections)
    yield from parts


def _part(document: Document, part: Part) -> Iterator[Line]:
    yield from document.part(part)
    for section in part.sections:
        yield from document.section(section)


def _unwritten(publication: Publication, chars: list[str]) -> Iterator[Issue]:
    """Say which characters the braille can only name."""
    if chars:
        shown = ", ".join(f"{char} ({name_of(char)})" for char in chars[:8])
        more = f" and {len(chars) - 8} more" if len(chars) > 8 else ""  # noqa: PLR2004
        yield Issue(
            "BRL-003",
            publication.parts[0].span,
            f"UEB has no sign for {shown}{more}: their names stand in the braille.",
            "Write words for symbols. Put text in another script into a paragraph of its own, "
            "marked with its language, and name that language's code in themes/braille.yml.",
            Severity.WARNING,
        )
