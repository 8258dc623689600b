"""A tagged PDF is read element by element; what is broken is said, never guessed."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from build_tools.formats.pdf import LINE_JOIN, Element, NotTagged, Piece, join, read_tagged
from tests.rendering.paged.tagged import Tagged


def write(path: Path, *kids: Dictionary, content: str) -> Path:
    """Write one page of Helvetica and a structure tree with these elements."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = pdf.add_blank_page(page_size=(300, 300)).obj
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(content.encode())
    for kid in kids:
        kid.Pg = page
    document = Dictionary(S=Name.Document, K=Array(map(pdf.make_indirect, kids)))
    pdf.Root.StructTreeRoot = Dictionary(K=pdf.make_indirect(document))
    pdf.Root.Lang = pikepdf.String("cy")
    pdf.save(path)
    return path


def words(mcid: int, text: str, y: int = 200, x: int = 20) -> str:
    return f"/P <</MCID {mcid}>> BDC BT /F 12 Tf {x} {y} Td ({text}) Tj ET EMC\n"


def test_words_are_found_by_marked_content(tmp_path):
    path = write(
        tmp_path / "made.pdf",
        Dictionary(S=Name.P, K=1),
        Dictionary(S=Name.P, K=Array([0, 2]), ID=pikepdf.String("x")),
        content=words(0, "First-") + words(1, "second", 150) + words(2, "third", 180)
        + words(3, "lost", 100) + "/Artifact BMC BT /F 9 Tf 20 20 Td (12) Tj ET EMC",
    )  # fmt: skip
    found = read_tagged(path)
    assert [kid.words for kid in found.document.kids] == ["second", "First-third"]
    assert found.document.kids[1].text == f"First-{LINE_JOIN}third"
    assert (found.lang, found.document.kids[1].id, found.page_count) == ("cy", "x", 1)
    assert [piece.text for piece in found.artifacts[0]] == ["12"]
    assert [piece.text for piece in found.unclaimed] == ["lost"]
    assert found.claimed_twice == ()


def test_another_reader_finds_the_same(every_block_pdf):
    """White space apart: a file does not say whether there was any where a line ends."""
    path = every_block_pdf.file("pdf")
    ours, other = (
        [(element.role, "".join(element.words.split())) for element in document.all()]
        for document in (read_tagged(path).document, Tagged(path).document)
    )
    assert ours == other
    assert len(ours) > 200


def test_destinations_are_pages(tmp_path):
    path = write(tmp_path / "made.pdf", Dictionary(S=Name.P, K=0), content=words(0, "a"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        names = pikepdf.NameTree.new(pdf)
        names["there"] = Array([pdf.pages[0].obj, Name.Fit])
        names["also"] = Dictionary(D=Array([pdf.pages[0].obj, Name.Fit]))
        names["nowhere"] = Array([])
        names["outside"] = Array([7, Name.Fit])
        pdf.Root.Names = Dictionary(Dests=names.obj)
        pdf.save()
    assert read_tagged(path).destinations == {"there": 0, "also": 0}


def test_content_in_two_elements_is_told(tmp_path):
    kids = Dictionary(S=Name.P, K=0), Dictionary(S=Name.P, K=0)
    found = read_tagged(write(tmp_path / "made.pdf", *kids, content=words(0, "once")))
    assert [piece.text for piece in found.claimed_twice] == ["once"]


def test_a_lone_space_is_a_space_and_a_gap_is_none(tmp_path):
    kid = Dictionary(S=Name.P, K=Array([0, 1, 2, 3]))
    content = words(0, "a") + words(1, " ", x=30) + words(2, "b", x=40) + words(3, "c", x=60)
    found = read_tagged(write(tmp_path / "made.pdf", kid, content=content))
    assert found.document.text == "a bc"


def test_raised_text_is_on_its_line():
    pieces = [Piece(0, 0, "word", 100), Piece(0, 1, "3", 104), Piece(1, 2, "next", 104)]
    assert join(pieces) == f"word3{LINE_JOIN}next"


def test_elements_are_found_by_role():
    inner = Element("Span")
    whole = Element("Document", parts=[Element("P", parts=[inner, Piece(4, 0, "x")]), Element("L")])
    assert [e.role for e in whole.all()] == ["P", "Span", "L"]
    assert list(whole.all("Span", "L")) == [inner, whole.kids[1]]
    assert (whole.page, inner.page) == (4, None)


def test_a_file_without_a_tree_is_not_tagged(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "plain.pdf")
    with pytest.raises(NotTagged, match="structure tree is missing or broken"):
        read_tagged(tmp_path / "plain.pdf")


def test_a_file_that_is_missing_or_locked_is_said_so(tmp_path):
    with pytest.raises(NotTagged, match="can't be read"):
        read_tagged(tmp_path / "none.pdf")
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(NotTagged, match="encrypted"):
        read_tagged(tmp_path / "locked.pdf")


def test_a_tree_that_leads_back_into_itself_ends(tmp_path):
    path = write(tmp_path / "made.pdf", Dictionary(S=Name.P, K=0), content=words(0, "a"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        document = pdf.Root.StructTreeRoot.K
        document.K.append(document)
        pdf.save()
    with pytest.raises(NotTagged, match="back into itself"):
        read_tagged(path)
