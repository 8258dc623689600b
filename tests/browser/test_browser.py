"""What rules can't see: keys, reflow, spacing, motion, no scripts, paper.

Numbers in brackets are success criteria of WCAG 2.2.
"""

from __future__ import annotations

import pypdfium2
import pytest

pytestmark = pytest.mark.slow

STOPS = """() => [...document.querySelectorAll(
    'a[href], button, input, summary, [tabindex="0"]'
  )].filter((element) => element.checkVisibility({visibilityProperty: true})).length"""

FOCUS = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return null;
  const style = getComputedStyle(focused);
  const seen = [...focused.getClientRects()].some((box) => [[.5, .5], [.1, .5], [.9, .5]].some(
    ([across, down]) => {
      const top = document.elementFromPoint(
        box.left + box.width * across, box.top + box.height * down);
      return top && (focused.contains(top) || top.contains(focused));
    }));
  return {
    name: focused.outerHTML.slice(0, 120),
    outlined: focused.matches(':focus-visible')
      && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen,
  };
}"""

CLIPPED = """() => [...document.querySelectorAll('body *')].filter((element) => {
  const style = getComputedStyle(element);
  if (!['hidden', 'clip'].includes(style.overflowX) || !element.checkVisibility()) return false;
  if (element.closest('.unseen, svg')) return false;
  return element.scrollHeight > element.clientHeight + 1
    || element.scrollWidth > element.clientWidth + 1;
}).map((element) => element.outerHTML.slice(0, 120))"""

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-block-end: 2em !important }"""

WIDTH = "document.documentElement.scrollWidth"
OPEN_ALL = "document.querySelectorAll('main details').forEach((one) => { one.open = true })"


def walk(page):
    """Press Tab until the page's end; return what had the focus."""
    stops = []
    for _ in range(page.evaluate(STOPS)):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS))
    return stops


@pytest.mark.parametrize("width", [1280, 320])
def test_the_keyboard_reaches_everything_and_its_focus_is_seen(open_page, section, width):
    """Keyboard (2.1.1), focus visible (2.4.7) and not obscured (2.4.11)."""
    for path in ("index.html", section, "search/index.html", "downloads/index.html"):
        stops = walk(open_page(path, width, reduced_motion="reduce"))
        assert stops
        assert [
            stop for stop in stops if not stop or not stop["outlined"] or not stop["seen"]
        ] == []
        assert len({stop["name"] for stop in stops}) > len(stops) / 2


def test_the_contents_open_by_keyboard_and_every_link_of_them_is_seen(open_page, section):
    page = open_page(section, reduced_motion="reduce")
    page.focus(".menu summary")
    page.keyboard.press("Enter")
    links = page.locator(".menu nav a").count()
    assert links > 5
    for _ in range(links):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["outlined"], stop
        assert stop["seen"], stop


def test_every_page_has_a_skip_link_that_works(turn_pages):
    """Bypass blocks (2.4.1). The page for a wrong address has nothing to skip."""
    for path, page in turn_pages():
        if path == "404.html":
            assert page.locator("body > :not(main)").count() == 0
            continue
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", path
        assert page.evaluate(FOCUS)["seen"], path
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "_main", path
        assert page.evaluate("Boolean(document.activeElement.closest('main'))"), path


@pytest.mark.parametrize("width", [320, 256])
def test_nothing_needs_scrolling_in_two_directions(turn_pages, width):
    """Reflow (1.4.10) asks for 320 px; 256 px is a phone at 125 %."""
    for path, page in turn_pages(width):
        page.evaluate(OPEN_ALL)
        assert page.evaluate(WIDTH) <= width, path


@pytest.mark.parametrize("width", [1280, 320])
def test_wider_spacing_cuts_nothing_off(turn_pages, width):
    """Text spacing (1.4.12)."""
    for path, page in turn_pages(width):
        page.evaluate(OPEN_ALL)
        page.add_style_tag(content=SPACING)
        assert page.evaluate(CLIPPED) == [], path
        assert page.evaluate(WIDTH) <= width, path


def test_nothing_moves_for_who_asks_for_less_motion(open_page, section):
    """Animation from interactions (2.3.3)."""
    scrolls = "getComputedStyle(document.documentElement).scrollBehavior"
    moving = """[...document.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element);
      return parseFloat(style.transitionDuration) || parseFloat(style.animationDuration);
    }).length"""
    page = open_page(section, reduced_motion="reduce")
    assert page.evaluate(scrolls) == "auto"
    assert page.evaluate(moving) == 0
    assert open_page(section, reduced_motion="no-preference").evaluate(scrolls) == "smooth"


def test_all_can_be_read_and_reached_without_scripts(open_page, section):
    page = open_page(section, java_script_enabled=False)
    assert page.locator("main h1").is_visible()
    page.click(".menu summary")
    assert page.locator(".menu nav a").first.is_visible()
    page.goto(page.url.replace(section, "search/index.html"))
    assert page.locator("main noscript p").first.is_visible()
    assert page.locator("main noscript li a").first.is_visible()
    assert not page.locator("main form").is_visible()


def test_paper_shows_what_is_folded_up_on_screen(open_page, tmp_path):
    page = open_page("downloads/index.html")
    folded = page.locator("main details li").first
    assert not folded.is_visible()
    name = folded.locator("a").inner_text() or folded.locator("a").text_content()
    page.pdf(path=tmp_path / "downloads.pdf")
    assert squeezed(name) in words(tmp_path / "downloads.pdf")


def test_paper_has_the_words_and_nothing_to_press(open_page, section, tmp_path):
    page = open_page(section)
    page.evaluate(
        "document.querySelector('footer.site').dataset.address = 'https://a.example/one/'"
    )
    page.pdf(path=tmp_path / "section.pdf")
    printed = words(tmp_path / "section.pdf")
    for paragraph in page.locator("main .body > p").all_text_contents():
        assert squeezed(paragraph) in printed
    assert squeezed(page.locator(".stamp").inner_text()) in printed
    assert squeezed("https://a.example/one/") in printed
    for unwanted in ("Skip to the text", "On this page", "Display", "Previous"):
        assert squeezed(unwanted) not in printed


def test_paper_says_where_links_lead(open_page, tmp_path):
    page = open_page("formats/index.html")
    address = page.locator(".body .external[href^=http]").first.get_attribute("href")
    page.pdf(path=tmp_path / "formats.pdf")
    assert squeezed(f"({address})") in words(tmp_path / "formats.pdf")


@pytest.mark.parametrize("path", ["index.html", "find/index.html", "case-studies/index.html"])
def test_paper_has_no_forms_and_no_buttons(open_page, path):
    page = open_page(path)
    page.emulate_media(media="print")
    assert page.locator("main").is_visible()
    for unwanted in ("form", "button", ".button", "nav.narrow", "header.site"):
        assert not any(one.is_visible() for one in page.locator(unwanted).all()), unwanted


def words(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return squeezed("".join(page.get_textpage().get_text_range() for page in pdf))


def squeezed(text):
    """Return a text without spaces, which a PDF has where it likes."""
    return "".join(text.replace("￾", "-").split())
