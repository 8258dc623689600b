"""Links of the data: each fault that can be laid over its page or its JSON is found."""

import json
from copy import deepcopy

import pytest

from build_tools.checks.lnk import EveryLinkLeads
from tests.checks.dat.finished import as_bytes, finish
from tests.every_block import EVERY_BLOCK

PATH = "exampleton.json"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return finish(EVERY_BLOCK, tmp_path_factory.mktemp("data") / "release")


def found(data):
    return [issue.code for issue in EveryLinkLeads().run(EVERY_BLOCK, data)]


def test_no_fault(data):
    assert found(data) == []


def links(value):
    if isinstance(value, dict):
        if "target" in value or value.get("type") == "note_call":
            yield value
        for one in value.values():
            yield from links(one)
    elif isinstance(value, list):
        for one in value:
            yield from links(one)


def first(whole, wanted):
    return next(link for link in links(whole) if wanted(link))


FAULTS = [
    ("LNK-060", "url", {"url": "https://example.org/other"}),
    ("LNK-060", "url", {"url": "javascript:alert(1)"}),
    ("LNK-061", "section", {"section": "gone"}),
    ("LNK-061", "section", {"block": "gone"}),
]


@pytest.mark.parametrize(("code", "kind", "change"), FAULTS)
def test_a_target_that_is_not_there(data, code, kind, change):
    def fault(whole):
        first(whole, lambda one: kind in one.get("target", ()))["target"].update(change)

    assert after(data, fault) == [code]


def test_a_call_without_its_note(data):
    assert after(
        data, lambda whole: first(whole, lambda one: "call" in one).update(note="gone")
    ) == ["LNK-062"]


def test_a_section_that_is_gone(data):
    assert "LNK-061" in after(data, lambda whole: whole["parts"].pop())


def after(data, fault):
    file = data.file("data", PATH)
    whole = file.read_bytes()
    changed = deepcopy(json.loads(whole))
    fault(changed)
    try:
        file.write_bytes(as_bytes(changed))
        return found(data)
    finally:
        file.write_bytes(whole)


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b'{"parts": [{"sections": [{}]}]}'])
def test_a_file_that_is_not_shaped_as_it_should_be_is_no_pass(data, text):
    file = data.file("data", PATH)
    whole = file.read_bytes()
    try:
        file.write_bytes(text)
        assert found(data) == ["LNK-001"]
    finally:
        file.write_bytes(whole)


def test_a_link_of_the_page_that_leads_nowhere(data):
    file = data.file("data")
    whole = file.read_bytes()
    try:
        file.write_bytes(whole.replace(b'href="parts.csv"', b'href="pieces.csv"'))
        assert found(data) == ["LNK-002"]
        file.write_bytes(whole.replace(b'href="#versions"', b'href="#version"'))
        assert found(data) == ["LNK-003"]
    finally:
        file.write_bytes(whole)
