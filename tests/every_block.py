"""A small publication with every kind of block, and words that are hard to read back.

The fixtures `every_block_pdf` and `every_block_print` are its finished files, made once for all
tests that only look at them.
"""

from __future__ import annotations

from build_tools.publication.blocks import (
    Address,
    Code,
    Deleted,
    Emphasis,
    Foreign,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
)
from tests import builders as b

LONG = "The river reaches the sea here, between salt marsh and a low red cliff. " * 20

LONG_TITLE = "Croeso i bawb o bobl y dref, ac i bawb a ddaw yma i fyw ac i weithio wedi hynny"
"""It takes two lines in the contents."""

_THERE = Link(Reference("two"), b.words("there"))
_SECOND = Link(Reference("two"), b.words("the ", Code("second"), " section of this strategy"))
_OUTSIDE = Link(Address("https://example.org/"), b.words("words outside"))

EVERY_BLOCK = b.with_labels(b.publication(
    b.part(
        "Start",
        b.section(
            "One",
            b.heading(2, "Why"),
            b.heading(3, "Smaller"),
            b.heading(4, "Smallest"),
            b.paragraph("See ", _THERE, b.call("a"), "."),
            b.paragraph("Read ", _SECOND, " and ", _OUTSIDE, b.call("b"), ", twice", b.call("b")),
            b.paragraph(
                Foreign("cy", b.words("Croeso")), " ", Foreign("pl", b.words("Witamy")),
                " ", Strong(b.words("strong")), " ", Emphasis(b.words("stressed")), " ",
                Link(Reference("one", "tea"), b.words("tea")), " ", _OUTSIDE, " ",
                Link(Reference("one", "lent"), b.words("lent")),
            ),
            b.paragraph("10² is not 102, 1½ is not 11/2, −5 is not 5, long-term–wise."),
            b.paragraph("1 Quay Road", LineBreak(), "Exampleton"),
            b.paragraph("It opens at ", Deleted(b.words("nine, ", _THERE)), " ten, and shuts at ",
                        Deleted((Strong(b.words("noon")),)), "."),
            b.paragraph(LONG, lang="en-US"),
            b.bullets(b.item("Tea", b.numbered("Green", "Black", start=3), id="tea"), "Milk"),
            b.definitions(b.definition("Term", "Meaning.", "More."), b.definition("Other")),
            b.table("Lent", ["", "Tablets"], *[[f"W{i}", str(i)] for i in range(30)],
                    row_headers=True, id="lent"),
            b.table("Open", ["Place", "Hours"], ["Library", "9"],
                    [(Text("Quay"), LineBreak(), Text("steps")),
                     (Text("Monday, 9 to 5"), LineBreak(), Text("Sunday, shut"))]),
            b.quote("Made together.", "Twice."),
            b.quote("A ferry shall run.", "It may rest at night.", speaker=""),
            b.callout("note", "Who", "Everyone.", b.bullets("One")),
            b.figure("A dark square", "The square", "It is dark.", b.bullets("Very")),
            b.figure("Another square"),
            b.chart("Growth", ["2024", "2025"], {"A": [1, 2], "B": [3, 4]}),
            notes=(b.note("a", "Of the first."), b.note("b", "Said by many: ", _OUTSIDE)),
            summary="What it is.",
        ),
        summary="In short.",
    ),
    b.part("Croeso", b.section(LONG_TITLE, "Pawb.", id="two", lang="cy")),
    notice="An example.",
    subtitle="2026 to 2030",
    authors=["The digital team", "A club & friends"],
    reference="EX/2026/4",
    isbn={"print": "978-0-00-000000-2", "epub": "978-0-00-000001-9"},
    licence="OGL-UK-3.0",
    copyright="© Exampleton Partnership 2026",
    contact={"email": "a@b.example", "web": "https://b.example/", "phone": "01632 960 000"},
))  # fmt: skip
