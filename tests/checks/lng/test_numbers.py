"""LNG-012: what a link's words name is where it leads."""

from pathlib import Path

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.lng import PlainEnglish
from build_tools.publication.blocks import Link, Reference
from tests.builders import heading, paragraph, part, publication, section, table, with_labels, words
from tests.reading.town import read_town, replaced, with_text

TARGET = Reference("two", "x")


def said(named: str, target: Reference = TARGET) -> list[str]:
    whole = publication(
        part("A", section("One", paragraph("See ", Link(target, words(named)), "."), id="one")),
        part("B", section("Two", heading(2, "X", id="x"), "B.", "C.", id="two")),
    )
    found = PlainEnglish().run(whole, Artefacts(Path("none"), {}))
    return [issue.problem for issue in found if issue.code == "LNG-012"]


@pytest.mark.parametrize(
    "named",
    ["section 2", "Section 2A", "heading 2A", "2A", "part 2, section 2", "what we do in 2026",
     "section 9 of the Act", "a section on 3 wards", "Section B12x"],
)  # fmt: skip
def test_what_is_so_is_no_fault(named):
    assert said(named) == []


@pytest.mark.parametrize(
    ("named", "shown"),
    [("Section 9", "'Section 9'"), ("see section 1.1", "'section 1.1'"), ("2.4", "'2.4'"),
     ("part 1", "'part 1'"), ("Annex B", "'Annex B'"), ("Paragraph 2.10", "'Paragraph 2.10'"),
     ("page 12", "'page 12', and each edition")],
)  # fmt: skip
def test_another_number_is_a_fault(named, shown):
    (problem,) = said(named)
    assert shown in problem


def test_tables_and_figures_have_numbers():
    lent = table("Lent", ["A"], ["B"], id="lent")
    for named, faults in (("table 1", 0), ("Table 2", 1)):
        linked = paragraph("See ", Link(Reference("one", "lent"), words(named)), ".")
        whole = with_labels(publication(section("One", linked, lent, id="one")))
        found = PlainEnglish().run(whole, Artefacts(Path("none"), {}))
        assert len([one for one in found if one.code == "LNG-012"]) == faults


def test_it_is_said_at_its_line_with_labels_of_entries(tmp_path):
    """Labels are the publication's own words for entries."""
    label = replaced("registers/commitments.yml", "entries:", "label: Action\nentries:")
    text = with_text("[Action 1](registers/commitments.yml#lay-lines) and\n"
                     "[action](registers/commitments.yml#lay-lines).\n\n"
                     "See [Action 7](registers/commitments.yml#lay-lines).")  # fmt: skip
    whole, report = read_town(tmp_path, **label, **text)
    assert whole, list(report)
    found = PlainEnglish().run(whole, Artefacts(Path("none"), {}))
    (issue,) = (one for one in found if one.code == "LNG-012")
    assert "'Action 7'" in issue.problem
    assert (issue.span.path.endswith("foreword.md"), issue.span.line > 5) == (True, True)
