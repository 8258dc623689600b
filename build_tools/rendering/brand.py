"""The brand, from `themes/brand.yml`: colours for screen and press, type, logo.

Every pair of colours that ever stand on each other is listed in `pairings`, and is checked
when the file is read: what this module hands out is legible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from build_tools.issues import Issue, IssuesFound, Report, SourceSpan
from build_tools.publication.blocks import CalloutKind
from build_tools.publication.records import Line, Record
from build_tools.reading.pictures import read_picture
from build_tools.rendering.colour import (
    GRAPHICS_CONTRAST,
    TEXT_CONTRAST,
    Cmyk,
    Rgb,
    contrast,
    nearest_passing,
)
from build_tools.rendering.settings import Form, Located, read_settings

Kind = Literal["screen", "dark", "cmyk"]
"""A colour's three forms: light page, dark page, paper."""

Pattern = Literal["solid", "diagonal", "dots", "horizontal", "crossed", "vertical"]

BRAND = "brand.yml"

CATEGORIES = 6
"""So many has a brand; a seventh entry has the first's colour again."""

Screen = Annotated[Rgb, BeforeValidator(lambda text: Rgb.parse(str(text))), PlainSerializer(str)]

Percent = Annotated[float, Field(ge=0, le=100)]

CALLOUT_LOOKS: dict[CalloutKind, str] = {
    "note": "note",
    "notice": "note",
    "tip": "tip",
    "important": "important",
    "commitment": "important",
    "warning": "warning",
    "caution": "warning",
    "illustrative": "example",
    "taster": "example",
}
"""Kind of callout → which of the brand's callout colours it has."""


class Colour(Record):
    """A colour in its three forms."""

    screen: Screen
    dark: Screen
    cmyk: tuple[Percent, Percent, Percent, Percent]

    @property
    def inks(self) -> Cmyk:
        """The colour on paper."""
        return Cmyk(*self.cmyk)

    def css(self, kind: Kind) -> str:
        """Return the colour as CSS: `#RRGGBB` or `device-cmyk(…)`."""
        return str(self.inks if kind == "cmyk" else getattr(self, kind))


class Colours(Record):
    """The colours by use. `on-brand` stands on `brand`, and so on."""

    paper: Colour
    ink: Colour
    muted: Colour
    rule: Colour
    tint: Colour
    brand: Colour
    on_brand: Colour
    deep: Colour
    on_deep: Colour
    on_deep_muted: Colour
    accent: Colour
    link: Colour
    visited: Colour
    focus: Colour


class CalloutColours(Record):
    """A callout's ground and the edge beside it."""

    ground: Colour
    edge: Colour


class Callouts(Record):
    """The five looks of callouts; `CALLOUT_LOOKS` says which kind has which."""

    note: CalloutColours
    tip: CalloutColours
    important: CalloutColours
    warning: CalloutColours
    example: CalloutColours


class Category(Colour):
    """A colour that stands for one thing, with the pattern that says the same."""

    name: Line
    pattern: Pattern


class Face(Record):
    """A typeface: its family's name and the Python package with its files."""

    family: Line
    package: Annotated[
        str, Form(r"fontpkg-[a-z0-9-]+", "the name of a package: fontpkg-source-sans-3")
    ]

    @property
    def files(self) -> tuple[Path, ...]:
        """The font files of the family, sorted; empty when the package is not installed."""
        return _font_files(self.package)


class Type(Record):
    """The faces: `text` for reading, `display` for titles."""

    text: Face
    display: Face


class Brand(Record):
    """The whole of `brand.yml`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: Line
    logo: Annotated[
        str,
        Form(r"[A-Za-z0-9][A-Za-z0-9._-]*\.svg", "the name of an SVG: save the logo as logo.svg"),
    ]
    """An SVG file beside `brand.yml`."""
    type: Type
    colours: Colours
    callouts: Callouts
    categories: tuple[Category, ...]

    @model_validator(mode="after")
    def _distinct(self) -> Brand:
        if len(self.categories) != CATEGORIES:
            raise ValueError(f"there are {len(self.categories)} categories, not {CATEGORIES}")
        if len({category.pattern for category in self.categories}) < len(self.categories):
            raise ValueError("two categories have the same pattern")
        return self

    def named(self) -> dict[str, Colour]:
        """Return every colour by its token: `ink`, `note-edge`, `category-1` and so on."""
        found: dict[str, Colour] = {}
        for name in Colours.model_fields:
            found[name.replace("_", "-")] = getattr(self.colours, name)
        for name in Callouts.model_fields:
            callout: CalloutColours = getattr(self.callouts, name)
            found |= {name: callout.ground, f"{name}-edge": callout.edge}
        for number, category in enumerate(self.categories, start=1):
            found[f"category-{number}"] = category
        return found

    def tokens(self, kind: Kind) -> dict[str, str]:
        """Return token → CSS colour, in one form."""
        return {name: colour.css(kind) for name, colour in self.named().items()}

    def css(self, kind: Kind) -> str:
        """Return the tokens as custom properties, one a line: `--ink: #1C2230;`."""
        return "".join(f"--{name}: {value};\n" for name, value in self.tokens(kind).items())


def callout_css() -> str:
    """Return rules that give each kind of callout its colours, as `--ground` and `--edge`."""
    return "".join(
        f".callout-{kind}{{--ground:var(--{look});--edge:var(--{look}-edge)}}\n"
        for kind, look in CALLOUT_LOOKS.items()
    )


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two tokens that stand on each other, and the contrast that they need."""

    front: str
    ground: str
    ratio: float
    use: str


def pairings() -> Iterator[Pairing]:
    """Iterate over all pairs of tokens that editions put on each other."""
    looks = tuple(Callouts.model_fields)
    for ground in ("paper", "tint", *looks):
        for front in ("ink", "muted", "brand", "link", "visited"):
            yield Pairing(front, ground, TEXT_CONTRAST, "text")
    for front, ground in (
        ("on-brand", "brand"),
        ("on-deep", "deep"),
        ("on-deep-muted", "deep"),
    ):
        yield Pairing(front, ground, TEXT_CONTRAST, "text")
    for ground in ("paper", "tint", *looks):
        yield Pairing("focus", ground, GRAPHICS_CONTRAST, "outline")
    yield Pairing("accent", "deep", GRAPHICS_CONTRAST, "graphics")
    for look in looks:
        yield Pairing(f"{look}-edge", look, GRAPHICS_CONTRAST, "graphics")
    for number in range(1, CATEGORIES + 1):
        yield Pairing(f"category-{number}", "paper", GRAPHICS_CONTRAST, "graphics")


def read_brand(themes: Path) -> Brand:
    """Read `brand.yml`; raise `IssuesFound` when it is wrong or not legible.

    BRAND-001: no such file, or not YAML. BRAND-002: a key or value. BRAND-003: contrast.
    BRAND-004: the logo. BRAND-005: a typeface.
    """
    brand, located = read_settings(themes / BRAND, Brand, "BRAND")
    report = Report()
    for kind in ("screen", "dark"):
        report.extend(_contrast_issues(brand, kind, located))
    report.extend(_logo_issues(brand, themes, located))
    report.extend(_face_issues(brand, located))
    if report.failed:
        raise IssuesFound(report)
    return brand


def _contrast_issues(
    brand: Brand, kind: Literal["screen", "dark"], located: Located
) -> Iterator[Issue]:
    """Iterate over the colours that fail, each on the ground on which it is least legible."""
    colours = {name: getattr(colour, kind) for name, colour in brand.named().items()}
    worst: dict[str, tuple[float, Pairing]] = {}
    for pair in pairings():
        found = contrast(colours[pair.front], colours[pair.ground])
        if found < min(pair.ratio, worst[pair.front][0] if pair.front in worst else pair.ratio):
            worst[pair.front] = (found, pair)
    for found, pair in worst.values():
        front, ground = colours[pair.front], colours[pair.ground]
        better = nearest_passing(front, ground, pair.ratio)
        yield Issue(
            "BRAND-003",
            located.span((*where_in_file(pair.front), kind)),
            f"{pair.use.capitalize()} '{pair.front}' {front} on '{pair.ground}' {ground} has "
            f"contrast {found:.2f} ({kind}); it needs {pair.ratio:g}.",
            f"The nearest colour that passes: {better}."
            if better
            else f"No colour passes on this ground: change '{pair.ground}'.",
        )


def where_in_file(token: str) -> tuple[str | int, ...]:
    """Return where a token's colour stands in the file."""
    if number := re.fullmatch(r"category-(\d)", token):
        return ("categories", int(number[1]) - 1)
    look = token.removesuffix("-edge")
    if look in Callouts.model_fields:
        return ("callouts", look, "ground" if look == token else "edge")
    return ("colours", token)


def _logo_issues(brand: Brand, themes: Path, located: Located) -> Iterator[Issue]:
    logo = themes / brand.logo
    # Over Tandem's own look, a brand has its own logo: not ours, which has the same name.
    beside = (themes / BRAND).resolve().parent / brand.logo
    if logo.is_file() and beside.is_file():
        report = Report()
        read_picture(brand.logo, logo.read_bytes(), SourceSpan(f"themes/{brand.logo}"), report)
        yield from report
    else:
        yield Issue(
            "BRAND-004",
            located.span(("logo",)),
            f"There is no file '{brand.logo}' beside brand.yml.",
            "Put an SVG there.",
        )


def _face_issues(brand: Brand, located: Located) -> Iterator[Issue]:
    for use, face in (("text", brand.type.text), ("display", brand.type.display)):
        if not face.files:
            yield Issue(
                "BRAND-005",
                located.span(("type", use, "package")),
                f"The typeface package '{face.package}' is not installed.",
                "Name it in pyproject.toml, run `make lock`, then `make build`.",
            )
        elif face.family not in families(face.package):
            names = ", ".join(sorted(families(face.package)))
            yield Issue(
                "BRAND-005",
                located.span(("type", use, "family")),
                f"'{face.package}' has no family '{face.family}'.",
                f"It has: {names}.",
            )


@cache
def _font_files(package: str) -> tuple[Path, ...]:
    found = find_spec(package.replace("-", "_"))
    places = found.submodule_search_locations if found else None
    if not places:
        return ()
    return tuple(sorted(path for place in places for path in Path(place).rglob("*.[to]tf")))


@cache
def families(package: str) -> frozenset[str]:
    """Return the names of the families whose files a package carries."""
    from fontTools.ttLib import TTFont

    names = set()
    for path in _font_files(package):
        with TTFont(path, lazy=True) as font:
            names |= {str(font["name"].getDebugName(number)) for number in (1, 16)}
    return frozenset(names - {"None"})
