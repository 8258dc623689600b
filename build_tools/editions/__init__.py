"""Publication → files. One folder an edition, one seam, one visible table.

To add an edition: write a class like `Edition` in a folder here and name it in `EDITIONS`.
Editions never import each other; what several of them write with is in `build_tools.rendering`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import ClassVar, Protocol, cast, runtime_checkable

from build_tools.issues import Issue
from build_tools.publication import Publication


@dataclass(frozen=True, slots=True)
class ArtefactFile:
    """A finished file; `path` is relative to the edition's folder, with forward slashes."""

    path: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Artefact:
    """What an edition made. `entry` is the file that a reader opens first.

    `facts` are JSON values that another edition or a check may need (such as the pages on
    which sections begin); under `LEFT_OUT` they name files that other publications have.
    `warnings` do not stop the release, and editors are told.
    """

    entry: str
    files: tuple[ArtefactFile, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[Issue, ...] = ()

    @property
    def left_out(self) -> Mapping[str, Mapping[str, int]]:
        """Files that were too large: how many "bytes" each would have, and its "most-bytes"."""
        return cast("Mapping[str, Mapping[str, int]]", self.facts.get(LEFT_OUT, {}))


LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class BuildJob:
    """Where an edition writes and what it may read besides the publication.

    `folder` is empty and the edition's own; `themes` holds brand, templates and style sheets;
    `needed` holds the artefacts and folders of the editions that it declared in `needs`.
    """

    folder: Path
    themes: Path
    needed: Mapping[str, tuple[Artefact, Path]] = field(default_factory=dict)


class Edition(Protocol):
    """One form of the publication."""

    name: ClassVar[str]
    """CLI word = folder in a release = test id."""
    title: ClassVar[str]
    """What readers call it: "Accessible PDF"."""
    use: ClassVar[str]
    """What it is and what it is good for, in a sentence or two."""
    kind: ClassVar[str]
    """What its files are to those who read them again: "site", "text", "tagged-pdf" … Editions of
    one kind are proved in one way."""
    needs: ClassVar[tuple[str, ...]]
    """Editions whose artefacts it receives."""

    def build(self, publication: Publication, job: BuildJob) -> Artefact:
        """Write all files below `job.folder`; raise `IssuesFound` for what editors can mend."""
        ...


@runtime_checkable
class Lengthy(Protocol):
    """An edition, or a check, that others would have to wait for if it did not begin first."""

    cost: ClassVar[int]
    """Seconds that it took in one full build of the demonstration, on two cores."""


@runtime_checkable
class Finishing(Protocol):
    """An edition that carries the others' files and facts (the site's downloads)."""

    def finish(
        self, publication: Publication, job: BuildJob, made: Mapping[str, tuple[Artefact, Path]]
    ) -> Artefact:
        """Called last, with every artefact made (its own too) and the folder each is in.

        `job.folder` is the edition's own folder, as `build` left it.
        """
        ...


@runtime_checkable
class Configured(Protocol):
    """An edition that has settings in the look: the brand's, or a file of its own."""

    def read_settings(self, themes: Path) -> object:
        """Read them, in no time; raise `IssuesFound` for what is wrong.

        `tandem check` and a build do this before they ask editions for anything.
        """
        ...


@runtime_checkable
class Refusing(Protocol):
    """An edition that can't carry everything that content may hold."""

    def refused(self, publication: Publication, themes: Path) -> Iterator[Issue]:
        """Find what in the content it can't carry (errors), or carries badly (warnings).

        It takes seconds at most and writes nothing; places are those of the source. Both
        `tandem check` and a build ask before anything is made.
        """
        ...


EDITIONS: Mapping[str, str] = {
    "site": "build_tools.editions.site:Site",
    "page": "build_tools.editions.page:OnePage",
    "text": "build_tools.editions.text:PlainText",
    "epub": "build_tools.editions.epub:Epub",
    "pdf": "build_tools.editions.pdf:AccessiblePdf",
    "large-print": "build_tools.editions.large_print:LargePrint",
    "print": "build_tools.editions.print:PrintPdf",
    "word": "build_tools.editions.word:WordDocument",
    "braille": "build_tools.editions.braille:Braille",
    "data": "build_tools.editions.data:Data",
}
"""Every edition, in the order in which tables list them. Modules are imported when used."""


def load_edition(reference: str) -> Edition:
    """Return the edition that an entry of `EDITIONS` refers to."""
    module, class_name = reference.split(":")
    return cast(Edition, getattr(import_module(module), class_name)())


def with_needs(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of editions and of all that they need, in the table's order."""
    wanted: set[str] = set()
    ask = list(names)
    while ask:
        name = ask.pop()
        if name not in wanted:
            wanted.add(name)
            ask += edition(name).needs
    return tuple(name for name in EDITIONS if name in wanted)


def edition(name: str) -> Edition:
    """Return an edition by its name; KeyError when there is none."""
    return load_edition(EDITIONS[name])


def title_in_sentence(name: str) -> str:
    """Return what readers call an edition, within a sentence: "accessible PDF", "PDF for print"."""
    first, *rest = edition(name).title.split(" ")
    return " ".join([first if first.isupper() else first.lower(), *rest])
