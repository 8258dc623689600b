"""Some editions without the others: nothing leads to what was not made, and words say so."""

from __future__ import annotations

import itertools
from functools import partial

import pytest

from build_tools.cli import run
from build_tools.editions import EDITIONS, edition, with_needs
from build_tools.editions.site.navigation import Subjects, all_ways
from build_tools.publication.blocks import plain, walk
from build_tools.publication.production import Production
from build_tools.reading import read
from build_tools.release import Checking, production_of
from tests.editions.site.conftest import ROOT, BuiltSite
from tests.reading.town import TOWN, write

SUBSETS = [
    *((name,) for name in EDITIONS),
    *itertools.islice(itertools.combinations(EDITIONS, 2), 0, None, 6),
    ("site", "pdf"),
    tuple(EDITIONS),
]
SPINE = str(TOWN["publication.yml"]).replace("      - about\n", "      - formats\n      - about\n")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    spine = SPINE.replace("      - formats\n", "      - formats\n      - accessibility\n")
    return write(tmp_path_factory.mktemp("town"), {**TOWN, "publication.yml": spine})


def said(publication, path):
    section = next(one for one in publication.sections if one.path == path)
    return [plain(node.content) for node in walk(section.blocks) if hasattr(node, "content")]


@pytest.mark.parametrize("only", SUBSETS, ids="+".join)
def test_a_preview_says_what_it_has_and_what_it_was_made_without(town, only):
    publication = read(town, partial(production_of, Checking("quick"), only=only))
    made = with_needs(only)
    production = publication.production
    assert tuple(one.name for one in production.formats) == made
    assert {one.name for one in production.left_out} == EDITIONS.keys() - set(made)
    assert Production.of_json(production.as_json()) == production

    (home, *_) = [way.view for way in all_ways(Subjects(publication)) if way.path == "index"]
    assert {one.address for one in home.formats} == {
        f"downloads/#{name}" for name in made if name != "site"
    }
    formats = said(publication, "formats")
    names = {edition(name).title for name in EDITIONS if name not in made}
    is_preview = bool(names)
    assert names <= set(formats)
    assert any("This copy is a preview" in words for words in formats) is is_preview
    statement = "\n".join(said(publication, "accessibility"))
    assert ("before it was released" in statement) is not is_preview
    assert ("This copy is a preview." in statement) is is_preview


def test_a_publication_that_names_its_editions_was_made_without_no_other(town):
    production = production_of(Checking("quick"), ("site", "text"))
    assert production.left_out == ()
    production = production_of(Checking("quick"), ("site", "text"), only=("text",))
    assert [one.name for one in production.left_out] == ["site"]
    production = production_of(Checking("quick"), ("text",), only=("data",))
    assert [one.name for one in production.formats] == ["data"]


@pytest.mark.slow
def test_a_preview_of_the_site_is_clean_and_leads_to_nothing_that_is_not_there(tmp_path, capfd):
    content = ROOT / "tests" / "publications" / "updates" / "content"
    outputs = tmp_path / "outputs"
    told = ["--content", str(content), "--outputs", str(outputs), "--edition", "site"]
    assert run(["build", *told]) == 0, capfd.readouterr()
    publication = read(content, partial(production_of, Checking("quick"), only=("site",)))
    site = BuiltSite(publication, (outputs / "preview" / "site").resolve(), None)
    page = site.page("downloads")
    left_out = page.xpath("//ul[@class='left-out']/li/text()")
    assert left_out == [edition(name).title for name in EDITIONS if name not in ("site", "text")]
    offers = page.xpath("//section[@class='offer']/@id")
    assert offers == ["text", "another"]
    assert "preview" in site.page().xpath("string(//section[contains(@class, 'formats')]/p)")
