"""With what each page of the publication begins, also where nothing does."""

import pytest

from build_tools.rendering.openings import Opening
from build_tools.rendering.paged import lay_out
from tests import builders as b
from tests.rendering.paged.conftest import THEMES

LONG = b.table("Lent", ["Week", "Tablets"], *[[f"Week {at}", str(at)] for at in range(110)])


@pytest.fixture(scope="module")
def openings(look):
    first = b.section("One", "Words before.", LONG, b.bullets("Tea", "Milk"), id="one")
    second = b.section("Two", "Words.", notes=(b.note("n", "A note."),), id="two")
    return lay_out(b.publication(first, second), THEMES, look).openings


@pytest.mark.slow
def test_every_page_of_the_parts_has_an_opening_and_no_other_page_has(openings):
    """Cover, contents and colophon are the edition's own."""
    numbers = [opening.page for opening in openings]
    assert numbers == list(range(3, 3 + len(numbers)))
    assert openings[0] == Opening(3, part="part")
    assert openings[1] == Opening(4, section="one")
    assert openings[-1] == Opening(numbers[-1], section="two")


@pytest.mark.slow
def test_a_page_on_which_nothing_begins_has_what_runs_on_it(openings):
    blocks = [opening.block for opening in openings[2:-1]]
    assert len(blocks) >= 2
    assert all(name.startswith("lent-week-tablets") for name in blocks[:-1])


def test_an_opening_comes_back_from_json():
    opening = Opening(12, section="one", block="why")
    assert Opening.of_json(opening.as_json()) == opening
    with pytest.raises(TypeError):
        Opening.of_json({"page": 1, "place": "?"})
