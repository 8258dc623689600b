"""The folder of outputs: its lock, its releases, and the link that moves in one step.

    releases/<digest>/      whole releases, never changed once they are here; the last three
    releases/.building-42/  where process 42 builds; it is gone when the process ends
    current                 a link to a release, replaced with `os.replace`
    preview/                editions built alone; not a release

What is below `releases/.building-…` is deleted by the next build, so a build may be killed at any
moment: until `current` moves, readers have the former release, and then they have the new one. The
same is true of a power cut: a release is on the disk before `current` moves.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from build_tools.issues import TandemError

KEPT_RELEASES = 3
_RELEASE = re.compile(r"[0-9a-f]{16}(-\d+)?")
_BUILDING = ".building-"
_NEW_LINK = ".current-"


class OutputsRefused(TandemError):
    """The folder of outputs can't be used as it is; the message says why."""


class Outputs:
    """A folder of outputs; `folder` is resolved once and for all."""

    def __init__(self, folder: Path, apart_from: Iterable[Path] = ()) -> None:
        self.folder = folder.resolve()
        self.releases = self.folder / "releases"
        self.preview = self.folder / "preview"
        self._link = self.folder / "current"
        for other in apart_from:
            source = other.resolve()
            if self.folder.is_relative_to(source) or source.is_relative_to(self.folder):
                raise OutputsRefused(f"Outputs ({folder}) and {other} can't be inside each other.")

    def current(self) -> Path | None:
        """Return the folder of the release that readers get, if there is one; no link is in it."""
        try:
            folder = self._link.resolve(strict=True)
        except OSError:
            return None
        return folder if folder.parent == self.releases else None

    @contextmanager
    def locked(self, waiting: Callable[[str], None]) -> Iterator[Path]:
        """Give an empty folder to build in, to one build at a time.

        When another build is at work, `waiting` is told which, and this one waits for its end.
        """
        lock = self._lock(waiting)
        stage = self.releases / f"{_BUILDING}{os.getpid()}"
        try:
            self._sweep()
            stage.mkdir()
            yield stage
        finally:
            self._sweep()
            lock.release()

    def publish(self, staged: Path, digest: str) -> Path:
        """Make a release of a folder that is whole, and the current one."""
        names = [digest, *(f"{digest}-{count}" for count in range(2, 1000))]
        # A release of this digest may be there and damaged; it may also be the current one, so it
        # is never replaced in its place.
        folder = self.releases / next(n for n in names if not os.path.lexists(self.releases / n))
        settle(staged)
        staged.rename(folder)
        self.point_to(folder)
        return folder

    def point_to(self, folder: Path) -> None:
        """Make a release the current one, and delete those that are no longer kept."""
        os.utime(folder)  # the order of releases; nothing that is published has a time
        _sync(self.releases)
        link = self.folder / f"{_NEW_LINK}{os.getpid()}"
        _make_link(link, folder)
        if sys.platform == "win32":  # can't replace a link to a folder: a moment without one
            self._link.unlink(missing_ok=True)
        link.replace(self._link)
        _sync(self.folder)
        newest_first = sorted(self._released(), key=lambda path: (path.stat().st_mtime_ns, path))
        for old in newest_first[:-KEPT_RELEASES]:
            if old != folder:
                _remove(old)

    def released(self, digest: str) -> list[Path]:
        """Return the releases of a digest: usually none or one."""
        return sorted(path for path in self._released() if path.name.split("-")[0] == digest)

    def put_preview(self, staged: Path) -> Path:
        """Put editions that were built alone in the place of those before.

        This takes two steps: a preview is no release, and may be missing for a moment.
        """
        if self.preview.exists():
            self.preview.rename(staged.with_name("former-preview"))
        settle(staged)
        staged.rename(self.preview)
        return self.preview

    def _released(self) -> Iterator[Path]:
        for path in self.releases.iterdir():
            if _RELEASE.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
                yield path

    def _lock(self, waiting: Callable[[str], None]) -> BaseFileLock:
        try:
            self._refuse_surprises()
            self._make_folders()
            lock = FileLock(self.folder / ".lock")
            try:
                lock.acquire(timeout=0)
            except Timeout:
                waiting(self._holder())
                lock.acquire()
        except OSError as error:
            told = f"{error.strerror}: {error.filename or self.folder}"
            raise OutputsRefused(
                f"Outputs can't be written ({told}). Name another folder."
            ) from error
        return lock

    def _make_folders(self) -> None:
        """Make the folders of releases, so that a web server of another user gets through."""
        new = [path for path in (self.releases, *self.releases.parents) if not path.exists()]
        self.releases.mkdir(parents=True, exist_ok=True)
        for folder in new:
            folder.chmod(_READABLE_FOLDER)

    def _refuse_surprises(self) -> None:
        for path in (self.releases, self.preview, self.folder / ".lock"):
            if path.is_symlink():
                raise OutputsRefused(f"{path} is a link. What is behind it might be lost: move it.")
        if sys.platform != "win32" and self._link.exists() and not self._link.is_symlink():
            raise OutputsRefused(f"{self._link} is not a link, and must be one: move it.")

    def _holder(self) -> str:
        building = sorted(self.releases.glob(f"{_BUILDING}*"))
        process = building[-1].name.removeprefix(_BUILDING) if building else "unknown"
        return f"Another build (process {process}) is at work in {self.folder}; waiting."

    def _sweep(self) -> None:
        for path in self.releases.glob(f"{_BUILDING}*"):
            _remove(path)
        for path in self.folder.glob(f"{_NEW_LINK}*"):
            path.unlink()


_READABLE_FOLDER, _READABLE_FILE = 0o755, 0o644


def settle(folder: Path) -> None:
    """Let every user read a folder that is whole, and have the disk hold it all.

    Whoever builds may keep their files to themselves (umask 077); a release is for a web server.
    After a power cut `current` leads to what was there before it, or to what was settled.
    """
    for parent, _, files in os.walk(folder, topdown=False):
        for file in files:
            path = Path(parent, file)
            path.chmod(_READABLE_FILE)
            _sync(path)
        Path(parent).chmod(_READABLE_FOLDER)
        _sync(Path(parent))


def _sync(path: Path) -> None:
    if sys.platform == "win32":  # where folders can't be opened, and files only to be written
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _remove(folder: Path) -> None:
    for _ in range(50):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)  # the workers of a build that was killed end by themselves, at once
    shutil.rmtree(folder)  # says why it can't be


def _make_link(link: Path, folder: Path) -> None:
    if sys.platform == "win32":
        import _winapi

        _winapi.CreateJunction(str(folder), str(link))  # a symbolic link would need a privilege
        return
    # Relative, so that the folder of outputs can be moved.
    link.symlink_to(Path("releases") / folder.name, target_is_directory=True)
