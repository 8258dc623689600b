"""The Nu HTML checker (vnu), as a function with typed results.

It reads pages from a server, for of files it says that a page's policy forbids its own style
sheet. It is as silent about a page that it never saw as about a faultless one: the caller has to
know what was sent (`checks.pages` does).
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from build_tools.tools.programs import package, program

PACKAGE = "vnu-jar"
CLEAN, FOUND = 0, 1
"""Its exit codes that go with a report."""

AT_ONCE = 500
"""So many addresses fit on a command line."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `kind` is "error", "info" (a warning) or "non-document-error" (no answer)."""

    address: str
    kind: str
    words: str
    line: int
    extract: str


def check(addresses: Iterable[str]) -> dict[str, list[Message]]:
    """Check pages; an address that could not be read is left out."""
    wanted = list(addresses)
    answers: dict[str, list[Message]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        messages = _run(part)
        if messages is None:
            continue
        answers |= {address: [] for address in part}
        for message in messages:
            if message.kind == "non-document-error":
                answers.pop(message.address, None)
            elif message.address in answers:
                answers[message.address].append(message)
    return answers


def _run(addresses: list[str]) -> list[Message] | None:
    jar = package(PACKAGE) / "build" / "dist" / "vnu.jar"
    local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    command = [str(program("java")), local, "-jar", str(jar), "--format", "json", *addresses]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = [_message(raw) for raw in json.loads(ended.stderr)["messages"]]
    except (ValueError, LookupError, TypeError):
        return None
    if ended.returncode not in (CLEAN, FOUND) or (ended.returncode == FOUND) != _failed(messages):
        return None
    return messages


def _failed(messages: list[Message]) -> bool:
    return any(message.kind != "info" for message in messages)


def _message(raw: dict[str, Any]) -> Message:
    address, extract = raw.get("url", ""), raw.get("extract", "")
    return Message(address, raw["type"], raw["message"], raw.get("lastLine", 0), extract)
