"""Links in the plain text: each mark in square brackets names something that is there.

The marks are those of the published specification, "Square brackets"; a doubled bracket is the
author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks import Artefacts
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.publication.blocks import Heading, NoteCall, content_of, inlines, label_of

MARK = re.compile(r"(?<!\[)(?:\[\[)*\[(?!\[)([^\[\]]+)\]")
INSIDE = re.compile(
    r"(?:section|heading|paragraph) [0-9A-Z.]+|Annex [A-Z]+|(?:Table|Figure) \d+|section “.*”"
)
NOTE = re.compile(r"Footnote (\d+)")
ADDRESS = re.compile(r"(email |telephone |[a-z][a-z0-9+.-]*:)(\S+)")
SCHEMES = {"email ": "mailto:", "telephone ": "tel:"}


def check_text(
    edition: str, publication: Publication, artefacts: Artefacts, known: frozenset[str]
) -> Iterator[Issue]:
    """Compare the marks of every file with the publication's numbers and addresses."""
    places = set(_places(publication))
    notes = _notes(publication)
    written = {_escaped(url) for url in known}

    def fault(mark: str) -> tuple[str, str]:
        if INSIDE.fullmatch(mark):
            missing = mark not in places
            return ("LNK-021", f"'[{mark}]' names nothing in this version.") if missing else _SOUND
        if note := NOTE.fullmatch(mark):
            missing = int(note[1]) not in notes
            return ("LNK-022", f"'[{mark}]' calls no footnote.") if missing else _SOUND
        if address := ADDRESS.fullmatch(mark):
            url = SCHEMES.get(address[1], address[1]) + address[2]
            problem = f"'[{mark}]' is no address that the publication names."
            return ("LNK-020", problem) if url not in written else _SOUND
        return _SOUND

    paths = [file.path for file in artefacts.made[edition].files]
    if not paths:
        yield Issue("LNK-001", artefacts.span(edition), "The edition has no file.")
    for path in paths:
        try:
            lines = artefacts.file(edition, path).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            problem = f"It can't be read: {error}."
            yield Issue("LNK-001", artefacts.span(edition, path), problem)
            continue
        for number, line in enumerate(lines, start=1):
            for mark in MARK.findall(line):
                code, problem = fault(mark)
                if code:
                    yield Issue(code, artefacts.span(edition, path, number), problem)


_SOUND = ("", "")


def _places(publication: Publication) -> Iterator[str]:
    for section in publication.sections:
        if section.number.startswith("Annex"):
            yield section.number
        else:
            title = section.title.replace("[", "(").replace("]", ")")
            yield f"section {section.number or f'“{title}”'}"
        for node in section.nodes():
            kind = "heading" if isinstance(node, Heading) else "paragraph"
            yield label_of(node) or f"{kind} {node.number}"


def _notes(publication: Publication) -> set[int]:
    """Return the numbers of footnotes, by their calls."""
    return {
        inline.number
        for section in publication.sections
        for node in section.nodes()
        for inline in inlines(content_of(node))
        if isinstance(inline, NoteCall)
    }


def _escaped(url: str) -> str:
    return url.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20")
