"""Charts and pictures whose words are as large as the text.

    chart                   ──▶ drawn so narrow that its words are large; bars in parts, if tall
    picture without words   ──▶ as it is
    picture with small ones ──▶ the words enlarged, where there is room for all of them;
                                else numbers in their places, and a key below

A picture keeps its size: it is as wide as the text already.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.editions.large_print.sizes import TEXT_WIDTH, Measure
from build_tools.editions.large_print.words import NotPlain, units, with_larger_words
from build_tools.issues import Issue, IssuesFound, Report, SourceSpan
from build_tools.publication import Publication
from build_tools.publication.blocks import Chart, Figure, Picture
from build_tools.rendering.chart import TEXT, Palette, draw_in_parts
from build_tools.rendering.paged import Drawing

REMEDY = (
    "Place its words with x, y and font-size alone, one <text> a line, and don't turn them "
    "or a group around them. Then they can be enlarged."
)


class LargeDrawings:
    """Draws for a type size."""

    def __init__(self, measure: Measure, palette: Palette) -> None:
        self._measure, self._palette = measure, palette
        self._made: dict[str, Drawing] = {}

    def prepare(self, publication: Publication) -> None:
        """Enlarge every picture; raise `IssuesFound` (LPE-003) for those where it can't be done."""
        report = Report()
        report.extend(self.refused(publication))
        if report.failed:
            raise IssuesFound(report)

    def refused(self, publication: Publication) -> Iterator[Issue]:
        """Enlarge every picture; iterate over those where it can't be done (LPE-003)."""
        for section in publication.sections:
            for node in section.nodes():
                if isinstance(node, Figure) and node.picture.path not in self._made:
                    try:
                        self._made[node.picture.path] = self._picture(node.picture)
                    except NotPlain as error:
                        self._made[node.picture.path] = Drawing("image/svg+xml", b"")
                        problem = f"The drawing has small words in it, and {error}."
                        span = SourceSpan(node.picture.span.path, error.line)
                        yield Issue("LPE-003", span, problem, REMEDY)

    def draw(self, node: Figure | Chart) -> Drawing:
        """Return a figure's or chart's drawing."""
        if isinstance(node, Figure):
            return self._made[node.picture.path]
        measure = self._measure
        tallest = measure.drawing_height * measure.chart_width / TEXT_WIDTH
        drawn = draw_in_parts(node, self._palette, measure.chart_width, TEXT, tallest)
        first, *more = (Drawing("image/svg+xml", svg.encode()) for svg in drawn)
        return Drawing(first.media_type, first.data, tuple(more))

    def _picture(self, picture: Picture) -> Drawing:
        if picture.media_type != "image/svg+xml":
            return Drawing(picture.media_type, picture.data)
        width, height = units(picture.data)
        scale = min(TEXT_WIDTH / width, self._measure.drawing_height / height)
        data, key = with_larger_words(picture.data, self._measure.size / scale)
        return Drawing("image/svg+xml", data, key=key)
