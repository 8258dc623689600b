"""What is done in the worker processes: build an edition, finish it, run a check.

An edition's word about its files is never taken: what it declares is compared with what is in its
folder, and only plain files at plain paths may be there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools.checks import Artefacts, Counting, load_check
from build_tools.editions import Artefact, BuildJob, Finishing, Refusing, load_edition
from build_tools.issues import Issue, TandemError
from build_tools.publication import Publication
from build_tools.publication.strictness import judged
from build_tools.release.manifest import EditionFacts, FileFacts
from build_tools.release.parallel import tell
from build_tools.rendering.themes import at_its_place, faults_at_their_place, lay_over
from build_tools.reports.origins import traced


class BadArtefact(TandemError):
    """An edition made something else than it says: a defect of the edition."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A folder to build in; `release` is what becomes a release when all is well."""

    folder: Path
    themes: Path

    @classmethod
    def laid_out(cls, folder: Path, themes: Path) -> Stage:
        """Return a stage that has the look of `themes`, and Tandem's own where it has none."""
        return cls(folder, lay_over(themes, folder))

    @property
    def release(self) -> Path:
        """The folder that holds a folder for each edition."""
        return self.folder / "release"

    def prepare(self, publication: Publication) -> None:
        """Put the publication where every process can read it: it is pickled only once."""
        self.release.mkdir()
        (self.folder / "publication.pickle").write_bytes(pickle.dumps(publication))

    def publication(self) -> Publication:
        """Return the publication, in whichever process."""
        publication = pickle.loads((self.folder / "publication.pickle").read_bytes())
        assert isinstance(publication, Publication)
        return publication

    def placed(self, made: Mapping[str, Artefact]) -> dict[str, tuple[Artefact, Path]]:
        """Return artefacts with the folders that they are in."""
        return {name: (artefact, self.release / name) for name, artefact in made.items()}


@dataclass(frozen=True, slots=True)
class Built:
    """An edition that is done; `finishes` says that it wants to be called again, last."""

    facts: EditionFacts
    warnings: tuple[Issue, ...] = ()
    finishes: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found, and what it counted by edition, if it counts."""

    issues: tuple[Issue, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """What in the content an edition can't carry, or carries badly."""

    issues: tuple[Issue, ...]


def ask_edition(reference: str, stage: Stage) -> Refused:
    """Ask an edition what in the content it can't carry."""
    edition = load_edition(reference)
    assert isinstance(edition, Refusing)
    publication = stage.publication()
    with faults_at_their_place(stage.themes):
        refused = tuple(edition.refused(publication, stage.themes))
    placed = (at_its_place(issue, stage.themes) for issue in refused)
    return Refused(tuple(judged(placed, publication.record)))


def build_edition(name: str, reference: str, stage: Stage, needed: Mapping[str, Artefact]) -> Built:
    """Build an edition into its own folder of the release."""
    edition = load_edition(reference)
    job = BuildJob(stage.release / name, stage.themes, stage.placed(needed))
    job.folder.mkdir()
    with faults_at_their_place(stage.themes):
        artefact = edition.build(stage.publication(), job)
    facts = examine(name, artefact, job.folder)
    warnings = tuple(at_its_place(issue, stage.themes) for issue in artefact.warnings)
    return Built(facts, warnings, isinstance(edition, Finishing))


def finish_edition(name: str, reference: str, stage: Stage, made: Mapping[str, Artefact]) -> Built:
    """Let an edition take in what all editions have become."""
    edition = load_edition(reference)
    assert isinstance(edition, Finishing)
    placed = stage.placed(made)
    needed = {need: placed[need] for need in edition.needs}
    job = BuildJob(stage.release / name, stage.themes, needed)
    with faults_at_their_place(stage.themes):
        artefact = edition.finish(stage.publication(), job, placed)
    warnings = tuple(at_its_place(issue, stage.themes) for issue in artefact.warnings)
    return Built(examine(name, artefact, job.folder), warnings)


def run_check(reference: str, stage: Stage, artefacts: Artefacts) -> Found:
    """Run a check to its end; what it finds is said where the source has it, if anywhere."""
    check = load_check(reference)
    publication = stage.publication()
    found = check.run(publication, replace(artefacts, tell=tell))
    issues = tuple(judged(traced(found, publication, artefacts), publication.record))
    return Found(issues, check.counts if isinstance(check, Counting) else {})


def examine(name: str, artefact: Artefact, folder: Path) -> EditionFacts:
    """Return the facts of an artefact's files, or raise `BadArtefact`."""
    declared = {file.path: file for file in artefact.files}
    found = set(_plain_files(folder))
    faults = [f"It declares '{path}' and did not write it." for path in declared.keys() - found]
    faults += [f"It wrote '{path}' and does not declare it." for path in found - declared.keys()]
    if len(declared) != len(artefact.files):
        faults += ["It declares a file twice."]
    if artefact.entry not in declared:
        faults += [f"Its entry '{artefact.entry}' is not among its files."]
    if faults:
        raise BadArtefact("\n".join([f"Edition '{name}':", *sorted(faults)]))
    files = tuple(_facts(folder, name, path, declared[path].pages) for path in sorted(declared))
    return EditionFacts(f"{name}/{artefact.entry}", files, artefact.facts)


def _plain_files(folder: Path) -> Iterator[str]:
    """Iterate over the files below a folder, as paths with forward slashes.

    A declared path is compared with these as text, so one that is absolute, or has `..` in it, is
    none of them.
    """
    for parent, folders, files in os.walk(folder):
        for path in (Path(parent) / child for child in [*folders, *files]):
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise BadArtefact(f"'{path.relative_to(folder)}' is a link or a device.")
        yield from ((Path(parent) / file).relative_to(folder).as_posix() for file in files)


def _facts(folder: Path, name: str, path: str, pages: int | None) -> FileFacts:
    data = (folder / path).read_bytes()
    return FileFacts(f"{name}/{path}", len(data), hashlib.sha256(data).hexdigest(), pages)
