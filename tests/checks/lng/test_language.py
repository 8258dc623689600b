"""Every fault that the rules of plain English find, laid one by one over a clean publication."""

import datetime
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.lng import PlainEnglish
from build_tools.issues import Severity, SourceSpan
from build_tools.publication.blocks import Address, Code, Foreign, Link
from build_tools.publication.records import (
    CommitmentRegister,
    GlossaryRegister,
    PartnerRegister,
    SectionRecord,
    UpdateRecord,
)
from build_tools.publication.strictness import judged
from build_tools.reading import read_with_report
from build_tools.release import Checking
from build_tools.release.production import production_of
from tests.builders import (
    bullets,
    call,
    figure,
    heading,
    note,
    paragraph,
    publication,
    quote,
    section,
    words,
)

ROOT = Path(__file__).parents[3]
PUBLICATIONS = [ROOT / "content", *sorted(ROOT.glob("tests/publications/*/content"))]
TODAY = datetime.date(2026, 11, 22)

LONG = "The " + "old " * 23 + "harbour."
"""25 words, which is not too many."""

GLOSSARY = GlossaryRegister.model_validate(
    {
        "title": "Words",
        "entries": [
            {"id": "champion", "term": "Digital Champion", "definition": "One who helps."},
            {"id": "co-design", "term": "Co-design", "definition": "Design together."},
            {
                "id": "board",
                "term": "Integrated care board",
                "also": ["ICB"],
                "definition": "Body.",
            },
            {"id": "third-sector", "term": "Third sector", "definition": "Charities."},
        ],
    }
)
PARTNERS = PartnerRegister.model_validate(
    {
        "title": "Partners",
        "entries": [{"id": "digital", "name": "100% Digital Exampleton", "text": "A team."}],
    }
)


def commitments(due="2026-03", status="planned"):
    entry = {"id": "fibre", "title": "Fibre", "text": "Fibre for all.", "due": due}
    entry |= {"status": status, "basis": "illustrative", "reason": "The money went."}
    return CommitmentRegister.model_validate({"title": "Commitments", "entries": [entry]})


def found(*blocks, today=TODAY, registers=None, record=None, **facts):
    """Return the issues of a publication with one section."""
    notes = (note("n", "A note."),) if any("NoteCall" in repr(block) for block in blocks) else ()
    whole = publication(section("One", *blocks, notes=notes, **facts), **(record or {}))
    whole.__dict__["registers"] = registers or {"glossary": GLOSSARY, "partners": PARTNERS}
    return list(PlainEnglish().run(whole, Artefacts(Path("none"), {}, today)))


def codes(*blocks, **more):
    return [issue.code for issue in found(*blocks, **more)]


@pytest.mark.slow
@pytest.mark.parametrize("content", PUBLICATIONS, ids=lambda path: path.parent.name)
def test_the_publications_are_clean(content):
    whole, _ = read_with_report(content)
    assert list(PlainEnglish().run(whole, Artefacts(Path("none"), {}, TODAY))) == []


@pytest.mark.slow
def test_what_a_release_says_of_its_own_tests_is_plain():
    whole, _ = read_with_report(ROOT / "content", partial(production_of, Checking("full")))
    (statement,) = (one for one in whole.sections if one.path == "accessibility")
    assert "veraPDF" in repr(statement.blocks)
    assert list(PlainEnglish().run(whole, Artefacts(Path("none"), {}, TODAY))) == []


# --- Faults ----------------------------------------------------------------------------

LINK = Address("https://example.org/")


@pytest.mark.parametrize(
    ("code", "block"),
    [
        ("LNG-001", paragraph(LONG.replace("harbour", "stone harbour"))),
        ("LNG-001", bullets(LONG.replace("harbour", "stone harbour"))),
        ("LNG-001", figure(LONG.replace("harbour", "stone harbour"), "The quay")),
        ("LNG-001", paragraph("Short. ", LONG.replace("harbour", "stone harbour"))),
        ("LNG-002", paragraph("One more short sentence. " * 31)),
        ("LNG-003", paragraph("The WYCA decides.")),
        ("LNG-003", heading(2, "What the WYCA decides")),
        ("LNG-003", paragraph("The WYCAs decide.")),
        ("LNG-004", paragraph("A digital champion helps.")),
        ("LNG-004", paragraph("Some Digital champions help.")),
        ("LNG-004", paragraph("They codesign it.")),
        ("LNG-004", paragraph("They want co design.")),
        ("LNG-004", paragraph("The thirdsector helps.")),
        ("LNG-005", paragraph("We will lend tablets.")),
        ("LNG-005", paragraph("It is for our city.")),
        ("LNG-005", paragraph("Write to us.")),
        ("LNG-006", paragraph("To read it, ", Link(LINK, words("Click here")), ".")),
        ("LNG-006", paragraph("Read it ", Link(LINK, words("here")), ".")),
        ("LNG-006", paragraph(Link(LINK, words("Read more …")))),
        ("LNG-007", figure("The quay at dusk", "The quay at dusk.")),
        ("LNG-007", figure("A drawing: the quay at dusk.", "The quay at dusk")),
        ("LNG-008", paragraph("Fibre reaches 36 % of homes.")),
        ("LNG-008", paragraph("Fibre reaches 36 per cent of homes.")),
        ("LNG-008", paragraph("The town has 12,400 homes.")),
        ("LNG-008", bullets("It costs £2 million.")),
        ("LNG-010", paragraph("It opens next month.")),
        ("LNG-010", paragraph("It recently opened.")),
    ],
)
def test_a_fault(code, block):
    (issue,) = found(block)
    assert issue.code == code
    assert issue.severity is Severity.WARNING
    assert issue.problem
    assert issue.remedy


def test_a_level_of_the_guidelines_is_no_short_form():
    assert not found(paragraph("The website meets level AA."))
    assert found(paragraph("The AA decides."))


def test_a_fault_has_place_problem_and_remedy():
    (issue,) = found(paragraph("The WYCA decides. The WYCA acts."))
    assert str(issue) == (
        "content/test.md:1: warning LNG-003\n"
        "  'WYCA' is used and not explained.\n"
        "  Write it out here, with (WYCA) after it, or add it to the glossary."
    )


def test_summaries_and_titles_are_read_too():
    assert codes(summary="We do it.") == ["LNG-005"]
    assert codes(record={"summary": "We do it."}) == ["LNG-005"]
    (issue,) = PlainEnglish().run(publication(section("Our town")), Artefacts(Path("none"), {}))
    assert issue.code == "LNG-005"


def test_findings_are_errors_when_the_publication_says_so():
    (issue,) = found(paragraph("We do it."), record={"language-rules": "error"})
    assert issue.severity is Severity.ERROR


# --- What is no fault ------------------------------------------------------------------


@pytest.mark.parametrize(
    "block",
    [
        paragraph(LONG),
        paragraph("See ", Link(LINK, words("the plan")), f" of Dr. J. Smith, e.g. No. 5. {LONG}"),
        paragraph("A fee of 2.5 and a yes. Is it? ", LONG, " 40 boats came. (He left.) No."),
        paragraph("One more short sentence. " * 30),
        paragraph("The Integrated Care Authority (ICA) decides. The ICA acts."),
        paragraph("An ICB decides, as the NHS does, in Part IV."),
        paragraph("Read ", Code("WYCA"), " and ", Foreign("cy", words("WYCA")), "."),
        paragraph("Digital Champions co-design, and third-sector bodies join. Co-design helps."),
        paragraph("They said: “We trust our WYCA.” Then they left."),
        quote("We trust our WYCA."),
        paragraph("The US agrees."),
        paragraph("Więc us i we to słowa.", lang="pl"),
        paragraph("Read ", Link(LINK, words("more about lending")), "."),
        figure("A boat at the quay, and one lamp lit", "The quay at dusk"),
        figure("A map of the quay with its boats", "The quay"),
        paragraph("Fibre reached 36 % of homes in 2026."),
        paragraph("Fibre reaches 36 % of homes.", call("n")),
        paragraph("Fibre reaches ", Link(LINK, words("36 % of homes")), "."),
        paragraph("100% Digital Exampleton lends tablets. Call 01632 960000."),
        paragraph("The last year of school."),
        paragraph(*(Link(LINK, words("Three words here")), "; ") * 9, Link(LINK, words("Last"))),
    ],
)  # fmt: skip
def test_no_fault(block):
    assert codes(block) == []


def test_a_section_in_another_language_is_not_read():
    assert codes(paragraph("We us our WYCA."), lang="cy") == []


def test_a_section_with_a_basis_need_not_repeat_it():
    record = SectionRecord.model_validate({"title": "One", "basis": "illustrative"})
    block = paragraph("Fibre reaches 36 % of homes.")
    whole = publication(section("One", block, record=record))
    assert list(PlainEnglish().run(whole, Artefacts(Path("none"), {}))) == []


def test_an_update_has_its_own_date():
    record = UpdateRecord.model_validate({"title": "One", "date": "2026-03"})
    block = paragraph("It opens next month to 12,400 homes.")
    whole = publication(section("One", block, record=record, kind="update"))
    assert list(PlainEnglish().run(whole, Artefacts(Path("none"), {}))) == []


# --- Dates -----------------------------------------------------------------------------


@pytest.mark.parametrize("due", ["2025", "2026-10", "2026-11-21"])
@pytest.mark.parametrize("status", ["planned", "under-way"])
def test_a_date_that_has_passed(due, status):
    (issue,) = found(registers={"commitments": commitments(due, status)})
    assert issue.code == "LNG-009"
    assert "'Fibre' was due" in issue.problem


@pytest.mark.parametrize(
    ("due", "status"),
    [("2026", "planned"), ("2026-11", "planned"), ("2026-11-22", "under-way"), ("2025", "done"),
     ("2025", "changed"), ("2025", "stopped")],
)  # fmt: skip
def test_a_date_that_has_not_passed_or_does_not_matter(due, status):
    assert codes(registers={"commitments": commitments(due, status)}) == []


def test_without_a_day_no_date_has_passed():
    assert codes(registers={"commitments": commitments("2020")}, today=None) == []


def test_the_place_of_a_passed_date_is_where_the_commitment_stands():
    whole = publication(section("One", "Words."))
    place = SourceSpan("content/registers/commitments.yml", 7, 10)
    loc = ("registers", "commitments", ("entries", 0, "due"))
    whole = replace(whole, registers={"commitments": commitments()}, places={loc: place})
    (issue,) = PlainEnglish().run(whole, Artefacts(Path("none"), {}, TODAY))
    assert issue.span == place


def update_of(date, status, today):
    record = UpdateRecord.model_validate({"title": "One", "date": date})
    whole = publication(
        section("One", "It opens.", record=record, kind="update"),
        status=status,
        date=datetime.date(2026, 3, 31),
    )
    issues = PlainEnglish().run(whole, Artefacts(Path("none"), {}, today))
    return [(issue.code, issue.severity) for issue in issues]


ERROR, WARNING = ("LNG-011", Severity.ERROR), ("LNG-011", Severity.WARNING)


@pytest.mark.parametrize(
    ("date", "status", "today", "expected"),
    [
        ("2026-11-23", "final", TODAY, [ERROR]),
        ("2026-12", "final", TODAY, [ERROR]),
        ("2026-11-22", "final", TODAY, []),
        ("2026", "final", TODAY, []),
        ("2026-11-23", "draft", TODAY, [WARNING]),
        ("2026-11-23", "consultation", TODAY, [WARNING]),
        ("2026-04-01", "final", None, [WARNING]),
        ("2026-03-31", "final", None, []),
    ],
)
def test_an_update_of_a_day_to_come(date, status, today, expected):
    assert update_of(date, status, today) == expected


@pytest.mark.parametrize(
    ("status", "rules", "severity"),
    [
        ("draft", "warn", Severity.WARNING),
        ("draft", "error", Severity.ERROR),
        ("consultation", "warn", Severity.ERROR),
        ("final", "warn", Severity.ERROR),
    ],
)
def test_a_statistic_without_source_weighs_what_the_status_says(status, rules, severity):
    whole = publication(
        section("One", paragraph("Fibre reaches 36 % of homes.")),
        status=status,
        **{"language-rules": rules},
    )
    issues = PlainEnglish().run(whole, Artefacts(Path("none"), {}))
    (issue,) = judged(issues, whole.record)
    assert (issue.code, issue.severity) == ("LNG-008", severity)
