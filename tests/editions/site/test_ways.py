"""The site's own pages: what they lead to comes from metadata, whatever a publication has."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest

from build_tools.editions.site import Site
from build_tools.editions.site.navigation import Subjects, all_ways
from build_tools.editions.site.navigation.alphabet import initial
from build_tools.editions.site.navigation.finder import FEWEST, MOST
from build_tools.editions.site.navigation.subjects import first_sentence
from build_tools.publication import Publication
from build_tools.publication.blocks import Address, Heading, Link
from build_tools.publication.production import Format, Production
from build_tools.reading import read
from tests.builders import bullets, heading, paragraph, publication, section, words
from tests.editions.site.conftest import ROOT, build_site

OTHERS = ("approach", "briefing", "draft", "updates")


def content(name: str) -> Path:
    return ROOT / "tests" / "publications" / name / "content"


@pytest.fixture(scope="module")
def leeds() -> Publication:
    return read(ROOT / "content")


def views(source: Publication) -> dict[str, object]:
    return {way.path: way.view for way in all_ways(Subjects(source))}


def answers(source: Publication) -> dict[str, object]:
    return {path: view for path, view in views(source).items() if path.startswith("find/")}


# --- The first page ---


def test_the_first_page_has_a_door_for_each_stage_in_its_own_colour(release):
    page = release.page()
    stages = [one for one in release.publication.sections if one.folder == "life-stages"]
    doors = page.xpath("//li[contains(@class, 'door ')]")
    assert [door.xpath("string(a)") for door in doors] == [stage.title for stage in stages]
    assert [door.xpath("string(a/@href)") for door in doors] == [f"{one.path}/" for one in stages]
    assert [door.get("class") for door in doors] == [f"door mark-{n}" for n in range(1, 5)]
    themes = [one.title for one in release.publication.sections if one.folder == "themes"]
    assert page.xpath("//section[contains(@class, 'interests')]//li/a/text()") == themes


def test_the_first_page_has_the_latest_news_with_dates(release):
    items = release.page().xpath("//section[contains(@class, 'news')]//li")
    assert [item.xpath("string(.//time)") for item in items] == [
        "18 June 2026",
        "28 May 2026",
        "March 2026",
    ]
    assert [item.xpath("string(.//time/@datetime)") for item in items] == [
        "2026-06-18",
        "2026-05-28",
        "2026-03",
    ]
    more = release.page().xpath("//a[.='All 4 updates']/@href")
    assert more == ["contents/#delivery"]


def test_the_first_page_names_every_format_but_itself():
    formats = (
        Format("site", "Website", "W."),
        Format("pdf", "Accessible PDF", "For print."),
    )
    made = read(content("draft"), lambda _: Production(formats=formats))
    formats = views(made)["index"].formats
    assert [(one.title, one.address, one.line) for one in formats] == [
        ("Accessible PDF", "downloads/#pdf", "For print."),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_a_publication_without_stages_has_a_first_page_too(name, tmp_path):
    site = build_site(read(content(name)), tmp_path)
    page = site.page()
    assert not page.xpath("//a[.='Find yourself']")
    assert not (tmp_path / "find").exists()
    assert page.xpath("//section[@class='part']/ancestor::details") == []
    parts = page.xpath("//section[@class='part']//li/a/@href")
    assert parts == [f"{one.path}/" for one in site.publication.sections]
    assert bool(page.xpath("//time")) == (name == "updates")
    assert (tmp_path / "case-studies" / "index.html").exists() == (name in {"approach", "briefing"})


def test_a_matrix_alone_gives_doors_and_no_finder(everything):
    record = everything.record.model_copy(update={"finder": None})
    found = views(replace(everything, record=record))
    assert [one.id for one in found["index"].doors.subjects] == [
        "connected-town",
        "confident-people",
        "simple-services",
        "open-and-trusted",
    ]
    assert not [path for path in found if path.startswith("find")]


# --- Find yourself ---


def test_there_is_a_page_for_each_stage_and_interest(everything):
    asking = views(everything)["find"]
    pairs = [
        f"find/{stage.id}/{interest.id}"
        for stage in asking.stages.subjects
        for interest in asking.interests.subjects
    ]
    assert len(pairs) == 16
    assert list(answers(everything)) == pairs


@pytest.mark.slow
@pytest.mark.parametrize("name", ["everything", "leeds"])
def test_every_path_is_short_and_begins_with_the_two_that_were_chosen(name, request):
    source = request.getfixturevalue(name)
    roles = [f"as-{role.id}" for role in source.record.finder.roles]
    for answer in answers(source).values():
        assert [path.id for path in answer.paths] == roles
        for path in answer.paths:
            addresses = [step.address for step in path.steps]
            assert FEWEST <= len(set(addresses)) == len(addresses) <= MOST, path
            assert addresses[0].startswith(answer.stage.address)
            assert addresses[1].startswith(answer.interest.address)
            assert all(step.title and step.line for step in path.steps), path


def test_whoever_speaks_for_an_organisation_is_offered_a_toolkit(leeds):
    for answer in answers(leeds).values():
        (partner,) = (path for path in answer.paths if path.id == "as-partner")
        assert "Toolkits" in {step.kind for step in partner.steps}


def test_each_reader_gets_the_heading_that_is_written_for_them(everything):
    answer = answers(everything)["find/ageing-well/confident-people"]
    first = {path.id: path.steps[0] for path in answer.paths}
    assert first["as-resident"].address == "life-stages/ageing-well/#never-online-only"
    assert first["as-carer"].address == "life-stages/ageing-well/#your-page"
    assert first["as-carer"].title == "Ageing Well: Your care, on your page"
    assert first["as-partner"].address == "life-stages/ageing-well/#contribute"
    last = {path.id: path.steps[-1] for path in answer.paths}
    assert last["as-carer"].address == "take-part/#as-a-carer"
    assert last["as-carer"].line == "Say which hours suit you."


def test_what_is_written_for_others_is_left_out(everything):
    answer = answers(everything)["find/ageing-well/confident-people"]
    for path in answer.paths:
        found = "case-studies/memory-cafe/" in {step.address for step in path.steps}
        assert found == (path.id != "as-business"), path.id


def test_what_is_about_both_comes_before_what_is_about_one(everything):
    subjects = Subjects(everything)
    about = {
        thing.address: (
            thing.is_about("life-stages", "ageing-well"),
            thing.is_about("themes", "confident-people"),
        )
        for thing in subjects.things
    }
    answer = answers(everything)["find/ageing-well/confident-people"]
    assert answer.missing == ()
    for path in answer.paths:
        kinds = {step.kind for step in path.steps}
        assert {"Commitments", "Measures"} <= kinds
        for step in path.steps:
            if step.kind in {"Commitments", "Measures", "Case studies"}:
                assert about[step.address] == (True, True), step


def test_a_pair_that_nothing_is_about_says_so_and_leads_on(everything, release):
    path = "find/working-well/open-and-trusted"
    assert answers(everything)[path].missing == (
        "commitments",
        "measures",
        "case studies",
        "toolkits",
    )
    said = release.page(path).xpath("string(//p[@class='missing'])")
    assert said.startswith("Nothing recorded about both: commitments, measures")


def test_examples_are_named_as_such(release):
    page = release.page("find/starting-well/simple-services")
    kinds = [kind.text for kind in page.xpath("//a[.='A move without forms']/../p[@class='kind']")]
    assert set(kinds) == {"Case studies, illustrative example"}


def test_a_stage_leads_to_its_paths_and_a_theme_too(release):
    for path, expected in (
        ("life-stages/ageing-well", "../../find/ageing-well/simple-services/"),
        ("themes/simple-services", "../../find/ageing-well/simple-services/"),
    ):
        assert expected in release.page(path).xpath("//nav[@aria-label='Find yourself']//a/@href")
    assert not release.page("foreword").xpath("//nav[@aria-label='Find yourself']")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("One. Two.", "One."),
        ("“One?” Two.", "“One?”"),
        ("Illustrative example. One. Two.", "One."),
        ("It costs £1.50 a day. Two.", "It costs £1.50 a day."),
        ("No end", "No end"),
        ("", ""),
    ],
)
def test_a_line_is_a_first_sentence(words, first):
    assert first_sentence(words) == first


def test_a_line_comes_from_the_first_words_under_a_heading():
    source = publication(
        section("One", heading(2, "A", id="a"), bullets("First. More.", "Second."), id="one"),
        section("Two", heading(2, "B", id="b"), heading(2, "C", id="c"), paragraph("Words. More.")),
    )
    lines = Subjects(source)._lines
    assert {ref.block: line for ref, line in lines.items()} == {
        "a": "First.",
        "b": "",
        "c": "Words.",
    }


# --- Case studies ---


def test_case_studies_are_found_by_place_stage_theme_and_partner(everything):
    found = views(everything)["case-studies"]
    assert [facet.id for facet in found.facets] == ["place", "life-stages", "themes", "partner"]
    by = {
        (facet.id, value.name): [case.title for case in value.cases]
        for facet in found.facets
        for value in facet.values
    }
    assert by["place", "Marsh End"] == ["Tablets at the memory café"]
    assert by["partner", "Withyhaven College"] == ["Sensors that keep the harbour safe"]
    assert by["life-stages", "Living Well"] == [
        "A move without forms",
        "Sensors that keep the harbour safe",
    ]
    assert ("themes", "Confident people") in by


def test_without_stages_case_studies_are_found_by_what_they_are_about():
    found = views(read(content("briefing")))["case-studies"]
    assert [facet.id for facet in found.facets] == ["place", "elements"]


def test_what_tells_nothing_apart_is_no_way_to_find(tmp_path):
    found = views(read(content("approach")))["case-studies"]
    assert len(found.cases) == 1
    assert all(len(facet.values) > 1 for facet in found.facets)


def test_lists_lead_to_case_studies_without_a_script(release):
    page = release.page("case-studies")
    lists = page.xpath("//details[@id='by-place']//h3[.='Marsh End']/following-sibling::ul[1]//a")
    assert [link.get("href") for link in lists] == ["memory-cafe/"]


# --- A to Z, and contents ---


def test_everything_with_a_name_stands_under_its_letter(everything):
    letters = views(everything)["a-to-z"]
    names = [line.name for letter in letters for line in letter.lines]
    found = {line.name: line for letter in letters for line in letter.lines}
    for one in everything.sections:
        assert found[one.title].address == f"{one.path}/"
    for register, kind in (
        ("glossary", "Term"),
        ("commitments", "Commitment"),
        ("measures", "Measure"),
        ("partners", "Partner"),
    ):
        entries = everything.registers[register].entries
        assert len(entries) == sum(
            line.kind == kind and not line.instead for letter in letters for line in letter.lines
        )
    assert found["full fibre"].instead == "Gigabit"
    assert found["full fibre"].address == found["Gigabit"].address == "glossary/#gigabit"
    assert found["Croeso i Withyhaven"].lang == "cy"
    assert len(names) > 70
    for before, after in pairwise(letter.letter for letter in letters):
        assert before < after or after == "0–9"
    assert all(initial(line.name) == one.letter for one in letters for line in one.lines)


@pytest.mark.parametrize(
    ("name", "letter"),
    [("The town", "T"), ("“Élan”", "E"), ("100% Digital", "0–9"), ("Ẁyth", "W"), ("a word", "W")],
)
def test_names_stand_under_the_letter_that_readers_look_under(name, letter):
    assert initial(name) == letter


def test_the_contents_have_every_part_section_and_heading_in_order(release):
    page = release.page("contents")
    addresses = [
        urljoin("https://a.example/contents/", link).removeprefix("https://a.example/")
        for link in page.xpath("//ol[contains(@class, 'outline')]//a/@href")
    ]
    expected = []
    for one in release.publication.sections:
        expected.append(f"{one.path}/")
        headings = (block for block in one.blocks if isinstance(block, Heading))
        expected += [f"{one.path}/#{block.id}" for block in headings if block.level < 4]
    assert addresses == expected
    parts = [part.id for part in release.publication.parts]
    assert page.xpath("//main/section/@id") == parts
    assert page.xpath("//main//nav//a/@href") == [f"#{part}" for part in parts]


# --- The matrix ---


def test_each_cell_of_the_matrix_names_its_column_and_none_is_hidden(release):
    page = release.page("matrix")
    columns = [head.text_content() for head in page.xpath("//thead//th")][1:]
    for row in page.xpath("//tbody/tr"):
        cells = row.findall("td")
        assert [cell.get("data-column") for cell in cells] == columns
        assert all(cell.text_content().strip() for cell in cells)
    empty = [cell for cell in page.iter("td") if not cell.findall("a")]
    assert [cell.text_content() for cell in empty] == ["Nothing recorded"]
    between = page.xpath("//td//span[@class='unseen']/text()")
    assert set(between) == {"; "}
    assert not re.search(r"</a>;(<br>)?<a", (release.folder / "matrix" / "index.html").read_text())


def test_a_whole_address_in_the_text_that_misses_the_site_s_pages_is_a_warning():
    home = "https://exampleton.example/plan/"
    right = ("", "one/", "one", "one/#why", "one/index.html", "find/", "downloads/pdf/a.pdf")
    wrong = ("two/", "one/#how", "one/two/")
    made = publication(
        section(
            "One",
            heading(2, "Why", id="why"),
            *(paragraph(Link(Address(home + path), words("x"))) for path in right + wrong),
            paragraph(Link(Address("https://other.example/two/"), words("x"))),
        ),
        address=home,
    )
    issues = list(Site().refused(made, ROOT / "themes"))
    assert {(issue.code, issue.severity.value) for issue in issues} == {("SITE-003", "warning")}
    said = "\n".join(issue.problem for issue in issues)
    assert [path for path in right + wrong if f"'{home}{path}'" in said] == list(wrong)
