"""Quotations, and what is written like one: callouts, languages, long descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from lxml import etree

from build_tools.issues import SourceSpan, allowed_values
from build_tools.publication.blocks import Block, Callout, CalloutKind, Inline, Quote, Text
from build_tools.publication.words import kind_name
from build_tools.reading.tree.figures import describe
from build_tools.reading.tree.inlines import check_language
from build_tools.reading.tree.reader import Reader

_CALLOUTS = ("note", "tip", "important", "warning", "caution")
_MARK = re.compile(r"\[!([A-Za-z]+)(?:[ ]+([^\]\n]*))?\][ ]*")
_SPEAKER = re.compile(r"\s*(?:—|–|--)\s+")
_SPEAKER_INSIDE = re.compile(r"\n\s*(?:—|–|--)\s+[^\n]*$")


def quote(reader: Reader, element: etree._Element, before: list[Block]) -> Iterator[Block]:
    """Yield what a block quote is, by the mark in square brackets that it begins with."""
    span = reader.places.span(element)
    children = list(element)
    first = children[0] if children and children[0].tag == "p" else None
    mark = _MARK.match((first.text or "").lstrip()) if first is not None else None
    if first is None or mark is None:
        yield from _quotation(reader, children, span)
        return
    kind, argument = mark[1].lower(), (mark[2] or "").strip()
    first.text = (first.text or "").lstrip()[mark.end() :]
    if kind == "language":
        check_language(argument, span, reader.places)
        yield from (replace(block, lang=argument) for block in reader.blocks(children))
    elif kind == "description":
        describe(before, reader.blocks(children), span, reader.places)
    elif kind in _CALLOUTS:
        yield _callout(reader, kind, children, span)
    else:
        names = [name.upper() for name in (*_CALLOUTS, "language", "description")]
        reader.places.fault(
            "MD-032",
            span,
            f"The kind of callout is '{mark[1]}'.",
            allowed_values(mark[1].upper(), names),
        )


def _callout(
    reader: Reader, kind: str, children: Sequence[etree._Element], span: SourceSpan
) -> Block:
    assert kind in get_args(CalloutKind)
    title = _own_title(reader, children[0]) or (Text(kind_name(kind)),)
    blocks = reader.blocks(children)
    if not blocks:
        reader.places.fault(
            "MD-009", span, "The callout is empty.", "Write its text below its mark."
        )
    return Callout(span=span, kind=kind, title=title, blocks=blocks)  # type: ignore[arg-type]


def _own_title(reader: Reader, first: etree._Element) -> tuple[Inline, ...]:
    """Take the bold first line out of a callout's first paragraph, where it has one."""
    lead = first[0] if len(first) and not (first.text or "").strip() else None
    if lead is None or lead.tag != "strong":
        return ()
    rest = lead.tail or ""
    if not rest.startswith("\n") and (rest.strip() or len(first) > 1):
        return ()
    title = reader.inlines.read(lead)
    first.text, lead.tail = rest, ""
    first.remove(lead)
    return title


def _quotation(
    reader: Reader, children: Sequence[etree._Element], span: SourceSpan
) -> Iterator[Block]:
    """Yield a pull quote, which ends with its speaker, or a quotation that names none."""
    last = children[-1] if children and children[-1].tag == "p" else None
    said = _SPEAKER.match(last.text or "") if last is not None else None
    words = children[:-1] if said else children
    if not words:
        reader.places.fault(
            "MD-035",
            span,
            "The quotation has no words.",
            "Write them after '>', above a line '>' and the line '> — who'.",
        )
        return
    if last is not None and not said and _SPEAKER_INSIDE.search(_lines(last)):
        reader.places.fault(
            "MD-035",
            span,
            "The line that names the speaker is part of the quotation's last sentence.",
            "Put a line '>' before it. A dash inside a sentence goes to the end of the line above.",
        )
        return
    speaker: tuple[Inline, ...] = ()
    if last is not None and said:
        last.text = (last.text or "")[said.end() :]
        speaker = reader.inlines.read(last)
    yield Quote(span=span, blocks=reader.blocks(words), speaker=speaker)


def _lines(paragraph: etree._Element) -> str:
    """Return a paragraph's words with its lines as they are in the source."""
    return "".join(map(str, paragraph.itertext())).strip()
