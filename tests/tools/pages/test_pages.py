"""Looking at pages fails closed, is remembered, and has exceptions that are named and needed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from build_tools.checks import Artefacts
from build_tools.editions import Artefact, ArtefactFile
from build_tools.issues import IssuesFound
from build_tools.tools.cache import Cache
from build_tools.tools.pages import Finding, NoAnswer, examine
from build_tools.tools.pages.exceptions import read_exceptions
from tests import builders as b

WHOLE = b.publication(b.section("One"))
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
    (folder / "font.woff2").write_text("letters")
    names = ("index.html", "style.css", "font.woff2")
    made = {"site": Artefact("index.html", tuple(map(ArtefactFile, names)))}
    return Artefacts(folder.parent, made, cache=Cache(tmp_path / "cache"))


@pytest.fixture
def two_pages(site: Artefacts) -> Artefacts:
    (site.folder / "site" / "other.html").write_text("<p>two")
    files = (*site.made["site"].files, ArtefactFile("other.html"))
    return replace(site, made={"site": Artefact("index.html", files)})


def reader(*findings: Finding):
    """Return a tool that reads every page and finds these things on each."""

    def look(pages):
        for path, address in pages.items():
            urlopen(address).close()
            yield path, findings

    return look


def silent(pages):
    """A tool that says nothing of any page."""
    return iter(())


def stranger(pages):
    """A tool that speaks of pages that it never read."""
    return ((path, ()) for path in pages)


def ask(address: str, source: str = "") -> None:
    """Ask for a file as a browser does, for the sake of another file."""
    headers = {"Referer": source} if source else {}
    urlopen(Request(address, headers=headers)).close()


def run(site: Artefacts, look, exceptions: str = NONE, publication=WHOLE) -> list[str]:
    file = site.folder.parent / "exceptions.yml"
    file.write_text(exceptions)
    issues = examine("TST", "1.0", look, publication, site, file)
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
    (problem,) = run(site, silent)
    assert "TST-003 TST: the tool gave no answer" in problem


def test_the_tool_says_why_it_has_no_answer(site):
    def look(pages):
        for path, address in pages.items():
            urlopen(address).close()
            yield path, NoAnswer("it broke")

    (problem,) = run(site, look)
    assert "TST-003" in problem
    assert problem.endswith("it broke.")
    assert run(site, reader()) == []


def test_an_answer_about_a_page_that_was_never_read_is_no_pass(site):
    (problem,) = run(site, stranger)
    assert "TST-003" in problem


def test_a_page_that_is_not_there_is_no_pass(site):
    (site.folder / "site" / "index.html").unlink()
    (problem,) = run(site, silent)
    assert "TST-003" in problem


def test_a_site_without_pages_is_no_pass(site):
    made = {"site": Artefact("style.css", (ArtefactFile("style.css"),))}
    (problem,) = run(Artefacts(site.folder, made), reader())
    assert "TST-003 The edition has no page." in problem


def test_a_file_that_is_missing_is_said(site):
    def look(pages):
        for path, address in pages.items():
            urlopen(address).close()
            with pytest.raises(OSError, match="404"):
                urlopen(address.replace("index.html", "gone.png"))
            yield path, ()

    (problem,) = run(site, look)
    assert "TST-003 It needs gone.png" in problem


def test_what_is_known_is_not_looked_at_again(site):
    first = run(site, reader(GREY))
    assert run(site, pytest.fail) == first


def shown(*files: tuple[str, str]):
    """Return a tool that is shown `files` with each page: names, and what asks for them."""

    def look(pages):
        for path, address in pages.items():
            ask(address)
            home = address.removesuffix(path)
            for file, source in files:
                ask(home + file, source and home + source)
            yield path, [GREY]

    return look


@pytest.mark.parametrize(
    ("changed", "files"),
    [
        ("index.html", []),
        ("style.css", [("style.css", "index.html")]),
        ("font.woff2", [("style.css", "index.html"), ("font.woff2", "style.css")]),
        ("font.woff2", [("font.woff2", "")]),
    ],
)
def test_a_page_that_may_look_different_is_looked_at_again(site, changed, files):
    run(site, shown(*files))
    with (site.folder / "site" / changed).open("a") as file:
        file.write(" ")
    assert run(site, reader()) == []


def test_the_digest_of_the_source_alone_is_no_change(site):
    page = site.folder / "site" / "index.html"
    page.write_text(f"<p>one, {WHOLE.stamp.digest}")
    first = run(site, reader(GREY))
    edited = b.publication(b.section("One"), digest="99999999")
    page.write_text("<p>one, 99999999")
    assert run(site, pytest.fail, publication=edited) == first
    page.write_text("<p>one, 88888888")
    assert run(site, reader(), publication=edited) == []


def test_a_file_that_a_page_does_not_show_is_nothing_to_it(site):
    first = run(site, shown(("style.css", "index.html")))
    (site.folder / "site" / "font.woff2").write_text("another")
    assert run(site, pytest.fail) == first


def test_a_page_that_lacks_a_file_of_its_style_sheet_is_not_remembered(site):
    def look(pages):
        for path, address in pages.items():
            home = address.removesuffix(path)
            ask(address)
            ask(home + "style.css", address)
            with pytest.raises(OSError, match="404"):
                ask(home + "gone.woff2", home + "style.css")
            yield path, ()

    for _ in range(2):
        (problem,) = run(site, look)
        assert problem.startswith("site/style.css  TST-003 It needs gone.woff2")


def test_a_run_that_was_interrupted_goes_on_where_it_was(two_pages):
    def interrupted(pages):
        first, *_ = reader(GREY)(pages)
        yield first
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(two_pages, interrupted)
    asked = []

    def look(pages):
        asked.extend(pages)
        yield from reader()(pages)

    (problem,) = run(two_pages, look)
    assert problem.startswith("site/index.html")
    assert asked == ["other.html"]


def test_it_tells_how_far_it_is(two_pages):
    told = []
    run(replace(two_pages, tell=told.append), reader())
    assert told == ["1 of 2 pages", "2 of 2 pages"]


def test_no_answer_is_not_remembered(site):
    run(site, silent)
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
