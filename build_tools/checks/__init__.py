"""Files → issues. One folder a check, one seam, one visible table.

To add a check: write a class like `Check` in a folder here and name it in `CHECKS`. A check reads
finished files and the publication, never an edition's insides, and fails closed: a file or a
program that it can't find is an issue or `ProgramMissing`, never a pass.

The source has no check of its own here but those that need the whole publication: reading
finds what is wrong with a file.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import ClassVar, Literal, Protocol, cast, runtime_checkable

from build_tools.checks.cache import NO_CACHE, Cache
from build_tools.editions import Artefact, edition
from build_tools.issues import Issue, SourceSpan
from build_tools.publication import Publication

EVERY_EDITION = frozenset({"*"})
"""What a check applies to that looks at a release as a whole."""

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


class Check(Protocol):
    """One thing that is proved of every release."""

    code: ClassVar[str]
    """Three letters; its rules are "LNK-001", "LNK-002" …"""
    subject: ClassVar[str]
    """What it proves, as a sentence for readers without its full stop."""
    applies_to: ClassVar[frozenset[str]]
    """Kinds of editions, or `EVERY_EDITION`; empty: the source."""
    plan: ClassVar[Plan]
    """The least plan that it is in; a check that says nothing is in `quick`, so always run."""

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Find what is wrong; `artefacts` holds none when the check is of the source.

        A place in a finished file is enough: `origins` says where the source has it, and gives
        the remedy where there is none.
        """
        ...


@runtime_checkable
class UsingPrograms(Protocol):
    """A check that others' programs do for us."""

    def tools(self) -> tuple[str, ...]:
        """Return their names and versions; raise `ProgramMissing` for one that isn't there."""
        ...


@runtime_checkable
class Counting(Protocol):
    """A check that also counts, for the table in reports."""

    counts: Mapping[str, Mapping[str, int]]
    """By edition: "found" → 120 … It is there once `run` has come to its end."""


CHECKS: Mapping[str, str] = {
    "ACC": "build_tools.checks.statement:StatementIsDeclared",
    "ACE": "build_tools.checks.ace:PassesAce",
    "AXE": "build_tools.checks.axe:PassesAxe",
    "BRL": "build_tools.checks.braille:BrailleCanBeUsed",
    "CON": "build_tools.checks.contrast:TextStandsOut",
    "DAT": "build_tools.checks.data:DataHolds",
    "DOC": "build_tools.checks.word_structure:WordServesReaders",
    "EPB": "build_tools.checks.epubcheck:IsValidEpub",
    "LNG": "build_tools.checks.language:PlainEnglish",
    "LNK": "build_tools.checks.links:EveryLinkLeads",
    "LOF": "build_tools.checks.libreoffice:OpensInLibreOffice",
    "LRG": "build_tools.checks.large_print:LargePrintIsLarge",
    "MAN": "build_tools.checks.manifest:ReleaseEqualsManifest",
    "ONE": "build_tools.checks.one_file:StandsAlone",
    "OUT": "build_tools.checks.outloud:SpeaksOutLoud",
    "OXM": "build_tools.checks.open_xml:KeepsToOpenXml",
    "PAR": "build_tools.checks.parity:Parity",
    "PAY": "build_tools.checks.pa11y:PassesPa11y",
    "PDF": "build_tools.checks.pdf_structure:StructureServesReaders",
    "PLT": "build_tools.checks.preflight.plates:BlackTextOnBlackPlate",
    "PRE": "build_tools.checks.preflight:PrintPreflight",
    "TXT": "build_tools.checks.plain_text:PlainTextLint",
    "UAC": "build_tools.checks.verapdf:ConformsToPdfUa",
    "VNU": "build_tools.checks.html:IsValidHtml",
}
"""Every check by its code. Modules are imported when used."""


def load_check(reference: str) -> Check:
    """Return the check that an entry of `CHECKS` refers to."""
    module, class_name = reference.split(":")
    return cast(Check, getattr(import_module(module), class_name)())


def plan(made: Iterable[str], depth: Plan = "quick") -> tuple[str, ...]:
    """Return the codes of the checks of a plan that have something to look at in these editions.

    Of no editions, these are the checks of the source.
    """
    kinds = frozenset(edition(name).kind for name in made)
    checks = {code: load_check(reference) for code, reference in CHECKS.items()}
    return tuple(
        code
        for code, check in checks.items()
        if _applies(check, kinds) and depth in ("full", getattr(check, "plan", "quick"))
    )


def _applies(check: Check, kinds: frozenset[str]) -> bool:
    if not kinds or not check.applies_to:
        return not kinds and not check.applies_to
    return check.applies_to == EVERY_EDITION or bool(check.applies_to & kinds)
