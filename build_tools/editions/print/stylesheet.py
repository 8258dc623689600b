"""Page geometry as CSS, laid over `themes/paged/`: mirrored margins, bleed, cover to the edge."""

from __future__ import annotations

from build_tools.editions.print.settings import NUMBERS_WIDTH, PageSettings

_NUMBER = "content: counter(page); font: 700 12pt/15pt Text; color: var(--{colour})"
_TITLE = "content: string(publication); font: 400 12pt/15pt Text; color: var(--{colour})"


def page_css(page: PageSettings) -> str:
    """Return the style sheet of the printed page. Page 1 is a right-hand page."""
    width, height = page.size
    bleed = page.bleed
    inner, outer = page.inner_margin, page.outer_margin
    left, right = _margins(page, outer, inner), _margins(page, inner, outer)
    return (
        f"@page {{ size: {width:g}mm {height:g}mm; bleed: {bleed:g}mm; marks: none }}\n"
        f"@page :left {{ {left}; {_foot('muted', 'ink')} }}\n"
        f"@page :right {{ {right} }}\n"
        f"@page opener:left {{ {left}; {_foot('on-deep-muted', 'on-deep')} }}\n"
        f"@page opener:right {{ {right} }}\n"
        "@page cover { margin: 0 }\n"
        "@page cover:left { @bottom-left { content: none } @bottom-right { content: none } }\n"
        f".cover {{ height: {height:g}mm }}\n"
        # The last page is the back cover, wherever the blanks before it put it.
        f"@page colophon {{ {_margins(page, page.outer_margin, page.outer_margin)};"
        " background: var(--deep); @bottom-left { content: none }"
        " @bottom-right { content: none } }\n"
        "@page colophon:left { @bottom-left { content: none } @bottom-right { content: none } }\n"
        ".colophon, .colophon :is(h2, p, a, dt, dd) { color: var(--on-deep) }\n"
        # On paper nothing can be followed, so nothing looks as if it could.
        "a { text-decoration: none }\n"
        "a.internal::after { color: var(--muted) }\n"
    )


def _margins(page: PageSettings, left: float, right: float) -> str:
    return (
        f"margin: {page.top_margin:g}mm {right:g}mm {page.bottom_margin:g}mm "
        f"{left + NUMBERS_WIDTH:g}mm"
    )


def _foot(title: str, number: str) -> str:
    """Return the foot of a left-hand page: the number at the outer edge."""
    return (
        f"@bottom-left {{ {_NUMBER.format(colour=number)} }} "
        f"@bottom-right {{ {_TITLE.format(colour=title)} }}"
    )
