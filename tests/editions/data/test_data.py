"""What each file says of a small town, and what all files have in common."""

import base64
import csv
import hashlib
import io
import json
import re
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from build_tools.checks.dat import DataHolds
from build_tools.checks.lnk import EveryLinkLeads
from build_tools.editions import BuildJob
from build_tools.editions.data import Data
from build_tools.editions.data.document import document
from build_tools.editions.data.plain import plain_words
from build_tools.publication.blocks import Figure, Foreign, LineBreak, Link, Reference
from build_tools.reading import read
from tests import builders as b
from tests.bench.generated import generate
from tests.checks.dat.finished import DATA_TOWN, THEMES, data_town, finish
from tests.every_block import EVERY_BLOCK
from tests.reading.town import write

JSON = "a-plan-for-exampleton.json"

TABLES = {
    "parts", "sections", "sections_touches", "sections_cites", "sections_informed_by",
    "vocabularies", "themes", "life-stages",
    "case-studies", "case-studies_places", "case-studies_partners", "case-studies_commitments",
    "case-studies_outcomes", "case-studies_reuse",
    "consultation", "consultation_heard",
    "updates", "updates_commitments", "updates_partners", "toolkits",
    "commitments", "commitments_touches", "commitments_measures", "commitments_cites",
    "measures", "measures_values", "partners", "glossary", "glossary_also", "sources",
    "principles", "principles_touches", "decisions",
}  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Return the town and the bytes of each of its files."""
    folder = tmp_path_factory.mktemp("town")
    publication = data_town(folder)
    return publication, files(publication, folder / "made")


def files(publication, folder) -> dict[str, bytes]:
    made = finish(publication, folder).made["data"]
    return {file.path: (folder / "data" / file.path).read_bytes() for file in made.files}


def rows(made: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made[f"{name}.csv"].decode(), newline="")))


# --- Files -----------------------------------------------------------------------------


def test_the_files(town):
    publication, made = town
    others = {JSON, "index.html", "datapackage.json", "publication.schema.json", "images/town.svg"}
    assert {path.removesuffix(".csv") for path in made.keys() - others} == TABLES
    nodes = publication.section("foreword").nodes()
    (picture,) = (node.picture for node in nodes if isinstance(node, Figure))
    assert made[picture.path] == picture.data


def test_what_a_publication_does_not_have_has_no_file(tmp_path):
    publication = b.publication(b.section("One", "Words."))
    assert files(publication, tmp_path).keys() == {
        "index.html",
        "exampleton.json",
        "publication.schema.json",
        "datapackage.json",
        "parts.csv",
        "sections.csv",
    }


def test_the_first_file_is_the_page(tmp_path):
    job = BuildJob(tmp_path, THEMES)
    assert Data().build(EVERY_BLOCK, job).entry == "index.html"


def test_two_builds_give_the_same_bytes(town, tmp_path):
    publication, made = town
    assert files(publication, tmp_path / "again") == made


def test_two_tables_of_one_name_are_an_issue(tmp_path):
    spine = str(DATA_TOWN["publication.yml"]).replace("principles.yml", "parts.yml")
    register = {"registers/parts.yml": DATA_TOWN["registers/principles.yml"]}
    kept = {name: text for name, text in DATA_TOWN.items() if "principles" not in name}
    kept["toolkits/lend.md"] = str(kept["toolkits/lend.md"]).replace("principles", "parts")
    publication = read(write(tmp_path / "c", {**kept, **register, "publication.yml": spine}))
    assert [issue.code for issue in Data().refused(publication, THEMES)] == ["DAT-020"]


# --- JSON ------------------------------------------------------------------------------


def test_the_golden_publication(town, golden):
    """It has the outside, one section with most kinds of blocks, and one register."""
    whole = json.loads(town[1][JSON])
    whole["parts"] = whole["parts"][:1]
    whole["registers"] = {"commitments": whole["registers"]["commitments"]}
    golden("data/town.json", json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def test_blocks_and_what_stands_within_a_line():
    target = Link(Reference("one", "why"), b.words("why"))
    welsh = Foreign("cy", b.words("Croeso"))
    text = b.paragraph("See ", target, LineBreak(), welsh, b.call("a"))
    whole = b.publication(
        b.section("One", b.heading(2, "Why", id="why"), text, notes=(b.note("a", "Said."),))
    )
    (section,) = document(whole)["parts"][0]["sections"]
    assert section["blocks"][0] == {
        "type": "heading",
        "id": "why",
        "number": "1A",
        "level": 2,
        "content": ["Why"],
    }
    assert section["blocks"][1]["content"] == [
        "See ",
        {
            "type": "link",
            "target": {"section": "one", "block": "why", "number": "1A"},
            "content": ["why"],
        },
        {"type": "line_break"},
        {"type": "foreign", "lang": "cy", "content": ["Croeso"]},
        {"type": "note_call", "note": "a", "number": 1, "call": 1},
    ]
    assert section["notes"] == [{"id": "a", "number": 1, "content": ["Said."], "calls": 1}]


@pytest.mark.parametrize("name", ["town", "every block"])
def test_another_reader_of_schemas_agrees(town, name):
    made = town[1]
    schema = json.loads(made["publication.schema.json"])
    Draft202012Validator.check_schema(schema)
    whole = json.loads(made[JSON]) if name == "town" else document(EVERY_BLOCK)
    assert list(Draft202012Validator(schema).iter_errors(whole)) == []


def test_the_schema_describes_every_property_and_lets_no_other_pass(town):
    schema = json.loads(town[1]["publication.schema.json"])
    for one in (schema, *schema["$defs"].values()):
        if "title" not in one or "properties" not in one:
            continue
        assert one["description"]
        assert one["additionalProperties"] is False
        for value in one["properties"].values():
            named = schema["$defs"].get(value.get("$ref", "").rpartition("/")[2], {})
            assert "const" in value or value.get("description") or named.get("description")


def test_settings_of_the_build_are_no_data(town):
    whole = json.loads(town[1][JSON])
    assert not {"editions", "language_rules", "spine"} & whole.keys()
    assert b"content/" not in town[1][JSON]


# --- Tables ----------------------------------------------------------------------------


def test_the_golden_table(town, golden):
    table = town[1]["commitments.csv"].decode()
    assert "\r\n" in table
    golden("data/commitments.csv", table.replace("\r\n", "\n"))


def test_a_list_is_a_table_that_leads_to_others(town):
    made = town[1]
    (measured,) = rows(made, "commitments_measures")
    assert measured == {"commitments_id": "lay-lines", "position": "1", "measures_id": "lines"}
    assert rows(made, "commitments_touches") == [
        {"commitments_id": "lay-lines", "position": "1", "vocabulary": "themes", "entry": "places"},
        {
            "commitments_id": "lay-lines",
            "position": "2",
            "vocabulary": "life-stages",
            "entry": "living-well",
        },
    ]
    assert [row["place"] for row in rows(made, "case-studies_places")] == [
        "The Quay",
        "Mill Lane; north side",
    ]


def test_numbers_have_no_fraction_that_says_nothing(town):
    assert [row["value"] for row in rows(town[1], "measures_values")] == ["3", "4.5"]


def test_what_was_heard_says_where_it_led(town):
    first, second = rows(town[1], "consultation_heard")
    where = {name: value for name, value in first.items() if name.startswith("where")}
    assert where == {
        "where_section": "places",
        "where_block": "at-home",
        "where_number": "2A",
        "where_url": "",
    }
    assert (second["response"], second["reason"]) == ("not-changed", "They hold the lines.")


@pytest.mark.parametrize(
    ("blocks", "lines"),
    [
        ((b.paragraph("One ", LineBreak(), "two"),), ["One two"]),
        ((b.bullets("Tea", "Milk"),), ["• Tea", "• Milk"]),
        ((b.numbered("Ask", b.item("Wait", b.bullets("a"))),), ["1. Ask", "2. Wait", "• a"]),
        ((b.numbered("Ask", start=3),), ["3. Ask"]),
        ((b.bullets(b.item(b.table("", ["A"], ["1"]))),), ["•", "A", "1"]),
        ((b.definitions(b.definition("Term", "One.", "Two.")),), ["Term", "One.", "Two."]),
        ((b.table("Lent", ["", "T"], ["W", "1"]),), ["Lent", "T", "W", "1"]),
        ((b.quote("Yes.", speaker="All"),), ["Yes.", "All"]),
        ((b.callout("tip", "Who", "Everyone."),), ["Who", "Everyone."]),
        ((b.figure("A square", "Dark", "Very."),), ["A square", "Dark", "Very."]),
    ],
)  # fmt: skip
def test_plain_words_of_a_cell(blocks, lines):
    assert plain_words(blocks).split("\n") == lines


# --- Descriptor and page ---------------------------------------------------------------


def test_the_descriptor(town):
    made = town[1]
    package = json.loads(made["datapackage.json"])
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["created"] == "2026-03-31T00:00:00Z"
    assert package["version"] == "1.10"
    assert "licenses" not in package
    (commitments,) = (one for one in package["resources"] if one["name"] == "commitments")
    data = made["commitments.csv"]
    assert commitments["bytes"] == len(data)
    assert commitments["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert commitments["schema"]["primaryKey"] == ["id"]
    assert commitments["schema"]["foreignKeys"] == [
        {"fields": ["owner"], "reference": {"resource": "partners", "fields": ["id"]}}
    ]


def test_what_leads_to_a_table_that_is_not_there_is_left_out(tmp_path):
    """A publication of commitments without an owner has no partners."""
    generate(tmp_path / "content", chapters=4)
    publication = read(tmp_path / "content")
    made = finish(publication, tmp_path / "made")
    package = json.loads(made.file("data", "datapackage.json").read_bytes())
    there = {one["name"]: one.get("schema", {}) for one in package["resources"]}
    assert "commitments" in there
    assert "partners" not in there
    assert "foreignKeys" not in there["commitments"]
    checks = (DataHolds(), EveryLinkLeads())
    assert [str(issue) for check in checks for issue in check.run(publication, made)] == []


def test_the_page_needs_nothing_else(town):
    page = town[1]["index.html"].decode()
    assert "<script" not in page
    assert set(re.findall(r'(?:src|href)="((?:https?:)?//[^"]*)"', page)) == set()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page
    assert "url(" not in style


def test_the_page_has_examples_of_the_publication(town):
    page = town[1]["index.html"].decode()
    assert "Lines reach every street." in page
    assert "6 Foreword" not in page
    assert "1 Foreword" in page


def test_words_of_another_language_are_marked(tmp_path):
    section = b.section("Croeso", "Pawb.")
    welsh = b.publication(section, language="cy", title="Strategaeth")
    page = files(welsh, tmp_path)["index.html"].decode()
    assert '<html lang="en-GB">' in page
    assert '<span lang="cy">Strategaeth</span>' in page


def test_markup_in_words_stays_words(tmp_path):
    publication = b.publication(b.section("<b>One</b>", "Words."), title="A <script>x</script>")
    page = files(publication, tmp_path)["index.html"].decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_table_beside_an_entry_without_a_section(tmp_path):
    """A register that no section shows has no numbers, and is data all the same."""
    town = data_town(tmp_path)
    parts = tuple(
        replace(
            part,
            sections=tuple(one for one in part.sections if one.id != "decisions"),
        )
        for part in town.parts
    )
    hidden = replace(town, parts=parts)
    artefacts = finish(hidden, tmp_path / "made")
    assert list(map(str, DataHolds().run(hidden, artefacts))) == []
    whole = json.loads(artefacts.file("data", JSON).read_bytes())
    assert "section" not in whole["registers"]["decisions"]
