"""The workflows: least permissions, pinned actions, no proposed code where something may write."""

import importlib.util
import json
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
NAMES = [file.stem for file in FILES]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def workflow(name):
    raw = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text())
    return {"on" if key is True else key: value for key, value in raw.items()}  # YAML 1.1's "on"


def steps(name):
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def test_there_are_four():
    assert NAMES == ["comment", "links", "propose", "publish"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_permitted_but_what_a_job_names(name):
    assert workflow(name)["permissions"] == {}
    for job in workflow(name)["jobs"].values():
        assert isinstance(job["permissions"], dict)
        assert job["timeout-minutes"] <= 45


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_commit(name):
    for step in steps(name):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
            if step["uses"].startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", NAMES)
def test_no_words_of_others_get_into_a_script(name):
    assert not [step["run"] for step in steps(name) if "${{" in step.get("run", "")]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_workflow_runs_is_there_and_can_be_run_locally(name):
    for step in steps(name):
        for target in re.findall(r"\bmake ([a-z-]+)", step.get("run", "")):
            assert re.search(rf"(?m)^{target}:", MAKEFILE)


def test_a_proposal_may_only_read():
    proposal = workflow("propose")
    assert list(proposal["on"]) == ["pull_request"]
    for job in proposal["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
    assert "secrets" not in json.dumps(proposal)


def test_the_job_that_comments_never_has_the_proposed_code():
    comment = workflow("comment")
    assert comment["on"] == {"workflow_run": {"workflows": ["Propose"], "types": ["completed"]}}
    [checkout] = [step for step in steps("comment") if "checkout" in step.get("uses", "")]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"


@pytest.mark.parametrize("name", ["propose", "publish"])
def test_what_is_kept_was_checked_in_full_and_exported(name):
    runs = [step.get("run") for step in steps(name)]
    assert runs.index("make build-full") < runs.index(".venv/bin/tandem export outputs/export")
    assert re.search(r"(?m)^build-full:.*\n\t.*tandem build --full", MAKEFILE)


def test_outside_links_are_asked_every_week():
    assert workflow("links")["on"]["schedule"] == [{"cron": "17 5 * * 1"}]
    assert "make check-external" in [step.get("run") for step in steps("links")]


# --- The comment -----------------------------------------------------------------------


@pytest.fixture
def comment():
    spec = importlib.util.spec_from_file_location("comment", ROOT / ".github" / "comment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def comment(report, changed=()):
        return "\n".join(module.comment(report, [*changed], "https://example.org/run"))

    return comment


ISSUE = {"path": "content/a.md", "line": 3, "code": "MD-001", "problem": "It is empty."}
REPORT = {
    "passed": True,
    "plan": "full",
    "editions": {"pdf": {"pages": 12, "bytes": 345678}, "text": {"pages": None, "bytes": 1000}},
    "checks": [{"code": "MAN", "ran": True, "issues": 0}],
    "issues": [],
}


def test_a_comment_has_editions_checks_and_changed_sections(comment):
    said = comment(REPORT, [["content/a.md", "modified", 2, 1], ["Makefile", "modified", 1, 1]])
    assert said.startswith("## Tandem: every check passed")
    assert "| pdf | 12 | 346 KB |" in said
    assert "| MAN | 0 found |" in said
    assert "| content/a.md | modified | 2 | 1 |" in said
    assert "Makefile" not in said


def test_a_comment_says_what_is_to_mend(comment):
    said = comment({**REPORT, "passed": False, "issues": [{**ISSUE, "severity": "error"}]})
    assert said.startswith("## Tandem: 1 to mend")
    assert "| content/a.md, line 3 | MD&#45;001 | It is empty. |" in said


def test_a_failure_without_an_error_is_no_pass(comment):
    checks = [{"code": "UAC", "ran": False, "issues": 0}]
    said = comment({**REPORT, "passed": False, "checks": checks})
    assert "every check passed" not in said
    assert "| UAC | did not run |" in said


@pytest.mark.parametrize("report", [{}, {"passed": True}, {**REPORT, "issues": None}, [], "words"])
def test_a_report_that_is_not_one_is_a_failure(comment, report):
    said = comment(report)
    assert said.startswith("## Tandem: there is no report")
    assert "passed" not in said


def test_words_of_a_stranger_stay_words(comment):
    wicked = "@everyone [x](https://evil.example) <img src=x> | `a` www.evil.example\n# b"
    said = comment({**REPORT, "issues": [{**ISSUE, "problem": wicked, "severity": "error"}]})
    [row] = [line for line in said.splitlines() if "everyone" in line]
    assert not re.search(r"@|\[|\]|<|`|https?:|www\.|#(?!\d)", row)
    assert row.count("|") == 4
