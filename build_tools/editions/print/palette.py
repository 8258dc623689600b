"""The brand on paper: no colour with more ink than the paper holds, no pair that can't be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from build_tools.editions.print.profile import Profile, to_screen
from build_tools.issues import Issue
from build_tools.writing.brand import Brand, pairings, where_in_file
from build_tools.writing.colour import Cmyk, Rgb, contrast
from build_tools.writing.settings import read_settings


def brand_issues(brand: Brand, profile: Profile, themes: Path) -> Iterator[Issue]:
    """Iterate over what is wrong with the brand's inks on this paper.

    PRN-003: too much ink. PRN-004: contrast, as the profile shows the inks on white paper.
    """
    located = read_settings(themes / "brand.yml", Brand, "BRAND")[1]
    seen = {}
    for name, colour in brand.named().items():
        seen[name] = on_paper(colour.inks, profile)
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


def on_paper(inks: Cmyk, profile: Profile) -> Rgb:
    """Return how inks look in sRGB, the paper being white."""
    values = tuple(round(part * 2.55) for part in inks.parts)
    shown = to_screen(profile.data, Image.new("CMYK", (1, 1), values)).tobytes()
    return Rgb(*shown[:3])
