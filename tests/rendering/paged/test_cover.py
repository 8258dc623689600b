"""A cover's title is as large as there is room for."""

from __future__ import annotations

import pytest

from build_tools.rendering.brand import read_brand
from build_tools.rendering.paged import fonts, refused
from build_tools.rendering.paged.cover import STEPS, cover_step
from tests import builders as b
from tests.rendering.paged.conftest import THEMES

CLAUSE = "and what the partners of the town agreed to do for everybody who lives there "


@pytest.fixture(scope="module")
def measured():
    return fonts.measured(fonts.font_files(read_brand(THEMES).type))


def published(title: str, **record):
    return b.publication(b.section("One", "Words."), title=title, **record)


def test_a_longer_title_is_set_smaller(measured):
    steps = [cover_step(published(CLAUSE * times), measured) for times in range(1, 9)]
    assert None not in steps
    assert steps == sorted(steps)
    assert steps[0] < steps[-1] < len(STEPS)
    assert cover_step(published("A plan"), measured) == 0


def test_a_long_subtitle_and_notice_take_room_from_the_title(measured):
    alone = cover_step(published(CLAUSE), measured)
    together = cover_step(published(CLAUSE, subtitle=CLAUSE * 2, notice=CLAUSE * 2), measured)
    assert alone < together


def test_a_cover_without_room_is_refused_by_the_longest_of_its_words():
    assert list(refused(published(CLAUSE * 8), THEMES)) == []
    (issue,) = refused(published("A plan", subtitle=CLAUSE * 40), THEMES)
    assert issue.code == "PAGE-003"
    assert "the words of the subtitle: they are 3079 characters" in issue.problem
