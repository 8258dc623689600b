"""Braille is read again without liblouis, and no fault in its cells passes."""

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from build_tools.checks import Artefacts
from build_tools.checks.par import Parity, parity_table
from build_tools.editions import BuildJob
from build_tools.editions.braille import Braille
from build_tools.formats.braille.display import CELLS, number_in
from build_tools.formats.braille.words import can_be_read, roughly
from build_tools.issues import ProgramMissing
from build_tools.publication.blocks import Link, Reference
from build_tools.reading import read
from tests import builders as b
from tests.checks.par.test_faults import difference, in_words, made
from tests.every_block import EVERY_BLOCK
from tests.strategies import publications

THEMES = Path(__file__).parents[3] / "themes"
ASCII = {cell: char for char, cell in CELLS.items()}
LEAST_FAULTS = 200

DISPLAY, PAPER = "exampleton-grade-2-display.brf", "exampleton-grade-2-volume-1.brf"
UNCONTRACTED, PEF = "exampleton-grade-1-display.brf", "exampleton-grade-2.pef"


def finish(publication, folder: Path) -> Artefacts:
    job = BuildJob(folder / "braille", THEMES)
    job.folder.mkdir(parents=True)
    return Artefacts(folder, {"braille": Braille().build(publication, job)})


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    written = made()
    artefacts = finish(written, tmp_path_factory.mktemp("release"))
    assert list(map(str, Parity().run(written, artefacts))) == []
    return written, artefacts


# --- What is right ---------------------------------------------------------------------


def test_every_block_is_found(tmp_path):
    artefacts = finish(EVERY_BLOCK, tmp_path)
    assert list(map(str, Parity().run(EVERY_BLOCK, artefacts))) == []
    found = {counts.path: counts.found for counts in parity_table(EVERY_BLOCK, artefacts)}
    assert set(found) == {DISPLAY, UNCONTRACTED, PAPER, PEF}
    assert len(set(found.values())) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["approach", "briefing", "draft", "updates", "everything"])
def test_whole_publications_are_found(name, tmp_path):
    publication = read(Path(__file__).parents[2] / "publications" / name / "content")
    artefacts = finish(publication, tmp_path)
    assert list(map(str, Parity().run(publication, artefacts))) == []


@pytest.mark.slow
@settings(max_examples=max(8, settings().max_examples // 3))
@given(publications())
def test_what_was_written_is_read_back(publication):
    with tempfile.TemporaryDirectory() as folder:
        artefacts = finish(publication, Path(folder))
        assert list(map(str, Parity().run(publication, artefacts))) == []


def test_titles_stand_for_sections_without_numbers_whatever_their_letters(tmp_path):
    linked = b.paragraph("See ", Link(Reference("town"), b.words("the town")), ".")
    publication = b.publication(
        b.part("One", b.section("Город слушает ✓", "Words.", id="town", numbering="none")),
        b.part("Two", b.section("Alike", linked, id="first", numbering="none")),
        b.part("Three", b.section("Alike", "Words.", id="second", numbering="none")),
    )
    artefacts = finish(publication, tmp_path)
    assert list(map(str, Parity().run(publication, artefacts))) == []


# --- What is wrong ---------------------------------------------------------------------


def of_cells(line: str) -> Iterator[str]:
    """Yield faults of a line: words dropped, swapped, doubled; each cell dropped or changed."""
    words = line.split(" ")
    for place, word in enumerate(words):
        before, after = words[:place], words[place + 1 :]
        yield " ".join([*before, *after])
        yield " ".join([*before, word, word, *after])
        if after and after[0] != word:
            yield " ".join([*before, after[0], word, *after[1:]])
    for place, char in enumerate(line):
        if char != " ":
            yield line[:place] + line[place + 1 :]
            number = ord(CELLS[char]) - 0x2800
            for dot in (1, 4, 32):
                yield line[:place] + ASCII[chr(0x2800 + (number ^ dot))] + line[place + 1 :]


def of_file(text: str) -> Iterator[str]:
    lines = text.split("\r\n")
    for place, line in enumerate(lines):
        before, after = lines[:place], lines[place + 1 :]
        for fault in of_cells(line.lstrip(" \f")):
            indent = line[: len(line) - len(line.lstrip(" \f"))]
            yield "\r\n".join([*before, indent + fault, *after])
        if line.strip(" \f") and place:
            yield "\r\n".join([*before, *after])
            yield "\r\n".join([*before, line, line, *after])
            if after and after[0].strip(" \f") and after[0] != line and "\f" not in line + after[0]:
                yield "\r\n".join([*before, after[0], line, *after[1:]])


def said(text: str) -> str:
    """Return what a file says: spaces besides those between words do not count, nor page lines."""
    pages = [page.split("\r\n", 1)[-1] for page in text.split("\f")] if "\f" in text else [text]
    return " ".join(" ".join(pages).split())


def uncaught(finished, path: str, step: int) -> tuple[int, list[str]]:
    written, artefacts = finished
    file = artefacts.file("braille", path)
    whole = file.read_bytes().decode()
    faults = [fault for fault in dict.fromkeys(of_file(whole)) if said(fault) != said(whole)][
        ::step
    ]
    missed = []
    try:
        for fault in faults:
            file.write_bytes(fault.encode())
            if next(iter(Parity().run(written, artefacts)), None) is None:
                missed.append(difference(whole, fault))
    finally:
        file.write_bytes(whole.encode())
    return len(faults), missed


@pytest.mark.slow
@pytest.mark.parametrize(("path", "step"), [(DISPLAY, 89), (UNCONTRACTED, 139), (PAPER, 97)])
def test_faults_in_cells_are_found(finished, path, step):
    tried, missed = uncaught(finished, path, step)
    assert tried > LEAST_FAULTS / 3  # of the three together
    assert missed == []


WORDS = (
    "The town has 10² lamps and −5 degrees.",
    "Fibre in 1½ streets; it’s £24 – or 50% more",
    "Ask Mary Jones, 01632 960 000, about children’s homes",
    "It has to work for everybody, and NHS England knows this",
)


@pytest.mark.parametrize("grade", [1, 2])
@pytest.mark.parametrize("words", WORDS)
def test_other_words_are_not_read_from_the_cells(words, grade):
    from build_tools.editions.braille.ueb import Ueb

    cells = Ueb(grade, {}).write(words)
    faults = [fault for fault in in_words(words) if fault not in (words, words.replace("’", "'"))]
    assert can_be_read(cells, words, grade)
    assert len(faults) > 20
    assert [fault for fault in faults if can_be_read(cells, fault, grade)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("2026–2030", "2026—2030"), ("it's", "it’s"), ("so…", "so..."), ("x⁅2⁆", "x²")],
)
def test_what_braille_cannot_tell(one, other):
    cells = {"2026–2030": "⠼⠃⠚⠃⠋⠠⠤⠼⠃⠚⠉⠚", "it's": "⠭⠄⠎", "so…": "⠎⠲⠲⠲", "x⁅2⁆": "⠭⠰⠔⠼⠃"}[one]
    assert can_be_read(cells, one, 2)
    assert can_be_read(cells, other, 2)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("⠭", "x"),  # it says "it"
        ("⠰⠭", "it"),
        ("⠁⠃", "ab"),  # it says "about"
        ("⠮", "The"),
        ("⠠⠮", "THE"),
        ("⠤⠼⠑", "−5"),
        ("⠼⠁⠚⠃", "10²"),
        ("⠼⠁⠰⠔⠼⠃", "12"),
        ("⠰⠔⠼⠁⠃", "⁅1⁆b"),  # it says "12"
        ("⠠⠠⠝⠓⠎", "Nhs"),
        ("⠉⠁⠋⠑", "café"),
        ("⠦⠹⠴", "this"),
    ],
)
def test_cells_that_say_something_else(cells, words):
    assert not can_be_read(cells, words, 2)


def test_numbers_of_blocks_are_read():
    said = {"⠼⠙": "4", "⠼⠙⠲⠁⠃": "4.12", "⠼⠙⠠⠁": "4A", "⠼⠙⠠⠁⠲⠼⠁": "4A.1", "⠼⠁⠚⠠⠠⠁⠃": "10AB"}
    said |= {"⠠⠁": "A", "⠰⠠⠃": "B", "⠠⠁⠲⠼⠁⠃": "A.12", "⠠⠁⠼⠁⠲⠁": "A1.1", "⠠⠁⠝": "AN"}
    assert {cells: number_in(cells) for cells in said} == said
    assert number_in("⠉⠁⠝") == ""


def test_a_message_shows_roughly_what_stands_there():
    assert roughly("⠠⠮⠀⠞⠪⠝⠀⠼⠃⠙", 2) == "the town 24"


def edited(finished, path: str, change: Callable[[str], str]) -> list:
    written, artefacts = finished
    file = artefacts.file("braille", path)
    whole = file.read_bytes()
    changed = change(whole.decode()).encode()
    assert changed != whole
    try:
        file.write_bytes(changed)
        return list(Parity().run(written, artefacts))
    finally:
        file.write_bytes(whole)


def test_a_page_that_the_contents_do_not_mean_is_found(finished):
    found = edited(finished, PAPER, lambda text: re.sub(r'(""+ #)D\r', r"\1E\r", text, count=1))
    assert {issue.code for issue in found} == {"PAR-002"}
    assert "front of volume 1" in found[0].problem


def test_a_cell_of_the_pef_counts_too(finished):
    assert edited(finished, PEF, lambda text: text.replace("⠼⠑⠂⠃⠚⠚", "⠼⠑⠂⠃⠚⠁", 1))


@pytest.mark.parametrize("path", [DISPLAY, UNCONTRACTED, PAPER, PEF])
def test_a_missing_or_damaged_file_is_no_pass(finished, path):
    written, artefacts = finished
    file = artefacts.file("braille", path)
    whole = file.read_bytes()
    try:
        file.write_bytes(b"\xff\xfe\x00")
        assert "PAR-005" in {issue.code for issue in Parity().run(written, artefacts)}
        file.unlink()
        assert {issue.code for issue in Parity().run(written, artefacts)}
    finally:
        file.write_bytes(whole)


def test_a_file_that_no_grade_has_is_an_issue(finished):
    written, artefacts = finished
    extra = artefacts.file("braille", "other.brf")
    extra.write_bytes(b"X\r\n")
    try:
        assert [issue.code for issue in Parity().run(written, artefacts)] == ["PAR-004"]
    finally:
        extra.unlink()


def test_an_edition_without_grades_is_unreadable(finished):
    written, artefacts = finished
    bare = replace(artefacts.made["braille"], facts={})
    codes = {
        issue.code for issue in Parity().run(written, replace(artefacts, made={"braille": bare}))
    }
    assert "PAR-005" in codes


# --- Passages in another code ------------------------------------------------------------

WELSH = "Mae pob cartref yn y dref yn cael cysylltiad cyflym a sicr. " * 4


@pytest.fixture
def passage(tmp_path):
    written = b.publication(b.section("One", b.paragraph(WELSH.strip(), lang="cy")))
    return written, finish(written, tmp_path)


def test_a_changed_cell_in_another_code_is_found(passage):
    assert list(Parity().run(*passage)) == []
    found = edited(passage, DISPLAY, lambda text: text.replace("SICR", "SECR", 1))
    assert {issue.code for issue in found} == {"PAR-001", "PAR-002", "PAR-004"}


def test_without_liblouis_such_a_passage_is_no_pass(passage, monkeypatch):
    from build_tools.formats.braille import matching

    monkeypatch.setattr(matching, "find_library", lambda _: "libnowhere.so.1")
    matching._library.cache_clear()
    matching._in_code.cache_clear()
    try:
        with pytest.raises(ProgramMissing, match="liblouis20"):
            list(Parity().run(*passage))
    finally:
        monkeypatch.undo()
        matching._library.cache_clear()
