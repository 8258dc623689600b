"""The documentation of every rule: a page for each family of codes, in Markdown.

    # LNK: Links                          the family, and what is looked at
    ## LNK-001: A link leads nowhere      a rule: what it finds, why it matters,
                                          how to mend it, and the standard's clause

Reports show these texts beside the issues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAGES = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, or a whole family of them; `text` is Markdown without its heading."""

    code: str
    title: str
    text: str


@cache
def rules() -> dict[str, Rule]:
    """Return every family ("LNK") and every rule ("LNK-001") by its code."""
    found: dict[str, Rule] = {}
    for page in sorted(PAGES.glob("*.md")):
        for part in re.split(r"(?m)^##? ", page.read_text(encoding="utf-8"))[1:]:
            heading, _, text = part.partition("\n")
            code, _, title = heading.partition(": ")
            if code in found:
                raise ValueError(f"{page.name} has {code} twice.")
            found[code] = Rule(code, title.strip(), text.strip())
    return found


def title(code: str) -> str:
    """Return what a code is about, or the code if it has no page."""
    rule = rules().get(code)
    return rule.title if rule else code
