"""A page a section: its words in order, its place among the others, its language."""

from __future__ import annotations

import json
from copy import deepcopy
from urllib.parse import urljoin

import pytest
from lxml import html

from build_tools.editions.site.pages import SectionPage
from build_tools.publication.blocks import (
    Note,
    Quote,
    Reference,
    TermUse,
    children,
    content_of,
    plain,
    walk,
)
from build_tools.rendering.brand import read_brand
from build_tools.rendering.chart import named_palette
from tests.builders import (
    definition,
    definitions,
    figure,
    heading,
    paragraph,
    part,
    publication,
    section,
    words,
)
from tests.editions.site.conftest import THEMES, build_site

SCRIPT = '<script>alert("x")</script> & "quoted" \'too\''


def expected_words(one) -> str:
    """What a section says, by another walk than the writer's."""

    def said(node) -> str:
        own = plain(content_of(node))
        inner = "".join(map(said, children(node)))
        return node.number + (inner + own if isinstance(node, Quote) else own + inner)

    notes = "".join(plain(note.content) for note in one.notes)
    blocks = "".join(said(block) for block in one.blocks if not isinstance(block, Note))
    return f"{one.number}{one.title}{one.summary}{blocks}{notes}"


def read_words(page) -> str:
    article = deepcopy(page.xpath("//article")[0])
    for mark in article.xpath(".//svg | .//sup[@class='call'] | .//a[@class='back']"):
        mark.drop_tree()
    return article.text_content()


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
def test_each_page_has_its_section_s_words_in_order(release):
    for one, page in release.pages:
        assert bare(read_words(page)) == bare(expected_words(one)), one.path


@pytest.mark.slow
def test_the_ways_through_follow_the_spine(release):
    paths = [one.path for one in release.publication.sections]
    home = release.page()
    parts = home.xpath("//main//section[@class='part']//li/a/@href")
    assert [link.rstrip("/") for link in parts] == paths
    menu = [link.rstrip("/") for link in home.xpath("//header//nav//li//ol//a/@href")]
    assert menu == paths
    ways = ["", *paths, "downloads"]
    for before, (one, page), after in zip(ways, release.pages, ways[2:], strict=False):
        address = f"https://town.example/{one.path}/"

        def leads(kind, address=address, page=page):
            (link,) = page.xpath(f"//a[{kind}]/@href")
            return urljoin(address, link).removeprefix("https://town.example/").rstrip("/")

        assert leads("@class='previous'") == before
        assert leads("@class='next'") == after
        assert leads("ancestor::header and @aria-current") == one.path


@pytest.mark.slow
def test_each_numbered_block_is_addressed_by_its_number(release):
    for one, page in release.pages:
        numbers = {node.number: node.id for node in walk(one.blocks) if node.number}
        links = page.xpath("//article//a[@class='number']")
        assert {link.text: link.get("href")[1:] for link in links} == numbers
        assert len(set(page.xpath("//@id"))) == len(page.xpath("//@id"))


@pytest.mark.slow
def test_languages_are_marked(release):
    page = release.page("croeso")
    assert page.get("lang") == "en-GB"
    assert page.xpath("//article/@lang") == ["cy"]
    assert "cy" in page.xpath("//header//li[a/@aria-current]/@lang")
    polish = release.page("how-to-read").xpath("//article//*[@lang='pl']")
    assert polish


@pytest.mark.slow
def test_a_table_scrolls_in_a_named_group(release):
    groups = [group for _, page in release.pages for group in page.xpath("//table/..")]
    assert groups
    for group in groups:
        assert (group.get("role"), group.get("tabindex")) == ("group", "0")
        assert group.get("aria-label")


@pytest.mark.slow
def test_search_finds_every_section(release):
    index = json.loads((release.folder / "search" / "search_index.json").read_bytes())
    found = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert found == {f"{one.path}/" for one in release.publication.sections}


@pytest.mark.slow
def test_hostile_words_stay_words(tmp_path):
    site = build_site(
        publication(
            part(
                SCRIPT,
                section(
                    SCRIPT,
                    heading(2, SCRIPT),
                    paragraph(SCRIPT),
                    figure(SCRIPT, SCRIPT),
                    id="hostile",
                    summary=SCRIPT,
                ),
                summary=SCRIPT,
            ),
            title=SCRIPT,
            subtitle=SCRIPT,
            publisher=SCRIPT,
            summary=SCRIPT,
            notice=SCRIPT,
            contact={"email": "a@b.example", "address": SCRIPT},
        ),
        tmp_path,
    )
    for path in ("", "hostile", "downloads", "search", "a-to-z", "contents"):
        page = site.page(path)
        assert len(page.xpath("//script")) == 3  # of the site's own
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        assert SCRIPT in page.xpath("string(//title)")
    page = site.page("hostile")
    assert page.xpath("//article//img/@alt") == [SCRIPT]
    assert page.xpath("string(//h1)").endswith(SCRIPT)


@pytest.mark.slow  # two pages do: test_building.py
def test_every_page_leads_to_the_accessibility_statement(release):
    pages = sorted(set(release.folder.rglob("*.html")) - {release.folder / "404.html"})
    assert len(pages) > len(release.publication.sections)
    for page in pages:
        found = html.parse(str(page)).xpath("//footer//a[.='Accessibility statement']/@href")
        assert [(page.parent / link / "index.html").is_file() for link in found] == [True], page


def test_a_section_lists_the_key_terms_that_it_uses():
    use = TermUse(Reference("glossary", "carer"), words("carers"))
    meaning = definition("Carer", "Who looks after somebody.", id="carer")
    glossary = section("Glossary", definitions(meaning))
    whole = publication(section("One", paragraph("Ask ", use, ".")), glossary)
    palette = named_palette(read_brand(THEMES))
    one, other = (SectionPage(whole, one, palette) for one in whole.sections)
    page = html.fragment_fromstring(one.html() + one.terms(), create_parent=True)
    assert page.xpath("//a[@class='term']/@href") == ["../glossary/#carer"]
    assert page.xpath("//aside[@class='key-terms']//dt/a/@href") == ["../glossary/#carer"]
    assert page.xpath("string(//aside//dd)").strip() == "Who looks after somebody."
    assert other.terms() == ""


@pytest.mark.slow
def test_a_key_term_leads_to_its_definition_which_is_on_the_page_too(release):
    used = {one.path: page for one, page in release.pages if page.xpath("//a[@class='term']")}
    assert used
    for path, page in used.items():
        leads = page.xpath("//a[@class='term']/@href")
        listed = page.xpath("//aside[@class='key-terms']//dt/a/@href")
        assert leads == listed
        assert all(said.text_content().strip() for said in page.xpath("//aside//dd"))
        for link in leads:
            glossary, _, name = link.partition("#")
            target = html.parse(str(release.folder / path / glossary / "index.html"))
            assert target.xpath(f"//dt[@id='{name}']")
    without = [page for one, page in release.pages if one.path not in used]
    assert without
    assert not any(page.xpath("//aside") for page in without)
