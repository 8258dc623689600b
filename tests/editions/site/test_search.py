"""The search index: every passage of every section, where it is, and what else it is called."""

from __future__ import annotations

import gzip
import json

import pytest

from build_tools.editions.site.search import search_index
from build_tools.publication.blocks import content_of, plain
from build_tools.publication.records import GlossaryRegister
from build_tools.reading import read
from tests.builders import (
    call,
    definition,
    definitions,
    figure,
    heading,
    note,
    paragraph,
    part,
    publication,
    section,
    table,
)
from tests.editions.site.conftest import ROOT

GLOSSARY = {
    "title": "Words",
    "entries": [
        {"id": "icb", "term": "Integrated care board", "definition": "A body.", "also": ["ICB"]},
        {"id": "city", "term": "City", "definition": "A place."},
    ],
}


def index_of(made):
    return json.loads(search_index(made))


def test_a_passage_has_its_address_its_number_and_its_place():
    made = publication(
        part("Welcome", section("Foreword", paragraph("One.", id="one"), summary="Why.")),
        part(
            "Themes",
            section(
                "Connected",
                heading(2, "Cover", id="cover"),
                paragraph("A mast", call("mast"), ".", id="mast"),
                table("Masts", ["Where", "How many"], ["Quay", "3"], id="masts"),
                definitions(definition("Mast", "A pole.", id="a-mast")),
                figure("A pole by the sea", "The quay", id="pole"),
                id="connected",
                path="themes/connected",
                notes=(note("mast", "Some are poles."),),
                lang="cy",
            ),
        ),
    )
    index = index_of(made)
    assert index["sections"] == [
        {"title": "Foreword", "number": "1", "part": "Part 1: Welcome"},
        {"title": "Connected", "number": "2", "part": "Part 2: Themes", "lang": "cy"},
    ]
    assert index["docs"][:2] == [
        {"location": "foreword/", "text": "Why.", "section": 0},
        {"location": "foreword/#one", "number": "1.1", "text": "One.", "section": 0},
    ]
    found = {doc["location"]: (doc.get("number"), doc["text"]) for doc in index["docs"][3:]}
    page = "themes/connected/"
    assert found == {
        f"{page}#cover": ("2A", "Cover"),
        f"{page}#mast": ("2.1", "A mast."),
        f"{page}#masts": ("2.1", "Masts Where How many Quay 3"),
        f"{page}#a-mast": ("2.1", "Mast A pole."),
        f"{page}#pole": ("2.1", "The quay A pole by the sea"),
        f"{page}#note-1": (None, "Some are poles."),
    }
    assert {doc.get("lang") for doc in index["docs"][3:]} == {"cy"}


@pytest.mark.slow
def test_no_word_of_a_publication_is_left_out(everything):
    index = index_of(everything)
    for place, one in enumerate(everything.sections):
        docs = [doc for doc in index["docs"] if doc["section"] == place]
        for node in one.nodes():
            words = plain(content_of(node))
            assert any(words in doc["text"] for doc in docs), (one.path, words)
        assert docs[0]["location"] == f"{one.path}/"


def test_terms_stand_for_what_they_are_also_called():
    made = publication(section("One", "Words."))
    register = GlossaryRegister.model_validate(GLOSSARY)
    object.__setattr__(made, "registers", {"glossary": register})
    assert index_of(made)["synonyms"] == [["Integrated care board", "ICB"]]


@pytest.mark.slow
def test_the_demonstration_s_index_is_light():
    made = search_index(read(ROOT / "content"))
    assert len(gzip.compress(made, 9)) <= 150_000
