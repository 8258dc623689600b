"""The page that says what is in each file: it needs no other file, no script and no request."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from build_tools.editions.data.document import FORMAT, SCHEMA
from build_tools.editions.data.reference import objects
from build_tools.editions.data.tables import Field, Table, cell_text
from build_tools.editions.data.tree import Json
from build_tools.publication import Publication
from build_tools.rendering.brand import Brand, read_brand

SHOWN = 80
"""So many characters of a cell are shown as an example."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the page shows it, with the first value that the table has in it."""

    field: Field
    link: str
    example: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as the page shows it."""

    table: Table
    columns: tuple[Column, ...]


def page(
    publication: Publication, themes: Path, tables: Sequence[Table], document: Json, schema: Json
) -> str:
    """Return the page as HTML."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(themes / "data"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _style(read_brand(themes), (themes / "data" / "page.css").read_text(encoding="utf-8"))
    return environment.get_template("page.html").render(
        publication=publication,
        style=style,
        style_hash=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        format=FORMAT,
        schema=SCHEMA,
        schema_id=schema["$id"],
        objects=objects(schema, document),
        tables=[_shown(table) for table in tables],
        lang="" if publication.lang.startswith("en") else publication.lang,
    )


def _style(brand: Brand, rules: str) -> str:
    return (
        f":root {{\n{brand.css('screen')}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{\n{brand.css('dark')}}} }}\n"
        f"{rules.strip()}"
    )


def _shown(table: Table) -> Shown:
    links = {name: link.table for link in table.links for name in link.fields}
    columns = tuple(
        Column(field, links.get(field.name, ""), _example(table, place))
        for place, field in enumerate(table.fields)
    )
    return Shown(table, columns)


def _example(table: Table, place: int) -> str:
    values = (cell_text(row[place]) for row in table.rows)
    found = " ".join(next((value for value in values if value), "").split())
    return f"{found[:SHOWN].rstrip()}…" if len(found) > SHOWN else found
