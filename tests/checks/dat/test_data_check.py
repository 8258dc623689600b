"""Every fault that can be laid over the data is found, and each rule finds its own."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import islice
from types import ModuleType
from typing import Any

import pytest

from build_tools.checks import dat as check
from build_tools.formats.data.strict import read_csv
from build_tools.publication import Publication
from build_tools.reports.rules import rules
from tests.checks.dat.finished import Finished, as_bytes, data_town, finish

WHOLE, SCHEMA = "a-plan-for-exampleton.json", "publication.schema.json"
LEAST_FAULTS = 200


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Iterator[Finished]:
    folder = tmp_path_factory.mktemp("town")
    publication = data_town(folder)
    made = Finished(publication, finish(publication, folder / "release"))
    assert list(map(str, made.issues())) == []
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((check.publication, "expected"), (check, "expected_rows")):
            asked_once(patch, module, name, publication)
        yield made


def asked_once(patch: pytest.MonkeyPatch, module: ModuleType, name: str, of: Publication) -> None:
    """Let hundreds of faults in one publication be compared with one expectation."""
    make = getattr(module, name)
    made = make(of)
    patch.setattr(module, name, lambda given: made if given is of else make(given))


# --- Every value and every cell --------------------------------------------------------


def steps(value: Any, way: tuple = ()) -> Iterator[tuple]:
    """Yield the way to each value inside a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for step, one in pairs:
        yield (*way, step)
        if isinstance(one, dict | list):
            yield from steps(one, (*way, step))


def other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case str():
            return f"{value}x"
        case int() | float():
            return value + 1
        case _:
            return None


def of_json(whole: dict) -> Iterator[tuple[str, tuple, Callable[[Any, Any], object]]]:
    """Yield each fault of a JSON value: its name, the way to it, and how its holder is changed."""
    for way in steps(whole):
        holder = at(whole, way[:-1])
        last, value = way[-1], holder[way[-1]]
        yield "gone", way, lambda held, step: held.pop(step)
        if (new := other(value)) is not None:
            yield "changed", way, lambda held, step, new=new: held.__setitem__(step, new)
        if isinstance(holder, dict):
            yield "renamed", way, lambda held, step: held.__setitem__(f"{step}x", held.pop(step))
        else:
            yield "doubled", way, lambda held, step: held.insert(step, held[step])
            if last + 1 < len(holder) and holder[last + 1] != value:
                yield "swapped", way, lambda held, step: held.insert(step, held.pop(step + 1))
        if isinstance(value, dict):
            yield "added", way, lambda held, step: held[step].__setitem__("more", "words")


def at(value: Any, way: tuple) -> Any:
    for step in way:
        value = value[step]
    return value


def missed_of_json(town: Finished, step: int) -> tuple[int, list[tuple]]:
    whole = json.loads(town.file(WHOLE).read_bytes())
    tried = list(of_json(whole))[::step]
    missed = []
    for name, way, change in tried:
        fault = deepcopy(whole)
        change(at(fault, way[:-1]), way[-1])
        if not town.is_found(WHOLE, as_bytes(fault)):
            missed.append((name, way))
    return len(tried), missed


def test_values_of_the_publication_count(town):
    assert missed_of_json(town, step=401)[1] == []


@pytest.mark.slow
def test_every_value_of_the_publication_counts(town):
    tried, missed = missed_of_json(town, step=26)
    assert missed == []
    assert tried >= LEAST_FAULTS


def written(rows: list[list[str]]) -> bytes:
    def cell(text: str) -> str:
        return f'"{text.replace(chr(34), chr(34) * 2)}"'

    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows).encode()


def of_table(rows: list[list[str]]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each fault of a table: cells, rows and columns changed, gone, doubled, swapped."""

    def with_cell(row: int, column: int, text: str) -> list[list[str]]:
        made = deepcopy(rows)
        made[row][column] = text
        return made

    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            yield f"changed: {number}, {place}", with_cell(number, place, f"{text}x")
            yield f"more: {number}, {place}", with_cell(number, place, f"{text}\nx")
            if text:
                yield f"empty: {number}, {place}", with_cell(number, place, "")
            if place + 1 < len(row) and row[place + 1] != text:
                made = with_cell(number, place, row[place + 1])
                made[number][place + 1] = text
                yield f"swapped: {number}, {place}", made
            if number > 0 and number + 1 < len(rows) and rows[number + 1][place] != text:
                made = with_cell(number, place, rows[number + 1][place])
                made[number + 1][place] = text
                yield f"moved: {number}, {place}", made
        yield f"gone: {number}", [*rows[:number], *rows[number + 1 :]]
        yield f"doubled: {number}", [*rows[:number], row, *rows[number:]]
        if number + 1 < len(rows):
            yield (
                f"exchanged: {number}",
                [*rows[:number], rows[number + 1], row, *rows[number + 2 :]],
            )
    for place in range(len(rows[0])):
        yield f"no column {place}", [[*row[:place], *row[place + 1 :]] for row in rows]
        yield f"two columns {place}", [[*row[: place + 1], *row[place:]] for row in rows]


def missed_of_tables(town: Finished, step: int) -> tuple[int, list[str]]:
    paths = sorted(file.path for file in town.artefacts.made["data"].files)
    faults = (
        (path, name, fault)
        for path in paths
        if path.endswith(".csv")
        for name, fault in of_table(read_csv(town.file(path).read_bytes()))
    )
    tried = list(islice(faults, 0, None, step))
    missed = [f"{path}: {n}" for path, n, fault in tried if not town.is_found(path, written(fault))]
    return len(tried), missed


def test_cells_of_the_tables_count(town):
    assert missed_of_tables(town, step=199)[1] == []


@pytest.mark.slow
def test_every_cell_of_the_tables_counts(town):
    tried, missed = missed_of_tables(town, step=13)
    assert missed == []
    assert tried >= LEAST_FAULTS


def test_a_table_may_be_quoted_otherwise(town):
    """What is compared is what a reader of CSV gets."""
    path = "commitments.csv"
    assert town.codes_after(path, lambda data: written(read_csv(data))) == set()


# --- Each rule -------------------------------------------------------------------------


def replaced(old: str, new: str):
    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return change


def in_json(change):
    """Change a JSON file as a value."""

    def changed(data: bytes) -> bytes:
        value = json.loads(data)
        change(value)
        return as_bytes(value)

    return changed


def resource(value: dict, name: str) -> dict:
    return next(one for one in value["resources"] if one["name"] == name)


def field(value: dict, table: str, name: str) -> dict:
    return next(one for one in resource(value, table)["schema"]["fields"] if one["name"] == name)


def section(whole: dict, name: str) -> dict:
    return next(one for part in whole["parts"] for one in part["sections"] if one["id"] == name)


PACKAGE, PAGE = "datapackage.json", "index.html"

FAULTS = [
    ("DAT-001", WHOLE, lambda _: None),
    ("DAT-001", SCHEMA, lambda _: None),
    ("DAT-001", PACKAGE, lambda _: None),
    ("DAT-001", PAGE, lambda _: None),
    ("DAT-001", "commitments.csv", lambda _: None),
    ("DAT-002", WHOLE, replaced('"format":', '"format": "1.0",\n "format":')),
    ("DAT-002", WHOLE, replaced("4.5", "NaN")),
    ("DAT-002", SCHEMA, lambda data: b"\xef\xbb\xbf" + data),
    ("DAT-002", PACKAGE, lambda data: data[:-3]),
    ("DAT-003", WHOLE, in_json(lambda v: v.update(more="words"))),
    ("DAT-003", WHOLE, in_json(lambda v: v.pop("contact"))),
    ("DAT-003", WHOLE, in_json(lambda v: v["stamp"].update(date="2026-02-30"))),
    ("DAT-003", WHOLE, in_json(lambda v: section(v, "first")["facts"].update(audience="All"))),
    ("DAT-003", WHOLE, lambda _: b"[]"),
    ("DAT-004", SCHEMA, replaced('"type": "integer"', '"type": "whole"')),
    ("DAT-004", SCHEMA, replaced("publication:2", "publication:3")),
    ("DAT-004", SCHEMA, replaced("2020-12", "2019-09")),
    ("DAT-004", SCHEMA, replaced('"#/$defs/note"', '"https://example.org/note"')),
    ("DAT-004", SCHEMA, replaced('"#/$defs/note"', '"#/$defs/gone"')),
    ("DAT-004", WHOLE, in_json(lambda v: v.update({"$schema": "other.json"}))),
    ("DAT-005", WHOLE, in_json(lambda v: section(v, "places").update(id="foreword"))),
    ("DAT-005", WHOLE, in_json(lambda v: v["parts"][1].update(id="welcome"))),
    ("DAT-005", WHOLE, in_json(lambda v: v["registers"]["principles"]["entries"][1].update(
        id="near"))),
    ("DAT-006", WHOLE, in_json(lambda v: v["registers"]["measures"]["entries"][0]["series"][0]
        .update(values=[3, 4.6]))),
    ("DAT-006", WHOLE, in_json(lambda v: section(v, "cafe")["facts"].update(places=["Quay"]))),
    ("DAT-007", "commitments.csv", replaced("\r\n", "\n")),
    ("DAT-007", "commitments.csv", replaced('""for nothing""', '"for nothing"')),
    ("DAT-007", "commitments.csv", replaced("lay-lines,", "lay-lines,,")),
    ("DAT-008", PACKAGE, in_json(lambda v: v.update(version="9"))),
    ("DAT-008", PACKAGE, in_json(lambda v: v.pop("resources"))),
    ("DAT-008", PACKAGE, in_json(lambda v: v["resources"].pop())),
    ("DAT-008", PACKAGE, in_json(lambda v: resource(v, "parts").update(path="gone.csv"))),
    ("DAT-008", PACKAGE, in_json(lambda v: resource(v, "parts").update(bytes=1))),
    ("DAT-008", PACKAGE, in_json(lambda v: resource(v, "parts").update(hash="sha256:0"))),
    ("DAT-008", PACKAGE, in_json(lambda v: resource(v, "parts").update(encoding="latin-1"))),
    ("DAT-008", PACKAGE, in_json(lambda v: v["resources"].append(resource(v, "parts")))),
    ("DAT-008", PACKAGE, in_json(lambda v: resource(v, "parts").pop("schema"))),
    ("DAT-008", "more.csv", lambda _: b"id\r\n1\r\n"),
    ("DAT-009", "commitments.csv", replaced("id,number,title", "id,title,number")),
    ("DAT-009", PACKAGE, in_json(lambda v: field(v, "commitments", "due").update(name="by"))),
    ("DAT-010", "commitments.csv", replaced(",2027,", ",soon,")),
    ("DAT-010", "commitments.csv", replaced("under-way", "on its way")),
    ("DAT-010", "measures_values.csv", replaced("4.5", "4.5 lines")),
    ("DAT-010", "sections.csv", replaced("false", "no")),
    ("DAT-010", "commitments.csv", replaced("Lay lines", "")),
    ("DAT-010", PACKAGE, in_json(lambda v: field(v, "commitments", "due").update(type="when"))),
    ("DAT-011", "principles.csv", replaced("\r\nkind,", "\r\nnear,")),
    ("DAT-011", "principles.csv", replaced("\r\nkind,", "\r\n,")),
    ("DAT-011", PACKAGE, in_json(lambda v: resource(v, "parts")["schema"].pop("primaryKey"))),
    ("DAT-012", "commitments.csv", replaced("town-council", "town-counsel")),
    ("DAT-012", "commitments_touches.csv", replaced("themes,places", "places,themes")),
    ("DAT-012", PACKAGE, in_json(lambda v: resource(v, "sections")["schema"]["foreignKeys"][0]
        ["reference"].update(resource="gone"))),
    ("DAT-012", PACKAGE, in_json(lambda v: resource(v, "principles")["schema"].update(foreignKeys=[
        {"fields": ["basis"], "reference": {"resource": "gone", "fields": ["id"]}}]))),
    ("DAT-013", "decisions.csv", replaced("All agreed", "None agreed")),
    ("DAT-013", "measures_values.csv", replaced("4.5", "5.4")),
    ("DAT-013", "decisions.csv", lambda data: data.split(b"\r\n")[0] + b"\r\n"),
    ("DAT-013", PACKAGE, in_json(lambda v: resource(v, "parts").update(name="pieces"))),
    ("DAT-014", "images/town.svg", lambda _: None),
    ("DAT-014", "images/town.svg", lambda data: data + b" "),
    ("DAT-015", PAGE, replaced("<code>status</code>", "<code>state</code>")),
    ("DAT-015", PAGE, replaced('<a href="parts.csv">', '<a href="sections.csv">')),
    ("DAT-015", PAGE, replaced('<p id="stamp">Version', '<p id="stamp">version')),
    ("DAT-015", PAGE, replaced('id="object-note"', 'id="object-notes"')),
    ("DAT-015", PAGE, lambda _: b""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "path", "change"), FAULTS)
def test_a_fault_and_its_rule(town, code, path, change):
    assert code in town.codes_after(path, change)


def test_every_rule_has_a_fault():
    documented = {code for code in rules() if code.startswith("DAT-")}
    assert documented - {"DAT-020"} == {code for code, _, _ in FAULTS}


def test_a_fault_has_place_and_problem(town):
    data = town.file("commitments.csv").read_bytes().replace(b"under-way", b"done")
    with town.edited("commitments.csv", data):
        (issue,) = town.issues()
    assert str(issue) == (
        "data/commitments.csv (row 2, column status): error DAT-013\n"
        "  It says “done”; the publication says “under-way”."
    )


def test_an_edition_without_files_is_never_a_pass(town, tmp_path):
    nothing = Finished(town.publication, type(town.artefacts)(tmp_path, town.artefacts.made))
    assert {issue.code for issue in nothing.issues()} == {"DAT-001"}
