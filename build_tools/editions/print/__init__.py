"""The print edition: a PDF/X-4 that passes preflight, and a job ticket.

    print.yml, brand.yml ──▶ settings, profile ──▶ pictures in inks ──▶ laid out on its own
                                                                           │
                    ticket ◀── inspection ◀── overprint ◀── press ◀────────┘
                    what was measured         black text    boxes, marks, blanks, intent

Nothing converts a colour after layout: what is not CMYK by then is refused.

Issues: PRN-001 print.yml; 002 a value in it; 003 a brand colour's ink; 004 contrast on paper;
010 what a drawing can't have; 011 see-through; 012 an unknown colour; 020 a colour that is not
CMYK; 021 a gradient; 022 see-through; 023 too much ink; 024 a font that is not embedded;
030 too few pixels; 031 few pixels, printed smaller (a warning); 032 binding (a warning). Warnings
go on the ticket.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pikepdf

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.print import press
from build_tools.editions.print.inspection import Inspection, inspect
from build_tools.editions.print.overprint import overprint_black_text
from build_tools.editions.print.palette import brand_issues
from build_tools.editions.print.pictures import PrintPictures, picture_issues
from build_tools.editions.print.profile import Profile, read_profile
from build_tools.editions.print.settings import PrintSettings, read_print_settings
from build_tools.editions.print.stylesheet import page_css
from build_tools.editions.print.ticket import binding_issues, ticket_json, ticket_text
from build_tools.issues import Issue, IssuesFound, Report, Severity
from build_tools.publication import Publication
from build_tools.publication.strictness import judged
from build_tools.rendering.brand import read_brand
from build_tools.rendering.paged import Look, lay_out, refused
from build_tools.rendering.paged.look import A4


class PrintPdf:
    """PDF/X-4 and job ticket."""

    name: ClassVar[str] = "print"
    kind: ClassVar[str] = "print-pdf"
    title: ClassVar[str] = "PDF for print shops"
    use: ClassVar[str] = (
        "Pages in the form PDF/X-4, with bleed and crop marks, and a job ticket that says how to "
        "print them."
    )
    needs: ClassVar[tuple[str, ...]] = ()
    cost: ClassVar[int] = 89

    def read_settings(self, themes: Path) -> object:
        """Read `print.yml` and the brand."""
        return read_print_settings(themes), read_brand(themes)

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write the PDF and the ticket; raise `IssuesFound` for what can't be printed."""
        settings, brand = read_print_settings(job.themes), read_brand(job.themes)
        profile = read_profile(settings.condition, job.themes)
        _stop_at(brand_issues(brand, profile, job.themes))
        pictures = PrintPictures(settings, brand, profile)
        found_before = list(self.refused(publication, job.themes))
        _stop_at(found_before, warnings := Report())
        pictures.convert(publication)
        look = Look(
            form=self.name,
            colours=brand.tokens("cmyk"),
            draw=pictures.draw,
            style_sheets=(page_css(settings.page),),
            page_references=True,
            room=replace(A4, width=settings.page.text_width * press.POINTS_PER_MM),
        )
        laid_out = lay_out(publication, job.themes, look)
        file = f"{publication.name}-print.pdf"
        finisher = _Finisher(settings, profile, f"{self.name}/{file}")
        laid_out.write(job.folder / file, variant="pdf/x-4", finish=finisher.finish)
        _stop_at(finisher.found.issues)
        binding = tuple(binding_issues(settings.job, finisher.pages))
        warnings.extend(binding)
        facts = _facts(publication, settings, profile, finisher, warnings)
        data = (job.folder / file).read_bytes()
        facts |= {"file": file, "bytes": len(data), "sha-256": hashlib.sha256(data).hexdigest()}
        for name, text in (
            ("job-ticket.txt", ticket_text(publication, facts)),
            ("job-ticket.json", ticket_json(facts)),
        ):
            (job.folder / name).write_text(text, encoding="utf-8", newline="\n")
        return Artefact(
            entry=file,
            files=(
                ArtefactFile(file, pages=finisher.pages),
                ArtefactFile("job-ticket.txt"),
                ArtefactFile("job-ticket.json"),
            ),
            facts={
                "first-pages": laid_out.first_pages,
                "openings": [opening.as_json() for opening in laid_out.openings],
                "blanks": finisher.blanks,
                "highest-ink": facts["highest-ink"],
            },
            warnings=binding,  # of the others everyone is told before
        )

    def refused(self, publication: Publication, themes: Path) -> Iterator[Issue]:
        """Find letters that no typeface has, and pictures that can't be printed as they are."""
        yield from refused(publication, themes)
        found = picture_issues(publication, read_print_settings(themes))
        yield from judged(found, publication.record)


class _Finisher:
    """Turns laid-out pages into printable ones, and keeps what was measured of them."""

    def __init__(self, settings: PrintSettings, profile: Profile, path: str) -> None:
        self._settings, self._profile, self._path = settings, profile, path
        self.found = Inspection()
        self.blanks = self.pages = 0

    def finish(self, pdf: pikepdf.Pdf) -> None:
        """Change the file before it is saved."""
        settings = self._settings
        press.forget_origin(pdf)
        press.drop_interaction(pdf)
        press.drop_unused_spaces(pdf)
        press.drop_groups(pdf)
        self.blanks = press.add_blanks(pdf, settings.page.multiple)
        self.pages = len(pdf.pages)
        press.set_boxes(pdf, settings.page)
        press.set_output_intent(pdf, settings.condition, self._profile)
        if settings.black_text == "overprint":
            overprint_black_text(pdf)
        self.found = inspect(pdf, self._path, settings.condition.total_ink)


def _stop_at(issues: Iterable[Issue], warnings: Report | None = None) -> None:
    report = Report()
    for issue in issues:
        (report if issue.severity is Severity.ERROR or warnings is None else warnings).add(issue)
    if report.failed:
        raise IssuesFound(report)


def _facts(
    publication: Publication,
    settings: PrintSettings,
    profile: Profile,
    finisher: _Finisher,
    warnings: Report,
) -> dict[str, object]:
    page, condition, job = settings.page, settings.condition, settings.job
    width, height = page.size
    overprint = settings.black_text == "overprint"
    return {
        "stamp": str(publication.stamp),
        "publisher": publication.record.publisher,
        "standard": "PDF/X-4",
        "trim": f"{width:g} × {height:g} mm",
        "bleed": f"{page.bleed:g} mm on all sides, crop marks outside it",
        "pages": finisher.pages,
        "page-multiple": page.multiple,
        "blanks": f"{finisher.blanks} before the last page, counted in the pages",
        "binding": job.binding,
        "stock": job.stock,
        "quantity": job.quantity,
        "colours": "cyan, magenta, yellow, black on all pages; no spot colours",
        "black-text": "100 % K, set to overprint; all else knocks out"
        if overprint
        else "100 % K; overprint is left to your RIP",
        "output-intent": f"{condition.identifier} ({profile.description()})",
        "highest-ink": f"{finisher.found.highest_ink:.0f} % on page "
        f"{finisher.found.highest_ink_page}; the limit is {condition.total_ink:g} %",
        "fonts": [f"{name}, embedded" for name in finisher.found.fonts],
        "warnings": [" ".join(str(issue).split()) for issue in warnings],
        "proof": job.proof or publication.contact.email or publication.contact.phone or "",
    }
