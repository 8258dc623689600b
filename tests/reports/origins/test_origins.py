"""What a check finds in a finished file is said where the source has the words."""

from dataclasses import replace

import pytest

from build_tools.checks import Artefacts
from build_tools.editions import Artefact
from build_tools.issues import Issue, SourceSpan
from build_tools.publication.blocks import Paragraph, plain
from build_tools.reports.origins import AGAIN, CHANGE, traced
from tests.checks.par.finished import finish
from tests.every_block import EVERY_BLOCK as PUBLICATION


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return finish(PUBLICATION, tmp_path_factory.mktemp("made"))


LONG = 40
PARAGRAPH = next(
    (section, node)
    for section in PUBLICATION.sections
    for node in section.nodes()
    if isinstance(node, Paragraph) and node.number and len(plain(node.content)) > LONG
)


def line_of(file, words):
    lines = file.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def one(made, issue, publication=PUBLICATION):
    (found,) = traced([issue], publication, made)
    return found


def test_a_line_of_plain_text_is_that_of_its_paragraph(made):
    _, paragraph = PARAGRAPH
    path = made.made["text"].entry
    line = line_of(made.file("text"), f"{paragraph.number} ")
    found = one(made, Issue("TXT-009", SourceSpan(f"text/{path}", line), "A row of symbols."))
    assert found.span == paragraph.span
    assert found.remedy == CHANGE
    assert found.place == f"(plain text: {path}, line {line})"


def test_a_line_of_a_page_is_that_of_the_block_whose_id_is_there(made):
    section, paragraph = PARAGRAPH
    path = f"{section.path}/index.html"
    line = line_of(made.folder / "site" / path, f'id="{paragraph.id}"')
    found = one(made, Issue("VNU-001", SourceSpan(f"site/{path}", line), "An odd attribute."))
    assert found.span == paragraph.span


def test_what_is_outside_of_the_text_is_tandems(made):
    path = f"{PARAGRAPH[0].path}/index.html"
    line = line_of(made.folder / "site" / path, "<footer>")
    issue = Issue("LNK-002", SourceSpan(f"site/{path}", line), "It links to 'nowhere'.")
    assert one(made, issue) == replace(issue, remedy=AGAIN)


def test_words_that_are_quoted_are_looked_for(made):
    _, paragraph = PARAGRAPH
    words = plain(paragraph.content)[:LONG]
    issue = Issue("PDF-020", SourceSpan("text/x"), f"“{words} …” is read twice.")
    assert one(made, issue).span == paragraph.span


def test_a_footnote_that_is_named_is_found(made):
    section = next(section for section in PUBLICATION.sections if section.notes)
    note = section.notes[0]
    issue = Issue("DOC-013", SourceSpan("text/x.txt"), f"Nothing calls the footnote {note.number}.")
    assert one(made, issue).span == note.span


def test_a_page_of_a_pdf_leads_to_what_begins_on_it(every_block_pdf):
    path = every_block_pdf.made["pdf"].entry
    page = every_block_pdf.made["pdf"].facts["pages"]["one"]
    issue = Issue("PDF-020", SourceSpan(f"pdf/{path}"), "A drawing is lost.", place=f"page {page}")
    found = one(every_block_pdf, issue)
    assert found.span.path in {section.span.path for section in PUBLICATION.sections}
    assert found.place == f"(accessible PDF: {path}, page {page})"


def test_a_section_without_a_number_is_found_and_nothing_else_is_taken_for_it(tmp_path):
    part, *others = PUBLICATION.parts
    first, *_ = sections = tuple(replace(section, number="") for section in part.sections)
    publication = replace(PUBLICATION, parts=(replace(part, sections=sections), *others))
    book = Artefacts(tmp_path, {"epub": Artefact("a.epub", ())})
    within = Issue("EPB-001", SourceSpan("epub/a.epub"), "Odd.", place="EPUB/section-1.xhtml")
    assert one(book, within, publication).span == first.span
    outside = replace(within, place="EPUB/package.opf")
    assert one(book, outside, publication) == replace(outside, remedy=AGAIN)


def test_one_reason_in_several_files_is_one_issue(made):
    _, paragraph = PARAGRAPH
    issues = []
    for path in ("exampleton.txt", "other.txt"):
        problem = f"“{plain(paragraph.content)}” is odd."
        issues.append(Issue("TXT-009", SourceSpan(f"text/{path}"), problem))
    (found,) = traced(issues, PUBLICATION, made)
    assert found.place == "(plain text: exampleton.txt) and 1 more"


def test_what_stands_in_the_source_stays_there():
    issue = Issue("LNG-001", SourceSpan("content/foreword.md", 3), "Long.", "Shorten it.")
    assert one(Artefacts(None, {}), issue) == issue


def test_a_remedy_that_a_check_knows_stays(made):
    _, paragraph = PARAGRAPH
    problem = f"“{plain(paragraph.content)}” is small."
    issue = Issue("PDF-022", SourceSpan("text/x"), problem, "Draw it larger.")
    assert one(made, issue).remedy == "Draw it larger."


def test_no_message_tells_an_editor_to_report_a_fault():
    from build_tools.reports.rules import rules

    told = ("report it", "tell the developers", "looks after", "fault of tandem")
    for rule in rules().values():
        assert not any(words in rule.text.lower() for words in told), rule.code
