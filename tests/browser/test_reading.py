"""Reading as people do: terms, numbers, charts, what was heard, what has happened since."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.slow

PHONE = 390


@pytest.mark.parametrize("scripts", [True, False])
def test_a_term_leads_to_what_it_means_without_hovering(open_page, scripts):
    page = open_page("life-stages/living-well/index.html", PHONE, java_script_enabled=scripts)
    term = page.locator("a.term", has_text="help point").first
    term.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#help-point")
    assert page.locator("#help-point").is_visible()
    page.go_back()
    meant = page.locator(".key-terms")
    assert meant.locator("dt", has_text="Help point").is_visible()


def test_a_paragraph_s_number_is_its_address(open_page):
    page = open_page("summary/index.html", PHONE)
    number = page.locator("a.number", has_text="1.2")
    number.press("Enter")
    paragraph = page.locator("p:target")
    assert paragraph.inner_text().startswith("1.2")
    assert page.url.endswith(f"#{paragraph.get_attribute('id')}")
    again = open_page(f"summary/index.html#{paragraph.get_attribute('id')}", PHONE)
    assert again.locator("p:target").inner_text() == paragraph.inner_text()


@pytest.mark.parametrize(
    "seen", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}]
)
def test_a_chart_says_what_it_shows_and_has_its_table(open_page, seen):
    page = open_page("measures/index.html", 320, **seen)
    chart = page.locator(".chart svg").first
    assert chart.get_attribute("role") == "img"
    assert "Marsh End" in chart.locator("title").text_content()
    box = chart.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    ground, ink = (
        chart.locator(drawn).first.evaluate("(one) => getComputedStyle(one).fill")
        for drawn in ("rect", "text")
    )
    assert ground != ink
    table = page.locator(".chart table").first
    assert table.locator("caption").inner_text().startswith("The values of the chart")
    assert table.get_by_role("columnheader", name="March 2026").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_heard_leads_to_what_changed_and_back(open_page, scripts):
    page = open_page("consultation/marsh-end/index.html", PHONE, java_script_enabled=scripts)
    page.locator("#heard-let-us-dig + dd a").click()
    page.wait_for_url("**/themes/connected-town/#fast-lines")
    page.locator(".body a[href*='consultation/marsh-end']").first.click()
    page.wait_for_url("**/consultation/marsh-end/**")
    assert "Not changed." in page.locator("#heard-library-van + dd").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_commitment_leads_to_what_has_happened_and_back(open_page, scripts):
    page = open_page("index.html", PHONE, java_script_enabled=scripts)
    page.locator(".news a", has_text="All twelve stops can speak").click()
    assert page.locator("main h1").inner_text().endswith("All twelve stops can speak")
    page.locator(".body a[href*='/commitments/#']").first.click()
    page.wait_for_url("**/commitments/#*")
    entry = page.url.rpartition("#")[2]
    reports = page.locator(f"#{entry} ~ dl a[href*='updates/']").first
    reports.press("Enter")
    page.wait_for_url("**/updates/**")


@pytest.mark.parametrize("scripts", [True, False])
def test_every_format_is_offered_on_a_phone(open_page, scripts):
    page = open_page("index.html", PHONE, java_script_enabled=scripts)
    page.click("text=All formats")
    assert page.locator("main h1").inner_text() == "Downloads"
    for name in ("text", "pdf"):
        offer = page.locator(f"section.offer#{name}")
        assert offer.locator(".entry a").is_visible()
        assert re.search(r", [\d.]+ (bytes|KB|MB)", offer.locator(".entry").inner_text())
    page.locator("#text summary").press("Enter")
    assert page.locator("#text details li a").first.is_visible()
    assert page.get_by_role("link", name="How to ask").is_visible()
