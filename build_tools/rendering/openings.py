"""Where the pages of a paged edition begin in the text, for editions that have no pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Opening:
    """A page, and the first part, section or block that begins on it.

    It has the id of a part; or of a section; or of a section and of a block, list item or term
    in it. A page that only goes on with what began before has the block that runs on it: whoever
    turns to the page begins too early rather than too late.
    """

    page: int
    part: str = ""
    section: str = ""
    block: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values; `of_json` reads them."""
        return asdict(self)

    @classmethod
    def of_json(cls, raw: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote; raise TypeError for anything else."""
        return cls(**raw)
