"""The site while it is written: every change is built and shown; a fault leaves what was there."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.livereload import LiveReloadServer

from build_tools.editions.site.engine import generate
from build_tools.editions.site.plugin import SiteSource
from build_tools.issues import IssuesFound
from build_tools.reading import read

WATCH_SECONDS = 0.2


def serve(content: Path, themes: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Show the site at http://HOST:PORT/ until Ctrl-C; pages reload when they change."""
    with tempfile.TemporaryDirectory(prefix="tandem-serve-") as folder:
        preview = Preview(content, themes, Path(folder))
        server = LiveReloadServer(
            preview.build, host, port, str(preview.site), polling_interval=WATCH_SECONDS
        )
        server.error_handler = preview.error_page
        server.watch(str(content))
        server.watch(str(themes))
        preview.build()
        print(f"Serving {server.url} and watching {content} and {themes}. Ctrl-C ends it.")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            print("Ended.")
        finally:
            server.shutdown()


class Preview:
    """Builds beside the site that is shown, and takes its place when the build is whole."""

    def __init__(self, content: Path, themes: Path, folder: Path) -> None:
        self.site = folder / "site"
        self.site.symlink_to(folder / "none")
        self._content, self._themes, self._folder = content, themes, folder
        self._builds = 0

    def build(self) -> None:
        """Build once. Faults are printed: to raise them would stop the server's answers."""
        self._builds += 1
        made = self._folder / str(self._builds)
        try:
            source = SiteSource(read(self._content), self._themes, preview=True)
            generate(source, made)
        except IssuesFound as found:
            for issue in found.report:
                print(f"\n{issue}", file=sys.stderr)
            print("\nThe former pages stay until this is mended.", file=sys.stderr, flush=True)
        except TemplateError as fault:
            print(f"\n{fault}\nThe former pages stay until this is mended.", file=sys.stderr)
        else:
            former = self.site.resolve()
            new = self._folder / "new"
            new.symlink_to(made)
            new.replace(self.site)
            shutil.rmtree(former, ignore_errors=True)

    def error_page(self, code: int) -> bytes | None:
        """Return what is shown in place of a page that isn't there."""
        if (self.site / "index.html").exists():
            page = self.site / f"{code}.html"
            return page.read_bytes() if page.is_file() else None
        return b"<title>Tandem</title><p>The content has faults; the terminal says which.</p>"
