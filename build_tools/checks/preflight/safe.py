"""Text keeps away from the trim's edge, where knives cut a little aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.checks.preflight.boxes import POINTS_PER_MM, grown
from build_tools.checks.preflight.painting import Box, holds
from build_tools.checks.preflight.rules import Fault
from build_tools.checks.typeset import typeset_pages

_SAFE = 3
"""Millimetres from the trim's edge."""
_SHOWN = 40
"""Characters of a text that are said."""


def safe_faults(file: Path, trims: Mapping[int, Box]) -> Iterator[Fault]:
    """Iterate over text that is too near to the edge, or off the page.

    `trims` has the trim box of each page, in points; pages count from 1.
    """
    for page in typeset_pages(file):
        trim = trims.get(page.number + 1)
        if trim is None:
            continue
        safe = grown(trim, -_SAFE * POINTS_PER_MM)
        for one in page.text:
            if not one.in_drawing and not holds(safe, (one.left, one.bottom, one.right, one.top)):
                problem = f"“{one.words[:_SHOWN]}” is less than {_SAFE} mm from the trim's edge."
                yield Fault("PRE-031", problem, page.number + 1)
