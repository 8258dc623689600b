"""Links in Word documents: each fault is found."""

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.lnk import EveryLinkLeads
from tests.docx import BODY, Change, W, changed, edited, first, replaced
from tests.every_block import EVERY_BLOCK

LEADS = "word/_rels/document.xml.rels"


def codes(artefacts: Artefacts) -> set[str]:
    return {issue.code for issue in EveryLinkLeads().run(EVERY_BLOCK, artefacts)}


def test_every_link_of_a_document_leads_somewhere(every_block_word):
    assert codes(every_block_word) == set()


def without_target(root) -> None:
    first(root, "hyperlink").attrib.clear()


FAULTS: dict[str, tuple[str, Change]] = {
    "a bookmark that is not there": ("LNK-040", replaced(BODY, 'w:anchor="_', 'w:anchor="_x')),
    "a bookmark of another name": ("LNK-040", replaced(BODY, 'w:name="_', 'w:name="_x')),
    "a link without a target": ("LNK-040", edited(BODY, without_target)),
    "a link to a part": ("LNK-040", replaced(LEADS, ' TargetMode="External"', "")),
    "a relationship that is not there": ("LNK-040", replaced(BODY, 'r:id="rId', 'r:id="no')),
    "a field that refers to nothing": ("LNK-040", replaced(BODY, "NOTEREF _note", "NOTEREF _no")),
    "a field without a name": ("LNK-040", replaced(BODY, r" NOTEREF _note_2 \f \h ", "REF")),
    "another address": ("LNK-041", replaced(LEADS, "https://example.org/", "https://x.example/")),
    "no sound address": ("LNK-041", replaced(LEADS, "https://example.org/", "javascript:x")),
    "an address in a note": (
        "LNK-041",
        replaced("word/_rels/footnotes.xml.rels", "https://example.org/", "https://x.example/"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(every_block_word, tmp_path, fault):
    code, change = FAULTS[fault]
    assert code in codes(changed(every_block_word, tmp_path, change))


def test_a_missing_document_is_found(every_block_word, tmp_path):
    assert codes(Artefacts(tmp_path, every_block_word.made)) == {"LNK-001"}


def test_the_links_of_notes_are_followed(every_block_word, tmp_path):
    def lead_nowhere(root) -> None:
        link = first(root, "hyperlink")
        link.attrib.clear()
        link.set(f"{W}anchor", "_gone")

    fault = edited("word/footnotes.xml", lead_nowhere)
    assert codes(changed(every_block_word, tmp_path, fault)) == {"LNK-040"}
