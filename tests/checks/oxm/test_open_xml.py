"""The schema of Office Open XML: a document keeps to it, faults are found, nothing is a pass."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from build_tools.checks import Artefacts
from build_tools.checks import oxm as open_xml
from build_tools.checks.oxm import KeepsToOpenXml
from build_tools.issues import ProgramMissing
from build_tools.tools.cache import Cache
from tests.docx import BODY, Change, changed, replaced
from tests.every_block import EVERY_BLOCK

pytestmark = pytest.mark.slow

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"

FAULTS: dict[str, Change] = {
    "an order": replaced(BODY, '<w:pStyle w:val="Title"/>',
                         '<w:jc w:val="left"/><w:pStyle w:val="Title"/>'),
    "a name": replaced(BODY, "<w:tblHeader/>", "<w:tableHeader/>"),
    "a value": replaced(BODY, 'w:type="fixed"', 'w:type="narrow"'),
    "a type of value": replaced(STYLES, 'w:uiPriority w:val="9"', 'w:uiPriority w:val="high"'),
    "an attribute": replaced(NUMBERING, 'w:abstractNumId="0"', 'w:abstractId="0"'),
    "a cell without a paragraph": replaced(BODY, '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
                                           "</w:p></w:tc>", "</w:tc>"),
}  # fmt: skip


def found(artefacts: Artefacts) -> list:
    return list(KeepsToOpenXml().run(EVERY_BLOCK, artefacts))


def test_a_document_keeps_to_the_schema(every_block_word):
    assert found(every_block_word) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(every_block_word, tmp_path, fault):
    issues = found(changed(every_block_word, tmp_path, FAULTS[fault]))
    assert {issue.code for issue in issues} == {"OXM-001"}
    assert any("/word/" in issue.place for issue in issues)


@pytest.mark.parametrize("data", [None, b"", b"no ZIP"])
def test_what_cannot_be_read_is_no_pass(every_block_word, tmp_path, data):
    artefacts = Artefacts(tmp_path, every_block_word.made)
    if data is not None:
        artefacts.file("word").parent.mkdir()
        artefacts.file("word").write_bytes(data)
    assert {issue.code for issue in found(artefacts)} == {"OXM-001"}


def test_an_answer_is_kept_with_the_file_that_it_is_about(every_block_word, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(open_xml, "_faults", lambda file: asked.append(file) or [("No.", "")])
    artefacts = changed(every_block_word, tmp_path, lambda parts: None)
    artefacts = Artefacts(tmp_path, artefacts.made, cache=Cache(tmp_path / "cache"))
    assert found(artefacts) == found(artefacts)
    assert len(asked) == 1
    artefacts.file("word").write_bytes(b"another")
    assert found(artefacts)
    assert len(asked) == 2


def test_a_missing_package_is_said(every_block_word, monkeypatch):
    def none(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(open_xml, "version", none)
    with pytest.raises(ProgramMissing, match="make setup-test"):
        KeepsToOpenXml().tools()
    with pytest.raises(ProgramMissing):
        found(every_block_word)
