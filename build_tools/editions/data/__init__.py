"""The publication as data: JSON with its schema, and every register as a table.

    publication ──▶ tree, document ──▶ NAME.json, publication.schema.json ─┐
         │                                                                 ├─▶ datapackage.json
         └──▶ columns, registers ──▶ tables ──▶ one CSV a table ───────────┘   index.html

The schema is written by hand: it is what others build on, so it changes on purpose only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.data.document import SCHEMA, document
from build_tools.editions.data.package import package
from build_tools.editions.data.page import page
from build_tools.editions.data.registers import tables, taken_names
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.publication.blocks import Figure, walk
from build_tools.rendering.brand import read_brand

ENTRY = "index.html"


class Data:
    """One page that documents the files, the publication as JSON, and its tables."""

    name: ClassVar[str] = "data"
    kind: ClassVar[str] = "data"
    title: ClassVar[str] = "Data"
    use: ClassVar[str] = (
        "The whole text and every list, in files that programs and spreadsheets read. It is for "
        "people who build on the publication or count in it. A page explains each file."
    )
    needs: ClassVar[tuple[str, ...]] = ()

    def read_settings(self, themes: Path) -> object:
        """Read the brand."""
        return read_brand(themes)

    def refused(self, publication: Publication, themes: Path) -> Iterator[Issue]:  # noqa: ARG002
        """Find tables that would have one name."""
        return taken_names(publication, tables(publication))

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write all files."""
        made = _files(publication, job)
        for path, data in made.items():
            file = job.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return Artefact(entry=ENTRY, files=tuple(map(ArtefactFile, made)))


def _files(publication: Publication, job: BuildJob) -> dict[str, bytes]:
    """Return the files by their paths; the page that documents them first."""
    whole, every = document(publication), tables(publication)
    schema = files(__name__).joinpath(SCHEMA).read_bytes()
    data = {f"{publication.name}.json": _json(whole), SCHEMA: schema}
    data |= {table.path: table.as_csv() for table in every}
    words = page(publication, job.themes, every, whole, json.loads(schema))
    return {
        ENTRY: words.encode(),
        **data,
        "datapackage.json": _json(package(publication, every, data)),
        **_pictures(publication),
    }


def _pictures(publication: Publication) -> dict[str, bytes]:
    """Return the files of all pictures, also of those that only records show."""
    blocks = (
        *(block for section in publication.sections for block in section.blocks),
        *(block for found in publication.prose.values() for block in found),
    )
    figures = (node for node in walk(blocks) if isinstance(node, Figure))
    return {figure.picture.path: figure.picture.data for figure in figures}


def _json(value: dict[str, Any]) -> bytes:
    """Return JSON that people can read and compare: a line for each value (RFC 8259)."""
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
