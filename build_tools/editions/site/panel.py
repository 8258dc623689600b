"""What an editor sees in the browser while the content has faults: over the last good page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from build_tools.issues import Issue

_STYLE = """
#tandem-faults{position:fixed;z-index:2147483647;inset:auto 0 0;max-height:60vh;overflow:auto;
padding:1rem 1.5rem;border-top:.4rem solid #b00020;background:#fff;color:#1c1c1c;
font:1rem/1.5 system-ui,sans-serif;text-align:start}
#tandem-faults h1,#tandem-faults h2{margin:0 0 .25rem;font:700 1rem/1.5 system-ui,sans-serif;
color:#1c1c1c}
#tandem-faults h1{font-size:1.25rem;color:#b00020}
#tandem-faults p{margin:0 0 .25rem;max-width:70ch;white-space:pre-line}
#tandem-faults ol{margin:.75rem 0 0;padding:0 0 0 1.5rem}
#tandem-faults li{margin:0 0 .75rem}
#tandem-faults:focus-visible{outline:3px solid #1c1c1c;outline-offset:-3px}
@media print{#tandem-faults{display:none}}
"""
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)


def panel(issues: Sequence[Issue], fault: str = "", *, of_page: bool = True) -> str:
    """Return a region that names every fault; `fault` is one of Tandem's own.

    `of_page` says that there is a page behind it, from before the fault.
    """
    count = len(issues) + bool(fault)
    head = "One fault" if count == 1 else f"{count} faults"
    behind = "The page behind this is the last one without." if of_page else "There is no page yet."
    items = [_item(issue) for issue in issues]
    if fault:
        items.append(
            f"<li><h2>A fault in Tandem</h2><p>{escape(fault)}</p>"
            "<p>The terminal has the lines to report. Save again to go on.</p></li>"
        )
    return (
        f"<style>{_STYLE}</style>"
        '<section id="tandem-faults" role="alert" aria-labelledby="tandem-faults-head" lang="en" '
        f'dir="ltr" tabindex="0"><h1 id="tandem-faults-head">{head}</h1>'
        f"<p>{behind} It is shown anew when you save.</p><ol>{''.join(items)}</ol></section>"
    )


def _item(issue: Issue) -> str:
    place = f"{issue.span} {issue.place}".rstrip()
    return (
        f"<li><h2><code>{escape(place)}</code>: {issue.severity.value} {escape(issue.code)}</h2>"
        f"<p>{escape(issue.problem)}</p><p>{escape(issue.remedy)}</p></li>"
    )


def over(page: bytes, region: str) -> bytes:
    """Return a page with the region at the beginning of its body, where it is read first."""
    body = _BODY.search(page)
    at = body.end() if body else 0
    return page[:at] + region.encode() + page[at:]


def alone(region: str) -> bytes:
    """Return a page of the region only."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Faults: Tandem</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f"<body>{region}</body></html>"
    ).encode()
