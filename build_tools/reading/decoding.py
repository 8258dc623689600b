"""Bytes of a file → its text, or the issue that keeps it from being read."""

from __future__ import annotations

import re

from build_tools.issues import Issue, Report, SourceSpan
from build_tools.reading.bounds import text_bound
from build_tools.reading.characters import NOT_TEXT, not_text, refuse_hidden

_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7})(?: .*)?$")


def decode(data: bytes, path: str, report: Report) -> str | None:
    """Return the text with LF line ends; what can't be read is reported and gives None."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guess = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows-1252"
        report.add(
            Issue(
                "FILE-005",
                SourceSpan(path, line),
                f"The file is not UTF-8 (byte {data[error.start]:#04x}); it may be {guess}.",
                "Save it again with the encoding UTF-8.",
            )
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    refused = _refused(text, path)
    if refused:
        report.add(refused)
        return None
    report.extend(refuse_hidden(text, path))
    return text


def _refused(text: str, path: str) -> Issue | None:
    """Return what keeps a text from being read at all, so that nothing more is said of it."""
    if found := NOT_TEXT.search(text):
        return not_text(found[0], _span(text, found.start(), path))
    if found := _CONFLICT.search(text):
        return Issue(
            "FILE-015",
            _span(text, found.start(), path),
            f"Two people changed the same lines, and both versions stand here, from '{found[0]}' "
            "on.",
            "Keep the words that are right, and remove the lines that begin with <<<<<<<, ======= "
            "and >>>>>>>.",
        )
    if bound := text_bound(text):
        return Issue(
            "FILE-004",
            SourceSpan(path),
            f"The file has {bound}.",
            "Divide it into several files.",
        )
    return None


def _span(text: str, place: int, path: str) -> SourceSpan:
    return SourceSpan(path, text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place))
