"""The print PDF passes a print shop's preflight, and its job ticket is true.

    ticket ──▶ promises ─┐
    PDF ─────▶ document, boxes, resources, painting ──▶ marks, bleed, safe ──▶ faults

Only the finished file and the ticket are read; what the edition refuses while it builds is judged
here again by other code. `rules.RULES` has every rule with its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pikepdf

from build_tools.checks import Artefacts, Plan
from build_tools.checks.pre import bleed, boxes, document, marks, safe, ticket
from build_tools.checks.pre.painting import Box, Painted, meets, painted_on
from build_tools.checks.pre.resources import Resources
from build_tools.checks.pre.rules import IN_A_DRAFT, Fault, issues
from build_tools.issues import Issue
from build_tools.publication import Publication

TICKET = "job-ticket.json"


class PrintPreflight:
    """PRE: what a print shop would send back."""

    code: ClassVar[str] = "PRE"
    subject: ClassVar[str] = "The PDF for print shops passes preflight, and its job ticket is true"
    applies_to: ClassVar[frozenset[str]] = frozenset({"print-pdf"})
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Read the ticket, then the file; every fault is an issue with its pages."""
        try:
            promised = ticket.read_ticket(artefacts.file("print", TICKET))
        except ticket.TicketUnreadable as error:
            fault = Fault("PRE-002", str(error))
            yield from issues([fault], artefacts.span("print", TICKET))
            return
        faults = _faults(artefacts.file("print"), promised, str(publication.stamp))
        mild = IN_A_DRAFT if publication.stamp.status == "draft" else ()
        yield from issues(faults, artefacts.span("print"), mild)


def _faults(file: Path, promised: ticket.Ticket, stamp: str) -> Iterator[Fault]:
    try:
        pdf = pikepdf.open(file)
    except (OSError, pikepdf.PdfError) as error:
        yield Fault("PRE-001", f"The PDF can't be read: {error}.")
        return
    with pdf:
        if pdf.is_encrypted:
            yield Fault("PRE-001", "The PDF is encrypted.")
        yield from ticket.file_faults(promised, file)
        yield from ticket.stamp_faults(promised, stamp)
        yield from document.identification_faults(pdf)
        yield from document.intent_faults(pdf, promised)
        yield from document.interaction_faults(pdf)
        yield from boxes.box_faults(pdf, promised)
        yield from _resource_faults(pdf, promised)
        pages: dict[int, list[Painted]] = {}
        for number, page in enumerate(pdf.pages, start=1):
            try:
                pages[number] = list(painted_on(page))
            except (ValueError, LookupError, TypeError, AttributeError, pikepdf.PdfError) as error:
                yield Fault("PRE-001", f"The page can't be followed: {error}.", number)
        yield from _painted_faults(pages, promised)
        yield from _edge_faults(pdf, file, pages, promised)


def _resource_faults(pdf: pikepdf.Pdf, promised: ticket.Ticket) -> Iterator[Fault]:
    resources = Resources()
    for number, page in enumerate(pdf.pages, start=1):
        resources.look_at(page, number)
    yield from resources.faults
    yield from document.font_faults(resources.fonts)
    yield from ticket.font_faults(promised, frozenset(resources.fonts))


def _painted_faults(pages: dict[int, list[Painted]], promised: ticket.Ticket) -> Iterator[Fault]:
    body = marks.body_font(pages.values())
    inks: dict[int, float] = {}
    for number, painted in pages.items():
        yield from marks.colour_faults(painted, number)
        yield from marks.body_faults(painted, body, number)
        yield from marks.size_faults(painted, number)
        try:
            inks[number] = marks.highest_ink(painted)
        except marks.Unmeasurable as error:
            yield Fault("PRE-018", f"The ink can't be measured, for {error}.", number)
            continue
        if inks[number] > promised.ink_limit + 0.5:
            problem = (
                f"There is up to {inks[number]:.0f} % ink; {promised.ink_limit:g} % is allowed."
            )
            yield Fault("PRE-018", problem, number)
    yield from ticket.ink_faults(promised, inks)


def _edge_faults(
    pdf: pikepdf.Pdf, file: Path, pages: dict[int, list[Painted]], promised: ticket.Ticket
) -> Iterator[Fault]:
    """Iterate over faults at the edges; where a page has no boxes, that is a fault already."""
    blanks, edges, trims = 0, dict[int, boxes.Boxes](), dict[int, Box]()
    for number, painted in pages.items():
        found = boxes.boxes_of(pdf.pages[number - 1])
        if found is None:
            continue
        trim, outer, sheet = map(boxes.in_points, found)
        trims[number] = trim
        yield from marks.crop_mark_faults(painted, outer, number)
        blanks += not any(meets(mark.box, trim) for mark in painted)
        if bleed.reaches_edge(painted, trim):
            edges[number] = trim, outer, sheet
    yield from bleed.bleed_faults(file, edges)
    yield from safe.safe_faults(file, trims)
    yield from ticket.page_faults(promised, len(pdf.pages), blanks)
