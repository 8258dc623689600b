"""A finished site on a local port, and a record of what was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Request(NamedTuple):
    """A file that was asked for; `source` asked: a page, a style sheet, or nobody knows who."""

    path: str
    source: str
    sent: bool


@dataclass(slots=True)
class Served:
    """A folder's address, and what was asked for: a list, for several threads add to it."""

    address: str = ""
    requests: list[Request] = field(default_factory=list)

    def was_sent(self, path: str) -> bool:
        """Whether a file was asked for and sent."""
        return any(request.path == path and request.sent for request in list(self.requests))

    def read_for(self, page: str) -> set[str]:
        """Return the page, what it asked for, and what that asked for: a style sheet its fonts.

        What nobody knows who asked for counts for every page, but pages: the tools open those.
        """
        asked = [
            request
            for request in list(self.requests)
            if request.source or not request.path.endswith(".html")
        ]
        read = {page, ""}
        while more := {one.path for one in asked if one.source in read} - read:
            read |= more
        return read - {""}

    def refused(self) -> dict[str, set[str]]:
        """Return what was not sent, by what asked for it, or else by itself."""
        refused: dict[str, set[str]] = defaultdict(set)
        for path, source, sent in list(self.requests):
            if not sent:
                refused[source or path].add(path)
        return refused


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder for as long as the context lasts."""
    record = Served()
    handler = partial(_Handler, record, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        record.address = f"http://127.0.0.1:{server.server_port}/"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield record
        finally:
            server.shutdown()
            thread.join()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, record: Served, *arguments: object, **options: object) -> None:
        self.record = record
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        path, source = _path(self.path), _path(self.headers.get("Referer", ""))
        if path != "favicon.ico":  # browsers ask for it unbidden
            self.record.requests.append(Request(path, source, int(code) == HTTPStatus.OK))

    def end_headers(self) -> None:
        """Forbid browsers to keep a file: then each page asks for all that it needs."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""


def _path(address: str) -> str:
    return unquote(urlsplit(address).path).removeprefix("/")
