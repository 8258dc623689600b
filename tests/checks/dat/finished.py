"""A small town with something in every table, its finished data, and ways to lay faults over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.checks import Artefacts
from build_tools.checks.dat import DataHolds
from build_tools.editions import BuildJob
from build_tools.editions.data import Data
from build_tools.issues import Issue
from build_tools.publication import Publication
from build_tools.reading import read
from tests.reading.town import TOWN, Files, write

THEMES = Path(__file__).parents[3] / "themes"

DATA_TOWN: Files = {
    **TOWN,
    "publication.yml": str(TOWN["publication.yml"])
    .replace("      - updates/\n", "      - updates/\n      - case-studies/\n      - toolkits/\n")
    .replace("      - about\n", "      - registers/principles.yml\n      - about\n")
    .replace("      - about\n", "      - registers/decisions.yml\n      - about\n"),
    "case-studies/cafe.md": """\
---
title: A memory café
summary: Tea, and tablets.
basis: illustrative
places: [The Quay, "Mill Lane; north side"]
partners: [town-council]
commitments: [lay-lines, lend-tablets]
outcomes:
  - "Sixty people came, −5 of them *twice*."
  - |
    Two lists:

    - of 10² names;
    - of words.
reuse: ["The invitation, in “plain” words"]
---

People met.
""",
    "toolkits/lend.md": """\
---
title: Lend a tablet
audience: Libraries
touches:
  principles: [near]
---

Begin with one.
""",
    "updates/first.md": str(TOWN["updates/first.md"]).replace(
        "commitments: [lay-lines]", "commitments: [lay-lines]\npartners: [town-council]"
    ),
    "registers/commitments.yml": str(TOWN["registers/commitments.yml"])
    + """\
  - id: lend-tablets
    title: Lend tablets, "for nothing"
    text: |
      The library lends tablets to [the town](../foreword.md):

      1. for a week;
      2. for a month.
    status: planned
    basis: source
    cites:
      - source: minutes
        passage: Item 4
""",
    "registers/principles.yml": """\
title: Principles
introduction: Two of them.
entries:
  - id: near
    title: Near
    text: Help is near.
    touches:
      themes: [places]
  - id: kind
    title: Kind
    text: Help is kind.
""",
    "registers/decisions.yml": """\
title: Decisions
entries:
  - id: approval
    title: Approval
    body: The board
    text: All agreed.
    date: 2026-01-20
""",
    "registers/partners.yml": str(TOWN["registers/partners.yml"])
    + "    sector: Local government\n    formerly: The borough\n",
    "registers/sources.yml": str(TOWN["registers/sources.yml"])
    + "    file: minutes.pdf\n    text: What was said.\n",
    "consultation/smart-town.md": str(TOWN["consultation/smart-town.md"]).replace(
        "---\n\nThe workshop",
        "  - id: poles\n    point: Take down the poles.\n    response: not-changed\n"
        "    reason: They hold the lines.\n---\n\nThe workshop",
    ),
}  # fmt: skip


def data_town(folder: Path, **changed: str | bytes) -> Publication:
    """Read the town with some files changed; keys are paths."""
    return read(write(folder / "content", {**DATA_TOWN, **changed}))


def finish(publication: Publication, folder: Path) -> Artefacts:
    """Write the data of a publication below a folder, as a release has it."""
    job = BuildJob(folder / "data", THEMES)
    job.folder.mkdir(parents=True)
    return Artefacts(folder, {"data": Data().build(publication, job)})


@dataclass(frozen=True)
class Finished:
    """A publication and its finished data, which may be edited and looked at."""

    publication: Publication
    artefacts: Artefacts

    def file(self, path: str) -> Path:
        return self.artefacts.file("data", path)

    def issues(self) -> list[Issue]:
        return list(DataHolds().run(self.publication, self.artefacts))

    @contextmanager
    def edited(self, path: str, data: bytes | None):
        """Lay a file's new bytes (None: no file) over it; put it back at the end.

        The descriptor says their size and digest, so that it is not these that give a fault away.
        """
        file, descriptor = self.file(path), self.file("datapackage.json")
        before = {one: one.read_bytes() for one in (file, descriptor) if one.exists()}
        try:
            if data is None:
                file.unlink()
            else:
                file.write_bytes(data)
                if path != "datapackage.json":
                    descriptor.write_bytes(_counted(before[descriptor], path, data))
            yield
        finally:
            for one, whole in before.items():
                one.write_bytes(whole)
            if file not in before:
                file.unlink()

    def is_found(self, path: str, data: bytes) -> bool:
        """Whether the check finds anything in other bytes of a file."""
        with self.edited(path, data):
            found = DataHolds().run(self.publication, self.artefacts)
            return next(found, None) is not None

    def codes_after(self, path: str, change: Callable[[bytes], bytes | None]) -> set[str]:
        data = self.file(path).read_bytes() if self.file(path).exists() else b""
        with self.edited(path, change(data)):
            return {issue.code for issue in self.issues()}


def _counted(descriptor: bytes, path: str, data: bytes) -> bytes:
    package = json.loads(descriptor)
    for resource in package["resources"]:
        if resource["path"] == path:
            digest = hashlib.sha256(data).hexdigest()
            resource |= {"bytes": len(data), "hash": f"sha256:{digest}"}
    return json.dumps(package).encode()


def as_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
