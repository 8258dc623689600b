"""What a table is; its name is that of its file without the suffix."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from build_tools.editions.data.tree import number

Cell = str | int | float | bool | None
"""A value; None: there is none, and the cell is empty."""

Type = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, type and meaning, and what its values keep to.

    `required`: no cell is empty. `allowed`: the only values. `pattern`: a regular expression that
    values match as a whole.
    """

    name: str
    meaning: str
    type: Type = "string"
    required: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Columns whose values, if there are any, are those of a row of another table."""

    fields: tuple[str, ...]
    table: str
    to: tuple[str, ...] = ("id",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `key` are the columns that name a row."""

    name: str
    title: str
    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ("id",)
    links: tuple[Link, ...] = ()
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def path(self) -> str:
        """The table's file."""
        return f"{self.name}.csv"

    def as_csv(self) -> bytes:
        """Return the file: UTF-8 without a mark, CR and LF at each line's end (RFC 4180)."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(field.name for field in self.fields)
        writer.writerows(map(_written, self.rows))
        return text.getvalue().encode()


def _written(row: Sequence[Cell]) -> list[str]:
    return [cell_text(cell) for cell in row]


def cell_text(cell: Cell) -> str:
    """Return a value as it stands in a cell."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return str(number(cell))
        case _:
            return str(cell)
