"""YAML that never guesses: every scalar is the text that stands there, and has a place.

What a value means is decided by the field that takes it (see `metadata`), so `no`, `1.10` and
`2025-03` stay what the editor wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from build_tools.issues import Issue, Report, Severity, SourceSpan
from build_tools.reading.characters import NOT_TEXT, hidden_characters, hidden_issue, not_text
from build_tools.reading.files import SourceFile

Loc = Sequence[str | int]
"""A way into a value: keys and positions, as pydantic gives it."""

DEPTH_LIMIT = 12

_NAMES = frozenset(["title", "subtitle", "name", "term", "publisher"])


class Mark(Protocol):
    """A place in YAML, counted from 0."""

    line: int
    column: int


@dataclass(frozen=True)
class MarkedYaml:
    """A YAML document with the place of each key and value.

    `value` is made of dict, list and str; keys with an empty plain value are left out.
    `first_line` is the line of the file on which the document begins.
    """

    file: SourceFile
    first_line: int
    root: Node
    value: dict[str, Any]

    def span(self, loc: Loc, *, of_key: bool = False) -> SourceSpan:
        """Return the place of the value (or key) that `loc` leads to, or of what is nearest."""
        mark = self._find(loc, of_key=of_key).start_mark
        return self.file.span(mark.line + self.first_line, mark.column + 1)

    def lines(self, loc: Loc) -> tuple[int, tuple[str, ...]]:
        """Return the first line of the value at `loc` and the file's lines that hold it."""
        node = self._find(loc, of_key=False)
        first = node.start_mark.line + self.first_line
        last = node.end_mark.line + self.first_line
        return first, self.file.lines[first - 1 : max(last, first)]

    def _find(self, loc: Loc, *, of_key: bool) -> Node:
        node = self.root
        for index, step in enumerate(loc):
            last = index == len(loc) - 1
            if isinstance(node, MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
                if pair is None:
                    return node
                node = pair[0] if last and of_key else pair[1]
            elif isinstance(node, SequenceNode) and isinstance(step, int):
                if step >= len(node.value):
                    return node
                node = node.value[step]
        return node


def parse_yaml(
    file: SourceFile, text: str, report: Report, first_line: int = 1
) -> MarkedYaml | None:
    """Read one YAML mapping; anything wrong is reported and gives None."""
    reader = _Reader(file, report, first_line)
    try:
        if not reader.harmless(text):
            return None
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        reader.syntax(error, text)
        return None
    except yaml.YAMLError as error:
        report.add(Issue("YAML-001", file.span(first_line), f"This is not YAML: {error}.", ""))
        return None
    if not isinstance(root, MappingNode):
        report.add(
            Issue(
                "YAML-002",
                file.span(first_line),
                "There are no keys here.",
                "Write one 'key: value' on each line.",
            )
        )
        return None
    value = reader.value(root)
    return None if reader.failed else MarkedYaml(file, first_line, root, value)


class _Reader:
    def __init__(self, file: SourceFile, report: Report, first_line: int) -> None:
        self.file, self.report, self.first_line = file, report, first_line
        self.failed = False

    def issue(self, code: str, mark: Mark | None, problem: str, remedy: str) -> None:
        self.failed = True
        self.report.add(Issue(code, self.place(mark), problem, remedy))

    def place(self, mark: Mark | None) -> SourceSpan:
        line = (mark.line if mark else 0) + self.first_line
        if line > len(self.file.text.splitlines()):  # the parser wanted more than there is
            return self.file.span(max(1, len(self.file.text.splitlines())))
        return self.file.span(line, mark.column + 1 if mark else 0)

    def harmless(self, text: str) -> bool:
        """Refuse what multiplies or nests without end, before anything is built from it."""
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            anchor = getattr(event, "anchor", None)
            if anchor:
                self.issue(
                    "YAML-003",
                    event.start_mark,
                    f"The mark '{anchor}' repeats a value; content does not use anchors.",
                    "Write the value out, or put text that begins with & or * in quotation marks.",
                )
                return False
            if isinstance(event, yaml.ScalarEvent) and (found := NOT_TEXT.search(event.value)):
                self.failed = True
                self.report.add(not_text(found[0], self.place(event.start_mark)))
                return False
            if isinstance(event, yaml.ScalarEvent):
                self._escaped(event, text)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEPTH_LIMIT:
                self.issue(
                    "YAML-004",
                    event.start_mark,
                    f"Values are nested more than {DEPTH_LIMIT} deep.",
                    "No field needs that; look for brackets that are not closed.",
                )
                return False
        return True

    def _escaped(self, event: yaml.ScalarEvent, text: str) -> None:
        """Refuse hidden characters that escapes made; those of the file itself were refused."""
        for _, character in hidden_characters(event.value):
            if character not in text:
                self.report.add(hidden_issue(character, self.place(event.start_mark)))

    def value(self, node: Node) -> Any:  # noqa: ANN401  (a YAML value is a tree of anything)
        if isinstance(node, MappingNode):
            return self._mapping(node)
        if isinstance(node, SequenceNode):
            if node.flow_style:
                self.commas(node)
            return [self.value(item) for item in node.value]
        return node.value

    def commas(self, node: SequenceNode) -> None:
        """Refuse a comma between digits: it may divide two values, or the thousands of one."""
        for one, other in pairwise(node.value):
            both = (one, other)
            if not all(isinstance(item, ScalarNode) and not item.style for item in both):
                continue
            beside = one.end_mark.index + 1 == other.start_mark.index
            if beside and one.value[-1:].isdigit() and other.value[:1].isdigit():
                self.issue(
                    "YAML-008",
                    one.start_mark,
                    f"'{one.value},{other.value}' is one number or two: the comma has no space.",
                    f"Write {one.value}{other.value} for one number, without a comma in it, "
                    f"or '{one.value}, {other.value}' for two.",
                )

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        found: dict[str, Any] = {}
        places: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.issue("YAML-005", key.start_mark, "A key is one word.", "")
                continue
            name = key.value
            if name in places:
                self.issue(
                    "YAML-006",
                    key.start_mark,
                    f"The key '{name}' stands here twice, first on line {places[name]}.",
                    "Keep one of them.",
                )
                continue
            places[name] = key.start_mark.line + self.first_line
            if isinstance(value, ScalarNode) and value.value == "" and not value.style:
                continue  # `key:` with nothing after it says nothing
            if name in _NAMES and isinstance(value, ScalarNode):
                self._quoted(name, value)
            found[name] = self.value(value)
        return found

    def _quoted(self, name: str, value: ScalarNode) -> None:
        """Warn of typographic quotation marks around a name: to YAML they are part of it."""
        text = value.value.strip()
        if not value.style and re.fullmatch("[“”‘][^“”‘]*[”“’]", text):
            self.report.add(
                Issue(
                    "YAML-009",
                    self.place(value.start_mark),
                    f"The quotation marks are part of the {name}: {text}.",
                    f'Take them away, or write straight ones: {name}: "{text[1:-1]}".',
                    Severity.WARNING,
                )
            )

    def syntax(self, error: yaml.MarkedYAMLError, text: str) -> None:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "this is not YAML"
        lines = text.split("\n")
        shown = lines[mark.line] if mark and mark.line < len(lines) else ""
        loose = re.match(r"^(\s*(?:- )?[\w-]+:\s+)(.*:(?:\s.*|$))$", shown)
        if "mapping values are not allowed" in problem and loose:
            quoted = loose[2].replace('"', '\\"')
            self.issue(
                "YAML-007",
                mark,
                "A colon and a space inside text need quotation marks around the text.",
                f'Write it so:\n{loose[1]}"{quoted}"',
            )
            return
        hint = "Check the indentation, and put text with special characters in quotation marks."
        if "\t" in shown:
            hint = "Replace the tab by spaces."
        elif shown.strip():
            value = re.match(r"^(\s*(?:- )?[\w-]+:\s+|\s*- )(.+)$", shown)
            if value and value[2][0] in "[{*&!|>'\"%@`#":
                quoted = value[2].replace('"', "'")
                hint = f'If this is text, write it so:\n{value[1]}"{quoted}"'
        self.issue("YAML-001", mark, f"This is not YAML: {problem}.", hint)
