"""Files → `datapackage.json`, by the Data Package standard, version 2.

It says of each file what it is, and of each table its columns, key and links.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from build_tools.editions.data.document import FORMAT, SCHEMA
from build_tools.editions.data.tables import Field, Link, Table
from build_tools.editions.data.tree import Json, filled
from build_tools.publication import Publication
from build_tools.publication.records import Licence

PROFILE = "https://datapackage.org/profiles/2.0"


def package(publication: Publication, tables: Iterable[Table], files: Mapping[str, bytes]) -> Json:
    """Return the descriptor; `files` are those of the tables and of the publication, by path."""
    record, stamp = publication.record, publication.stamp
    publisher = filled(
        {"title": record.publisher, "email": record.contact.email, "roles": ["publisher"]}
    )
    return {
        "$schema": f"{PROFILE}/datapackage.json",
        **filled(
            {
                "name": publication.name,
                "title": record.title,
                "description": record.summary,
                "homepage": record.address,
                "version": stamp.version,
                "created": f"{stamp.date.isoformat()}T00:00:00Z",
                "format_version": FORMAT,
                "stamp": str(stamp),
                "digest": publication.digest,
            }
        ),
        "contributors": [
            publisher,
            *({"title": one, "roles": ["author"]} for one in record.authors),
        ],
        **({"licenses": [_licence(record.licence)]} if record.licence else {}),
        "resources": [_document(publication, files), *(_resource(t, files) for t in tables)],
    }


def _document(publication: Publication, files: Mapping[str, bytes]) -> Json:
    path = f"{publication.name}.json"
    return {
        "name": "publication",
        "path": path,
        "title": "The publication: all text, and all registers",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "jsonSchema": SCHEMA,
        **_whole(files[path]),
    }


def _resource(table: Table, files: Mapping[str, bytes]) -> Json:
    return {
        "name": table.name,
        "type": "table",
        "path": table.path,
        "title": table.title,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_whole(files[table.path]),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": [_link(link) for link in table.links]} if table.links else {}),
        },
    }


def _whole(data: bytes) -> Json:
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _field(field: Field) -> Json:
    constraints = filled(
        {"required": field.required, "enum": list(field.allowed), "pattern": field.pattern}
    )
    made: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "description": field.meaning,
        "constraints": constraints,
    }
    return filled(made)


def _link(link: Link) -> Json:
    reference = {"resource": link.table, "fields": list(link.to)}
    return {"fields": list(link.fields), "reference": reference}


def _licence(licence: Licence) -> Json:
    found: Json = filled({"name": licence.id, "path": licence.address, "title": licence.name})
    return found
