"""A Word document is read back as it was written, and faults laid over it are found.

Every word of its text and notes is dropped, changed, doubled and swapped in turn; so is every
paragraph, row and cell. Numbers, targets, languages, styles, text alternatives are wrong in turn.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from build_tools.checks import Artefacts
from build_tools.checks.par import Parity
from build_tools.editions import BuildJob, edition
from build_tools.formats.docx.names import told
from tests.conftest import THEMES
from tests.docx import BODY, WP, Change, Parts, W, changed, drop, edited, first, read, replaced
from tests.every_block import EVERY_BLOCK
from tests.strategies import publications

LEAST_FAULTS = 200
NOTES, NUMBERING = "word/footnotes.xml", "word/numbering.xml"
PAGES = ("PAGE", "NUMPAGES")
LEADS = "word/_rels/document.xml.rels"


def issues(artefacts: Artefacts) -> list:
    return list(Parity().run(EVERY_BLOCK, artefacts))


def test_what_was_written_is_read_back(every_block_word):
    check = Parity()
    assert list(check.run(EVERY_BLOCK, every_block_word)) == []
    (counts,) = check.counts.values()
    assert counts.pop("found") > 100
    assert counts == {"missing": 0, "changed": 0, "moved": 0, "added": 0}


@pytest.mark.slow
@settings(max_examples=max(8, settings().max_examples // 3))
@given(publications())
def test_no_false_alarms(publication):
    with tempfile.TemporaryDirectory() as folder:
        job = BuildJob(Path(folder) / "word", THEMES)
        job.folder.mkdir()
        made = {"word": edition("word").build(publication, job)}
        found = Parity().run(publication, Artefacts(Path(folder), made))
        assert list(map(str, found)) == []


# --- Faults ----------------------------------------------------------------------------


def in_words(words: str) -> Iterator[str]:
    """Yield each fault of some words: dropped, changed, doubled, swapped, other signs."""
    parts = words.split(" ")
    for place, word in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        yield " ".join([*before, *after])
        yield " ".join([*before, word + "x", *after])
        yield " ".join([*before, word, word, *after])
        if after:
            yield " ".join([*before, after[0], word, *after[1:]])
    for digit in re.finditer(r"\d", words):
        yield words[: digit.start()] + str((int(digit[0]) + 1) % 10) + words[digit.end() :]
    for sign, wrong in (("−", "-"), ("−", ""), ("²", "2"), ("½", "1/2")):
        if sign in words:
            yield words.replace(sign, wrong)


def other_words(root: etree._Element, place: int, words: str) -> None:
    first(root, "t", place).text = words


def of_words(parts: Parts, part: str) -> Iterator[Change]:
    for place, found in enumerate(etree.fromstring(parts[part]).iter(f"{W}t")):
        if found.getparent().getparent().get(f"{W}instr", "").strip() in PAGES:
            continue  # no words: each page has its own
        for fault in in_words(found.text):
            if " ".join(fault.split()) != " ".join(found.text.split()):
                yield edited(part, partial(other_words, place=place, words=fault))


def dropped(root: etree._Element, tag: str, place: int) -> None:
    drop(first(root, tag, place))


def doubled(root: etree._Element, tag: str, place: int) -> None:
    found = first(root, tag, place)
    found.addnext(etree.fromstring(etree.tostring(found)))


def swapped(root: etree._Element, tag: str, place: int) -> None:
    found = first(root, tag, place)
    found.getnext().addnext(found)


def of_elements(parts: Parts, part: str) -> Iterator[Change]:
    root = etree.fromstring(parts[part])
    for tag in ("p", "tr", "tc", "tbl", "hyperlink", "footnoteReference", "drawing", "br"):
        for place, found in enumerate(root.iter(f"{W}{tag}")):
            if tag == "p" and found.getparent().get(f"{W}type"):
                continue  # the line above notes
            yield edited(part, partial(dropped, tag=tag, place=place))
            if tag not in ("br", "footnoteReference", "drawing"):
                yield edited(part, partial(doubled, tag=tag, place=place))
            after = found.getnext()
            if (
                tag in ("p", "tr")
                and after is not None
                and after.tag == found.tag
                and _differ(found, after)
            ):
                yield edited(part, partial(swapped, tag=tag, place=place))


def _differ(one: etree._Element, other: etree._Element) -> bool:
    return etree.tostring(one) != etree.tostring(other)


def put(root: etree._Element, tag: str, place: int, name: str, value: str) -> None:
    list(root.iter(tag))[place].set(name, value)


ATTRIBUTES = (
    (f"{W}hyperlink", f"{W}anchor", "_elsewhere"),
    (f"{W}bookmarkStart", f"{W}name", "_other"),
    (f"{W}lang", f"{W}val", "ga-IE"),
    (f"{WP}docPr", "descr", "A dark circle"),
    (f"{W}footnoteReference", f"{W}id", "7"),
    (f"{W}footnote", f"{W}id", "7"),
    (f"{W}numId", f"{W}val", "9"),
    (f"{W}fldSimple", f"{W}instr", " NOTEREF _note_1 "),
)
OTHER_STYLES = {
    "Heading1": "Heading2", "Heading2": "Heading3", "Heading3": "Heading4", "Heading4": "Heading5",
    "Heading5": "BodyText", "NumberedParagraph": "Summary", "Summary": "BodyText",
    "Caption": "BodyText", "Speaker": "BodyText", "Quote": "QuoteContinued", "TableText":
    "TableHeader", "TableHeader": "TableRowHeader", "TableRowHeader": "TableText",
    "CalloutNoteTitle": "CalloutNote", "Term": "BodyText", "TermWithDefinition": "BodyText",
    "Number": "Strong", "Label": "Strong", "Title": "Subtitle", "TOC1": "TOC2", "TOC2": "TOC1",
}  # fmt: skip


def of_attributes(parts: Parts, part: str) -> Iterator[Change]:
    root = etree.fromstring(parts[part])
    for tag, name, value in ATTRIBUTES:
        for place, found in enumerate(root.iter(tag)):
            if found.get(name) is not None and not found.get(f"{W}type"):
                fault = partial(put, tag=tag, place=place, name=name, value=value)
                yield edited(part, fault)
    for tag in (f"{W}pStyle", f"{W}rStyle"):
        for place, found in enumerate(root.iter(tag)):
            if other := OTHER_STYLES.get(found.get(f"{W}val")):
                yield edited(part, partial(put, tag=tag, place=place, name=f"{W}val", value=other))


def every_fault(parts: Parts) -> list[Change]:
    found: list[Change] = []
    for part in (BODY, NOTES, "word/header.xml", "word/footer.xml"):
        found += of_words(parts, part)
    for part in (BODY, NOTES):
        found += of_elements(parts, part)
        found += of_attributes(parts, part)
    found.append(edited(BODY, partial(dropped, tag="strike", place=0)))
    found.append(replaced(LEADS, "https://example.org/", "https://example.com/"))
    found.append(replaced(NUMBERING, 'startOverride w:val="3"', 'startOverride w:val="2"'))
    found.append(replaced(NUMBERING, 'lvlText w:val="•"', 'lvlText w:val="o"'))
    found.append(replaced(NUMBERING, 'lvlText w:val="%2."', 'lvlText w:val="%2)"'))
    found.append(replaced("word/styles.xml", 'w:lang w:val="en-GB"', 'w:lang w:val="cy-GB"'))
    return found


def uncaught(clean: Artefacts, folder: Path, step: int) -> tuple[int, list[Change]]:
    tried = every_fault(read(clean.file("word")))[::step]
    return len(tried), [fault for fault in tried if not issues(changed(clean, folder, fault))]


def test_faults_are_found(every_block_word, tmp_path):
    tried, missed = uncaught(every_block_word, tmp_path, step=97)
    assert tried
    assert missed == []


@pytest.mark.slow
def test_every_fault_is_found(every_block_word, tmp_path):
    tried, missed = uncaught(every_block_word, tmp_path, step=15)
    assert missed == []
    assert tried >= LEAST_FAULTS


def test_a_lost_line_through_words_is_found(every_block_word, tmp_path):
    fault = edited(BODY, partial(dropped, tag="strike", place=2))
    assert "[deleted: ⟦noon⟧]" in str(issues(changed(every_block_word, tmp_path, fault))[0])


# --- What is not understood is no pass -------------------------------------------------

INSERTED = "<w:ins w:id='90' w:author='x'><w:r><w:t>And more.</w:t></w:r></w:ins>"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>And more.</w:t></w:r>"
BOX = "<w:r><w:pict/></w:r>"
FIELD = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"


@pytest.mark.parametrize("markup", [INSERTED, HIDDEN, BOX, FIELD])
def test_what_no_rule_knows_is_unreadable(every_block_word, tmp_path, markup):
    summary = '<w:t xml:space="preserve">In short.</w:t></w:r>'
    fault = replaced(BODY, summary, summary + markup)
    assert [one.code for one in issues(changed(every_block_word, tmp_path, fault))] == ["PAR-005"]


@pytest.mark.parametrize("data", [None, b"", b"no document", b"PK\x03\x04 and no more"])
def test_what_is_no_document_is_unreadable(every_block_word, tmp_path, data):
    artefacts = Artefacts(tmp_path, every_block_word.made)
    if data is not None:
        artefacts.file("word").parent.mkdir()
        artefacts.file("word").write_bytes(data)
    assert [issue.code for issue in issues(artefacts)] == ["PAR-005"]


@pytest.mark.parametrize(
    ("one", "other"), [("cy", "cy-GB"), ("en", "en-US"), ("zh-CN", "zh"), ("tlh-x", "tlh-x")]
)
def test_a_likely_region_says_nothing(one, other):
    assert told(one) == told(other)
    assert told("en-GB") != told("en")
