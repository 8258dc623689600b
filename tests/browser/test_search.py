"""Search, as readers use it: by keyboard, on a phone, and without scripts."""

from __future__ import annotations

import pytest

from build_tools.editions.site.engine import generate
from build_tools.editions.site.plugin import SiteSource
from build_tools.publication.records import GlossaryRegister
from build_tools.tools.programs import package
from tests.browser.flaky_server import network
from tests.builders import paragraph, part, publication, section
from tests.editions.site.conftest import THEMES
from tests.editions.site.test_search import GLOSSARY

pytestmark = pytest.mark.slow

INDEX = "search/search_index.json"
LONG = "Long words before it, which nobody looks for. " * 8


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = publication(
        part(
            "Welcome",
            section(
                "Foreword", paragraph("A town writes."), paragraph("The café is open.", id="cafe")
            ),
            section("Care", paragraph(f"{LONG}The integrated care board meets here. {LONG}")),
        ),
        part(
            "Themes",
            section(
                "Masts",
                paragraph("The mast on the quay."),
                paragraph("Another mast.", id="another"),
            ),
            section("Quays", paragraph("On a quay, boats."), lang="cy"),
        ),
    )
    register = GlossaryRegister.model_validate(GLOSSARY)
    object.__setattr__(made, "registers", {"glossary": register})
    folder = tmp_path_factory.mktemp("searched")
    generate(SiteSource(made, THEMES), folder)
    with network(folder) as online:
        yield online


@pytest.fixture
def page(chromium):
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def find(page, site):
    """Return a function that searches, and returns what is said, and the sections found."""

    def find(query):
        page.goto(f"{site.address}search/?q={query}")
        page.wait_for_selector("#_found:not(:empty)")
        return page.locator("#_found").inner_text(), page.locator("h2").all_inner_texts()

    return find


def test_the_index_comes_when_a_reader_turns_to_search_and_not_before(page, site):
    site.asked.clear()
    for path in ("", "foreword/", "search/"):
        page.goto(site.address + path)
        page.wait_for_load_state("networkidle")
    assert INDEX not in site.asked
    page.goto(site.address + "foreword/")
    with page.expect_response(f"**/{INDEX}"):
        page.focus("#_words")
    assert site.asked.count(INDEX) == 1


def test_a_reader_finds_a_paragraph_by_keyboard_alone(page, site):
    page.goto(site.address + "masts/")
    page.focus("#_words")
    page.keyboard.type("CAFE")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=CAFE")
    page.wait_for_selector("#_results li")
    assert page.locator("#_found").get_attribute("role") == "status"
    assert page.locator("#_found").inner_text() == "1 section has “CAFE”."
    page.focus("#_query")
    for _ in range(3):  # the button, the section, the passage
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/foreword/#cafe")


def test_a_result_says_its_section_its_part_and_its_language(page, find):
    said, sections = find("quay")
    assert said == "2 sections have “quay”."
    assert sections == ["4 Quays", "3 Masts"], "a title weighs more"
    first = page.locator("#_results > li").first
    assert first.get_attribute("lang") == "cy"
    assert first.locator("p").inner_text() == "Part 2: Themes"
    assert first.locator("li").inner_text() == "4.1 On a quay, boats."
    assert first.locator("mark").all_inner_texts() == ["quay"]


def test_a_term_finds_what_it_is_also_called(page, find):
    said, sections = find("ICB")
    assert said == "1 section has “ICB”. Looked for as well: “Integrated care board”."
    assert sections == ["2 Care"]
    excerpt = page.locator("#_results li li")
    assert page.locator("mark").inner_text() == "integrated care board"
    assert excerpt.inner_text().startswith("2.1 … ")
    assert excerpt.inner_text().endswith(" …")
    assert len(excerpt.inner_text()) < 320
    assert find("integrated care boards")[1] == ["2 Care"]


def test_a_number_leads_to_its_paragraph(page, find):
    assert find("3.2") == ("1 section has “3.2”.", ["3 Masts"])
    assert page.locator("#_results li li a").get_attribute("href") == "../masts/#another"
    assert find("4")[1] == ["4 Quays"]


def test_all_words_are_wanted_and_some_are_better_than_none(find):
    assert find("mast quay") == ("1 section has “mast quay”.", ["3 Masts"])
    said, sections = find("mast boats")
    assert said == "No section has all of “mast boats”; 2 sections have some of it."
    assert sections == ["3 Masts", "4 Quays"]
    assert find("xylophone")[0].startswith("Nothing was found for “xylophone”.")


def test_words_asked_for_are_words_and_not_markup(page, find):
    said, _ = find("<img src=x onerror=alert(1)> mast")
    assert "“<img src=x onerror=alert(1)> mast”" in said
    assert not page.locator("main img").count()


def test_a_lost_index_is_said(page, site):
    page.route(f"**/{INDEX}", lambda route: route.abort())
    page.goto(f"{site.address}search/?q=mast")
    page.get_by_text("Search could not be loaded.").wait_for()


@pytest.mark.parametrize("width", [1280, 320])
def test_results_fit_and_axe_finds_nothing(chromium, site, width):
    context = chromium.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site.address}search/?q=mast boats")
    page.wait_for_selector("#_results li")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate((package("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    context.close()


def test_without_scripts_the_way_is_shown_instead(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "foreword/")
    page.fill("#_words", "mast")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=mast")
    assert page.locator("main noscript p").first.is_visible()
    assert not page.locator("main form").is_visible()
    assert page.locator("main noscript li").all_inner_texts() == ["A to Z", "Contents"]
    page.get_by_role("main").get_by_role("link", name="Contents").click()
    assert page.get_by_role("main").get_by_role("link", name="3 Masts").is_visible()
    context.close()
