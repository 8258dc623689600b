"""Typed YAML of `themes/`: a model, or issues that name file, line, key and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, core_schema

from build_tools.issues import Issue, IssuesFound, Report, SourceSpan, allowed_values

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Form:
    """A value's form, as an expression for the program and in words for people."""

    pattern: str
    words: str

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic check it."""
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def _checked(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value):
            raise ValueError(f"write {self.words}")
        return value


DEPTH_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Located:
    """A file's YAML, and where each key and value of it stands."""

    path: str
    root: yaml.Node | None

    def span(self, where: Sequence[str | int] = ()) -> SourceSpan:
        """Return the place of a value; of the innermost holder that exists, if it is missing."""
        node = self.root
        for step in where:
            inner = _child(node, step)
            if inner is None:
                break
            node = inner
        return _at(self.path, node.start_mark if node else None)


def read_settings(path: Path, model: type[Model], codes: str) -> tuple[Model, Located]:
    """Read a settings file; raise `IssuesFound` with `CODES-001` (file) or `CODES-002` (values).

    Paths in issues begin at the folder that holds the file: `themes/brand.yml`.
    """
    shown = f"{path.parent.name}/{path.name}"
    report = Report()
    root = _compose(path, shown, f"{codes}-001", report)
    if report.failed:
        raise IssuesFound(report)
    located = Located(shown, root)
    for node in _duplicates(root):
        problem = f"'{_key(node)}' is given twice."
        where = _at(shown, node.start_mark)
        report.add(Issue(f"{codes}-002", where, problem, "Keep one of them."))
    try:
        found = model.model_validate(_value(root))
    except ValidationError as error:
        report.extend(_said(error, located, model, f"{codes}-002"))
    if report.failed:
        raise IssuesFound(report)
    return found, located


def _at(shown: str, mark: Any) -> SourceSpan:  # noqa: ANN401  (PyYAML has two kinds of mark)
    return SourceSpan(shown, mark.line + 1, mark.column + 1) if mark else SourceSpan(shown)


def _compose(path: Path, shown: str, code: str, report: Report) -> yaml.Node | None:
    try:
        root, aliases = _parse(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        report.add(
            Issue(code, SourceSpan(shown), "This file is missing.", "Copy it from Tandem's themes.")
        )
    except OSError as error:
        report.add(Issue(code, SourceSpan(shown), f"It can't be read: {error.strerror}."))
    except UnicodeDecodeError as error:
        report.add(Issue(code, SourceSpan(shown), f"Not UTF-8: {error.reason}."))
    except yaml.MarkedYAMLError as error:
        where = _at(shown, error.problem_mark)
        report.add(Issue(code, where, f"This isn't YAML: {error.problem or error.context}."))
    except yaml.YAMLError as error:
        words = str(error).partition("\n")[0]
        report.add(Issue(code, SourceSpan(shown), f"This isn't YAML: {words}."))
    else:
        for alias in aliases:
            problem = f"'*{alias.anchor}' is a YAML alias."
            where = _at(shown, alias.start_mark)
            report.add(Issue(code, where, problem, "Write the value out."))
        if not isinstance(root, yaml.MappingNode):
            problem = "There are no keys here."
            report.add(Issue(code, SourceSpan(shown), problem, "Write one 'key: value' on a line."))
        return root
    return None


@cache  # several readers of one build ask for the same file
def _parse(text: str) -> tuple[yaml.Node | None, tuple[yaml.AliasEvent, ...]]:
    aliases, depth = [], 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            aliases.append(event)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT and isinstance(event.start_mark, yaml.Mark):
            problem = f"values are nested more than {DEPTH_LIMIT} deep"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
    return yaml.compose(text, Loader=yaml.SafeLoader), tuple(aliases)


def _value(node: yaml.Node | None) -> Any:  # noqa: ANN401  (what YAML holds)
    """Return plain data; numbers are numbers, everything else is text as written."""
    match node:
        case yaml.MappingNode():
            return {_key(key): _value(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [_value(item) for item in node.value]
        case yaml.ScalarNode(tag="tag:yaml.org,2002:int" | "tag:yaml.org,2002:float"):
            return _number(node.value)
        case yaml.ScalarNode(tag="tag:yaml.org,2002:null"):
            return None
        case yaml.ScalarNode():
            return node.value
    return None


def _key(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else "a list or group"


def _number(text: str) -> Any:  # noqa: ANN401  (a number, or the text: YAML 1.1 has odd numbers)
    try:
        return int(text) if re.fullmatch(r"[-+]?\d{1,9}", text) else float(text)
    except ValueError:
        return text


def _duplicates(node: yaml.Node | None) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if _key(key) in seen:
                yield key
            seen.add(_key(key))
            yield from _duplicates(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _duplicates(item)


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if _key(key) == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def _said(
    error: ValidationError, located: Located, model: type[BaseModel], code: str
) -> Iterator[Issue]:
    for fault in error.errors():
        where = fault["loc"]
        name = ".".join(map(str, where))
        match fault["type"]:
            case "extra_forbidden":
                allowed = allowed_values(str(where[-1]), _keys(model, where[:-1]))
                yield Issue(code, located.span(where), f"'{name}' is not known here.", allowed)
            case "missing":
                yield Issue(code, located.span(where), f"'{name}' is missing.")
            case _:
                says = fault["msg"].removeprefix("Value error, ")
                said = f"{says[:1].lower()}{says[1:]}"
                plain = isinstance(fault["input"], int | float) or _is_plain(fault["input"])
                value = f"'{name}' is '{fault['input']}'" if plain else f"'{name}'"
                yield Issue(code, located.span(where), f"{value}: {said}." if name else f"{says}.")


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value) <= MOST_SHOWN


MOST_SHOWN = 60


def _keys(model: type[BaseModel], where: Sequence[str | int]) -> list[str]:
    """Return the keys that a model has at a place; none where the place is no model."""
    at: Any = model
    for step in where:
        if isinstance(step, int):
            continue
        field = next((f for n, f in at.model_fields.items() if (f.alias or n) == step), None)
        at = field.annotation if field else None
        for inner in getattr(at, "__args__", ()):
            at = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else at
        if not (isinstance(at, type) and issubclass(at, BaseModel)):
            return []
    return [f.alias or name for name, f in at.model_fields.items()]
