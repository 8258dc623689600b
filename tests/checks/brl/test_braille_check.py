"""The braille check finds each fault that is made for it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.checks import CHECKS, Artefacts, plan
from build_tools.checks.brl import BrailleCanBeUsed
from build_tools.checks.lnk import EveryLinkLeads
from build_tools.editions import BuildJob
from build_tools.editions.braille import Braille
from build_tools.reports.rules import rules
from tests import builders as b
from tests.every_block import EVERY_BLOCK

THEMES = Path(__file__).parents[3] / "themes"

DISPLAY = "exampleton-grade-2-display.brf"
VOLUME = "exampleton-grade-2-volume-1.brf"
PEF = "exampleton-grade-2.pef"


@pytest.fixture(scope="module")
def release(once):
    def make(folder):
        job = BuildJob(folder / "braille", THEMES)
        job.folder.mkdir()
        return Braille().build(EVERY_BLOCK, job)

    folder, made = once("every-block-braille", make)
    return Artefacts(folder, {"braille": made})


@pytest.fixture
def copy(release, tmp_path):
    """Return the release in a folder whose files may be changed."""
    (tmp_path / "braille").mkdir()
    for file in release.folder.glob("braille/*"):
        (tmp_path / "braille" / file.name).write_bytes(file.read_bytes())
    return replace(release, folder=tmp_path)


def codes(artefacts, publication=EVERY_BLOCK):
    return {issue.code for issue in BrailleCanBeUsed().run(publication, artefacts)}


def changed(artefacts, path, old, new, count=1):
    file = artefacts.file("braille", path)
    text = file.read_bytes().decode("utf-8")
    found = re.sub(old, new, text, count=count)
    assert found != text
    file.write_bytes(found.encode("utf-8"))
    return codes(artefacts)


def test_it_is_in_the_quick_plan():
    assert CHECKS["BRL"].endswith(":BrailleCanBeUsed")
    assert "BRL" in plan(["braille"])
    assert "BRL" not in plan(["text"])


def test_what_is_right_has_no_issue(release):
    assert list(map(str, BrailleCanBeUsed().run(EVERY_BLOCK, release))) == []


@pytest.mark.parametrize(
    ("code", "path", "old", "new"),
    [
        ("BRL-011", DISPLAY, ",", "a"),
        ("BRL-011", VOLUME, ",", "é"),
        ("BRL-011", VOLUME, "\r\n", "\n"),
        ("BRL-012", VOLUME, r"\r\n  ,", "\r\n" + "=" * 41 + ","),
        ("BRL-013", VOLUME, r"\r\n\f", "\r\n" * 30 + "\f"),
        ("BRL-013", VOLUME, r"\f\Z", ""),
        ("BRL-014", VOLUME, r"(\f.+ )#B\r", r"\1#C\r"),
        ("BRL-014", VOLUME, r"(\f.+) #B\r", r"\1#B\r"),
        ("BRL-014", VOLUME, r"\f[^\r]*\r\n", "\f"),
        ("BRL-016", VOLUME, "VOLUME #A", "VOLUME #B"),
        ("BRL-016", VOLUME, r"(\r\n +),A /RATEGY", r"\1,A /RATEG"),
        ("BRL-017", VOLUME, '"" #[A-J]+\r', '"" #A\r'),
        ("BRL-017", VOLUME, '"" #[A-J]+\r', '"" #IIII\r'),
        ("BRL-017", VOLUME, ",3T5TS", ",3T5T"),
        ("BRL-018", PEF, "2008-1", "2007-1"),
        ("BRL-018", PEF, "application/x-pef.xml", "text/xml"),
        ("BRL-018", PEF, "<dc:identifier>[^<]*<", "<dc:identifier><"),
        ("BRL-018", PEF, 'cols="40"', 'cols="30"'),
        ("BRL-018", PEF, 'duplex="true"', ""),
        ("BRL-018", PEF, "<row>", "<row>⣿"),
        ("BRL-018", PEF, "<row>", "<row>a"),
        ("BRL-018", PEF, "<row>", "<row>" + "⠁" * 41),
        ("BRL-018", PEF, "</?section>", ""),
        ("BRL-018", PEF, "<page>", "<page><line/>"),
        ("BRL-010", PEF, "</pef>", ""),
        ("BRL-019", PEF, "⠮", "⠯"),
        ("BRL-019", PEF, "<page>(<row>[^/]*</row>)+</page>", "<page></page>"),
        ("BRL-020", DISPLAY, "\r\n", "\r\n\f"),
        ("BRL-020", DISPLAY, "\r\n", "\r\n\r\n\r\n"),
        ("BRL-020", DISPLAY, r"\r\n ", "\r\n" + " " * 20),
        ("BRL-021", DISPLAY, r",MA\*9E", ",MA*9"),
        ("BRL-021", VOLUME, r"PRO\(R1D", "PRO(R1"),
    ],
)
def test_a_fault_is_found(copy, code, path, old, new):
    assert code in changed(copy, path, old, new, count=0 if "section" in old else 1)
    assert code in rules()


@pytest.mark.parametrize("path", [DISPLAY, VOLUME, PEF])
@pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_bytes(b"")])
def test_a_file_that_is_missing_or_empty_is_no_pass(copy, path, damage):
    damage(copy.file("braille", path))
    assert "BRL-010" in codes(copy)


def test_an_edition_that_does_not_say_its_paper_is_no_pass(release):
    bare = replace(release.made["braille"], facts={"width": "wide"})
    assert codes(replace(release, made={"braille": bare})) == {"BRL-010"}


def test_too_many_pages_are_found(release):
    made = release.made["braille"]
    small = replace(made, facts={**made.facts, "volume-pages": 5})
    assert codes(replace(release, made={"braille": small})) == {"BRL-015"}


def test_a_reader_who_is_declared_has_to_be_named(release):
    record = EVERY_BLOCK.record.model_copy(
        update={
            "braille": b.publication_record(
                braille={"checked-by": "a group", "on": "2026-03-01"}
            ).braille
        }
    )
    assert codes(release, replace(EVERY_BLOCK, record=record)) == {"BRL-021"}


# --- Links -----------------------------------------------------------------------------


def followed(artefacts):
    return {issue.code for issue in EveryLinkLeads().run(EVERY_BLOCK, artefacts)}


def test_links_lead_somewhere(release):
    assert followed(release) == set()


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("LNK-070", r"SEE SEC;N #B", "SEE SEC;N #I"),
        ("LNK-070", r"SEE SEC;N #B", "SEE PARAGRAPH #B"),
        ("LNK-071", r"EXAMPLE4ORG_/@\.>", "EXAMPLE4COM_/@.>"),
        ("LNK-072", r"(@\.<FOOTNOTE) #A", r"\1 #I"),
        ("LNK-072", r"(@\.<FOOTNOTE #A1 F P\S+) #A4A", r"\1 #A4JJ"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(copy, code, old, new):
    file = copy.file("braille", DISPLAY)
    text = file.read_bytes().decode()
    assert re.search(old, text)
    file.write_bytes(re.sub(old, new, text, count=1).encode())
    assert followed(copy) == {code}


def test_a_file_whose_links_cannot_be_read_is_no_pass(copy):
    copy.file("braille", DISPLAY).unlink()
    assert followed(copy) == {"LNK-001"}
