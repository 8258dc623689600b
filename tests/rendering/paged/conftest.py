from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.publication import Part, Publication, Section
from build_tools.publication.blocks import Chart, Figure
from build_tools.rendering.brand import read_brand
from build_tools.rendering.paged import Drawing, Look, lay_out
from tests import builders as b
from tests.rendering.paged.tagged import Tagged

THEMES = Path(__file__).parents[3] / "themes"


def draw(node: Figure | Chart) -> Drawing:
    if isinstance(node, Figure):
        return Drawing(node.picture.media_type, node.picture.data)
    return Drawing("image/svg+xml", b.SVG)


@pytest.fixture(scope="session")
def look() -> Look:
    return Look(colours=read_brand(THEMES).tokens("screen"), draw=draw, form="pdf")


@pytest.fixture
def typeset(tmp_path: Path, look: Look) -> Callable[..., Tagged]:
    """Lay out a publication (or its parts or sections), write it, read it back."""

    def run(*content: Publication | Part | Section, look: Look = look, **record) -> Tagged:
        first = content[0]
        whole = first if isinstance(first, Publication) else b.publication(*content, **record)
        path = tmp_path / "made.pdf"
        lay_out(whole, THEMES, look).write(path, variant="pdf/ua-1")
        return Tagged(path)

    return run
