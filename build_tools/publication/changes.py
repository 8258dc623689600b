"""Two publications → the sections whose words differ, and in how many paragraphs.

A paragraph is here whatever is read in one go: a heading, a paragraph, a caption with its text
alternative, a table's row, a note. Its words are compared, and the addresses that it leads to
outside. Numbers, emphasis and pictures are not; nor is the digest in the stamp, which differs
whenever anything does.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from build_tools.publication import Publication, Section
from build_tools.publication.blocks import (
    Address,
    Chart,
    Figure,
    Link,
    Node,
    Row,
    children,
    content_of,
    inlines,
    label_of,
    plain,
)
from build_tools.publication.imprint import imprint

State = Literal["added", "removed", "moved", "changed"]

FRONT_MATTER = "Front matter"
"""The title of what stands before the sections: the title page and the parts' own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """How a section differs from what it was, in paragraphs.

    `number` and `title` are those of now; a removed section's are those that it had. The front
    matter has no number. `moved` counts the paragraphs that stand elsewhere in the section.
    """

    number: str
    title: str
    state: State
    added: int = 0
    removed: int = 0
    changed: int = 0
    moved: int = 0


def compare(before: Publication, after: Publication) -> tuple[SectionChange, ...]:
    """Return what differs, in the reading order of `after`; what was removed comes last.

    A section is known by its id or, where that is new, by its title or most of its words. It has
    moved when its address is another, or its place among the sections that stayed.
    """
    then, now = list(_texts(before)), list(_texts(after))
    former = dict(_pairs(then, now))
    stayed = _in_order([text.id for text in then], [former[t.id].id for t in now if t.id in former])
    found = []
    for text in now:
        if text.id not in former:
            found.append(_change(text, "added", Counter(added=len(text.paragraphs))))
            continue
        old = former[text.id]
        counts = _count(old.paragraphs, text.paragraphs)
        moved = old.path != text.path or old.id not in stayed
        if moved or counts:
            found.append(_change(text, "moved" if moved else "changed", counts))
    known = {old.id for old in former.values()}
    gone = (text for text in then if text.id not in known)
    found += [_change(text, "removed", Counter(removed=len(text.paragraphs))) for text in gone]
    return tuple(found)


# --- What is compared ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Paragraph:
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A section, or the front matter, whose id and path are empty."""

    id: str
    path: str
    number: str
    title: str
    paragraphs: tuple[_Paragraph, ...]


def _texts(publication: Publication) -> Iterator[_Text]:
    yield _Text("", "", "", FRONT_MATTER, tuple(_front(publication)))
    for section in publication.sections:
        paragraphs = tuple(_whole(section, publication.stamp.digest))
        yield _Text(section.id, section.path, section.number, section.title, paragraphs)


def _front(publication: Publication) -> Iterator[_Paragraph]:
    record = publication.record
    yield from _named(
        title=record.title,
        subtitle=record.subtitle,
        summary=record.summary,
        notice=record.notice,
        **{fact.name.lower(): f"{fact.words} {fact.url}".rstrip() for fact in imprint(record)},
    )
    for part in publication.parts:
        yield from _named(**{f"{part.id} title": part.title, f"{part.id} summary": part.summary})


def _whole(section: Section, digest: str) -> Iterator[_Paragraph]:
    yield from _named(title=section.title, summary=section.summary)
    for one in _paragraphs((*section.blocks, *section.notes)):
        yield _Paragraph(one.id, one.words.replace(digest, ""))


def _named(**words: str | None) -> Iterator[_Paragraph]:
    """Yield what has one place of its own; no block's id has a space in it."""
    for name, text in words.items():
        if text:
            yield _Paragraph(f"the {name}", text)


def _paragraphs(nodes: Iterable[Node]) -> Iterator[_Paragraph]:
    for node in nodes:
        if words := _words(node):
            yield _Paragraph(node.id, words)
        if not isinstance(node, Row):
            yield from _paragraphs(children(node))


def _words(node: Node) -> str:
    if isinstance(node, Row):
        return " | ".join(map(_words, node.cells))
    content = content_of(node)
    # A table that comes before gives this one another number, and no other words.
    parts = [plain(content).removeprefix(f"{label_of(node)}: ")]
    if isinstance(node, Figure | Chart):
        parts.append(node.alt)
    for inline in inlines(content):
        if isinstance(inline, Link) and isinstance(inline.target, Address):
            parts.append(inline.target.url)
    return " ".join(" ".join(parts).split())


# --- What belongs together -------------------------------------------------------------

MOSTLY = 0.5
"""Two texts are the same one, changed, when they share so many of their words."""


def _pairs(then: list[_Text], now: list[_Text]) -> Iterator[tuple[str, _Text]]:
    """Iterate over ids of now with the text of then that each belongs to."""
    left = {text.id: text for text in then}
    new = []
    for text in now:
        if text.id in left:
            yield text.id, left.pop(text.id)
        else:
            new.append(text)
    for text in new:
        for old in left.values():
            if old.title == text.title or _share(_bag(old), _bag(text)) > MOSTLY:
                yield text.id, left.pop(old.id)
                break


def _bag(text: _Text) -> Counter[str]:
    return Counter(word for one in text.paragraphs for word in one.words.split())


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of both is in both: 0 for nothing, 1 for all."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _in_order(then: list[str], now: list[str]) -> set[str]:
    """Return those that stand among each other as they did."""
    common = [name for name in then if name in set(now)]
    blocks = difflib.SequenceMatcher(None, common, now, autojunk=False).get_matching_blocks()
    return {name for block in blocks for name in common[block.a : block.a + block.size]}


# --- Counting --------------------------------------------------------------------------


def _count(before: tuple[_Paragraph, ...], after: tuple[_Paragraph, ...]) -> Counter[str]:
    """Return how many paragraphs were added, removed, changed and moved, where any were."""
    then, now = [one.words for one in before], [one.words for one in after]
    gone, new = list(before), list(after)
    matcher = difflib.SequenceMatcher(None, then, now, autojunk=False)
    for block in reversed(matcher.get_matching_blocks()):
        del gone[block.a : block.a + block.size], new[block.b : block.b + block.size]
    moved = _take_pairs(gone, new, lambda old, new: old.words == new.words)
    changed = _take_pairs(gone, new, _same)
    return +Counter(added=len(new), removed=len(gone), changed=changed, moved=moved)


def _take_pairs(
    gone: list[_Paragraph], new: list[_Paragraph], match: Callable[[_Paragraph, _Paragraph], bool]
) -> int:
    """Take off both lists what belongs together, and return how many pairs these were."""
    pairs = 0
    for old in list(gone):
        again = next((place for place, one in enumerate(new) if match(old, one)), None)
        if again is not None:
            gone.remove(old)
            del new[again]
            pairs += 1
    return pairs


def _same(old: _Paragraph, new: _Paragraph) -> bool:
    if old.id and old.id == new.id:
        return True
    return _share(Counter(old.words.split()), Counter(new.words.split())) > MOSTLY


def _change(text: _Text, state: State, counts: Counter[str]) -> SectionChange:
    return SectionChange(number=text.number, title=text.title, state=state, **counts)
