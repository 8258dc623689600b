"""JSON values → units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.formats.units import DELETED, Found, Kind, Unit, call_mark, inside, normalise
from build_tools.issues import SourceSpan
from build_tools.publication.words import kind_name

Json = dict[str, Any]
Pairs = list[tuple[str, str]]

TOP = (
    "title",
    "subtitle",
    "name",
    "publisher",
    "summary",
    "language",
    "authors",
    "reference",
    "isbn",
    "licence",
    "copyright",
    "address",
    "digest",
    "stamp",
    "contact",
)
"""What stands beside the parts and is words."""


def target_words(section: str, block: str, number: str) -> str:
    """Return a target inside: "themes#cover (4.12)"."""
    return f"{section}{'#' if block else ''}{block} ({number})"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads values of one file; `lang` is the language of the whole."""

    lang: str
    file: str

    def whole(self, parts: list[Json]) -> Iterator[Found]:
        """Iterate over the units of all parts."""
        for place, part in enumerate(parts):
            at = f"parts[{place}]"
            number, name = part.get("number", ""), part["id"]
            title, summary = [part["title"]], part.get("summary")
            yield self.unit("part", title, self.lang, at, number=number, name=name)
            if summary:
                yield self.unit("summary", [summary], self.lang, at)
            for count, section in enumerate(part.get("sections", ())):
                yield from self._section(section, f"{at}.sections[{count}]")

    def _section(self, section: Json, at: str) -> Iterator[Found]:
        lang = section.get("lang", self.lang)
        number = section.get("number", "")
        yield self.unit("section", [section["title"]], lang, at, number=number)
        if summary := section.get("summary"):
            yield self.unit("summary", [summary], lang, at)
        yield from self.blocks(section, lang, at)
        for place, note in enumerate(section.get("notes", ())):
            number, own = str(note["number"]), note.get("lang", lang)
            here = f"{at}.notes[{place}]"
            name = f"note-{number}"
            yield self.unit("note", note["content"], own, here, number=number, name=name)

    def unit(  # noqa: PLR0913
        self,
        kind: Kind,
        content: list[Any],
        lang: str,
        at: str,
        *,
        number: str = "",
        label: str = "",
        name: str = "",
    ) -> Found:
        """Return a unit with its place in the file."""
        foreign: Pairs = []
        links: Pairs = []
        words = normalise(self._words(content, foreign, links))
        unit = Unit(kind, words, number, label, lang, tuple(foreign), tuple(links), name)
        return Found(unit, at, span=SourceSpan(self.file))

    # --- Inlines ---

    def _words(self, content: list[Any], foreign: Pairs, links: Pairs) -> str:
        if not isinstance(content, list):
            raise TypeError(f"content is {content!r}")
        return "".join(self._inline(inline, foreign, links) for inline in content)

    def _inline(self, inline: Any, foreign: Pairs, links: Pairs) -> str:  # noqa: ANN401, PLR0911
        if isinstance(inline, str):
            return inline
        match inline["type"]:
            case "emphasis" | "strong":
                return self._words(inline["content"], foreign, links)
            case "deleted":
                return self._words(inline["content"], foreign, links).join(DELETED)
            case "code":
                return str(inline["text"])
            case "foreign":
                return self._marked(inline, inline["lang"], foreign, foreign, links)
            case "link" | "term_use":
                target = inline["target"]
                address = target.get("url") or target_words(
                    target["section"], target.get("block", ""), target.get("number", "")
                )
                return self._marked(inline, address, links, foreign, links)
            case "note_call":
                return call_mark(inline["number"])
            case "line_break":
                return "\n"
            case other:
                raise ValueError(f"nothing within a line is called '{other}'")

    def _marked(self, inline: Json, mark: str, marks: Pairs, foreign: Pairs, links: Pairs) -> str:
        """Return words that are marked; what holds others stands before them."""
        place = len(marks)
        words = self._words(inline["content"], foreign, links)
        pair = (mark, normalise(words)) if marks is foreign else (normalise(words), mark)
        marks.insert(place, pair)
        return words

    # --- Blocks ---

    def blocks(self, holder: Json, lang: str, at: str, key: str = "blocks") -> Iterator[Found]:
        """Iterate over the units of the blocks that something holds."""
        for place, block in enumerate(holder.get(key, ())):
            yield from self._block(block, block.get("lang", lang), f"{at}.{key}[{place}]")

    def _named(
        self, kind: Kind, node: Json, content: list[Any], lang: str, at: str, label: str = ""
    ) -> Found:
        number, name = node.get("number", ""), node.get("id", "")
        return self.unit(kind, content, lang, at, number=number, label=label, name=name)

    def _block(self, block: Json, lang: str, at: str) -> Iterator[Found]:
        match block["type"]:
            case "heading":
                label = str(block["level"])
                yield self._named("heading", block, block["content"], lang, at, label)
            case "paragraph":
                yield self._named("paragraph", block, block["content"], lang, at)
            case "list":
                yield from self._list(block, lang, at)
            case "definition_list":
                for place, entry in enumerate(block["entries"]):
                    here, own = f"{at}.entries[{place}]", entry.get("lang", lang)
                    yield self._named("term", entry, entry["term"], own, here)
                    yield from inside("definition", self.blocks(entry, own, here))
            case "table":
                yield from self._table(block, lang, at)
            case "quote":
                yield self._named("quote", block, [], lang, at)
                yield from inside("quote", self.blocks(block, lang, at))
                if speaker := block.get("speaker"):
                    yield self.unit("speaker", speaker, lang, at)
            case "callout":
                title, label = block.get("title", []), kind_name(block["kind"])
                yield self._named("callout", block, title, lang, at, label)
                yield from inside("callout", self.blocks(block, lang, at))
            case "figure":
                yield from self._drawing(block, lang, at)
                yield from inside("description", self.blocks(block, lang, at, "description"))
            case "chart":
                yield from self._drawing(block, lang, at)
                table = block["table"]
                yield from self._table(table, table.get("lang", lang), f"{at}.table")
            case other:
                raise ValueError(f"no block is called '{other}'")

    def _list(self, block: Json, lang: str, at: str) -> Iterator[Found]:
        start = block["start"] if block.get("ordered") else 0
        for place, item in enumerate(block["items"]):
            label = f"{start + place}." if block.get("ordered") else "•"
            here, own = f"{at}.items[{place}]", item.get("lang", lang)
            held = item.get("blocks", [])
            if held and held[0]["type"] == "paragraph":
                first, held = held[0], held[1:]
                words, said = first["content"], first.get("lang", own)
                yield self._named("item", item, words, said, here, label)
            else:
                yield self._named("item", item, [], own, here, label)
            yield from inside("item", self.blocks({"blocks": held}, own, here))

    def _drawing(self, block: Json, lang: str, at: str) -> Iterator[Found]:
        yield self._named("alternative", block, [block.get("alt", "")], lang, at)
        if block.get("caption"):
            yield self.unit("caption", block["caption"], lang, at)

    def _table(self, table: Json, lang: str, at: str) -> Iterator[Found]:
        if table.get("caption"):
            yield self.unit("caption", table["caption"], lang, at)
        rows = [(f"{at}.header", table["header"])]
        rows += [(f"{at}.rows[{place}]", row) for place, row in enumerate(table["rows"])]
        for here, row in rows:
            for place, cell in enumerate(row["cells"]):
                own = cell.get("lang") or row.get("lang") or lang
                content = cell.get("content", [])
                heads = cell.get("heads", "") if content else ""  # an empty corner heads nothing
                kind: Kind = "header" if heads else "cell"
                yield self._named(kind, cell, content, own, f"{here}.cells[{place}]", heads)
