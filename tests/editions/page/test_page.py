"""The edition's files: what is in which, how large they may be, and always the same bytes."""

from __future__ import annotations

import io
import os
import re
import shutil
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html
from PIL import Image

from build_tools.editions import BuildJob
from build_tools.editions.page import OnePage
from build_tools.issues import IssuesFound, Severity
from build_tools.publication.blocks import Picture
from tests import builders as b
from tests.editions.page.made import THEMES, page_of, page_once, themes_with
from tests.every_block import EVERY_BLOCK

FULL, LIGHT = "exampleton.html", "exampleton-light.html"
SMALL = b.publication(
    b.section(
        "One",
        b.heading(2, "Why"),
        b.paragraph("Words", b.call("a"), "."),
        b.bullets("An item", "Another"),
        b.figure("A dark square", "The square"),
        b.chart("Growth", ["2025"], {"A": [1]}),
        notes=(b.note("a", "A note."),),
    )
)
WITHOUT_FONTS = """\
files:
  - {{suffix: "", fonts: no, pictures: yes, charts: {charts}, most-bytes: {most}, if-larger: keep}}
"""


@pytest.fixture(scope="module")
def made(once):
    return page_once(once, "every-block", EVERY_BLOCK)


def read(artefacts, path=FULL) -> html.HtmlElement:
    data = artefacts.file("page", path).read_bytes()
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def test_there_is_a_file_with_everything_and_a_light_one(made):
    artefact = made.made["page"]
    assert artefact.entry == FULL
    assert [file.path for file in artefact.files] == [FULL, LIGHT]
    assert sorted(path.name for path in made.file("page").parent.iterdir()) == sorted([FULL, LIGHT])
    for path in (FULL, LIGHT):
        assert made.file("page", path).stat().st_size <= artefact.facts[path]["most-bytes"]


def test_each_file_has_what_its_settings_say(made):
    full, light = (read(made, path) for path in (FULL, LIGHT))
    assert full.findtext(".//style").count("data:font/woff2;base64,") > 3
    assert "@font-face" not in light.findtext(".//style")
    assert [img.get("alt") for img in full.iter("img")] == ["A dark square", "Another square"]
    assert len(full.findall(".//svg")) == len(light.findall(".//svg")) == 1
    told = [words.text_content() for words in light.xpath("//p[@class='alternative']")]
    assert told == ["Image: A dark square", "Image: Another square"]


def test_headings_are_in_order(made):
    levels = [int(one.tag[1]) for one in read(made).iter(*(f"h{level}" for level in range(1, 7)))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks_are_there_once(made):
    body = read(made).body
    assert [child.tag for child in body] == ["a", "header", "nav", "main", "footer"]
    assert body[0].get("href") == "#_text"
    assert body.find("main").get("id") == "_text"


def test_what_has_a_number_or_is_led_to_has_an_address_and_nothing_else(made):
    page = read(made)
    led = {link.get("href")[1:] for link in page.iter("a") if link.get("href").startswith("#")}
    for element in page.body.xpath("//*[@id]"):
        numbered = element.find("./*[@class='number']") is not None
        title = element.find("./p[@class='callout-title']/span[@class='number']") is not None
        assert numbered or title or element.get("id") in led, element.get("id")
    numbers = page.xpath("//main//*[@class='number']/..")
    assert numbers
    for element in numbers:
        holders = (element, *element.iterancestors())
        assert any(one.get("id", "").startswith(("one", "two", "part:")) for one in holders)


def test_a_chart_is_drawn_in_colours_that_follow_the_reader(made):
    chart = read(made).find(".//svg")
    fills = {shape.get("fill") for shape in chart.iter() if shape.get("fill")}
    assert fills
    assert all(fill == "none" or fill.startswith("var(--") for fill in fills)


def test_charts_are_left_out_only_where_they_do_not_fit(tmp_path):
    def facts(name, charts, most):
        settings = WITHOUT_FONTS.format(charts=charts, most=most)
        artefacts = page_of(
            SMALL, tmp_path / name, themes_with(tmp_path / f"{name}-look", settings)
        )
        size = artefacts.file("page").stat().st_size
        return artefacts.made["page"].facts[FULL]["charts"], size

    drawn, large = facts("yes", "yes", 1_000_000)
    told, small = facts("no", "no", 1_000_000)
    assert (drawn, told) == (True, False)
    assert facts("fits", "if-they-fit", large) == (True, large)
    assert facts("tight", "if-they-fit", large - 1) == (False, small)


LIGHT_TOO = (
    WITHOUT_FONTS
    + """\
  - {{suffix: "-light", fonts: no, pictures: no, charts: no, most-bytes: 9, if-larger: leave-out}}
"""
)


def test_a_file_that_grows_over_its_bound_says_what_is_large_and_stops_nothing(tmp_path):
    noise = Picture("images/noise.svg", "image/svg+xml", 9, 9, b"<svg/>" * 2000, b.SPAN)
    figure = b.figure("Noise")
    whole = b.publication(b.section("One", replace(figure, picture=noise)))
    themes = themes_with(tmp_path, LIGHT_TOO.format(charts="if-they-fit", most=9_000))
    artefact = page_of(whole, tmp_path / "release", themes).made["page"]
    assert [file.path for file in artefact.files] == [FULL]
    assert artefact.facts.keys() == {FULL, "left-out"}
    full, light = artefact.warnings
    assert (full.code, light.code) == ("PGE-003", "PGE-003")
    assert {full.severity, light.severity} == {Severity.WARNING}
    assert str(full.span) == "themes/page.yml:2:77"
    assert re.search(r"exampleton\.html would have [\d,]+ bytes; 9,000", full.problem)
    assert "It is made all the same" in full.problem
    assert f"{b.SPAN.path} 16,0" in full.problem
    assert f"save {b.SPAN.path} with fewer pixels" in full.remedy
    assert "It is not made" in light.problem


def test_pictures_are_shown_smaller_where_the_file_would_be_too_large(tmp_path):
    data = io.BytesIO()
    Image.effect_noise((900, 900), 90).save(data, "JPEG")
    photograph = Picture("images/a.jpg", "image/jpeg", 900, 900, data.getvalue(), b.SPAN)
    whole = b.publication(b.section("One", replace(b.figure("Noise"), picture=photograph)))
    artefacts = page_of(
        whole,
        tmp_path / "release",
        themes_with(tmp_path, WITHOUT_FONTS.format(charts="no", most=99_000)),
    )
    assert not artefacts.made["page"].warnings
    assert read(artefacts).find(".//img").get("width") == "400"


def test_a_publication_of_very_many_words_has_no_light_file_and_is_made(tmp_path):
    words = b.paragraph("The council lends tablets to people who have none. " * 20)
    whole = b.publication(*(b.section(f"Chapter {n}", *[words] * 9) for n in range(60)))
    artefact = page_of(whole, tmp_path / "release").made["page"]
    assert [file.path for file in artefact.files] == [FULL]
    (warning,) = artefact.warnings
    assert "exampleton-light.html" in warning.problem
    assert "words" in warning.problem
    sizes = artefact.left_out["exampleton-light.html"]
    assert f"would have {sizes['bytes']:,} bytes" in warning.problem
    assert sizes["bytes"] > sizes["most-bytes"]


@pytest.mark.parametrize(
    ("settings", "code", "words"),
    [
        ("files: [", "PGE-001", "isn't YAML"),
        ("files: []", "PGE-002", "at least 1"),
        (
            WITHOUT_FONTS.format(charts="no", most=9).replace("keep", "leave-out"),
            "PGE-002",
            "everybody gets",
        ),
        ("file: []", "PGE-002", "'file' is not known here"),
        (WITHOUT_FONTS.format(charts="maybe", most=1), "PGE-002", "charts' is 'maybe'"),
        (WITHOUT_FONTS.format(charts="yes", most=0), "PGE-002", "most-bytes' is '0'"),
        (WITHOUT_FONTS.format(charts="yes", most=9).replace('""', "Light/"), "PGE-002", "suffix"),
        (
            WITHOUT_FONTS.format(charts="yes", most=9)
            + WITHOUT_FONTS.format(charts="no", most=9).partition("\n")[2],
            "PGE-002",
            "two files have the same suffix",
        ),
    ],
)
def test_a_wrong_setting_is_said_with_its_place(tmp_path, settings, code, words):
    with pytest.raises(IssuesFound) as found:
        page_of(SMALL, tmp_path / "release", themes_with(tmp_path, settings))
    issues = list(found.value.report)
    assert {issue.code for issue in issues} == {code}
    assert any(words in issue.problem for issue in issues)
    assert all(issue.span.path == "themes/page.yml" for issue in issues)


def test_missing_settings_are_an_issue(tmp_path):
    themes = themes_with(tmp_path, "")
    (themes / "page.yml").unlink()
    with pytest.raises(IssuesFound) as found:
        page_of(SMALL, tmp_path / "release", themes)
    assert [issue.code for issue in found.value.report] == ["PGE-001"]


def test_words_are_never_markup(tmp_path):
    words = '<b id="x" class="y"> & "quoted" </li> </td>'
    whole = b.publication(
        b.section(words, words, b.bullets(words), b.figure(words, words), summary=words),
        title=words,
        summary=words,
        notice=words,
    )
    themes = themes_with(tmp_path, WITHOUT_FONTS.format(charts="yes", most=1_000_000))
    page = read(page_of(whole, tmp_path / "release", themes))
    assert page.find(".//h1").text == page.findtext(".//title") == words
    assert page.find(".//article//li").text.strip() == words
    assert page.find(".//article//img").get("alt") == words
    assert page.find(".//article/p[@class='lead']").text == words


@pytest.mark.slow
def test_the_same_source_gives_the_same_bytes_elsewhere_and_on_another_day(
    made, tmp_path, monkeypatch
):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 400 * 86_400)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    themes = tmp_path / "far" / "away" / "themes"
    shutil.copytree(THEMES, themes)
    monkeypatch.chdir(tmp_path / "far")
    folder = tmp_path / "far" / "page"
    folder.mkdir()
    OnePage().build(EVERY_BLOCK, BuildJob(folder=folder, themes=themes))
    monkeypatch.undo()
    time.tzset()
    for path in (FULL, LIGHT):
        first = made.file("page", path).read_bytes()
        assert (folder / path).read_bytes() == first
        assert os.fsencode(tmp_path) not in first


def test_a_small_page_as_it_is_written(tmp_path, golden):
    themes = themes_with(tmp_path, WITHOUT_FONTS.format(charts="no", most=1_000_000))
    page = page_of(SMALL, tmp_path / "release", themes).file("page").read_text(encoding="utf-8")
    golden("page/small.html", page[page.index("<body>") :])
