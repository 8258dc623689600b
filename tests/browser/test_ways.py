"""Finding one's way as people do: on a phone, by keyboard, without scripts, by a sent address."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.slow

PHONE = 390
STEPS = ".path:visible .steps > li"


def heading(page):
    return page.locator("main h1").inner_text()


# --- Two steps from the first page ---


@pytest.mark.parametrize("scripts", [True, False])
def test_two_steps_lead_from_the_first_page_to_a_stage_and_a_theme(open_page, scripts):
    page = open_page("index.html", PHONE, java_script_enabled=scripts)
    page.click(".doors >> text=Ageing Well")
    assert heading(page).endswith("Ageing Well")
    page.click(".narrow >> text=Simple services")
    assert heading(page) == "Ageing Well: Simple services"
    assert page.locator(STEPS).count() >= 5


def test_doors_stand_on_the_second_screen_of_a_phone_at_the_latest(open_page):
    page = open_page("index.html", PHONE)
    boxes = [door.bounding_box() for door in page.locator(".door").all()]
    assert len(boxes) == 4
    assert max(box["y"] + box["height"] for box in boxes) < 2 * 800


def test_a_door_is_seen_without_colours_of_its_own(open_page):
    page = open_page("index.html", forced_colors="active")
    for door in page.locator(".door .panel").all():
        assert door.evaluate("(panel) => getComputedStyle(panel).borderTopStyle") == "solid"


# --- Find yourself ---


def test_the_keyboard_alone_gives_an_answer_in_place(open_page, address):
    page = open_page("find/index.html")
    page.focus("input[name=stage]")
    page.keyboard.press("ArrowUp")  # round to the last
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_selector(STEPS)
    assert page.locator("#_status").inner_text() == f"{page.locator(STEPS).count()} steps, below."
    assert page.locator(".path h2").inner_text() == "As a resident"
    assert "Ageing Well" in page.locator(STEPS).first.inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#as-carer")
    assert page.locator("#_status").get_attribute("role") == "status"
    assert (
        page.url
        == f"{address}find/index.html?stage=ageing-well&interest=connected-town&role=as-carer"
    )


def test_an_answer_can_be_sent_on(open_page):
    page = open_page("find/index.html?stage=ageing-well&interest=confident-people&role=as-carer")
    page.wait_for_selector("#as-carer")
    for name, value in (("stage", "ageing-well"), ("role", "as-carer")):
        assert page.locator(f"input[name={name}]:checked").get_attribute("value") == value
    page.click("#as-carer a >> nth=0")
    assert page.url.endswith("/life-stages/ageing-well/#your-page")
    page.go_back()
    page.wait_for_selector("#as-carer")
    page.click("text=This path on a page of its own")
    assert page.url.endswith("/find/ageing-well/confident-people/#as-carer")
    assert page.locator(".path h2:visible").all_inner_texts() == ["As a carer"]


def test_a_sent_address_that_names_nothing_asks_again(open_page):
    page = open_page("find/index.html?stage=gone&interest=confident-people&role=as-carer")
    assert page.locator(".finder").is_visible()
    assert page.locator("input[name=stage]:checked").count() == 0
    page.click("text=Show the path")
    assert page.locator("#_status").inner_text() == "Choose one in each list."


def test_where_the_answer_cannot_be_fetched_its_page_is_opened(open_page):
    # Without a service worker, which would ask in the page's place and not be seen.
    page = open_page("find/index.html", service_workers="block")
    page.route(re.compile(r"/find/[a-z-]+/[a-z-]+/$"), lambda route: (
        route.abort() if route.request.resource_type == "fetch" else route.continue_()
    ))  # fmt: skip
    page.check("input[value=living-well]")
    page.click("input[value=simple-services]")  # its page may be gone before `check` can look
    page.wait_for_url("**/find/living-well/simple-services/#as-resident")
    assert page.locator(STEPS).count() >= 5


def test_without_scripts_links_lead_to_the_same_paths(open_page):
    page = open_page("find/index.html", PHONE, java_script_enabled=False)
    assert not page.locator(".finder").is_visible()
    page.click(".fan >> nth=3 >> text=Confident people")
    assert page.locator(".path h2:visible").all_inner_texts() == ["As a resident"]
    page.click(".jump >> text=A partner")
    assert page.locator(".path h2:visible").all_inner_texts() == ["As a partner"]
    assert 5 <= page.locator(STEPS).count() <= 9


def test_a_role_s_arrow_leads_on_with_the_role(open_page):
    page = open_page("index.html", PHONE)
    page.click(".invitation >> text=A business")
    page.wait_for_selector("input[name=role][value=as-business]:checked")  # its script comes last


# --- Case studies ---


def test_case_studies_are_narrowed_at_once_and_the_count_is_said(open_page, address):
    page = open_page("case-studies/index.html", PHONE)
    shown = page.locator(".case:visible h2")
    assert shown.count() == 3
    page.select_option("#_place", label="Harbour")
    assert shown.all_inner_texts() == ["Sensors that keep the harbour safe"]
    assert page.locator("#_status[role=status]").inner_text() == "1 of 3 case studies"
    assert page.url == f"{address}case-studies/index.html?place=place-harbour"
    page.select_option("#_life-stages", label="Ageing Well")
    assert page.locator("#_status").inner_text() == "0 of 3 case studies"
    page.click("text=Show all")
    page.wait_for_function("document.getElementById('_status').textContent.startsWith('3')")
    assert shown.count() == 3
    assert page.url == f"{address}case-studies/index.html"


def test_narrowed_case_studies_can_be_sent_on(open_page):
    page = open_page("case-studies/index.html?themes=themes-confident-people&other=x")
    assert page.locator(".case:visible").count() == 1
    chosen = page.locator("#_themes").evaluate("(list) => list.selectedOptions[0].text")
    assert chosen == "Confident people"


def test_without_scripts_case_studies_stand_in_lists(open_page):
    page = open_page("case-studies/index.html", PHONE, java_script_enabled=False)
    assert not page.locator(".filter").is_visible()
    page.click("#by-partner summary")
    page.click("#by-partner >> text=Tablets at the memory café >> nth=0")
    assert heading(page).endswith("Tablets at the memory café")


# --- A to Z, contents, matrix ---


def test_a_letter_leads_to_its_names(open_page):
    page = open_page("a-to-z/index.html", PHONE, java_script_enabled=False, reduced_motion="reduce")
    page.click(".letters >> text=G")
    box = page.locator("#g").bounding_box()
    assert 0 <= box["y"] < 400
    page.click("#g >> text=Gigabit >> nth=0")
    assert page.url.endswith("/glossary/#gigabit")


def test_the_contents_lead_to_a_heading(open_page):
    page = open_page("contents/index.html", PHONE, java_script_enabled=False)
    page.click("text=Your care, on your page")
    assert page.url.endswith("/life-stages/ageing-well/#your-page")


def test_the_matrix_is_a_table_when_wide_and_lists_when_narrow(open_page):
    display = "(cell) => getComputedStyle(cell).display"
    label = "(cell) => getComputedStyle(cell, '::before').content"
    wide = open_page("matrix/index.html").locator("td").first
    assert (wide.evaluate(display), wide.evaluate(label)) == ("table-cell", "none")
    page = open_page("matrix/index.html", 320)
    narrow = page.locator("td").first
    assert (narrow.evaluate(display), narrow.evaluate(label)) == ("block", '"Connected town"')
    empty = page.locator("td:not(:has(a))")
    assert empty.inner_text() == "Nothing recorded"
    assert empty.is_visible()
    assert page.get_by_role("cell").count() == 16  # still cells for whoever listens
