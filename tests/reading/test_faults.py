"""Every fault that reading knows, laid over a clean publication, one at a time."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools.issues import Severity
from build_tools.reading import read_with_report

from .town import DRAWING, TOWN, Files, png, read_town, replaced, with_text, write

FOREWORD_END = str(TOWN["foreword.md"]).count("\n") + 2
"""The line on which text added by `with_text` begins."""


@dataclass(frozen=True)
class Fault:
    name: str
    changes: Files
    code: str
    path: str
    line: int = 0
    column: int = 0
    says: tuple[str, ...] = ()


def text(name: str, words: str, code: str, *says: str, line: int = 0, column: int = 0) -> Fault:
    """A fault in Markdown at the end of the foreword; `line` counts from its own first line."""
    where = FOREWORD_END + line
    return Fault(name, with_text(words), code, "foreword.md", where, column, says)


def consulted(name: str, words: str, code: str, line: int = 0) -> Fault:
    """A fault in Markdown that a draft may have."""
    changes = {**with_text(words), **replaced(PUBLICATION, "status: draft", "status: consultation")}
    return Fault(name, changes, code, "foreword.md", FOREWORD_END + line)


def svg(name: str, inside: str, code: str, *says: str) -> Fault:
    drawing = DRAWING.replace("<title>x</title>", inside)
    return Fault(name, {"images/town.svg": drawing}, code, "images/town.svg", 1, 0, says)


PUBLICATION, COMMITMENTS = "publication.yml", "registers/commitments.yml"
WORKSHOP, MEASURES = "consultation/smart-town.md", "registers/measures.yml"

PARTNERS = "registers/partners.yml"


def partners(*lines: str) -> Files:
    """The register of partners, with these lines from the second on."""
    return {PARTNERS: "\n".join(("title: Partners", *lines, ""))}


GROUPS = ("groups:", "- {id: one, title: One}", "- {id: two, title: Two}", "entries:")
COUNCIL = "{id: town-council, name: Council, text: It runs"

FAULTS = [
    # --- Files ---
    Fault("a stray file", {"notes.docx": b"x"}, "FILE-002", "notes.docx", says=(".docx", ".md")),
    Fault("not UTF-8", {"foreword.md": b"---\ntitle: Caf\xe9\n---\n\nText.\n"}, "FILE-005",
          "foreword.md", 2, says=("0xe9", "UTF-8")),
    Fault("UTF-16", {"foreword.md": "---\ntitle: A\n---\n".encode("utf-16")}, "FILE-005",
          "foreword.md", 1, says=("UTF-16",)),
    Fault("a control character", {"foreword.md": "---\ntitle: A\n---\n\nA\x0cB\n"}, "FILE-006",
          "foreword.md", 5, 2, ("U+000C",)),
    Fault("a control character of Windows", {"foreword.md": "---\ntitle: A\n---\n\nA\x96B\n"},
          "FILE-006", "foreword.md", 5, 2, ("U+0096",)),
    text("a control character's number", "A &#1; B", "FILE-006"),
    text("a soft hyphen", "di\u00adgi\u00adtal", "FILE-014", "soft hyphen", "2 times", column=3),
    text("a soft hyphen by name", "digi&shy;tal", "FILE-014", "soft hyphen"),
    text("a joiner between Latin letters", "x\u200cy", "FILE-014", "U+200C", column=2),
    Fault("a direction in a register", replaced("registers/glossary.yml", "A very fast line.",
          '"A \\u202efast line."'), "FILE-014", "registers/glossary.yml", 5, says=("override",)),
    text("a conflict", "<<<<<<< HEAD\nA line.\n=======\nThe line.\n>>>>>>> branch", "FILE-015",
         "'<<<<<<< HEAD'", column=1),
    Fault("too much text", with_text("word " * 210_000), "FILE-004", "foreword.md",
          says=("500,000",)),
    Fault("too many lines", with_text("a\n" * 20_001), "FILE-004", "foreword.md",
          says=("20,000",)),
    Fault("too many columns", with_text(f"{'|a' * 200}|"), "FILE-004", "foreword.md",
          says=("201 upright bars",)),
    Fault("a name with capitals", {"themes/My Theme.md": "---\ntitle: A\n---\n\nB.\n"},
          "FILE-008", "themes/My Theme.md", says=("hyphens",)),
    Fault("a folder in a folder", {"themes/a/b.md": "---\ntitle: A\n---\n\nB.\n"},
          "FILE-008", "themes/a/b.md", says=("one folder",)),
    Fault("YAML outside the registers", {"extra.yml": "title: A\n"}, "FILE-009", "extra.yml"),
    Fault("two pictures with one name",
          {"images/A 1.png": png(), "images/a-1.png": png(),
           **with_text("![A](images/A%201.png)\n\n![B](images/a-1.png)")},
          "FILE-016", "images/a-1.png", says=("A 1.png",)),
    # --- YAML ---
    Fault("broken YAML", replaced(PUBLICATION, "status: draft", "status: [draft"), "YAML-001",
          PUBLICATION, 6),
    Fault("a tab", replaced(PUBLICATION, "  email:", "\temail:"), "YAML-001", PUBLICATION, 9,
          says=("tab",)),
    Fault("text that begins with a bracket",
          replaced(PUBLICATION, "title: A plan for Exampleton", "title: [A] plan"), "YAML-001",
          PUBLICATION, 1, says=('title: "[A] plan"',)),
    Fault("no keys", {"themes/places.md": "---\njust words\n---\n\nText.\n"}, "YAML-002",
          "themes/places.md", 2),
    Fault("an alias bomb", {"registers/partners.yml": "title: &a [x, x]\nentries: [*a, *a]\n"},
          "YAML-003", "registers/partners.yml", 1, 8, ("anchors",)),
    Fault("brackets without end", {"registers/partners.yml": f"title: {'[' * 40}\n"}, "YAML-004",
          "registers/partners.yml", 1),
    Fault("a key that is a list", replaced(PUBLICATION, "status: draft", "? [a, b]\n: draft"),
          "YAML-005", PUBLICATION, 5),
    Fault("a key twice", replaced(PUBLICATION, "status: draft", "status: draft\nstatus: final"),
          "YAML-006", PUBLICATION, 6, 1, ("line 5",)),
    Fault("an unquoted colon",
          replaced("themes/places.md", "title: Places", "title: Places: where we live"),
          "YAML-007", "themes/places.md", 2, says=('title: "Places: where we live"',)),
    Fault("a comma in a number", replaced(MEASURES, "[3, 4.5]", "[1,200, 4.5]"), "YAML-008",
          MEASURES, 12, 18, ("'1,200'", "Write 1200 for one number")),
    # --- Metadata ---
    Fault("a case study that says not what it rests on", replaced(WORKSHOP, "basis: source\n", ""),
          "META-002", WORKSHOP, says=("'basis'",)),
    Fault("a commitment that says not what it rests on",
          replaced(COMMITMENTS, "    basis: illustrative\n", ""), "META-002", COMMITMENTS, 3,
          says=("'basis'", "illustrative")),
    Fault("a stop without a reason", replaced(COMMITMENTS, "under-way", "stopped"), "META-006",
          COMMITMENTS, says=("status 'stopped' needs a 'reason'",)),
    Fault("a change without a reason", replaced(COMMITMENTS, "under-way", "changed"), "META-006",
          COMMITMENTS, says=("status 'changed' needs a 'reason'",)),
    Fault("a withdrawn commitment", replaced(COMMITMENTS, "under-way", "withdrawn"), "META-003",
          COMMITMENTS, says=("'stopped'", "why")),
    Fault("an unknown key", replaced("themes/places.md", "informed-by", "informd-by"),
          "META-001", "themes/places.md", 5, 1, ("'informd-by'", "Did you mean 'informed-by'?")),
    Fault("an unknown key inside", replaced(WORKSHOP, "point:", "pint:"), "META-001", WORKSHOP,
          12, 5, ("Did you mean 'point'?",)),
    Fault("a missing key", replaced(WORKSHOP, "audience: Residents\n", ""), "META-002", WORKSHOP,
          says=("'audience'",)),
    Fault("a word that is not allowed", replaced(PUBLICATION, "status: draft", "status: drafft"),
          "META-003", PUBLICATION, 5, 9, ("'drafft'", "consultation", "Did you mean 'draft'?")),
    Fault("an id with spaces", replaced(COMMITMENTS, "id: lay-lines", "id: lay lines"),
          "META-004", COMMITMENTS, 3, 9, ("'lay lines'", "hyphens")),
    Fault("a language that is none", replaced(PUBLICATION, "en-GB", "English"), "META-004",
          PUBLICATION, 4, 11, ("'English'", "en-GB")),
    Fault("an empty list", replaced(MEASURES, "labels: [North, South]", "labels: []"),
          "META-005", MEASURES, 9, 13, ("empty",)),
    Fault("too few values", replaced(MEASURES, "[3, 4.5]", "[3]"), "META-006", MEASURES,
          says=("1 values for 2 labels",)),
    Fault("changed, and no place", replaced(WORKSHOP, "    where: ../themes/places.md#at-home\n",
          ""), "META-006", WORKSHOP, says=("'where'",)),
    Fault("a website's address without a scheme", replaced(PUBLICATION, "status: draft",
          "status: draft\naddress: town.example/plan"), "META-006", PUBLICATION, 6,
          says=("https://example.org/strategy/",)),
    Fault("basis without a source", replaced(COMMITMENTS, "illustrative", "source"), "META-006",
          COMMITMENTS, says=("'cites'",)),
    Fault("illustrative with a source",
          replaced(WORKSHOP, "basis: source", "basis: illustrative"), "META-006", WORKSHOP,
          says=("nothing stands behind it",)),
    Fault("a month that can't be", replaced(WORKSHOP, "2025-03", "2025-13"), "META-006", WORKSHOP,
          5, 7, ("month",)),
    Fault("a date in words", replaced("updates/first.md", "2026-01-05", "5 January"), "META-006",
          "updates/first.md", 3, 7, ("2025-03-31",)),
    Fault("a day that can't be", replaced(PUBLICATION, "2026-03-31", "2026-02-30"), "META-007",
          PUBLICATION, 7, 7, ("'2026-02-30'", "exists")),
    Fault("words for a number", replaced(MEASURES, "[3, 4.5]", "[3, four]"), "META-007", MEASURES,
          12, 21, ("'four'", "number")),
    Fault("no number", replaced(MEASURES, "[3, 4.5]", "[3, nan]"), "META-007", MEASURES, 12, 21,
          ("'nan'", "number")),
    Fault("words for a list", replaced("updates/first.md", "[lay-lines]", "lay-lines"),
          "META-007", "updates/first.md", 4, 14, ("list",)),
    Fault("a title of two lines", replaced(PUBLICATION, "A plan for Exampleton", '"One\\ntwo"'),
          "META-007", PUBLICATION, 1, 8, ("has 2 lines", "one line")),
    Fault("a control character in quotes",
          replaced(PUBLICATION, "A plan for Exampleton", '"A\\x01plan"'),
          "FILE-006", PUBLICATION, 1, 8, ("U+0001",)),
    Fault("an unknown entry", replaced("updates/first.md", "[lay-lines]", "[lay-line]"),
          "META-010", "updates/first.md", 4, 15, ("'lay-line'", "Did you mean 'lay-lines'?")),
    Fault("an unknown stage", replaced("themes/places.md", "[living-well]", "[livng-well]"),
          "META-010", "themes/places.md", 4, 17, ("Did you mean 'living-well'?",)),
    Fault("an unknown vocabulary", replaced("themes/places.md", "  life-stages:", "  lifestages:"),
          "META-010", "themes/places.md", 4, says=("Did you mean 'life-stages'?",)),
    Fault("an unknown workshop", replaced("themes/places.md", "[smart-town]", "[smarttown]"),
          "META-010", "themes/places.md", 5, 15, ("A workshop",)),
    Fault("an unknown source", replaced(WORKSHOP, "source: minutes", "source: minute"),
          "META-010", WORKSHOP, 8, 13, ("Did you mean 'minutes'?",)),
    Fault("an unknown owner", replaced(COMMITMENTS, "owner: town-council", "owner: town"),
          "META-010", COMMITMENTS, 6, 12, ("The owner",)),
    Fault("a matrix of nothing", replaced(PUBLICATION, "rows: themes", "rows: topics"),
          "META-010", PUBLICATION, 12, 9, ("'topics'",)),
    Fault("a finder of nothing", replaced(PUBLICATION, "interests: themes", "interests: theme"),
          "META-010", PUBLICATION, 35, 14, ("Did you mean 'themes'?",)),
    Fault("a heading that no section has", replaced(PUBLICATION, "[at-home]", "[at-hom]"),
          "META-010", PUBLICATION, 37, 51, ("A heading", "Did you mean 'at-home'?")),
    Fault("a reader that no finder knows",
          replaced("life-stages/living-well.md", "[carer]", "[carers]"), "META-010",
          "life-stages/living-well.md", 3, 11, ("A reader", "Did you mean 'carer'?")),
    Fault("readers without a finder",
          {PUBLICATION: str(TOWN[PUBLICATION]).partition("finder:")[0]}, "META-010",
          "life-stages/living-well.md", 3, 11, ("None are defined yet.",)),
    Fault("no metadata", {"themes/places.md": "Text.\n"}, "META-020", "themes/places.md", 1,
          says=("does not begin",)),
    Fault("metadata without an end",
          replaced("themes/places.md", "[smart-town]\n---", "[smart-town]"),
          "META-020", "themes/places.md", 6, says=("after line 5",)),
    Fault("an entry's id twice",
          {"registers/partners.yml": str(TOWN["registers/partners.yml"])
           + "  - {id: town-council, name: Two, text: Again}\n"},
          "META-021", "registers/partners.yml", 6, 10, ("partners.yml:3:9",)),
    Fault("a point's id twice",
          replaced(WORKSHOP, "heard:\n", "heard:\n  - {id: stops, point: A, response: noted}\n"),
          "META-021", WORKSHOP, 12, 9),
    *(
        Fault(name, replaced(PUBLICATION, "contact:", f"{line}\ncontact:"), code, PUBLICATION, 8,
              says=says)
        for name, line, code, says in (
            ("an ISBN with another check digit", "isbn: 978-0-00-000000-3", "META-006",
             ("the last one is 2",)),
            ("an ISBN of ten figures", "isbn: 0-306-40615-2", "META-006", ("978 or 979",)),
            ("no ISBN", "isbn: EX-12", "META-006", ("'EX-12', which is no ISBN",)),
            ("one ISBN for two forms",
             "isbn: {print: 978-0-00-000000-2, pdf: '9780000000002'}", "META-006",
             ("'print' and 'pdf'",)),
            ("an ISBN of no form", "isbn: {ebook: 978-0-00-000000-2}", "META-001", ("epub",)),
            ("a licence of no name", "licence: CC-BY-4", "META-006",
             ("Did you mean 'CC-BY-4.0'?", "address:")),
            ("another word for authors", "author: Us", "META-001", ("Did you mean 'authors'?",)),
        )
    ),
    Fault("a number of nothing", partners("entries:", f"- {COUNCIL}, number: 12}}"),
          "META-023", PARTNERS, 3, says=("'12'", "label: Action")),
    Fault("two with one label",
          partners("label: Body", "entries:", f"- {COUNCIL}, number: 2}}",
                   "- {id: b, name: B, text: T, number: 1}", "- {id: c, name: C, text: T}"),
          "META-023", PARTNERS, 6, says=("'Body 2'", "partners.yml:4")),
    Fault("a label in a number", partners("label: Body", "entries:",
                                          f"- {COUNCIL}, number: Body 2}}"),
          "META-006", PARTNERS, 4, says=("12, 3a or 2.1",)),
    Fault("a group that is not there",
          partners(*GROUPS, f"- {COUNCIL}, group: oen}}", "- {id: b, name: B, text: T, group: one}",
                   "- {id: c, name: C, text: T, group: two}"),
          "META-024", PARTNERS, 6, says=("'oen'", "Did you mean 'one'?")),
    Fault("a group where there are none", partners("entries:", f"- {COUNCIL}, group: one}}"),
          "META-024", PARTNERS, 3, says=("no 'groups'",)),
    Fault("an entry in no group",
          partners(*GROUPS, "- {id: b, name: B, text: T, group: one}", f"- {COUNCIL}}}",
                   "- {id: c, name: C, text: T, group: two}"),
          "META-024", PARTNERS, 7, says=("in no group",)),
    Fault("a group without entries", partners(*GROUPS, f"- {COUNCIL}, group: one}}"),
          "META-024", PARTNERS, 4, says=("'two' has no entries",)),
    Fault("an entry after those of a later group",
          partners(*GROUPS, "- {id: b, name: B, text: T, group: two}",
                   f"- {COUNCIL}, group: one}}"),
          "META-024", PARTNERS, 7, says=("stands after entries of 'two'",)),
    Fault("a group with an entry's id",
          partners("groups:", "- {id: town-council, title: One}", "entries:",
                   f"- {COUNCIL}, group: town-council}}"),
          "META-021", PARTNERS, 3),
    Fault("a role's id twice",
          {PUBLICATION: f"{TOWN[PUBLICATION]}    - {{id: carer, name: a carer too}}\n"},
          "META-021", PUBLICATION, 39, 12),
    Fault("a finder without roles",
          {PUBLICATION: str(TOWN[PUBLICATION]).partition("  roles:")[0] + "  roles: []\n",
           **replaced("life-stages/living-well.md", "readers: [carer]\n", "")},
          "META-005", PUBLICATION, 36, 10, ("empty",)),
    Fault("two sections with one id", {"themes/foreword.md": "---\ntitle: B\n---\n\nText.\n"},
          "META-022", "themes/foreword.md", says=("'foreword'",)),
    # --- The spine ---
    Fault("a section that is not there", replaced(PUBLICATION, "[foreword.md]",
          "[foreword.md, forward.md]"), "SPINE-001", PUBLICATION, 17, 29,
          ("'forward.md'", "Did you mean 'foreword.md'?")),
    Fault("a section twice", replaced(PUBLICATION, "[foreword.md]", "[foreword.md, foreword.md]"),
          "SPINE-002", PUBLICATION, 17, 29),
    Fault("a file that nothing includes", {"extra.md": "---\ntitle: A\n---\n\nText.\n"},
          "SPINE-003", "extra.md", says=("'extra.md'",)),
    Fault("a matrix without axes",
          replaced(PUBLICATION, "matrix:\n  rows: themes\n  columns: life-stages\n", ""),
          "SPINE-004", PUBLICATION, 17),
    # --- Markdown ---
    text("an empty heading", "## \n\nText.", "MD-001"),
    text("a heading in a quote", "> [!NOTE]\n> ## Words\n>\n> Text.", "MD-002", "'Words'", line=1),
    Fault("a heading in a register",
          replaced("registers/glossary.yml", "A very fast line.", "\"## Fast\""), "MD-002",
          "registers/glossary.yml", 5),
    text("a first-level heading", "# Words\n\nText.", "MD-003", "##"),
    text("a fifth-level heading", "## A\n\n### B\n\n#### C\n\n##### D\n\nText.", "MD-004", line=6),
    text("a skipped level", "## One\n\nText.\n\n#### Three\n\nText.", "MD-005", "###", line=4,
         column=6),
    text("a heading without text", "## One\n\n## Two\n\nText.", "MD-006", "'One'"),
    Fault("a section without text", {"life-stages/living-well.md": "---\ntitle: A\n---\n"},
          "MD-006", "life-stages/living-well.md"),
    text("an empty item", "- one\n- \n- three", "MD-007", line=1),
    text("a term without a definition", "Term\n:   \n\nText.", "MD-008", line=1),
    text("an empty callout", "> [!NOTE]\n> **Only a title**", "MD-009"),
    text("a list in a sentence", "Three things:\n2. one\n3. two", "MD-010", "blank", line=1),
    text("a note that nobody wrote", "Text.[^two]", "MD-011", column=6),
    text("a table that is none", "Text.\n\n| a | b |\n| c | d |", "MD-012", line=2),
    text("a link that is none", "See [this][places].", "MD-013"),
    text("an address with a space", "![A hall](images/New Hall.JPG \"The hall\")", "MD-013",
         "'images/New%20Hall.JPG'"),
    text("spaces beside what is no address", "See [it](the `big` plan.md).", "MD-013",
         "%20 for a space in an address"),
    text("a link with a space", "See [it](the plan.md).", "MD-013", "'the%20plan.md'"),
    text("a mark in curly brackets", "Text. {: .big }", "MD-014"),
    text("a fence", "```\ncode\n```", "MD-015"),
    text("an indented block", "Text.\n\n    more text", "MD-015", line=2),
    text("an underlined heading", "Words\n---\n\nText.", "MD-016", line=1),
    text("a ruled line", "Text.\n\n***\n\nText.", "MD-016", line=2),
    consulted("a table without a caption", "| a | b |\n|---|---|\n| c | d |", "MD-020"),
    text("a caption without a table", "Table: nothing\n\nText.", "MD-021"),
    text("a caption, and a table later",
         "Table: one\n\nText.\n\nTable: two\n\n| a | b |\n|---|---|\n| 1 | 2 |", "MD-021"),
    text("a description after a caption", "![A](images/town.svg)\n\nTable: a\n\n"
         "> [!DESCRIPTION]\n> Words.\n\n| a | b |\n|---|---|\n| c | d |", "MD-034", line=4),
    text("a heading in a list", "- ## Words\n  more *words*", "MD-002", "'Words'"),
    text("a table without rows", "Table: empty\n\n| a | b |\n|---|---|\n", "MD-022", line=2),
    text("a column without a header", "Table: a\n\n| a | |\n|---|---|\n| c | d |", "MD-023",
         "Column 2", line=2),
    text("a picture without words", "![](images/town.svg)", "MD-030", "images/town.svg"),
    text("an id with capitals", "## Words {#My-Id}\n\nText.", "MD-031", "'My-Id'"),
    text("a table's id with capitals", "Table: a {#My-Id}\n\n| a | b |\n|---|---|\n| c | d |",
         "MD-031", "table's id is 'My-Id'"),
    text("a figure's id that a heading has", '## Words {#a}\n\n![A](images/town.svg "B {#a}")',
         "MD-050", "'a'", line=2),
    text("a callout of no kind", "> [!NOTICE]\n> Text.", "MD-032", "Did you mean 'NOTE'?"),
    text("a language that is none", "> [!LANGUAGE Welsh]\n> Croeso.", "MD-033", "'Welsh'"),
    text("words in no language", "A [croeso]{lang=Welsh} here.", "MD-033", "'Welsh'"),
    text("a description of nothing", "Text.\n\n> [!DESCRIPTION]\n> Words.", "MD-034", line=2),
    text("a quotation of nothing", "> — A resident", "MD-035", "no words"),
    text("a speaker inside a quotation", "> Words that somebody said.\n> — A resident", "MD-035",
         "a line '>' before it"),
    text("a picture in a sentence", "See ![a town](images/town.svg) here.", "MD-036"),
    text("raw HTML", "Some <b>bold</b> words.", "MD-037", "<b>", column=6),
    text("a block of raw HTML", "<div>\n\nText.\n\n</div>", "MD-037", "<div>"),
    text("a break outside a table", "1 Quay Road<br>Exampleton", "MD-037", "two spaces", column=12),
    text("a break with more in it", "Table: a\n\n| a | b |\n|---|---|\n| c<br class=x>d | e |",
         "MD-037", "<br class=x>", line=4),
    text("a script", "<script>alert(1)</script>", "MD-037"),
    text("an HTML comment", "Text <!-- hidden --> text.", "MD-037"),
    text("a link without words", "See [](themes/places.md).", "MD-038"),
    Fault("a note in a register",
          replaced("registers/partners.yml", "The council of the town.",
                   '"The council.[^1]\\n\\n[^1]: A note."'),
          "MD-040", "registers/partners.yml", 5),
    text("a note of two paragraphs", "Text.[^2]\n\n[^2]: One.\n\n    Two.", "MD-041", line=2),
    text("a note that nothing calls", "[^2]: Alone.", "MD-042", column=1),
    text("a note in a note", "A.[^8] B.[^9]\n\n[^8]: One.[^9]\n\n[^9]: Two.", "MD-043", line=2),
    text("a note twice", "Text.[^9]\n\n[^9]: One.\n\n[^9]: Two.", "MD-044", line=4),
    text("two headings with one id", "## Same\n\nText.\n\n## Same\n\nText.", "MD-050", "'same'",
         line=4),
    text("too many cells", "Table: a\n\n| a | b |\n|---|---|\n| c | d | lost |", "MD-060",
         "'lost'", line=4),
    text("a title in a link", '[Words](themes/places.md "Hidden")', "MD-060", "'Hidden'"),
    text("a bullet of Word's", "•\tFirst\n•\tSecond", "MD-071", "'•'", "'- words'", column=1),
    text("letters for a list", "a) First\nb) Second", "MD-072", "'a)'", "'1. words'"),
    text("a table with tabs", "Text.\n\nWard\tTablets\nNorth\t12", "MD-073", "|---|", line=2),
    text("a bold line for a heading", "**What comes next**\n\nText.", "MD-074", "'## '"),
    text("a task", "- one\n- [x] two", "MD-075", "'[x]'", line=1, column=3),
    text("the code of an emoji", "Text :smile: here.", "MD-076", "':smile:'", column=6),
    text("a small letter", "Write H~2~O.", "MD-077", "CO₂", column=8),
    text("mathematics", "Here $a^2$ stands.", "MD-077", "'$a^2$'", column=6),
    text("the box of another Markdown", "!!! note\n    Text.", "MD-078", "> [!NOTE]"),
    text("a page break", "Text.\n\n\\newpage\n\nText.", "MD-078", "'\\newpage'", line=2),
    text("a link to nowhere", "See [words]().", "MD-079", "'words'"),
    text("an email to nobody", "See [words](mailto:).", "MD-079", "'words'"),
    text("a link's address elsewhere", "See [it][1].\n\n[1]: themes/places.md", "MD-080",
         "[words](themes/places.md)", line=2),
    text("lists in lists", "\n".join(f"{'  ' * n}- item" for n in range(9)), "MD-081", line=6),
    text("a tangle", "*a **b* " * 400, "MD-082", "1,600 stars"),
    text("a paragraph without end", "word " * 2_001, "MD-082", "characters"),
    text("an address in quotation marks", "See “https://a.example/b”.", "MD-083", "< and >",
         column=6),
    text("an address in square brackets", "See [https://a.example/b].", "MD-083", column=6),
    text("stars that GitHub shows", "See **Note:**text here.", "MD-084", "'Note'", column=7),
    text("a strike without end", "Words ~~ here.", "MD-077", "'~~'", column=7),
    text("a number of no character", "A &#99999999; here.", "FILE-006", column=3),
    # --- Links and pictures ---
    text("a link to no file", "[Words](themes/place.md).", "LINK-001",
         "'themes/place.md'", "Did you mean 'themes/places.md'?", column=9),
    text("a link to no heading", "[Words](themes/places.md#at-hom).", "LINK-001",
         "'at-hom'", "Did you mean 'at-home'?", column=9),
    text("a link that leads out", "[Words](../../etc/passwd).", "LINK-001", "leads out"),
    text("a link from the root", "[Words](/etc/passwd).", "LINK-001", "leads out"),
    text("a link to a picture", "[Words](images/town.svg).", "LINK-001"),
    Fault("a link in a register",
          replaced("registers/glossary.yml", "A very fast line.", "A [line](lines.md)."),
          "LINK-001", "registers/glossary.yml", 5, 26, ("registers/lines.md",)),
    Fault("a point's place", replaced(WORKSHOP, "#at-home", "#at-hame"), "LINK-001", WORKSHOP, 14,
          says=("Did you mean 'at-home'?",)),
    text("a script for a link", "[Words](javascript:alert).", "LINK-002", "'javascript'", column=9),
    text("data for a link", f"[Words](data:text/html,{'x' * 500}).", "LINK-002", "…"),
    text("a link without a host", "[Words](https:///path).", "LINK-003", "names no host"),
    text("half an IPv6 address", "[a](http://[::1)", "LINK-003", "not written to its end"),
    text("a port that is none", "[a](http://a.example:abc/)", "LINK-003", "'abc'", column=5),
    text("a host that is none", "[a](http://a..example/)", "LINK-003", "'a..example'"),
    text("a user before the host", "[a](https://gov.uk@a.example/)", "LINK-003", "user"),
    text("a control character in a link", "[a](&#27;https://a.example/)", "LINK-003", "U+001B"),
    text("a link that hides its direction", "[a](https://a.example/&#x202E;txt)", "LINK-003",
         "right-to-left override"),
    text("a letter to nobody but with a subject", "[a](mailto:?subject=b)", "LINK-003",
         "nobody to write to", column=5),
    text("a letter to half an address", "[a](mailto:help)", "LINK-003", "mailto:name@example.org"),
    text("a call to nobody", "[words](tel:)", "MD-079"),
    text("a call to words", "[words](tel:0800-FLOWERS)", "LINK-003", "'0800-FLOWERS'"),
    text("a link without https", "[Words](www.a.example/b).", "LINK-001", "https://www.a.example/b"),
    text("a link without mailto", "[Words](us@a.example).", "LINK-001", "mailto:us@a.example"),
    text("a link with a backslash", "[Words](themes\\places.md).", "LINK-001", "themes/places.md"),
    text("a link to where one is", "[a](#)", "MD-079"),
    Fault("a point's place without an address",
          replaced(WORKSHOP, "../themes/places.md#at-home", '"#"'), "LINK-001", WORKSHOP, 14,
          says=("no address",)),
    text("words that are another address", "[www.a.example](https://b.example/)", "LINK-005",
         "'www.a.example'"),
    text("words that are another mailbox", "[a@b.example](mailto:a@c.example)", "LINK-005"),
    text("words that are an address, to a section", "[www.a.example](themes/places.md)",
         "LINK-005"),
    Fault("a contact's address without https", replaced(PUBLICATION, "contact:\n",
          "contact:\n  web: www.a.example\n"), "META-006", PUBLICATION, says=("https://",)),
    Fault("where the site will be, with a query", replaced(PUBLICATION, "contact:\n",
          "address: https://a.example/?x\ncontact:\n"), "META-006", PUBLICATION, says=("query",)),
    Fault("where the site will be, and no address", replaced(PUBLICATION, "contact:\n",
          "address: http://[::1\ncontact:\n"), "META-006", PUBLICATION, says=("host",)),
    text("a picture that is not there", "![A map](images/map.png)", "LINK-004", "images/map.png",
         column=10),
    text("a picture outside", "![A map](../../map.png)", "LINK-004"),
    Fault("not a picture", {"images/town.png": b"no", **with_text("![A](images/town.png)")},
          "IMG-001", "images/town.png"),
    Fault("a broken drawing", {"images/town.svg": "<svg"}, "IMG-001", "images/town.svg", 1),
    Fault("an outsized picture",
          {"images/big.png": png(9000, 9000), **with_text("![A](images/big.png)")}, "IMG-002",
          "images/big.png", says=("60 million",)),
    Fault("a drawing with entities",
          {"images/town.svg": '<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING}, "IMG-003",
          "images/town.svg"),
    Fault("a drawing without a size",
          {"images/town.svg": DRAWING.replace(' viewBox="0 0 300 200"', "")}, "IMG-004",
          "images/town.svg", 1),
    svg("a script in a drawing", "<script>alert(1)</script>", "IMG-005", "<script>"),
    svg("a handler in a drawing", '<g onload="alert(1)"/>', "IMG-005", "onload"),
    svg("a page in a drawing", "<foreignObject/>", "IMG-005", "foreignObject"),
    svg("a moving drawing", "<animate/>", "IMG-006"),
    svg("a drawing that fetches", '<image href="https://example.org/a.png"/>', "IMG-007",
        "example.org"),
    svg("a drawing that reads a file", '<rect fill="url(file:///etc/passwd)"/>', "IMG-007"),
    svg("a drawing with a shadow", '<g filter="url(#f)"/>', "IMG-008", "filter"),
    svg("a drawing with a broken number", '<rect x="NaN"/>', "IMG-009", "NaN"),
    svg("a drawing with an import", "<style>@import 'a.css';</style>", "IMG-007"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_reported_once_and_in_its_place(fault: Fault, tmp_path: Path):
    publication, report = read_town(tmp_path, **fault.changes)
    issues = list(report)
    assert publication is None
    assert [issue.code for issue in issues] == [fault.code], "\n".join(map(str, issues))
    issue = issues[0]
    assert issue.span.path == f"{tmp_path.as_posix()}/{fault.path}"
    if fault.line:
        assert issue.span.line == fault.line, issue
    if fault.column:
        assert issue.span.column == fault.column, issue
    for words in fault.says:
        assert words in str(issue)
    assert issue.problem.endswith((".", ">", "…")), issue.problem


def test_a_clean_publication_has_no_issues(tmp_path: Path):
    publication, report = read_town(tmp_path)
    assert publication is not None, "\n".join(map(str, report))
    assert len(report) == 0


def test_all_faults_of_all_files_are_reported_at_once(tmp_path: Path):
    changes = {
        **replaced("themes/places.md", "[living-well]", "[livng-well]"),
        **replaced("registers/partners.yml", "title: Partners", "titel: Partners"),
        **replaced("updates/first.md", "date: 2026-01-05", "date: soon"),
        **with_text("# One\n\nA <b>bold</b> [word](nowhere.md)."),
    }
    _, report = read_town(tmp_path, **changes)
    assert {issue.code for issue in report} == {
        "META-010", "META-001", "META-006", "MD-003", "MD-037", "LINK-001",
    }  # fmt: skip


def test_a_file_that_nothing_includes_is_read_too(tmp_path: Path):
    lost = {"lost.md": "---\ntitle: Lost\n---\n\n# One\n"}
    _, report = read_town(tmp_path, **lost)
    assert [issue.code for issue in report] == ["SPINE-003", "MD-003"]


def test_of_many_ids_the_nearest_are_shown_with_what_they_are_called(tmp_path: Path):
    entries = "".join(
        f"  - {{id: body-{number:02}, name: Body number {number}, text: A body.}}\n"
        for number in range(40)
    )
    partners = str(TOWN["registers/partners.yml"]) + entries
    changes = {
        "registers/partners.yml": partners,
        **replaced("registers/commitments.yml", "owner: town-council", "owner: town-counsel"),
    }
    _, report = read_town(tmp_path, **changes)
    (issue,) = report
    assert issue.remedy.startswith("Allowed: town-council, body-")
    assert "body-00 (Body number 0)" in issue.remedy
    assert issue.remedy.endswith("and 29 more.\nDid you mean 'town-council'?")


def test_a_missing_folder_and_a_missing_publication_are_said(tmp_path: Path):
    _, report = read_with_report(tmp_path / "nowhere")
    assert [issue.code for issue in report] == ["FILE-001"]
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n\nText.\n")
    _, report = read_with_report(tmp_path)
    assert [issue.code for issue in report] == ["FILE-007"]


@pytest.mark.parametrize("name", ["", "images/town.svg"])
def test_content_without_text_is_not_clean(tmp_path: Path, name: str):
    content = write(tmp_path / "content", {name: DRAWING} if name else {})
    content.mkdir(exist_ok=True)
    publication, report = read_with_report(content)
    assert publication is None
    assert [(issue.code, issue.span.path) for issue in report] == [("FILE-007", str(content))]


# --- What a folder can hold besides files ----------------------------------------------


def test_links_are_followed_to_files_of_the_content_alone(tmp_path: Path):
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n\nSecret.\n")
    content = write(tmp_path / "content", TOWN)
    (content / "foreword.md").rename(content / ".foreword.md")
    links = {
        "foreword.md": ".foreword.md",
        "itself": "itself",
        "loop": content,
        "nowhere.md": "nothing.md",
        "ring-a": "ring-b",
        "ring-b": "ring-a",
        "themes/out.md": secret,
    }
    for name, target in links.items():
        (content / name).symlink_to(target)
    _, report = read_with_report(content)
    assert [(i.code, Path(i.span.path).name, i.problem.rpartition("' ")[2]) for i in report] == [
        ("FILE-003", "itself", "leads nowhere."),
        ("FILE-003", "loop", "leads to a folder."),
        ("FILE-003", "nowhere.md", "leads nowhere."),
        ("FILE-003", "ring-a", "leads nowhere."),
        ("FILE-003", "ring-b", "leads nowhere."),
        ("FILE-003", "out.md", "leads out of the content."),
    ]


def test_folders_that_multiply_or_have_no_end_are_not_walked(tmp_path: Path):
    content = write(tmp_path / "content", TOWN)
    for number in range(17):
        (content / f"f{number}").mkdir()
        for name in ("one", "two"):
            (content / f"f{number}" / name).symlink_to(content / f"f{number + 1}")
    (content / "/".join(["deep"] * 40)).mkdir(parents=True)
    _, report = read_with_report(content)
    assert {issue.code for issue in report} == {"FILE-003", "FILE-008"}
    (deep,) = (issue for issue in report if issue.code == "FILE-008")
    assert deep.span.path == f"{content}{'/deep' * 9}"


@pytest.mark.parametrize(
    ("name", "shown"), [(b"caf\xe9.md", "caf\\xe9.md"), (b"a\n::b.png", "a\\n::b.png")]
)
def test_a_name_that_cannot_be_shown_is_said_in_characters_that_can(
    tmp_path: Path, name: bytes, shown: str
):
    content = write(tmp_path / "content", TOWN)
    Path(os.fsdecode(os.fsencode(content / "themes") + b"/" + name)).write_bytes(b"x")
    _, report = read_with_report(content)
    (issue,) = report
    assert (issue.code, issue.span.path) == ("FILE-011", f"{content}/themes")
    assert issue.problem.startswith(f"'{shown}' ")


def test_what_the_system_does_not_give_is_an_issue(tmp_path: Path, monkeypatch):
    content = write(tmp_path / "content", TOWN)
    real_bytes, real_list = Path.read_bytes, os.listdir

    def read_bytes(path):
        if path.name == "foreword.md":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real_bytes(path)

    def listdir(path):
        if path.name == "updates":
            raise OSError(errno.EIO, "Input/output error", str(path))
        return real_list(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(os, "listdir", listdir)
    _, report = read_with_report(content)
    said = {(issue.span.path, issue.problem) for issue in report if issue.code == "FILE-012"}
    assert said == {
        (f"{content}/foreword.md", "It can't be read: Permission denied."),
        (f"{content}/updates", "It can't be read: Input/output error."),
    }


def test_a_pipe_is_passed_over_with_a_word(tmp_path: Path):
    content = write(tmp_path / "content", TOWN)
    os.mkfifo(content / "themes" / "pipe.md")
    publication, report = read_with_report(content)
    assert publication is not None
    assert [(issue.code, issue.severity) for issue in report] == [("FILE-013", Severity.WARNING)]


def test_typographic_quotation_marks_around_a_title_warn(tmp_path: Path):
    _, report = read_town(
        tmp_path, **replaced("themes/places.md", "title: Places", "title: “Places”")
    )
    assert [(issue.code, issue.severity) for issue in report] == [("YAML-009", Severity.WARNING)]


def test_every_code_has_a_fault():
    folder = Path(__file__).parents[2] / "build_tools" / "reading"
    code = re.compile(r'"([A-Z]+-\d{3})"')
    written = {found for file in folder.rglob("*.py") for found in code.findall(file.read_text())}
    elsewhere = {
        "FILE-010",
        "FILE-001",
        "FILE-003",
        "FILE-007",
        "FILE-011",
        "FILE-012",
        "FILE-013",
        "YAML-009",
    }
    assert written - elsewhere == {fault.code for fault in FAULTS}
