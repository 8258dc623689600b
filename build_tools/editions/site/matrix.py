"""The matrix: a table on a wide screen; on a narrow one and aloud, lists that name their column."""

from __future__ import annotations

import re
from html import escape
from itertools import cycle

from build_tools.publication.blocks import Table, plain

MATRIX = "matrix"
"""The id of the section; the spine names it so."""

_BETWEEN = re.compile(r"(?<=</a>);<br>(?=<a )")


def matrix(table: Table, markup: str) -> str:
    """Return the matrix with the name of its column in each cell, and the words around links.

    The semicolons stay for those who listen and copy; the style sheet puts a line in their place.
    """
    columns = cycle(plain(cell.content) for cell in table.header.cells[1:])
    labelled = re.sub("<td(?=[ >])", lambda _: f'<td data-column="{escape(next(columns))}"', markup)
    apart = _BETWEEN.sub('<span class="unseen">; </span>', labelled)
    name = escape(plain(table.caption))
    return f'<div class="scroll matrix" role="group" aria-label="{name}" tabindex="0">{apart}</div>'
