"""The e-book in a reading system: foliate-js, the library of the reader Foliate, in Chromium."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.publication.blocks import Note, content_of, plain
from build_tools.tools.pages.served import served
from build_tools.tools.programs import package
from tests.every_block import EVERY_BLOCK

pytestmark = pytest.mark.slow

READER = Path(__file__).with_name("reading_system.html")

CONTENTS = """() => {
  const labels = (items) => items.flatMap((one) => [one.label, ...labels(one.subitems ?? [])]);
  return labels(view.book.toc);
}"""
TURNED_TO = """async (href) => {
  await view.goTo(href);
  const { index, anchor } = view.book.resolveHref(href);
  const [{ doc, index: at }] = view.renderer.getContents();
  return index === at && place.range.intersectsNode(anchor(doc)) && place.pageItem?.label;
}"""
SHOWN = """async (index) => {
  await view.goTo(index);
  const [{ doc }] = view.renderer.getContents();
  return {
    words: doc.body.textContent.replace(/\\s+/g, " ").trim(),
    language: doc.documentElement.lang,
    broken: [...doc.images].filter((one) => !one.complete || !one.naturalWidth).length,
    images: doc.images.length,
    wide: doc.documentElement.scrollWidth > doc.documentElement.clientWidth + 1,
  };
}"""
LEADING_NOWHERE = """async () => {
  const found = [];
  for (const [index, section] of view.book.sections.entries()) {
    const doc = await section.createDocument();
    for (const link of doc.querySelectorAll("a[href]")) {
      const href = section.resolveHref(link.getAttribute("href"));
      if (view.book.isExternal(href)) continue;
      const { index: at, anchor } = view.book.resolveHref(href) ?? {};
      const there = at === undefined ? null : await view.book.sections[at].createDocument();
      if (!there || (href.includes("#") && !anchor(there)?.nodeType)) found.push(href);
    }
  }
  return found;
}"""
OPENED = """async (href) => {
  await view.goTo(href);
  const [{ doc }] = view.renderer.getContents();
  const [call] = doc.querySelectorAll(`a[role="doc-noteref"][href="#${href.split("#")[1]}"]`);
  document.getElementById("note").hidden = true;
  delete window.note;
  call.click();
}"""
CALLS = """async () => {
  const found = new Set();
  for (const section of view.book.sections) {
    const doc = await section.createDocument();
    for (const call of doc.querySelectorAll("a[role=doc-noteref]"))
      found.add(section.resolveHref(call.getAttribute("href")));
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def address(every_block_epub, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reader")
    shutil.copyfile(READER, folder / "index.html")
    shutil.copyfile(every_block_epub.file("epub"), folder / "book.epub")
    (folder / "foliate-js").symlink_to(package("foliate-js"))
    with served(folder) as server:
        yield server.address


@pytest.fixture
def open_book(chromium, address):
    """Return a function that opens the book; `said` is what the reading system complained of."""
    contexts = []

    def open_book(width=1000, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append((message.type, message.text)))
        page.on("pageerror", lambda error: page.said.append(("error", str(error))))
        page.goto(address)
        page.wait_for_function("Boolean(window.view && window.place)")
        return page

    yield open_book
    for context in contexts:
        context.close()


def test_its_contents_are_those_of_the_publication(open_book):
    labels = open_book().evaluate(CONTENTS)
    wanted = []
    for part in EVERY_BLOCK.parts:
        wanted += [part.title, *(section.title for section in part.sections)]
    rest = iter(labels)
    assert all(any(title in label for label in rest) for title in wanted)


def test_it_opens_at_the_pages_of_the_print_edition(open_book, every_block_print):
    page = open_book()
    pages = page.evaluate("view.book.pageList.map(({ label, href }) => ({ label, href }))")
    assert len(pages) > 5
    assert int(pages[-1]["label"]) <= every_block_print.made["print"].files[0].pages
    for one in pages:  # where several begin on a screen, it says the last
        assert int(page.evaluate(TURNED_TO, one["href"])) >= int(one["label"])


def test_every_document_is_shown_with_its_pictures(open_book):
    for width in (1000, 360):
        page = open_book(width)
        page.evaluate('view.renderer.setAttribute("flow", "scrolled")')
        shown = [page.evaluate(SHOWN, n) for n in range(page.evaluate("view.book.sections.length"))]
        assert {one["language"] for one in shown} == {"en-GB", "cy"}  # a section is in Welsh
        assert [one["broken"] for one in shown] == [0] * len(shown)
        assert sum(one["images"] for one in shown) > 3
        assert [one["wide"] for one in shown] == [False] * len(shown)
        words = "\n".join(one["words"] for one in shown)
        assert all(section.title in words for section in EVERY_BLOCK.sections)
        assert [words for kind, words in page.said if kind == "error"] == []


def test_every_link_leads_somewhere(open_book):
    page = open_book()
    assert page.evaluate("view.book.sections.length") > 5
    assert page.evaluate(LEADING_NOWHERE) == []


def test_notes_open_over_the_page(open_book):
    page = open_book()
    calls = page.evaluate(CALLS)
    notes = [n for section in EVERY_BLOCK.sections for n in section.nodes() if isinstance(n, Note)]
    assert len(calls) == len(notes) > 1
    for href, note in zip(calls, notes, strict=True):
        page.evaluate(OPENED, href)
        page.wait_for_function("Boolean(window.note)")
        assert page.is_visible("#note foliate-view")
        number, words = note.number, plain(content_of(note))
        shown = page.evaluate("note")
        assert shown["type"] == "footnote"
        assert shown["words"].startswith(f"{number} ")
        assert words.split()[0] in shown["words"]
