"""A release → what a web server and a list of downloads take, or a refusal."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from build_tools.checks.manifest import differences
from build_tools.issues import Issue, IssuesFound, Report, SourceSpan
from build_tools.release.manifest import MANIFEST, Manifest
from build_tools.release.outputs import settle

SITE, FILES, HEADERS = "site", "files", "headers"


def export_release(release: Path | None, folder: Path) -> Manifest:
    """Copy a release into a new folder: the website, with all downloads, and one file each.

    Among the files, the website is a ZIP archive, whose bytes depend on the site alone.
    The settings for web servers lie beside the website: they are no part of what it shows.
    Raise `IssuesFound` if it is not whole, or was not checked as its status asks: a consultation
    and a final version have to have passed the full plan.
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
    (folder / FILES).mkdir(parents=True)
    shutil.copyfile(release / MANIFEST, folder / FILES / MANIFEST)
    for name in manifest.editions.keys() - {"site"}:
        # What lies in folders below (the text of each section) is for the website alone.
        for file in sorted(path for path in (release / name).iterdir() if path.is_file()):
            shutil.copyfile(file, folder / FILES / file.name)
    if "site" in manifest.editions:
        shutil.copytree(release / "site", folder / SITE)
        if (folder / SITE / HEADERS).is_dir():
            (folder / SITE / HEADERS).rename(folder / HEADERS)
        _pack(folder / SITE, folder / FILES / f"{manifest.publication['name']}-site.zip")
    settle(folder)
    return manifest


def _pack(site: Path, file: Path) -> None:
    with ZipFile(file, "w") as archive:
        for path in sorted(site.rglob("*")):
            if path.is_file():
                # A ZipInfo that is made from a name alone has a fixed date.
                name = ZipInfo(path.relative_to(site).as_posix())
                archive.writestr(name, path.read_bytes(), ZIP_DEFLATED)


def _issue(code: str, problem: str, command: str) -> Issue:
    return Issue(code, SourceSpan(MANIFEST), problem, f"Build it: {command}.")
