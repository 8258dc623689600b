"""What a reader of a page is not told is not read either."""

import pytest
from lxml import html

from build_tools.formats.html.words import Gatherer


@pytest.mark.parametrize("attribute", ["hidden", 'hidden="until-found"', 'aria-hidden="true"'])
def test_hidden_words_are_not_read(attribute):
    element = html.fromstring(f"<p>One <span {attribute}>two</span>three</p>")
    assert Gatherer(str, {}).words(element).text == "One three"


def test_words_that_are_not_hidden_are_read():
    element = html.fromstring('<p>One <span aria-hidden="false">two</span></p>')
    assert Gatherer(str, {}).words(element).text == "One two"
