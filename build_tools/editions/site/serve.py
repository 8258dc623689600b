"""The site while it is written: every change is built and shown; a fault stands over the page."""

from __future__ import annotations

import ipaddress
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from build_tools.editions.site.engine import generate
from build_tools.editions.site.panel import alone, over, panel
from build_tools.editions.site.plugin import SiteSource
from build_tools.issues import IssuesFound, refusal
from build_tools.reading import read
from build_tools.rendering.themes import faults_at_their_place, lay_over

WATCH_SECONDS = 0.2


def serve(content: Path, themes: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Show the site at http://HOST:PORT/ until Ctrl-C; pages reload when they change.

    Faults are said on the terminal and in the browser, and end with the save that mends them.
    Raise `IssuesFound` if there is no folder to read.
    """
    if not content.is_dir():
        read(content)
    with tempfile.TemporaryDirectory(prefix="tandem-serve-") as folder:
        preview = Preview(content, themes, Path(folder))
        server = PreviewServer(preview, host, port)
        try:
            server.watch(str(content))
            server.watch(str(themes))
            preview.build()
            print(f"Serving {server.url} and watching {content} and {themes}. Ctrl-C ends it.")
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
        self.faults = ""
        """What is wrong with the content as it is now, in HTML."""
        self._content, self._themes, self._folder = content, themes, folder
        self._builds = 0

    def build(self) -> None:
        """Build once. Faults are kept and printed: raised, they would stop the server's answers."""
        self._builds += 1
        made = self._folder / str(self._builds)
        try:
            self._make(made)
        except IssuesFound as found:
            issues = tuple(found.report)
            self._say("\n\n".join(map(str, issues)), panel(issues, of_page=self.has_pages))
        except Exception as fault:  # noqa: BLE001  (whatever it is, the editor can mend and go on)
            words = refusal(fault) or f"{type(fault).__name__}: {fault}"
            said = refusal(fault) or traceback.format_exc()
            self._say(said, panel((), words, of_page=self.has_pages))
        else:
            former = self.site.resolve()
            new = self._folder / "new"
            new.symlink_to(made / "site")
            new.replace(self.site)
            self.faults = ""
            shutil.rmtree(former.parent if former.name == "site" else former, ignore_errors=True)

    def _make(self, made: Path) -> None:
        publication = read(self._content)
        made.mkdir()
        themes = lay_over(self._themes, made)
        with faults_at_their_place(themes):
            generate(SiteSource(publication, themes, preview=True), made / "site")

    def _say(self, words: str, region: str) -> None:
        self.faults = region
        shutil.rmtree(self._folder / str(self._builds), ignore_errors=True)
        print(f"\n{words}\n\nThe former pages stay until this is mended.", file=sys.stderr)
        sys.stderr.flush()

    @property
    def has_pages(self) -> bool:
        """Whether there is a site to show, of this content or of what it was before."""
        return (self.site / "index.html").is_file()

    def page(self, built: bytes) -> bytes:
        """Return a page as it is shown: with what is wrong, if anything is."""
        return over(built, self.faults) if self.faults else built

    def error_page(self, code: int) -> bytes | None:
        """Return what is shown in place of a page that isn't there."""
        if not self.has_pages:
            return alone(self.faults)
        page = self.site / f"{code}.html"
        return self.page(page.read_bytes()) if page.is_file() else None


class PreviewServer(LiveReloadServer):
    """MkDocs' server, which answers only to its own names, and puts faults over pages.

    A page of another site could have its name lead here and read a draft (DNS rebinding).
    """

    def __init__(self, preview: Preview, host: str, port: int) -> None:
        root = str(preview.site)
        super().__init__(preview.build, host, port, root, polling_interval=WATCH_SECONDS)
        self._preview, self._host = preview, host.strip("[]").lower()
        self.error_handler = self._error_page

    def serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request, unless it asks for another host."""
        if not answers_to(environ.get("HTTP_HOST", ""), self._host):
            start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return [b"This server answers to its own names only: see tandem serve --host.\n"]
        return super().serve_request(environ, start_response)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        injected: bytes = super()._inject_js_into_html(self._preview.page(content), epoch)  # type: ignore[no-untyped-call]
        return injected

    def _error_page(self, code: int) -> bytes | None:
        page = self._preview.error_page(code)
        if page is None:
            return None
        script: bytes = super()._inject_js_into_html(page, self._visible_epoch)  # type: ignore[no-untyped-call]
        return script  # which shows the page anew when the content is mended


def answers_to(asked: str, host: str) -> bool:
    """Whether a Host header names a server that listens on `host`.

    One that listens on all addresses answers to each of them; names can't be known.
    """
    name = asked.lower()
    name = name.partition("]")[0].strip("[") if name.startswith("[") else name.partition(":")[0]
    if not asked or name in {host, "localhost", "127.0.0.1", "::1"}:
        return True
    try:
        listens, named = ipaddress.ip_address(host), ipaddress.ip_address(name)
    except ValueError:
        return False
    return listens.is_unspecified or listens == named
