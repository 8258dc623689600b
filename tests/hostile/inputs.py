"""Broken inputs without end: a seed → a publication or a look that somebody has spoilt.

Each is a whole valid one with one to three things done to it, of the kinds that editors, programs
and enemies do. The same seed gives the same input on every machine.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.reading.town import DRAWING, TOWN, Files

THEMES = Path(__file__).parents[2] / "themes"

SETTINGS = ("brand.yml", "braille.yml", "print.yml", "page.yml", "large-print.yml")

LOOK: Files = {
    name: (THEMES / name).read_bytes().decode()
    for name in (*SETTINGS, "logo.svg", "paged/text.css", "site/home.html", "word/footer.xml")
}


def photograph(form: str, size: tuple[int, int] = (60, 40)) -> bytes:
    buffer = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(buffer, form)
    return buffer.getvalue()


PUBLICATION = str(TOWN["publication.yml"])

CONTENT: Files = {
    **TOWN,
    # Without the sections that Tandem writes about itself: they are the same every time.
    "publication.yml": re.sub(r"(?m)^ +- (consultation|about)\n", "", PUBLICATION),
    "images/town.svg": DRAWING.replace("<title>x</title>", '<title>x</title><g fill="#123456">'
        '<rect x="1" y="2" width="30" height="20"/><path d="M0 0L9 9" style="stroke:red"/></g>'),
    "images/photo.png": photograph("PNG"),
    "images/photo.jpg": photograph("JPEG"),
    "themes/pictures.md": """\
---
title: Pictures
---

![The town from above](../images/photo.png "From above")

![The town by night](../images/photo.jpg "By night")

> [!NOTE]
> A note, with *words* and `code`.

1. One
2. Two
    - Inside

Term
:   What it means.

> A line that someone said.
>
> — A resident
""",
}  # fmt: skip

HOSTILE = (
    "&#1;", "&#0;", "&#x110000;", "&amp;", "\u202e", "\u200b", "\ufeff", "\u2028", "\x00",
    "\x1b[31m", "\x85", "\ud7ff", "\U000e0041", "e\u0301" * 40, "𝔘𝔫𝔦", "ﷺ", "\r", "\t", "\\",
    "\\\\", "`", "```", "<script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml?>",
    "{{ 7*7 }}", "{% x %}", "[a](http://[::1)", "[a](http://x:99999999/)",
    "[a](javascript:alert(1))", "[a](mailto:)", "[a](data:text/html,x)",
    "[a](../../../../etc/passwd)", "[a](#)", "[a]()", "![](x.png)", "[^1]", "[^none]",
    "[^1]: [^1]", "::error::x", "%0A", "%zz", "---", "***", "===", "| a |", "|---|", "> [!X]",
    "> [!DESCRIPTION]", "Table: x", ": x", "- [ ] x", "~~x~~", "$x$", ":smile:", "http://a.b",
    "a@b.c", "# x", "###### x", "{: #id .c}", "[TOC]", "''", '"', "'",
    "!!python/object:os.system x", "&a", "*a", "? x", "- - - x", "{a: {b: [c", "]", "}", "0x1F",
    "1e999", ".inf", ".nan", "~", "null", "yes", "NaN", "2026-02-30", "-0", "9" * 400, "1_000",
    "12:30:45", "0o17", "٣", "Ⅷ", "½", "A" * 300,
)  # fmt: skip

NAMES = (
    "A B.md", "é.md", "e\u0301.md", ".hidden.md", "x.MD", "x.yaml", "x.yml", "a/b/c/d.md",
    "index.md", "search.md", "-.md", "images/x.gif", "images/p.png", "Thumbs.db", "~$x.docx",
    "registers/x.yml", "themes/places.md.md", "con.md", "%2e%2e.md", "a\\b.md", "a\nb.md", "'.md",
    "x" * 200 + ".md", "publication.yml/x.md", "updates/second.md", "consultation/x.md",
)  # fmt: skip

YAML_VALUES = (
    "[]", "{}", "[1, 2]", "{a: b}", "''", "~", "true", "-1", "1e400", "3.5", "2026-13-01",
    "[[[]]]", "!!set {a}", "!!binary aGk=", "*x", "&x y", "|\n  a\n  b", ">\n  a\n\n  b",
    "\"\\x01\"", "\"\\n\"", '"\\u202e"', "a: b", "[a, {b: c}]", "' '", "0",
    "999999999999999999999", "'#'", "\u2028",
)  # fmt: skip

Chance = random.Random


def _lines(text: str, chance: Chance, change: Callable[[list[str], int, int], None]) -> str:
    lines = text.split("\n")
    change(lines, chance.randrange(len(lines)), chance.randrange(len(lines)))
    return "\n".join(lines)


def delete(text: str, chance: Chance) -> str:
    return _lines(text, chance, lambda lines, a, b: lines.pop(a))


def double(text: str, chance: Chance) -> str:
    return _lines(text, chance, lambda lines, a, b: lines.insert(a, lines[b]))


def swap(text: str, chance: Chance) -> str:
    def change(lines: list[str], a: int, b: int) -> None:
        lines[a], lines[b] = lines[b], lines[a]

    return _lines(text, chance, change)


def indent(text: str, chance: Chance) -> str:
    def change(lines: list[str], a: int, b: int) -> None:
        lines[a] = chance.choice([" ", "  ", "    ", "\t", "> ", "- "]) + lines[a]

    return _lines(text, chance, change)


def outdent(text: str, chance: Chance) -> str:
    def change(lines: list[str], a: int, b: int) -> None:
        lines[a] = lines[a].lstrip()

    return _lines(text, chance, change)


def truncate(text: str, chance: Chance) -> str:
    return text[: chance.randrange(len(text) + 1)]


def insert(text: str, chance: Chance) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(HOSTILE) + text[at:]


def insert_line(text: str, chance: Chance) -> str:
    return _lines(text, chance, lambda lines, a, b: lines.insert(a, chance.choice(HOSTILE)))


def another_value(text: str, chance: Chance) -> str:
    keys = [*re.finditer(r"(?m)(?<=: )[^\n{\[]+$", text)]
    if not keys:
        return insert(text, chance)
    key = chance.choice(keys)
    return text[: key.start()] + chance.choice(YAML_VALUES) + text[key.end() :]


def another_key(text: str, chance: Chance) -> str:
    keys = [*re.finditer(r"(?m)^( *(?:- )?)[\w-]+(?=:)", text)]
    if not keys:
        return insert(text, chance)
    key = chance.choice(keys)
    other = chance.choice(["x", "title", "id", "''", "?", "[a]", "{}", "summary", "1", "null"])
    return text[: key.start()] + key[1] + other + text[key.end() :]


def nest(text: str, chance: Chance) -> str:
    count = chance.choice([20, 300, 3_000])
    mark = chance.choice(["> ", "- ", "[", "(", "*", "_", "![", "{", "<", "**", "1. ", "`"])
    end = chance.choice(["", "x", "x" + "]" * count, "x" + ")" * count])
    return f"{text}\n\n{mark * count}{end}\n"


def nest_list(text: str, chance: Chance) -> str:
    depth = chance.choice([30, 120])
    return text + "\n\n" + "".join(f"{'    ' * level}- x\n\n" for level in range(depth))


def repeat(text: str, chance: Chance) -> str:
    unit = chance.choice([*HOSTILE, "yes no ", "a\n\n", "a  \n", "| a ", "*a ", "[a [b] ", "word "])
    return f"{text}\n\n{unit * min(chance.choice([50, 1_000]), 20_000 // len(unit))}\n"


def line_ends(text: str, chance: Chance) -> str:
    return text.replace("\n", chance.choice(["\r\n", "\r", "\n\n", "\u2028", "\x0b"]))


TEXT_CHANGES = (
    delete, double, swap, indent, outdent, truncate, insert, insert_line, another_value,
    another_key, nest, nest_list, repeat, line_ends, another_value, insert_line,
)  # fmt: skip


def flip(data: bytes, chance: Chance) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 3, 20])):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(data: bytes, chance: Chance) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def splice(data: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice([1, 4, 100])) + data[at:]


def encode(data: bytes, chance: Chance) -> bytes:
    text = data.decode("latin-1")
    return text.encode(chance.choice(["utf-16", "utf-32", "utf-7", "utf-8-sig"]))


BYTE_CHANGES = (flip, flip, cut, splice, encode)


def spoil_a_file(files: Files, chance: Chance) -> None:
    """Change what stands in a file."""
    name = chance.choice(sorted(files))
    now = files[name]
    if isinstance(now, str) and chance.random() < 0.85:
        files[name] = chance.choice(TEXT_CHANGES)(now, chance)
    else:
        data = now.encode("utf-8", "surrogatepass") if isinstance(now, str) else now
        files[name] = chance.choice(BYTE_CHANGES)(data, chance)


def spoil_the_folder(files: Files, chance: Chance) -> None:
    """Take a file away, give it another name, or put another's content or a strange file there."""
    name, other = chance.choice(sorted(files)), chance.choice(sorted(files))
    match chance.randrange(5):
        case 0:
            del files[name]
        case 1:
            files[chance.choice(NAMES)] = files.pop(name)
        case 2:
            files[name] = files[other]
        case 3:
            files[chance.choice(NAMES)] = files[other]
        case _:
            files[name] = b""


def broken(files: Files, seed: int) -> Files:
    """Return files, spoilt."""
    chance = random.Random(seed)
    spoilt = dict(files)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        ways = (spoil_a_file,) * 5 + (spoil_the_folder,)
        if spoilt:
            chance.choice(ways)(spoilt, chance)
    return spoilt


def write(folder: Path, files: Files) -> Path:
    """Write what a file system takes of them."""
    for name, now in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            data = now.encode("utf-8", "surrogatepass") if isinstance(now, str) else now
            path.write_bytes(data)
        except OSError:
            continue  # a file stands where a folder would
    folder.mkdir(exist_ok=True)
    return folder
