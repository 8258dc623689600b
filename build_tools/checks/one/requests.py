"""What a browser would load or run by itself, as it reads a page (HTML, 2.4.2 and 8.1)."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import lxml.etree
import tinycss2

Spot = tuple[int, str]
"""A line, and what stands there."""

_LOADS = frozenset(
    {"applet", "audio", "base", "embed", "fencedframe", "frame", "frameset", "iframe", "image"}
    | {"input", "object", "portal", "source", "track", "use", "video", "feimage", "template"}
)
"""Elements that the page has none of, for each can load something."""
_ADDRESSES = frozenset(
    {"action", "archive", "background", "cite", "classid", "code", "codebase", "data", "formaction"}
    | {"imagesrcset", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile", "srcset"}
    | {"attributionsrc", "xlink:href"}
)
"""Attributes that hold addresses, besides `href` and `src`."""
_HARMLESS = ("", "content-security-policy")
"""What a `meta` element may stand for (HTML, 4.2.5.3): a refresh loads a page."""
_RUNS = re.compile(r"\s*(javascript|vbscript|data)\s*:", re.IGNORECASE)
_FONT = re.compile(r"data:font/woff2;base64,([A-Za-z0-9+/]+=*)")
_WOFF2 = b"wOF2"
SHOWN = 80


def requests(root: Any) -> Iterator[Spot]:  # noqa: ANN401  (lxml's element; its stubs know no line)
    """Iterate over what would be loaded."""
    for element in root.iter(lxml.etree.Element):
        tag, line = _name(element), element.sourceline or 0
        if tag in _LOADS:
            yield line, f"<{tag}>"
        if tag == "meta" and element.get("http-equiv", "").lower() not in _HARMLESS:
            yield line, f"<meta http-equiv={element.get('http-equiv')}>"
        if tag == "link" and element.get("rel") != "icon":
            yield line, f"<link rel={element.get('rel')}>"
        for name, value in element.attrib.items():
            attribute = str(name).replace("{http://www.w3.org/1999/xlink}", "xlink:").lower()
            leads = (tag, attribute) == ("a", "href")
            is_outside = attribute in ("href", "src") and not leads and not _is_inside(value)
            if is_outside or attribute in _ADDRESSES:
                yield line, f"{attribute} '{value[:SHOWN]}'"
            elif attribute == "style":
                yield from ((line, what) for what in _styled(value))
        if tag == "style":
            yield from ((line, what) for what in _styled(element.text or ""))


def scripts(root: Any) -> Iterator[Spot]:  # noqa: ANN401
    """Iterate over what would be run."""
    for element in root.iter(lxml.etree.Element):
        tag, line = _name(element), element.sourceline or 0
        if tag == "script":
            yield line, "<script>"
        for name, value in element.attrib.items():
            attribute = str(name).lower()
            leads = tag == "a" and attribute.endswith("href")
            is_run = attribute.startswith("on") or attribute == "srcdoc"
            if is_run or (leads and _RUNS.match(value)):
                yield line, f"{attribute} '{value[:SHOWN]}'"


def faces(root: Any) -> list[bytes]:  # noqa: ANN401
    """Return the fonts that lie in the page."""
    css = "".join(element.text or "" for element in root.iter("style"))
    found = [b64decode(found[1]) for found in _FONT.finditer(css)]
    return [font for font in found if font.startswith(_WOFF2)]


def _name(element: Any) -> str:  # noqa: ANN401
    return str(lxml.etree.QName(element).localname).lower()


def _is_inside(address: str) -> bool:
    return address.lower().startswith(("data:", "#"))


def _styled(css: str) -> Iterator[str]:
    """Iterate over what a style sheet would load, by its tokens (CSS Syntax 3)."""
    tokens = tinycss2.parse_component_value_list(css, skip_comments=True)
    for token in _all(tokens):
        if token.type == "url" and not _is_inside(token.value):
            yield f"url({token.value[:SHOWN]})"
        elif token.type == "at-keyword" and token.lower_value == "import":
            yield "@import"
        elif token.type == "function" and token.lower_name in ("url", "src"):
            said = [one.value for one in token.arguments if one.type == "string"]
            if not said or not all(map(_is_inside, said)):
                yield f"{token.lower_name}({', '.join(said)[:SHOWN]})"
        elif token.type == "function" and token.lower_name in (
            "image",
            "image-set",
            "-webkit-image-set",
        ):
            yield f"{token.lower_name}()"


def _all(tokens: Any) -> Iterator[Any]:  # noqa: ANN401
    for token in tokens:
        yield token
        inner = getattr(token, "content", None) or getattr(token, "arguments", None)
        if isinstance(inner, list):
            yield from _all(inner)
