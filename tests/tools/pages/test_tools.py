"""The three tools find the faults made for them, and nothing on a page of each template."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.axe import PassesAxe, runner
from build_tools.checks.pay import PassesPa11y
from build_tools.checks.vnu import IsValidHtml
from build_tools.editions import Artefact, ArtefactFile
from build_tools.tools.cache import Cache
from tests import builders as b
from tests.templates import build_templates

pytestmark = pytest.mark.slow

CHECKS = [PassesPa11y(), PassesAxe(), IsValidHtml()]

WHOLE = b.publication(b.section("One"))

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,">
<style>html {{ color-scheme: light dark; background: Canvas; color: CanvasText }} {style}</style>
</head><body><main><h1>A page</h1><p>Words.</p>{body}</main></body></html>
"""


def site(folder, **pages: tuple[str, str]) -> Artefacts:
    (folder / "site").mkdir(parents=True)
    for name, (style, body) in pages.items():
        page = PAGE.format(style=style, body=body)
        (folder / "site" / f"{name}.html").write_text(page)
    files = tuple(ArtefactFile(f"{name}.html") for name in pages)
    return Artefacts(folder, {"site": Artefact(files[0].path, files)})


@pytest.fixture(scope="module")
def faulty(tmp_path_factory) -> Artefacts:
    return site(
        tmp_path_factory.mktemp("faulty"),
        clean=("", ""),
        picture=("", '<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></p>'),
        form=("", '<form action="./"><label>Name <input name="a"></label></form>'),
        dark=("@media (prefers-color-scheme: dark) { p { color: #444 } }", ""),
        narrow=("@media (max-width: 400px) { p { color: #ddd } }", ""),
        forced=(
            "@media (forced-colors: active) { p { forced-color-adjust: none; color: #ddd } }",
            "",
        ),
        folded=(
            "nav p { color: #ddd }",
            "</main><details><summary>More</summary><nav><p>Pale.</p></nav></details><main>",
        ),
        deep=(
            ".box { block-size: 100px; overflow: auto } .box p { margin-block-start: 3000px }"
            ".pale { color: #ddd }",
            '<div class="box" tabindex="0"><p class="pale">Pale.</p><p class="pale">Pale.</p>'
            '<p class="plain">Plain.</p></div>',
        ),
        target=("a { font-size: 9px; line-height: 1 }", '<a href="#a">a</a><br><a href="#b">b</a>'),
        gradient=("p { background: linear-gradient(#fff, #000) }", ""),
        nested=("", "<p><span><div>Words.</div></span></p>"),
        role=("", '<ul role="list"><li>Words.</li></ul>'),
        lost=("", '<p><img src="gone.png" alt="A picture"></p>'),
    )


EXPECTED = {
    "PAY": {
        "picture": ("PAY-001", "H37"),
        "form": ("PAY-001", "H32.2"),
        "lost": ("PAY-003", "gone.png"),
    },
    "AXE": {
        "picture": ("AXE-001", "image-alt"),
        "dark": ("AXE-001", "color-contrast"),
        "narrow": ("AXE-001", "color-contrast"),
        "forced": ("AXE-001", "color-contrast"),
        "folded": ("AXE-001", "color-contrast"),
        "deep": ("AXE-001", "color-contrast"),
        "target": ("AXE-001", "target-size"),
        "gradient": ("AXE-002", "color-contrast"),
        "lost": ("AXE-003", "gone.png"),
    },
    "VNU": {
        "picture": ("VNU-001", "alt"),
        "nested": ("VNU-001", "div"),
        "role": ("VNU-002", "list"),
    },
}
MODES = {"dark": "(dark)", "narrow": "(320 px wide)", "forced": "(forced colours)"}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_each_fault_is_found_where_it_is(faulty, check):
    looked_at = only(faulty, "clean.html", *(f"{name}.html" for name in EXPECTED[check.code]))
    issues = list(check.run(WHOLE, looked_at))
    for name, (code, words) in EXPECTED[check.code].items():
        here = [issue for issue in issues if issue.span.path == f"site/{name}.html"]
        found = [issue for issue in here if issue.code == code and words in issue.problem]
        assert found, (name, here)
        assert all(issue.remedy for issue in found)
        if check.code == "AXE":
            assert MODES.get(name, "") in found[0].place
    assert [issue for issue in issues if issue.span.path == "site/clean.html"] == []


SHARED = '<link rel="stylesheet" href="shared.css">'


def test_what_is_out_of_view_is_brought_into_view(faulty):
    found = list(PassesAxe().run(WHOLE, only(faulty, "deep.html")))
    assert [issue.code for issue in found] == ["AXE-001", "AXE-001"]
    assert all('class="pale"' in issue.problem for issue in found)


def test_a_page_that_hangs_has_no_answer(tmp_path, monkeypatch):
    hanging = "<script>onload = () => setTimeout(() => { while (true); })</script>"
    monkeypatch.setattr(runner, "PAGE_SECONDS", 2)
    (found,) = PassesAxe().run(WHOLE, site(tmp_path, hanging=("", hanging)))
    assert found.code == "AXE-003"
    assert "Timeout" in found.problem


def only(site: Artefacts, *paths: str) -> Artefacts:
    return replace(site, made={"site": Artefact(paths[0], tuple(map(ArtefactFile, paths)))})


@pytest.mark.parametrize("check", [PassesPa11y(), PassesAxe()], ids=lambda check: check.code)
def test_a_page_asks_for_what_it_shows_even_if_another_page_has_asked_before(tmp_path, check):
    pages = site(
        tmp_path / "release",
        one=("", SHARED),
        two=("", f'{SHARED}<p><img src="square.svg" alt="A square"></p>'),
    )
    (pages.folder / "site" / "shared.css").write_text('p { background: url("ground.svg") }')
    for name in ("ground", "square"):
        drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
        (pages.folder / "site" / f"{name}.svg").write_text(drawn)
    list(check.run(WHOLE, replace(pages, cache=Cache(tmp_path / "cache"))))
    kept = [json.loads(file.read_bytes())["files"] for file in (tmp_path / "cache").iterdir()]
    shared = {"shared.css", "ground.svg"}
    assert sorted(map(set, kept), key=len) == [shared, shared | {"square.svg"}]


@pytest.fixture(scope="module")
def templates(once) -> Artefacts:
    return build_templates(once)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_nothing_is_found_on_any_template(templates, check):
    assert list(check.run(WHOLE, templates)) == []
