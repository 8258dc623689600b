"""The wrapper around pa11y-ci lets nothing slip that pa11y-ci would; no browser is started."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from build_tools.checks.pay import __main__ as command
from build_tools.checks.pay import runner
from build_tools.checks.pay.runner import Result, Settings, run
from build_tools.issues import ProgramMissing
from build_tools.tools import programs

ADDRESS, OTHER, THIRD = (f"http://localhost/{name}/" for name in "abc")
FOUND = {
    "code": "WCAG2AA.H37",
    "type": "error",
    "message": "Img element missing an alt attribute.",
    "context": "<img>",
    "selector": "html > body > img",
    "runner": "htmlcs",
}


PA11Y_CI = """
import json, pathlib, sys, time
place = pathlib.Path(__file__).parents[1]
configuration = json.loads(pathlib.Path(sys.argv[-1]).read_text())
asked = place / "asked"
turn = len(asked.read_text().splitlines()) if asked.exists() else 0
with asked.open("a") as file:
    file.write(json.dumps(configuration) + "\\n")
turns = json.loads((place / "turns").read_text())
lines, code, told, hangs = turns[min(turn, len(turns) - 1)]
with open(configuration["defaults"]["reporters"][0][1]["file"], "a") as report:
    report.write(lines)
print(told, file=sys.stderr)
while hangs:
    time.sleep(0.01)
sys.exit(code)
"""
"""What runs instead of pa11y-ci: it writes what the test wants, process by process."""


@pytest.fixture
def answer(monkeypatch, tmp_path):
    """Return a function that says what pa11y-ci does, the first time, the second time…"""
    monkeypatch.setattr(runner, "chromium", lambda: Path("/chromium"))
    monkeypatch.setattr(runner, "package", lambda name: tmp_path)
    monkeypatch.setattr(runner, "program", lambda *names: Path(sys.executable))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "pa11y-ci.js").write_text(PA11Y_CI)

    def prepare(*turns):
        (tmp_path / "turns").write_text(json.dumps(turns))

    prepare.asked = lambda: [
        json.loads(line) for line in (tmp_path / "asked").read_text().splitlines()
    ]
    return prepare


def turn(*lines, code=0, told="", hangs=False):
    written = "".join(line if isinstance(line, str) else f"{json.dumps(line)}\n" for line in lines)
    return written, code, told, hangs


def page(address=ADDRESS, *issues):
    return {"address": address, "issues": issues}


def test_findings_have_types(answer):
    answer(turn(page(ADDRESS, FOUND), code=2))
    (result,) = run([ADDRESS])
    (finding,) = result.findings
    assert not result.failure
    assert (finding.kind, finding.rule, finding.runner) == ("error", "WCAG2AA.H37", "htmlcs")
    assert (finding.context, finding.selector) == ("<img>", "html > body > img")


def test_a_clean_page_is_an_answer(answer):
    answer(turn(page()))
    assert list(run([ADDRESS])) == [Result(ADDRESS)]


@pytest.mark.parametrize(
    ("words", "said"), [("Navigation timeout", "Navigation timeout"), ("", "does not say why")]
)
def test_an_error_of_the_browser_is_a_failure(answer, words, said):
    answer(turn({"address": ADDRESS, "failure": words}, code=2))
    (result,) = run([ADDRESS])
    assert said in result.failure


def test_an_address_without_answer_is_a_failure(answer):
    answer(turn(page(OTHER)))
    (result,) = run([ADDRESS])
    assert "redirect" in result.failure


@pytest.mark.parametrize("lines", [(), ('{"address": "http:',), (json.dumps(page()),)])
def test_a_crash_is_a_failure_of_what_has_no_whole_answer(answer, lines):
    answer(turn(*lines, code=1, told="Out of memory."))
    (result,) = run([ADDRESS])
    assert result.failure == "Out of memory."


@pytest.mark.slow
def test_a_hang_is_a_failure(answer):
    answer(turn(hangs=True))
    (result,) = run([ADDRESS], Settings(silence_seconds=1))
    assert result.failure == "it said nothing for 1 seconds"


def test_answers_come_one_by_one(answer):
    answer(turn(page(), hangs=True), turn(page(OTHER)))
    results = run([ADDRESS, OTHER], Settings(silence_seconds=60))
    assert next(results) == Result(ADDRESS)
    results.close()


def test_what_has_no_answer_is_asked_for_again_alone(answer):
    answer(turn(page(), code=1), turn(page(OTHER)), turn(page(THIRD, FOUND)))
    results = {result.address: result for result in run([ADDRESS, OTHER, THIRD])}
    assert not any(result.failure for result in results.values())
    assert results[THIRD].findings
    assert [asked["urls"] for asked in answer.asked()] == [
        [ADDRESS, OTHER, THIRD],
        [OTHER],
        [THIRD],
    ]


def test_without_any_answer_nothing_is_asked_for_again(answer):
    answer(turn(code=1, told="No browser."))
    assert [result.failure for result in run([ADDRESS, OTHER])] == ["No browser."] * 2
    assert len(answer.asked()) == 1


def test_there_is_a_new_browser_after_some_pages(answer):
    many = [f"{ADDRESS}{number}" for number in range(runner.PAGES_A_BROWSER + 1)]
    answer(turn(*map(page, many[:-1])), turn(page(many[-1])))
    assert [result.address for result in run(many)] == many
    assert [len(asked["urls"]) for asked in answer.asked()] == [runner.PAGES_A_BROWSER, 1]


def test_no_address_is_no_result(answer):
    answer(turn())
    assert list(run([])) == []


def test_an_address_is_looked_at_once(answer):
    answer(turn(page()))
    assert len(list(run([ADDRESS, ADDRESS]))) == 1
    assert answer.asked()[0]["urls"] == [ADDRESS]


def test_the_traps_are_in_the_configuration(answer):
    answer(turn(page()))
    list(run([ADDRESS], Settings(concurrency=2, warnings=True)))
    defaults = answer.asked()[0]["defaults"]
    assert defaults["useIncognitoBrowserContext"] is False
    assert defaults["levelCapWhenNeedsReview"] == "warning"
    assert defaults["includeWarnings"] is True
    assert "--no-sandbox" in defaults["chromeLaunchConfig"]["args"]
    assert "ignore" not in defaults


def test_the_command_says_what_was_found(answer, capsys):
    answer(turn(page(ADDRESS, FOUND), code=2), turn(page()))
    assert command.main([ADDRESS]) == 1
    assert "error WCAG2AA.H37: Img element" in capsys.readouterr().out
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
