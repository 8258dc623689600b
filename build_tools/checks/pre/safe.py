"""Text keeps away from other text, and from the trim's edge, where knives cut a little aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from build_tools.checks.pre.boxes import POINTS_PER_MM, grown
from build_tools.checks.pre.painting import Box, holds
from build_tools.checks.pre.rules import Fault
from build_tools.formats.pdf.typeset import overlapping, typeset_pages

_SAFE = 3
"""Millimetres from the trim's edge."""
_SHOWN = 40
"""Characters of a text that are said."""


def safe_faults(file: Path, trims: Mapping[int, Box]) -> Iterator[Fault]:
    """Iterate over text that is too near to the edge, off the page, or over other text.

    `trims` has the trim box of each page, in points; pages count from 1.
    """
    for page in typeset_pages(file):
        trim = trims.get(page.number + 1)
        if trim is None:
            continue
        for one, other in islice(overlapping(page), 1):
            said = f"“{one.words[:_SHOWN]}” and “{other.words[:_SHOWN]}”"
            yield Fault("PRE-032", f"{said} are printed over each other.", page.number + 1)
        safe = grown(trim, -_SAFE * POINTS_PER_MM)
        for one in page.text:
            if not one.in_drawing and not holds(safe, (one.left, one.bottom, one.right, one.top)):
                problem = f"“{one.words[:_SHOWN]}” is less than {_SAFE} mm from the trim's edge."
                yield Fault("PRE-031", problem, page.number + 1)
