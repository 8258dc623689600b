"""Display choices, as readers make them: by keyboard, on a phone, and not at all."""

from __future__ import annotations

import json

import pytest

from build_tools.tools.programs import package
from tests.browser.test_browser import OPEN_ALL, WIDTH

pytestmark = pytest.mark.slow

SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
PAPER = "getComputedStyle(document.body).backgroundColor"
KEPT = "localStorage.getItem('display-choices')"
OPEN = "document.getElementById('_choices').matches(':popover-open')"
FOCUSED = "document.activeElement.name || document.activeElement.className"


def choose(page, **choices):
    """Choose with the mouse."""
    page.click(".to-choices")
    for name, value in choices.items():
        page.check(f"[name={name}][value={value}]")
    page.keyboard.press("Escape")


def test_a_choice_is_made_kept_and_taken_back_by_keyboard(open_page, section):
    page = open_page(section)
    before = page.evaluate(SIZE)
    page.focus(".to-choices")
    page.keyboard.press("Enter")
    assert page.evaluate(OPEN)
    assert page.get_by_role("dialog", name="Display choices").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "size"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(SIZE) == pytest.approx(1.2 * before)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "spacing"
    page.keyboard.press("Escape")
    assert not page.evaluate(OPEN)
    assert page.evaluate(FOCUSED) == "to-choices"

    page.goto(page.url.replace(section, "index.html"))
    assert page.evaluate(SIZE) == pytest.approx(1.2 * before)
    assert json.loads(page.evaluate(KEPT)) == {"size": "large"}
    assert page.is_checked("[name=size][value=large]")
    page.click(".to-choices")
    page.click("#_reset")
    assert page.evaluate(SIZE) == before
    assert page.evaluate(KEPT) is None
    page.reload()
    assert page.evaluate(SIZE) == before


def test_a_choice_holds_before_anything_is_painted(chromium, address, section):
    """The lines in the head set it: no other script has come yet, and no body."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + section)
    choose(page, colours="cream")
    context.route("**/*.js", lambda route: route.abort())
    page.add_init_script("""new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.atFirst = document.documentElement.dataset.colours;
      observer.disconnect();
    }).observe(document, {childList: true, subtree: true})""")
    page.reload()
    assert page.evaluate("window.atFirst") == "cream"
    assert page.evaluate(PAPER) == "rgb(255, 239, 204)"
    context.close()


def test_the_page_keeps_its_place_when_its_script_comes(open_page, section):
    """No layout shift: the button is there from the first paint.

    Without our typefaces, which may come after it on a busy machine and move lines a little.
    """
    page = open_page(section)
    page.route("**/*.woff2", lambda route: route.abort())
    page.reload()
    shift = """() => new Promise((done) => {
      let total = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) total += one.value })
        .observe({type: 'layout-shift', buffered: true});
      setTimeout(() => done(total), 300);
    })"""
    assert page.evaluate(shift) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_system_decides_until_a_reader_does(open_page, section, scheme):
    page = open_page(section, color_scheme=scheme)
    papers = {scheme: page.evaluate(PAPER)}
    for name in ("light", "dark", "cream", "contrast"):
        choose(page, colours=name)
        papers.setdefault(name, page.evaluate(PAPER))
        assert page.evaluate(PAPER) == papers[name]
    assert len(set(papers.values())) == 4
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light dark"


def test_letters_and_spacing_change_all_words(open_page, section):
    page = open_page(section)
    families = """() => ['h1', 'main p', '.menu summary'].map(
      (name) => getComputedStyle(document.querySelector(name)).fontFamily)"""
    assert len(set(page.evaluate(families))) == 2
    choose(page, font="serif", spacing="widest")
    assert set(page.evaluate(families)) == {'Georgia, "Times New Roman", serif'}
    lines, letters = page.evaluate("""() => {
      const style = getComputedStyle(document.querySelector('main .body > p'));
      return [style.lineHeight, style.letterSpacing].map(
        (length) => parseFloat(length) / parseFloat(style.fontSize));
    }""")
    assert lines >= 1.5  # WCAG 2.2, 1.4.12
    assert letters == pytest.approx(0.12)


def test_the_ruler_follows_the_pointer_and_the_focus(open_page, section):
    page = open_page(section, reduced_motion="reduce")
    middle = """() => {
      const {top, bottom} = document.querySelector('.ruler').getBoundingClientRect();
      return (top + bottom) / 2;
    }"""
    assert not page.locator(".ruler").is_visible()
    choose(page, ruler="on")
    page.mouse.move(300, 500)
    assert page.evaluate(middle) == pytest.approx(500, abs=1)
    page.focus(".to-home")
    box = page.locator(".to-home").bounding_box()
    assert page.evaluate(middle) == pytest.approx(box["y"] + box["height"] / 2, abs=1)
    page.click(".menu summary")  # it covers nothing that can be pressed
    assert page.locator(".menu nav").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".ruler").is_visible()


def test_another_tab_follows(open_page, section):
    page = open_page(section)
    other = page.context.new_page()
    other.goto(page.url)
    choose(page, colours="dark")
    other.wait_for_function("document.documentElement.dataset.colours === 'dark'")


def test_nothing_is_offered_without_scripts(open_page, section):
    page = open_page(section, java_script_enabled=False)
    assert not page.locator(".to-choices").is_visible()
    assert not page.locator("#_choices").is_visible()
    assert page.locator("main h1").is_visible()


def test_who_refuses_storage_can_choose_for_a_page(chromium, address, section):
    context = chromium.new_context()
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script("""Object.defineProperty(window, 'localStorage', {
      get() { throw new DOMException('refused', 'SecurityError') }})""")
    page.goto(address + section)
    choose(page, size="larger")
    assert page.evaluate("document.documentElement.dataset.size") == "larger"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.size") is None
    assert faults == []
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_largest_and_widest_still_needs_no_scrolling_in_two_directions(
    turn_pages, address, width
):
    most = json.dumps({"size": "largest", "spacing": "widest"})
    kept = {"name": "display-choices", "value": most}
    state = {"origins": [{"origin": address.rstrip("/"), "localStorage": [kept]}]}
    too_wide = {}
    for path, page in turn_pages(width, storage_state=state):
        assert page.evaluate(KEPT) == most
        page.evaluate(OPEN_ALL)
        if (found := page.evaluate(WIDTH)) > width:
            too_wide[path] = found
    assert too_wide == {}


def test_the_panel_fits_a_phone_and_covers_no_way_out(open_page, section):
    page = open_page(section, 320)
    page.click(".to-choices")
    box = page.locator("#_choices").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 800
    page.check("[name=size][value=largest]")
    page.get_by_role("button", name="Close").click()
    assert not page.evaluate(OPEN)


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_panel_and_in_every_scheme(open_page, section, width):
    script = (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    page = open_page(section, width, reduced_motion="reduce")
    page.evaluate(script)
    for colours in ("light", "dark", "cream", "contrast"):
        page.evaluate("colours => { document.documentElement.dataset.colours = colours }", colours)
        for panel in (False, True):
            page.evaluate("open => document.getElementById('_choices').togglePopover(open)", panel)
            within = "{include: [['#_choices']]}" if panel else "document"
            found = page.evaluate(f"axe.run({within}, {{resultTypes: ['violations']}})")
            assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
            assert found["passes"]
