"""What goes in, what stays out, and what stops a build."""

from __future__ import annotations

import itertools
import os
import re
import statistics
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from build_tools.editions.pdf import AccessiblePdf
from build_tools.formats.pdf import read_tagged
from build_tools.issues import IssuesFound, ProgramMissing, SourceSpan
from build_tools.publication.blocks import Foreign, Link, Reference, Text
from build_tools.rendering.paged import Drawing, lay_out, private, structure
from build_tools.rendering.paged.layout import OnlyOurs, render
from tests import builders as b
from tests.rendering.paged.conftest import THEMES
from tests.rendering.paged.tagged import Tagged

pytestmark = pytest.mark.slow

LONG = "The river reaches the sea here, between salt marsh and a low red cliff. " * 60
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


# --- Nothing else is read --------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["https://", "http://", "ftp://", "file:///", "tandem:", ""])
def test_the_fetcher_serves_only_what_it_was_given(scheme):
    fetcher = OnlyOurs({"known": ("text/plain", b"words")})
    assert fetcher("tandem:known").read() == b"words"
    with pytest.raises(ValueError, match="neither files nor networks"):
        fetcher(f"{scheme}localhost/x.png")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png"])
def test_a_picture_that_reaches_out_is_an_issue_at_its_line(look, address):
    drawing = Drawing("image/svg+xml", SVG.format(f'<image href="{address}"/>').encode())
    whole = b.publication(b.section("One", b.figure("A picture")))
    with pytest.raises(IssuesFound) as caught:
        laid_out = lay_out(whole, THEMES, replace(look, draw=lambda node: drawing))
        laid_out.write(Path(os.devnull), variant="pdf/ua-1")
    (issue,) = caught.value.report
    assert issue.code == "PAGE-001"
    assert address in issue.problem


def test_a_picture_that_cannot_be_read_is_an_issue_at_its_line(look):
    whole = b.publication(b.section("One", b.figure("A picture")))
    broken = replace(look, draw=lambda node: Drawing("image/png", b"no picture"))
    with pytest.raises(IssuesFound) as caught:
        lay_out(whole, THEMES, broken)
    (issue,) = caught.value.report
    assert (issue.code, issue.span) == ("PAGE-001", b.SPAN)


def test_what_weasyprint_warns_of_is_an_issue():
    sheet = "p { colour: red }"
    fonts = private.FontConfiguration()
    with pytest.raises(IssuesFound, match="1 issues") as caught:
        render("<p>Words", (sheet,), {}, fonts, {"drawing-1": SourceSpan("content/a.md", 3)})
    (issue,) = caught.value.report
    assert "colour" in issue.problem
    assert str(issue.span) == "themes/paged"


# --- Typefaces -------------------------------------------------------------------------


def test_only_our_typefaces_are_used(typeset):
    made = typeset(b.section("One", "Ωμέγα, Привет, ŵ, ’quoted’", b.figure("Words")))
    names = {str(font.BaseFont) for font in made.pdf.pages[0].Resources.Font.values()}
    families = {re.split(r"[+-]", name)[1] for name in names}
    assert families <= {"Text", "Display", "More"}, names


def test_letters_that_no_typeface_has_are_one_issue_for_each_passage(look):
    span = SourceSpan("strategy/themes/a.md", 7, 3)
    runes = replace(b.paragraph("ᚠᚢᚦ and ᚠ", id="x"), span=span)
    whole = b.publication(b.section("One", "Fine.", runes), title="A ᚱ")
    with pytest.raises(IssuesFound) as caught:
        lay_out(whole, THEMES, look)
    title, passage = caught.value.report
    assert title.code == passage.code == "PAGE-002"
    assert "U+16B1" in title.problem
    assert passage.problem == "No typeface of the PDFs has the letters 'ᚠᚢᚦ' (Runic)."
    assert passage.span == span
    assert list(AccessiblePdf().refused(whole, THEMES)) == [title, passage]


def test_scripts_of_many_languages_are_set_and_can_be_read_again(look, tmp_path):
    names = {
        "ar": "العربية (2026)",
        "ur": "اردو",
        "pa": "ਪੰਜਾਬੀ",
        "hi": "हिन्दी",
        "bn": "বাংলা",
        "gu": "ગુજરાતી",
        "ta": "தமிழ்",
        "zh": "中文，國",
        "uk": "Українська",
    }
    said = [Foreign(lang, (Text(name),)) for lang, name in names.items()]
    section = b.section("Ask", b.paragraph("Ask in ", *said, " (soon)."), "Then (wait).")
    path = tmp_path / "made.pdf"
    lay_out(b.publication(section), THEMES, look).write(path, variant="pdf/ua-1")
    spans = {one.lang: one.words for one in read_tagged(path).document.all("Span") if one.lang}
    assert spans == names
    assert "(wait)" in " ".join(one.words for one in read_tagged(path).document.all("P"))


def test_a_machine_without_fonts_gives_the_same_bytes(tmp_path):
    empty = tmp_path / "fonts.conf"
    empty.write_text("<fontconfig></fontconfig>")
    made = []
    for name, more in (("with", {}), ("without", {"FONTCONFIG_FILE": str(empty)})):
        code = (
            "from pathlib import Path; from tests import builders as b;"
            "from tests.rendering.paged.conftest import THEMES, draw;"
            "from build_tools.rendering.brand import read_brand;"
            "from build_tools.rendering.paged import Look, lay_out;"
            "look = Look(colours=read_brand(THEMES).tokens('screen'), draw=draw, form='pdf');"
            "whole = b.publication(b.section('One', 'Words.', b.figure('A picture')));"
            f"path = Path({str(tmp_path / name)!r});"
            "lay_out(whole, THEMES, look).write(path, variant='pdf/ua-1')"
        )
        subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            env={**os.environ, **more, "PYTHONPATH": str(THEMES.parent)},
            cwd=tmp_path,
            check=True,
        )
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


# --- What stops a build ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["weasyprint", "pydyf"])
def test_another_version_of_a_library_that_we_know_inside_stops_the_build(look, monkeypatch, name):
    monkeypatch.setitem(private.PINNED, name, "0.0")
    with pytest.raises(ProgramMissing, match=name):
        lay_out(b.publication(b.section("One", "Words.")), THEMES, look)


def test_the_pins_are_those_of_the_project():
    text = (THEMES.parent / "pyproject.toml").read_text()
    for name, version in private.PINNED.items():
        assert f'"{name}=={version}"' in text


def test_marked_content_that_nobody_took_stops_the_build(typeset, monkeypatch):
    build_tree = structure.build_tree

    def forgetful(source, pieces):
        tree = build_tree(source, pieces)
        return replace(tree, spoken=frozenset(sorted(tree.spoken)[1:]))

    monkeypatch.setattr("build_tools.rendering.paged.structure.build_tree", forgetful)
    with pytest.raises(private.UntaggedContent, match=r"page 1: marked content \[0\]"):
        typeset(b.section("One", "Words."))


def test_content_in_a_group_of_its_own_stops_the_build(typeset, look):
    see_through = replace(look, style_sheets=(".section p { opacity: 0.5 }",))
    with pytest.raises(private.UntaggedContent, match="page 4"):
        typeset(b.section("One", "Words."), look=see_through)


# --- How it looks ----------------------------------------------------------------------


def test_lines_have_60_to_70_characters(typeset):
    source = THEMES.parent / "tests/publications/everything/content/foreword.md"
    text = " ".join(line for line in source.read_text().splitlines() if len(line) > 200)
    made = typeset(b.section("One", re.sub(r"[\[\]*_>]|\([^)]*\)", "", text)))
    (paragraph,) = made.document.first("Part").first("Sect").all("P")
    full = [len(piece.text.strip()) for piece in paragraph.parts[2:-1]]
    assert len(full) > 15
    assert 60 <= statistics.mean(full) <= 70


def test_text_is_12_points(typeset):
    made = typeset(b.section("One", LONG))
    sizes = {
        float(operands[1]) * 0.75
        for operands, operator in pikepdf.parse_content_stream(made.pdf.pages[3])
        if str(operator) == "Tf"
    }
    assert 12.0 in sizes


def test_a_heading_never_ends_a_page(typeset):
    """After more and more lines, on pages that each section begins anew."""
    made = typeset(
        *(
            b.section(
                f"After {lines} lines",
                *[b.paragraph("Line.", id=f"p{i}") for i in range(lines)],
                b.heading(2, "Next"),
                b.paragraph(LONG[:300]),
            )
            for lines in range(16, 26, 3)
        )
    )
    sections = list(made.document.first("Part").all("Sect"))
    assert len(sections) == 4
    for section in sections:
        assert section.first("H4").pages[0] == list(section.all("P"))[-1].pages[0]


def test_no_page_begins_or_ends_with_one_line_of_a_paragraph(typeset):
    made = typeset(b.section("One", *[b.paragraph(LONG[:700], id=f"p{i}") for i in range(30)]))
    for paragraph in made.document.first("Part").first("Sect").all("P"):
        for page in set(paragraph.pages):
            assert paragraph.pages.count(page) >= 2


def test_cross_references_name_pages_where_a_look_says_so(typeset, look):
    link = Link(Reference("two"), (Text("the second"),))
    content = (b.section("One", b.paragraph("See ", link, ".")), b.section("Two", "Words."))
    plain = typeset(*content)
    assert "page" not in plain.artifacts
    printed = typeset(*content, look=replace(look, page_references=True))
    assert "(page 5)" in printed.artifacts
    paragraph = printed.document.first("Part").first("Sect").first("P")
    assert paragraph.words.replace(" .", ".") == "1.1 See the second."


def test_first_pages_are_those_of_the_file(look, tmp_path):
    whole = b.publication(
        b.part("Start", b.section("One", LONG * 2), b.section("Two", "Words.")),
        b.part("End", b.section("Three", "Words.")),
    )
    laid_out = lay_out(whole, THEMES, look)
    laid_out.write(tmp_path / "made.pdf", variant="pdf/ua-1")
    made = Tagged(tmp_path / "made.pdf")
    heads = {h.words.split()[1].lower(): h.pages[0] + 1 for h in made.document.all("H3")}
    assert laid_out.first_pages == heads
    assert laid_out.page_count == len(made.pdf.pages)


@pytest.mark.parametrize("place", [0, 20, 45])
def test_the_call_of_a_note_pushes_no_lines_apart(typeset, place):
    words = ["words"] * 50
    before, after = " ".join(words[:place]), " ".join(words[place:])
    paragraph = b.paragraph(f"First {before}", b.call("a"), f" {after}")
    made = typeset(b.section("One", paragraph, notes=(b.note("a", "Said below."),)))
    found = next(one for one in made.document.all("P") if "First" in one.words)
    calls = {id(piece) for call in found.all("Reference") for piece in call.pieces()}
    baselines = {round(p.baseline, 1) for p in found.pieces() if id(p) not in calls}
    lines = sorted(baselines, reverse=True)
    assert len(lines) > 3
    apart = {round(above - below, 1) for above, below in itertools.pairwise(lines)}
    assert len(apart) == 1, lines
