"""The colours that readers may choose are legible, whatever the brand."""

from __future__ import annotations

import pytest

from build_tools.editions.site.schemes import ENHANCED_CONTRAST, scheme_css, schemes
from build_tools.rendering.brand import Colour, pairings, read_brand
from build_tools.rendering.colour import TEXT_CONTRAST, Rgb, contrast
from tests.editions.site.conftest import THEMES

OURS = read_brand(THEMES)


def pale():
    """A brand whose greys and links only just stand out from its white paper."""
    white = Colour(screen="#FFFFFF", dark="#000000", cmyk=(0, 0, 0, 0))
    grey = Colour(screen="#767676", dark="#949494", cmyk=(0, 0, 0, 60))
    changed = {"paper": white, "tint": white, "muted": grey, "link": grey, "focus": grey}
    return OURS.model_copy(update={"colours": OURS.colours.model_copy(update=changed)})


@pytest.mark.parametrize("brand", [OURS, pale()], ids=["ours", "pale"])
@pytest.mark.parametrize("name", ["light", "dark", "cream", "contrast"])
def test_every_pair_of_colours_has_its_contrast(brand, name):
    colours = schemes(brand)[name]
    assert colours.keys() == brand.named().keys()
    for pair in pairings():
        if brand is not OURS and pair.ground not in ("paper", "tint") and name != "contrast":
            continue  # of this brand only papers were changed
        wanted = pair.ratio
        if name == "contrast" and wanted == TEXT_CONTRAST:
            wanted = ENHANCED_CONTRAST
        found = contrast(colours[pair.front], colours[pair.ground])
        assert found >= wanted, (pair, found)


def test_cream_is_warm_and_still_the_brand_s():
    cream, light = schemes(OURS)["cream"], schemes(OURS)["light"]
    paper = cream["paper"]
    assert paper.red > paper.green > paper.blue
    assert {name for name in light if cream[name] == light[name]} > {"ink", "deep", "accent"}


def test_high_contrast_is_black_with_white_words():
    made = schemes(pale())["contrast"]
    assert (made["paper"], made["ink"]) == (Rgb(0, 0, 0), Rgb(255, 255, 255))


def test_no_choice_follows_the_system_and_paper_follows_neither():
    css = scheme_css(OURS)
    before, _, screens = css.partition("@media screen{")
    assert before.startswith(":root{--paper: #FFFDF8;")
    assert "data-colours" not in before
    chosen, _, system = screens.partition("@media screen and (prefers-color-scheme:dark)")
    assert [f"[data-colours={name}]" in chosen for name in ("light", "dark", "cream", "contrast")]
    assert system.startswith("{:root:not([data-colours]){--paper: #171B22;")
