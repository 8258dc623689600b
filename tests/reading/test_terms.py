"""Key terms: marked at their first use in a section, in running text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.publication.blocks import (
    Code,
    Foreign,
    Link,
    Reference,
    Strong,
    TermUse,
    Text,
    content_of,
    inlines,
    plain,
    walk,
)
from build_tools.publication.records import Term
from build_tools.reading.terms import KeyTerms
from tests.builders import bullets, heading, paragraph, words

TERMS = KeyTerms.of(
    Term.model_validate({"definition": "Meant so.", **entry})
    for entry in (
        {"id": "carer", "term": "Carer"},
        {"id": "young-carer", "term": "young carer"},
        {"id": "board", "term": "integrated care board", "also": ["ICB"]},
        {"id": "bus", "term": "bus"},
    )
)


def marked(*blocks):
    found = TERMS.mark(tuple(blocks))
    return [
        (plain(inline.content), inline.target.block)
        for node in walk(found)
        for inline in inlines(content_of(node))
        if isinstance(inline, TermUse)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A carer helps.", [("carer", "carer")]),
        ("Carers help, and carers rest.", [("Carers", "carer")]),
        ("Young carers and other carers.", [("Young carers", "young-carer"), ("carers", "carer")]),
        ("The ICB is the integrated care board.", [("ICB", "board")]),
        ("Two buses, one bus.", [("buses", "bus")]),
        ("An icb, a business, a non-carer, a carer-led plan, caring.", []),
    ],
)
def test_what_is_a_term(text, found):
    assert marked(paragraph(text)) == found


def test_the_first_use_in_reading_order_counts():
    blocks = (
        heading(2, "Carers"),
        bullets("No word of it here.", "A carer here."),
        paragraph("A carer there."),
    )
    (block,) = (node for node in walk(TERMS.mark(blocks)) if "here" in plain(content_of(node)) and
                any(isinstance(inline, TermUse) for inline in content_of(node)))  # fmt: skip
    assert plain(content_of(block)) == "A carer here."


def test_only_running_text_has_marks():
    address = Reference("elsewhere")
    assert not marked(
        heading(2, "The carer"),
        paragraph(
            Link(address, words("a carer")), " ", Code("carer"), " ", Foreign("cy", words("carer"))
        ),
        paragraph("A carer.", lang="cy"),
    )
    assert marked(paragraph(Strong(words("A carer")), "."))


@given(st.lists(st.text(st.sampled_from("carerCbus ICByoung.-ŵ")), max_size=6))
def test_marking_changes_no_word_and_marks_no_term_twice(texts):
    blocks = tuple(paragraph(Text(text), Strong((Text(text),))) for text in texts)
    after = TERMS.mark(blocks)
    assert [plain(block.content) for block in after] == [plain(block.content) for block in blocks]
    found = [target for _, target in marked(*blocks)]
    assert len(found) == len(set(found))


def test_a_glossary_that_no_reader_sees_marks_nothing():
    assert KeyTerms.of(()).mark((paragraph("A carer."),)) == (paragraph("A carer."),)
