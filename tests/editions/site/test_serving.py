"""The site while it is written, in a process of its own, as an editor runs it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from lxml import html
from mkdocs.exceptions import Abort

from build_tools.editions.site import serve as serving
from build_tools.editions.site.serve import Preview, answers_to
from tests.editions.site.conftest import ROOT, THEMES

CONTENT = ROOT / "tests" / "publications" / "everything" / "content"
PANEL = 'id="tandem-faults"'


def fetched(url: str, host: str = "") -> tuple[int, str]:
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def shows(url: str, words: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if words in fetched(url)[1]:
                return True
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    return False


@pytest.mark.slow
def test_a_change_is_shown_and_a_fault_stands_over_what_was_there(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    file = content / "foreword.md"
    before = file.read_text()
    file.write_text(before.replace("title:", "titel:"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/foreword/"
    command = [
        sys.executable, "-c", "from build_tools.cli import main; main()", "serve",
        "--content", str(content), "--port", str(port),
    ]  # fmt: skip
    (tmp_path / "temporary").mkdir()
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
    ) as process:
        try:
            assert shows(url, "There is no page yet.", 60)
            code, page = fetched(url)
            assert (code, "livereload" in page) == (404, True)
            assert "foreword.md:2:1" in page
            assert "Did you mean" in page
            file.write_text(f"{before}\n\nA ferry came.\n")
            assert shows(url, "A ferry came.", 60)
            assert PANEL not in fetched(url)[1]
            file.write_text(before.replace("title:", "titel:"))
            assert shows(url, PANEL, 30)
            page = fetched(url)[1]
            assert "A ferry came." in page
            assert "META-001" in html.fromstring(page).xpath("string(//body/section[1]//li)")
            assert fetched(url, "evil.example")[0] == 403
            file.write_text(f"{before}\n\nA train came.\n")
            assert shows(url, "A train came.", 30)
            assert PANEL not in fetched(url)[1]
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                _, said = process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
    assert process.returncode == 0
    assert list((tmp_path / "temporary").iterdir()) == []
    assert "foreword.md:2" in said
    assert "META-001" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault", [RecursionError("too deep"), Abort("MkDocs gives up"), KeyError("x")]
)
def test_whatever_breaks_a_build_is_shown_and_ends_with_the_next(
    tmp_path, monkeypatch, fault, capsys
):
    preview = Preview(CONTENT, THEMES, tmp_path)

    def breaks(*_):
        raise fault

    def works(_, folder):
        folder.mkdir()
        (folder / "index.html").write_text("<body>Good</body>")

    monkeypatch.setattr(serving, "generate", breaks)
    preview.build()
    assert "A fault in Tandem" in preview.error_page(404).decode()
    assert "Traceback" in capsys.readouterr().err
    monkeypatch.setattr(serving, "generate", works)
    preview.build()
    assert preview.page(b"<body>Good</body>") == b"<body>Good</body>"
    monkeypatch.setattr(serving, "generate", breaks)
    preview.build()
    page = preview.page((preview.site / "index.html").read_bytes())
    assert page.startswith(b"<body><style>")
    assert page.endswith(b"</section>Good</body>")


@pytest.mark.slow
def test_words_of_a_fault_are_words_in_the_panel(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    (content / "foreword.md").write_text('---\ntitle: A\n<script>x</script>: "&"\n---\n\nA.\n')
    (tmp_path / "stage").mkdir()
    preview = Preview(content, THEMES, tmp_path / "stage")
    preview.build()
    page = html.fromstring(preview.error_page(404))
    assert page.xpath("//script") == []
    assert "<script>x</script>" in page.text_content()


@pytest.mark.parametrize(
    ("asked", "host", "answers"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost:8000", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("[::1]", "::1", True),
        ("desk.example:8000", "desk.example", True),
        ("192.168.0.7:8000", "0.0.0.0", True),
        ("[fe80::1]:8000", "::", True),
        ("", "127.0.0.1", True),
        ("evil.example", "127.0.0.1", False),
        ("evil.example:8000", "0.0.0.0", False),
        ("localhost.evil.example", "127.0.0.1", False),
        ("192.168.0.7", "127.0.0.1", False),
        ("[::1", "127.0.0.1", True),
        ("[evil]", "127.0.0.1", False),
    ],
)
def test_it_answers_to_its_own_names(asked, host, answers):
    assert answers_to(asked, host) is answers
