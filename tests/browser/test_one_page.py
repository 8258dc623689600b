"""The one web page as its readers have it: a file, opened with the network cut.

Numbers in brackets are success criteria of WCAG 2.2.
"""

from __future__ import annotations

import pytest

from tests.browser.test_browser import CLIPPED, FOCUS, SPACING, WIDTH, squeezed, walk, words
from tests.editions.page.made import page_once
from tests.every_block import EVERY_BLOCK

pytestmark = pytest.mark.slow

FILES = ("exampleton.html", "exampleton-light.html")


@pytest.fixture(scope="session")
def made(once):
    return page_once(once, "every-block", EVERY_BLOCK)


@pytest.fixture
def open_file(chromium, made):
    """Return a function that opens a file offline; `said` and `asked` are what came of it."""
    contexts = []

    def open_file(path=FILES[0], width=1280, **options):
        viewport = {"width": width, "height": 800}
        context = chromium.new_context(viewport=viewport, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(made.file("page", path).as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_asks_for_nothing(open_file, made, path, scheme):
    page = open_file(path, color_scheme=scheme)
    page.evaluate("document.fonts.ready.then(() => true)")
    outside = [url for url in page.asked if not url.startswith("data:")]
    assert outside == [made.file("page", path).as_uri()]
    assert page.said == []


def test_its_pictures_and_letters_are_in_it(open_file):
    full, light = map(open_file, FILES)
    loaded = "[...document.images].map((one) => one.complete && one.naturalWidth > 0)"
    assert full.evaluate(loaded) == [True, True]
    fonts = """document.fonts.ready.then((all) =>
      [...all].filter((one) => one.status === "loaded").map((one) => one.family))"""
    assert {name.strip('"') for name in full.evaluate(fonts)} >= {"Text", "Display"}
    assert light.evaluate(fonts) == []
    assert light.get_by_text("A dark square").is_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_keyboard_reaches_everything_and_its_focus_is_seen(open_file, width):
    """Keyboard (2.1.1), focus visible (2.4.7) and not obscured (2.4.11)."""
    stops = walk(open_file(width=width))
    assert len(stops) > 10
    assert [stop for stop in stops if not stop or not stop["outlined"] or not stop["seen"]] == []


def test_the_skip_link_leads_past_the_contents(open_file):
    """Bypass blocks (2.4.1)."""
    page = open_file()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate(FOCUS)["seen"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_text"
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("width", [320, 256])
def test_nothing_needs_scrolling_in_two_directions(open_file, path, width):
    """Reflow (1.4.10) asks for 320 px; 256 px is a phone at 125 %."""
    assert open_file(path, width).evaluate(WIDTH) <= width


@pytest.mark.parametrize("width", [1280, 320])
def test_wider_spacing_cuts_nothing_off(open_file, width):
    """Text spacing (1.4.12)."""
    page = open_file(width=width, bypass_csp=True)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(WIDTH) <= width


def test_it_is_dark_where_the_reader_s_system_is(open_file):
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (open_file(color_scheme=scheme).evaluate(paper) for scheme in ("light", "dark"))
    assert light == "rgb(255, 253, 248)"
    assert dark == "rgb(23, 27, 34)"


def test_in_the_reader_s_own_colours_a_callout_has_its_edge(open_file):
    page = open_file(forced_colors="active")
    width = "getComputedStyle(document.querySelector('.callout')).borderTopWidth"
    assert page.evaluate(width) == "2px"
    assert open_file().evaluate(width) == "0px"


def test_all_can_be_read_without_scripts(open_file):
    page = open_file(java_script_enabled=False)
    entry = page.locator("nav li a").first
    assert entry.is_visible()
    page.click("summary")
    assert not entry.is_visible()
    assert page.locator("main article").last.is_visible()


def test_paper_shows_all_even_what_is_folded_up(open_file, tmp_path):
    page = open_file()
    texts = page.locator(
        "main :is(h2, h3, h4, p, li:not(:has(li)), th, td, dt):visible"
    ).all_text_contents()
    entries = page.locator("nav li li a").all_text_contents()
    page.click("summary")
    assert not page.locator("nav li a").first.is_visible()
    page.pdf(path=tmp_path / "page.pdf")
    whole = words(tmp_path / "page.pdf")
    address = squeezed(" (https://example.org/)")
    assert squeezed("words outside") + address in whole
    printed = whole.replace(address, "")
    assert len(texts) > 50
    for text in (*texts, *entries):
        if text != "Contents":
            assert squeezed(text.replace("↩", "")) in printed, text
    assert squeezed(str(EVERY_BLOCK.stamp)) in printed
    assert squeezed("Skip to the text") not in printed
