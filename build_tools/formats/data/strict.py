"""JSON and CSV as their standards have them, and nothing that readers only put up with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from build_tools.formats.units import Unreadable

_MARK = b"\xef\xbb\xbf"
_FIELD = re.compile(r'"((?:[^"\r]|"")*)"|([^",\r\n]*)')


def read_json(data: bytes) -> Any:  # noqa: ANN401  (it is JSON)
    """Return the value of a JSON text (RFC 8259): UTF-8 without a mark, each name once, no NaN."""
    try:
        return json.loads(_decoded(data), object_pairs_hook=_once, parse_constant=_refuse)
    except RecursionError:
        raise Unreadable("It is nested too deep.") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"It is no JSON: {error.msg}.", line=error.lineno) from None


def objects(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  (it is JSON)
    """Iterate over all objects of a JSON value, each before those that it holds."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from objects(one)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(f"An object has '{twice}' twice.")
    return made


def _refuse(name: str) -> None:
    raise Unreadable(f"{name} is no number of JSON.")


def _decoded(data: bytes) -> str:
    if data.startswith(_MARK):
        raise Unreadable("It begins with a byte order mark.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(f"It is not UTF-8: {error.reason}.") from None


def read_csv(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV file (RFC 4180), the header first.

    CR and LF end each line, the last one too; inside a cell a new line is LF. Rows have as many
    cells as the header, whose names differ.
    """
    rows = list(_rows(_decoded(data)))
    if not rows:
        raise Unreadable("It has no header.")
    header = rows[0]
    if "" in header or len(set(header)) != len(header):
        raise Unreadable("Its header has a name twice, or none.", line=1)
    for place, row in enumerate(rows, 1):
        if len(row) != len(header):
            problem = f"Row {place} has {len(row)} cells; the header has {len(header)}."
            raise Unreadable(problem, f"row {place}")
    return rows


def _rows(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    at = number = 0
    while at < len(text):
        field = _FIELD.match(text, at)
        assert field  # it may be empty
        quoted, bare = field.groups()
        row.append(quoted.replace('""', '"') if bare is None else bare)
        at = field.end()
        if text.startswith(",", at):
            at += 1
            if at == len(text):
                break
        elif text.startswith("\r\n", at):
            at += 2
            number += 1
            yield row
            row = []
        else:
            break
    if row or at < len(text):
        place = f"row {number + 1}"
        raise Unreadable("A comma, or CR and LF, should end each cell.", place)
