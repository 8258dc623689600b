"""Programs from npm: what package-lock.json names, and never believed complete when it is not."""

from __future__ import annotations

import hashlib
import os
import subprocess

from build_tools.setup.environment import ROOT

FOLDER = ROOT / "node_modules"
STAMP = FOLDER / "complete"
SOURCES = ("package.json", "package-lock.json")


def provide_packages() -> None:
    """Install the packages as locked, unless they are; npm takes away what was there, stamp too.

    No script of a package is run, and no browser comes along: Chromium is the system's.
    """
    fingerprint = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in SOURCES))
    if STAMP.is_file() and STAMP.read_text() == fingerprint.hexdigest():
        return
    print("Installing into node_modules: package-lock.json", flush=True)
    STAMP.unlink(missing_ok=True)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    STAMP.write_text(fingerprint.hexdigest())
