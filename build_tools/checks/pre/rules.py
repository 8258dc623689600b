"""The rules of the preflight: what each asks for, where that comes from, and how to mend it.

"PDF/X-4" is ISO 15930-7:2010, "PDF" is ISO 32000-1:2008. "Printers' ask" is what print shops
commonly ask for beyond these; some of it is stricter than PDF/X-4 on purpose.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.issues import BUILD_AGAIN as AGAIN
from build_tools.issues import Issue, Severity, SourceSpan


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code stands for."""

    asks: str
    source: str
    remedy: str


_TRACED = ""
"""`origins` says whether the content can mend it."""
_COLOURS = "Colours come from themes/brand.yml, and pictures are converted."

RULES: Mapping[str, Rule] = {
    "PRE-001": Rule("The PDF can be read, and so can everything on its pages",
                    "PDF/X-4: no encryption; PDF 7.5, 7.8", _TRACED),
    "PRE-002": Rule("The job ticket can be read", "Printers' ask", AGAIN),
    "PRE-003": Rule("The file says that it is PDF/X-4",
                    "PDF/X-4: identification (pdfxid)", _TRACED),
    "PRE-004": Rule("Title, dates, identifier and trapping are stated",
                    "PDF/X-4: document information; PDF 14.3, 14.4, 14.11.6", _TRACED),
    "PRE-005": Rule("One output intent names the printing condition of the ticket",
                    "PDF/X-4: output intent; PDF 14.11.5",
                    "Name the condition in themes/print.yml."),
    "PRE-006": Rule("The output intent carries the profile of a CMYK printing condition",
                    "PDF/X-4: output intent; ICC.1, 7.2 (class prtr, space CMYK)",
                    "Name a CMYK output profile in themes/print.yml."),
    "PRE-007": Rule("The trim box is the ticket's trim, to a tenth of a millimetre",
                    "PDF/X-4: page boxes; PDF 14.11.2", _TRACED),
    "PRE-008": Rule("The bleed box is trim and bleed, to a tenth of a millimetre",
                    "PDF/X-4: page boxes; PDF 14.11.2", _TRACED),
    "PRE-009": Rule("The media box holds bleed and crop marks",
                    "PDF/X-4: page boxes; PDF 14.11.2", "Raise page.marks in themes/print.yml."),
    "PRE-010": Rule("All pages have the same boxes, upright and at full size",
                    "Printers' ask; PDF 7.7.3.3 (Rotate, UserUnit)", _TRACED),
    "PRE-011": Rule("Outside the bleed there are crop marks, and nothing else",
                    "PDF/X-4: printer's marks; PDF 14.11.3", _TRACED),
    "PRE-012": Rule("The pages are a multiple of what the binding takes",
                    "Printers' ask", "Set page.multiple in themes/print.yml, and build again."),
    "PRE-013": Rule("Every colour is in process inks",
                    "Printers' ask (PDF/X-4 allows managed colour); PDF 8.6", _COLOURS),
    "PRE-014": Rule("No spot colour is used", "The ticket: four inks; PDF 8.6.6", _COLOURS),
    "PRE-015": Rule("Nothing is blended in another space than the press's",
                    "PDF/X-4: transparency; PDF 11.6.6", _TRACED),
    "PRE-016": Rule("Body text is on the black plate alone", "Printers' ask",
                    "Set the text colour of themes/brand.yml to black ink alone."),
    "PRE-017": Rule("Nothing white is set to overprint, for it would not be seen",
                    "PDF 8.6.7 (overprint mode 1)", _TRACED),
    "PRE-018": Rule("The inks at any place are no more than the paper holds",
                    "Printers' ask; the profile's limit",
                    "Lighten the colours of themes/brand.yml that meet there."),
    "PRE-019": Rule("A picture has at least 200 pixels per inch in print", "Printers' ask",
                    "Supply the picture larger, or set it smaller."),
    "PRE-021": Rule("Every font is embedded", "PDF/X-4: fonts; PDF 9.9",
                    "Name a typeface package in themes/brand.yml."),
    "PRE-022": Rule("There are no annotations",
                    "Printers' ask (PDF/X-4 forbids them inside the bleed); PDF 12.5", _TRACED),
    "PRE-023": Rule("There are no actions, scripts, forms or attached files",
                    "PDF/X-4: actions; PDF 12.6, 12.7, 7.11.4", _TRACED),
    "PRE-024": Rule("No line is thinner than 0.25 points", "Printers' ask",
                    "Draw it thicker, or set the drawing larger."),
    "PRE-025": Rule("What touches the trim's edge goes on into the bleed", "Printers' ask",
                    "Let it go on to the bleed's edge, or stop before the trim."),
    "PRE-026": Rule("The ticket has this file's name, size and digest", "Printers' ask", AGAIN),
    "PRE-027": Rule("The ticket counts pages and blanks as they are", "Printers' ask", AGAIN),
    "PRE-028": Rule("The ticket bears the publication's stamp", "Tandem: one stamp", AGAIN),
    "PRE-029": Rule("The ticket's highest ink is what the pages have", "Printers' ask", AGAIN),
    "PRE-030": Rule("The ticket names the fonts that are in the file", "Printers' ask", AGAIN),
    "PRE-031": Rule("Text keeps 3 mm from the trim's edge", "Printers' ask",
                    "Write a word that fits in no line with a space or a hyphen where it may "
                    "break, or shorter."),
    "PRE-032": Rule("No text is printed over other text", "Printers' ask",
                    "Write a word that fits in no line with a space or a hyphen where it may "
                    "break, or shorter."),
}  # fmt: skip
IN_A_DRAFT = frozenset({"PRE-019"})
"""What is a warning there: nobody prints a draft, and pictures come late."""
_MOST_PAGES = 6


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that is broken, on a page (0: in the file as a whole)."""

    code: str
    problem: str
    page: int = 0


def issues(faults: Iterable[Fault], span: SourceSpan, mild: Container[str] = ()) -> Iterator[Issue]:
    """Iterate over faults as issues, `mild` codes as warnings; one on many pages is one."""
    pages: dict[tuple[str, str], list[int]] = {}
    for fault in faults:
        found = pages.setdefault((fault.code, fault.problem), [])
        if fault.page and fault.page not in found:
            found.append(fault.page)
    for (code, problem), numbers in pages.items():
        severity = Severity.WARNING if code in mild else Severity.ERROR
        remedy = RULES[code].remedy
        yield Issue(code, span, problem, remedy, severity, place=_place(numbers))


def _place(pages: list[int]) -> str:
    if len(pages) < 2:  # noqa: PLR2004  (one page, or none)
        return "".join(f"page {page}" for page in pages)
    shown = ", ".join(map(str, pages[:_MOST_PAGES]))
    more = len(pages) - _MOST_PAGES
    return f"pages {shown}" + (f" and {more} more" if more > 0 else "")
