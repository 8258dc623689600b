"""Each rule of the one web page finds the faults made for it, and nothing on a sound page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from build_tools.checks import Artefacts, plan
from build_tools.checks.one import StandsAlone
from tests.editions.page.made import page_once
from tests.every_block import EVERY_BLOCK

FULL, LIGHT = "exampleton.html", "exampleton-light.html"


@pytest.fixture(scope="module")
def page(once) -> Artefacts:
    return page_once(once, "every-block", EVERY_BLOCK)


def codes(artefacts: Artefacts) -> list[tuple[str, str]]:
    issues = list(StandsAlone().run(EVERY_BLOCK, artefacts))
    return [(issue.code, issue.span.path) for issue in issues]


def changed(page: Artefacts, folder, path: str, change) -> Artefacts:
    """Copy the edition, with one file changed."""
    (folder / "page").mkdir()
    for name in (FULL, LIGHT):
        data = page.file("page", name).read_bytes()
        (folder / "page" / name).write_bytes(change(data) if name == path else data)
    return replace(page, folder=folder)


def test_nothing_is_found_on_a_sound_page(page):
    assert codes(page) == []


def test_it_runs_in_every_build_that_has_the_page():
    assert "ONE" in plan(["page"])
    assert "ONE" not in plan(["text"])


def test_a_file_that_is_not_there(page, tmp_path):
    gone = changed(page, tmp_path, LIGHT, lambda data: data)
    gone.file("page", LIGHT).unlink()
    assert codes(gone) == [("ONE-001", f"page/{LIGHT}")]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00"])
def test_a_file_that_is_no_page(page, tmp_path, data):
    assert codes(changed(page, tmp_path, FULL, lambda _: data)) == [("ONE-001", f"page/{FULL}")]


def test_a_file_over_its_bound(page):
    made = page.made["page"]
    tight = {**made.facts, LIGHT: {**made.facts[LIGHT], "most-bytes": 1000}}
    artefact = replace(made, facts=tight)
    assert codes(replace(page, made={"page": artefact})) == [("ONE-002", f"page/{LIGHT}")]


@pytest.mark.parametrize("promise", [None, {}, {"most-bytes": "many"}])
def test_a_file_without_a_promise(page, promise):
    facts = {**page.made["page"].facts, FULL: promise}
    artefact = replace(page.made["page"], facts=facts)
    assert codes(replace(page, made={"page": artefact})) == [("ONE-002", f"page/{FULL}")]


LOADS = [
    '<p><img alt="" src="https://example.org/a.png"></p>',
    '<p><img alt="" src="a.png"></p>',
    '<p><img alt="" src="//example.org/a.png"></p>',
    '<p><img alt="" src="data:," srcset="a.png 2x"></p>',
    '<p style="background: URL(a.png)">x</p>',
    "<style>p { background: url( 'a.png' ) }</style>",
    "<style>p { background: u\\72l(a.png) }</style>",
    "<style>p { background: image-set('a.png' 1x) }</style>",
    "<style>@media all { @font-face { src: src('a.woff2') } }</style>",
    '<style>@import "a.css";</style>',
    '<link rel="stylesheet" href="a.css">',
    '<link rel="prefetch" href="data:,">',
    '<link rel="icon" href="a.svg">',
    '<meta http-equiv="Refresh" content="0; url=a.html">',
    '<base href="https://example.org/">',
    "<iframe></iframe>",
    '<object data="a.svg"></object>',
    '<embed src="a.svg">',
    '<video poster="a.png"></video>',
    '<audio src="a.mp3"></audio>',
    '<svg><image href="a.png"/></svg>',
    '<svg><use xlink:href="a.svg#b"/></svg>',
    '<p><a href="#_text" ping="https://example.org/">x</a></p>',
    '<form action="https://example.org/"><input></form>',
    '<table background="a.png"></table>',
]
RUNS = [
    "<script>x()</script>",
    '<p onclick="x()">x</p>',
    '<p><a href=" JavaScript:x()">x</a></p>',
    '<p><a href="data:text/html,x">x</a></p>',
    '<p><a href="vbscript:x">x</a></p>',
]


def with_markup(markup: str):
    return lambda data: data.replace(b"</main>", f"{markup}</main>".encode())


@pytest.mark.parametrize("markup", LOADS)
def test_what_would_be_loaded(page, tmp_path, markup):
    assert ("ONE-003", f"page/{FULL}") in codes(changed(page, tmp_path, FULL, with_markup(markup)))


@pytest.mark.parametrize("markup", RUNS)
def test_what_would_be_run(page, tmp_path, markup):
    assert codes(changed(page, tmp_path, FULL, with_markup(markup))) == [
        ("ONE-004", f"page/{FULL}")
    ]


POLICY = rb'<meta http-equiv="Content-Security-Policy"[^>]*>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (POLICY, b""),
        (rb"(" + POLICY + rb")", rb"\1\1"),
        (rb"(" + POLICY + rb")(.*?</style>)", rb"\2\1"),
        (rb"default-src 'none'", b"default-src 'self'"),
        (rb"default-src 'none'; ", b""),
        (rb"img-src data:", b"img-src data: https:"),
        (rb"base-uri 'none'", b"script-src 'unsafe-inline'; base-uri 'none'"),
        (rb"(style-src) 'sha256-[^']*'", rb"\1 'unsafe-inline'"),
        (rb"sha256-", b"sha256-A"),
        (rb"</style>", b"p{}</style>"),
        (rb"; form-action 'none'", b""),
    ],
)
def test_a_policy_that_lets_something_through(page, tmp_path, old, new):
    def change(data: bytes) -> bytes:
        made = re.sub(old, new, data, count=1, flags=re.DOTALL)
        assert made != data
        return made

    assert codes(changed(page, tmp_path, FULL, change)) == [("ONE-005", f"page/{FULL}")]


def test_a_page_without_its_stamp(page, tmp_path):
    digest = EVERY_BLOCK.stamp.digest.encode()
    without = changed(page, tmp_path, LIGHT, lambda data: data.replace(digest, b"0000000"))
    assert codes(without) == [("ONE-006", f"page/{LIGHT}")]


@pytest.mark.parametrize(
    ("path", "what"), [(FULL, "fonts"), (FULL, "pictures"), (FULL, "charts"), (LIGHT, "pictures")]
)
def test_other_contents_than_promised(page, path, what):
    facts = page.made["page"].facts
    other = {**facts, path: {**facts[path], what: not facts[path][what]}}
    artefact = replace(page.made["page"], facts=other)
    assert codes(replace(page, made={"page": artefact})) == [("ONE-007", f"page/{path}")]


def test_a_picture_that_is_lost(page, tmp_path):
    lost = changed(page, tmp_path, FULL, lambda data: re.sub(b"<img [^>]*>", b"", data, count=1))
    assert codes(lost) == [("ONE-007", f"page/{FULL}")]
