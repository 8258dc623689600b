"""What was opened can be read again without a network, and nothing else is kept."""

from __future__ import annotations

import shutil

import pytest

from build_tools.editions.site.engine import generate
from build_tools.editions.site.plugin import SiteSource
from tests.browser.flaky_server import network
from tests.builders import paragraph, publication, section
from tests.editions.site.conftest import THEMES

pytestmark = pytest.mark.slow

CONTROLLED = "() => navigator.serviceWorker.controller"
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    for (const {url} of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname);
  }
  return kept;
}"""
BYTES = """async () => {
  let total = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) {
      total += (await (await cache.match(one)).arrayBuffer()).byteLength;
    }
  }
  return total;
}"""


def example(folder, *, preview=False, **record):
    record = {"status": "final", **record}
    made = publication(
        section("One", paragraph("The first words.")),
        section("Two", paragraph("Other words.")),
        section("A <Third> & last", paragraph("Last words."), id="three"),
        **record,
    )
    generate(SiteSource(made, THEMES, preview=preview), folder)
    return folder


@pytest.fixture(scope="module")
def final(tmp_path_factory):
    return example(tmp_path_factory.mktemp("final"))


@pytest.fixture
def online(final):
    with network(final) as made:
        yield made


@pytest.fixture
def page(chromium):
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def until(page, condition, argument=None):
    """Wait for a condition that is told later: Playwright takes a promise for a yes."""
    page.evaluate(
        f"""async (argument) => {{
          for (let tries = 0; tries < 500; tries++) {{
            if (await ({condition})(argument)) return;
            await new Promise((done) => setTimeout(done, 20));
          }}
          throw new Error("never");
        }}""",
        argument,
    )


def is_kept(page, path):
    until(page, f"async (path) => (await ({KEPT})()).includes(path)", path)


def visit(page, online, *paths):
    """Open pages one after the other, and wait until each is kept."""
    for path in paths:
        page.goto(online.address + path)
        until(page, CONTROLLED)
        is_kept(page, f"/{path}")


def test_an_opened_page_is_there_without_a_network_and_says_what_it_is(page, online):
    visit(page, online, "one/", "three/")
    assert not page.locator(".saved").is_visible()
    online.is_cut = True
    page.goto(online.address + "one/")
    assert page.locator(".saved").inner_text() == (
        "Saved copy of version 1.2: the network gives no answer."
    )
    assert "The first words." in page.locator("main").inner_text()
    styled = "getComputedStyle(document.querySelector('header.site')).display"
    assert page.evaluate(styled) == "flex"
    assert page.evaluate("document.querySelector('.to-home img').naturalWidth") > 0
    online.is_cut = False
    page.reload()
    assert not page.locator(".saved").is_visible()


def test_another_page_is_not_and_the_way_back_can_be_walked_by_keyboard(page, online):
    visit(page, online, "one/", "three/")
    online.is_cut = True
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(online.address + "two/?from=here#there")
    assert page.locator("h1").inner_text() == "This page isn’t saved"
    links = page.locator("main li a")
    assert links.all_inner_texts() == [
        "1 One – A strategy for Exampleton",
        "3 A <Third> & last – A strategy for Exampleton",
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/one/")
    assert page.locator(".saved").is_visible()
    assert not [line for line in said if "Content Security Policy" in line]


def test_nothing_is_fetched_ahead_and_a_page_once_only(page, online):
    visit(page, online, "one/")
    loaded = sorted({path for path in online.asked if path.startswith("assets/")})
    until(page, f"async (count) => (await ({KEPT})()).length === count", len(loaded) + 1)
    assert sorted(page.evaluate(KEPT)) == sorted(["/one/", *(f"/{path}" for path in loaded)])
    assert set(online.asked) == {"one/", "worker.js", *loaded}
    assert online.asked.count("one/") == 1


def test_what_was_kept_goes_when_the_stamp_changes(page, online, tmp_path):
    visit(page, online, "one/", "two/")
    online.folder = example(tmp_path, version="1.3", digest="99887766")
    page.goto(online.address + "three/")
    until(page, "async () => (await caches.keys()).every((name) => name.includes(' 1.3 '))")
    is_kept(page, "/three/")
    kept = page.evaluate(KEPT)
    assert "/one/" not in kept
    assert "/two/" not in kept
    online.is_cut = True
    page.reload()
    assert "version 1.3" in page.locator(".saved").inner_text()


def test_no_more_is_kept_than_five_megabytes(page, online, final, tmp_path):
    online.folder = tmp_path / "heavy"
    shutil.copytree(final, online.folder)
    heavy = (final / "one" / "index.html").read_text() + f"<!-- {'x' * 900_000} -->"
    paths = [f"heavy-{number}" for number in range(7)]
    for path in paths:
        (online.folder / path).mkdir()
        (online.folder / path / "index.html").write_text(heavy)
    (online.folder / "huge").mkdir()
    (online.folder / "huge" / "index.html").write_text(heavy * 2)
    visit(page, online, *(f"{path}/" for path in paths))
    page.goto(online.address + "huge/")
    visit(page, online, "two/")
    assert 3_000_000 < page.evaluate(BYTES) <= 5_000_000
    kept = page.evaluate(KEPT)
    assert [f"/{path}/" in kept for path in paths] == [False] * 2 + [True] * 5
    assert "/huge/" not in kept
    assert [path for path in kept if path.endswith(".css")]


def test_saved_pages_are_deleted_when_a_reader_says_so(page, online):
    visit(page, online, "one/", "two/")
    page.click(".to-choices")
    page.get_by_role("button", name="Delete saved pages").press("Enter")
    page.get_by_text("They are deleted.").wait_for()
    assert page.evaluate(KEPT) == []
    online.is_cut = True
    page.goto(online.address + "one/")
    assert page.locator("h1").inner_text() == "This page isn’t saved"


@pytest.mark.parametrize("replaced", [{"status": "draft"}, {"preview": True}])
def test_a_draft_and_a_preview_keep_nothing_and_drop_what_was_kept(
    page, online, tmp_path, replaced
):
    visit(page, online, "one/")
    assert page.evaluate(KEPT)
    online.folder = example(tmp_path, **replaced)
    assert not (tmp_path / "worker.js").exists()
    page.goto(online.address + "two/")
    until(page, "async () => !(await navigator.serviceWorker.getRegistrations()).length")
    assert not page.get_by_role("button", name="Delete saved pages").count()
    page.reload()
    until(page, "async () => !(await caches.keys()).length")
    assert not page.evaluate(CONTROLLED)
    online.is_cut = True
    with pytest.raises(Exception, match="ERR_"):
        page.goto(online.address + "two/")
