"""Markup without what HTML lets one leave out: it is a tenth of the page.

No words change, and what a browser makes of it is the same.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<[^>]+>")
_QUOTED = re.compile(r'( [\w-]+=)"([\w#:.-]+)"(?=[ >])')
"""An attribute whose value needs no quotes (HTML, 13.1.2.3); before `/>` it would."""
_END = re.compile(r"</(?:dd|dt|li|td|th|tr)>")
"""Ends of elements that end where the next one begins, or what holds them (HTML, 13.1.2.4)."""


def compact(markup: str) -> str:
    """Return markup in which `<` and `>` stand for tags alone, in fewer bytes."""
    return _TAG.sub(lambda tag: _QUOTED.sub(r"\1\2", tag[0]), _END.sub("", markup))
