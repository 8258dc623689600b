"""What the page forbids: its Content-Security-Policy lets through its own style sheet and data."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any


def policy_fault(root: Any) -> str:  # noqa: ANN401  (lxml's element)
    """Return what is wrong with the page's policy; empty: nothing."""
    styles = [element.text or "" for element in root.iter("style")]
    metas = [
        element
        for element in root.iterfind("./head/meta")
        if element.get("http-equiv", "").lower() == "content-security-policy"
    ]
    if len(metas) != 1:
        return f"It has {len(metas)} policies and should have one."
    before = {element.tag for element in metas[0].itersiblings(preceding=True)}
    if before & {"link", "style"}:
        return "Its policy comes after what it is for."
    digests = {_digest(style) for style in styles}
    wanted = {
        "default-src": {"'none'"},
        "style-src": digests,
        "font-src": {"data:"},
        "img-src": {"data:"},
        "base-uri": {"'none'"},
        "form-action": {"'none'"},
    }
    found = _directives(metas[0].get("content", ""))
    for name in dict.fromkeys((*wanted, *found)):
        has, should = found.get(name), wanted.get(name)
        if has != should:
            return f"Its policy says of {name}: {_words(has)}; it should say: {_words(should)}."
    return ""


def _directives(policy: str) -> dict[str, set[str]]:
    """Return directives by name; of two with one name the first holds (CSP 3, 2.2.1)."""
    found: dict[str, set[str]] = {}
    for directive in policy.split(";"):
        name, *values = directive.split() or [""]
        if name:
            found.setdefault(name.lower(), set(values))
    return found


def _digest(style: str) -> str:
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def _words(sources: set[str] | None) -> str:
    return " ".join(sorted(sources)) if sources else "nothing"
