"""What a chart is drawn with."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.rendering.brand import Brand, Kind, Pattern


@dataclass(frozen=True, slots=True)
class Palette:
    """CSS colours, a colour and pattern for each series, and the typeface's family."""

    paper: str
    ink: str
    muted: str
    rule: str
    series: tuple[tuple[str, Pattern], ...]
    font_family: str = "sans-serif"


def named_palette(brand: Brand) -> Palette:
    """Return a palette of names: a style sheet gives each its colour, light or dark."""
    return Palette(
        paper="var(--paper)",
        ink="var(--ink)",
        muted="var(--muted)",
        rule="var(--rule)",
        series=tuple(
            (f"var(--category-{number})", category.pattern)
            for number, category in enumerate(brand.categories, start=1)
        ),
        font_family="inherit",
    )


def palette_of(brand: Brand, kind: Kind) -> Palette:
    """Return the brand's palette for screens, dark screens or the press."""
    tokens = brand.tokens(kind)
    return Palette(
        paper=tokens["paper"],
        ink=tokens["ink"],
        muted=tokens["muted"],
        rule=tokens["rule"],
        series=tuple((category.css(kind), category.pattern) for category in brand.categories),
        font_family=f"{brand.type.text.family}, sans-serif",
    )
