"""The columns of every table, and the lists that each has: what is written, and what is said of it.

A column is named like the value of the record that it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from build_tools.editions.data.tables import Field
from build_tools.publication.records import (
    CaseStudyRecord,
    Commitment,
    Decision,
    Entry,
    Measure,
    Partner,
    Record,
    SectionRecord,
    Source,
    Statement,
    Term,
    ToolkitRecord,
    UpdateRecord,
    WorkshopRecord,
)

DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

ID = Field("id", "What it is named by. It stays while it stands for the same.", required=True)
NUMBER = Field(
    "number",
    "Its place in this version, as readers see it. None: it has no number, or is not shown.",
)
SECTION_NUMBER = Field("number", "Its place in this version. None: it has no number.")
TITLE = Field("title", "What it is called.", required=True)
SUMMARY = Field("summary", "What it says, in a sentence or two.")
BASIS = Field(
    "basis",
    "What it rests on: sources that are cited, or nothing, because it is an example.",
    allowed=("source", "illustrative"),
)
SURE_BASIS = replace(BASIS, required=True)


def _text(meaning: str, name: str = "text", *, required: bool = True) -> Field:
    meaning = f"{meaning} Plain words, a line for each paragraph and item."
    return Field(name, meaning, required=required)


def _date(name: str, meaning: str, *, required: bool = False) -> Field:
    meaning = f"{meaning} A year, a month or a day, as precise as the source."
    return Field(name, meaning, required=required, pattern=DATE)


def entry_of(table: str) -> Field:
    """Return a column with ids of a table: `case_studies_id` for case-studies."""
    name = f"{table.replace('-', '_')}_id"
    return Field(name, f"An id of the table “{table}”.", required=True)


LABEL = Field("label", "What the publication calls it: its word for it, and a number.")
GROUP = Field("group", "The group that it stands in.")
GROUPS = (TITLE, _text("What stands before its entries.", "introduction", required=False))

# --- Tables --------------------------------------------------------------------------------

PART = (ID, SECTION_NUMBER, TITLE, SUMMARY)

SECTION = (
    ID,
    SECTION_NUMBER,
    Field("part", "The part that it is in.", required=True),
    TITLE,
    Field(
        "kind",
        "What it is. A generated section is written from registers.",
        required=True,
        allowed=("section", "case-study", "workshop", "update", "toolkit", "generated"),
    ),
    Field("folder", "The vocabulary or kind that it belongs to."),
    Field("path", "The address of its page below that of the website.", required=True),
    SUMMARY,
    Field("lang", "Its language (BCP 47), if that is not the publication’s."),
    BASIS,
    Field("taster", "Whether it is a taster of a section to come.", "boolean"),
)

HEAD = (ID, SECTION_NUMBER, TITLE, SUMMARY)
"""What every table of sections begins with."""

VOCABULARY = (
    Field("vocabulary", "The vocabulary: a table’s name.", required=True),
    ID,
    TITLE,
)

KINDS: Mapping[str, tuple[type[SectionRecord], str, str, tuple[Field, ...]]] = {
    "case-studies": (
        CaseStudyRecord,
        "Case studies",
        "What was done, and what came of it.",
        (SURE_BASIS,),
    ),
    "consultation": (
        WorkshopRecord,
        "Consultation",
        "The workshops: audiences, never names of people.",
        (
            Field("audience", "Whom it was for.", required=True),
            Field("reach", "Who could come.", required=True),
            _date("date", "When it was. None: not recorded."),
            SURE_BASIS,
        ),
    ),
    "updates": (
        UpdateRecord,
        "Updates",
        "News of what was done.",
        (_date("date", "When it was.", required=True),),
    ),
    "toolkits": (
        ToolkitRecord,
        "Toolkits",
        "How others can do the same.",
        (Field("audience", "Whom it is for.", required=True),),
    ),
}
"""Tables of sections of a kind: the kind, title, meaning, and columns after the head."""

HEARD = (
    entry_of("consultation"),
    Field("position", "The place in its list, from 1.", "integer", required=True),
    Field("id", "What the point is named by in its workshop.", required=True),
    _text("What was said.", "point"),
    Field(
        "response",
        "What became of it.",
        required=True,
        allowed=("changed", "not-changed", "noted"),
    ),
    Field("where_section", "The section that changed."),
    Field("where_block", "The block of it that changed."),
    Field("where_number", "The number of what changed, in this version."),
    Field("where_url", "The address of what changed, if that is outside."),
    _text("Why it was answered so.", "reason", required=False),
)

ENTRIES: Mapping[type[Entry], tuple[Field, ...]] = {
    Term: (Field("term", "The term.", required=True), _text("What it means.", "definition"), BASIS),
    Commitment: (
        TITLE,
        _text("What will be done."),
        Field("owner", "The partner who does it. None: not recorded."),
        _date("due", "By when. None: not recorded."),
        Field(
            "status",
            "How far it is.",
            required=True,
            allowed=("planned", "under-way", "done", "changed", "stopped"),
        ),
        _text("Why it was changed or stopped.", "reason", required=False),
        SURE_BASIS,
    ),
    Measure: (
        TITLE,
        _text("What the numbers show."),
        Field("unit", "The unit of the values.", required=True),
        _date("as_of", "When it was so. None: not recorded."),
        Field("chart", "How it is drawn.", required=True, allowed=("bar", "column", "line")),
        SURE_BASIS,
    ),
    Partner: (
        Field("name", "Its name.", required=True),
        _text("What it does."),
        Field("sector", "The sector that it belongs to."),
        Field("formerly", "Its earlier name."),
        BASIS,
    ),
    Decision: (
        TITLE,
        Field("body", "Who decided.", required=True),
        _text("The decision."),
        _date("date", "When. None: not recorded."),
        BASIS,
    ),
    Source: (
        TITLE,
        Field("publisher", "Who published it.", required=True),
        Field("file", "The name of its file."),
        _text("What it is.", required=False),
        BASIS,
    ),
    Statement: (TITLE, _text("What it says."), BASIS),
}
"""Kind of a register's entry → its columns after id and number."""

# --- Lists ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of a record: its name, what it is, and the column; of a table's ids, which one."""

    name: str
    meaning: str
    column: Field
    table: str = ""


def _ids(name: str, table: str, meaning: str) -> ListOf:
    return ListOf(name, meaning, entry_of(table), table)


LISTS: Mapping[type[Record], tuple[ListOf, ...]] = {
    CaseStudyRecord: (
        ListOf("places", "Where a case study happened.", Field("place", "Where.", required=True)),
        _ids("partners", "partners", "The partners of a case study."),
        _ids("commitments", "commitments", "What a case study belongs to."),
        ListOf("outcomes", "What came of a case study.", _text("What came of it.")),
        ListOf("reuse", "What others can borrow from a case study.", _text("What to borrow.")),
    ),
    UpdateRecord: (
        _ids("commitments", "commitments", "What an update reports on."),
        _ids("partners", "partners", "The partners that an update names."),
    ),
    Term: (ListOf("also", "Other words for a term.", Field("also", "The words.", required=True)),),
    Commitment: (_ids("measures", "measures", "The measures that show a commitment."),),
}
"""Kind of a record → its lists, each a table of its own."""

OF_SECTIONS = (_ids("informed_by", "consultation", "The workshops that informed a section."),)
"""Lists that any section may have."""

POSITION = Field("position", "The place in its list, from 1.", "integer", required=True)

TOUCHES = (
    Field("vocabulary", "The vocabulary.", required=True),
    Field("entry", "The entry of it that this is about.", required=True),
)

CITES = (
    Field("source", "The source.", required=True),
    Field("passage", "The place in it.", required=True),
)

VALUES = (
    Field("series_position", "The place of the series, from 1.", "integer", required=True),
    Field("series", "What the values are called.", required=True),
    Field("label_position", "The place in the series, from 1.", "integer", required=True),
    Field("label", "What the value is of.", required=True),
    Field("value", "The value, in the measure’s unit.", "number", required=True),
)
