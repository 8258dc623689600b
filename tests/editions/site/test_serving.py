"""The site while it is written, in a process of its own, as an editor runs it."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.editions.site.conftest import ROOT, THEMES

RUN = """
import sys; from pathlib import Path
from build_tools.editions.site.serve import serve
serve(Path(sys.argv[1]), Path(sys.argv[2]), port=int(sys.argv[3]))
"""


def shows(url: str, words: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=seconds) as reply:
                if words in reply.read().decode():
                    return True
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    return False


@pytest.mark.slow
def test_a_change_is_shown_and_a_fault_leaves_what_was_there(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "tests" / "publications" / "everything" / "content", content)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/foreword/"
    command = [sys.executable, "-c", RUN, str(content), str(THEMES), str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert shows(url, "Foreword", 60)
            file = content / "foreword.md"
            before = file.read_text()
            file.write_text(f"{before}\n\nA ferry came.\n")
            assert shows(url, "A ferry came.", 10)  # 2 s on an idle machine; tests run side by side
            file.write_text(before.replace("title:", "titel:"))
            time.sleep(2)
            assert shows(url, "A ferry came.", 5)
            file.write_text(f"{before}\n\nA train came.\n")
            assert shows(url, "A train came.", 10)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                _, said = process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
    assert process.returncode == 0
    assert "foreword.md:2" in said
    assert "META-001" in said
