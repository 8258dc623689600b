"""The brand on paper: no colour with more ink than the paper holds, no pair that can't be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

from build_tools.editions.print.profile import Profile, to_screen
from build_tools.issues import Issue
from build_tools.rendering.brand import Brand, pairings, where_in_file
from build_tools.rendering.colour import Cmyk, Rgb, contrast
from build_tools.rendering.settings import read_settings


def brand_issues(brand: Brand, profile: Profile, themes: Path) -> Iterator[Issue]:
    """Iterate over what is wrong with the brand's inks on this paper.

    PRN-003: too much ink. PRN-004: contrast, as the profile shows the inks on white paper.
    """
    located = read_settings(themes / "brand.yml", Brand, "BRAND")[1]
    named = brand.named()
    seen = dict(
        zip(named, on_paper([found.inks for found in named.values()], profile), strict=True)
    )
    for name, colour in named.items():
        if colour.inks.total_ink > profile.total_ink:
            yield Issue(
                "PRN-003",
                located.span((*where_in_file(name), "cmyk")),
                f"'{name}' has {colour.inks.total_ink:g} % ink; the paper holds "
                f"{profile.total_ink:g} %.",
                "Take cyan, magenta and yellow back, and black up.",
            )
    for pair in pairings():
        found = contrast(seen[pair.front], seen[pair.ground])
        if found < pair.ratio:
            yield Issue(
                "PRN-004",
                located.span((*where_in_file(pair.front), "cmyk")),
                f"{pair.use.capitalize()} '{pair.front}' on '{pair.ground}' has contrast "
                f"{found:.2f} in print; it needs {pair.ratio:g}.",
                "Give one more black ink, or the other less.",
            )


def on_paper(colours: Sequence[Cmyk], profile: Profile) -> list[Rgb]:
    """Return how inks look in sRGB, the paper being white."""
    inks = bytes(round(part * 2.55) for colour in colours for part in colour.parts)
    shown = to_screen(profile.data, Image.frombytes("CMYK", (len(colours), 1), inks)).tobytes()
    return [Rgb(*shown[at : at + 3]) for at in range(0, len(shown), 3)]
