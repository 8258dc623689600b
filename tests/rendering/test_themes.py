"""A look of one's own over Tandem's: what is taken from where, and what is said of its faults."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import build_tools
from build_tools.issues import Issue, IssuesFound, SourceSpan
from build_tools.rendering.brand import read_brand
from build_tools.rendering.templates import template
from build_tools.rendering.themes import at_its_place, faults_at_their_place, lay_over, own_themes

OWN = own_themes()
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><title>A town</title></svg>'
BRAND = (OWN / "brand.yml").read_text(encoding="utf-8")


@pytest.fixture
def look(tmp_path, monkeypatch):
    """A folder for a look, seen from the folder that has it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "look").mkdir()
    return tmp_path / "look"


def write(look: Path, **files: str | bytes) -> None:
    for name, text in files.items():
        path = look / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def said(look: Path) -> list[str]:
    with pytest.raises(IssuesFound) as found:
        lay_over(look, look.with_name("stage"))
    return [
        f"{issue.span} {issue.code} {issue.problem} {issue.remedy}" for issue in found.value.report
    ]


def test_what_a_look_lacks_is_tandems_own(look):
    write(look, **{"brand.yml": BRAND.replace("name: Tandem", "name: A town"), "logo.svg": LOGO})
    write(look, **{"site/styles/8-town.css": "h1 { color: red }", "README.md": "For people."})
    themes = lay_over(look, look.with_name("stage"))
    assert read_brand(themes).name == "A town"
    assert (themes / "logo.svg").read_text() == LOGO
    names = {path.relative_to(themes).as_posix() for path in themes.rglob("*") if path.is_file()}
    own = {path.relative_to(OWN).as_posix() for path in OWN.rglob("*") if path.is_file()}
    notes = {name for name in own if name.endswith(".md")}
    assert names == own - notes | {"mkdocs.yml", "site/styles/8-town.css"}
    for name in ("print.yml", "paged/pages.css", "site/main.html"):
        assert (themes / name).read_bytes() == (OWN / name).read_bytes()


def test_tandems_own_look_lies_over_itself(tmp_path):
    themes = lay_over(OWN, tmp_path)
    assert read_brand(themes) == read_brand(OWN)
    assert (themes / "mkdocs.yml").is_file()


def test_the_look_of_an_installed_package_is_found(tmp_path, monkeypatch):
    assert Path(build_tools.__file__).parents[1] / "themes" == OWN
    (tmp_path / "_themes").mkdir()
    monkeypatch.setattr(build_tools, "__file__", str(tmp_path / "__init__.py"))
    assert own_themes() == tmp_path / "_themes"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("brand.yaml", "", "THEME-001 Nothing reads 'brand.yaml'"),
        ("site/style/8-town.css", "", "THEME-001 Nothing reads 'site/style/8-town.css'"),
        ("mkdocs.yml", "", "THEME-001 Nothing reads 'mkdocs.yml'"),
        ("site/home.html", b"caf\xe9", "THEME-002 It is not UTF-8 (byte 0xe9)"),
        ("print.yml", "page: 1\n".encode("utf-16"), "THEME-002 It is not UTF-8"),
        ("paged/text.css", "p { colour red }", ":1:15 THEME-003 This is not CSS: a declaration"),
        ("paged/text.css", "@media print {\n p { x }\n}", ":2:7 THEME-003 This is not CSS: a"),
        ("paged/text.css", "p { color: red", ":1 THEME-003 A bracket, quotation or comment"),
        ("paged/text.css", "p { color: red }\n/* x", "THEME-003 A bracket, quotation or comment"),
        ("site/home.html", "one\n{% if x %}", ":2 THEME-004 This is no template: "),
        ("epub/book.css", "\n\n{{ a b }}", ":3 THEME-004 This is no template: "),
        ("word/styles.xml", "{{ }", ":1 THEME-004 This is no template: "),
        ("site/home.html", "{{" + "(" * 3000, "THEME-004 Brackets stand in each other too deep"),
        ("paged/text.css", "a{" * 3000, "THEME-00"),
    ],
)  # fmt: skip
def test_a_broken_file_of_a_look_is_an_issue_at_its_place(look, name, text, expected):
    write(look, **{name: text})
    (found,) = said(look)
    assert found.startswith(f"look/{name}")
    assert expected in found


def test_a_name_that_is_nearly_right_is_told_the_right_one(look):
    write(look, **{"brand.yaml": BRAND})
    assert "Did you mean 'brand.yml'?" in said(look)[0]


def test_all_faults_of_a_look_are_said_at_once(look):
    write(look, **{"a.txt": "", "site/home.html": "{%", "paged/text.css": "}"})
    assert len(said(look)) == 3


def test_a_brand_does_not_get_tandems_logo(look):
    write(look, **{"brand.yml": BRAND})
    with pytest.raises(IssuesFound) as found:
        read_brand(lay_over(look, look.with_name("stage")))
    (issue,) = found.value.report
    assert (issue.code, issue.problem) == (
        "BRAND-004",
        "There is no file 'logo.svg' beside brand.yml.",
    )


def test_a_logo_alone_is_enough(look):
    write(look, **{"logo.svg": LOGO})
    assert read_brand(lay_over(look, look.with_name("stage")))


@pytest.mark.parametrize(
    ("value", "says"),
    [("logo.png", "save the logo as logo.svg"), ("../logo.svg", "the name of an SVG")],
)
def test_a_wrong_name_of_a_logo_is_said_in_words(look, value, says):
    write(look, **{"brand.yml": BRAND.replace("logo: logo.svg", f"logo: {value}")})
    with pytest.raises(IssuesFound) as found:
        read_brand(lay_over(look, look.with_name("stage")))
    (issue,) = found.value.report
    assert issue.code == "BRAND-002"
    assert says in issue.problem
    assert "pattern" not in issue.problem


def test_issues_name_the_file_of_the_look_or_of_tandem(look, monkeypatch):
    write(look, **{"brand.yml": BRAND, "logo.svg": LOGO, "paged/text.css": ""})
    themes = lay_over(look, look.with_name("stage"))

    def placed(path):
        return at_its_place(Issue("X-001", SourceSpan(path, 3), "x"), themes).span

    assert placed("themes/brand.yml") == SourceSpan("look/brand.yml", 3)
    assert placed("themes/print.yml") == SourceSpan((OWN / "print.yml").as_posix(), 3)
    assert placed("themes/paged") == SourceSpan("look/paged/text.css", 3)
    assert placed("themes/word") == SourceSpan((OWN / "word").as_posix(), 3)
    assert placed("themes/places.md") == SourceSpan("themes/places.md", 3)  # of the content
    assert placed("content/a.md") == SourceSpan("content/a.md", 3)
    monkeypatch.chdir(OWN.parent)
    assert placed("themes/print.yml") == SourceSpan("themes/print.yml", 3)


def test_what_breaks_in_a_template_is_an_issue_at_its_line(look):
    write(look, **{"site/home.html": "one\n{{ 1 + 'a' }}"})
    themes = lay_over(look, look.with_name("stage"))
    with pytest.raises(IssuesFound) as found, faults_at_their_place(themes):
        template(themes / "site", "home.html").render()
    (issue,) = found.value.report
    assert (str(issue.span), issue.code) == ("look/site/home.html:2", "THEME-004")
    assert "unsupported operand" in issue.problem


def test_what_breaks_in_our_own_template_is_a_fault_of_ours(look):
    themes = lay_over(look, look.with_name("stage"))
    with pytest.raises(Exception, match="undefined"), faults_at_their_place(themes):
        template(themes / "site", "email.html").render()


def test_what_can_not_be_read_is_said(look, monkeypatch):
    write(look, **{"print.yml": "page: 1"})
    monkeypatch.setattr(Path, "read_bytes", lambda path: os.open("/nowhere", os.O_RDONLY))
    assert "THEME-002 It can't be read" in said(look)[0]
