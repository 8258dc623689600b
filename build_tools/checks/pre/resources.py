"""What the pages may paint with, whether they do or not: spaces, images, gradients, groups, fonts.

PDF's resources (ISO 32000-1, 7.8.3) are followed through forms, patterns and soft masks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Object, Stream

from build_tools.checks.pre.colour import groups_space, rule_against, space_name
from build_tools.checks.pre.rules import Fault

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(slots=True)
class Resources:
    """The faults of all resources, and each font by its name with whether it is embedded."""

    faults: list[Fault] = field(default_factory=list)
    fonts: dict[str, bool] = field(default_factory=dict)
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def look_at(self, page: pikepdf.Page, number: int) -> None:
        """Follow all that a page refers to; what an earlier page had is not told again."""
        self._group(page.obj, number)
        self._look(page.obj.get("/Resources"), number)

    def _new(self, found: Object) -> bool:
        """Whether an object was not met before; one that stands in another always counts."""
        new = found.objgen == (0, 0) or found.objgen not in self._seen
        self._seen.add(found.objgen)
        return new

    def _look(self, resources: Object | None, page: int) -> None:
        if not isinstance(resources, Dictionary) or not self._new(resources):
            return
        for name, space in _entries(resources, "/ColorSpace"):
            self._space(space_name(space, resources), f"Colour space '{name}'", page)
        for name, shading in _entries(resources, "/Shading"):
            self._gradient(shading, name, resources, page)
        for name, pattern in _entries(resources, "/Pattern"):
            if "/Shading" in pattern:
                self._gradient(pattern.Shading, name, resources, page)
            self._look(pattern.get("/Resources"), page)
        for name, drawn in _entries(resources, "/XObject"):
            self._drawn(drawn, name, resources, page)
        for _, state in _entries(resources, "/ExtGState"):
            mask = state.get("/SMask")
            if isinstance(mask, Dictionary) and "/G" in mask:
                self._drawn(mask.G, "a mask", resources, page)
        for _, font in _entries(resources, "/Font"):
            self._font(font, page)

    def _drawn(self, drawn: Object, name: str, resources: Object, page: int) -> None:
        if not self._new(drawn):
            return
        if drawn.get("/Subtype") == "/Image":
            if not drawn.get("/ImageMask", False):
                space = space_name(drawn.get("/ColorSpace"), resources)
                self._space(space, f"Picture '{name}'", page)
            return
        self._group(drawn, page)
        self._look(drawn.get("/Resources"), page)

    def _group(self, found: Object, page: int) -> None:
        space = groups_space(found, found.get("/Resources"))
        if space not in ("", "DeviceCMYK"):
            problem = f"Something is blended in {space} before it is printed."
            self.faults.append(Fault("PRE-015", problem, page))

    def _gradient(self, shading: Object, name: str, resources: Object, page: int) -> None:
        space = space_name(shading.get("/ColorSpace"), resources)
        self._space(space, f"Gradient '{name}'", page)

    def _space(self, space: str, what: str, page: int) -> None:
        if code := rule_against(space):
            self.faults.append(Fault(code, f"{what} is in {space}; the press has CMYK.", page))

    def _font(self, font: Object, page: int) -> None:
        if not self._new(font):
            return
        if font.get("/Subtype") == "/Type3":
            self._look(font.get("/Resources"), page)
            return
        for part in font.get("/DescendantFonts", pikepdf.Array([font])):
            face = str(part.get("/BaseFont", "a font without a name")).removeprefix("/")
            name = face.partition("+")[2] or face
            descriptor = part.get("/FontDescriptor", Dictionary())
            embedded = any(isinstance(descriptor.get(key), Stream) for key in _FONT_FILES)
            self.fonts[name] = embedded and self.fonts.get(name, True)


def _entries(resources: Object, kind: str) -> Iterator[tuple[str, Object]]:
    found = resources.get(kind)
    if isinstance(found, Dictionary):
        for name, value in found.items():
            yield name.removeprefix("/"), value
