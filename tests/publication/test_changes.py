"""What changed between two publications: sections and their paragraphs, found by their words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.publication.blocks import Address, Link, Text
from build_tools.publication.changes import SectionChange, compare
from tests.builders import (
    bullets,
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

CARE = "Care begins at home, with people who know each other."
PLACES = "Libraries lend tablets to all who ask for one."
WORK = "Employers name a person who teaches digital skills."
RECORD = "The town keeps a record of what was promised."


def town(*sections):
    return publication(*(sections or (ONE, TWO, THREE)))


def link(number):
    return Link(Address(f"https://a.example/{number}"), (Text("more"),))


ONE = section("Care", CARE, RECORD)
TWO = section("Places", PLACES, WORK)
THREE = section("Work", WORK, CARE)


def one_change(before, after):
    [found] = compare(publication(section("Care", *before)), publication(section("Care", *after)))
    assert (found.number, found.title, found.state) == ("1", "Care", "changed")
    return found.added, found.removed, found.changed, found.moved


# --- Sections --------------------------------------------------------------------------


def test_the_same_words_are_no_change():
    assert compare(town(), town()) == ()


def test_numbers_and_the_digest_in_the_stamp_are_not_words():
    before = publication(section("About", "The stamp: source 11111111."), digest="11111111")
    after = publication(section("About", "The stamp: source 22222222."), digest="22222222")
    assert compare(before, after) == ()


def test_a_changed_section_has_its_number_of_now():
    after = town(section("New", "Words."), ONE, section("Places", PLACES.upper(), WORK), THREE)
    assert compare(town(), after) == (
        SectionChange(number="1", title="New", state="added", added=2),
        SectionChange(number="3", title="Places", state="changed", added=1, removed=1),
    )


def test_a_removed_section_comes_last_with_the_number_it_had():
    changed = section("Work", WORK, "Nothing else.")
    assert compare(town(), town(TWO, changed)) == (
        SectionChange(number="2", title="Work", state="changed", added=1, removed=1),
        SectionChange(number="1", title="Care", state="removed", removed=3),
    )


def test_a_section_in_another_place_has_moved_and_the_others_have_not():
    assert compare(town(), town(TWO, THREE, ONE)) == (
        SectionChange(number="3", title="Care", state="moved"),
    )


def test_a_section_at_another_address_has_moved():
    elsewhere = replace(TWO, path="themes/places")
    assert compare(town(), town(ONE, elsewhere, THREE)) == (
        SectionChange(number="2", title="Places", state="moved"),
    )


@pytest.mark.parametrize(
    ("renamed", "counts"),
    [
        (section("Places", "Other words.", id="where"), {"added": 1, "removed": 2}),
        (section("Where we are", PLACES, WORK, id="where"), {"changed": 1}),
    ],
    ids=["its title", "its words"],
)
def test_a_section_with_a_new_id_is_known_by(renamed, counts):
    found = compare(town(), town(ONE, renamed, THREE))
    assert found == (SectionChange(number="2", title=renamed.title, state="moved", **counts),)


def test_other_words_under_a_new_id_are_another_section():
    other = section("Transport", "Buses run until midnight.")
    assert [change.state for change in compare(town(), town(ONE, other, THREE))] == [
        "added",
        "removed",
    ]


def test_the_front_matter_has_words_too():
    before = publication(part("Themes", ONE, summary="What we look at."))
    renamed = replace(before.parts[0], title="Subjects")
    after = publication(renamed, notice="Not official.")
    assert compare(before, after) == (
        SectionChange(number="", title="Front matter", state="changed", added=1, changed=1),
    )


# --- Paragraphs ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ([CARE], [CARE, WORK], (1, 0, 0, 0)),
        ([CARE, WORK], [WORK], (0, 1, 0, 0)),
        ([CARE], [CARE.replace("home", "school")], (0, 0, 1, 0)),
        ([CARE], [WORK], (1, 1, 0, 0)),
        ([CARE, WORK, PLACES], [WORK, PLACES, CARE], (0, 0, 0, 1)),
        ([CARE, WORK], [WORK.replace("teaches", "shows"), CARE], (0, 0, 1, 0)),
        ([CARE, CARE], [CARE], (0, 1, 0, 0)),
        ([heading(2, "Old", id="why")], [heading(2, "New", id="why")], (0, 0, 1, 0)),
        ([heading(2, "Old")], [heading(2, "New")], (1, 1, 0, 0)),
        ([bullets(CARE, WORK)], [bullets(CARE)], (0, 1, 0, 0)),
        (
            [table("Seats", ["Library", "Seats"], ["North", "12"])],
            [table("Seats", ["Library", "Seats"], ["North", "13"], ["South", "4"])],
            (1, 0, 1, 0),
        ),
        (
            [definitions(definition("Ward", "A part of a town.", id="ward"))],
            [definitions(definition("Quarter", "A part of a town.", id="ward"))],
            (0, 0, 1, 0),
        ),
        (
            [figure("A map of the town", "The town")],
            [figure("A map of the old town", "The town")],
            (0, 0, 1, 0),
        ),
        ([paragraph("Read ", link(1))], [paragraph("Read ", link(2))], (0, 0, 1, 0)),
    ],
)
def test_paragraphs_are_counted(before, after, counts):
    assert one_change(before, after) == counts


def test_a_note_is_a_paragraph():
    def noted(words):
        return publication(section("Care", paragraph(CARE, call("a")), notes=(note("a", words),)))

    [found] = compare(
        noted("In one winter, and only then."), noted("In one summer, and only then.")
    )
    assert (found.state, found.changed) == ("changed", 1)


WORDS = st.lists(st.sampled_from([CARE, PLACES, WORK, RECORD, CARE + " Now.", WORK + " Soon."]))


@given(WORDS, WORDS)
def test_the_counts_add_up(before, after):
    """What was there and was not removed is there, and what was added."""
    found = compare(publication(section("Care", *before)), publication(section("Care", *after)))
    assert bool(found) == (before != after)
    counts = found[0] if found else SectionChange(number="1", title="Care", state="changed")
    assert len(before) - counts.removed + counts.added == len(after)
    assert counts.removed + counts.changed + counts.moved <= len(before)
