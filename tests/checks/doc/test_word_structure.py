"""Each rule for Word documents finds a fault that is made for it, in a document without any."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from build_tools.checks import Artefacts
from build_tools.checks.doc import WordServesReaders
from tests.docx import BODY, WP, Change, Parts, W, changed, drop, edited, first, replaced
from tests.docx import with_style as paragraph
from tests.every_block import EVERY_BLOCK

STYLES, NOTES, SETTINGS = "word/styles.xml", "word/footnotes.xml", "word/settings.xml"
CORE, FOOTER, TYPES = "docProps/core.xml", "word/footer.xml", "[Content_Types].xml"
LEADS = "word/_rels/document.xml.rels"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def codes(artefacts: Artefacts) -> set[str]:
    return {issue.code for issue in WordServesReaders().run(EVERY_BLOCK, artefacts)}


def test_a_document_without_a_fault(every_block_word):
    assert list(WordServesReaders().run(EVERY_BLOCK, every_block_word)) == []


# --- Faults ----------------------------------------------------------------------------


def without(part: str) -> Change:
    return lambda parts: parts.pop(part) and None


def spare(parts: Parts) -> None:
    parts["word/media/spare.png"] = parts["word/media/picture-1.png"]


def added(style: str, markup: str, place: int = 0) -> Change:
    """Put markup at the end of a paragraph."""
    more = etree.fromstring(f"<w:x {NS}>{markup}</w:x>")
    return edited(BODY, lambda root: paragraph(root, style, place).extend(more))


def after(style: str, markup: str) -> Change:
    """Put markup after a paragraph."""
    (more,) = etree.fromstring(f"<w:x {NS}>{markup}</w:x>")
    return edited(BODY, lambda root: paragraph(root, style).addnext(more))


def lost(name: str, place: int = 0, part: str = BODY) -> Change:
    return edited(part, lambda root: drop(first(root, name, place)))


def put(name: str, attribute: str, value: str, place: int = 0, part: str = BODY) -> Change:
    return edited(part, lambda root: first(root, name, place).set(attribute, value))


def link_says(words: str) -> Change:
    def change(root: etree._Element) -> None:
        link = paragraph(root, "NumberedParagraph").find(f"{W}hyperlink")
        link.find(f".//{W}t").text = words

    return edited(BODY, change)


def described(words: str | None) -> Change:
    def change(root: etree._Element) -> None:
        named = next(root.iter(f"{WP}docPr"))
        if words is None:
            del named.attrib["descr"]
        else:
            named.set("descr", words)

    return edited(BODY, change)


def floating(root: etree._Element) -> None:
    next(root.iter(f"{WP}inline")).tag = f"{WP}anchor"


def merged(root: etree._Element) -> None:
    first(root, "tcPr").append(etree.fromstring(f'<w:gridSpan {NS} w:val="2"/>'))


def turned(root: etree._Element) -> None:
    properties = first(root, "pPr")
    properties.append(properties[0])


def doubled(name: str, part: str) -> Change:
    def change(root: etree._Element) -> None:
        found = first(root, name)
        found.addnext(etree.fromstring(etree.tostring(found)))

    return edited(part, change)


SPAN = "<w:r><w:rPr>{}</w:rPr><w:t>Words.</w:t></w:r>"
STYLE = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="x"/>{}</w:style></w:styles>'

FAULTS: dict[str, tuple[str, Change]] = {
    "no settings": ("DOC-001", without(SETTINGS)),
    "no numbering": ("DOC-001", without("word/numbering.xml")),
    "a body that is no XML": ("DOC-001", replaced(BODY, "</w:body>", "")),
    "another main part": ("DOC-001", replaced("_rels/.rels", "document.xml", "styles.xml")),
    "no types": ("DOC-001", without(TYPES)),
    "a picture that is not there": ("DOC-002", without("word/media/picture-1.png")),
    "a part that nothing refers to": ("DOC-002", spare),
    "a part without a type": ("DOC-002", replaced(TYPES, 'Extension="png"', 'Extension="gif"')),
    "a type of nothing": ("DOC-002", replaced(TYPES, "/word/theme.xml", "/word/thema.xml")),
    "a reference to nothing": ("DOC-002", replaced(BODY, 'r:embed="rId', 'r:embed="no')),
    "another title": ("DOC-003", replaced(CORE, "A strategy for", "A plan for")),
    "somebody's name": ("DOC-003", replaced(CORE, "Exampleton Partnership", "J. Smith", 2)),
    "the clock": ("DOC-003", replaced(CORE, "2026-03-31T00", "2026-03-31T09")),
    "another language of the whole": ("DOC-004", replaced(STYLES, 'w:val="en-GB"', 'w:val="fr"')),
    "no language": ("DOC-004", put("lang", f"{W}val", "Welsh!")),
    "a drawing without a description": ("DOC-005", described(None)),
    "a drawing with a blank description": ("DOC-005", described(" ")),
    "a floating picture": ("DOC-006", edited(BODY, floating)),
    "an old drawing": ("DOC-006", added("BodyText", "<w:r><w:pict/></w:r>")),
    "no header row": ("DOC-007", lost("tblHeader")),
    "no word of a header row": ("DOC-007", put("tblLook", f"{W}firstRow", "0")),
    "no word of a header column": ("DOC-007", put("tblLook", f"{W}firstColumn", "0")),
    "a row that splits": ("DOC-007", lost("cantSplit", 3)),
    "merged cells": ("DOC-007", edited(BODY, merged)),
    "a short row": ("DOC-007", lost("tc", 4)),
    "a level that is skipped": (
        "DOC-008",
        replaced(BODY, 'w:pStyle w:val="Heading2"', 'w:pStyle w:val="Heading4"'),
    ),
    "no title": ("DOC-008", replaced(BODY, 'w:pStyle w:val="Title"', 'w:pStyle w:val="Subtitle"')),
    "a heading without words": (
        "DOC-008",
        after("BodyText", '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr></w:p>'),
    ),
    "a blank paragraph": ("DOC-009", after("BodyText", "<w:p/>")),
    "a paragraph of spaces": ("DOC-009", after("BodyText", "<w:p><w:r><w:t>  </w:t></w:r></w:p>")),
    "a link without words": ("DOC-010", link_says("")),
    "a link that says another address": ("DOC-010", link_says("https://example.net/")),
    "pale words": ("DOC-011", added("BodyText", SPAN.format('<w:color w:val="AAAAAA"/>'))),
    "words on a dark ground": (
        "DOC-011",
        added("BodyText", SPAN.format('<w:shd w:val="clear" w:fill="333333"/>')),
    ),
    "a pale style": ("DOC-011", replaced(STYLES, '<w:color w:val="0B5C5A"/>',
                                         '<w:color w:val="7FC0BE"/>', 99)),
    "a dark header row": ("DOC-011", replaced(STYLES, 'w:fill="F6F0E4"', 'w:fill="1C2230"')),
    "a list that is not there": ("DOC-012", put("numId", f"{W}val", "99")),
    "a typed bullet": ("DOC-012", after("BodyText", "<w:p><w:r><w:t>• One</w:t></w:r></w:p>")),
    "a call without a note": ("DOC-013", put("footnoteReference", f"{W}id", "9")),
    "a note without a call": ("DOC-013", lost("footnoteReference")),
    "a note that is called twice": ("DOC-013", put("footnoteReference", f"{W}id", "2")),
    "a note without its number": ("DOC-013", lost("footnoteRef", part=NOTES)),
    "no separator": ("DOC-013", lost("footnote", part=NOTES)),
    "separators that are not named": ("DOC-013", lost("footnotePr", part=SETTINGS)),
    "two notes of one id": ("DOC-013", put("footnote", f"{W}id", "1", 3, NOTES)),
    "two drawings of one id": ("DOC-014", replaced(BODY, '<wp:docPr id="2"', '<wp:docPr id="1"')),
    "two bookmarks of one name": ("DOC-014", put("bookmarkStart", f"{W}name", "_colophon")),
    "a long name": ("DOC-014", put("bookmarkStart", f"{W}name", "_" + "x" * 40)),
    "a bookmark that does not end": ("DOC-014", lost("bookmarkEnd")),
    "a bookmark that does not begin": ("DOC-014", lost("bookmarkStart")),
    "an insertion": ("DOC-015", added("BodyText", '<w:ins w:id="9" w:author="x"><w:r/></w:ins>')),
    "hidden words": ("DOC-015", added("BodyText", SPAN.format("<w:vanish/>"))),
    "a style that hides": ("DOC-015", replaced(STYLES, "<w:i/><w:iCs/>", "<w:vanish/>")),
    "a question when it opens": (
        "DOC-015",
        replaced(SETTINGS, "<w:compat>", '<w:updateFields w:val="true"/><w:compat>'),
    ),
    "a macro": (
        "DOC-015",
        replaced(LEADS, "relationships/theme", "relationships/vbaProject"),
    ),
    "a picture from elsewhere": (
        "DOC-015",
        replaced(LEADS, 'Target="media/picture-1.png"',
                 'Target="https://example.org/" TargetMode="External"'),
    ),
    "a field that does not end": ("DOC-016", lost("fldChar", -1)),
    "a field that does not begin": ("DOC-016", lost("fldChar")),
    "no contents": ("DOC-016", lost("instrText")),
    "empty contents": (
        "DOC-016",
        edited(BODY, lambda root: [drop(one) for one in list(first(root, "sdt").iter(f"{W}t"))]),
    ),
    "a style that is not there": ("DOC-017", put("pStyle", f"{W}val", "Heading")),
    "a style that is defined twice": ("DOC-017", doubled("style", STYLES)),
    "a style that is based on itself": (
        "DOC-017",
        replaced(STYLES, "</w:styles>", STYLE.format("Y", '<w:basedOn w:val="Y"/>')),
    ),
    "a style that is based on nothing": (
        "DOC-017",
        replaced(STYLES, "</w:styles>", STYLE.format("Y", '<w:basedOn w:val="Z"/>')),
    ),
    "no footer": ("DOC-018", lost("footerReference")),
    "no page number": ("DOC-018", replaced(FOOTER, '" PAGE "', '" DATE "')),
    "no page": ("DOC-018", lost("sectPr")),
    "small words": ("DOC-019", added("BodyText", SPAN.format('<w:sz w:val="20"/>'))),
    "a small style": ("DOC-019", replaced(STYLES, '<w:sz w:val="24"/>', '<w:sz w:val="22"/>')),
    "properties out of order": (
        "DOC-020",
        replaced(BODY, '<w:pStyle w:val="Title"/>', '<w:jc/><w:pStyle w:val="Title"/>'),
    ),
    "a property twice": ("DOC-020", doubled("pStyle", BODY)),
    "an unknown property": ("DOC-020", replaced(STYLES, "<w:i/>", "<w:italic/>")),
    "properties after the words": (
        "DOC-020",
        edited(BODY, lambda root: first(root, "p").append(first(root, "p")[0])),
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(every_block_word, tmp_path, fault):
    code, change = FAULTS[fault]
    assert code in codes(changed(every_block_word, tmp_path, change))


def test_every_rule_has_a_fault():
    assert {code for code, _ in FAULTS.values()} == {f"DOC-{n:03}" for n in range(1, 21)}


@pytest.mark.parametrize("data", [None, b"", b"PK\x03\x04"])
def test_what_cannot_be_read_is_no_pass(every_block_word, tmp_path, data):
    artefacts = Artefacts(tmp_path, every_block_word.made)
    if data is not None:
        artefacts.file("word").parent.mkdir()
        artefacts.file("word").write_bytes(data)
    assert codes(artefacts) == {"DOC-001"}


def test_a_part_that_is_there_twice_is_found(every_block_word, tmp_path):
    import zipfile

    artefacts = changed(every_block_word, tmp_path, lambda parts: None)
    with zipfile.ZipFile(artefacts.file("word"), "a") as archive, pytest.warns(UserWarning):
        archive.writestr(STYLES, archive.read(STYLES))
    assert codes(artefacts) == {"DOC-002"}


def test_an_issue_says_where(every_block_word, tmp_path):
    artefacts = changed(every_block_word, tmp_path, link_says("https://example.net/"))
    (issue,) = WordServesReaders().run(EVERY_BLOCK, artefacts)
    assert str(issue.span) == "word/exampleton.docx"
    assert issue.place.startswith("at “1.1See https://example.net/")


def test_another_publication_has_other_properties(every_block_word):
    other = replace(EVERY_BLOCK, stamp=replace(EVERY_BLOCK.stamp, version="9"))
    found = list(WordServesReaders().run(other, every_block_word))
    assert {issue.code for issue in found} == {"DOC-003"}
    assert any("'version' is '1.2', not '9'" in issue.problem for issue in found)
