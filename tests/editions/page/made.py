"""The finished page of a publication, as a release has it, and small ones made quickly."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from build_tools.checks import Artefacts
from build_tools.editions import Artefact, BuildJob
from build_tools.editions.page import OnePage
from build_tools.publication import Publication

THEMES = Path(__file__).parents[3] / "themes"


def page_of(publication: Publication, folder: Path, themes: Path = THEMES) -> Artefacts:
    """Build the edition below a folder."""
    job = BuildJob(folder / "page", themes)
    job.folder.mkdir(parents=True)
    return Artefacts(folder, {"page": OnePage().build(publication, job)})


def page_once(once: Callable, name: str, publication: Publication) -> Artefacts:
    """Build the edition once for all tests."""

    def make(folder: Path) -> Artefact:
        return page_of(publication, folder / "release").made["page"]

    folder, artefact = once(f"page-{name}", make)
    return Artefacts(folder / "release", {"page": artefact})


def themes_with(folder: Path, settings: str) -> Path:
    """Copy the themes, with other settings of this edition."""
    themes = folder / "themes"
    shutil.copytree(THEMES, themes)
    (themes / "page.yml").write_text(settings)
    return themes
