"""What is wrong with a value of the metadata → the problem and the remedy, in an editor's words.

Nothing of the validator's own wording is shown: it speaks of types and patterns.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from build_tools.issues import BadValue, allowed_values
from build_tools.publication.names import slug
from build_tools.publication.records import MONTHS, Loc, NoDate, is_pattern_of_ids
from build_tools.publication.uris import shown


class Said(NamedTuple):
    """A fault in words, with its code."""

    code: str
    problem: str
    remedy: str


EXAMPLES = {
    "accessibility": "accessibility:\n  compliance: not-assessed\n  declared-by: the digital team\n"
    "  prepared: 2026-03-31\n  next-review: 2027-03-31\n  nation: england",
    "basis": "basis: illustrative\nor, for what a document says,\nbasis: source\ncites:\n"
    "  - source: the id of an entry of registers/sources.yml\n    passage: Item 3",
    "cites": "cites:\n  - source: the id of an entry of registers/sources.yml\n    passage: Item 3",
    "contact": "contact:\n  email: strategy@exampleton.example",
    "date": "date: 2026-03-31",
    "entries": "entries:\n  - id: a-name-of-its-own\n    title: …",
    "finder": "finder:\n  stages: life-stages\n  interests: themes\n  roles:\n"
    "    - id: carer\n      name: a carer",
    "labels": "labels: [2024, 2025]",
    "language": "language: en-GB",
    "matrix": "matrix:\n  rows: life-stages\n  columns: themes",
    "other-formats": "other-formats: Ask us for large print, braille or another language.",
    "series": "series:\n  - name: Homes\n    values: [1200, 340]",
    "sections": "sections: [foreword.md, themes/]",
    "spine": "spine:\n  - part: Welcome\n    id: welcome\n    sections: [foreword.md]",
    "status": "status: draft",
    "touches": "touches:\n  themes: [connected]",
    "version": 'version: "1.0"',
}
"""Key → the lines that an editor may write, where its form is not plain to see."""

MEANT = {
    "withdrawn": "stopped", "cancelled": "stopped", "canceled": "stopped", "abandoned": "stopped",
    "dropped": "stopped", "ended": "stopped", "amended": "changed", "revised": "changed",
    "delayed": "changed", "complete": "done", "completed": "done", "delivered": "done",
    "finished": "done", "achieved": "done", "ongoing": "under-way", "in-progress": "under-way",
    "in progress": "under-way", "started": "under-way", "underway": "under-way",
    "not-started": "planned", "proposed": "planned", "published": "final", "approved": "final",
    "consulting": "consultation",
}  # fmt: skip
"""Words that people write → the one that is allowed, where it is."""

_KINDS = {
    "tuple": ("a list", "Write a list: [one, two], or a line '- one' for each."),
    "list": ("a list", "Write a list: [one, two], or a line '- one' for each."),
    "dict": ("a group of keys", "Write 'key: value' lines, indented, below it."),
    "model": ("a group of keys", "Write 'key: value' lines, indented, below it."),
    "string": ("one text", "Write one text here."),
    "bool": ("true or false", "Write true or false."),
    "int": ("a whole number", "Write a whole number, such as 12, without a unit or a comma."),
    "float": ("a number", "Write a number, such as 12.5 or 1200, without a unit or a comma."),
    "finite": ("a number", "Write a number, such as 12.5 or 1200, without a unit or a comma."),
}
"""The start of a type of the validator's errors → what is wanted, and what to do."""


def explained(  # noqa: PLR0911  (one for each kind)
    detail: ErrorDetails, loc: Loc, keys: Iterable[str]
) -> Said:
    """Return a fault in words; `keys` are those that may stand where an unknown one does."""
    context: dict[str, Any] = detail.get("ctx", {})
    value, name, key = detail["input"], _name(loc), str(loc[-1]) if loc else ""
    match detail["type"]:
        case "extra_forbidden":
            return Said("META-001", f"The key '{key}' is unknown here.", allowed_values(key, keys))
        case "missing":
            return Said("META-002", f"The key '{key}' is missing.", _example(key))
        case "literal_error":
            expected = re.findall(r"'([^']+)'", context["expected"])
            return Said("META-003", f"{name} is {_shown(value)}.", _allowed(str(value), expected))
        case "string_pattern_mismatch":
            return Said("META-004", f"{name} is {_shown(value)}.", _form(context, str(value)))
        case "string_too_long":
            problem = f"{name} has {len(str(value))} characters."
            return Said("META-004", problem, f"Write at most {context['max_length']}.")
        case "lines":
            problem = f"{name.rstrip(',')} has {context['count']} lines."
            remedy = "Write it as one line; 'key: >' joins lines, if none of them is empty."
            return Said("META-007", problem, remedy)
        case "string_too_short" | "too_short":
            return Said("META-005", f"{name} is empty.", "Write it or remove it.")
        case "value_error":
            return _disagreement(context["error"], value, name)
        case kind if kind.startswith("date"):
            return _no_day(value, name)
        case kind:
            return _wrong_kind(kind, value, name, key)


def _disagreement(error: ValueError, value: object, name: str) -> Said:
    """Return what a validator of ours has found, of one value or of a group of keys."""
    if isinstance(error, BadValue):
        problem = f"{name} is '{shown(str(value))}', which {error.problem}."
        return Said("META-006", problem, error.remedy)
    if isinstance(error, NoDate):
        problem = f"{name} is {_shown(value)}: {error}."
        return Said("META-006", problem, date_remedy(str(value), is_partial=True))
    if isinstance(value, dict):
        problem = _sentence(error, value)
        lacking = re.search(r"needs (?:a )?'([a-z-]+)'", problem)
        remedy = _example(lacking[1]) if lacking else "Make the two agree."
        return Said("META-006", problem, remedy)
    return Said("META-006", f"{name.rstrip(',')}: {error}.", "Write it so.")


def _example(key: str) -> str:
    lines = EXAMPLES.get(key)
    return f"Add it so:\n{lines}" if lines else f"Add a line '{key}: …'."


def _allowed(value: str, expected: list[str]) -> str:
    meant = MEANT.get(value.lower())
    if meant not in expected:
        return allowed_values(value, expected)
    why = ", and say why in 'reason'" if meant in ("stopped", "changed") else ""
    return f"Write '{meant}'{why}. Allowed: {', '.join(expected)}."


def _form(context: dict[str, Any], value: str) -> str:
    if not is_pattern_of_ids(context["pattern"]):
        return "Write a language tag, such as 'en-GB' or 'cy'."
    name = slug(value)
    example = name if name != value and name.isascii() else "living-well"
    return f"Write lower-case words joined by hyphens, such as '{example}'."


def _wrong_kind(kind: str, value: object, name: str, key: str) -> Said:
    wanted = next((words for start, words in _KINDS.items() if kind.startswith(start)), None)
    if wanted is None:
        remedy = "See build_tools/reading/DIALECT.md for what stands here."
        return Said("META-007", f"{name} is {_shown(value)}, which can't stand here.", remedy)
    what, remedy = wanted
    if key in EXAMPLES and what != "one text":
        remedy = f"Write it so:\n{EXAMPLES[key]}"
    return Said("META-007", f"{name} is {_shown(value)}, and has to be {what}.", remedy)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a group of keys"
    return "a list" if isinstance(value, list | tuple) else f"'{value}'"


def _name(loc: Loc) -> str:
    """Return words for a field: ("series", 0, "values", 2) → "values, entry 3"."""
    key = next((str(step) for step in reversed(loc) if isinstance(step, str)), "value")
    last = loc[-1] if loc else None
    return f"'{key}', entry {last + 1}," if isinstance(last, int) else f"'{key}'"


def _sentence(error: object, value: dict[str, Any]) -> str:
    """Return what does not agree in a group of keys, with the id of the group if it has one."""
    words = str(error).rstrip(".")
    if name := value.get("id"):
        return f"In '{name}', {words}."
    return f"{words[:1].upper()}{words[1:]}."


# --- Dates -----------------------------------------------------------------------------


def _no_day(value: object, name: str) -> Said:
    problem = f"{name} is {_shown(value)}, which is no date that exists."
    return Said("META-007", problem, date_remedy(str(value), is_partial=False))


_MONTH_NAMES = {name.lower(): number for number, name in enumerate(MONTHS) if name}
_MONTH_NAMES |= {name[:3]: number for name, number in _MONTH_NAMES.items()}
_WRITTEN = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]+)?(?P<month>[a-z]+|\d{1,2})[\s./,-]+(?P<year>\d{4})"
)


def date_remedy(text: str, *, is_partial: bool) -> str:
    """Return how a date that an editor wrote is written here, or why there is none such."""
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip()):
        year, month, day = map(int, found.groups())
        if not 1 <= month <= len(MONTHS) - 1:
            return f"Write the month as 01 to 12: {year:04}-03-31."
        if year:
            last = calendar.monthrange(year, month)[1]
            return f"{MONTHS[month]} {year} has {last} days: write a day from 01 to {last}."
    if found := _WRITTEN.fullmatch(text.strip().lower()):
        month = _MONTH_NAMES.get(found["month"], 0)
        month = month or (int(found["month"]) if found["month"].isdecimal() else 0)
        day = int(found["day"] or 0)
        if 1 <= month < len(MONTHS) and day <= calendar.monthrange(int(found["year"]), month)[1]:
            words = f"{found['year']}-{month:02}" + (f"-{day:02}" if day else "")
            if is_partial or day:
                return f"Write {words}."
    if is_partial:
        return "Write a year, a month or a day: 2025, 2025-03 or 2025-03-31."
    return "Write year, month and day: 2026-03-31."
