"""What a release says about itself: `manifest.json`, and the digest that names its folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import build_tools
from build_tools.checks import Plan
from build_tools.editions import Artefact, ArtefactFile
from build_tools.publication import Publication
from build_tools.publication.production import Production

MANIFEST = "manifest.json"
CODE = Path(build_tools.__file__).parent


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of a release as it was when its edition was done; `path` is below the release."""

    path: str
    bytes: int
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """An edition in a release; `entry` is below the release. `facts` are the artefact's."""

    entry: str
    files: tuple[FileFacts, ...]
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def pages(self) -> int | None:
        """The pages of the edition's entry, if it is made of pages."""
        return next(file.pages for file in self.files if file.path == self.entry)

    @property
    def bytes(self) -> int:
        """The size of all files together."""
        return sum(file.bytes for file in self.files)

    def artefact(self, name: str) -> Artefact:
        """Return the artefact again, its paths below the edition's folder."""
        files = (ArtefactFile(_below(name, f.path), f.pages) for f in self.files)
        return Artefact(_below(name, self.entry), tuple(files), self.facts)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of `manifest.json`; `checks` are those of its `plan`, and all of them ran."""

    digest: str
    source: str
    tandem: str
    publication: Mapping[str, str]
    stamp: Mapping[str, str]
    plan: Plan
    checks: tuple[str, ...]
    editions: Mapping[str, EditionFacts]
    production: Production
    """What the publication was read with: `check` reads it so again."""

    @classmethod
    def of(
        cls,
        publication: Publication,
        digest: str,
        editions: Mapping[str, EditionFacts],
        plan: Plan,
        checks: Iterable[str],
    ) -> Manifest:
        """Return the manifest of editions that are done."""
        record, stamp = publication.record, publication.stamp
        return cls(
            digest=digest,
            source=publication.digest,
            tandem=build_tools.__version__,
            publication={
                "title": record.title,
                "publisher": record.publisher,
                "name": publication.name,
                "language": publication.lang,
            },
            stamp={
                "version": stamp.version,
                "status": stamp.status,
                "date": stamp.date.isoformat(),
                "digest": stamp.digest,
                "notice": stamp.notice,
            },
            plan=plan,
            checks=tuple(checks),
            editions=editions,
            production=publication.production,
        )

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read a release's manifest; whether it is true is for the checks to say."""
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        editions = {
            name: EditionFacts(
                edition["entry"],
                tuple(FileFacts(**file) for file in edition["files"]),
                edition.get("facts", {}),
            )
            for name, edition in raw["editions"].items()
        }
        typed = {
            "checks": tuple(raw["checks"]),
            "editions": editions,
            "production": Production.of_json(raw["production"]),
        }
        return cls(**{**raw, **typed})

    def artefacts(self) -> dict[str, Artefact]:
        """Return the artefacts of all editions."""
        return {name: edition.artefact(name) for name, edition in self.editions.items()}

    def write(self, folder: Path) -> None:
        """Write it, the same bytes for the same facts."""
        raw = {
            "digest": self.digest,
            "source": self.source,
            "tandem": self.tandem,
            "publication": self.publication,
            "stamp": self.stamp,
            "plan": self.plan,
            "checks": self.checks,
            "production": self.production.as_json(),
            "editions": {name: _edition(facts) for name, facts in self.editions.items()},
        }
        text = json.dumps(raw, ensure_ascii=False, indent=2) + "\n"
        (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _edition(edition: EditionFacts) -> dict[str, Any]:
    raw: dict[str, Any] = {"entry": edition.entry, "files": [_file(f) for f in edition.files]}
    if edition.facts:
        raw["facts"] = dict(sorted(edition.facts.items()))
    return raw


def _file(file: FileFacts) -> dict[str, Any]:
    raw: dict[str, Any] = {"path": file.path, "bytes": file.bytes, "sha256": file.sha256}
    return raw if file.pages is None else {**raw, "pages": file.pages}


def _below(folder: str, path: str) -> str:
    return path.removeprefix(f"{folder}/")


# --- The digest ------------------------------------------------------------------------


def release_digest(
    publication: Publication, themes: Path, editions: Iterable[str], checks: Iterable[str]
) -> str:
    """Return a digest of all that a release is made from.

    That is the source, the themes, the code, the packages that it stands on, and what is built and
    checked. Libraries of the operating system are not in it: to
    have a release made anew after these have changed, delete it.
    """
    made_from = {
        "source": publication.digest,
        "production": publication.production.as_json(),
        "themes": _digest_of_files(themes),
        "code": _digest_of_files(CODE),
        "packages": _packages("tandem"),
        "editions": list(editions),
        "checks": list(checks),
    }
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()[:16]


def _digest_of_files(folder: Path) -> str:
    """Return one digest of the names and bytes of the files in a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        # Python's caches are left out, and `_themes`: what is used of them is counted as themes.
        if path.is_file() and not {"__pycache__", "_themes"} & set(name.parts):
            data = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{name.as_posix()}\0{data}\n".encode())
    return digest.hexdigest()


@cache
def _packages(name: str) -> dict[str, str]:
    """Return the versions of all installed packages that a package needs, and those need."""
    versions: dict[str, str] = {}
    ask = [name]
    while ask:
        try:
            package = metadata.distribution(ask.pop())
        except metadata.PackageNotFoundError:
            continue  # for another system, or the package is not installed but runs in its folder
        name = _normal(package.metadata["Name"])
        if name not in versions:
            versions[name] = package.version
            needed = [need for need in package.requires or () if "extra ==" not in need]
            ask += [re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needed]
    return versions


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
