"""A web server whose network can be cut, and whose site can be replaced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class Network:
    """`asked` are the paths that were asked for, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_cut = False
        self.asked: list[str] = []
        self.address = ""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, network: Network, *arguments, **options) -> None:
        self.network = network
        super().__init__(*arguments, directory=str(network.folder), **options)

    def parse_request(self) -> bool:
        if self.network.is_cut:  # no answer at all
            self.close_connection = True
            return False
        return super().parse_request()

    def do_GET(self) -> None:
        self.network.asked.append(self.path.removeprefix("/"))
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")  # as the site's header settings say
        super().end_headers()

    def log_message(self, *_arguments) -> None:
        pass


@contextmanager
def network(folder: Path) -> Iterator[Network]:
    made = Network(folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, made)) as server:
        made.address = f"http://127.0.0.1:{server.server_port}/"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()
