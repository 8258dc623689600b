"""The finished editions of a release, as checks and tools are given them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from build_tools.editions import Artefact, edition
from build_tools.issues import SourceSpan
from build_tools.tools.cache import NO_CACHE, Cache

Plan = Literal["quick", "full"]
"""`quick` runs in every build; `full` is all of that and what needs a browser or Java."""


def _say_nothing(_: str) -> None:
    pass  # a lambda could not be sent to another process


@dataclass(frozen=True, slots=True)
class Artefacts:
    """The finished editions of a release, or of one that is about to be put in place.

    `folder` holds a folder for each edition and `manifest.json`. It is no link: whoever makes an
    `Artefacts` of `outputs/current` resolves it once, so that all checks see the same release.

    `today` is the day that dates are compared with; None: no date has passed. Nothing else may
    say what day it is. `plan` is the one that runs. `cache` and `tell` are for checks that take
    long: what they knew, and who wants to hear how far they are ("12 of 68 pages").
    """

    folder: Path
    made: Mapping[str, Artefact]
    today: datetime.date | None = None
    plan: Plan = "quick"
    cache: Cache = NO_CACHE
    tell: Callable[[str], None] = _say_nothing

    def files_of(self, *kinds: str) -> Iterator[tuple[str, str]]:
        """Iterate over the editions of these kinds and their files, as (edition, path).

        An edition's entry is always among them, so that one that is missing is missed.
        """
        for name, artefact in self.made.items():
            if edition(name).kind in kinds:
                paths = dict.fromkeys((artefact.entry, *(file.path for file in artefact.files)))
                yield from ((name, path) for path in paths)

    def pages_of(self, edition: str) -> list[str]:
        """Return an edition's own pages, for browsers: what a site offers to download is not."""
        paths = (file.path for file in self.made[edition].files)
        return [path for path in paths if is_own_page(path)]

    def file(self, edition: str, path: str = "") -> Path:
        """Return a file of an edition by its path in the edition's folder; else its entry."""
        return self.folder / edition / (path or self.made[edition].entry)

    def span(self, edition: str, path: str = "", line: int = 0) -> SourceSpan:
        """Return the place of a file of an edition (else of its entry), for an issue."""
        return SourceSpan(f"{edition}/{path or self.made[edition].entry}", line)


def is_own_page(path: str) -> bool:
    """Whether a file of a site, or of another edition of pages, is a page of its own.

    Below `downloads/NAME/` lie the other editions' files.
    """
    return path.endswith(".html") and not re.match("downloads/[^/]+/", path)
