"""The workflows: least permissions, pinned actions, no proposed code where something may write."""

import html
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from build_tools import cli
from build_tools.issues import Issue, SourceSpan
from build_tools.reports import REPORTS, Findings
from tests.doubles.toy_content import write_content

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
NAMES = [file.stem for file in FILES]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def workflow(name):
    raw = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text())
    return {"on" if key is True else key: value for key, value in raw.items()}  # YAML 1.1's "on"


def steps(name):
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


# --- What each may do ------------------------------------------------------------------


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
    assert runs.index("make build-full") < runs.index("make export")
    assert re.search(r"(?m)^build-full:.*\n\t.*tandem build --full", MAKEFILE)
    assert re.search(r"(?m)^export:.*\n.*\n\t.*tandem export outputs/export$", MAKEFILE)
    [upload] = [step for step in steps(name) if "outputs/export" in str(step.get("with"))][:1]
    assert upload["with"]["if-no-files-found"] == "error"


def test_the_lines_at_fault_are_marked_wherever_checks_run():
    assert "--report github" in re.search(r"(?ms)^REPORTS :=.*?[^\\]\n", MAKEFILE)[0]
    for target in ("build-full", "check-external"):
        assert re.search(rf"(?m)^{target}:.*\n\t.*\$\(REPORTS\)", MAKEFILE)


def test_a_proposal_is_compared_with_what_it_is_to_be_merged_into():
    [checkout, *_] = steps("propose")
    assert checkout["with"]["fetch-depth"] == 2  # HEAD is a merge; HEAD^1 is the base
    [compare] = [step for step in steps("propose") if "make changes" in step.get("run", "")]
    assert compare["run"] == "make changes SINCE=HEAD^1"
    assert compare["if"] == "success() || failure()"


def test_what_is_kept_of_a_proposal_is_where_the_comment_looks():
    [upload] = [step for step in steps("propose") if "upload-artifact" in step.get("uses", "")]
    assert upload["with"]["name"] == "tandem"
    assert upload["with"]["path"].split() == ["outputs/reports", "outputs/export"]
    scripts = "\n".join(step.get("run", "") for step in steps("comment"))
    assert '--name tandem --dir "$RUNNER_TEMP/run"' in scripts
    assert '.github/comment.py \\\n  "$RUNNER_TEMP/run/reports" ' in scripts
    for name in ("report.json", "changes.json"):
        assert f"json=outputs/reports/{name}" in MAKEFILE.replace("--json ", "json=")


def test_only_the_steps_that_ask_github_have_its_key():
    """Strangers' words are read without it."""
    for step in steps("comment"):
        assert ("gh " in step.get("run", "")) == ("GH_TOKEN" in step.get("env", {}))
    assert "GH_TOKEN" not in workflow("comment")["jobs"]["comment"]["env"]


def test_only_the_main_branch_is_published():
    jobs = workflow("publish")["jobs"]
    assert jobs["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert (jobs["site"]["needs"], jobs["release"]["needs"]) == ("build", ["build", "site"])


def test_outside_links_are_asked_every_week():
    assert workflow("links")["on"]["schedule"] == [{"cron": "17 5 * * 1"}]
    assert "make check-external" in [step.get("run") for step in steps("links")]


# --- Linters ---------------------------------------------------------------------------


@pytest.fixture
def laid(tmp_path):
    """Lay a fault over the workflows, and return their folder."""

    def laid(name="links", old="", new=""):
        folder = tmp_path / ".github" / "workflows"
        folder.mkdir(parents=True)
        for file in FILES:
            text = file.read_text(encoding="utf-8")
            if file.stem == name and old:
                assert old in text
                text = text.replace(old, new, 1)
            (folder / file.name).write_text(text, encoding="utf-8")
        return folder

    return laid


def lint(target, folder):
    """Run a linter's line of `make lint`, over a folder; return its exit code and words."""
    [line] = re.findall(rf"(?m)^\t(\$\(BIN\)/{target} .*)$", MAKEFILE)
    files = [*map(str, sorted(folder.glob("*.yml")))]
    where = {".github": [str(folder.parent)], ".github/workflows/*.yml": files}
    command = line.replace("$(BIN)", str(Path(sys.executable).parent)).split()
    command = [part for word in command for part in where.get(word, [word])]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize("linter", ["actionlint", "zizmor"])
def test_linters_find_nothing(linter, laid):
    assert lint(linter, laid())[0] == 0


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("links", "runs-on:", "run-on:", "syntax-check"),
        ("publish", "needs: build", "needs: builds", "job-needs"),
        ("publish", "steps.release.outputs.tag", "steps.realease.outputs.tag", "expression"),
        ("links", "17 5 * * 1", "17 25 * * 1", "events"),
        ("links", "ubuntu-24.04", "ubuntu-24.40", "runner-label"),
        ("publish", 'view "$TAG"', "view $TAG", "shellcheck"),
    ],
)
def test_actionlint_finds(name, old, new, rule, laid):
    code, said = lint("actionlint", laid(name, old, new))
    assert code == 1
    assert f"[{rule}" in said


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("links", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "unpinned-uses"),
        ("links", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("propose", "          persist-credentials: false\n", "", "artipacked"),
        ("comment", "--name tandem", '--name "${{ github.head_ref }}"', "template-injection"),
        ("comment", "# zizmor: ignore[dangerous-triggers]", "#", "dangerous-triggers"),
        ("publish", "contents: write # to make the release", "contents: write", "undocumented"),
    ],
)
def test_zizmor_finds(name, old, new, rule, laid):
    code, said = lint("zizmor", laid(name, old, new))
    assert code not in {0, 1}  # 1 is its own fault
    assert rule in said


# --- The comment -----------------------------------------------------------------------


@pytest.fixture
def comment():
    spec = importlib.util.spec_from_file_location("comment", ROOT / ".github" / "comment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def comment(report, changes=None, files=("content/a.md",), conclusion="success"):
        lines = module.comment(report, changes, [*files], conclusion, "https://example.org/run")
        return "\n".join(lines)

    return comment


ISSUE = {"path": "content/a.md", "line": 3, "code": "MD-001", "problem": "It’s “empty” & wrong."}
REPORT = {
    "passed": True,
    "plan": "full",
    "editions": {"pdf": {"pages": 12, "bytes": 345678}, "text": {"pages": None, "bytes": 1000}},
    "checks": [{"code": "MAN", "title": "The manifest", "ran": True, "issues": 0}],
    "issues": [],
}
SECTION = {
    "number": "4",
    "title": "Our places",
    "state": "moved",
    "added": 1,
    "removed": 0,
    "changed": 2,
    "moved": 0,
}
CHANGES = {"since": {"version": "1.9"}, "sections": [SECTION]}


def shown(said):
    """Return what a reader sees of Markdown without markup."""
    return html.unescape(said)


def test_a_comment_has_editions_checks_and_changed_sections(comment):
    said = comment(REPORT, CHANGES)
    assert said.startswith("## Tandem: every check passed")
    assert "| pdf | 12 | 346 KB |" in said
    assert "| The manifest, MAN | 0 found |" in said
    assert "\nIn paragraphs, since version 1.9.\n" in said
    assert "| 4 | Our places | moved | 1 |  | 2 |  |" in said
    assert said.endswith("(https://example.org/run)")


def test_a_comment_says_what_is_to_mend(comment):
    said = comment({**REPORT, "passed": False, "issues": [{**ISSUE, "severity": "error"}]})
    assert said.startswith("## Tandem: 1 to mend")
    assert "| content/a.md, line 3 | MD-001 | It’s “empty” & wrong. |" in shown(said)


def test_errors_come_before_warnings_and_the_rest_is_counted(comment):
    warnings = [{**ISSUE, "severity": "warning", "line": line} for line in range(40)]
    error = {**ISSUE, "severity": "error", "problem": "Worst."}
    said = comment({**REPORT, "passed": False, "issues": [*warnings, error]})
    assert said.index("Worst") < said.index("line 0")
    assert "… and 11 more." in said


def test_a_failure_without_an_error_is_no_pass(comment):
    checks = [{"code": "UAC", "title": "PDF/UA", "ran": False, "issues": 0}]
    said = comment({**REPORT, "passed": False, "checks": checks})
    assert said.startswith("## Tandem: not everything could be checked")
    assert "| PDF/UA, UAC | did not run |" in said


def test_a_run_that_failed_is_no_pass(comment):
    said = comment(REPORT, conclusion="failure")
    assert said.startswith("## Tandem: the editions passed, but not the whole run")


BROKEN = [
    None,
    {},
    [],
    "words",
    {"passed": True},
    {**REPORT, "issues": None},
    {**REPORT, "editions": {"pdf": {"pages": 1, "bytes": float("inf")}}},
]


@pytest.mark.parametrize("report", BROKEN)
def test_a_report_that_is_not_one_is_a_failure(comment, report):
    said = comment(report, CHANGES)
    assert said.startswith("## Tandem: there is no report")
    assert "passed" not in said
    assert "Our places" in said


@pytest.mark.parametrize("changes", [None, {}, [], "words", {"since": {}, "sections": [SECTION]}])
def test_changes_that_are_not_said_are_not_made_up(comment, changes):
    said = comment(REPORT, changes)
    assert "It is not known what has changed." in said
    assert "every check passed" in said


def test_a_base_that_cannot_be_read_is_said(comment):
    assert "before can't be read" in comment(REPORT, {"since": None, "sections": []})


def test_no_changed_words_are_said(comment):
    said = comment(REPORT, {**CHANGES, "sections": []})
    assert "No words have changed since version 1.9." in said


def test_a_proposal_of_code_is_said_to_have_made_its_own_report(comment):
    warning = "built and checked by its own code"
    assert warning not in comment(REPORT, files=["content/a.md", "content/images/a.svg"])
    for file in ("build_tools/cli.py", "contents.md", ".github/workflows/propose.yml"):
        assert warning in comment(REPORT, files=["content/a.md", file])


WICKED = "@everyone [x](https://evil.example) <img src=x> | `a` ftp://a www.evil.example a@b.c #1"


@pytest.mark.parametrize("place", ["problem", "path", "title", "version", "plan", "edition"])
def test_words_of_a_stranger_stay_words(comment, place):
    report = {**REPORT, "issues": [{**ISSUE, "severity": "error", place: WICKED}]}
    report |= {"plan": WICKED} if place == "plan" else {}
    report |= {"editions": {WICKED: {"pages": 1, "bytes": 1}}} if place == "edition" else {}
    since = {"version": WICKED if place == "version" else "1"}
    said = comment(report, {"since": since, "sections": [{**SECTION, place: WICKED}]})
    rows = [line for line in said.splitlines() if "everyone" in line]
    assert rows
    for row in rows:
        stranger = row[row.index("&#64;") : row.index("&#35;")]
        assert not re.search(r"[@\[\]()<`|]", stranger)
        # GitHub links words when the Markdown is done.
        assert not re.search(r"@\w|#\d|https?:|ftp:|www\.", shown(row))
        assert "@everyone [x](https://evil.example) <img" in shown(row).replace("\u200b", "")


def test_a_comment_is_made_of_what_tandem_writes(tmp_path, monkeypatch):
    """The script alone, on the reports of a run, as the workflow calls it."""
    monkeypatch.chdir(tmp_path)
    write_content(tmp_path / "old", words="Hello, old world.")
    write_content(tmp_path / "content", words="Hello, world.")
    assert cli.run(["changes", "old", "--json", "reports/changes.json"]) == 0
    findings = Findings("full", planned=("MAN",), ran=("MAN",))
    findings.editions = {"pdf": {"pages": 7, "bytes": 1000, "entry": "toys.pdf"}}
    findings.report.add(Issue("MAN-001", SourceSpan("content/hello.md", 2), "It is lost."))
    (tmp_path / "reports" / "report.json").write_text(REPORTS["json"](findings), "utf-8")
    (tmp_path / "files").write_text('"content/hello.md"\n')
    script = [sys.executable, "-I", str(ROOT / ".github" / "comment.py")]
    ran = subprocess.run(
        [*script, "reports", "files", "failure", "https://example.org/run"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("## Tandem: 1 to mend")
    assert "| content/hello.md, line 2 | MAN-001 | It is lost. |" in shown(ran.stdout)
    assert "| pdf | 7 | 1 KB |" in ran.stdout
    assert "| The release and its manifest, MAN | 1 found |" in ran.stdout
    assert "| 1 | Hello | changed |  |  | 1 |  |" in ran.stdout
