"""Markup that several editions share, as the one web page has it."""

import pytest
from lxml import html

from build_tools.publication.blocks import Address, Link, Text
from tests import builders as b
from tests.editions.page.made import page_of


@pytest.fixture
def page(tmp_path):
    address = 'https://example.org/?a=1&copy=2"'
    publication = b.publication(
        b.section(
            "One",
            b.paragraph("See ", Link(Address(address), (Text("this"),)), b.call("a"), "."),
            b.paragraph("And again", b.call("a"), "."),
            notes=(b.note("a", "A note."),),
        )
    )
    made = page_of(publication, tmp_path)
    return html.fromstring(made.file("page").read_text(encoding="utf-8"))


def test_an_address_keeps_every_character(page):
    """An ampersand before a name of HTML's, and a quotation mark."""
    (link,) = page.xpath("//a[.='this']")
    assert link.get("href") == 'https://example.org/?a=1&copy=2"'


def test_each_way_back_from_a_note_says_to_which_call_it_leads(page):
    labels = [back.get("aria-label") for back in page.xpath("//a[@class='back']")]
    assert labels == ["Back to the text 1", "Back to the text 1, place 2"]
