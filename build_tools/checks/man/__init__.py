"""A finished release equals its manifest: every file is there, whole, and none besides.

It reads the manifest as plain JSON and shares no code with what writes it. It is also how a
release that is found on the disk is trusted again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

from build_tools.checks import EVERY_EDITION, Artefacts, Plan
from build_tools.issues import BUILD_AGAIN, Issue, SourceSpan
from build_tools.publication import Publication

MANIFEST = "manifest.json"


class ReleaseEqualsManifest:
    """MAN: what stands in a release is what its manifest says."""

    code: ClassVar[str] = "MAN"
    subject: ClassVar[str] = "Every file of the release is there, whole, and none besides"
    applies_to: ClassVar[frozenset[str]] = EVERY_EDITION
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Compare every file, byte by byte."""
        return differences(artefacts.folder)


def differences(folder: Path) -> Iterator[Issue]:
    """Iterate over whatever in a release is not as its manifest says."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        named = {file["path"]: file for file in _files(manifest)}
        entries = [edition["entry"] for edition in manifest["editions"].values()]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        yield _issue("MAN-001", MANIFEST, f"It can't be read: {error}.")
        return
    if not named:
        yield _issue("MAN-001", MANIFEST, "It names no file.")
    for path in entries:
        if path not in named:
            yield _issue("MAN-006", path, "An edition's entry; no such file is named.")
    found = set(_paths(folder)) - {MANIFEST}
    for path in sorted(found - named.keys()):
        yield _issue("MAN-003", path, "It is in the release, and the manifest does not name it.")
    for path, file in sorted(named.items()):
        yield from _compare(folder, path, file, is_there=path in found)


def _files(manifest: Any) -> Iterator[Any]:  # noqa: ANN401  (it is JSON)
    for edition in manifest["editions"].values():
        yield from edition["files"]


def _paths(folder: Path) -> Iterator[str]:
    """Iterate over everything below a folder but folders themselves; no link is followed."""
    for parent, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in [*files, *links]:
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _compare(folder: Path, path: str, file: Any, *, is_there: bool) -> Iterator[Issue]:  # noqa: ANN401
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        yield _issue("MAN-005", path, "The path leads out of the release.")
    elif not is_there:
        yield _issue("MAN-002", path, "The manifest names it, and it is not in the release.")
    elif (folder / path).is_symlink() or not (folder / path).is_file():
        yield _issue("MAN-005", path, "It is not a file but a link or a device.")
    else:
        data = (folder / path).read_bytes()
        if len(data) != file.get("bytes"):
            sizes = f"it has {len(data)} bytes, and the manifest says {file.get('bytes')}"
            yield _changed(path, sizes)
        elif hashlib.sha256(data).hexdigest() != file.get("sha256"):
            yield _changed(path, "its SHA-256 digest is not the manifest's")


def _changed(path: str, sign: str) -> Issue:
    problem = f"The file was changed after it was built: {sign}."
    remedy = f"{BUILD_AGAIN} To change its words, change the content."
    return Issue("MAN-004", SourceSpan(path), problem, remedy)


def _issue(code: str, path: str, problem: str) -> Issue:
    return Issue(code, SourceSpan(path), problem, BUILD_AGAIN)
