"""The job ticket as a print shop reads it: JSON, nothing more."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.checks.pre.rules import Fault
from build_tools.issues import TandemError

_NEAR = 2
"""Per cent of ink within which two ways to measure agree."""


class TicketUnreadable(TandemError):
    """The ticket, or a value in it, can't be read; the message says which."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the ticket promises. Lengths are in millimetres, ink in per cent."""

    trim: tuple[float, float]
    bleed: float
    pages: int
    multiple: int
    blanks: int
    condition: str
    highest_ink: float
    highest_page: int
    ink_limit: float
    fonts: frozenset[str]
    stamp: str
    file: str
    bytes: int
    digest: str


def read_ticket(file: Path) -> Ticket:
    """Read a ticket; raise `TicketUnreadable`."""
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TicketUnreadable(f"The job ticket can't be read: {error}.") from error
    if not isinstance(facts, dict):
        raise TicketUnreadable("The job ticket is not a list of names and values.")
    width, height = _numbers(facts, "trim", r"([\d.]+) × ([\d.]+) mm")
    (bleed,) = _numbers(facts, "bleed", r"([\d.]+) mm on all sides")
    (blanks,) = _numbers(facts, "blanks", r"(\d+) ")
    ink = _numbers(facts, "highest-ink", r"([\d.]+) % on page (\d+); the limit is ([\d.]+) %")
    (multiple,) = _numbers(facts, "page-multiple", r"(\d+)$")
    (pages,), (size,) = _numbers(facts, "pages", r"(\d+)$"), _numbers(facts, "bytes", r"(\d+)$")
    fonts = _value(facts, "fonts")
    return Ticket(
        trim=(width, height),
        bleed=bleed,
        pages=int(pages),
        multiple=int(multiple),
        blanks=int(blanks),
        condition=str(_value(facts, "output-intent")).split(" ", 1)[0],
        highest_ink=ink[0],
        highest_page=int(ink[1]),
        ink_limit=ink[2],
        fonts=frozenset(str(font).removesuffix(", embedded") for font in fonts),
        stamp=str(_value(facts, "stamp")),
        file=str(_value(facts, "file")),
        bytes=int(size),
        digest=str(_value(facts, "sha-256")),
    )


def file_faults(ticket: Ticket, file: Path) -> Iterator[Fault]:
    """Iterate over what the ticket says of the file and is not so."""
    data = file.read_bytes()
    if ticket.file != file.name:
        yield Fault("PRE-026", f"The ticket names '{ticket.file}'; the file is '{file.name}'.")
    if ticket.bytes != len(data):
        yield Fault("PRE-026", f"The ticket says {ticket.bytes} bytes; the file has {len(data)}.")
    if ticket.digest != hashlib.sha256(data).hexdigest():
        yield Fault("PRE-026", "The SHA-256 digest on the ticket is not the file's.")


def page_faults(ticket: Ticket, pages: int, blanks: int) -> Iterator[Fault]:
    """Iterate over pages and blanks that the ticket counts otherwise."""
    if ticket.pages != pages:
        yield Fault("PRE-027", f"The ticket says {ticket.pages} pages; the file has {pages}.")
    if ticket.blanks != blanks:
        yield Fault("PRE-027", f"The ticket says {ticket.blanks} blanks; there are {blanks}.")
    if ticket.multiple < 1 or pages % ticket.multiple:
        problem = f"There are {pages} pages; the binding takes {ticket.multiple} at a time."
        yield Fault("PRE-012", problem)


def stamp_faults(ticket: Ticket, stamp: str) -> Iterator[Fault]:
    """Iterate over a stamp that is not the publication's."""
    if ticket.stamp != stamp:
        yield Fault("PRE-028", f"The ticket's stamp is '{ticket.stamp}'; it should be '{stamp}'.")


def ink_faults(ticket: Ticket, inks: Mapping[int, float]) -> Iterator[Fault]:
    """Iterate over an ink on the ticket that is not the pages'; `inks` is the most of each page."""
    highest, there = max(inks.values(), default=0), inks.get(ticket.highest_page, 0)
    if abs(highest - ticket.highest_ink) > _NEAR or highest - there > _NEAR:
        said = f"{ticket.highest_ink:g} % on page {ticket.highest_page}"
        page = max(inks, key=lambda number: inks[number], default=0)
        yield Fault("PRE-029", f"The ticket says {said}; there is {highest:.0f} % on page {page}.")


def font_faults(ticket: Ticket, fonts: frozenset[str]) -> Iterator[Fault]:
    """Iterate over fonts that are on the ticket or in the file, but not in both."""
    for font in sorted(ticket.fonts - fonts):
        yield Fault("PRE-030", f"The ticket names the font '{font}', which is not in the file.")
    for font in sorted(fonts - ticket.fonts):
        yield Fault("PRE-030", f"The file has the font '{font}', which the ticket does not name.")


def _value(facts: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401  (it is JSON)
    if facts.get(name) in (None, "", []):
        raise TicketUnreadable(f"The job ticket says nothing of '{name}'.")
    return facts[name]


def _numbers(facts: Mapping[str, Any], name: str, pattern: str) -> tuple[float, ...]:
    value = str(_value(facts, name))
    if not (found := re.match(pattern, value)):
        raise TicketUnreadable(f"The job ticket's '{name}' is '{value}', which can't be read.")
    try:
        return tuple(map(float, found.groups()))
    except ValueError as error:
        raise TicketUnreadable(f"The job ticket's '{name}' is '{value}'.") from error
