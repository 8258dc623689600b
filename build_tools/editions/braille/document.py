"""The whole: front matter, contents, parts and sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from build_tools.editions.braille.blocks import BlockWriter
from build_tools.editions.braille.inlines import InlineWriter
from build_tools.editions.braille.lines import Line
from build_tools.editions.braille.settings import BrailleSettings
from build_tools.editions.braille.ueb import NOTE, SPACE, Ueb
from build_tools.publication import Part, Publication, Section
from build_tools.publication.imprint import imprint
from build_tools.rendering.targets import call_places

MACHINE = (
    "Machine-translated, not proofread. A program wrote this braille from the print, and no "
    "braille reader has checked it. Tell us of any fault that you find."
)


@dataclass(frozen=True, slots=True)
class Document:
    """A publication in one grade."""

    publication: Publication
    settings: BrailleSettings
    grade: int
    ueb: Ueb = field(init=False)

    def __post_init__(self) -> None:
        marks = {modifier.mark: modifier.cells for modifier in self.settings.marks}
        object.__setattr__(self, "ueb", Ueb(self.grade, marks))

    # --- What stands at the front -----------------------------------------------------

    def title_lines(self) -> Iterator[str]:
        """Iterate over what a title page says, as words."""
        record = self.publication.record
        yield record.title
        if record.subtitle:
            yield record.subtitle
        yield record.publisher
        yield str(self.publication.stamp)
        yield f"In Unified English Braille, grade {self.grade}."
        yield self.checked()

    def checked(self) -> str:
        """Return who has read this braille, or that nobody has."""
        braille = self.publication.record.braille
        if braille is None:
            return MACHINE
        day = f"{braille.on.day} {braille.on:%B %Y}"
        return f"Machine-translated, then checked by {braille.checked_by} on {day}."

    def contact_lines(self) -> Iterator[str]:
        """Iterate over imprint, and how to reach the publisher, as words."""
        contact = self.publication.contact
        for fact in imprint(self.publication.record, "braille"):
            yield f"{fact.name}: {' '.join((fact.words, fact.url)).strip()}"
        for what, words in (
            ("Email", contact.email),
            ("Phone", contact.phone),
            ("Address", contact.address),
            ("Web", contact.web),
        ):
            if words:
                yield f"{what}: {words}"

    def notes(self) -> Iterator[Line]:
        """Iterate over the transcriber's notes that say how the braille is made.

        They depend on what was written, so they are asked for last.
        """
        said = [
            "Words in these signs are not in print. They name what follows, or say where a link "
            "or a footnote leads.",
            "A raised number calls a footnote. Footnotes stand at the end of their section.",
            "A table is written row by row. Each cell has a line of its own: the name of its "
            "column, a colon and the cell.",
            "Pictures and charts are described, and after a chart comes a table of its numbers.",
            "A link to a place in this document says see and its number. Search for the word "
            "section and a number to go there.",
        ]
        lines = [self.ueb.write(words) for words in said]
        lines += [
            f"{modifier.cells}{SPACE}{self.ueb.write(f'before a letter: {modifier.name}')}"
            for modifier in self.settings.marks
            if modifier.mark in self.ueb.used
        ]
        lines[0] = NOTE[0] + lines[0]
        lines[-1] += NOTE[1]
        yield from map(Line, lines)

    # --- The body ---------------------------------------------------------------------

    def part(self, part: Part) -> Iterator[Line]:
        """Iterate over a part's title and summary; its sections come after."""
        yield Line(self.part_title(part), "title")
        if part.summary:
            writer = self._writer()
            yield Line(writer.inlines.write_text(part.summary))

    def section(self, section: Section) -> Iterator[Line]:
        """Iterate over a section: title, summary, blocks and footnotes."""
        writer = self._writer(section)
        yield Line(self.section_title(section), "title")
        if section.summary:
            cells = writer.inlines.write_text(section.summary)
            # Where no paragraph has a number, nothing else tells a summary from the first of them.
            yield Line(cells) if section.number else writer.mark("summary", cells)
        yield from writer.blocks(section.blocks)
        called = call_places(section)
        for note in section.notes:
            words = f"footnote {note.number}, from {' and '.join(called[note.number])}"
            cells = writer.within(note.lang, (note,)).inlines.write(note.content)
            yield writer.mark(words, cells)

    def part_title(self, part: Part) -> str:
        """Return a part's title with its number, in cells."""
        title = self._writer().inlines.write_text(part.title)
        name = part.label or "Part"
        return f"{self.ueb.write(f'{name}:')}{SPACE}{title}"

    def section_title(self, section: Section) -> str:
        """Return a section's title with its number, in cells."""
        title = self._writer(section).inlines.write_text(section.title)
        name = section.number if section.annex else f"Section {section.number}".rstrip()
        return f"{self.ueb.write(f'{name}:')}{SPACE}{title}"

    def _writer(self, section: Section | None = None) -> BlockWriter:
        lang = self.publication.lang
        writer = BlockWriter(InlineWriter(self.publication, self.ueb, lang), self.settings)
        if section is None:
            return writer
        whole = (*section.blocks, *section.notes)
        writer = writer.within(section.lang, whole, f"{section.title} {section.summary}")
        return replace(writer, section=section.number)
