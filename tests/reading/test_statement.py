"""The accessibility statement and the list of formats: what readers are told, and never told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.publication.blocks import Heading, plain, walk
from build_tools.publication.production import PREVIEW, Allowance, Format, Production, Test
from build_tools.reading import read
from build_tools.reading.sections import WORDS
from build_tools.reading.spine import GENERATED_WORDS
from tests.reading.town import TOWN, read_town, write

PUBLICATION = TOWN["publication.yml"].replace(
    "- about", "- formats\n      - accessibility\n      - about"
)
DECLARED = """\
accessibility:
  compliance: partial
  declared-by: the board
  assessor: the access group
  method: People *read it aloud* to each other.
  assessed: 2026-02-28
  prepared: 2026-03-31
  next-review: 2027-03-31
  contact-form: https://exampleton.example/access
  nation: wales
  shortcomings:
    - text: The map has no [long description](foreword.md).
      criterion: 1.1.1 Non-text Content
      because: not-yet-mended
      mended-by: 2026-12
    - text: Old films have no audio description.
      because: disproportionate-burden
    - text: Old minutes are pictures.
      because: out-of-scope
"""
MADE = Production(
    plan="full",
    program="Tandem 9.9",
    formats=(
        Format("site", "Website", "A page for each section."),
        Format("text", "Plain text", "Text."),
    ),
    tests=(Test("VNU", "Every page is valid", ("a checker 1.2", "a browser 3.4")),),
    allowances=(Allowance("label-words", "2026-01-31", "An arrow is no label."),),
)


def section(folder, path, declared=DECLARED, production=MADE):
    spine = PUBLICATION.replace("matrix:\n", declared + "matrix:\n")
    whole = read(write(folder, {**TOWN, "publication.yml": spine}), lambda _: production)
    return next(one for one in whole.sections if one.path == path)


def words(found):
    return [plain(node.content) for node in walk(found.blocks) if hasattr(node, "content")]


def headings(found):
    return [
        (block.level, plain(block.content)) for block in found.blocks if isinstance(block, Heading)
    ]


def test_the_spine_and_what_stands_in_its_sections_agree():
    assert tuple(WORDS) == GENERATED_WORDS


# --- The statement ---------------------------------------------------------------------


def test_the_statement_has_the_headings_of_the_model(tmp_path):
    assert headings(section(tmp_path, "accessibility")) == [
        (2, "Compliance status"),
        (2, "Non-accessible content"),
        (3, "Non-compliance with the accessibility regulations"),
        (3, "Disproportionate burden"),
        (3, "Content that’s not within the scope of the accessibility regulations"),
        (2, "Preparation of this accessibility statement"),
        (3, "Tests by programs"),
        (3, "Findings that did not stop the release"),
        (2, "Feedback and contact information"),
        (2, "Enforcement procedure"),
    ]


def test_the_statement_says_what_was_declared_and_what_was_tested(tmp_path):
    said = "\n".join(words(section(tmp_path, "accessibility")))
    for expected in (
        "Exampleton Partnership is committed to making its website accessible.",
        "version 1.10 of “A plan for Exampleton”",
        "partially compliant with the Web Content Accessibility Guidelines (WCAG), version 2.2",
        "This is declared by: the board.",
        "The map has no long description.",
        "This fails WCAG success criterion 1.1.1 Non-text Content. "
        "It is to be mended by December 2026.",
        "prepared on 31 March 2026. Its next review is due on 31 March 2027. "
        "The website was last tested on 28 February 2026. "
        "The test was carried out by: the access group.",
        "People read it aloud to each other.",
        "Tandem 9.9 tested this version",
        "Every page is valid (with a checker 1.2, a browser 3.4).",
        "label-words, since 2026-01-31. An arrow is no label.",
        "plan@exampleton.example",
        "There is also a form for this.",
        "The Equality and Human Rights Commission (EHRC) enforces the regulations.",
    ):
        assert expected in said


def test_each_nation_has_its_body(tmp_path):
    declared = DECLARED.replace("wales", "northern-ireland")
    said = words(section(tmp_path, "accessibility", declared))[-1]
    assert "Equality Commission for Northern Ireland" in said
    assert "EHRC" not in said


def test_without_a_declaration_the_statement_says_so_and_keeps_its_headings(tmp_path):
    found = section(tmp_path, "accessibility", declared="")
    said = "\n".join(words(found))
    assert "Nobody has declared yet how accessible this publication is." in said
    assert [text for level, text in headings(found) if level == 2] == [
        "Compliance status",
        "Non-accessible content",
        "Preparation of this accessibility statement",
        "Feedback and contact information",
        "Enforcement procedure",
    ]


def test_a_preview_claims_no_test(tmp_path):
    said = "\n".join(words(section(tmp_path, "accessibility", production=PREVIEW)))
    assert "No program has tested it." in said
    assert "before it was released" not in said


texts = st.text(st.characters(codec="ascii", exclude_categories=["C"]), min_size=1, max_size=20)
productions = st.builds(
    Production,
    plan=st.sampled_from(["quick", "full"]),
    program=texts,
    tests=st.lists(st.builds(Test, texts, texts, st.tuples(texts))).map(tuple),
    allowances=st.lists(st.builds(Allowance, texts, texts, texts)).map(tuple),
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(production=productions, compliance=st.sampled_from(["none", "not-assessed", ""]))
def test_no_result_of_a_program_makes_a_publication_compliant(
    tmp_path_factory, production, compliance
):
    declared = DECLARED.replace("compliance: partial", f"compliance: {compliance}")
    declared = declared if compliance else ""
    folder = tmp_path_factory.mktemp("town")
    said = "\n".join(words(section(folder, "accessibility", declared, production))).lower()
    assert "fully compliant" not in said
    assert "partially compliant" not in said


@given(production=productions)
def test_a_production_comes_back_from_json(production):
    assert Production.of_json(production.as_json()) == production


# --- What can't be declared ------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  assessor: the access group\n", "", "needs 'assessor', 'method' and 'assessed'"),
        ("compliance: partial", "compliance: full", "no shortcomings but those out of scope"),
        (DECLARED[DECLARED.index("  shortcomings") :], "", "needs 'shortcomings'"),
        ("      mended-by: 2026-12\n", "", "needs 'mended-by'"),
        ("assessed: 2026-02-28", "assessed: 2026-04-01", "'prepared' is before 'assessed'"),
        ("next-review: 2027-03-31", "next-review: 2026-03-31", "has to be after 'prepared'"),
        ("compliance: partial", "compliance: perfect", "'perfect'"),
        ("nation: wales", "nation: cymru", "'cymru'"),
    ],
)
def test_a_declaration_that_can_not_be_is_an_error_where_it_stands(tmp_path, old, new, says):
    declared = DECLARED.replace(old, new)
    assert declared != DECLARED
    spine = PUBLICATION.replace("matrix:\n", declared + "matrix:\n")
    publication, report = read_town(tmp_path, **{"publication.yml": spine})
    assert publication is None
    (issue,) = report
    assert issue.code.startswith("META-")
    assert says in f"{issue.problem} {issue.remedy}"
    first = spine.splitlines().index("accessibility:") + 1
    assert first <= issue.span.line <= first + DECLARED.count("\n")


# --- The formats -----------------------------------------------------------------------


def test_the_formats_are_those_that_are_made_and_how_to_ask_for_another(tmp_path):
    found = section(tmp_path, "formats")
    said = words(found)
    assert {"A page for each section.", "Text."} <= set(said)
    assert "Ask for large print." in said
    about = section(tmp_path, "about")
    assert "Ask for large print." not in words(about)
    assert [block.id for block in found.blocks if isinstance(block, Heading)] == ["other-formats"]


def test_a_preview_names_no_other_formats(tmp_path):
    said = words(section(tmp_path, "formats", production=PREVIEW))
    assert "It was made without the other formats." in said[0]
