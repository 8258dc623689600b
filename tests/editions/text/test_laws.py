"""Laws that hold for every publication, read by the rules of SPECIFICATION.md."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.editions.text.document import document, section_document
from build_tools.editions.text.lines import Line, unwrapped, wrapped
from build_tools.publication import Publication
from build_tools.publication.blocks import (
    Chart,
    Deleted,
    Emphasis,
    Figure,
    Inline,
    Node,
    Quote,
    Row,
    Table,
    children,
    content_of,
    plain,
    rewrite,
)
from tests.strategies import phrases, publications

pytestmark = pytest.mark.slow

CJK = r"\u3040-\u30fb\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
MARK = re.compile(r"(?<!\[)((?:\[\[)*)\[(?!\[)[^\]]*\]")


def width(text: str) -> int:
    counted = [char for char in text if unicodedata.category(char) not in {"Mn", "Me", "Cf"}]
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in counted)


def paragraphs(text: str) -> list[str]:
    """Join lines as the specification says; each paragraph keeps its indent."""
    found: list[str] = []
    after_blank = True
    for line in text.splitlines():
        entry = (len(line) - len(line.lstrip(" "))) % 4 == 2
        if line and (after_blank or entry):
            found.append(line)
        elif line:
            joined = re.search(f"[{CJK}、。，．：；！？」』】）》〉]$", found[-1]) and re.match(
                f" *[{CJK}]", line
            )
            found[-1] += ("" if joined else " ") + line.lstrip(" ")
        after_blank = not line
    return found


def squeezed(text: str) -> str:
    """Words without space and colons: these are doubled in headers of tables."""
    return re.sub(r"[\s:]", "", text)


def said(content: tuple[Inline, ...]) -> str:
    """Words without marks: here deleted ones are told by marks of their own."""
    return plain(rewrite(content, lambda one, _: _unmarked(one)))


def _unmarked(one):
    return Emphasis(one.content) if isinstance(one, Deleted) else one


def spoken(node: Node) -> Iterator[str]:
    """All words of a block in the order of the plain text."""
    match node:
        case Quote():
            yield from (words for child in children(node) for words in spoken(child))
            yield said(node.speaker)
        case Table(caption=caption, header=header, rows=rows):
            yield said(caption)
            empty = Row(span=header.span, cells=())
            for row in rows or (empty,):
                for place, name in enumerate(header.cells):
                    yield said(name.content)
                    yield said(row.cells[place].content) if row.cells else ""
        case _:
            if isinstance(node, Figure | Chart):
                yield node.alt
            yield said(content_of(node))
            yield from (words for child in children(node) for words in spoken(child))


def everything(publication: Publication) -> Iterator[str]:
    for part in publication.parts:
        yield from (part.title, part.summary)
        for section in part.sections:
            yield from (section.title, section.summary)
            yield from (words for block in section.blocks for words in spoken(block))
            yield from (said(note.content) for note in section.notes)


def headings(publication: Publication) -> int:
    inside = sum(
        type(node).__name__ == "Heading" for one in publication.sections for node in one.nodes()
    )
    return 1 + len(publication.parts) + len(publication.sections) + inside


def files_are_clean(publication):
    lines = list(document(publication))
    for text in (wrapped(lines), unwrapped(lines)):
        assert text.endswith("\n") and not text.endswith("\n\n") and not text.startswith("\n")
        assert not re.search(r"[\t\f\r\x1f]| $|\n{4}", text, re.MULTILINE)
        assert text.encode().decode() == text


def lines_are_short_unless_a_single_word_is_longer(publication):
    for line in wrapped(document(publication)).splitlines():
        if width(line) > 65:
            word = MARK.sub(lambda mark: mark[0].replace(" ", "_"), line.strip(" "))
            assert " " not in word


def both_files_have_the_same_paragraphs(publication):
    lines = list(document(publication))
    assert paragraphs(wrapped(lines)) == paragraphs(unwrapped(lines))


def two_blank_lines_stand_before_each_heading_and_one_after(publication):
    blocks = unwrapped(document(publication)).split("\n\n\n")
    assert len(blocks) - 1 == headings(publication)
    for block in blocks[1:]:
        heading, _, rest = block.partition("\n\n")
        assert heading.strip(" ") and not rest.startswith("\n")


def every_word_is_there_in_order(publication):
    text = unwrapped(document(publication))
    body = text[text.index("\n++") :]
    read = squeezed(MARK.sub(r"\1", body).replace("[[", "["))
    place = 0
    for words in everything(publication):
        found = read.find(squeezed(words), place)
        assert found >= 0, f"{words!r} is missing after {read[max(0, place - 80) : place]!r}"
        place = found + len(squeezed(words))


def a_section_file_says_what_the_whole_says(publication):
    whole = wrapped(document(publication))
    for section in publication.sections:
        own = wrapped(section_document(publication, section))
        assert own[own.index("\n++") :] in whole


LAWS = (
    files_are_clean,
    lines_are_short_unless_a_single_word_is_longer,
    both_files_have_the_same_paragraphs,
    two_blank_lines_stand_before_each_heading_and_one_after,
    every_word_is_there_in_order,
    a_section_file_says_what_the_whole_says,
)


@given(publications())
def test_every_law_holds(publication):
    """One test, since to make a publication takes longer than to look at its text."""
    for law in LAWS:
        law(publication)


@given(st.lists(phrases(60), min_size=1), st.sampled_from((0, 4, 8)), st.booleans())
def test_wrapping_changes_no_words(texts, indent, entry):
    indent = max(indent, 4) if entry else indent
    lines = [Line(text, indent, entry) for text in texts]
    assert [found.strip(" ") for found in paragraphs(wrapped(lines))] == texts
