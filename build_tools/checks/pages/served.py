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
from urllib.parse import unquote, urlsplit


@dataclass(slots=True)
class Served:
    """`given` are the files that were sent; `refused` those that weren't, by the page at fault."""

    address: str = ""
    given: set[str] = field(default_factory=set)
    refused: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def record(self, path: str, page: str, status: int) -> None:
        """Take note of a request; a browser that has a file already gets 304."""
        if status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            self.given.add(path)
        elif path != "favicon.ico":  # browsers ask for it unbidden
            self.refused[page or path].add(path)


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
        self.record.record(_path(self.path), _path(self.headers.get("Referer", "")), int(code))

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""


def _path(address: str) -> str:
    return unquote(urlsplit(address).path).removeprefix("/")
