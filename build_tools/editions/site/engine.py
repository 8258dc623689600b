"""MkDocs, run from Python: the same settings as `mkdocs build`, its warnings as issues."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from build_tools.editions.site.plugin import MAKING_DATE, SiteSource, TandemPlugin
from build_tools.issues import Issue, IssuesFound, Report, SourceSpan

SETTINGS = "mkdocs.yml"


def generate(source: SiteSource, folder: Path) -> None:
    """Write the site into a folder, which MkDocs empties first."""
    with _kept_environment(), _issues_from_warnings(), tempfile.TemporaryDirectory() as nothing:
        # MkDocs wants a folder of Markdown; the publication is all that there is to read.
        config = load_config(
            str(settings_file(source.themes)), docs_dir=nothing, site_dir=str(folder), strict=True
        )
        plugin = config.plugins["tandem"]
        assert isinstance(plugin, TandemPlugin)
        plugin.source = source
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()


def settings_file(themes: Path) -> Path:
    """Return mkdocs.yml: beside the themes in a clone, among them where they are laid out."""
    among = themes / SETTINGS
    return among if among.is_file() else themes.parent / SETTINGS


@contextmanager
def _kept_environment() -> Iterator[None]:
    before = os.environ.get(MAKING_DATE)
    try:
        yield
    finally:
        os.environ.pop(MAKING_DATE, None)
        if before is not None:
            os.environ[MAKING_DATE] = before


@contextmanager
def _issues_from_warnings() -> Iterator[None]:
    report = Report()
    handler = _Collector(report)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield
    except Abort:  # what strict MkDocs says after its warnings
        if not report.failed:
            raise
    finally:
        logger.removeHandler(handler)
    if report.failed:
        raise IssuesFound(report)


class _Collector(logging.Handler):
    def __init__(self, report: Report) -> None:
        super().__init__(logging.WARNING)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        self._report.add(Issue("SITE-002", SourceSpan(SETTINGS), record.getMessage()))
