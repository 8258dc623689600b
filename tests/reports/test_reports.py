"""Reports: the same findings in every form, and no fault that looks like a pass."""

import json
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from build_tools import cli
from build_tools.issues import Issue, SourceSpan
from build_tools.reports import REPORTS, Findings
from build_tools.reports.page import answer


def test_the_command_line_offers_every_form():
    assert tuple(REPORTS) == cli.ReportFile.forms


@pytest.mark.parametrize("form", REPORTS)
def test_the_same_findings_give_the_same_bytes(form, faulty):
    assert REPORTS[form](faulty) == REPORTS[form](faulty)


# --- What counts as failed -------------------------------------------------------------


def test_nothing_found_is_a_pass(clean):
    assert not clean.failed


@pytest.mark.parametrize(
    "change", [{"ran": ("MAN",)}, {"missing": {"LNK": "x"}}, {"faults": {"pdf": "x"}}]
)
def test_what_was_not_looked_at_is_a_failure_in_every_form(clean, change):
    for name, value in change.items():
        setattr(clean, name, value)
    assert clean.failed
    assert json.loads(REPORTS["json"](clean))["passed"] is False
    assert ET.fromstring(REPORTS["junit"](clean)).get("errors") == "1"
    assert "Nothing can be published" in REPORTS["html"](clean)
    assert REPORTS["github"](clean).startswith("::error ")


# --- JSON ------------------------------------------------------------------------------


def test_json_says_everything(faulty):
    found = json.loads(REPORTS["json"](faulty))
    assert found["passed"] is False
    assert (found["plan"], found["today"]) == ("full", "2026-11-22")
    assert found["publication"]["title"] == "Town & Quay"
    assert {
        "code": "LNK",
        "title": "Links of the finished editions",
        "ran": True,
        "issues": 1,
    } in found["checks"]
    assert {"code": "PAR", "title": "Parity", "ran": False, "issues": 0} in found["checks"]
    assert found["issues"][0] == {
        "code": "LNK-001",
        "severity": "error",
        "path": "content/a.md",
        "line": 3,
        "column": 6,
        "place": "",
        "problem": "'gone.md' is <not> there.",
        "remedy": "Mend.",
    }
    assert found["parity"]["text"] == {"found": 118, "missing": 2}
    assert list(found["missing"]) == ["UAC"]
    assert list(found["faults"]) == ["pdf"]


# --- JUnit -----------------------------------------------------------------------------


def test_junit_has_a_case_for_every_check(faulty):
    suite = ET.fromstring(REPORTS["junit"](faulty))
    cases = {case.get("name"): [child.tag for child in case] for case in suite}
    assert cases == {
        "source": ["failure"],
        "LNK": ["failure"],
        "MAN": ["system-out"],
        "PAR": ["error"],
        "UAC": ["error"],
        "pdf": ["error"],
    }
    assert [suite.get(name) for name in ("tests", "failures", "errors")] == ["6", "2", "3"]
    assert "gone.md" in suite.find(".//testcase[@name='LNK']/failure").text


# --- GitHub ----------------------------------------------------------------------------


def test_annotations_mark_the_line(faulty):
    lines = REPORTS["github"](faulty).splitlines()
    assert lines[0] == (
        "::error file=content/a.md,line=3,col=6,title=LNK-001::'gone.md' is <not> there.%0AMend."
    )
    assert lines[1].endswith("title=META-001::Two%0Alines, 100 %25: both wrong.")
    assert lines[2].startswith("::warning file=text/a.txt,title=MAN-004::")
    assert "::error title=PAR::The check PAR did not run." in lines
    assert len(lines) == 6


def test_what_is_found_can_not_give_commands():
    findings = Findings()
    wicked = "a,line=1::b\r\n::set-env name=x::y"
    findings.report.add(Issue("TOY-001", SourceSpan(wicked, 1), wicked))
    [line] = REPORTS["github"](findings).splitlines()
    assert line.count("::") == 2 + 2  # ours, and those inside lines; one that begins a line is cut
    assert "file=a%2Cline=1%3A%3Ab%0D%0A%3A%3Aset-env name=x%3A%3Ay,line=1" in line


# --- The page --------------------------------------------------------------------------


@pytest.fixture
def page(faulty):
    return html.document_fromstring(REPORTS["html"](faulty))


def test_the_answer_comes_first_in_plain_words(page):
    assert page.findtext(".//h1") == "Nothing can be published until 2 errors are mended."
    assert page.findtext(".//title").startswith("Nothing can be published until 2 errors")


def test_an_issue_has_its_line_its_remedy_and_its_rule(page):
    [item] = [item for item in page.iterfind(".//li") if "gone.md" in item.text_content()]
    words = item.text_content()
    assert "Error, line 3" in words
    assert "See [here](gone.md) & <there>." in words
    assert item.findtext(".//mark") == "h"
    assert "To mend: Mend." in words
    target = item.find(".//a").get("href").removeprefix("#")
    assert page.get_element_by_id(target).text_content().startswith("LNK-001: ")


def test_the_page_is_whole_and_sound(page, faulty):
    assert not page.xpath("//script | //link | //img | //@src | //@onclick")
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert page.get("lang") == "en-GB"
    assert all(cell.get("scope") for cell in page.iterfind(".//th"))
    assert not re.search("url\\(|@import", REPORTS["html"](faulty))


def test_the_editions_are_compared(page):
    rows = [[cell.text_content() for cell in row] for row in page.find(".//table").iter("tr")]
    assert rows == [["Edition", "Found", "Missing"], ["site", "120", "0"], ["text", "118", "2"]]


def test_a_page_of_a_source_that_could_not_be_read():
    findings = Findings(planned=("MAN",))
    findings.report.add(Issue("META-001", SourceSpan("content/a.md", 1), "Wrong."))
    words = html.document_fromstring(REPORTS["html"](findings)).text_content()
    assert "Nothing can be published until 1 error is mended." in words
    assert "not checked" in words


def test_answers(clean):
    assert answer(clean) == "All 2 checks passed."
    clean.editions = {}
    assert answer(clean) == "Nothing is wrong in the source. No edition was checked."
    clean.missing = {"UAC": "Java"}
    assert answer(clean) == "Nothing can be published: 1 step could not be finished."
