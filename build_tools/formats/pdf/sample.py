"""Pages that stand for all the others, for what is measured on rendered pages."""

from __future__ import annotations

from build_tools.formats.pdf.structure import TaggedPdf


def sample(tagged: TaggedPdf) -> list[int]:
    """Return a page of each kind, counted from 0."""
    first: dict[tuple[str, str], int] = {}
    for element in tagged.document.all():
        if element.page is not None:
            first.setdefault((element.role, element.title), element.page)
    return sorted(set(first.values()))
