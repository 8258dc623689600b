"""Each rule finds its fault, made in a finished file that is otherwise clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from build_tools.checks import Artefacts
from build_tools.checks.pdf import StructureServesReaders
from build_tools.editions import Artefact, BuildJob, edition
from build_tools.issues import Issue
from build_tools.publication.blocks import Address, Link, Text
from build_tools.reports.rules import rules
from tests import builders as b
from tests.conftest import THEMES
from tests.every_block import EVERY_BLOCK

FILE = "exampleton.pdf"


@pytest.fixture(scope="module")
def clean(every_block_pdf) -> Path:
    return every_block_pdf.file("pdf")


def issues(release: Path) -> list[Issue]:
    made = {"pdf": Artefact(FILE, ())}
    return list(StructureServesReaders().run(EVERY_BLOCK, Artefacts(release, made)))


def test_a_clean_file_has_no_findings(clean):
    assert issues(clean.parents[1]) == []


def test_a_term_may_be_a_link_and_be_in_another_language(tmp_path):
    link = Link(Address("https://example.org/"), (Text("Ropewalk"),))
    entry = replace(b.definition("", "A ward.", lang="cy"), term=(link,))
    made = b.publication(b.section("Wards", b.definitions(entry)))
    job = BuildJob(tmp_path / "pdf", THEMES)
    job.folder.mkdir()
    artefacts = Artefacts(tmp_path, {"pdf": edition("pdf").build(made, job)})
    assert [str(issue) for issue in StructureServesReaders().run(made, artefacts)] == []


# --- Ways to make faults ---------------------------------------------------------------


def elements(pdf: Pdf, role: str = "") -> Iterator[Object]:
    def below(found: Object) -> Iterator[Object]:
        for kid in found.K:
            if not isinstance(kid, int) and "/S" in kid:
                if role in ("", str(kid.S)[1:]):
                    yield kid
                yield from below(kid)

    yield from below(pdf.Root.StructTreeRoot)


def first(pdf: Pdf, role: str, name: str = "", title: str = "") -> Object:
    return next(
        found
        for found in elements(pdf, role)
        if name in str(found.get("/ID", "")) and title in str(found.get("/T", ""))
    )


def area(link: Object) -> Object:
    return next(kid.Obj for kid in link.K if not isinstance(kid, int) and "/Obj" in kid)


def drop(found: Object) -> None:
    found.P.K = Array(kid for kid in found.P.K if kid != found)


def put(found: Object, key: str, value: object) -> None:
    found[key] = value


def turn(found: Object) -> None:
    found.K = Array(reversed(list(found.K)))


def cut(pdf: Pdf) -> None:
    """Make two elements of a paragraph, as if a page ended in it."""
    found = first(pdf, "P", "see-there")
    rest = Dictionary(Type=Name.StructElem, S=Name.P, P=found.P, Pg=found.Pg, K=Array([found.K[0]]))
    found.K = Array(list(found.K)[1:])
    found.P.K.append(pdf.make_indirect(rest))


FREE = 9000
"""A number that no marked content has."""


def speak(pdf: Pdf, page: int, element: Object, *, twice: bool = False) -> None:
    """Make an element's content of all text of a page that is an artifact, or of a copy of it."""
    home, spoken = pdf.pages[page], []
    silent = list(pikepdf.parse_content_stream(home)) if twice else []
    opened, mcid = -1, FREE
    for operands, operator in pikepdf.parse_content_stream(home):
        spoken.append((operands, operator))
        if str(operator) in ("BDC", "BMC") and str(operands[0]) == "/Artifact":
            opened = len(spoken) - 1
        if str(operator) == "BT" and opened >= 0:
            spoken[opened] = ([Name.P, Dictionary(MCID=mcid)], pikepdf.Operator("BDC"))
            element.K.append(Dictionary(Type=Name.MCR, Pg=home.obj, MCID=mcid))
            mcid += 1
        if str(operator) == "EMC":
            opened = -1
    home.Contents = pdf.make_stream(pikepdf.unparse_content_stream([*silent, *spoken]))
    assert mcid > FREE


def strip_fonts(pdf: Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, Dictionary) and found.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in found:
                    del found[key]


def move_bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        part = next(item for item in outline.root if item.title.startswith("Part"))
        part.children[0].destination = Array([pdf.pages[0].obj, Name.Fit])


def lose_bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        part = next(item for item in outline.root if item.title.startswith("Part"))
        part.children.clear()


def unmarked(pdf: Pdf) -> None:
    pdf.pages[3].contents_add(b"0 0 10 10 re f", prepend=False)


def shrunk(pdf: Pdf) -> None:
    pdf.pages[3].contents_add(b"0.9 0 0 0.9 0 0 cm", prepend=True)


def moved(pdf: Pdf, points: int) -> None:
    pdf.pages[3].contents_add(b"1 0 0 1 %d 0 cm" % points, prepend=True)


def heaped(pdf: Pdf) -> None:
    """Set all lines of a page at one height."""
    page = pdf.pages[3]
    painted = [
        ([*operands[:4], 200, 400] if str(operator) == "Tm" else operands, operator)
        for operands, operator in pikepdf.parse_content_stream(page)
    ]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(painted))


def torn(pdf: Pdf) -> None:
    """Say that a cell's text is on another page."""
    found = (one for one in pdf.objects if isinstance(one, Dictionary) and "/Pg" in one)
    cell, *others = [one for one in found if one.get("/S") == Name.TD]
    other = next(one for one in others if one.Pg.objgen != cell.Pg.objgen)
    cell.Pg, cell.K = other.Pg, other.K


def other_title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = "Untitled"


def author(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = "A. Person"


def paragraph_in_list(pdf: Pdf) -> None:
    first(pdf, "LI").S = Name.P


FAULTS: dict[str, tuple[str, str, Callable[[Pdf], None]]] = {
    "not marked": (
        "PDF-001", "does not say that all of it is tagged",
        lambda pdf: put(pdf.Root.MarkInfo, "/Marked", False),
    ),
    "no tree": ("PDF-001", "structure tree", lambda pdf: pdf.Root.__delitem__("/StructTreeRoot")),
    "another title": ("PDF-003", "'Untitled'", other_title),
    "the window shows the file's name": (
        "PDF-003", "file's name",
        lambda pdf: put(pdf.Root.ViewerPreferences, "/DisplayDocTitle", False),
    ),
    "an author": ("PDF-004", "A. Person", author),
    "no tab order": ("PDF-005", "tab key", lambda pdf: pdf.pages[3].obj.__delitem__("/Tabs")),
    "no language": ("PDF-006", "no language", lambda pdf: pdf.Root.__delitem__("/Lang")),
    "another language": (
        "PDF-006", "'de'", lambda pdf: put(pdf.Root, "/Lang", String("de")),
    ),
    "fonts elsewhere": ("PDF-007", "is not in the file", strip_fonts),
    "a bookmark is lost": ("PDF-008", "'1 One'", lose_bookmark),
    "a bookmark leads elsewhere": ("PDF-008", "another page", move_bookmark),
    "a level is skipped": (
        "PDF-009", "'1A.1 Smaller' has level 6",
        lambda pdf: put(first(pdf, "H5"), "/S", Name.H6),
    ),
    "no title": ("PDF-009", "0 headings", lambda pdf: put(first(pdf, "H1"), "/S", Name.P)),
    "a header without scope": (
        "PDF-010", "'Tablets'", lambda pdf: first(pdf, "TH").__delitem__("/A"),
    ),
    "a table without headers": (
        "PDF-010", "no header cells",
        lambda pdf: [put(cell, "/S", Name.TD) for cell in list(elements(pdf, "TH"))],
    ),
    "a note without an ID": (
        "PDF-011", "no ID of its own", lambda pdf: first(pdf, "Note").__delitem__("/ID"),
    ),
    "a note that nothing calls": (
        "PDF-011", "No reference leads",
        lambda pdf: drop(first(pdf, "Reference", "call-1-1")),
    ),
    "a note without its number": (
        "PDF-011", "has no number",
        lambda pdf: put(first(pdf, "Note"), "/K", Array([first(pdf, "Note").K[1]])),
    ),
    "a list that doesn't say how it counts": (
        "PDF-012", "how it is numbered", lambda pdf: first(pdf, "L").__delitem__("/A"),
    ),
    "no item in a list": ("PDF-012", "A list holds P", paragraph_in_list),
    "an item without a label": (
        "PDF-012", "LI with LBody", lambda pdf: drop(first(pdf, "LI").K[0]),
    ),
    "contents without an entry": (
        "PDF-013", "It lacks part:croeso, two", lambda pdf: drop(list(elements(pdf, "TOCI"))[2]),
    ),
    "contents of paragraphs": (
        "PDF-013", "no entry", lambda pdf: put(first(pdf, "TOCI"), "/S", Name.P),
    ),
    "dots are read": (
        "PDF-014", "Dots are read", lambda pdf: speak(pdf, 1, first(pdf, "TOCI").K[0].K[0]),
    ),
    "a running head is read": (
        "PDF-014", "running head", lambda pdf: speak(pdf, 4, first(pdf, "TBody")),
    ),
    "a header row is read again": (
        "PDF-014", "read again",
        lambda pdf: first(pdf, "TBody").K.append(first(pdf, "THead").K[0]),
    ),
    "a link is announced by its address": (
        "PDF-015", "'there' is announced as '#two'",
        lambda pdf: put(area(first(pdf, "P", "see-there").K[2]), "/Contents", String("#two")),
    ),
    "a link can't be followed": (
        "PDF-015", "can't be followed",
        lambda pdf: put(first(pdf, "P", "see-there").K[2], "/K",
                        Array(k for k in first(pdf, "P", "see-there").K[2].K
                              if isinstance(k, int))),
    ),
    "a picture without words": (
        "PDF-016", "no text alternative", lambda pdf: first(pdf, "Figure").__delitem__("/Alt"),
    ),
    "a paragraph is cut": ("PDF-017", "stands alone", cut),
    "a paragraph is lost": (
        "PDF-017", "No element stands for 'one--see-there",
        lambda pdf: drop(first(pdf, "P", "see-there")),
    ),
    "two elements have one ID": (
        "PDF-017", "of the same ID",
        lambda pdf: put(first(pdf, "L"), "/ID", first(pdf, "P", "see-there").ID),
    ),
    "another order": ("PDF-018", "is read where", lambda pdf: turn(first(pdf, "Sect", "one"))),
    "a language is not told": (
        "PDF-019", "the language 'cy' 1 times; the file says so 0 times",
        lambda pdf: first(pdf, "Sect", "two").__delitem__("/Lang"),
    ),
    "content outside the structure": ("PDF-020", "A drawing is neither", unmarked),
    "text that no element has": (
        "PDF-020", "Text is neither", lambda pdf: put(first(pdf, "Caption"), "/K", Array()),
    ),
    "text in two elements": (
        "PDF-020", "in two elements",
        lambda pdf: first(pdf, "H5").K.append(first(pdf, "H5").K[0]),
    ),
    "no colophon": (
        "PDF-021", "no section 'Colophon'", lambda pdf: drop(first(pdf, "Sect", title="Colophon")),
    ),
    "a cover without the stamp": (
        "PDF-021", "'Version 1.2, draft",
        lambda pdf: drop(first(pdf, "Sect", title="Cover").K[-1]),
    ),
    "small type": ("PDF-022", "is set in 10.8 pt; the least is 12 pt", shrunk),
    "text beyond the edge": ("PDF-023", "runs off the page", lambda pdf: moved(pdf, 400)),
    "text over text": ("PDF-024", "are printed over each other", heaped),
    "a torn row": ("PDF-025", "is torn, and would fit on one page", torn),
    "text near the edge": ("PDF-023", "points from its edge", lambda pdf: moved(pdf, -50)),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(clean, tmp_path, fault):
    code, words, make = FAULTS[fault]
    (tmp_path / "pdf").mkdir()
    with pikepdf.open(clean) as pdf:
        make(pdf)
        pdf.save(tmp_path / "pdf" / FILE)
    found = issues(tmp_path)
    assert any(one.code == code and words in one.problem for one in found), list(map(str, found))
    assert all(str(one.span) == f"pdf/{FILE}" for one in found)


def test_a_number_at_the_height_of_page_numbers_is_none(clean, tmp_path):
    (tmp_path / "pdf").mkdir()
    with pikepdf.open(clean) as pdf:
        speak(pdf, 4, first(pdf, "TBody"), twice=True)
        pdf.save(tmp_path / "pdf" / FILE)
    assert "PDF-014" not in {one.code for one in issues(tmp_path)}


def test_a_locked_file_is_found(clean, tmp_path):
    (tmp_path / "pdf").mkdir()
    with pikepdf.open(clean) as pdf:
        pdf.save(tmp_path / "pdf" / FILE, encryption=pikepdf.Encryption(owner="x", user=""))
    assert [one.code for one in issues(tmp_path)] == ["PDF-002"]


def test_a_file_that_is_missing_is_found(tmp_path):
    (found,) = issues(tmp_path)
    assert found.code == "PDF-001"


def test_every_rule_has_a_fault_and_a_page():
    faults = {code for code, _, _ in FAULTS.values()} | {"PDF-002"}
    assert {code for code in rules() if code.startswith("PDF-")} == faults
