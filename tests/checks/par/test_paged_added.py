"""Faults laid over cover, contents and colophon of each PDF, one at a time, and each is found.

Every letter there is changed in turn; every piece of text is dropped, doubled and swapped with
the next; so is every element. Page numbers, targets and languages are wrong in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, String

from build_tools.checks import Artefacts
from build_tools.checks.par import Parity
from build_tools.issues import Issue
from tests.every_block import EVERY_BLOCK

pytestmark = pytest.mark.slow

LEAST_FAULTS = 100
"""In each edition."""
ADDED = ("Cover", "Contents", "Colophon")

Fault = Callable[[Pdf], None]
Key = tuple[int, ...]
"""The way to an element: places of kids, from the document down."""


@pytest.fixture(params=["pdf", "print", pytest.param("large-print", marks=pytest.mark.slow)])
def finished(request) -> tuple[str, Artefacts]:
    """Return an edition and one file of it, the one that faults are laid over."""
    name = request.param
    whole = request.getfixturevalue(f"every_block_{name.replace('-', '_')}")
    made = whole.made[name]
    files = tuple(file for file in made.files if file.path == made.entry)
    return name, Artefacts(whole.folder, {name: replace(made, files=files)})


def issues_after(fault: Fault, finished: tuple[str, Artefacts], folder: Path) -> list[Issue]:
    name, clean = finished
    (folder / name).mkdir(exist_ok=True)
    faulty = Artefacts(folder, clean.made)
    with pikepdf.open(clean.file(name)) as pdf:
        fault(pdf)
        pdf.save(faulty.file(name))
    return list(Parity().run(EVERY_BLOCK, faulty))


# --- Where things are ------------------------------------------------------------------


def document(pdf: Pdf) -> Object:
    return pdf.Root.StructTreeRoot.K[0]


def at(pdf: Pdf, key: Key) -> Object:
    found = document(pdf)
    for place in key:
        found = found.K[place]
    return found


def is_element(kid: Object | int) -> bool:
    return not isinstance(kid, int) and "/S" in kid


def below(found: Object, key: Key) -> Iterator[tuple[Key, Object | int]]:
    for place, kid in enumerate(found.K):
        yield (*key, place), kid
        if is_element(kid):
            yield from below(kid, (*key, place))


def added(pdf: Pdf) -> Iterator[tuple[Key, Object]]:
    for place, kid in enumerate(document(pdf).K):
        if str(kid.get("/T", "")) in ADDED:
            yield (place,), kid


def section(pdf: Pdf, title: str) -> Object:
    return next(found for _, found in added(pdf) if title == found.T)


def entries(pdf: Pdf) -> list[Object]:
    kids = (kid for _, kid in below(section(pdf, "Contents"), ()) if is_element(kid))
    return [kid for kid in kids if kid.S == Name.TOCI]


def line(entry: Object) -> Object:
    """The link or span of an entry of the contents."""
    return entry.K[0].K[0]


def marks(found: Object) -> list[int]:
    return [place for place, kid in enumerate(found.K) if isinstance(kid, int) or "/MCID" in kid]


# --- Every fault -----------------------------------------------------------------------


def drop(pdf: Pdf, key: Key) -> None:
    del at(pdf, key[:-1]).K[key[-1]]


def double(pdf: Pdf, key: Key) -> None:
    at(pdf, key[:-1]).K.insert(key[-1], at(pdf, key))


def swap(pdf: Pdf, key: Key) -> None:
    kids, place = at(pdf, key[:-1]).K, key[-1]
    kids[place], kids[place + 1] = kids[place + 1], kids[place]


def put(pdf: Pdf, key: Key, name: str, value: Object) -> None:
    at(pdf, key)[name] = value


def of_structure(pdf: Pdf) -> Iterator[Fault]:
    for start, sect in added(pdf):
        for key, kid in [(start, sect), *below(sect, start)]:
            if is_element(kid) or isinstance(kid, int) or "/MCID" in kid:
                yield partial(drop, key=key)
                yield partial(double, key=key)
                if key[-1] + 1 < len(at(pdf, key[:-1]).K):
                    yield partial(swap, key=key)
            if is_element(kid):
                yield partial(put, key=key, name="/Lang", value=String("xx"))
            if is_element(kid) and kid.S in (Name.H1, Name.H2, Name.P):
                yield partial(put, key=key, name="/S", value=Name.H3)


def of_letters(pdf: Pdf) -> Iterator[Fault]:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for start, sect in added(pdf):
        spoken = {}
        for key, kid in below(sect, start):
            owner = at(pdf, key[:-1])
            if isinstance(kid, int) or "/MCID" in kid:
                home = owner.Pg if isinstance(kid, int) or "/Pg" not in kid else kid.Pg
                mcid = kid if isinstance(kid, int) else int(kid.MCID)
                spoken.setdefault(pages[home.objgen], set()).add(mcid)
        for page, mcids in spoken.items():
            yield from changed_letters(pdf, page, mcids)


def changed_letters(pdf: Pdf, page: int, mcids: set[int]) -> Iterator[Fault]:
    painted, letters, font, mcid = list(pikepdf.parse_content_stream(pdf.pages[page])), {}, "", -1
    found = []
    for place, (operands, operator) in enumerate(painted):
        match str(operator):
            case "BDC":
                mcid = int(operands[1].get("/MCID", -1))
            case "EMC":
                mcid = -1
            case "Tf":
                font = str(operands[0])
            case "TJ":
                for number, glyph in enumerate(operands[0]):
                    if isinstance(glyph, String) and bytes(glyph):
                        letters.setdefault(font, {})[bytes(glyph)] = None
                        if mcid in mcids:
                            found.append((place, number, font, bytes(glyph)))
    for place, number, name, glyph in found:
        other = next(letter for letter in letters[name] if letter != glyph)
        yield partial(paint, page=page, place=place, number=number, glyph=other)


def paint(pdf: Pdf, page: int, place: int, number: int, glyph: bytes) -> None:
    painted = list(pikepdf.parse_content_stream(pdf.pages[page]))
    glyphs = Array(painted[place].operands[0])
    glyphs[number] = String(glyph)
    painted[place] = ([glyphs], Operator("TJ"))
    pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(painted))


def uncaught(finished, folder: Path, step: int) -> tuple[int, list[Fault]]:
    with pikepdf.open(finished[1].file(finished[0])) as pdf:
        tried = [*of_structure(pdf), *of_letters(pdf)][::step]
    return len(tried), [fault for fault in tried if not issues_after(fault, finished, folder)]


def test_faults_are_found(finished, tmp_path):
    tried, missed = uncaught(finished, tmp_path, step=61)
    assert tried
    assert missed == []


def test_every_fault_is_found(finished, tmp_path):
    tried, missed = uncaught(finished, tmp_path, step=9)
    assert missed == []
    assert tried >= LEAST_FAULTS


# --- What an editor is told ------------------------------------------------------------


def change_pages(pdf: Pdf) -> None:
    """Let the numbers of two pages change places."""
    first, second = (line(entries(pdf)[place]) for place in (0, 3))
    one, other = marks(first)[-1], marks(second)[-1]
    first.K[one], second.K[other] = second.K[other], first.K[one]


def add_sheet(pdf: Pdf) -> None:
    """Let sections begin one page later than the contents say."""
    pdf.add_blank_page()
    pdf.pages.insert(3, pdf.pages[-1])
    del pdf.pages[-1]


def first_section(title: str) -> Fault:
    """Let a section come before all others."""

    def change(pdf: Pdf) -> None:
        kids = document(pdf).K
        kids.insert(0, section(pdf, title))
        place = max(place for place, kid in enumerate(kids) if str(kid.get("/T", "")) == title)
        del kids[place]

    return change


TOLD: dict[str, tuple[Fault, str, str]] = {
    "page numbers change places": (change_pages, "PAR-002", "something else in its contents"),
    "a section begins elsewhere": (add_sheet, "PAR-002", "art 2 Croeso, page 1"),
    "no cover": (lambda pdf: drop(pdf, (0,)), "PAR-006", "its own cover, and has none"),
    "two covers": (lambda pdf: double(pdf, (0,)), "PAR-004", "2026 to 2030"),
    "a cover without a publisher": (
        lambda pdf: drop(pdf, (0, 0)),
        "PAR-002",
        "something else in its cover",
    ),
    "a colophon at the beginning": (first_section("Colophon"), "PAR-002", "colophon, cover"),
}


@pytest.mark.parametrize("fault", TOLD)
def test_a_fault_is_told(finished, tmp_path, fault):
    make, code, words = TOLD[fault]
    found = issues_after(make, finished, tmp_path)
    assert any(issue.code == code and words in issue.problem for issue in found), found


def lead_elsewhere(pdf: Pdf) -> None:
    pikepdf.NameTree(pdf.Root.Names.Dests)["two"] = Array([pdf.pages[0].obj, Name.Fit])


def name_another(pdf: Pdf) -> None:
    area = next(kid.Obj for kid in line(entries(pdf)[1]).K if isinstance(kid, Dictionary))
    area.Dest = String("two")


@pytest.mark.parametrize(
    ("fault", "words"), [(lead_elsewhere, "two on page 1"), (name_another, "→ two")]
)
def test_an_entry_that_leads_elsewhere_is_told(every_block_pdf, tmp_path, fault, words):
    (found,) = issues_after(fault, ("pdf", every_block_pdf), tmp_path)
    assert found.code == "PAR-002"
    assert words in found.problem
