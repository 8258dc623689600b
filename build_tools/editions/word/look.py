"""What `themes/word/` says: styles, lists, page, header and footer, in Word's own language.

brand.yml ──▶ *.xml ──▶ elements
tokens        Jinja
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2
from lxml import etree

from build_tools.editions.word.xml import Element, W
from build_tools.issues import Issue, IssuesFound, Report, SourceSpan
from build_tools.publication import Publication
from build_tools.rendering.brand import CALLOUT_LOOKS, Brand

INDENT, STEP, TERM = 1134, 397, 2268
"""Twentieths of a point: the column of numbers, one level of a list, the column of terms."""

LOOKS = {name: name.capitalize() for name in dict.fromkeys(CALLOUT_LOOKS.values())}
"""A look of callouts → its name in the ids of styles."""

PARAGRAPHS = (
    "BetweenTables", "BodyText", "Caption", "Definition", "Figure", "FootnoteText", "Footer",
    "Header", "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "ListBullet",
    "ListContinue", "ListNumber", "LongDescription", "Notice", "NumberedParagraph", "Publisher",
    "Quotation", "QuotationContinued", "Quote", "QuoteContinued", "Speaker", "Stamp",
    "Subtitle", "Summary", "TOC1", "TOC2", "TOCHeading", "TableHeader", "TableRowHeader",
    "TableText", "Term", "TermWithDefinition",
    "Title", *(f"Callout{name}" for name in LOOKS.values()),
    *(f"Callout{name}Title" for name in LOOKS.values()),
)  # fmt: skip
CHARACTERS = (
    "Emphasis", "FootnoteReference", "HTMLCode", "Hyperlink", "Label", "Number", "Strong",
    "TermLink", "TermName",
)  # fmt: skip
STYLES = frozenset({*PARAGRAPHS, *CHARACTERS, "PublicationTable"})
"""The ids of all styles that the edition writes with."""


@dataclass(frozen=True)
class Look:
    """The theme's files, filled in for a publication."""

    themes: Path
    brand: Brand
    publication: Publication

    def part(self, name: str, **more: object) -> Element:
        """Return a file's root element; raise `IssuesFound` (WRD-001) where it is no sound XML."""
        shown = f"{self.themes.name}/word/{name}"
        try:
            written = self._environment.get_template(name).render(**self._tokens, **more)
            parser = etree.XMLParser(
                remove_blank_text=True, remove_comments=True, resolve_entities=False
            )
            return etree.fromstring(written.strip().encode(), parser)
        except jinja2.TemplateNotFound:
            issue = Issue("WRD-001", SourceSpan(shown), "This file is missing.", _COPY)
        except jinja2.TemplateError as error:
            line = getattr(error, "lineno", 0)
            issue = Issue("WRD-001", SourceSpan(shown, line), f"{error}.", _TOKENS)
        except etree.XMLSyntaxError as error:
            issue = Issue("WRD-001", SourceSpan(shown), f"This isn't XML: {error.msg}.")
        raise _found(issue)

    def styles(self) -> Element:
        """Return all styles; raise `IssuesFound` (WRD-002) if one that is used is not there."""
        root = self.part("styles.xml")
        defined = {str(style.get(f"{{{W}}}styleId")) for style in root.iter(f"{{{W}}}style")}
        if missing := sorted(STYLES - defined):
            span = SourceSpan(f"{self.themes.name}/word/styles.xml")
            problem = f"These styles are missing: {', '.join(missing)}."
            raise _found(Issue("WRD-002", span, problem, _STYLES))
        return root

    def callout(self, look: str) -> tuple[str, str]:
        """Return the colours of ground and edge of callouts."""
        return str(self._tokens[look]), str(self._tokens[f"{look}_edge"])

    @cached_property
    def text_width(self) -> int:
        """Twentieths of a point between the margins; raise `IssuesFound` (WRD-003) for none."""
        page = self.part("page.xml", header="", footer="")
        try:
            size, margin = page.find(f"{{{W}}}pgSz"), page.find(f"{{{W}}}pgMar")
            assert size is not None and margin is not None
            width = int(size.get(f"{{{W}}}w", ""))
            for side in ("left", "right"):
                width -= int(margin.get(f"{{{W}}}{side}", ""))
            assert width > _LEAST_WIDTH
        except (AssertionError, ValueError):
            span = SourceSpan(f"{self.themes.name}/word/page.xml")
            problem = "Its size and margins leave no width for text."
            raise _found(Issue("WRD-003", span, problem, _COPY)) from None
        return width

    @cached_property
    def _tokens(self) -> dict[str, object]:
        colours = self.brand.tokens("screen").items()
        return {
            **{name.replace("-", "_"): colour.removeprefix("#") for name, colour in colours},
            "text_face": self.brand.type.text.family,
            "display_face": self.brand.type.display.family,
            "indent": INDENT,
            "step": STEP,
            "term": TERM,
            "lang": self.publication.lang,
            "title": self.publication.title,
            "stamp": str(self.publication.stamp),
        }

    @cached_property
    def _environment(self) -> jinja2.Environment:
        return jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.themes / "word"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
        )


_LEAST_WIDTH = INDENT + TERM + 2000
_COPY = "Copy it from Tandem's themes."
_STYLES = "Give them back: names may change, ids (w:styleId) may not."
_TOKENS = "Colours are the tokens of brand.yml, with _ for -."


def _found(issue: Issue) -> IssuesFound:
    report = Report()
    report.add(issue)
    return IssuesFound(report)
