"""Every fault of the plain text, made one by one over a text that has none."""

from __future__ import annotations

import shutil

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.txt import PlainTextLint
from build_tools.checks.txt.characters import columns, width_faults
from build_tools.checks.txt.rules import RULES
from build_tools.editions import BuildJob
from build_tools.editions.text import PlainText
from build_tools.publication.blocks import Address, Foreign, Link
from tests import builders as b

WHOLE, UNWRAPPED = "exampleton.txt", "exampleton-unwrapped.txt"
SECTION = "sections/places.txt"
LONG = "https://exampleton.example/" + "a-very-long-address/" * 4


def exampleton():
    """Everything that the linter has a rule for."""
    link = Link(Address(LONG), b.words("Our site"))
    site = Link(Address("https://exampleton.example/"), b.words("the town’s site"))
    welsh = Foreign("cy", b.words("Croeso i bawb"))
    return b.publication(
        b.part(
            "Welcome",
            b.section(
                "Places",
                b.heading(2, "Why"),
                b.paragraph("The town is by the sea, and has been for as long as anybody knows."),
                b.heading(3, "Why now"),
                b.paragraph("It is time.", b.call("one"), " See ", site, ". ", link, "."),
                b.paragraph("They said: ", welsh, "."),
                b.heading(2, "How"),
                b.bullets("First", b.item("Second", b.bullets("Third", "Fourth"))),
                b.numbered("One", "Two", "Three"),
                b.definitions(b.definition("Owner", "Town council"), b.definition("Term", "Note")),
                b.table("Wards", ["Ward", "People"], ["Marsh", "5"], ["Rope", "6"]),
                b.callout("note", "Who this is for", "For everybody."),
                b.quote("We like it."),
                b.figure("A quay", "The quay", "It is a long quay."),
                b.paragraph("Dydd da.", lang="cy"),
                notes=(b.note("one", "A source."),),
            ),
        ),
        b.part("More", b.section("Plain", "Words.", id="plain", summary="In short.")),
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written") / "text"
    folder.mkdir()
    publication = exampleton()
    return publication, PlainText().build(publication, BuildJob(folder, folder)), folder


@pytest.fixture
def release(written, tmp_path):
    publication, made, folder = written
    shutil.copytree(folder, tmp_path / "text")
    return publication, Artefacts(tmp_path, {"text": made})


def issues(release):
    publication, artefacts = release
    return list(PlainTextLint().run(publication, artefacts))


def found(release):
    return {(issue.code, issue.span.path) for issue in issues(release)}


def spoil(release, path, *changes):
    file = release[1].file("text", path)
    text = file.read_bytes().decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_bytes(text.encode())


FAULTS = [
    ("TXT-002", WHOLE, ("Words.\n", "Words.")),
    ("TXT-002", WHOLE, ("Words.\n", "Words.\n\n")),
    ("TXT-002", WHOLE, ("Words.\n", "Words.\r\n")),
    ("TXT-003", WHOLE, ("Words.", "Words.\tMore")),
    ("TXT-003", UNWRAPPED, ("Words.", "Words.\f")),
    ("TXT-003", SECTION, ("The town is", "The\x1ftown is")),
    ("TXT-004", WHOLE, ("Words.", "Words. ")),
    ("TXT-005", WHOLE, ("Words.", "Words " * 12 + "end.")),
    ("TXT-005", SECTION, ("Dydd da.", "Dydd " * 14 + "da.")),
    ("TXT-006", WHOLE, ("\n\n\n++2. Plain", "\n\n\n\n++2. Plain")),
    ("TXT-006", WHOLE, ("A strategy", "\nA strategy")),
    ("TXT-006", WHOLE, ("\n\n  - First", "\n\n\n  - First")),
    ("TXT-007", WHOLE, ("  - First", "   - First")),
    ("TXT-007", WHOLE, ("anybody", "\n    anybody")),
    ("TXT-008", WHOLE, ("\n\n\n++2. Plain", "\n\n++2. Plain")),
    ("TXT-008", WHOLE, ("++2. Plain\n\n", "++2. Plain\n  - ")),
    ("TXT-009", WHOLE, ("Words.", "Words.\n\n----------")),
    ("TXT-009", WHOLE, ("Words.", "Words ******")),
    ("TXT-010", WHOLE, ("the sea", "the se-\na")),
    ("TXT-010", WHOLE, ("The town", "The to\u00adwn")),
    ("TXT-011", WHOLE, ("  2. Plain", "  2. Plane")),
    ("TXT-011", WHOLE, ("  2. Plain\n", "")),
    ("TXT-011", WHOLE, ("Contents", "Content")),
    ("TXT-011", WHOLE, ("Part 1: Welcome", "Part 2: More"), ("\n\nPart 2: More\n  2. Plain",
                                                            "\n\nPart 1: Welcome\n  2. Plain")),
    ("TXT-012", WHOLE, ("++2. Plain", "++3. Plain")),
    ("TXT-012", WHOLE, ("++Part 2", "++Part 3")),
    ("TXT-012", WHOLE, ("\n1.2 It", "\n1.3 It")),
    ("TXT-012", SECTION, ("1B How", "1C How")),
    ("TXT-012", SECTION, ("1A.1 Why now", "1A.2 Why now")),
    ("TXT-013", WHOLE, ("  - First", "  * First")),
    ("TXT-013", WHOLE, ("  2. Two", "  3. Two")),
    ("TXT-013", WHOLE, ("  2. Two", "  - Two")),
    ("TXT-013", SECTION, ("  3. Three", "  Three: 3")),
    ("TXT-014", WHOLE, (" [Footnote 1]", "")),
    ("TXT-014", WHOLE, ("Footnote 1, from paragraph 1.2: A source.\n\n", "")),
    ("TXT-014", SECTION, ("from paragraph 1.2", "from paragraph 1.3")),
    ("TXT-015", UNWRAPPED, ("2.1 Words.", "2.1 [https://exampleton.example/]")),
    ("TXT-015", WHOLE, ("Words.", "[email a@b.example]")),
    ("TXT-015", WHOLE, ("Words.", "Words [https://exampleton.example/a…].")),
    ("TXT-016", WHOLE, ("Words.", "Words [section 1.")),
    ("TXT-016", WHOLE, ("Words.", "Words [see there].")),
    ("TXT-017", WHOLE, ("[End of table]\n\n", "")),
    ("TXT-017", WHOLE, ("[End of note]\n\n", "")),
    ("TXT-017", WHOLE, ("[End of quote]\n\n", "")),
    ("TXT-017", WHOLE, ("[End of long description]\n\n", "")),
    ("TXT-017", WHOLE, ("Words.", "Words.\n\n[End of table]")),
    ("TXT-017", WHOLE, ("[end of Welsh].", ".")),
    ("TXT-017", SECTION, ("\n[end of Welsh]\n", "")),
    ("TXT-017", SECTION, ("[in Welsh]", "")),
    ("TXT-018", WHOLE, ("Words.", "Other words.")),
    ("TXT-018", WHOLE, ("  1. One\n", "")),
    ("TXT-018", SECTION, ("Town council", "City council")),
    ("TXT-018", SECTION, ("++1. Places", "++1. Spaces")),
    ("TXT-019", SECTION, ("A strategy for", "A plan for")),
    ("TXT-019", WHOLE, ("source 0a1b2c3d", "source 99999999")),
]  # fmt: skip


def test_a_text_by_its_specification_has_no_fault(release):
    assert issues(release) == []


@pytest.mark.parametrize(("code", "path", "changes"), [(c, p, ch) for c, p, *ch in FAULTS])
def test_a_fault_is_found(release, code, path, changes):
    spoil(release, path, *changes)
    assert (code, f"text/{path}") in found(release)


def test_every_rule_has_a_fault():
    assert {code for code, *_ in FAULTS} | {"TXT-001"} == RULES.keys()


@pytest.mark.parametrize("path", [WHOLE, UNWRAPPED, SECTION])
@pytest.mark.parametrize("data", [None, b"", b"\xef\xbb\xbfText\n", b"Caf\xe9\n"])
def test_a_file_that_cannot_be_read_is_never_a_pass(release, path, data):
    file = release[1].file("text", path)
    if data is None:
        file.unlink()
    else:
        file.write_bytes(data)
    assert ("TXT-001", f"text/{path}") in {
        (found.code, found.span.path) for found in issues(release)
    }


def test_a_section_without_a_file_is_found(release, written):
    publication, artefacts = release
    made = written[1]
    fewer = type(made)(made.entry, tuple(file for file in made.files if file.path != SECTION))
    (issue,) = PlainTextLint().run(publication, Artefacts(artefacts.folder, {"text": fewer}))
    assert issue.problem == "No file holds the section '++1. Places'."


def test_a_fault_says_where_it_is(release):
    spoil(release, "sections/plain.txt", ("2.1 Words.", "2.2 Words."))
    first = issues(release)[0]
    assert str(first.span) == "text/sections/plain.txt:10"
    assert first.problem == "The number is 2.2, not 2.1."


def test_width_counts_columns_and_spares_a_single_word():
    assert columns("テキスト") == 8
    assert columns("e\u0301") == 1
    assert [*width_faults(f"    {LONG}\n[https://exampleton.example/{'a' * 60}]\n")] == []
    assert [fault.code for fault in width_faults("文字" * 20)] == ["TXT-005"]
