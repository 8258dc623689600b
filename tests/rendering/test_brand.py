"""brand.yml: what it gives, and each fault that it may have."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.issues import IssuesFound
from build_tools.publication.blocks import CalloutKind
from build_tools.rendering.brand import CALLOUT_LOOKS, Callouts, pairings, read_brand

THEMES = Path(__file__).parents[2] / "themes"


@pytest.fixture
def themes(tmp_path):
    folder = tmp_path / "themes"
    folder.mkdir()
    for name in ("brand.yml", "logo.svg"):
        shutil.copy(THEMES / name, folder)
    return folder


def broken(themes, old, new):
    """Change brand.yml once; return the issues."""
    file = themes / "brand.yml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(IssuesFound) as found:
        read_brand(themes)
    return list(found.value.report)


def line_of(themes, words):
    lines = (themes / "brand.yml").read_text().splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def test_the_brand_that_comes_with_tandem_is_in_order():
    brand = read_brand(THEMES)
    assert brand.type.text.files
    assert len({category.pattern for category in brand.categories}) == 6


def test_tokens_have_the_same_names_on_screen_and_on_paper():
    brand = read_brand(THEMES)
    screen, dark, cmyk = (brand.tokens(kind) for kind in ("screen", "dark", "cmyk"))
    assert list(screen) == list(dark) == list(cmyk)
    assert screen["on-brand"] == "#FFFFFF"
    assert cmyk["ink"] == "device-cmyk(0% 0% 0% 100%)"
    assert all(value.startswith("device-cmyk(") for value in cmyk.values())


def test_css_is_a_custom_property_a_line():
    lines = read_brand(THEMES).css("cmyk").splitlines()
    assert "--category-6: device-cmyk(60% 25% 90% 25%);" in lines


def test_every_pair_names_two_tokens():
    tokens = read_brand(THEMES).tokens("screen")
    assert {name for pair in pairings() for name in (pair.front, pair.ground)} <= tokens.keys()


def test_every_kind_of_callout_has_a_look():
    assert CALLOUT_LOOKS.keys() == set(CalloutKind.__args__)
    assert set(CALLOUT_LOOKS.values()) == set(Callouts.model_fields)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(IssuesFound) as found:
        read_brand(tmp_path / "themes")
    assert [issue.code for issue in found.value.report] == ["BRAND-001"]


@pytest.mark.parametrize("new", ["name: [Tandem", "name: &anchor Tandem\ncopy: *anchor"])
def test_what_is_not_plain_yaml_is_said(themes, new):
    (issue, *_) = broken(themes, "name: Tandem", new)
    assert issue.code == "BRAND-001"
    assert issue.span.path == "themes/brand.yml"
    assert issue.span.line


def test_an_unknown_key_is_said_with_a_suggestion(themes):
    issues = broken(themes, "  muted:", "  mutd:")
    assert [issue.code for issue in issues] == ["BRAND-002", "BRAND-002"]
    unknown = next(issue for issue in issues if "mutd" in issue.problem)
    assert unknown.span.line == line_of(themes, "mutd")
    assert "Did you mean 'muted'?" in unknown.remedy


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('screen: "#FFFDF8"', "screen: white", "'#RRGGBB'"),
        ("cmyk: [0, 0, 0, 75]", "cmyk: [0, 0, 0, 175]", "100"),
        ("cmyk: [0, 0, 0, 75]", "cmyk: [0, 0, 75]", "colours.muted.cmyk"),
        ("pattern: dots", "pattern: diagonal", "same pattern"),
        ("pattern: dots", "pattern: dotted", "dotted"),
        ("  - { name: river", "  # - { name: river", "5 categories, not 6"),
        ("logo: logo.svg", "logo: ../logo.svg", "logo"),
        ("name: Tandem", "name: Tandem\nname: Again", "given twice"),
    ],
)
def test_a_value_that_cannot_be_is_said(themes, old, new, says):
    (issue, *_) = broken(themes, old, new)
    assert issue.code == "BRAND-002"
    assert says in str(issue)
    assert issue.span.line


def test_text_that_cannot_be_read_is_said_with_a_colour_that_can(themes):
    (first,) = broken(themes, 'muted: { screen: "#565B69"', 'muted: { screen: "#A0A3AD"')
    assert first.code == "BRAND-003"
    assert first.span.line == line_of(themes, "#A0A3AD")
    # On the ground where it is least legible; what passes there passes on the others.
    assert "'muted' #A0A3AD on 'warning' #FCEBE4 has contrast 2.18" in first.problem
    assert "The nearest colour that passes: #6" in first.remedy


def test_contrast_in_the_dark_counts_too(themes):
    (issue, *_) = broken(themes, 'dark: "#B7BAC4"', 'dark: "#50525A"')
    assert (issue.code, "(dark)" in issue.problem) == ("BRAND-003", True)


def test_an_edge_or_category_that_cannot_be_seen_is_said_at_its_line(themes):
    (issue, *_) = broken(themes, 'screen: "#A97400"', 'screen: "#F9E4B0"')
    assert (issue.code, issue.span.line) == ("BRAND-003", line_of(themes, "#F9E4B0"))
    (issue, *_) = broken(themes, 'screen: "#4B7337"', 'screen: "#DDEEDD"')
    assert "'tip-edge'" in issue.problem


def test_a_missing_logo_is_said(themes):
    (issue,) = broken(themes, "logo: logo.svg", "logo: mark.svg")
    assert (issue.code, issue.span.line) == ("BRAND-004", line_of(themes, "mark.svg"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("package: fontpkg-atkinson-hyperlegible", "package: fontpkg-not-installed"),
        ("family: Atkinson Hyperlegible", "family: Atkinson Legible"),
    ],
)
def test_a_typeface_that_is_not_there_is_said(themes, old, new):
    assert [issue.code for issue in broken(themes, old, new)] == ["BRAND-005"]
