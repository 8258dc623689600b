"""Words that fit in no line stay on the page, in every edition that has pages."""

from __future__ import annotations

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.lrg import LargePrintIsLarge
from build_tools.checks.par import Parity
from build_tools.checks.pdf import StructureServesReaders
from build_tools.checks.pre import PrintPreflight
from build_tools.editions import BuildJob, edition
from build_tools.formats.pdf.typeset import typeset_pages
from build_tools.publication.blocks import Address, Code, Link, Strong
from tests import builders as b
from tests.editions.large_print.printer import THEMES, themes

PLACE = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
LONG = PLACE + PLACE.lower()
URL = f"https://example.org/{PLACE}/{LONG}"

WHOLE = b.publication(
    b.part(
        f"From {PLACE}",
        b.section(
            f"To {LONG}",
            b.heading(2, f"By {LONG}"),
            b.paragraph(f"A train goes to {LONG} and on", b.call("a"), "."),
            b.paragraph("See ", Link(Address(URL), b.words(URL)), " or ", Code(LONG), "."),
            b.paragraph("There is ", Strong(b.words(LONG)), "."),
            b.bullets(b.item(LONG, b.numbered(LONG, b.item("One", b.bullets(LONG))))),
            b.definitions(b.definition(LONG, LONG)),
            b.table(LONG, ["Line", PLACE, "To", "At"], ["1", LONG, PLACE, "9"]),
            b.table("Short", ["Line", "To"], ["1", LONG]),
            b.callout("note", LONG, LONG, b.bullets(LONG)),
            b.quote(LONG, speaker=LONG),
            b.figure("A square", LONG, LONG),
            notes=(b.note("a", f"Or to {LONG}."),),
            summary=LONG,
        ),
        summary=LONG,
    ),
    title=f"Trains to {PLACE}, and from there over the sea to other places with names as long",
    subtitle=LONG,
    contact={"email": f"a@{PLACE.lower()}.example", "web": URL, "address": LONG},
)
WRONG = {"PDF-023", "PRE-031", "LRG-010"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pdf", "large-print", "print"])
def test_a_word_that_fits_in_no_line_goes_on_in_the_next(name, tmp_path):
    look = themes(tmp_path, "24") if name == "large-print" else THEMES
    job = BuildJob(tmp_path / name, look)
    job.folder.mkdir()
    artefacts = Artefacts(tmp_path, {name: edition(name).build(WHOLE, job)})
    for file in artefacts.made[name].files:
        if file.path.endswith(".pdf"):
            words = [
                one.words for page in typeset_pages(job.folder / file.path) for one in page.text
            ]
            assert any(part in one for one in words for part in (PLACE, PLACE[:20]))
    checks = (StructureServesReaders(), PrintPreflight(), LargePrintIsLarge(), Parity())
    kind = edition(name).kind
    asked = [check for check in checks if kind in check.applies_to or check.code == "PAR"]
    found = [issue for check in asked for issue in check.run(WHOLE, artefacts)]
    assert [str(issue) for issue in found] == []
