"""What a page's head says to search engines and to whatever shows a shared address."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from lxml import etree
from PIL import Image

from build_tools.editions.site.cards import draw_cards
from build_tools.editions.site.sharing import Sharer, may_be_listed
from build_tools.rendering.brand import read_brand
from tests.builders import paragraph, part, publication, section
from tests.editions.site.conftest import THEMES, build_site

ROOT = "https://exampleton.example/strategy/"
SCRIPT = "</script><script>alert('x')</script> & \"q\""


def example(**record):
    foreword = section("Foreword", paragraph("Words."), summary="Why we write.")
    croeso = section("Croeso", paragraph("Geiriau."), path="life/croeso", lang="cy")
    return publication(part("Welcome", foreword, croeso), **record)


@pytest.fixture(scope="module")
def addressed(tmp_path_factory):
    made = example(address=ROOT.rstrip("/"), status="final", official="true", subtitle="To 2030")
    return build_site(made, tmp_path_factory.mktemp("addressed"))


def meta(page):
    """Return what the head says by name; nothing is said twice."""
    said = [
        (one.get("property") or one.get("name"), one.get("content"))
        for one in page.xpath("//head/meta[@property or @name]")
    ]
    assert len(dict(said)) == len(said)
    return dict(said)


def facts(page):
    (block,) = page.xpath("//script[@type='application/ld+json']")
    return json.loads(block.text)


@pytest.mark.slow
def test_a_shared_address_shows_title_summary_and_picture(addressed):
    page = addressed.page("foreword")
    said = meta(page)
    assert said["og:title"] == "Foreword"
    assert said["og:description"] == said["description"] == "Why we write."
    assert said["og:site_name"] == "A strategy for Exampleton"
    assert said["og:type"] == "article"
    assert said["og:locale"] == "en_GB"
    assert said["og:url"] == f"{ROOT}foreword/"
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{ROOT}foreword/"]
    assert page.xpath("//footer/@data-address") == [f"{ROOT}foreword/"]  # for paper
    picture = said["og:image"].removeprefix(ROOT)
    with Image.open(addressed.folder / picture) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        assert [said["og:image:width"], said["og:image:height"]] == [*map(str, image.size)]
    assert meta(addressed.page())["og:type"] == "website"
    assert meta(addressed.page("life/croeso"))["og:locale"] == "cy"


@pytest.mark.slow
def test_search_engines_read_the_publication_and_the_place_of_a_page_in_it(addressed):
    home, page = facts(addressed.page()), facts(addressed.page("life/croeso"))
    assert home["@type"] == "Report"
    assert (home["url"], home["name"]) == (ROOT, "A strategy for Exampleton")
    assert (home["version"], home["datePublished"]) == ("1.2", "2026-03-31")
    assert home["publisher"] == {"@type": "Organization", "name": "Exampleton Partnership"}
    assert (page["@type"], page["inLanguage"]) == ("WebPage", "cy")
    assert page["url"] == f"{ROOT}life/croeso/"
    assert page["isPartOf"] == {"@type": "Report", "name": home["name"], "url": ROOT}
    steps = page["breadcrumb"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, home["name"], ROOT),
        (2, "Welcome", f"{ROOT}#welcome"),
    ]


@pytest.mark.slow
def test_the_site_map_lists_every_page_by_its_canonical_address(addressed):
    tree = etree.parse(addressed.folder / "sitemap.xml")
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = [place.text for place in tree.iter(f"{name}loc")]
    pages = ["", "a-to-z/", "contents/", "foreword/", "life/croeso/", "downloads/"]
    assert listed == [ROOT + path for path in pages]
    for path in pages:
        assert addressed.page(path).xpath("//link[@rel='canonical']/@href") == [ROOT + path]
    assert {day.text for day in tree.iter(f"{name}lastmod")} == {"2026-03-31"}
    packed = gzip.decompress((addressed.folder / "sitemap.xml.gz").read_bytes())
    assert packed == (addressed.folder / "sitemap.xml").read_bytes()


@pytest.mark.slow
def test_without_an_address_nothing_pretends_to_one(tmp_path):
    site = build_site(example(), tmp_path)
    for path in ("", "foreword", "life/croeso", "downloads", "search"):
        page = site.page(path)
        assert "og:title" in meta(page)
        assert not {"og:url", "og:image", "twitter:card"} & meta(page).keys()
        assert not page.xpath("//link[@rel='canonical']")
        assert "url" not in json.dumps(facts(page)).replace("//schema.org", "")
    assert not list(tmp_path.rglob("*.png"))
    assert not list(tmp_path.glob("sitemap*"))


@pytest.mark.parametrize(
    ("status", "official", "listed"),
    [
        ("final", "true", True),
        ("final", "false", False),
        ("consultation", "true", False),
        ("draft", "true", False),
    ],
)
def test_only_what_is_final_and_official_may_be_listed(status, official, listed):
    assert may_be_listed(example(status=status, official=official)) is listed


@pytest.mark.slow
def test_search_engines_are_told_so_on_every_page_and_nothing_hides_it(addressed, tmp_path):
    hidden = build_site(example(status="final"), tmp_path)
    for site, expected in ((hidden, "noindex"), (addressed, None)):
        paths = [path for path in site.folder.rglob("*.html") if path.name != "404.html"]
        assert len(paths) == 7
        for path in paths:
            page = site.page(path.parent.relative_to(site.folder).as_posix())
            assert meta(page).get("robots") == expected
        assert not (site.folder / "robots.txt").exists()
        lost = (site.folder / "404.html").read_text()
        assert '<meta name="robots" content="noindex">' in lost


@pytest.mark.slow
def test_hostile_words_stay_in_their_place(tmp_path):
    made = publication(
        part(SCRIPT, section(SCRIPT, paragraph("x"), id="hostile", summary=SCRIPT)), title=SCRIPT
    )
    page = build_site(made, tmp_path).page("hostile")
    assert facts(page)["name"] == facts(page)["description"] == SCRIPT
    assert meta(page)["og:title"] == meta(page)["og:description"] == SCRIPT


def test_a_title_and_a_picture_are_found_by_the_page_s_name():
    made = example()
    sharer = Sharer(made, {"find.md": "Find yourself"}, ROOT, {"find.md": "assets/find.png"})
    sharing = sharer.share("find.md", "find/", None, None)
    assert (sharing.title, sharing.picture) == ("Find yourself", f"{ROOT}assets/find.png")
    assert [step["name"] for step in sharing.facts["breadcrumb"]["itemListElement"]] == [made.title]


@pytest.mark.slow
def test_cards_differ_by_title_are_always_the_same_and_bear_the_brand():
    made, brand = example(), read_brand(THEMES)
    titles = {"one": "Ageing Well", "two": "A very long title " * 8, "three": SCRIPT}
    first, again = (draw_cards(made, brand, THEMES, titles) for _ in range(2))
    assert first == again
    assert len(set(first.values())) == 3
    for card in first.values():
        with Image.open(io.BytesIO(card)) as image:
            colours = {image.convert("RGB").getpixel(spot) for spot in ((5, 5), (600, 627))}
        tokens = brand.colours
        expected = {tokens.deep.screen, tokens.accent.screen}
        assert colours == {(one.red, one.green, one.blue) for one in expected}
        assert len(card) < 40_000
