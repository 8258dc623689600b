"""Relative links → targets inside the publication; entries placed in the text."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from unicodedata import normalize
from urllib.parse import unquote

from build_tools.issues import Issue, Report, SourceSpan, allowed_values
from build_tools.publication.blocks import (
    Address,
    Block,
    Link,
    Note,
    Paragraph,
    Reference,
    plain,
    rewrite,
)
from build_tools.publication.uris import (
    SCHEME,
    SCHEMES,
    BadAddress,
    host_of,
    normal_uri,
    refuse_unseen,
    shown,
)
from build_tools.reading.files import SourceFile
from build_tools.reading.outline import Outline
from build_tools.reading.sections.measures import measure_chart
from build_tools.reading.sections.registers import commitment_box

_Fault = tuple[str, str, str]
"""Code, problem and remedy."""

_SAYS_AN_ADDRESS = re.compile(r"(?:(https?:)//|www\.)\S+", re.IGNORECASE)
_SAYS_A_MAILBOX = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(?=[/?#:]|$)")
_REFERENCE = re.compile(r"&#(\d{1,7}|[xX][0-9A-Fa-f]{1,6});", re.ASCII)
_FILE = re.compile(
    r"\.(md|markdown|ya?ml|svg|png|jpe?g|gif|webp|html?|pdf|docx?|txt|csv|xlsx?)$", re.I
)


def place_entries(blocks: tuple[Block, ...], path: str, outline: Outline) -> tuple[Block, ...]:
    """Put a measure's chart or a commitment's box where a link to it stands alone.

    `path` is the file that the blocks came from, below `content/`.
    """
    return tuple(_placed(block, path, outline) for block in blocks)


def _placed(block: Block, path: str, outline: Outline) -> Block:
    if not isinstance(block, Paragraph) or len(block.content) != 1:
        return block
    link = block.content[0]
    if not isinstance(link, Link) or not isinstance(link.target, Address):
        return block
    target, _, entry_id = _joined(link.target.url, path).partition("#")
    placed: Block = block
    if target == "registers/measures.yml" and (found := outline.entry("measures", entry_id)):
        placed = measure_chart(outline, *found)
    if target == "registers/commitments.yml" and (found := outline.entry("commitments", entry_id)):
        placed = commitment_box(outline, *found)
    return placed if placed is block else replace(placed, span=block.span)


def _joined(address: str, path: str) -> str:
    target, mark, fragment = address.partition("#")
    steps = normalize("NFC", unquote(target))
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), steps))
    return f"{place if target else path}{mark}{fragment}"


@dataclass(frozen=True)
class Targets:
    """What links can lead to.

    `sections`: path of each file → id of its section (registers too, if the spine has them);
    `ids`: id of each section → the ids of its blocks; `files`: every text file by the path that
    people are told; `unknown`: paths of files that could not be read, which are let pass.
    """

    sections: Mapping[str, str]
    ids: Mapping[str, frozenset[str]]
    files: Mapping[str, SourceFile]
    unknown: frozenset[str]

    def resolve_all(
        self, blocks: tuple[Block, ...], notes: tuple[Note, ...], report: Report
    ) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        """Resolve the links of a section; report those that lead nowhere.

        A link is relative to the file of the block that holds it: a commitment placed in a theme
        still links from its register.
        """

        def change(part: object, span: SourceSpan) -> object:
            if isinstance(part, Link) and isinstance(part.target, Address):
                file = self.files[span.path]
                place = file.find(part.target.url, max(span.line, 1))
                target = self.resolve(part.target.url, file.path, place, report)
                _compare(plain(part.content), target, place, report)
                return replace(part, target=target)
            return part

        return rewrite(blocks, change), rewrite(notes, change)

    def resolve(
        self, address: str, path: str, span: SourceSpan, report: Report
    ) -> Reference | Address:
        """Return what an address written in the file `path` leads to; report what is wrong."""
        try:
            refuse_unseen(_REFERENCE.sub(_unescaped, address))
            if found := SCHEME.match(address.lstrip(" ")):
                return self._outside(address, found[1], span, report)
        except BadAddress as bad:
            problem = f"The link '{shown(address)}' {bad.problem}."
            report.add(Issue("LINK-003", span, problem, bad.remedy))
            return Address(address)
        place, _, fragment = _joined(address, path).partition("#")
        if fault := _misspelt(address, place):
            code, problem, remedy = fault
        elif place in self.sections:
            section = self.sections[place]
            if not fragment or fragment in self.ids[section]:
                return Reference(section, fragment)
            code, problem = (
                "LINK-001",
                f"'{place}' has no heading or entry with the id '{fragment}'.",
            )
            remedy = allowed_values(fragment, _named(self.ids[section]))
        elif place in self.unknown:
            return Address(address)
        else:
            code, problem, remedy = self._missing(shown(address), shown(place))
        report.add(Issue(code, span, problem, remedy))
        return Address(address)

    def _missing(self, address: str, place: str) -> _Fault:
        if place in {file.path for file in self.files.values()}:
            problem = f"The link '{address}' leads to '{place}', which is no section."
            remedy = "Add the file to the spine in publication.yml, or link to a section."
        else:
            problem = f"The link '{address}' leads to '{place}', which does not exist."
            remedy = allowed_values(place, self.sections)
        return "LINK-001", problem, remedy

    def _outside(self, address: str, scheme: str, span: SourceSpan, report: Report) -> Address:
        if scheme.lower() in SCHEMES:
            return Address(normal_uri(address))
        problem = f"The link '{shown(address)}' has the scheme '{shown(scheme)}'."
        report.add(Issue("LINK-002", span, problem, allowed_values(scheme, SCHEMES)))
        return Address(address)


def _unescaped(reference: re.Match[str]) -> str:
    """Return the character that `&#27;` stands for; Markdown leaves those alone that it refuses."""
    digits = reference[1].lower()
    number = int(digits[1:], base=16) if digits.startswith("x") else int(digits)
    return chr(number) if 0 < number <= sys.maxunicode else "\ufffd"


def _misspelt(address: str, place: str) -> _Fault | None:
    """Return what is wrong with an address itself, wherever its `place` is."""
    said = shown(address)
    if address.strip() in {"", "#"}:
        return "LINK-001", "The link has no address.", "Write where it leads, or take it out."
    if meant := _meant_outside(address):
        problem = f"The link '{said}' names no file of the content."
        return "LINK-001", problem, f"If it leads out, write all of the address: {shown(meant)}"
    if "\\" in address:
        remedy = "Write a path with slashes: " + said.replace("\\", "/")
        return "LINK-001", f"The link '{said}' has a backslash in it.", remedy
    if address.startswith("/") or place.startswith(".."):
        remedy = "Link to a file below the content folder, relative to this file."
        return "LINK-001", f"The link '{said}' leads out of the content.", remedy
    return None


def _meant_outside(address: str) -> str:
    """Return the whole address that a person may have meant who left its beginning out."""
    if address.startswith("//"):
        return f"https:{address}"
    if _SAYS_A_MAILBOX.fullmatch(address):
        return f"mailto:{address}"
    host = _HOST.match(address)
    return f"https://{address}" if host and not _FILE.search(host[0]) else ""


def _compare(words: str, target: Reference | Address, span: SourceSpan, report: Report) -> None:
    """Report words that are an address, where the link leads to another host or person."""
    words = words.strip()
    said = ""
    if found := _SAYS_AN_ADDRESS.fullmatch(words):
        said = words if found[1] else f"https://{words}"
    elif _SAYS_A_MAILBOX.fullmatch(words):
        said = f"mailto:{words}"
    if not said or (isinstance(target, Address) and _is_same_place(said, target.url)):
        return
    report.add(
        Issue(
            "LINK-005",
            span,
            f"The link says '{shown(words)}' and leads elsewhere.",
            "Let both be the same address, or say in words where it leads.",
        )
    )


def _is_same_place(said: str, url: str) -> bool:
    try:
        said, url = normal_uri(said), normal_uri(url)
    except BadAddress:
        return True  # the words are no address after all, or the link's own was reported
    if said.startswith("mailto:") or url.startswith("mailto:"):
        return said.lower() == url.partition("?")[0].lower()
    one, other = host_of(said), host_of(url)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _named(ids: frozenset[str]) -> frozenset[str]:
    """Return the ids that a person may have meant: those of headings, not the hashed ones."""
    named = frozenset(name for name in ids if not re.search(r"-[0-9a-f]{4}(-\d+)?$", name))
    return named or ids
