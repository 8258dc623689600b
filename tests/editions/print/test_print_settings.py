"""print.yml and the colour profile: each fault that they may have."""

from __future__ import annotations

import pytest
from PIL import ImageCms

from build_tools.editions.print.palette import brand_issues
from build_tools.editions.print.profile import read_profile
from build_tools.editions.print.settings import read_print_settings
from build_tools.issues import IssuesFound, ProgramMissing
from build_tools.rendering.brand import read_brand
from tests.editions.print.shop import THEMES, themes_with


def test_the_settings_that_come_with_tandem_are_in_order():
    settings = read_print_settings(THEMES)
    assert settings.condition.identifier == "FOGRA39"
    assert read_profile(settings.condition, THEMES).description()


def test_missing_settings_are_said(tmp_path):
    with pytest.raises(IssuesFound) as found:
        read_print_settings(tmp_path)
    assert [issue.code for issue in found.value.report] == ["PRN-001"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("bleed: 3", "bled: 3", "Did you mean 'bleed'?"),
        ("bleed: 3", "bleed: three", "'page.bleed' is 'three'"),
        ("marks: 10", "marks: 4", "at least 2 mm more"),
        ("inner-margin: 28", "inner-margin: 128", "no room for text"),
        ("paper: coated", "paper: recycled", "coated, uncoated"),
        ("total-ink: 300", "total-ink: 500", "400"),
        ("multiple: 4", "multiple: 0", "'page.multiple'"),
        ("black-text: overprint", "black-text: maybe", "'overprint' or 'rip'"),
    ],
)
def test_a_wrong_value_is_said_with_its_line(tmp_path, old, new, says):
    themes = themes_with(tmp_path, print=(old, new))
    with pytest.raises(IssuesFound) as found:
        read_print_settings(themes)
    issues = list(found.value.report)
    assert {issue.code for issue in issues} == {"PRN-002"}
    assert says in "\n".join(map(str, issues))
    assert all(issue.span.line for issue in issues)


@pytest.mark.parametrize("wrong", ["missing.icc", "screen.icc", "text.icc", "."])
def test_without_a_cmyk_profile_the_message_says_how_to_get_one(tmp_path, wrong):
    themes = themes_with(tmp_path, print=("ISOcoated_v2_300_bas.icc", f"icc/{wrong}"))
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    (themes / "icc").mkdir(exist_ok=True)
    (themes / "icc/screen.icc").write_bytes(screen.tobytes())
    (themes / "icc/text.icc").write_text("not a profile")
    with pytest.raises(ProgramMissing, match="Put it into themes/icc/"):
        read_profile(read_print_settings(themes).condition, themes)


def issues_on_paper(themes):
    settings = read_print_settings(themes)
    profile = read_profile(settings.condition, themes)
    return list(brand_issues(read_brand(themes), profile, themes))


@pytest.mark.parametrize("limit", [300, 280])
def test_the_brand_that_comes_with_tandem_prints_on_every_usual_paper(tmp_path, limit):
    themes = themes_with(tmp_path, print=("total-ink: 300", f"total-ink: {limit}"))
    assert not issues_on_paper(themes)


def test_a_brand_colour_with_too_much_ink_is_said(tmp_path):
    themes = themes_with(tmp_path, brand=("[95, 45, 48, 60]", "[95, 75, 78, 60]"))
    (issue,) = issues_on_paper(themes)
    assert issue.code == "PRN-003"
    assert "'deep' has 308 % ink; the paper holds 300 %" in issue.problem
    line = (themes / "brand.yml").read_text().splitlines()[issue.span.line - 1]
    assert line.strip().startswith("deep:")


def test_a_pair_that_cannot_be_read_on_paper_is_said(tmp_path):
    themes = themes_with(tmp_path, brand=("cmyk: [0, 0, 0, 75]", "cmyk: [0, 0, 0, 30]"))
    issues = issues_on_paper(themes)
    assert {issue.code for issue in issues} == {"PRN-004"}
    assert "'muted' on 'paper'" in "".join(issue.problem for issue in issues)
