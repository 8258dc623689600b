"""Authors, reference, ISBN, licence and copyright: which form says what."""

from __future__ import annotations

import pytest

from build_tools.issues import BadValue
from build_tools.publication.imprint import cover_words, imprint, rights
from build_tools.publication.isbn import checked, urn
from build_tools.publication.licences import LICENCES
from build_tools.publication.uris import normal_uri
from tests.builders import publication_record

BOTH = {"print": "978-0-00-000000-2", "epub": "9780000000019"}


@pytest.mark.parametrize("isbn", ["978-0-306-40615-7", "9781861972712", "979-10-90636-07-1"])
def test_an_isbn_stays_as_it_is_written(isbn):
    assert checked(isbn) == isbn


@pytest.mark.parametrize(
    "isbn", ["978-0-306-40615-1", "978-0-360-40615-7", "0306406152", "977-0-306-40615-7", "x", ""]
)
def test_what_is_no_isbn_is_refused(isbn):
    with pytest.raises(BadValue):
        checked(isbn)


def test_an_isbn_alone_is_that_of_the_print_edition():
    record = publication_record(isbn="978-0-00-000000-2")
    assert [fact.words for fact in imprint(record, "print")] == ["978-0-00-000000-2"]
    assert imprint(record, "pdf") == ()


def test_each_form_says_its_own_isbn_and_a_whole_says_all():
    record = publication_record(isbn=BOTH, reference="EX/4", authors=["The team", "A club"])
    assert cover_words(record, "epub") == "By The team; A club. Reference EX/4. ISBN 9780000000019"
    assert cover_words(record, "word") == "By The team; A club. Reference EX/4"
    said = [(fact.name, fact.words) for fact in imprint(record)]
    assert said[2:] == [
        ("ISBN (print)", "978-0-00-000000-2"),
        ("ISBN (e-book)", "9780000000019"),
    ]
    assert urn(BOTH["print"]) == "urn:isbn:9780000000002"


def test_rights_are_copyright_and_licence():
    record = publication_record(copyright="© A 2026", licence="CC-BY-4.0")
    licence = "Creative Commons Attribution 4.0 International"
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert rights(record) == f"© A 2026. Licence: {licence} ({address})"
    own = publication_record(licence={"name": "Ours"})
    assert rights(own) == "Licence: Ours"
    assert rights(publication_record()) == cover_words(publication_record()) == ""


def test_addresses_of_licences_are_in_the_one_form():
    assert all(normal_uri(address) == address for _, address in LICENCES.values())
