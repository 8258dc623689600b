"""What DIALECT.md says is required is missed when it is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.issues import Report
from build_tools.publication.records import (
    CaseStudyRecord,
    Commitment,
    Measure,
    SectionRecord,
    ToolkitRecord,
    UpdateRecord,
    WorkshopRecord,
)
from build_tools.reading.files import SourceFile
from build_tools.reading.metadata import read_record
from build_tools.reading.yaml import parse_yaml

DIALECT = (Path(__file__).parents[2] / "build_tools/reading/DIALECT.md").read_text("utf-8")

KINDS = {
    "all": (SectionRecord, CaseStudyRecord, WorkshopRecord, UpdateRecord, ToolkitRecord),
    "case studies": (CaseStudyRecord,),
    "workshops": (WorkshopRecord,),
    "updates": (UpdateRecord,),
    "toolkits": (ToolkitRecord,),
    "commitments": (Commitment,),
    "measures": (Measure,),
}
WHOLE = {
    "title": "A",
    "basis": "illustrative",
    "audience": "Everybody",
    "reach": "Open",
    "date": "2026-01-01",
    "id": "a",
    "text": "Words.",
    "status": "planned",
    "unit": "homes",
    "labels": "[North]",
    "series": "[{name: A, values: [1]}]",
}


def required():
    """Yield each claim: a kind of record, and a key that it has to have."""
    for row in re.findall(r"(?m)^\| (`[^|]+) \| ([^|]+) \| ([^|]*required[^|]*) \|$", DIALECT):
        keys, kinds, meaning = re.findall("`([a-z-]+)`", row[0]), row[1], row[2]
        kinds = re.search("required in ([a-z ]+)", meaning) or [None, kinds]
        for kind in re.split(", | and ", kinds[1].strip()):
            claimed = keys if kind == row[1] else keys[:1]
            yield from ((model, key) for model in KINDS[kind] for key in claimed)
    (must,) = re.findall(r"(?m)(Case studies, [a-z, ]+) must say which\.", DIALECT)
    for kind in re.split(", | and ", must.lower()):
        yield from ((model, "basis") for model in KINDS[kind])


CLAIMS = sorted(set(required()), key=str)


def issues_of(model, values):
    text = "".join(f"{key}: {value}\n" for key, value in values.items())
    report = Report()
    file = SourceFile("a.yml", "a.yml", text)
    marked = parse_yaml(file, text, report)
    read_record(model, marked, report)
    return [(issue.code, issue.problem) for issue in report]


def whole(model):
    known = {field.alias or name for name, field in model.model_fields.items()}
    return {key: value for key, value in WHOLE.items() if key in known}


def test_the_claims_are_read():
    assert len(CLAIMS) > 12
    assert (CaseStudyRecord, "basis") in CLAIMS
    assert (WorkshopRecord, "reach") in CLAIMS


@pytest.mark.parametrize(("model", "key"), CLAIMS, ids=str)
def test_a_key_that_is_required_is_missed(model, key):
    values = whole(model)
    assert not issues_of(model, values)
    del values[key]
    assert issues_of(model, values) == [("META-002", f"The key '{key}' is missing.")]


@pytest.mark.parametrize("status", ["changed", "stopped"])
def test_who_changes_or_stops_a_commitment_says_why(status):
    values = {**whole(Commitment), "status": status}
    ((code, problem),) = issues_of(Commitment, values)
    assert (code, problem) == ("META-006", f"In 'a', status '{status}' needs a 'reason'.")
    assert not issues_of(Commitment, {**values, "reason": "The money went."})
