"""A release → what a web server and a list of downloads take, or a refusal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from build_tools.checks.man import differences
from build_tools.issues import Issue, IssuesFound, Report, SourceSpan
from build_tools.release.manifest import MANIFEST, Manifest
from build_tools.release.outputs import settle

SITE, FILES, HEADERS = "site", "files", "headers"


def export_release(release: Path | None, folder: Path) -> Manifest:
    """Copy a release into a new folder: the website, with all downloads, and one file each.

    Among the files, the website is a ZIP archive, whose bytes depend on the site alone. What they
    refer to lies below them at the paths that they say (the data's pictures), and in a ZIP archive
    of that edition, for lists of downloads that know no folders.
    The settings for web servers lie beside the website: they are no part of what it shows.
    Raise `IssuesFound` if it is not whole, or was not checked as its status asks: a consultation
    and a final version have to have passed the full plan; or if two files have one name.
    """
    report = Report()
    if release is None:
        report.add(_issue("MAN-009", "There is no release to publish.", "tandem build --full"))
        raise IssuesFound(report)
    report.extend(differences(release))
    if report.failed:
        raise IssuesFound(report)
    manifest = Manifest.read(release)
    status = manifest.stamp["status"]
    if status != "draft" and manifest.plan != "full":
        problem = f"The status is '{status}', and the release was checked by the quick plan only."
        report.add(_issue("MAN-010", problem, "tandem build --full"))
        raise IssuesFound(report)
    every = {name: _exported(release / name) for name in sorted(manifest.editions.keys() - {SITE})}
    report.extend(_lost(manifest, every))
    if report.failed:
        raise IssuesFound(report)
    files = folder / FILES
    files.mkdir(parents=True)
    shutil.copyfile(release / MANIFEST, files / MANIFEST)
    for name, paths in every.items():
        for path in paths:
            (files / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(release / name / path, files / path)
        if any("/" in path for path in paths):
            _pack(release / name, files / _archive(manifest, name))
    if SITE in manifest.editions:
        shutil.copytree(release / SITE, folder / SITE)
        if (folder / SITE / HEADERS).is_dir():
            (folder / SITE / HEADERS).rename(folder / HEADERS)
        _pack(folder / SITE, files / _archive(manifest, SITE))
    settle(folder)
    return manifest


def _archive(manifest: Manifest, name: str) -> str:
    return f"{manifest.publication['name']}-{name}.zip"


def _lost(manifest: Manifest, every: Mapping[str, Sequence[str]]) -> Iterator[Issue]:
    """Find files that would take another's place in the one folder."""
    taken = {MANIFEST: "the release"} | {
        _archive(manifest, name): name for name in manifest.editions
    }
    for name, paths in every.items():
        for path in paths:
            first = taken.setdefault(path.casefold(), name)  # some file systems know no capitals
            if first != name:
                problem = f"Two files would be called '{path}': one of {first} and one of {name}."
                remedy = "Give the files another 'name:' in publication.yml, and build again."
                yield Issue("MAN-011", SourceSpan(MANIFEST), problem, remedy)


def _exported(folder: Path) -> list[str]:
    """Return the files of an edition that are for themselves, and those that they refer to.

    What else lies in folders (the text of each section) is for the website alone.
    """
    paths = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    own = [path for path in paths if "/" not in path]
    said = b"".join((folder / path).read_bytes() for path in own) if own != paths else b""
    return [path for path in paths if "/" not in path or path.encode() in said]


def _pack(site: Path, file: Path) -> None:
    with ZipFile(file, "w") as archive:
        for path in sorted(site.rglob("*")):
            if path.is_file():
                # A ZipInfo that is made from a name alone has a fixed date.
                name = ZipInfo(path.relative_to(site).as_posix())
                archive.writestr(name, path.read_bytes(), ZIP_DEFLATED)


def _issue(code: str, problem: str, command: str) -> Issue:
    return Issue(code, SourceSpan(MANIFEST), problem, f"Build it: {command}.")
