"""Files → issues. One folder a check, one seam, one visible table.

To add a check: write a class like `Check` in a folder here and name it in `CHECKS`. A check reads
finished files and the publication, never an edition's insides, and fails closed: a file or a
program that it can't find is an issue or `ProgramMissing`, never a pass.

The source has no check of its own here but those that need the whole publication: reading
finds what is wrong with a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import ClassVar, Protocol, cast, get_args, runtime_checkable

from build_tools.editions import edition
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.tools.artefacts import Artefacts, Plan, is_own_page

__all__ = [
    "CHECKS",
    "EVERY_EDITION",
    "Artefacts",
    "Check",
    "Counting",
    "Plan",
    "UsingPrograms",
    "is_own_page",
    "load_check",
    "plan",
]

EVERY_EDITION = frozenset({"*"})
"""What a check applies to that looks at a release as a whole."""


class Check(Protocol):
    """One thing that is proved of every release."""

    code: ClassVar[str]
    """Three letters; its rules are "LNK-001", "LNK-002" …"""
    subject: ClassVar[str]
    """What it proves, as a sentence for readers without its full stop."""
    applies_to: ClassVar[frozenset[str]]
    """Kinds of editions, or `EVERY_EDITION`; empty: the source."""
    plan: ClassVar[Plan]
    """The least plan that it is in: `quick` is run in every build."""

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
    "ACC": "build_tools.checks.acc:StatementIsDeclared",
    "ACE": "build_tools.checks.ace:PassesAce",
    "AXE": "build_tools.checks.axe:PassesAxe",
    "BRL": "build_tools.checks.brl:BrailleCanBeUsed",
    "CON": "build_tools.checks.con:TextStandsOut",
    "DAT": "build_tools.checks.dat:DataHolds",
    "DOC": "build_tools.checks.doc:WordServesReaders",
    "EPB": "build_tools.checks.epb:IsValidEpub",
    "LNG": "build_tools.checks.lng:PlainEnglish",
    "LNK": "build_tools.checks.lnk:EveryLinkLeads",
    "LOF": "build_tools.checks.lof:OpensInLibreOffice",
    "LRG": "build_tools.checks.lrg:LargePrintIsLarge",
    "MAN": "build_tools.checks.man:ReleaseEqualsManifest",
    "ONE": "build_tools.checks.one:StandsAlone",
    "OUT": "build_tools.checks.out:SpeaksOutLoud",
    "OXM": "build_tools.checks.oxm:KeepsToOpenXml",
    "PAR": "build_tools.checks.par:Parity",
    "PAY": "build_tools.checks.pay:PassesPa11y",
    "PDF": "build_tools.checks.pdf:StructureServesReaders",
    "PLT": "build_tools.checks.plt:BlackTextOnBlackPlate",
    "PRE": "build_tools.checks.pre:PrintPreflight",
    "TXT": "build_tools.checks.txt:PlainTextLint",
    "UAC": "build_tools.checks.uac:ConformsToPdfUa",
    "VNU": "build_tools.checks.vnu:IsValidHtml",
}
"""Every check by its code. Modules are imported when used."""


def load_check(reference: str) -> Check:
    """Return the check that an entry of `CHECKS` refers to; ValueError for one in no plan."""
    module, class_name = reference.split(":")
    check = cast(Check, getattr(import_module(module), class_name)())
    if check.plan not in get_args(Plan):
        raise ValueError(f"{reference} is in a plan '{check.plan}', and there is none.")
    return check


def plan(made: Iterable[str], depth: Plan = "quick") -> tuple[str, ...]:
    """Return the codes of the checks of a plan that have something to look at in these editions.

    Of no editions, these are the checks of the source.
    """
    kinds = frozenset(edition(name).kind for name in made)
    checks = {code: load_check(reference) for code, reference in CHECKS.items()}
    return tuple(
        code
        for code, check in checks.items()
        if _applies(check, kinds) and depth in ("full", check.plan)
    )


def _applies(check: Check, kinds: frozenset[str]) -> bool:
    if not kinds or not check.applies_to:
        return not kinds and not check.applies_to
    return check.applies_to == EVERY_EDITION or bool(check.applies_to & kinds)
