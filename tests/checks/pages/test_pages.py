"""Looking at pages fails closed, is remembered, and has exceptions that are named and needed."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.cache import Cache
from build_tools.checks.pages import Finding, examine
from build_tools.checks.pages.exceptions import read_exceptions
from build_tools.editions import Artefact, ArtefactFile
from build_tools.issues import IssuesFound

NONE = "[]"
ONE = """
- code: TST-001
  rule: colour
  place: "*.grey*"
  where: 'class="grey"'
  since: 2026-11-22
  reason: It was measured by hand, and is enough.
"""


@pytest.fixture
def site(tmp_path: Path) -> Artefacts:
    folder = tmp_path / "release" / "site"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text('<p class="grey">one')
    (folder / "style.css").write_text("p { color: grey }")
    files = (ArtefactFile("index.html"), ArtefactFile("style.css"))
    made = {"site": Artefact("index.html", files)}
    return Artefacts(folder.parent, made, cache=Cache(tmp_path / "cache"))


def reader(*findings: Finding):
    """Return a tool that reads every page and finds these things on each."""

    def look(pages):
        for address in pages.values():
            urlopen(address).close()
        return dict.fromkeys(pages, findings)

    return look


def run(site: Artefacts, look, exceptions: str = NONE) -> list[str]:
    file = site.folder.parent / "exceptions.yml"
    file.write_text(exceptions)
    issues = examine("TST", "1.0", look, site, file)
    return [f"{issue.span} {issue.place} {issue.code} {issue.problem}" for issue in issues]


GREY = Finding("colour", "It is grey.", place="p.grey", line=1)


def test_a_page_without_faults_has_none(site):
    assert run(site, reader()) == []


def test_a_finding_names_page_place_and_rule(site):
    assert run(site, reader(GREY)) == ["site/index.html:1 p.grey TST-001 colour: It is grey."]
    doubt = Finding("colour", "Is it grey?", certain=False)
    site.cache.folder.rename(site.folder.parent / "other")
    assert run(site, reader(doubt)) == ["site/index.html  TST-002 colour: Is it grey?"]


def test_no_answer_is_no_pass(site):
    (problem,) = run(site, lambda pages: {})
    assert "TST-003 TST: the tool gave no answer" in problem


def test_an_answer_about_a_page_that_was_never_read_is_no_pass(site):
    (problem,) = run(site, lambda pages: dict.fromkeys(pages, ()))
    assert "TST-003" in problem


def test_a_page_that_is_not_there_is_no_pass(site):
    (site.folder / "site" / "index.html").unlink()
    assert all("TST-003" in problem for problem in run(site, lambda pages: {}))


def test_a_site_without_pages_is_no_pass(site):
    made = {"site": Artefact("style.css", (ArtefactFile("style.css"),))}
    (problem,) = run(Artefacts(site.folder, made), reader())
    assert "TST-003 The site has no page." in problem


def test_a_file_that_is_missing_is_said(site):
    def look(pages):
        for address in pages.values():
            urlopen(address).close()
            with pytest.raises(OSError, match="404"):
                urlopen(address.replace("index.html", "font.woff2"))
        return dict.fromkeys(pages, ())

    (problem,) = run(site, look)
    assert "TST-003 It needs font.woff2" in problem


def test_what_is_known_is_not_looked_at_again(site):
    first = run(site, reader(GREY))
    assert run(site, pytest.fail) == first


@pytest.mark.parametrize("name", ["index.html", "style.css"])
def test_a_page_that_may_look_different_is_looked_at_again(site, name):
    run(site, reader(GREY))
    with (site.folder / "site" / name).open("a") as file:
        file.write(" ")
    assert run(site, reader()) == []


def test_no_answer_is_not_remembered(site):
    run(site, lambda pages: {})
    assert run(site, reader()) == []


def test_an_exception_covers_what_it_names_and_no_more(site):
    other = Finding("colour", "It is pale.", place="p.pale")
    (problem,) = run(site, reader(GREY, other), ONE)
    assert "p.pale" in problem


def test_an_exception_that_nothing_needs_is_a_fault(site):
    (problem,) = run(site, reader(), ONE)
    assert problem.startswith("exceptions.yml  TST-004 Nothing needs the exception of 2026-11-22")


def test_an_exception_waits_for_its_markup(site):
    (site.folder / "site" / "index.html").write_text("<p>one")
    assert run(site, reader(), ONE) == []


def test_an_exception_of_another_check_is_left_to_it(site):
    assert run(site, reader(), ONE.replace("TST", "AXE")) == []


@pytest.mark.parametrize(
    "broken",
    [
        ONE.replace("  since: 2026-11-22\n", ""),
        ONE.replace("It was measured by hand, and is enough.", "Because."),
        ONE.replace("place:", "plaice:"),
        "- [",
    ],
)
def test_an_exception_has_to_be_dated_and_explained(tmp_path, broken):
    file = tmp_path / "exceptions.yml"
    file.write_text(broken)
    with pytest.raises(IssuesFound):
        read_exceptions(file)


def test_our_own_exceptions_can_be_read():
    assert all(entry.reason for entry in read_exceptions().entries)
