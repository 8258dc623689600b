"""The JSON file and its schema: the one keeps to the other, and says what the publication says."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NoReturn

import jsonschema_rs

from build_tools.checks.dat.package import Fault
from build_tools.checks.dat.whole import differences, expected
from build_tools.formats.data.strict import objects
from build_tools.publication import Publication

Json = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHOWN = 200
MOST = 20
"""So many faults of one rule are shown: the others are of the same kind."""


def schema_faults(path: str, whole: Json, schema_path: str, schema: Json) -> Iterator[Fault]:
    """Check the schema by its own, and the file by the schema. No other file is asked for."""
    if problem := _schema_problem(whole, schema_path, schema):
        yield Fault("DAT-004", schema_path, problem)
        return
    try:
        validator = jsonschema_rs.Draft202012Validator(
            schema, validate_formats=True, retriever=_ask_nobody
        )
    except jsonschema_rs.ValidationError as why:
        yield Fault("DAT-004", schema_path, f"A reference leads nowhere: {why.message}")
        return
    for error in islice(validator.iter_errors(whole), MOST):
        yield Fault("DAT-003", path, f"{error.message[:SHOWN]}.", _place(error.instance_path))


def _ask_nobody(address: str) -> NoReturn:
    raise LookupError(f"'{address}' is another file")


def _place(steps: Sequence[str | int]) -> str:
    """Return a way into JSON as people write it: $.parts[0].title."""
    return "$" + "".join(f".{step}" if isinstance(step, str) else f"[{step}]" for step in steps)


def _schema_problem(whole: Json, schema_path: str, schema: Json) -> str:
    if schema.get("$schema") != DIALECT:
        return f"Its dialect is {schema.get('$schema')!r}, not {DIALECT!r}."
    try:
        jsonschema_rs.meta.validate(schema)
    except jsonschema_rs.ValidationError as error:
        return f"It is no schema: {_place(error.instance_path)}: {error.message[:SHOWN]}."
    known = re.fullmatch(r"urn:tandem:publication:([0-9]+)", str(schema.get("$id")))
    first = str(whole.get("format")).partition(".")[0]
    if not known or known[1] != first:
        return f"Its $id {schema.get('$id')!r} is not of the format {whole.get('format')!r}."
    if whole.get("$schema") != schema_path:
        return f"The file names another schema: {whole.get('$schema')!r}."
    return ""


def id_faults(path: str, whole: Json) -> Iterator[Fault]:
    """Find ids that are there twice: of sections, of blocks and notes in one, of entries."""
    sections = [section for part in whole["parts"] for section in part.get("sections", ())]
    groups = {"parts": whole["parts"], "sections": sections}
    for section in sections:
        groups[f"section {section['id']}"] = [
            node for node in objects(section.get("blocks")) if "id" in node
        ]
        groups[f"notes of section {section['id']}"] = section.get("notes", [])
    for name, register in whole.get("registers", {}).items():
        groups[f"register {name}"] = register["entries"]
    for place, held in groups.items():
        counts = Counter(one["id"] for one in held)
        for name in (name for name, count in counts.items() if count > 1):
            yield Fault("DAT-005", path, f"The id '{name}' is there twice.", place)


def content_faults(path: str, whole: Json, publication: Publication) -> Iterator[Fault]:
    """Compare every value with the publication's."""
    found = {name: value for name, value in whole.items() if name not in ("$schema", "format")}
    for place, problem in islice(differences(expected(publication), found), MOST):
        yield Fault("DAT-006", path, problem, place)


def picture_faults(whole: Json, files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Compare each picture that the file names with what lies there."""
    for picture in _pictures(whole):
        path = picture["path"]
        data = files.get(path)
        if data is None:
            yield Fault("DAT-014", path, "The publication shows it, and it is not there.")
        elif (len(data), hashlib.sha256(data).hexdigest()) != (
            picture["bytes"],
            picture["sha256"],
        ):
            yield Fault("DAT-014", path, "It has another size or digest than the publication says.")


def picture_paths(whole: Json) -> set[str]:
    """Return the paths of all pictures."""
    return {picture["path"] for picture in _pictures(whole)}


def _pictures(whole: Json) -> Iterator[Json]:
    return (one["picture"] for one in objects(whole) if "picture" in one)
