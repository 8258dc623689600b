"""Links between editions: the site offers every file of every other edition, unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from build_tools.checks import Artefacts
from build_tools.formats.html.references import Unreadable, read_page
from build_tools.issues import Issue

FOLDER, PAGE = "downloads", "downloads/index.html"


def check_downloads(site: str, artefacts: Artefacts) -> Iterator[Issue]:
    """Compare the downloads with what the manifest says of the editions."""

    def issue(code: str, path: str, problem: str) -> Issue:
        return Issue(code, artefacts.span(site, path), problem)

    folder = artefacts.folder / site
    try:
        expected = _expected(site, artefacts.folder / "manifest.json")
        page = read_page((folder / PAGE).read_bytes())
    except (OSError, ValueError, LookupError, TypeError, AttributeError, Unreadable) as error:
        yield issue("LNK-001", PAGE, f"Downloads can't be compared with the manifest: {error}.")
        return
    linked = {unquote(use.address) for use in page.uses()}
    found = _found(folder / FOLDER)
    for path, digest in sorted(expected.items()):
        if path not in linked:
            yield issue("LNK-008", PAGE, f"It has no link to '{path}'.")
        if path not in found:
            yield issue("LNK-007", PAGE, f"'{path}' is not among the downloads.")
        elif hashlib.sha256((folder / FOLDER / path).read_bytes()).hexdigest() != digest:
            yield issue("LNK-009", f"{FOLDER}/{path}", "It is not the edition's file.")
    for path in sorted(found - expected.keys()):
        yield issue("LNK-009", f"{FOLDER}/{path}", "It is no file of any edition.")


def _expected(site: str, manifest: Path) -> dict[str, str]:
    """Return the digest of each file of the other editions."""
    editions = json.loads(manifest.read_text(encoding="utf-8"))["editions"]
    return {
        file["path"]: file["sha256"]
        for name, edition in editions.items()
        if name != site
        for file in edition["files"]
    }


def _found(folder: Path) -> set[str]:
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return set(files) - {"index.html"}
