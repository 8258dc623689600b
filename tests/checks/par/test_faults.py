"""Faults laid over finished files, one at a time, and each is found.

The publication is small and has every kind of unit. Every word, element and paragraph of its
pages and texts is dropped, changed, swapped or doubled in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.par import Parity, parity_table
from build_tools.publication import Publication
from build_tools.publication.blocks import (
    Address,
    Deleted,
    Foreign,
    Link,
    NoteCall,
    Reference,
    Text,
)
from tests.builders import (
    bullets,
    callout,
    chart,
    definition,
    definitions,
    figure,
    heading,
    note,
    numbered,
    paragraph,
    part,
    publication,
    quote,
    section,
    table,
)
from tests.checks.par.finished import finish

LEAST_FAULTS = 200


def made() -> Publication:
    called = paragraph("The town has 10² lamps and −5 degrees.", NoteCall("a", 0), " All know it.")
    welsh = Foreign("cy", (Text("Croeso i bawb"),))
    home = Link(Address("https://example.org/a"), (Text("Ask us"),))
    there = Link(Reference("two", "why"), (Text("why we say so"),))
    first = section(
        "Where we are",
        called,
        heading(2, "What there is"),
        bullets("Fibre in 1½ streets", "Wireless on the quay"),
        numbered("Ask Mary Jones", "Wait for 3 days", start=4),
        paragraph("Read ", there, " and ", welsh, " or ", home, " today."),
        figure("A map of 7 wards", "The wards in 2026", "North is at the top."),
        id="one",
        summary="How things stand in 2026.",
        notes=(note("a", "Counted by the council in 2025."),),
    )
    second = section(
        "Where we go",
        heading(2, "Why we go", id="why"),
        quote("It has to work for everybody.", speaker="Jane Smith, Marsh End"),
        paragraph("It costs £", Deleted((Text("20 or so"),)), " £12 a month."),
        quote("The council shall publish it each May.", speaker=""),
        callout("tip", "Begin small", "One street at a time."),
        definitions(definition("Owner", "The town council"), definition("Due", "May 2027")),
        table("Homes by ward", ["Ward", "Homes"], ["Marsh End", "5,200"], ["Ropewalk", "10,100"]),
        chart("Homes with fibre", ["2024", "2025"], {"Homes": [36, 64]}),
        paragraph("Diolch yn fawr i chi.", lang="cy"),
        id="two",
        path="themes/two",
    )
    third = section("Croeso i bawb", "Dyma ni yn y dref.", id="three", lang="cy")
    fourth = section("Accessibility", "Tell us.", path="accessibility", kind="generated")
    start = part("Start", first, summary="Read this first.")
    return publication(start, part("End", second, third, fourth), notice="Not yet final.")


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> tuple[Publication, Artefacts]:
    written = made()
    artefacts = finish(written, tmp_path_factory.mktemp("release"))
    assert list(Parity().run(written, artefacts)) == []
    return written, artefacts


SITE = ("index.html", "one/index.html", "themes/two/index.html", "three/index.html")
TEXTS = (
    "exampleton.txt",
    "exampleton-unwrapped.txt",
    "sections/one.txt",
    "sections/themes/two.txt",
    "sections/three.txt",
)
FILES = [("site", path) for path in SITE] + [("text", path) for path in TEXTS]


# --- Faults ----------------------------------------------------------------------------


def in_words(words: str) -> Iterator[str]:
    """Yield each fault of some words: dropped, changed, swapped, doubled, other signs."""
    parts = words.split(" ")
    for place, word in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        yield " ".join([*before, *after])
        yield " ".join([*before, word + "x", *after])
        yield " ".join([*before, word, word, *after])
        if after and after[0] != word:
            yield " ".join([*before, after[0], word, *after[1:]])
    for digit in re.finditer(r"\d", words):
        other = str((int(digit[0]) + 1) % 10)
        yield words[: digit.start()] + other + words[digit.end() :]
    for sign, wrong in (("−", "-"), ("−", ""), ("²", "2"), ("½", "1/2"), ("’", "'")):
        if sign in words:
            yield words.replace(sign, wrong)


SAID = re.compile(r'(?<=>)([^<>]*\w[^<>]*)(?=<)|(?<= alt=")([^"]+)|(?<=<title>)([^<]+)')
DRAWING = re.compile(r"(?<=</title>).*?</svg>", re.DOTALL)
ELEMENT = re.compile(
    r"<(p|li|tr|td|th|h1|h2|h3|dt|dd|caption|figcaption|strong|blockquote|sup|table|ul|ol|dl)\b"
    r"[^>]*>(?:(?!<\1\b).)*?</\1>|<img [^>]*>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r' (href|lang|id|scope|start|class)="([^"]*)"')


def of_page(html: str) -> Iterator[str]:
    start = html.index("<article") if "<article" in html else html.index("<main")
    drawings = [found.span() for found in DRAWING.finditer(html)]

    def read(place: int) -> bool:
        return place >= start and not any(one <= place < other for one, other in drawings)

    for found in SAID.finditer(html):
        if read(found.start()) and "aria-hidden" not in html[found.start() - 30 : found.start()]:
            for fault in in_words(found[0].strip()):
                yield html[: found.start()] + fault + html[found.end() :]
    for found in ELEMENT.finditer(html):
        if read(found.start()) and "aria-hidden" not in found[0]:
            yield html[: found.start()] + html[found.end() :]
            yield html[: found.end()] + found[0] + html[found.end() :]
            yield html[: found.end()] + "<p>And more.</p>" + html[found.end() :]


def of_attributes(html: str) -> Iterator[str]:
    """Yield pages with other addresses, languages, ids and kinds of cells."""
    start = html.index("<article") if "<article" in html else html.index("<section")
    for found in ATTRIBUTE.finditer(html, start):
        name, value = found.groups()
        if name in ("href", "lang", "scope") or (name == "start" and value != "1"):
            yield html[: found.start()] + f' {name}="x{value}"' + html[found.end() :]


def of_text(text: str) -> Iterator[str]:
    paragraphs = re.split(r"\n\n(?!\[New list\])", text)  # where a list ends is no unit
    for place, words in enumerate(paragraphs):
        before, after = paragraphs[:place], paragraphs[place + 1 :]
        yield "\n\n".join([*before, *after])
        yield "\n\n".join([*before, words, words, *after])
        if after and after[0].strip() and words.strip():
            yield "\n\n".join([*before, after[0], words, *after[1:]])
        for line in re.finditer(r"[^ \n][^\n]*", words):
            for fault in in_words(line[0]):
                changed = words[: line.start()] + fault + words[line.end() :]
                yield "\n\n".join([*before, changed, *after])


def faults(text: str, path: str) -> list[str]:
    if path.endswith(".html"):
        found = [*of_page(text), *of_attributes(text)]
    else:
        found = list(of_text(text))
    plain = " ".join(text.split())
    return [fault for fault in dict.fromkeys(found) if " ".join(fault.split()) != plain]


def uncaught(written: Publication, artefacts: Artefacts, edition: str, path: str, step: int):
    file = artefacts.file(edition, path)
    whole = file.read_text(encoding="utf-8")
    one = Artefacts(artefacts.folder, {edition: artefacts.made[edition]})
    tried = faults(whole, path)[::step]
    missed = []
    try:
        for fault in tried:
            file.write_text(fault, encoding="utf-8")
            if next(iter(Parity().run(written, one)), None) is None:
                missed.append(difference(whole, fault))
    finally:
        file.write_text(whole, encoding="utf-8")
    return len(tried), missed


def difference(whole: str, fault: str) -> str:
    pairs = zip(whole, fault, strict=False)
    place = next((at for at, (one, other) in enumerate(pairs) if one != other), len(fault))
    return (
        f"{whole[max(0, place - 40) : place + 40]!r} → {fault[max(0, place - 40) : place + 40]!r}"
    )


@pytest.mark.parametrize(("edition", "path"), FILES)
def test_faults_are_found(finished, edition, path):
    tried, missed = uncaught(*finished, edition, path, step=23)
    assert tried
    assert missed == []


@pytest.mark.slow
def test_every_fault_is_found(finished):
    answers = [uncaught(*finished, edition, path, step=17) for edition, path in FILES]
    assert [fault for _, missed in answers for fault in missed] == []
    assert sum(tried for tried, _ in answers) >= LEAST_FAULTS


# --- Whole files, and what an editor is told -------------------------------------------


@pytest.mark.parametrize(("edition", "path"), FILES)
def test_a_missing_file_is_unreadable(finished, edition, path):
    assert codes_after(finished, edition, path, lambda file: file.unlink()) == {"PAR-005"}


@pytest.mark.parametrize(("edition", "path"), FILES)
def test_a_damaged_file_is_no_pass(finished, edition, path):
    assert codes_after(finished, edition, path, lambda file: file.write_bytes(b"\xff\xfe\x00"))


def codes_after(finished, edition: str, path: str, damage) -> set[str]:
    written, artefacts = finished
    file = artefacts.file(edition, path)
    whole = file.read_bytes()
    try:
        damage(file)
        return {issue.code for issue in Parity().run(written, artefacts)}
    finally:
        file.write_bytes(whole)


def edited(finished, edition: str, path: str, old: str, new: str) -> list:
    written, artefacts = finished
    file = artefacts.file(edition, path)
    whole = file.read_text(encoding="utf-8")
    assert old in whole
    try:
        file.write_text(whole.replace(old, new), encoding="utf-8")
        return list(Parity().run(written, artefacts)), parity_table(written, artefacts)
    finally:
        file.write_text(whole, encoding="utf-8")


def test_a_missing_paragraph_is_said_with_its_place(finished):
    found, table = edited(finished, "text", "exampleton.txt", "  - Fibre in 1½ streets\n", "")
    assert [issue.code for issue in found] == ["PAR-001"]
    assert str(found[0].span) == "content/test.md:1"
    assert "plain text" in found[0].place
    assert "the list item “Fibre in 1½ streets”" in found[0].problem
    assert [counts.missing for counts in table if counts.path == "exampleton.txt"] == [1]


def test_a_changed_word_is_shown_on_both_sides(finished):
    found, _ = edited(finished, "site", "one/index.html", "−5", "5")
    assert [issue.code for issue in found] == ["PAR-002"]
    assert "−5 degrees" in found[0].problem
    assert "and 5 degrees" in found[0].problem


LOST_STRIKES = [
    ("site", "themes/two/index.html", "<del>20 or so</del>", "20 or so"),
    ("site", "themes/two/index.html", "[deleted: <del>20 or so</del>]", "<del>20 or so</del>"),
    ("text", "exampleton.txt", "[deleted] 20 or so [end of deleted]", "20 or so"),
    ("text", "exampleton.txt", "20 or so [end of deleted]", "[end of deleted] 20 or so"),
]


@pytest.mark.parametrize(("edition", "path", "old", "new"), LOST_STRIKES)
def test_deleted_words_that_are_not_marked_are_found(finished, edition, path, old, new):
    found, _ = edited(finished, edition, path, old, new)
    assert [issue.code for issue in found] == ["PAR-002"]
    assert "[deleted: ⟦20 or so⟧]" in found[0].problem


def test_a_moved_item_is_one_issue(finished):
    old, new = "  - Fibre in 1½ streets\n  - Wireless on the quay", "  - Wireless on the quay\n"
    found, table = edited(
        finished, "text", "sections/one.txt", old, new + old.split("\n", maxsplit=1)[0]
    )
    assert [issue.code for issue in found] == ["PAR-003"]
    assert sum(counts.moved for counts in table) == 1


def test_added_words_are_said_with_their_file(finished):
    old = '<div class="body">'
    found, _ = edited(finished, "site", "one/index.html", old, f"{old}<p>And more.</p>")
    assert [(issue.code, issue.span.path) for issue in found] == [
        ("PAR-004", "site/one/index.html")
    ]


def test_an_allowance_that_is_not_used_is_an_issue(finished):
    back = re.compile(r' <a class="back".*?</a>')
    page = finished[1].file("site", "one/index.html").read_text(encoding="utf-8")
    found, _ = edited(finished, "site", "one/index.html", back.search(page)[0], "")
    assert [issue.code for issue in found] == ["PAR-006"]


def test_a_file_that_no_section_has_is_an_issue(finished):
    written, artefacts = finished
    extra = artefacts.file("text", "sections/other.txt")
    extra.write_text("Words.\n")
    try:
        assert [issue.code for issue in Parity().run(written, artefacts)] == ["PAR-004"]
    finally:
        extra.unlink()
