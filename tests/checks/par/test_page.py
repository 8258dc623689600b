"""The one web page is read back as the publication says it, and faults laid over it are seen.

Every word, element and attribute of the page is dropped, changed, swapped or doubled in turn, in
the tree of its elements: how the markup is written makes no difference.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import html

from build_tools.checks import Artefacts
from build_tools.checks.par import Parity, parity_table
from build_tools.editions import Artefact
from build_tools.reading import read
from tests.checks.par.test_faults import in_words, made
from tests.editions.page.made import page_of, page_once, themes_with
from tests.every_block import EVERY_BLOCK
from tests.strategies import publications

ROOT = Path(__file__).parents[3]
PUBLICATIONS = sorted(path.parent for path in ROOT.glob("tests/publications/*/content"))
MADE = made()
FILES = ("exampleton.html", "exampleton-light.html")
LEAST_FAULTS = 400

PLAIN = """\
files:
  - {suffix: "", fonts: no, pictures: yes, charts: yes, most-bytes: 9000000}
  - {suffix: -light, fonts: no, pictures: no, charts: no, most-bytes: 9000000}
"""


@pytest.fixture(scope="module")
def plain_themes(tmp_path_factory) -> Path:
    return themes_with(tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.fixture(scope="module")
def page(once) -> Artefacts:
    finished = page_once(once, "of-faults", MADE)
    assert list(Parity().run(MADE, finished)) == []
    return finished


def test_every_block_is_read_back(once):
    finished = page_once(once, "every-block", EVERY_BLOCK)
    assert list(map(str, Parity().run(EVERY_BLOCK, finished))) == []
    table = parity_table(EVERY_BLOCK, finished)
    assert [counts.path for counts in table] == list(FILES)
    assert len({counts.found for counts in table}) == 1
    assert table[0].found > 100


@pytest.mark.slow
@pytest.mark.parametrize("folder", PUBLICATIONS, ids=lambda path: path.name)
def test_whole_publications_are_read_back(plain_themes, folder, tmp_path):
    publication = read(folder / "content")
    finished = page_of(publication, tmp_path / "release", plain_themes)
    assert list(map(str, Parity().run(publication, finished))) == []
    assert all(counts.found > 100 for counts in parity_table(publication, finished))


@pytest.mark.slow
@settings(max_examples=max(8, settings().max_examples // 2))
@given(publications())
def test_what_was_written_is_read_back(plain_themes, publication):
    with tempfile.TemporaryDirectory() as folder:
        finished = page_of(publication, Path(folder, "release"), plain_themes)
        assert list(map(str, Parity().run(publication, finished))) == []


# --- Faults ----------------------------------------------------------------------------

WHOLE = frozenset(
    {"a", "article", "blockquote", "caption", "dd", "dl", "dt", "figcaption", "footer", "h1", "h2"}
    | {"h3", "h4", "header", "img", "li", "main", "nav", "ol", "p", "strong", "sup", "svg"}
    | {"table", "td", "th", "tr", "ul"}
)
"""Elements that are dropped, doubled, swapped and followed by others."""

TOLD = frozenset({"alt", "class", "href", "id", "lang", "scope", "start"})
LOOKS = frozenset({"chart", "figure", "scroll", "term", "led"})
"""Classes that only the style sheet, or the words beside them, depend on."""


def elements(root: html.HtmlElement) -> list[html.HtmlElement]:
    """Return what readers are told of: the page without what is drawn."""
    found = []
    for element in root.body.iter():
        drawn = any(around.tag == "svg" for around in element.iterancestors())
        if isinstance(element.tag, str) and (not drawn or element.tag == "title"):
            found.append(element)
    return found


def faults(source: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each fault with what was done."""
    root = html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8"))

    def written() -> bytes:
        return html.tostring(root, encoding="utf-8", doctype="<!doctype html>")

    for element in elements(root):
        for side in ("text", "tail"):
            words = getattr(element, side) or ""
            if words.strip() and not (side == "tail" and element.tag == "svg"):
                for fault in in_words(words.strip()):
                    if " ".join(fault.split()) != " ".join(words.split()):
                        setattr(element, side, fault)
                        yield f"{element.tag}: {words!r} → {fault!r}", written()
                setattr(element, side, words)
        yield from _attributes(element, written)
        if element.tag in WHOLE:
            yield from _as_a_whole(element, written)


def _attributes(element, written) -> Iterator[tuple[str, bytes]]:
    for name in TOLD.intersection(element.attrib):
        value = element.get(name)
        if name == "class" and (LOOKS.intersection(value.split()) or _in_contents(element)):
            continue
        if name == "id" and value.startswith("_"):
            continue  # of the page itself: links to these are followed by LNK
        other = f"{value}x" if name != "start" else str(int(value) + 1)
        if (name, other) != ("class", "callout-titlex"):
            element.set(name, other)
            yield f"{element.tag} {name}: {value!r} → {other!r}", written()
            element.set(name, value)


def _in_contents(element) -> bool:
    return any(around.tag == "nav" for around in element.iterancestors())


def _as_a_whole(element, written) -> Iterator[tuple[str, bytes]]:
    around, tail = element.getparent(), element.tail
    place = around.index(element)
    extra = html.fragment_fromstring("<p>And more.</p>")
    around.insert(place + 1, extra)
    yield f"{element.tag}: followed by more", written()
    around.remove(extra)
    copy = html.fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    if copy.tag == element.tag:
        around.insert(place + 1, copy)
        yield f"{element.tag}: doubled", written()
        around.remove(copy)
    after = element.getnext()
    if after is not None and html.tostring(after) != html.tostring(element):
        around.insert(place, after)
        yield f"{element.tag}: swapped with {after.tag}", written()
        around.insert(place + 1, after)
    around.remove(element)
    yield f"{element.tag}: dropped", written()
    around.insert(place, element)
    element.tail = tail


def missed(page: Artefacts, path: str, step: int) -> tuple[int, list[str]]:
    """Return how many faults were tried, and those that were not found."""
    file = page.file("page", path)
    one = Artefacts(page.folder, {"page": Artefact(path, ())})
    whole, tried, unseen = file.read_bytes(), 0, []
    try:
        for place, (what, fault) in enumerate(faults(whole)):
            if place % step == 0:
                file.write_bytes(fault)
                tried += 1
                if next(iter(Parity().run(MADE, one)), None) is None:
                    unseen.append(what)
    finally:
        file.write_bytes(whole)
    return tried, unseen


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES)
def test_every_fault_is_found(page, path):
    tried, unseen = missed(page, path, step=6)
    assert unseen == []
    assert tried > LEAST_FAULTS / 2


def test_some_faults_are_found(page):
    tried, unseen = missed(page, FILES[1], step=131)
    assert tried
    assert unseen == []


@pytest.mark.parametrize("path", FILES)
def test_a_missing_file_is_unreadable(page, path):
    file = page.file("page", path)
    data = file.read_bytes()
    file.unlink()
    try:
        assert [issue.code for issue in Parity().run(MADE, page)] == ["PAR-005"]
    finally:
        file.write_bytes(data)


def test_words_in_a_picture_s_place_have_to_say_that_they_are(page):
    file = page.file("page", FILES[1])
    data = file.read_bytes()
    file.write_bytes(data.replace(b"<b>Image:</b>", b"<b>Chart:</b>"))
    try:
        (issue,) = Parity().run(MADE, page)
        assert issue.code == "PAR-002"
        assert "Chart: A map of 7 wards" in issue.problem
    finally:
        file.write_bytes(data)
