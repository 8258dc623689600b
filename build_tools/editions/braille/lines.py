"""Lines: a paragraph of braille, and what it is to layout. One of them is one line of a display."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from build_tools.editions.braille.ueb import SPACE

Form = Literal["title", "heading", "subheading", "paragraph", "entry", "more"]
"""`title`: of a part or section; `entry`: of a list, or the first cell of a row; `more`: a row's
other cells."""

HEADINGS = ("title", "heading", "subheading")
BREAK = "\n"
"""A forced new line in a paragraph; a display shows it as a space."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in cells; `depth` counts the entries that it stands in."""

    cells: str
    form: Form = "paragraph"
    depth: int = 0


def display_lines(lines: Iterable[Line]) -> Iterator[str]:
    """Iterate over the lines of a display's file.

    A heading has an empty line before it, and nothing else has. A line begins with two spaces for
    each entry that it stands in; an entry has one more, another cell of a row two more.
    """
    for place, line in enumerate(lines):
        if line.form in HEADINGS and place:
            yield ""
        own = {"entry": 1, "more": 2}.get(line.form, 0)
        yield SPACE * (2 * line.depth + own) + line.cells.replace(BREAK, SPACE)
