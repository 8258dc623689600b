"""What is made of a publication, and how that is proved: facts that come from outside the content.

Two sections speak of these: the accessibility statement and the list of formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from build_tools.issues import TandemError


@dataclass(frozen=True, slots=True)
class Format:
    """An edition as readers are told of it: what it is called, what it is good for.

    `name` is its word in commands and addresses.
    """

    name: str
    title: str
    use: str


@dataclass(frozen=True, slots=True)
class Test:
    """A check as readers are told of it: what it proves, and with which programs, if not ours.

    `subject` is a sentence without its full stop; `tools` are names with versions.
    """

    __test__ = False  # it is none of pytest's

    code: str
    subject: str
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Allowance:
    """A finding of a test that stops no release: which rule, since when (ISO 8601), and why."""

    rule: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class Production:
    """All of it; `plan` is empty where nothing is tested, as in a preview."""

    plan: str = ""
    program: str = ""
    """Tandem, with its version."""
    formats: tuple[Format, ...] = ()
    tests: tuple[Test, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    left_out: tuple[Format, ...] = ()
    """What the publication comes out in and this copy was made without: then it is a preview."""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values; `of_json` reads them."""
        return asdict(self)

    @classmethod
    def of_json(cls, raw: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote; raise TypeError or LookupError for anything else."""
        return cls(
            raw["plan"],
            raw["program"],
            tuple(Format(**each) for each in raw["formats"]),
            tuple(Test(**{**each, "tools": tuple(each["tools"])}) for each in raw["tests"]),
            tuple(Allowance(**each) for each in raw["allowances"]),
            tuple(Format(**each) for each in raw.get("left_out", ())),
        )


PREVIEW = Production()
"""Nothing is made but what is looked at while it is written."""

Produce = Callable[[Sequence[str]], Production]
"""Names of editions, as a publication lists those to make (none: all) → what is made of it.

Raises `UnknownEdition`. It is asked when the publication's own file is read, before all else.
"""


class UnknownEdition(TandemError):
    """There are only the editions that are `known`."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__(", ".join(known))
        self.known = tuple(known)


def preview(_: Sequence[str]) -> Production:
    """Make nothing, whatever is named."""
    return PREVIEW
