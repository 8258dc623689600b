"""The wrapper around pa11y-ci lets nothing slip that pa11y-ci would; no browser is started."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired

import pytest

from build_tools.checks import programs
from build_tools.checks.pa11y import __main__ as command
from build_tools.checks.pa11y import runner
from build_tools.checks.pa11y.runner import Settings, run
from build_tools.issues import ProgramMissing

ADDRESS = "http://localhost/a/"
FOUND = {
    "code": "WCAG2AA.H37",
    "type": "error",
    "message": "Img element missing an alt attribute.",
    "context": "<img>",
    "selector": "html > body > img",
    "runner": "htmlcs",
}


@pytest.fixture
def answer(monkeypatch, tmp_path):
    """Return a function that says what pa11y-ci does instead of running."""
    monkeypatch.setattr(runner, "chromium", lambda: Path("/chromium"))
    monkeypatch.setattr(runner, "package", lambda name: tmp_path)
    monkeypatch.setattr(runner, "program", lambda *names: Path("/node"))

    def prepare(results=None, code=0, told=""):
        def run(words, **options):
            configuration = json.loads(Path(words[-1]).read_text())
            prepare.configuration = configuration
            if results is not None:
                report = configuration["defaults"]["reporters"][0][1]["fileName"]
                Path(report).write_text(json.dumps({"results": results}))
            return CompletedProcess(words, code, "", told)

        monkeypatch.setattr(runner.subprocess, "run", run)

    return prepare


def test_findings_have_types(answer):
    answer({ADDRESS: [FOUND]}, 2)
    (result,) = run([ADDRESS])
    (finding,) = result.findings
    assert not result.failure
    assert (finding.kind, finding.rule, finding.runner) == ("error", "WCAG2AA.H37", "htmlcs")
    assert (finding.context, finding.selector) == ("<img>", "html > body > img")


def test_a_clean_page_is_an_answer(answer):
    answer({ADDRESS: []})
    (result,) = run([ADDRESS])
    assert result == runner.Result(ADDRESS)


def test_an_error_of_the_browser_is_a_failure(answer):
    answer({ADDRESS: [{"message": "Navigation timeout"}]}, 2)
    (result,) = run([ADDRESS])
    assert result.failure == "Navigation timeout"


def test_an_address_without_answer_is_a_failure(answer):
    answer({"http://localhost/elsewhere/": []})
    (result,) = run([ADDRESS])
    assert "redirect" in result.failure


@pytest.mark.parametrize(("results", "code"), [(None, 0), (None, 2), ({ADDRESS: []}, 1)])
def test_no_report_or_a_crash_is_a_failure(answer, results, code):
    answer(results, code)
    (result,) = run([ADDRESS])
    assert result.failure


def test_a_hang_is_a_failure(answer, monkeypatch):
    answer({})

    def hang(*words, **options):
        raise TimeoutExpired("pa11y-ci", 1)

    monkeypatch.setattr(runner.subprocess, "run", hang)
    (result,) = run([ADDRESS])
    assert "timed out" in result.failure


def test_no_address_is_no_result(answer):
    answer({})
    assert run([]) == ()


def test_an_address_is_looked_at_once(answer):
    answer({ADDRESS: []})
    assert len(run([ADDRESS, ADDRESS])) == 1
    assert answer.configuration["urls"] == [ADDRESS]


def test_the_traps_are_in_the_configuration(answer):
    answer({ADDRESS: []})
    run([ADDRESS], Settings(concurrency=2, warnings=True))
    defaults = answer.configuration["defaults"]
    assert defaults["useIncognitoBrowserContext"] is False
    assert defaults["levelCapWhenNeedsReview"] == "warning"
    assert defaults["includeWarnings"] is True
    assert "--no-sandbox" in defaults["chromeLaunchConfig"]["args"]
    assert "ignore" not in defaults


def test_the_command_says_what_was_found(answer, capsys):
    answer({ADDRESS: [FOUND]}, 2)
    assert command.main([ADDRESS]) == 1
    assert "error WCAG2AA.H37: Img element" in capsys.readouterr().out
    answer({ADDRESS: []})
    assert command.main([ADDRESS]) == 0
    assert command.main([]) == 2


def test_a_missing_package_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(programs, "PACKAGES", tmp_path)
    with pytest.raises(ProgramMissing, match=r"pa11y-ci is missing: .*setup check"):
        programs.package("pa11y-ci")


def test_a_missing_program_is_said(monkeypatch):
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    with pytest.raises(ProgramMissing, match="chromium is missing"):
        programs.chromium()
