"""What the entries of a register are to each other: their ids, labels and groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.issues import Issue, Report, SourceSpan, allowed_values
from build_tools.publication.records import Register
from build_tools.reading.metadata import Located, check_ids


def check_entries(located: Located[Register[Any]], report: Report) -> None:
    """Report two entries with one id or label, and entries that are not with their group."""
    check_ids(located, "entries", "entry", report)
    check_ids(located, "groups", "group", report)
    for issue in (*_labels(located), *_groups(located), *_order(located)):
        report.add(issue)


def _labels(located: Located[Register[Any]]) -> Iterator[Issue]:
    register, first = located.record, dict[str, SourceSpan]()
    labels = register.labels
    for place, entry in enumerate(register.entries):
        label = labels.get(entry.id)
        span = located.span("entries", place, "number" if entry.number else "id")
        if entry.number and not label:
            yield Issue(
                "META-023",
                span,
                f"The entry has the number '{entry.number}', and nothing says of what.",
                "Say it above the entries, such as 'label: Action', or beside the number.",
            )
        elif label and label in first:
            yield Issue(
                "META-023",
                span,
                f"The entry is '{label}', and so is that at {first[label]}.",
                "Give one of the two another 'number', or both their own.",
            )
        elif label:
            first[label] = span


def _groups(located: Located[Register[Any]]) -> Iterator[Issue]:
    register = located.record
    ids = {group.id for group in register.groups}
    used = {entry.group for entry in register.entries}
    for place, entry in enumerate(register.entries):
        if entry.group and entry.group not in ids:
            yield Issue(
                "META-024",
                located.span("entries", place, "group"),
                f"The group is '{entry.group}', which is not defined."
                if ids
                else f"The group is '{entry.group}', and the register has no 'groups'.",
                allowed_values(entry.group, ids)
                if ids
                else f"Define it above the entries: 'groups:', '- id: {entry.group}', 'title: …'.",
            )
        elif ids and not entry.group:
            yield Issue(
                "META-024",
                located.span("entries", place, "id"),
                f"The entry '{entry.id}' is in no group, and the others are.",
                f"Add a line 'group: …' to it. Groups are: {', '.join(sorted(ids))}.",
            )
    for place, group in enumerate(register.groups):
        span = located.span("groups", place, "id")
        if group.id not in used:
            yield Issue(
                "META-024",
                span,
                f"The group '{group.id}' has no entries.",
                f"Add 'group: {group.id}' to its entries, or remove the group.",
            )
        if group.id in {entry.id for entry in register.entries}:
            yield Issue(
                "META-021",
                span,
                f"The id '{group.id}' is already that of an entry.",
                "Give one of the two another id.",
            )


def _order(located: Located[Register[Any]]) -> Iterator[Issue]:
    """Find entries that stand after those of a later group: readers would see another order."""
    order = {group.id: place for place, group in enumerate(located.record.groups)}
    latest = ""
    for place, entry in enumerate(located.record.entries):
        if entry.group not in order:
            continue
        if latest and order[entry.group] < order[latest]:
            yield Issue(
                "META-024",
                located.span("entries", place, "group"),
                f"The entry '{entry.id}' of group '{entry.group}' stands after entries of "
                f"'{latest}', which comes later.",
                f"Move it to the others of '{entry.group}', or change the order of the groups.",
            )
        else:
            latest = entry.group
