"""How MkDocs is run: the same bytes from anywhere, faults as issues, and on its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from build_tools.editions.site import Site
from build_tools.editions.site.engine import generate
from build_tools.editions.site.plugin import MAKING_DATE, SiteSource, TandemPlugin
from build_tools.issues import IssuesFound
from tests.builders import publication, section
from tests.editions.site.conftest import ROOT, THEMES, build_release, build_site

STATEMENT = "Accessibility statement"
SMALL = publication(
    section("One", "Words."),
    section("Two", "More words."),
    section(STATEMENT, "Tell us.", path="accessibility", kind="generated"),
)


def files_of(folder):
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.slow
def test_a_release_is_the_same_from_another_folder_on_another_day(tmp_path, monkeypatch):
    """A large one too: see `test_publications.py`."""
    first = build_release(SMALL, tmp_path / "here")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(MAKING_DATE, "86400")
    again = build_release(SMALL, tmp_path / "some" / "where")
    assert files_of(again.folder) == files_of(first.folder)
    assert os.environ[MAKING_DATE] == "86400"


@pytest.mark.slow
def test_no_date_of_ours_stays_in_the_environment(tmp_path, monkeypatch):
    monkeypatch.delenv(MAKING_DATE, raising=False)
    build_site(SMALL, tmp_path)
    assert MAKING_DATE not in os.environ


@pytest.mark.parametrize(
    "path",
    [
        "downloads",
        "search/words",
        "themes/index",
        "index",
        "find/out",
        "a-to-z",
        "contents",
        "case-studies",
    ],
)
def test_an_address_of_the_site_s_own_is_refused(path, tmp_path):
    taken = publication(section("One", "Words.", path=path))
    assert [issue.code for issue in Site().refused(taken, THEMES)] == ["SITE-001"]
    with pytest.raises(IssuesFound) as found:
        build_site(taken, tmp_path)
    assert [issue.code for issue in found.value.report] == ["SITE-001"]


@pytest.mark.slow
def test_what_mkdocs_warns_of_is_an_issue(tmp_path, monkeypatch):
    nav = TandemPlugin._nav
    monkeypatch.setattr(TandemPlugin, "_nav", lambda self: [*nav(self), {"Gone": "gone.md"}])
    with pytest.raises(IssuesFound) as found:
        generate(SiteSource(SMALL, THEMES), tmp_path)
    assert {issue.code for issue in found.value.report} == {"SITE-002"}


@pytest.mark.slow
def test_a_site_made_alone_says_so_and_has_no_dead_link(tmp_path):
    site = build_site(SMALL, tmp_path)
    assert "without the other editions" in site.page("downloads").text_content()
    for path in ("", "one", "two", "downloads"):
        page = site.page(path)
        assert not [link for link in page.xpath("//@href") if "text/" in link]
        (statement,) = page.xpath(f"//footer//a[.='{STATEMENT}']/@href")
        assert (site.folder / path / statement / "index.html").is_file()


def run_mkdocs(folder, content):
    """Run `mkdocs build` in a folder like a clone, with other content."""
    for name, target in (("mkdocs.yml", ROOT / "mkdocs.yml"), ("themes", THEMES)):
        (folder / name).symlink_to(target)
    (folder / "content").symlink_to(content)
    command = [sys.executable, "-m", "mkdocs", "build"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_mkdocs_builds_it_by_itself(tmp_path):
    made = run_mkdocs(tmp_path, ROOT / "tests" / "publications" / "everything" / "content")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "outputs" / "mkdocs" / "foreword" / "index.html").is_file()


@pytest.mark.slow
def test_mkdocs_alone_says_where_a_fault_is(tmp_path):
    (tmp_path / "faulty").mkdir()
    (tmp_path / "faulty" / "publication.yml").write_text("titel: X\n")
    made = run_mkdocs(tmp_path, tmp_path / "faulty")
    assert made.returncode != 0
    assert "publication.yml:1:1: error" in made.stderr
    assert "Traceback" not in made.stderr


@pytest.mark.slow
def test_a_logo_may_do_no_more_than_a_picture(tmp_path):
    themes = tmp_path / "themes"
    shutil.copytree(THEMES, themes)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x</script></svg>'
    (themes / "logo.svg").write_text(logo)
    with pytest.raises(IssuesFound) as found:
        generate(SiteSource(SMALL, themes), tmp_path / "site")
    (issue,) = found.value.report
    assert (issue.code, issue.span.path) == ("IMG-005", "themes/logo.svg")
