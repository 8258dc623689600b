"""Notes: what the calls in a text lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from build_tools.publication.blocks import Note, NoteCall, Paragraph, inlines
from build_tools.reading.tree.reader import Reader


def notes(reader: Reader, written: Sequence[etree._Element]) -> Iterator[Note]:
    """Yield the notes of a text whose other blocks were read, so that all calls are known."""
    calls = dict(reader.inlines.calls)
    found: dict[str, Note] = {}
    for item in written:
        name = item.get("name", "")
        if name in found:
            _fault(reader, item, "MD-044", f"The footnote '{name}' is written twice.",
                   "Give one of them another label.")  # fmt: skip
        elif note := _note(reader, item, name, calls):
            found[name] = note
    order = list(calls)
    yield from sorted(found.values(), key=lambda note: order.index(note.id))


def _note(reader: Reader, item: etree._Element, name: str, calls: Mapping[str, int]) -> Note | None:
    blocks = reader.flow(item)
    if reader.prose:
        _fault(reader, item, "MD-040", "A footnote stands in a value of a YAML file.",
               "Write it into the text, or use 'cites' for a source.")  # fmt: skip
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        _fault(reader, item, "MD-041", f"The footnote '{name}' is not one paragraph.",
               "A note is one paragraph; move longer text into a callout.")  # fmt: skip
        return None
    content = blocks[0].content
    if any(isinstance(inline, NoteCall) for inline in inlines(content)):
        _fault(reader, item, "MD-043", f"The footnote '{name}' calls a footnote.",
               "Write what the other one says here, or call it from the text.")  # fmt: skip
    if name not in calls:
        _fault(reader, item, "MD-042", f"Nothing in the text calls the footnote '{name}'.",
               f"Write [^{name}] where it belongs, or remove it.")  # fmt: skip
        return None
    return Note(span=reader.places.span(item), id=name, content=content, calls=calls[name])


def _fault(reader: Reader, item: etree._Element, code: str, problem: str, remedy: str) -> None:
    line = reader.places.span(item).line
    place = reader.places.source.find(f"[^{item.get('name')}]:", line)
    reader.places.fault(code, place, problem, remedy)
