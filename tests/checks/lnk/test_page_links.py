"""Every fault that the follower of the one web page can find, laid over a page without any."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.lnk import EveryLinkLeads
from tests.editions.page.made import page_once
from tests.every_block import EVERY_BLOCK

FULL, LIGHT = "exampleton.html", "exampleton-light.html"


@pytest.fixture(scope="module")
def page(once) -> Artefacts:
    return page_once(once, "every-block", EVERY_BLOCK)


def found(artefacts: Artefacts) -> list[tuple[str, str]]:
    issues = EveryLinkLeads().run(EVERY_BLOCK, artefacts)
    return [(issue.code, issue.span.path) for issue in issues]


def changed(page: Artefacts, folder, old: bytes, new: bytes) -> Artefacts:
    """Copy the edition, with words of its light file replaced once."""
    (folder / "page").mkdir()
    for name in (FULL, LIGHT):
        data = page.file("page", name).read_bytes()
        if name == LIGHT:
            assert old in data
            data = data.replace(old, new, 1)
        (folder / "page" / name).write_bytes(data)
    return replace(page, folder=folder)


def test_every_link_of_a_sound_page_leads(page):
    assert found(page) == []


END = b"</main>"


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("LNK-003", END, b'<p><a href="#gone">x</a></p></main>'),
        ("LNK-003", END, b'<p><a href="#One">x</a></p></main>'),
        ("LNK-003", END, b'<p><a href="#">x</a></p></main>'),
        ("LNK-003", b"id=_contents", b"id=contents"),
        ("LNK-003", b"id=_text", b"id=text"),
        ("LNK-003", b"<article id=two", b"<article id=tow"),
        ("LNK-005", END, b'<img src="a.png" alt=""></main>'),
        ("LNK-005", END, b'<img src="https://example.org/" alt=""></main>'),
        ("LNK-005", END, b'<p style="background:url(a.png)">x</p></main>'),
        ("LNK-006", END, b'<p><a href="https://example.org/other">x</a></p></main>'),
        ("LNK-006", END, b'<p><a href="exampleton.html">x</a></p></main>'),
        ("LNK-006", END, b'<p><a href="javascript:x()">x</a></p></main>'),
        ("LNK-050", END, b'<p id="one">x</p></main>'),
    ],
)
def test_a_fault_in_a_page(page, tmp_path, code, old, new):
    faults = set(found(changed(page, tmp_path, old, new)))
    assert faults == {(code, f"page/{LIGHT}")}


def test_a_page_that_is_not_there(page, tmp_path):
    gone = changed(page, tmp_path, END, END)
    gone.file("page", LIGHT).unlink()
    assert found(gone) == [("LNK-001", f"page/{LIGHT}")]
