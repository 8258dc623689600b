"""Feeds that validate, and emails that are ready to send."""

from __future__ import annotations

import datetime
import email
import json
import re
from dataclasses import replace
from email.policy import default
from urllib.parse import urljoin

import pytest
from lxml import etree, html

from build_tools.editions.site.emails import emails
from build_tools.editions.site.feeds import ATOM, JSON, feeds
from build_tools.publication.records import UpdateRecord
from build_tools.rendering.brand import read_brand
from tests.builders import paragraph, publication, section
from tests.editions.site.conftest import THEMES

ADDRESS = "https://town.example/strategy/"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
NAMES = {"a": "http://www.w3.org/2005/Atom"}


pytestmark = pytest.mark.slow


def atom(whole, address=""):
    return etree.fromstring(feeds(whole, address)[ATOM])


def messages(whole, address=""):
    made = emails(whole, read_brand(THEMES), THEMES, address)
    return {path: email.message_from_bytes(data, policy=default) for path, data in made.items()}


def updates(whole):
    return [one for one in whole.sections if one.kind == "update"]


# --- Feeds -----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_the_atom_feed_has_what_the_standard_asks_for(everything, address):
    feed = atom(everything, address)
    entries = feed.findall("a:entry", NAMES)
    assert len(entries) == len(updates(everything)) > 1
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"a:{name}", NAMES)
            assert found.text.strip()
        assert MOMENT.fullmatch(element.findtext("a:updated", namespaces=NAMES))
        assert element.findtext("a:id", namespaces=NAMES).startswith("urn:uuid:")
        (alternate,) = element.findall("a:link[@rel='alternate']", NAMES)
        leads = urljoin(f"{ADDRESS}{ATOM}", alternate.get("href"))
        assert leads.startswith(ADDRESS)
    assert feed.findtext("a:author/a:name", namespaces=NAMES) == everything.record.publisher
    assert len({entry.findtext("a:id", namespaces=NAMES) for entry in entries}) == len(entries)
    days = [entry.findtext("a:updated", namespaces=NAMES) for entry in entries]
    assert days == sorted(days, reverse=True)


def test_entries_lead_to_the_pages(everything):
    entries = atom(everything).findall("a:entry/a:link", NAMES)
    leads = {urljoin(f"{ADDRESS}{ATOM}", entry.get("href")) for entry in entries}
    assert leads == {f"{ADDRESS}{one.path}/" for one in updates(everything)}


def test_the_json_feed_has_what_its_version_asks_for(everything):
    feed = json.loads(feeds(everything, ADDRESS)[JSON])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == everything.title
    assert (feed["home_page_url"], feed["feed_url"]) == (ADDRESS, ADDRESS + JSON)
    assert feed["authors"][0]["name"]
    assert len(feed["items"]) == len(updates(everything))
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"].strip()
        assert MOMENT.fullmatch(item["date_published"])
        assert item["url"].startswith(ADDRESS)
    without = json.loads(feeds(everything, "")[JSON])
    assert "feed_url" not in without
    assert not any("url" in item for item in without["items"])


def test_an_update_keeps_its_name_in_the_next_version(everything):
    record = everything.record.model_copy(
        update={"version": "2", "date": datetime.date(2027, 1, 1)}
    )
    later = replace(everything, record=record)
    path = "a:entry/a:id"
    assert [one.text for one in atom(later).findall(path, NAMES)] == [
        one.text for one in atom(everything).findall(path, NAMES)
    ]


def test_a_publication_without_updates_has_neither(release):
    whole = publication(section("One", "Words."))
    assert feeds(whole, ADDRESS) == {}
    assert messages(whole) == {}


def test_every_page_names_the_feeds(release):
    for one, page in release.pages:
        links = page.xpath("//link[@rel='alternate']/@href")
        assert [(release.folder / one.path / link).is_file() for link in links] == [True, True]


# --- Emails ----------------------------------------------------------------------------


def test_each_update_has_an_email_in_two_forms_that_say_the_same(everything):
    made = messages(everything)
    assert set(made) == {f"{one.path}/email.eml" for one in updates(everything)}
    for one in updates(everything):
        message = made[f"{one.path}/email.eml"]
        assert message["Subject"] == f"{one.title}: {everything.title}"
        assert message["X-Unsent"] == "1"
        plain, page = (part.get_content() for part in message.iter_parts())
        tree = html.fromstring(page)
        words = " ".join(tree.xpath("string(//body)").split())
        for said in (one.title, one.summary, str(one.record.date), str(everything.stamp)):
            assert said in " ".join(plain.split())
            assert said in words
        assert max(map(len, plain.splitlines())) <= 65
        assert not tree.xpath("//img | //script | //link | //@*[contains(., 'http')]")
        assert tree.xpath("/html/@lang") == [everything.lang]
        assert len(tree.xpath("//h1")) == 1


def test_an_email_says_which_commitments_it_reports_on(everything):
    made = messages(everything)
    reporting = [one for one in updates(everything) if one.record.commitments]
    assert reporting
    for one in reporting:
        plain = made[f"{one.path}/email.eml"].get_body(("plain",)).get_content()
        assert "What it reports on" in plain
        assert plain.count("\n- ") == len(one.record.commitments)


def test_with_an_address_an_email_leads_to_the_page(everything):
    for path, message in messages(everything, ADDRESS).items():
        page = html.fromstring(message.get_body(("html",)).get_content())
        wanted = ADDRESS + path.removesuffix("email.eml")
        assert wanted in page.xpath("//a/@href")
        assert wanted in message.get_body(("plain",)).get_content().splitlines()


def test_words_of_the_content_are_no_markup():
    record = UpdateRecord.model_validate({"title": "<b>", "date": "2026-03"})
    whole = publication(
        section("<b>Bold</b> & more", paragraph("Words."), kind="update", record=record, id="x")
    )
    (message,) = messages(whole).values()
    page = message.get_body(("html",)).get_content()
    assert "<b>" not in page
    assert "<b>Bold</b> & more" in message.get_body(("plain",)).get_content()
    assert atom(whole).findtext("a:entry/a:title", namespaces=NAMES) == "<b>Bold</b> & more"


def test_the_same_source_gives_the_same_bytes(everything):
    assert feeds(everything, ADDRESS) == feeds(everything, ADDRESS)
    brand = read_brand(THEMES)
    first, second = (emails(everything, brand, THEMES, "") for _ in range(2))
    assert first == second
