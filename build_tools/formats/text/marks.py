"""The marks of a paragraph (Square brackets) → words, calls, targets and languages."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.formats.units import DELETED, Unreadable, call_mark, normalise


@dataclass(slots=True)
class Marks:
    """Resolves the marks of one paragraph."""

    text: str
    words: str = ""
    foreign: list[tuple[str, str]] = field(default_factory=list)
    open: list[tuple[str, int, int]] = field(default_factory=list)

    def read(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the words, and the changes of language in them."""
        rest = self.text
        while rest:
            before, bracket, rest = rest.partition("[")
            self.words += before
            if not bracket:
                break
            brackets = len(rest) - len(rest.lstrip("[")) + 1
            self.words += "[" * (brackets // 2)
            rest = rest[brackets - 1 :]
            if brackets % 2:
                mark, closed, rest = rest.partition("]")
                if not closed:
                    raise Unreadable(f"The mark “[{mark[:60]}” has no end")
                rest = self._mark(mark, rest)
        if self.open:
            raise Unreadable(f"The mark “[end of {self.open[-1][0]}]” is missing")
        return normalise(self.words), tuple(self.foreign)

    def _mark(self, mark: str, rest: str) -> str:
        """Take one mark with the space that it owns; return what is left."""
        if mark in ("Text", "Summary"):
            return rest.removeprefix(" ")
        if mark.startswith("in "):
            self.open.append((mark[3:], len(self.words), len(self.foreign)))
            return rest.removeprefix(" ")
        if mark == "deleted":
            self.words += DELETED[0]
            return rest.removeprefix(" ")
        self.words = self.words.removesuffix(" ")
        self.open = [(lang, min(at, len(self.words)), place) for lang, at, place in self.open]
        if mark == "end of deleted":
            self.words += DELETED[1]
        elif mark.startswith("end of "):
            if not self.open or self.open[-1][0] != mark[7:]:
                raise Unreadable(f"The mark “[{mark}]” ends nothing")
            lang, start, place = self.open.pop()
            self.foreign.insert(place, (lang, normalise(self.words[start:])))
        else:
            self.words += call_mark(mark.removeprefix("Footnote "))
        return rest
