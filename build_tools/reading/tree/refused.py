"""What the parser understands, or would let get lost, and the dialect refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from lxml import etree
from markdown_it.token import Token

from build_tools.issues import SourceSpan
from build_tools.publication.blocks import Emphasis, Inline, Strong, plain
from build_tools.reading.bounds import DEEPEST
from build_tools.reading.characters import NOT_TEXT, hidden_characters, hidden_issue
from build_tools.reading.loss import lost_words
from build_tools.reading.marks import marks
from build_tools.reading.second_opinion import differing
from build_tools.reading.tree.places import Places

_HOLDERS = frozenset(["bullet_list", "ordered_list", "blockquote", "dl", "footnote_reference"])


def refuse_depth(tokens: Sequence[Token], places: Places) -> bool:
    """Report the first block that lies too deep; return whether there is one.

    What lies deeper than the parser goes is not among the tokens, so it is not called lost.
    """
    depth = 0
    for token in tokens:
        name, _, end = token.type.rpartition("_")
        if name in _HOLDERS and end in ("open", "close"):
            depth += token.nesting
            if depth > DEEPEST:
                places.fault(
                    "MD-081",
                    places.source.place(token.map[0] if token.map else 0),
                    f"Lists, quotations and callouts stand more than {DEEPEST} deep in each other.",
                    "Not every edition can show that: write some of it as paragraphs or headings.",
                )
                return True
    return False


def refuse_bounds(tokens: Sequence[Token], places: Places) -> None:
    """Report words that are too many or too tangled to be read."""
    for token in tokens:
        if token.type == "inline" and "bound" in token.meta and token.map:
            places.fault(
                "MD-082",
                places.source.place(token.map[0]),
                f"A paragraph, heading or cell has {token.meta['bound']}.",
                "Divide it, and look for square brackets that are not closed.",
            )


def refuse_code(element: etree._Element, places: Places) -> None:
    """Report a block of code."""
    if element.get("fence"):
        problem = "A code block, fenced with three marks."
        remedy = "write a paragraph, or `a few` as code."
    else:
        problem = "A code block, made by an indent of four spaces or more."
        remedy = "take the spaces away."
    places.fault(
        "MD-015", places.span(element), problem, f"Code blocks are not in the dialect: {remedy}"
    )


def refuse_rule(span: SourceSpan, places: Places) -> None:
    """Report a ruled line, or one that makes a heading of the line above."""
    places.fault("MD-016", span, "A ruled line is not in the dialect.", "Use a heading: ## Words.")


def refuse_definitions(definitions: Mapping[str, Any], places: Places) -> bool:
    """Report addresses of links that stand apart from their words; return whether there are."""
    found = [*definitions.get("references", {}).values(), *definitions.get("duplicate_refs", ())]
    for reference in found:
        address = str(reference["href"])
        places.fault(
            "MD-080",
            places.source.place(reference["map"][0]),
            f"The address '{address}' stands apart from the words of its link.",
            f"Write it where the link is: [words]({address}), and remove this line.",
        )
    return bool(found)


def refuse_entities(places: Places) -> None:
    """Report what entities such as `&#1;` and `&shy;` stand for in words, if nobody sees it."""
    for element in places.lines:
        pictured = (element.get("alt"), element.get("title"))
        for text in (element.text, element.tail, *pictured):
            for character in {found for _, found in hidden_characters(text or "")}:
                if character not in places.source.text:
                    places.report.add(hidden_issue(character, places.span(element)))
            if found := NOT_TEXT.search(text or ""):
                span = places.span(element)
                number = re.search(r"&#\w+;", places.source.file.lines[max(span.line, 1) - 1])
                places.fault(
                    "FILE-006",
                    span,
                    f"'{number[0] if number else found[0]}' stands for no text.",
                    "Delete it.",
                )


def refuse_marks(tokens: Sequence[Token], places: Places) -> None:
    """Report marks that would go out as they were typed."""
    for found in marks(tokens):
        places.fault(
            found.code, places.source.place(found.line, found.words), found.problem, found.remedy
        )


def refuse_ambiguous(tokens: Sequence[Token], places: Places) -> None:
    """Report words that one reader of Markdown would stress and another would not."""
    for line, word in differing(tokens):
        places.fault(
            "MD-084",
            places.source.place(line, word),
            f"Stars or underscores near '{word}' mean one thing on GitHub and another elsewhere.",
            "Put the marks at the ends of whole words, with no space or punctuation just inside "
            "them; a mark that readers should see is \\* or \\_.",
        )


_NO_ADDRESS = re.compile(r"[\[\]\s“”‘’«»‹›„‚]|[^\w/#=&%+$@~)-]$")


def refuse_swallowed(tokens: Sequence[Token], places: Places) -> None:
    """Report bare addresses that take in what stands around them, as a typographic quote."""
    for token in tokens:
        for link, words in pairwise(token.children or ()):
            bare = link.type == "link_open" and link.info == "auto" and not link.markup
            if bare and token.map and _NO_ADDRESS.search(words.content):
                places.fault(
                    "MD-083",
                    places.source.place(token.map[0], words.content),
                    f"The address '{words.content}' takes in a character that is not part of it.",
                    "Write it between < and >, or [words](address).",
                )


def refuse_bold_heading(content: tuple[Inline, ...], span: SourceSpan, places: Places) -> None:
    """Report a paragraph that is all bold and no sentence: a heading for the eyes alone."""
    words = plain(content).strip()
    bold = len(content) == 1 and isinstance(content[0], Strong | Emphasis)
    if isinstance(content[0], Emphasis):
        bold = len(content[0].content) == 1 and isinstance(content[0].content[0], Strong)
    if (
        bold
        and not words.endswith((".", "!", "?", "…", "”", '"'))
        and not words.startswith("Table:")
    ):
        places.fault(
            "MD-074",
            span,
            f"The bold line '{words}' looks like a heading and is none.",
            "Write '## ' before it instead of the stars; end a sentence with a full stop.",
        )


def refuse_loss(tokens: Sequence[Token], places: Places) -> None:
    """Report words of the source that no edition would have; one issue a line."""
    rows = {token.map[0] for token in tokens if token.type == "tr_open" and token.map}
    lines: dict[int, str] = {}
    for word, line in lost_words(tokens, places.source.text):
        lines.setdefault(line, word)
    texts = places.source.text.split("\n")
    for line, word in lines.items():
        remedy = "Look for a stray mark."
        if line in rows:
            remedy = "The row has more cells than the table has columns: a bar in words is \\|."
        elif re.search(r"\]\([^)]*\s[\"'(]", texts[line]):
            remedy = "A link has no title: take the words in quotation marks out of [words](…)."
        places.fault(
            "MD-060",
            places.source.place(line, word),
            f"The word '{word}' would get lost: Markdown does not show it.",
            remedy,
        )
