import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.acc import StatementIsDeclared
from build_tools.issues import Severity
from build_tools.publication.records import Declaration
from tests import builders as b

DECLARED = Declaration.model_validate(
    {
        "compliance": "not-assessed",
        "declared-by": "the board",
        "prepared": "2026-03-31",
        "next-review": "2027-03-31",
        "nation": "england",
    }
)


def publication(status="draft", declared=DECLARED, sections=("accessibility", "formats")):
    whole = b.publication(*(b.section(name, "Words.", kind="generated") for name in sections))
    record = whole.record.model_copy(update={"status": status, "accessibility": declared})
    return replace(whole, record=record)


def found(whole, today=None, plan="full"):
    return list(StatementIsDeclared().run(whole, Artefacts(Path(), {}, today, plan)))


@pytest.mark.parametrize(
    ("status", "codes"), [("draft", []), ("consultation", []), ("final", ["ACC-001"])]
)
def test_a_final_version_without_a_declaration_is_refused_in_every_plan(status, codes):
    whole = publication(status=status, declared=None)
    assert [issue.code for issue in found(whole, plan="quick")] == codes
    assert [issue.code for issue in found(whole)] == ["ACC-001"]


def test_a_declared_publication_with_both_sections_is_clean():
    assert not found(publication(), datetime.date(2027, 3, 31))


@pytest.mark.parametrize(
    ("whole", "code", "says"),
    [
        (publication(declared=None), "ACC-001", "Nobody has declared"),
        (publication(sections=("accessibility",)), "ACC-002", "list of its formats"),
        (publication(sections=("formats",)), "ACC-002", "accessibility statement"),
        (publication(status="consultation"), "ACC-003", "'consultation'"),
        (publication(status="final"), "ACC-003", "'final'"),
    ],
)
def test_what_is_missing_is_an_error(whole, code, says):
    (issue,) = found(whole)
    assert (issue.code, issue.severity) == (code, Severity.ERROR)
    assert says in issue.problem


def test_an_overdue_review_is_a_warning_on_the_day_after():
    (issue,) = found(publication(), datetime.date(2027, 4, 1))
    assert (issue.code, issue.severity) == ("ACC-004", Severity.WARNING)
    assert "2027-03-31" in issue.problem
