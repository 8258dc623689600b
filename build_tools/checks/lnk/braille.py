"""Links in braille: each number and address in a transcriber's note is one that is there.

A reader searches for "section 4" or "4.2" in the same file, so the numbers are looked for in the
file itself, not in the publication. A raised number without a footnote is no fault that can be
seen: print has raised numbers of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from build_tools.checks import Artefacts
from build_tools.formats.braille.display import DisplayLine, number_in, read_lines, says
from build_tools.formats.braille.words import CLOSE, OPEN, SPACE
from build_tools.formats.units import Unreadable
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.publication.blocks import label_of

KINDS = ("section", "heading", "paragraph", "Annex", "Table", "Figure")
SCHEMES = {"mailto": "email ", "tel": "telephone "}

_NOTE = re.compile(f"{OPEN}(.*?){CLOSE}")
_CALL = re.compile("⠰⠔(⠼[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚]+)")


def check_braille(
    edition: str, publication: Publication, artefacts: Artefacts, known: frozenset[str]
) -> Iterator[Issue]:
    """Follow what stands in transcriber's notes, in each display's file."""
    forms = [_form(url) for url in sorted(known)]
    titles = [
        f"see section “{section.title.replace('[', '(').replace(']', ')')}”"
        for section in publication.sections
        if not section.number
    ]
    foreign = {  # captions that may stand in another code, in which they can't be looked for
        label_of(node)
        for section in publication.sections
        for node in section.nodes()
        if node.lang or section.lang
    }
    name = re.compile(re.escape(publication.name) + r"-grade-([12])-display\.brf")
    files = [name.fullmatch(file.path) for file in artefacts.made[edition].files]
    paths = {found[0]: int(found[1]) for found in files if found}
    if not paths:
        yield Issue("LNK-001", artefacts.span(edition), "The edition has no file.")
    for path, grade in paths.items():
        try:
            text = artefacts.file(edition, path).read_bytes().decode("ascii")
            lines = list(read_lines(text))
        except (OSError, ValueError, Unreadable) as error:
            problem = f"It can't be read: {error}."
            yield Issue("LNK-001", artefacts.span(edition, path), problem)
            continue
        for line, code, problem in _faults(lines, forms, titles, foreign, grade):
            yield Issue(code, artefacts.span(edition, path, line), problem)


def _faults(
    lines: Sequence[DisplayLine],
    forms: Sequence[str],
    titles: Sequence[str],
    foreign: Set[str],
    grade: int,
) -> Iterator[tuple[int, str, str]]:
    numbers = {*_numbers(lines, grade), *foreign}
    called = {number_in(call) for line in lines for call in _CALL.findall(line.cells)}
    for line in lines:
        for inner in _NOTE.findall(line.cells):
            words = inner.split(SPACE)
            if any(says(inner, title, grade) for title in titles):
                continue
            if says(words[0], "see", grade):
                for place in _places(words[1:], grade):
                    if place not in numbers:
                        yield line.line, "LNK-070", f"It says 'see {place}', and there is none."
            elif says(words[0], "footnote", grade):
                number = number_in(words[1].removesuffix("⠂")) if len(words) > 1 else ""
                if number not in called:
                    yield line.line, "LNK-072", f"Nothing calls the footnote '{number}'."
                for place in _places(words[3:], grade):
                    if place != "this section" and place not in numbers:
                        yield line.line, "LNK-072", f"A footnote is from {place}: there is none."
            elif _is_address(inner, grade) and not any(says(inner, f, grade) for f in forms):
                problem = f"'{inner}' is no address that the publication names."
                yield line.line, "LNK-071", problem


def _numbers(lines: Sequence[DisplayLine], grade: int) -> Iterator[str]:
    """Iterate over the places that a file has: "section 4", "paragraph 4.2"."""
    for line in lines:
        first, _, rest = line.cells.partition(SPACE)
        second = rest.partition(SPACE)[0]
        if line.is_heading and second.endswith("⠒") and says(first, "Section", grade):
            yield f"section {number_in(second[:-1])}"
        elif line.is_heading and second.endswith("⠒") and says(first, "Annex", grade):
            yield f"Annex {number_in(second[:-1])}"
        elif label := _label(line.cells, grade):
            yield label
        elif first.startswith(("⠼", "⠠", "⠰")) and (number := number_in(first)):
            yield f"{'heading' if line.is_heading else 'paragraph'} {number}"


def _label(cells: str, grade: int) -> str:
    """Return the number with which a caption begins, after its transcriber's note: "Table 3"."""
    name, number, *_ = (*cells.partition(f"{CLOSE}{SPACE}")[2].split(SPACE), "", "")
    if not cells.startswith(OPEN) or not number.endswith("⠒"):
        return ""
    kind = next((kind for kind in ("Table", "Figure") if says(name, kind, grade)), "")
    return f"{kind} {number_in(number[:-1])}" if kind else ""


def _places(words: Sequence[str], grade: int) -> Iterator[str]:
    """Iterate over the places that words name, with "and" between them."""
    for kind, number in zip(words[::3], words[1::3], strict=False):
        if says(kind, "this", grade) and says(number, "section", grade):
            yield "this section"
            continue
        name = next((name for name in KINDS if says(kind, name, grade)), "?")
        yield f"{name} {number_in(number) or '?'}"


def _is_address(inner: str, grade: int) -> bool:
    first = inner.partition(SPACE)[0]
    named = any(says(first, name.strip(), grade) for name in SCHEMES.values())
    return "⠒⠸⠌⠸⠌" in first or (named and inner != first)


def _form(url: str) -> str:
    """Return an address as it stands in a note."""
    escaped = url.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20")
    scheme, _, rest = escaped.partition(":")
    return f"{SCHEMES.get(scheme, f'{scheme}:')}{rest}"
