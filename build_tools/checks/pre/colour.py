"""Colour spaces by name, and how much ink a colour is.

ISO 32000-1, 8.6. DeviceCMYK is what the press prints; DeviceGray is its black plate (under a CMYK
output intent). Everything else is converted by somebody, somewhere, or needs a plate of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name, Object

_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_OF_THE_PRESS = frozenset({"DeviceCMYK", "DeviceGray", "Pattern"})
_SPOT = ("Separation", "DeviceN")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it was set; `space` is a name for people ("ICCBased with 3 channels")."""

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0,)

    @property
    def inks(self) -> tuple[float, ...]:
        """Shares of cyan, magenta, yellow and black; empty where they can't be known."""
        if self.space == "DeviceGray" and len(self.values) == 1:
            return (0, 0, 0, 1 - self.values[0])
        return self.values if self.space == "DeviceCMYK" else ()

    @property
    def total(self) -> float:
        """All inks together, in per cent."""
        return 100 * sum(self.inks)

    def __str__(self) -> str:
        """Return the colour as an issue names it."""
        return " ".join([self.space, *(f"{value:g}" for value in self.values)])


def space_name(  # noqa: PLR0911  (a family a branch)
    space: Object | None, resources: Object | None = None
) -> str:
    """Return the name of a colour space; a resource's name is looked up."""
    if space is None:
        return "no colour space"
    if isinstance(space, Name):
        name, spaces = str(space), resources and resources.get("/ColorSpace")
        if isinstance(spaces, pikepdf.Dictionary) and name in spaces:
            return space_name(spaces[name])
        return _SHORT.get(name[1:], name[1:])
    if not isinstance(space, Array) or not len(space):
        return "an unknown colour space"
    family = str(space[0]).removeprefix("/")
    if family == "ICCBased":
        return f"ICCBased with {space[1].get('/N', '?')} channels"
    if family in ("Indexed", "I"):
        return space_name(space[1], resources)
    if family == "Separation":
        return f"Separation {str(space[1]).removeprefix('/')}"
    if family == "DeviceN":
        return "DeviceN " + ", ".join(str(name).removeprefix("/") for name in space[1].as_list())
    return _SHORT.get(family, family)


def rule_against(space: str) -> str:
    """Return the code of the rule that a colour space breaks; nothing when the press prints it."""
    if space in _OF_THE_PRESS:
        return ""
    return "PRE-014" if space.startswith(_SPOT) else "PRE-013"


def gradient_ends(function: Object | None) -> Iterator[tuple[float, ...]]:
    """Iterate over the colours between which a gradient goes straight (ISO 32000-1, 7.10).

    Raises ValueError for functions that are not interpolations: their colours are not known.
    """
    if isinstance(function, Array):
        ends = [list(gradient_ends(part)) for part in function.as_list()]
        for colours in zip(*ends, strict=True):
            yield tuple(value for colour in colours for value in colour)
        return
    kind = int(function.get("/FunctionType", -1)) if function is not None else -1
    if function is not None and kind == 2:  # noqa: PLR2004  (exponential interpolation)
        for key, usual in (("/C0", [0]), ("/C1", [1])):
            yield tuple(float(value) for value in function.get(key, Array(usual)).as_list())
    elif function is not None and kind == 3:  # noqa: PLR2004  (one after the other)
        for part in function.Functions.as_list():
            yield from gradient_ends(part)
    else:
        raise ValueError("its function is not an interpolation")


def groups_space(found: Object, resources: Object | None = None) -> str:
    """Return the colour space that a page or form blends in; empty when it names none."""
    group = found.get("/Group")
    if not isinstance(group, pikepdf.Dictionary) or "/CS" not in group:
        return ""
    return space_name(group.CS, resources)
