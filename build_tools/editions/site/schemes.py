"""The colours that a reader may choose: light, dark, cream, high contrast.

The brand gives the first two. The others are made from it, so that they hold for any brand: every
pair of `brand.pairings` has its contrast in them too.
"""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.rendering.brand import Brand, Callouts, pairings
from build_tools.rendering.colour import Rgb, contrast, nearest_passing

Tokens = Mapping[str, Rgb]

CREAM = Rgb(0xFF, 0xF1, 0xD2)
"""What white paper turns into."""

ENHANCED_CONTRAST = 7.0
"""WCAG 2.2, 1.4.6."""

_LOOKS = tuple(Callouts.model_fields)
_PAPERS = ("paper", "tint", *_LOOKS)
_BLACK, _WHITE, _YELLOW = Rgb(0, 0, 0), Rgb(255, 255, 255), Rgb(255, 221, 0)


def schemes(brand: Brand) -> dict[str, Tokens]:
    """Return each scheme's colours by token; "light" has all, and is what the others change."""
    named = brand.named()
    light = {name: colour.screen for name, colour in named.items()}
    return {
        "light": light,
        "dark": {name: colour.dark for name, colour in named.items()},
        "cream": _cream(light),
        "contrast": _high_contrast({name: colour.dark for name, colour in named.items()}),
    }


def _cream(light: Tokens) -> Tokens:
    made = dict(light)
    for name in (*_PAPERS, "rule"):
        made[name] = _multiplied(light[name], CREAM)
    return _legible(made)


def _multiplied(colour: Rgb, by: Rgb) -> Rgb:
    """Return a colour as if seen through a filter."""
    pairs = ((colour.red, by.red), (colour.green, by.green), (colour.blue, by.blue))
    return Rgb(*(round(one * other / 255) for one, other in pairs))


def _legible(colours: Tokens) -> Tokens:
    """Move what stands on a ground, as little as it takes, until every pair has its contrast."""
    made = dict(colours)
    for pair in pairings():
        front, ground = made[pair.front], made[pair.ground]
        if contrast(front, ground) < pair.ratio:
            made[pair.front] = nearest_passing(front, ground, pair.ratio) or front
    return made


def _high_contrast(dark: Tokens) -> Tokens:
    grounds = dict.fromkeys((*_PAPERS, "deep", "on-brand"), _BLACK)
    words = ("ink", "muted", "rule", "on-deep", "on-deep-muted")
    fronts = dict.fromkeys((*words, *(f"{look}-edge" for look in _LOOKS)), _WHITE)
    fronts |= dict.fromkeys(("brand", "link", "accent"), _YELLOW)
    others = {
        name: nearest_passing(colour, _BLACK, ENHANCED_CONTRAST) or _WHITE
        for name, colour in dark.items()
        if name not in grounds and name not in fronts
    }
    return {**grounds, **fronts, **others}


def scheme_css(brand: Brand) -> str:
    """Return the schemes as custom properties of the root.

    Without a choice the reader's system says which of light and dark it is. A choice is for the
    screen: paper has the light scheme.
    """
    made = schemes(brand)
    light, dark = made["light"], _declared(made["dark"], "dark")
    rules = "".join(
        f":root[data-colours={name}]{{{_declared(colours, 'light', than=light)}}}\n"
        for name, colours in (("light", light), ("cream", made["cream"]))
    )
    rules += f":root[data-colours=dark]{{{dark}}}\n"
    rules += f":root[data-colours=contrast]{{{_declared(made['contrast'], 'dark')}}}\n"
    return (
        f":root{{{_declared(light)}}}\n@media screen{{\n{rules}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-colours]){{{dark}}}}}\n"
    )


def _declared(colours: Tokens, scheme: str = "", than: Tokens | None = None) -> str:
    """Return declarations of what differs; a logo drawn for light paper gets some in the dark."""
    own = {name: colour for name, colour in colours.items() if not than or than[name] != colour}
    said = "".join(f"--{name}: {colour};" for name, colour in own.items())
    said += f"color-scheme:{scheme};" if scheme else ""
    return said + ("--plate:#fff;" if scheme == "dark" else "")
