"""The data is read back as it was written, and every fault laid over the JSON is found.

Each word, value and block of the parts is dropped, changed, swapped or doubled in turn. What is
no unit (drawings, facts, registers) is the check DAT's.
"""

import json
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from build_tools.checks import Artefacts
from build_tools.checks.dat import DataHolds
from build_tools.checks.lnk import EveryLinkLeads
from build_tools.checks.par import Parity, parity_table
from build_tools.publication import Publication
from tests.checks.dat.finished import as_bytes, finish
from tests.every_block import EVERY_BLOCK
from tests.strategies import publications

PATH = "exampleton.json"
LEAST_FAULTS = 200


@pytest.fixture(scope="module")
def finished(once) -> Artefacts:
    folder, made = once("every-block-data", lambda folder: finish(EVERY_BLOCK, folder).made)
    return Artefacts(folder, made)


def codes(publication: Publication, artefacts: Artefacts) -> list[str]:
    return [issue.code for issue in Parity().run(publication, artefacts)]


def test_every_block_is_read_back(finished):
    assert codes(EVERY_BLOCK, finished) == []
    (counts,) = parity_table(EVERY_BLOCK, finished)
    assert (counts.path, counts.readable) == (PATH, True)
    assert counts.found > 100


@pytest.mark.slow
@settings(max_examples=max(8, settings().max_examples // 3))
@given(publications())
def test_what_was_written_is_read_back(publication):
    with tempfile.TemporaryDirectory() as folder:
        artefacts = finish(publication, Path(folder) / "release")
        for check in (Parity(), DataHolds(), EveryLinkLeads()):
            assert list(map(str, check.run(publication, artefacts))) == []


# --- Faults ----------------------------------------------------------------------------

HELD = {"parts", "sections", "blocks", "items", "entries", "rows", "cells", "notes", "description"}
"""Lists whose members can be dropped, doubled and swapped."""

WORDS = {"title", "summary", "alt", "text"}
NAMES = {"id", "number", "lang", "url", "section", "block", "level", "start", "heads", "kind"}
"""Values that a unit has besides its words."""

UNTOLD = {"labels", "series", "picture", "path", "folder", "facts", "unit"}
"""What no unit tells."""


def of_words(words: str) -> Iterator[str]:
    """Yield each fault of some words: dropped, changed, swapped, doubled, other signs."""
    parts = words.split(" ")
    for place, word in enumerate(parts[:9]):
        before, after = parts[:place], parts[place + 1 :]
        yield " ".join([*before, *after])
        yield " ".join([*before, f"{word}x", *after])
        yield " ".join([*before, word, word, *after])
        if after and after[0] != word:
            yield " ".join([*before, after[0], word, *after[1:]])
    for sign, wrong in (("−", "-"), ("²", "2"), ("½", "1/2"), ("1", "7"), ("–", "-")):
        if sign in words:
            yield words.replace(sign, wrong, 1)


def of_value(value: Any, key: str, holder: Any) -> Iterator[Any]:
    if isinstance(value, str) and (key in WORDS or isinstance(holder, list)):
        yield from (fault for fault in of_words(value) if fault.split() != value.split())
    elif key in NAMES and not isinstance(value, list | dict):
        yield f"{value}x" if isinstance(value, str) else value + 1
    elif key == "ordered":
        yield False


def faults(whole: dict) -> Iterator[tuple[str, dict]]:
    """Yield the way to a fault, and the file with it."""

    def walk(value: Any, way: tuple) -> Iterator[tuple]:
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            if step not in UNTOLD:
                yield (*way, step)
                if isinstance(one, dict | list):
                    yield from walk(one, (*way, step))

    for way in walk(whole["parts"], ("parts",)):
        holder = at(whole, way[:-1])
        key = next((step for step in reversed(way) if isinstance(step, str)), "")
        if untold(holder, key):
            continue
        for new in of_value(holder[way[-1]], key, holder):
            yield f"{way}: {new}", changed(whole, way, new)
        if isinstance(holder, list) and key in HELD:
            place = way[-1]
            others = [
                [*holder[:place], *holder[place + 1 :]],
                [*holder[: place + 1], *holder[place:]],
            ]
            if place + 1 < len(holder) and holder[place + 1] != holder[place]:
                after = holder[place + 2 :]
                others.append([*holder[:place], holder[place + 1], holder[place], *after])
            yield from ((str(way), changed(whole, way[:-1], new)) for new in others)


def untold(holder: Any, key: str) -> bool:
    """Whether no unit has a value: the check DAT compares it."""
    if not isinstance(holder, dict):
        return False
    is_section, is_chart = "path" in holder, holder.get("type") == "chart"
    is_note_or_call = "calls" in holder or "call" in holder
    is_only_held = holder.get("type") in ("list", "definition_list", "table")
    return (
        (is_section and key in ("id", "kind"))
        or (is_note_or_call and key in ("id", "note"))
        or (is_chart and key == "kind")
        or (is_only_held and key == "id")
        or (key == "heads" and "content" not in holder)  # an empty corner heads nothing
    )


def at(value: Any, way: tuple) -> Any:
    for step in way:
        value = value[step]
    return value


def changed(whole: dict, way: tuple, new: Any) -> dict:
    made = deepcopy(whole)
    at(made, way[:-1])[way[-1]] = new
    return made


def missed(finished: Artefacts, folder: Path, step: int) -> tuple[int, list[str]]:
    whole = json.loads(finished.file("data", PATH).read_bytes())
    laid = Artefacts(folder, finished.made)
    file = laid.file("data", PATH)
    file.parent.mkdir()
    tried, uncaught = 0, []
    for name, fault in islice(faults(whole), 0, None, step):
        tried += 1
        file.write_bytes(as_bytes(fault))
        if next(iter(Parity().run(EVERY_BLOCK, laid)), None) is None:
            uncaught.append(name)
    return tried, uncaught


def test_faults_are_found(finished, tmp_path):
    tried, uncaught = missed(finished, tmp_path, step=97)
    assert tried
    assert uncaught == []


@pytest.mark.slow
def test_every_fault_is_found(finished, tmp_path):
    tried, uncaught = missed(finished, tmp_path, step=5)
    assert uncaught == []
    assert tried >= LEAST_FAULTS


def laid(finished, folder, data: bytes | None) -> list[str]:
    damaged = Artefacts(folder, finished.made)
    file = damaged.file("data", PATH)
    file.parent.mkdir()
    if data is not None:
        file.write_bytes(data)
    return codes(EVERY_BLOCK, damaged)


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"\xff\xfe\x00",
        b"{}",
        b"[]",
        b'{"language": "en-GB", "parts": [{}]}',
        b'{"language": "en-GB", "parts": 7}',
        b'{"language": "en-GB", "parts": [], "parts": []}',
    ],
)
def test_a_file_that_is_not_there_or_not_shaped_as_it_should_be_is_no_pass(
    finished, tmp_path, data
):
    assert laid(finished, tmp_path, data) == ["PAR-005"]


@pytest.mark.parametrize(
    "name", ["title", "subtitle", "publisher", "summary", "digest", "contact", "stamp"]
)
def test_what_stands_beside_the_parts_counts(finished, tmp_path, name):
    whole = json.loads(finished.file("data", PATH).read_bytes())
    whole[name] = "Others"
    found = set(laid(finished, tmp_path, as_bytes(whole)))
    assert found
    assert found <= {"PAR-002", "PAR-004", "PAR-006"}
