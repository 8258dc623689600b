"""What a run looks like: its own properties, its styles', those of all text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from build_tools.checks.doc.findings import Finding, near, value, words
from build_tools.formats.docx.file import Element, W, WordFile
from build_tools.rendering.colour import TEXT_CONTRAST, Rgb, contrast

LEAST_HALF_POINTS = 24
"""12 pt."""
_WHITE, _BLACK = "FFFFFF", "000000"


class Styles:
    """The styles of a file, each with what it is based on."""

    def __init__(self, word: WordFile) -> None:
        self.root = word.xml(word.target("styles"))
        self.by_id = {one.get(f"{W}styleId", ""): one for one in self.root.iter(f"{W}style")}
        self.chain = cache(self._chain)

    def _chain(self, name: str) -> tuple[Element, ...]:
        """Return a style and those that it is based on; what goes in circles ends."""
        found: list[Element] = []
        while name in self.by_id and self.by_id[name] not in found:
            found.append(self.by_id[name])
            name = value(found[-1], f"{W}basedOn")
        return tuple(found)

    def find(self, names: tuple[str, ...], path: str) -> Element | None:
        """Return the first element at a path in these styles and what they are based on."""
        for name in names:
            for one in self.chain(name):
                if (found := one.find(path)) is not None:
                    return found
        return self.root.find(f"{W}docDefaults/{W}rPrDefault/{path}")


def style_findings(word: WordFile) -> Iterator[Finding]:
    """Iterate over styles that are used and not there, or based on what is not there."""
    styles = Styles(word)
    every = [one.get(f"{W}styleId", "") for one in styles.root.iter(f"{W}style")]
    for name in sorted({one for one in every if every.count(one) > 1}):
        yield Finding("DOC-017", f"The style '{name}' is defined twice.")
    for name, one in styles.by_id.items():
        for link in ("basedOn", "next", "link"):
            other = value(one, f"{W}{link}")
            if other and other not in styles.by_id:
                yield Finding("DOC-017", f"'{name}' names the style '{other}', which is not there.")
        base = styles.chain(name)[-1]
        if value(base, f"{W}basedOn") in styles.by_id:
            yield Finding("DOC-017", f"The style '{name}' is based on itself.")
        if one.find(f"{W}rPr/{W}vanish") is not None:
            yield Finding("DOC-015", f"The style '{name}' hides its words.")
    used: dict[str, Element] = {}
    for part in _parts(word):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for found in word.xml(part).iter(f"{W}{tag}"):
                used.setdefault(value(found), found)
    for name, found in used.items():
        if name not in styles.by_id:
            yield Finding("DOC-017", f"The style '{name}' is not defined.", near(found))


def look_findings(word: WordFile) -> Iterator[Finding]:
    """Iterate over words that are too pale, or too small; each look once."""
    styles, seen = Styles(word), set()
    for part in _parts(word):
        for run in word.xml(part).iter(f"{W}r"):
            if not words(run):
                continue
            look = _look(styles, run)
            if look in seen:
                continue
            seen.add(look)
            colour, ground, size = look
            try:
                ratio = contrast(Rgb.parse(f"#{colour}"), Rgb.parse(f"#{ground}"))
            except ValueError:
                yield Finding("DOC-011", f"'{colour}' on '{ground}' is no colour.", near(run))
                continue
            if ratio < TEXT_CONTRAST:
                problem = (
                    f"#{colour} on #{ground} has contrast {ratio:.2f}; it needs {TEXT_CONTRAST}."
                )
                yield Finding("DOC-011", problem, near(run))
            if size < LEAST_HALF_POINTS:
                problem = f"Words are {size / 2:g} pt high, not 12 at least."
                yield Finding("DOC-019", problem, near(run))


def _look(styles: Styles, run: Element) -> tuple[str, str, int]:
    """Return a run's colour, its ground and its size in half points."""
    paragraph = next(one for one in run.iterancestors() if one.tag == f"{W}p")
    names = (value(run, f"{W}rPr/{W}rStyle"), value(paragraph, f"{W}pPr/{W}pStyle") or "Normal")

    def own(name: str) -> Element | None:
        found = run.find(f"{W}rPr/{W}{name}")
        return styles.find(names, f"{W}rPr/{W}{name}") if found is None else found

    colour, size = value(own("color")), value(own("sz"))
    grounds = [own("shd"), paragraph.find(f"{W}pPr/{W}shd")]
    grounds.append(styles.find(names[1:], f"{W}pPr/{W}shd"))
    for cell in (one for one in run.iterancestors() if one.tag == f"{W}tc"):
        grounds += [cell.find(f"{W}tcPr/{W}shd"), _of_header(styles, cell)]
    fills = (one.get(f"{W}fill", "auto") for one in grounds if one is not None)
    ground = next((fill for fill in fills if fill != "auto"), _WHITE)
    return colour if colour not in ("", "auto") else _BLACK, ground, int(size or 20)


def _of_header(styles: Styles, cell: Element) -> Element | None:
    """Return the ground that a table's style gives its header row."""
    row = cell.getparent()
    assert row is not None
    if row.find(f"{W}trPr/{W}tblHeader") is None:
        return None
    table = row.getparent()
    assert table is not None
    for one in styles.chain(value(table, f"{W}tblPr/{W}tblStyle")):
        for given in one.iter(f"{W}tblStylePr"):
            if given.get(f"{W}type") == "firstRow":
                return given.find(f"{W}tcPr/{W}shd")
    return None


def _parts(word: WordFile) -> tuple[str, ...]:
    return (
        "word/document.xml",
        word.target("footnotes"),
        word.target("header"),
        word.target("footer"),
    )
