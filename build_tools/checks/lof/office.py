"""LibreOffice without a screen, in a home of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from build_tools.issues import TandemError
from build_tools.tools.programs import program, program_version

SECONDS = 300
"""It takes about ten for a hundred pages; what takes this long does not open."""


class NotOpened(TandemError):
    """LibreOffice did not open a document."""


@cache
def version() -> str:
    """Return its name and version; raise `ProgramMissing` where it isn't installed."""
    return " ".join(program_version(program("soffice", "libreoffice")).split()[:2])


def to_pdf(document: Path) -> bytes:
    """Return a document as PDF; raise `NotOpened` if there is none in the end."""
    office = program("soffice", "libreoffice")
    if not document.is_file():
        raise NotOpened("The file is not there.")
    with tempfile.TemporaryDirectory(prefix="tandem-office-") as name:
        folder = Path(name)
        # Under a plain name: what the publication is called does not matter here.
        shutil.copyfile(document, folder / "document.docx")
        command = [
            str(office),
            f"-env:UserInstallation={(folder / 'home').as_uri()}",
            *("--headless", "--norestore", "--nologo", "--convert-to", "pdf:writer_pdf_Export"),
            *("--outdir", str(folder), str(folder / "document.docx")),
        ]
        try:
            ran = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=SECONDS, cwd=folder
            )
        except subprocess.TimeoutExpired:
            raise NotOpened(f"LibreOffice did not open it in {SECONDS} seconds.") from None
        made = folder / "document.pdf"
        if ran.returncode or not made.is_file() or not made.stat().st_size:
            said = " ".join((ran.stderr or ran.stdout).split())[:300]
            raise NotOpened(f"LibreOffice did not open it: {said or 'it says nothing'}.")
        return made.read_bytes()
