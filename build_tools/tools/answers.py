"""What programs of other people say of finished files: each file is asked about once.

    artefacts ──▶ files of a kind ──▶ known, by hash? ──▶ issues
                                      else ask, and keep

An answer holds as long as the file and the tool do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.issues import Issue, SourceSpan, TandemError
from build_tools.tools.artefacts import Artefacts
from build_tools.tools.cache import hash_of


class NoAnswer(TandemError):
    """A program did not look at all of a file; the message says what it said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found of a file; it is not kept where the program did not say all, or nothing."""

    issues: tuple[Issue, ...]
    is_whole: bool = True


Ask = Callable[[Path, SourceSpan], Answer]
"""Gets a file, which may not be there, and its place for issues."""


def answers(
    artefacts: Artefacts,
    kind: str,
    tool: tuple[str, *tuple[str | bytes, ...]],
    ask: Ask,
    unanswered: str = "",
) -> Iterator[Issue]:
    """Iterate over what is found of all files of the editions of a kind.

    `tool` is all that an answer depends on besides the file: its name, then versions, settings.
    `unanswered` is the code of the issue if `ask` raises `NoAnswer`.
    """
    for edition, path in artefacts.files_of(kind):
        file, span = artefacts.file(edition, path), artefacts.span(edition, path)
        data = file.read_bytes() if file.is_file() else b""
        key = hash_of(*tool, str(span), data)
        found = artefacts.cache.recall(key)
        if found is None:
            try:
                answer = ask(file, span)
            except NoAnswer as why:
                problem = f"{tool[0]} gave no answer: {why}"
                issue = Issue(unanswered, span, problem, "Run it again.")
                answer = Answer((issue,), is_whole=False)
            found = answer.issues
            if answer.is_whole:
                artefacts.cache.keep(key, found)
        yield from found
