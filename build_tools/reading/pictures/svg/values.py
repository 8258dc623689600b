"""What an attribute may say: numbers, lengths, colours, paths and references, each in one form.

Every function here returns the value as it is written out, or None when it is no such value.
Browsers pass over what they can't read and layout may fall over it, so that nothing else gets by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import tinycss2
import tinycss2.color5

_NUMBER = r"[+-]?(?:\d{1,12}(?:\.\d*)?|\.\d+)(?:[eE](?:\+?\d|-\d{1,3}))?"
_LENGTH = rf"{_NUMBER}(?:px|pt|pc|mm|cm|in|em|%)?"
_LINK = re.compile(r"#[^\s\"'()<>#]{1,200}")
_SEPARATOR = r"(?:\s*,\s*|\s+)"
_INCH = 96.0
_PIXELS = {
    **{"": 1.0, "px": 1.0, "pt": _INCH / 72, "pc": 16.0},
    **{"mm": _INCH / 25.4, "cm": _INCH / 2.54, "in": _INCH},
}

Value = Callable[[str], str | None]


def _matching(pattern: str) -> Value:
    compiled = re.compile(pattern)
    return lambda value: value if compiled.fullmatch(value) else None


def one_of(*words: str) -> Value:
    """Return what lets these words through."""
    return lambda value: value.lower() if value.lower() in words else None


number = _matching(_NUMBER)
length = _matching(_LENGTH)
_SIZES = {"medium": "16", "small": "13", "large": "18", "x-small": "10", "x-large": "24"}
lengths = _matching(rf"{_LENGTH}(?:{_SEPARATOR}{_LENGTH})*")


def size(value: str) -> str | None:
    """Return a size of type; its names mean what browsers take them for."""
    return length(_SIZES.get(value.lower(), value))


numbers = _matching(rf"{_NUMBER}(?:{_SEPARATOR}{_NUMBER})*")
share = _matching(rf"{_NUMBER}%?")
family = _matching(r"[\w\s,'\".+&-]{1,400}")
aspect = _matching(r"(?:defer\s+)?(?:none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max)(?:\s+(?:meet|slice))?)")
link = _matching(_LINK.pattern)
orient = _matching(rf"auto|auto-start-reverse|{_NUMBER}(?:deg)?")
spacing = _matching(rf"normal|{_LENGTH}")
dashes = _matching(rf"none|{_LENGTH}(?:{_SEPARATOR}{_LENGTH})*")
weight = _matching(r"normal|bold|bolder|lighter|\d{1,4}")
origin = _matching(rf"{_NUMBER}(?:px)?{_SEPARATOR}{_NUMBER}(?:px)?")
any_words = _matching(r"[\w .-]{1,60}")


def pixels(value: str) -> float | None:
    """Return a length in pixels; None for a share of something that is not known."""
    found = re.fullmatch(rf"({_NUMBER})(px|pt|pc|mm|cm|in|)", value.strip())
    return float(found[1]) * _PIXELS[found[2]] if found else None


def numbers_of(value: str) -> list[float] | None:
    """Return the numbers of a list."""
    if not numbers(value.strip()):
        return None
    return [float(found) for found in re.findall(_NUMBER, value)]


# --- Colours ---------------------------------------------------------------------------

_PLAIN = frozenset({"none", "inherit", "currentcolor", "context-fill", "context-stroke"})


@lru_cache(maxsize=4096)
def colour(value: str) -> str | None:
    """Return a colour; of one for light and one for dark surroundings, the first."""
    value = re.sub(r"\blight-dark\(([^(),]*|\w+\([^()]*\)),[^;]*\)$", r"\1", value).strip()
    if value.lower() in _PLAIN:
        return value
    if not re.fullmatch(r"[\w#%.,/() +-]{1,100}", value):
        return None
    found = tinycss2.color5.parse_color(value)
    return None if found is None or isinstance(found, str) else value


@lru_cache(maxsize=4096)
def paint(value: str) -> str | None:
    """Return a colour, or a gradient or pattern of the drawing itself."""
    inside = url(value)
    if inside or not value.lower().startswith("url("):
        return inside or colour(value)
    reference, bracket, fallback = value.partition(")")
    inside, after = url(reference + bracket), colour(fallback.strip())
    return f"{inside} {after}" if inside and after else None


def url(value: str) -> str | None:
    """Return a reference to a part of the drawing itself, in its plainest form."""
    found = re.fullmatch(r"url\(\s*(['\"]?)(.*?)\1\s*\)", value.strip(), re.IGNORECASE)
    if value.strip().lower() == "none":
        return "none"
    return f"url({found[2]})" if found and _LINK.fullmatch(found[2]) else None


def leads_out(value: str) -> bool:
    """Whether anything in a value is an address, in any of the ways to write one in CSS."""
    if not any(mark in value for mark in ("(", "\\", ":", "/")):
        return False
    return _leads_out(tinycss2.parse_component_value_list(value))


def _leads_out(tokens: list[tinycss2.ast.Node]) -> bool:
    for token in tokens:
        if token.type == "url" or (token.type == "error" and "url" in token.kind):
            address = getattr(token, "value", "")
        elif token.type == "function" and token.lower_name in ("url", "src", "image", "image-set"):
            address = next((one.value for one in token.arguments if one.type == "string"), "")
        elif token.type == "function":
            if _leads_out(token.arguments):
                return True
            continue
        else:
            continue
        if not address.strip().startswith("#"):
            return True
    return False


# --- Shapes ----------------------------------------------------------------------------

_ARITY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_PIECE = re.compile(rf"([A-Za-z])|({_NUMBER})")
_ARC = re.compile(
    rf"\s*,?\s*({_NUMBER})\s*,?\s*({_NUMBER})\s*,?\s*({_NUMBER})\s*,?\s*([01])\s*,?\s*([01])"
    rf"\s*,?\s*({_NUMBER})\s*,?\s*({_NUMBER})"
)
_TRANSFORMS = {
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewx": (1,),
    "skewy": (1,),
    "matrix": (6,),
}
_NAMES = {"skewx": "skewX", "skewy": "skewY"}
_CALL = re.compile(r"\s*,?\s*([A-Za-z]+)\s*\(([^()]*)\)")


def path(value: str) -> str | None:
    """Return a path's data, if each command has as many numbers as it needs."""
    if not re.fullmatch(r"[MmZzLlHhVvCcSsQqTtAa\d\s,.eE+-]*", value):
        return None
    pieces = re.split(r"([MmZzLlHhVvCcSsQqTtAa])", value)
    if pieces[0].strip():
        return None
    for place in range(1, len(pieces), 2):
        command, rest = pieces[place].lower(), pieces[place + 1].strip()
        if place == 1 and command != "m":
            return None
        if command == "a":
            whole = rest and not _ARC.sub("", rest).strip()
        else:
            count = _count(rest)
            arity = _ARITY[command]
            whole = count == 0 if arity == 0 else count and count % arity == 0
        if not whole:
            return None
    return " ".join(value.split())


def points(value: str) -> str | None:
    """Return pairs of numbers."""
    count = _count(value)
    return " ".join(value.split()) if count is not None and count % 2 == 0 else None


def _count(value: str) -> int | None:
    """Return how many numbers stand there, or None if anything else does."""
    if re.sub(_NUMBER, "", value).strip(" \t\r\n,"):
        return None
    return len(re.findall(_NUMBER, value))


def transform(value: str) -> str | None:
    """Return a list of transforms as attributes have them: without CSS's units."""
    made, place = [], 0
    if value.strip().lower() == "none":
        return ""
    for found in _calls(value):
        place = found.end()
        name = found[1].lower()
        arguments = re.sub(r"(?<=[\d.])(?:px|deg)\b", "", found[2]).strip()
        if name in ("translatex", "translatey", "scalex", "scaley") and number(arguments):
            neutral = "0" if name.startswith("t") else "1"
            pair = (arguments, neutral) if name.endswith("x") else (neutral, arguments)
            name, arguments = name[:-1], " ".join(pair)
        if name not in _TRANSFORMS or _count(arguments) not in _TRANSFORMS[name]:
            return None
        made.append(f"{_NAMES.get(name, name)}({arguments})")
    return None if value[place:].strip() else " ".join(made)


def _calls(value: str) -> Iterator[re.Match[str]]:
    place = 0
    while found := _CALL.match(value, place):
        yield found
        place = found.end()
