"""Real web servers that show a site with the header settings that it carries."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

NGINX = """
daemon off;
pid nginx.pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
    {folders}
    server {{
        listen 127.0.0.1:{port};
        location /strategy/ {{ alias {site}/; include {settings}; }}
    }}
    server {{
        listen 127.0.0.1:{port};
        server_name whole.example;
        root {site};
        include {settings};
    }}
}}
"""
APACHE = """
ServerRoot {folder}
ServerName localhost
PidFile {folder}/apache.pid
ErrorLog /dev/stderr
Listen 127.0.0.1:{port}
{modules}
Alias /strategy {site}
<Directory {site}>
    Require all granted
    {allowed}
</Directory>
"""
MODULES = (
    *("mpm_event", "authz_core"),
    *("alias", "deflate", "dir", "filter", "headers", "mime"),  # those that the settings name
)


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.fail(f"{name} is missing: run make setup-check")
    return found


@contextmanager
def nginx(site: Path) -> Iterator[int]:
    """Show a site below /strategy/, and of whole.example alone; yield the port."""
    with _copied(site) as folder:
        port = _free_port()
        names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        folders = " ".join(f"{name}_temp_path {folder}/{name};" for name in names)
        settings = folder / "site" / "headers" / "nginx.conf"
        config = NGINX.format(port=port, site=folder / "site", settings=settings, folders=folders)
        (folder / "server.conf").write_text(config)
        command = [program("nginx"), "-p", str(folder), "-c", str(folder / "server.conf")]
        with _running(command, port):
            yield port


@contextmanager
def apache(site: Path, *, htaccess: bool) -> Iterator[int]:
    """Show a site below /strategy/, its settings as .htaccess or in the server's own."""
    with _copied(site) as folder:
        port = _free_port()
        settings = folder / "site" / "headers" / "apache.conf"
        allowed = f"Include {settings}"
        if htaccess:
            shutil.copyfile(settings, folder / "site" / ".htaccess")
            allowed = "AllowOverride FileInfo Indexes"
        modules = "".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES
        )
        (folder / "mime.types").touch()
        modules += f"TypesConfig {folder}/mime.types\n"
        config = APACHE.format(
            folder=folder, port=port, modules=modules, site=folder / "site", allowed=allowed
        )
        (folder / "server.conf").write_text(config)
        command = [program("apache2"), "-D", "FOREGROUND", "-f", str(folder / "server.conf")]
        with _running(command, port):
            yield port


@contextmanager
def _copied(site: Path) -> Iterator[Path]:
    """Yield a folder with a copy of a site: servers that root starts read as somebody else."""
    with tempfile.TemporaryDirectory(prefix="tandem-server-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(site, folder / "site")
        yield folder


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            while process.poll() is None and not _answers(port):
                time.sleep(0.05)
            if process.poll() is not None:
                assert process.stderr
                pytest.fail(f"{command[0]} ended: {process.stderr.read()}")
            yield
        finally:
            process.terminate()
            process.communicate()


def _answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def ask(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers by lower-case name, and body; no header is there twice."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers=headers)
        reply = connection.getresponse()
        pairs = [(name.lower(), value) for name, value in reply.getheaders()]
        assert len(dict(pairs)) == len(pairs), pairs
        return reply.status, dict(pairs), reply.read()
