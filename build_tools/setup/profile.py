"""The print edition's colour profile: one file out of a Debian package, which isn't installed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.setup.environment import ROOT, VENV
from build_tools.setup.system import root_without_questions

NAME = "ISOcoated_v2_300_bas.icc"
SHA256 = "b424c77f40c3423c925536f8ae08634985ccd0fe80eb253d5d229197ded7e886"
PLACE = VENV / "share" / "color" / "icc" / NAME  # sys.prefix, where the print edition looks
OWN = ROOT / "themes" / "icc" / NAME
INSTALLED = Path("/usr/share/scribus/profiles") / NAME
COMMAND = (
    "apt-get download -qq scribus-data &&"
    f" dpkg-deb --fsys-tarfile scribus-data_*.deb | tar -xO .{INSTALLED} > {NAME}"
)
HELP = f"""\
The print edition still needs the colour profile {NAME}; all else works without it.
On Debian or Ubuntu, run this, after 'sudo apt-get update' if apt does not know the package:
  {COMMAND}
Elsewhere, Scribus has the file among its profiles. Put it into themes/icc/."""


def provide_profile() -> None:
    """Put the profile into .venv unless it is at hand, or say how to get it and go on.

    Its digest is its stamp: what was cut off, or is another file, counts as missing.
    """
    if any(map(_profile_in, (PLACE, OWN, INSTALLED))):
        return
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "tandem", NAME)
    profile = _profile_in(kept) or _download()
    if not profile:
        print(HELP, file=sys.stderr)
        return
    _write(PLACE, profile)
    with suppress(OSError):  # it only spares the next .venv the download
        _write(kept, profile)


def _download() -> bytes | None:
    print("Downloading the colour profile for printing", flush=True)
    with TemporaryDirectory() as folder:
        for stale in (False, True):
            if stale and (prefix := root_without_questions()):
                update = [*prefix, "apt-get", "update", "-qq"]
                subprocess.run(update, check=False, capture_output=True)
            command = ["sh", "-c", COMMAND]
            tried = subprocess.run(command, check=False, cwd=folder, capture_output=True)
            if profile := _profile_in(Path(folder, NAME)):
                return profile
    print(tried.stderr.decode(errors="replace"), end="", file=sys.stderr)
    return None


def _profile_in(path: Path) -> bytes | None:
    with suppress(OSError):
        found = path.read_bytes()
        if hashlib.sha256(found).hexdigest() == SHA256:
            return found
    return None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(content)
    partial.replace(path)
