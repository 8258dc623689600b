"""YAML values → typed records, with every fault placed, explained and given a remedy."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.publication.records import Record
from build_tools.reading.remedies import explained
from build_tools.reading.yaml import Loc, MarkedYaml

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Located(Generic[R]):
    """A record, and where each of its values stands."""

    record: R
    yaml: MarkedYaml
    base: tuple[str | int, ...] = ()

    def span(self, *loc: str | int) -> SourceSpan:
        """Return the place of the value at `loc` in the record."""
        return self.yaml.span((*self.base, *loc))

    def lines(self, *loc: str | int) -> tuple[int, tuple[str, ...]]:
        """Return the first line and the lines of the value at `loc`."""
        return self.yaml.lines((*self.base, *loc))


def read_record(model: type[R], marked: MarkedYaml, report: Report) -> Located[R] | None:
    """Make a record of `model`; report every fault and give None if there is any."""
    try:
        return Located(model.model_validate(marked.value), marked)
    except ValidationError as error:
        for detail in _root_causes(model, error.errors(include_url=False)):
            report.add(_issue(model, marked, detail))
        return None


def check_ids(located: Located[R], key: str, what: str, report: Report) -> None:
    """Report two items of the list at `key` with one id; `what` is the word for an item."""
    first: dict[str, SourceSpan] = {}
    for index, item in enumerate(getattr(located.record, key)):
        span = located.span(key, index, "id")
        if item.id in first:
            report.add(
                Issue(
                    "META-021",
                    span,
                    f"The id '{item.id}' is already that of the {what} at {first[item.id]}.",
                    "Give one of the two another id.",
                )
            )
        first.setdefault(item.id, span)


def _root_causes(model: type[Record], details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Leave out what only follows from another fault.

    A list is "too short" when its entries are wrong, and a key "missing" when it is misspelt.
    """
    locs = [detail["loc"] for detail in details]
    misspelt = {
        (*detail["loc"][:-1], meant)
        for detail in details
        if detail["type"] == "extra_forbidden"
        for meant in get_close_matches(
            str(detail["loc"][-1]), _keys(_model_at(model, detail["loc"][:-1])), n=1
        )
    }
    for detail in details:
        loc = detail["loc"]
        inside = any(other[: len(loc)] == loc and len(other) > len(loc) for other in locs)
        if not (detail["type"] == "too_short" and inside) and not (
            detail["type"] == "missing" and loc in misspelt
        ):
            yield detail


def _issue(model: type[Record], marked: MarkedYaml, detail: ErrorDetails) -> Issue:
    loc = tuple(step for step in detail["loc"] if not str(step).startswith("function-"))
    match detail["type"]:
        case "extra_forbidden":
            span = marked.span(loc, of_key=True)
        case "missing":
            span = marked.span(loc[:-1])
        case _:
            span = marked.span(loc)
    code, problem, remedy = explained(detail, loc, _keys(_model_at(model, loc[:-1])))
    return Issue(code, span, problem, remedy)


def _keys(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the model that the keys at `loc` belong to."""
    found: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, int) or found is None:
            continue
        fields = {field.alias or name: field for name, field in found.model_fields.items()}
        found = _inner_model(fields[step].annotation) if step in fields else None
    return found


def _inner_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner_model(argument) for argument in typing.get_args(annotation))
    return next(filter(None, inner), None)
