"""Each rule finds the fault that is made for it, in files that are clean without it."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from build_tools.checks import Artefacts
from build_tools.checks.lrg import LargePrintIsLarge
from build_tools.checks.lrg.letters import Written
from build_tools.checks.lrg.lines import Line
from build_tools.checks.lrg.setting import line_findings
from build_tools.editions import Artefact, ArtefactFile
from build_tools.editions.facts import TYPE_SIZES, TYPEFACES
from tests.builders import paragraph, publication, section
from tests.every_block import EVERY_BLOCK

pytestmark = pytest.mark.slow

FILE = "one-18pt.pdf"


@pytest.fixture
def check(every_block_large_print, tmp_path):
    """Return a function that changes the small file, or what is promised, and gives codes."""
    made = every_block_large_print.made["large-print"]
    folder = tmp_path / "large-print"
    folder.mkdir()
    shutil.copy(every_block_large_print.file("large-print", made.entry), folder / FILE)
    promised = {TYPE_SIZES: {FILE: 18.0}, TYPEFACES: made.facts[TYPEFACES]}

    def check(change=None, path=FILE, **facts):
        if change:
            with pikepdf.open(folder / FILE, allow_overwriting_input=True) as pdf:
                change(pdf)
                pdf.save(folder / FILE)
        (folder / FILE).rename(folder / path)
        artefact = Artefact(path, (ArtefactFile(path),), {**promised, **facts})
        artefacts = Artefacts(tmp_path, {"large-print": artefact})
        return {issue.code for issue in LargePrintIsLarge().run(EVERY_BLOCK, artefacts)}

    return check


def painted(change):
    """Return a change of all pages' content."""

    def edit(pdf):
        for page in pdf.pages:
            page.contents_coalesce()
            page.Contents.write(change(page.Contents.read_bytes()))

    return edit


def slanted(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            font = TTFont(io.BytesIO(item.FontFile2.read_bytes()))
            font["head"].macStyle |= 2
            made = io.BytesIO()
            font.save(made)
            item.FontFile2.write(made.getvalue())


def without_fonts(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


ARTIFACT = re.compile(rb"(?s)/Artifact\b.*?\bEMC\b")
GREY = re.compile(rb"(?m)^[\d.]+ [\d.]+ [\d.]+ rg$")


def test_a_clean_file_has_no_findings(check):
    assert check() == set()


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("LRG-003", without_fonts),
        ("LRG-004", slanted),
        ("LRG-008", painted(lambda data: ARTIFACT.sub(b"", data))),
        ("LRG-009", painted(lambda data: ARTIFACT.sub(b"", data))),
        ("LRG-010", painted(lambda data: b"q 0.8 g 0 0 900 900 re f Q\n" + data)),
        ("LRG-011", painted(lambda data: GREY.sub(b"0.6 0.6 0.6 rg", data))),
    ],
)
def test_a_fault_in_the_file_is_found(check, code, change):
    assert code in check(change)


def test_another_typeface_is_found(check):
    assert check(**{TYPEFACES: ("Quite Another",)}) == {"LRG-003"}


def test_a_promise_of_more_is_not_kept(check):
    assert "LRG-002" in check(path="one-24pt.pdf", **{TYPE_SIZES: {"one-24pt.pdf": 24.0}})


@pytest.mark.parametrize(
    ("path", "sizes"),
    [
        ("one-18pt.pdf", {"one-18pt.pdf": 24.0}),
        ("one-large-print.pdf", {}),
        ("one-12pt.pdf", {"one-12pt.pdf": 12.0}),
    ],
)
def test_a_file_that_promises_no_size_or_another_is_found(check, path, sizes):
    assert check(path=path, **{TYPE_SIZES: sizes}) == {"LRG-001"}


def test_a_file_that_is_no_pdf_is_no_pass(check, tmp_path):
    (tmp_path / "large-print" / FILE).write_bytes(b"nothing")
    assert check() == {"LRG-001"}


# --- Lines -----------------------------------------------------------------------------

SAID = publication(section("One", paragraph("Some words stand here and others, well-made, there.")))


def line(text, left=100.0, baseline=700.0, spaces=()):
    return Line(0, (replace(WRITTEN, text=text, left=left, baseline=baseline, spaces=spaces),))


WRITTEN = Written(mcid=0, left=100.0, baseline=700.0, size=18.0, colour=(0, 0, 0), text="")


def found(*lines):
    return [one.code for one in line_findings([lines], SAID)]


def test_lines_as_they_should_be_have_no_findings():
    assert found(line("Some words stand"), line("here and others, well-", baseline=674)) == []


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("LRG-005", (line("Some words st-"), line("and here", baseline=674))),
        ("LRG-005", (line("Some wor"), line("ds stand here and others", baseline=674))),
        ("LRG-006", (line("Some"), line("words", baseline=674), line("stand", 130, 648))),
        ("LRG-006", (line("Some", 60), line("words", 100, 674), line("stand", 100, 648))),
        ("LRG-007", (line("Some words"), line("stand here", baseline=680))),
        ("LRG-012", (line("words " * 14),)),
    ],
)
def test_a_fault_in_lines_is_found(code, lines):
    assert code in found(*lines)
