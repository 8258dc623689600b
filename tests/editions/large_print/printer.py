"""Large print in other sizes, or with faults in its style sheets."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_tools.checks import Artefacts
from build_tools.editions import BuildJob
from build_tools.editions.large_print import LargePrint
from build_tools.publication import Publication

THEMES = Path(__file__).parents[3] / "themes"


def themes(folder: Path, sizes: str = "18", css: str = "") -> Path:
    """Copy the themes; `css` is added to the style sheets."""
    copy = folder / "themes"
    shutil.copytree(THEMES, copy)
    (copy / "large-print.yml").write_text(f"sizes: [{sizes}]\n")
    with (copy / "large-print" / "blocks.css").open("a") as sheet:
        sheet.write(css)
    return copy


def build(publication: Publication, folder: Path, sizes: str = "18", css: str = "") -> Artefacts:
    """Build below a folder, which is made a release of one edition."""
    job = BuildJob(folder / "large-print", themes(folder, sizes, css))
    job.folder.mkdir(parents=True)
    return Artefacts(folder, {"large-print": LargePrint().build(publication, job)})
