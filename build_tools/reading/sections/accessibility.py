"""The accessibility statement: what a person declares, and what programs tested.

Its headings are those of the model statement for the Public Sector Bodies (Websites and Mobile
Applications) (No. 2) Accessibility Regulations 2018 (Commission Implementing Decision (EU)
2018/1523, annex). A program's result is never called compliance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Address, Block, Link, Paragraph, Text
from build_tools.publication.records import Declaration
from build_tools.reading.outline import Outline
from build_tools.reading.sections.facts import (
    bullet_list,
    contact_facts,
    day,
    fact_list,
    paragraph,
    subheading,
)

TITLE = "Accessibility statement"
REGULATIONS = (
    "the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility "
    "Regulations 2018"
)
GUIDELINES = "the Web Content Accessibility Guidelines (WCAG), version 2.2, level AA"

COMPLIANCE: Mapping[str, str] = {
    "full": f"The website of this publication is fully compliant with {GUIDELINES}.",
    "partial": (
        f"The website of this publication is partially compliant with {GUIDELINES}, due to the "
        "non-compliances listed below."
    ),
    "none": (
        f"The website of this publication is not compliant with {GUIDELINES}. The "
        "non-compliances are listed below."
    ),
    "not-assessed": (
        f"Nobody has assessed yet whether this publication complies with {GUIDELINES}. It is a "
        "draft. Programs tested it, and a program can’t tell whether everybody can use it."
    ),
}

REASONS: Mapping[str, tuple[str, str]] = {
    "not-yet-mended": ("non-compliance", "Non-compliance with the accessibility regulations"),
    "disproportionate-burden": ("disproportionate-burden", "Disproportionate burden"),
    "out-of-scope": (
        "out-of-scope",
        "Content that’s not within the scope of the accessibility regulations",
    ),
}
"""Why something stays as it is → the id and the words of its heading."""

BRITAIN = (
    "The Equality and Human Rights Commission (EHRC) enforces the regulations. Whoever is not "
    "happy with the answer to a complaint can turn to the Equality Advisory and Support Service "
    "(EASS)."
)
ENFORCEMENT: Mapping[str, str] = {
    "england": BRITAIN,
    "scotland": BRITAIN,
    "wales": BRITAIN,
    "northern-ireland": (
        "The Equality Commission for Northern Ireland (ECNI) enforces the regulations. Whoever is "
        "not happy with the answer to a complaint can turn to it."
    ),
}


def accessibility_blocks(outline: Outline, span: SourceSpan) -> Iterator[Block]:
    """Yield the statement; without a declaration it says that there is none."""
    record = outline.publication.record
    declared = record.accessibility
    yield paragraph(
        span,
        f"{record.publisher} is committed to making its website accessible. It does so in "
        f"accordance with {REGULATIONS}.",
    )
    yield paragraph(
        span,
        f"This statement applies to version {record.version} of “{record.title}”, to its website "
        "and to every other format of it.",
    )
    yield subheading(span, "compliance-status", "Compliance status")
    if declared is None:
        yield paragraph(span, "Nobody has declared yet how accessible this publication is.")
    else:
        yield paragraph(span, COMPLIANCE[declared.compliance])
        yield paragraph(span, f"This is declared by: {declared.declared_by}.")
    yield subheading(span, "non-accessible-content", "Non-accessible content")
    yield from _shortcomings(outline, span, declared)
    yield subheading(span, "preparation", "Preparation of this accessibility statement")
    yield from _preparation(outline, span, declared)
    yield from _tests(outline, span)
    yield subheading(span, "feedback", "Feedback and contact information")
    yield from _feedback(outline, span, declared)
    yield subheading(span, "enforcement", "Enforcement procedure")
    yield paragraph(span, ENFORCEMENT[declared.nation if declared else "england"])


def _shortcomings(
    outline: Outline, span: SourceSpan, declared: Declaration | None
) -> Iterator[Block]:
    if declared is None or declared.compliance == "not-assessed":
        yield paragraph(span, "Nobody has looked for it yet, but for the tests named below.")
    elif not declared.shortcomings:
        yield paragraph(span, "No such content is known.")
    for reason, (heading_id, words) in REASONS.items():
        items = [
            (*_shortcoming(outline, place),)
            for place, item in enumerate(declared.shortcomings if declared else ())
            if item.because == reason
        ]
        if items:
            yield subheading(span, heading_id, words, level=3)
            yield bullet_list(span, items)


def _shortcoming(outline: Outline, place: int) -> Iterator[Block]:
    loc = ("accessibility", "shortcomings", place)
    located = outline.publication
    assert located.record.accessibility
    item = located.record.accessibility.shortcomings[place]
    yield from outline.read_prose(located, (*loc, "text"))
    more = [f"This fails WCAG success criterion {item.criterion}."] if item.criterion else []
    more += [f"It is to be mended by {item.mended_by}."] if item.mended_by else []
    if more:
        yield paragraph(located.span(*loc), " ".join(more))


def _preparation(
    outline: Outline, span: SourceSpan, declared: Declaration | None
) -> Iterator[Block]:
    if declared is None:
        yield paragraph(span, "Nobody has prepared the rest of this statement yet.")
        return
    words = [
        f"This statement was prepared on {day(declared.prepared)}.",
        f"Its next review is due on {day(declared.next_review)}.",
    ]
    if declared.assessed:
        words.append(f"The website was last tested on {day(declared.assessed)}.")
    if declared.assessor:
        words.append(f"The test was carried out by: {declared.assessor}.")
    yield paragraph(span, " ".join(words))
    if declared.method:
        yield from outline.read_prose(outline.publication, ("accessibility", "method"))


def _tests(outline: Outline, span: SourceSpan) -> Iterator[Block]:
    production = outline.production
    yield subheading(span, "tests-by-programs", "Tests by programs", level=3)
    if not production.tests:
        yield paragraph(span, "This copy is a preview. No program has tested it.")
        return
    words = (
        f"{production.program} tested this version before it was released. An error in any of "
        "these tests would have stopped the release. No test is a declaration of compliance."
    )
    if production.left_out:
        words = f"This copy is a preview. {production.program} tested those formats that it has."
    yield paragraph(span, words)
    yield bullet_list(
        span,
        [(paragraph(span, f"{test.subject}{_with(test.tools)}."),) for test in production.tests],
    )
    if production.allowances:
        yield subheading(span, "allowances", "Findings that did not stop the release", level=3)
        yield bullet_list(
            span,
            [
                (paragraph(span, f"{each.rule}, since {each.since}. {each.reason}"),)
                for each in production.allowances
            ],
        )


def _with(tools: tuple[str, ...]) -> str:
    return f" (with {', '.join(tools)})" if tools else ""


def _feedback(outline: Outline, span: SourceSpan, declared: Declaration | None) -> Iterator[Block]:
    yield paragraph(
        span,
        "Whoever meets content that they can’t use, or needs it in another format, can tell the "
        "publisher. It helps to say which version it is, and the number of the paragraph.",
    )
    yield from fact_list(span, contact_facts(outline))
    if declared and declared.contact_form:
        yield Paragraph(
            span=span,
            content=(
                Text("There is also "),
                Link(Address(declared.contact_form), (Text("a form for this"),)),
                Text("."),
            ),
        )
