"""What editors write as YAML: one type for each kind of metadata and register entry.

Keys are written in kebab-case (`informed-by`). Unknown keys are errors. Fields of type `Prose`
hold the same Markdown as a section's text. `touches` names entries of any vocabulary that the
content defines: a folder (`themes`, `life-stages`) or a register of statements (`principles`).
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, total_ordering
from typing import Annotated, Generic, Literal, Self, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    FiniteFloat,
    GetCoreSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from build_tools.issues import BadValue, TandemError
from build_tools.publication import isbn
from build_tools.publication.licences import LICENCES
from build_tools.publication.uris import BadAddress, normal_uri

MONTHS = tuple(calendar.month_name)

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=_ID, min_length=1, max_length=80)]
"""Lower-case words joined by hyphens; it is part of addresses."""


def _one_line(text: str) -> str:
    lines = text.splitlines()
    if len(lines) > 1:
        raise PydanticCustomError("lines", "{count} lines", {"count": len(lines)})
    return text


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)
]
"""One line of plain text."""


def _joined(text: str) -> str:
    return ", ".join(line.strip().rstrip(",") for line in text.strip().splitlines())


PostalAddress = Annotated[Line, BeforeValidator(lambda x: _joined(x) if isinstance(x, str) else x)]
"""An address, of which an editor may write a line for each line."""

_MARKDOWN = "Markdown"

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), _MARKDOWN]
"""Markdown in the dialect of the sections."""

Passage = Annotated[Line, "passage"]
"""A relative link to a section or a block of one, as in a section's text."""


def _web_address(text: str) -> str:
    """Return an address of the web in its one form."""
    if not re.match(r"\s*https?:", text, re.IGNORECASE):
        raise BadAddress(
            "is no address of the web",
            "Begin it with https://, as in https://example.org/strategy/",
        )
    return normal_uri(text)


def _site_address(text: str) -> str:
    """Return it with a slash at its end, so that pages' addresses can be put after it."""
    address = _web_address(text)
    if "?" in address or "#" in address:
        raise BadAddress(
            "has a query or a fragment, after which no page can be named",
            "Write where the first page will be, as in https://example.org/strategy/",
        )
    return f"{address.rstrip('/')}/"


def _mailbox(text: str) -> str:
    """Return an email address; an address list or a subject would be none."""
    if re.search(r"[?,]", text):
        raise BadAddress("is not one email address", "Write one, as in name@example.org.")
    normal_uri(f"mailto:{text}")
    return text


WebAddress = Annotated[Line, AfterValidator(_web_address)]
"""An address of the web, in the one form of `uris.py`."""

SiteAddress = Annotated[Line, AfterValidator(_site_address)]
"""Where a website is, without query and fragment (RFC 3986); it ends in a slash."""

Mailbox = Annotated[Line, AfterValidator(_mailbox)]
"""An email address as people write it."""

_LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def _own_name(name: str) -> str:
    if name in TAKEN_NAMES:
        raise BadValue(
            "is the name of a file that stands beside the publication's own",
            f"Give the files another name, such as '{name}-strategy'.",
        )
    return name


TAKEN_NAMES = frozenset({"datapackage", "index", "manifest"})
"""What other files of a release are called: a publication's own can't be."""

FileName = Annotated[Id, AfterValidator(_own_name)]
"""What the publication's files are called, without their suffix."""

LanguageTag = Annotated[str, StringConstraints(pattern=_LANGUAGE_TAG)]
"""A BCP 47 language tag, such as `en-GB` or `cy`."""


def is_pattern_of_ids(pattern: str) -> bool:
    """Whether a pattern that a text does not match is that of ids, and not of languages."""
    return pattern == _ID


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id, however long it is."""
    return re.fullmatch(_ID, text) is not None


def is_language_tag(text: str) -> bool:
    """Whether `text` has the form of a BCP 47 language tag."""
    return re.match(_LANGUAGE_TAG, text) is not None


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Record(BaseModel):
    """What all kinds share: frozen, no unknown keys, kebab-case names."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=_kebab, populate_by_name=False
    )


Loc = tuple[str | int, ...]
"""Where a value stands in a record: keys as in YAML, and positions from 0."""


def prose_of(record: BaseModel) -> Iterator[Loc]:
    """Iterate over the places of all prose in a record, in the order of its fields."""
    return _marked(record, _MARKDOWN)


def passages_of(record: BaseModel) -> Iterator[Loc]:
    """Iterate over the places of all links to a passage in a record."""
    return _marked(record, "passage")


def _marked(record: BaseModel, mark: str) -> Iterator[Loc]:
    def found(value: object, loc: Loc, *, marked: bool) -> Iterator[Loc]:
        if isinstance(value, BaseModel):
            yield from ((*loc, *inner) for inner in _marked(value, mark))
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                yield from found(item, (*loc, place), marked=marked)
        elif marked and isinstance(value, str):
            yield loc

    for name, key, marked in _fields(type(record), mark):
        yield from found(getattr(record, name), (key,), marked=marked)


@cache
def _fields(model: type[BaseModel], mark: str) -> tuple[tuple[str, str, bool], ...]:
    """Return the name, the key in YAML, and whether it has a mark, of each field of a model."""
    return tuple(
        (name, field.alias or name, mark in (*field.metadata, *_marks(field.annotation)))
        for name, field in model.model_fields.items()
    )


def _marks(annotation: object) -> Iterator[object]:
    """Iterate over all that annotations inside a type say: of `tuple[Prose, ...]`, say."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _marks(inner)


class NoDate(TandemError, ValueError):
    """A text is no date; the message says why."""


@total_ordering
class PartialDate:
    """A year, a month or a day, as precise as the source: `2025`, `2025-03`, `2025-03-31`."""

    __slots__ = ("day", "month", "year")

    def __init__(self, year: int, month: int = 0, day: int = 0) -> None:
        try:
            datetime.date(year, month or 1, day or 1)
        except ValueError:
            raise NoDate("there is no such day, month or year") from None
        self.year, self.month, self.day = year, month, day

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else raises NoDate."""
        found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
        if not found:
            raise NoDate("a date is written 2025, 2025-03 or 2025-03-31")
        year, month, day = (int(part) if part is not None else None for part in found.groups())
        if month == 0 or day == 0:
            raise NoDate("there is no month 0 and no day 0")
        return cls(year or 0, month or 0, day or 0)

    def __str__(self) -> str:
        """Return the date in words: "2025", "March 2025", "31 March 2025"."""
        words = [str(self.day)] if self.day else []
        words += [MONTHS[self.month]] if self.month else []
        return " ".join([*words, str(self.year)])

    def __repr__(self) -> str:
        """Return the date as code."""
        return f"PartialDate({self.year}, {self.month}, {self.day})"

    @property
    def first_day(self) -> datetime.date:
        """The first day that it may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def iso(self) -> str:
        """The date as it was written: `2025-03`."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def __eq__(self, other: object) -> bool:
        """Two dates are equal when they say the same with the same precision."""
        return isinstance(other, PartialDate) and self.iso == other.iso

    def __lt__(self, other: PartialDate) -> bool:
        """Earlier first; a year stands before its months."""
        return self.iso < other.iso

    def __hash__(self) -> int:
        """Hash by what the date says."""
        return hash(self.iso)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic read it from text, and write it as it was written."""
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(str(value)),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda date: date.iso),
        )


class Citation(Record):
    """What a statement rests on: an entry of `registers/sources.yml` and the place in it."""

    source: Id
    passage: Line


class Grounded(Record):
    """A record that may say what it rests on."""

    basis: Literal["source", "illustrative"] | None = None
    cites: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.basis == "source" and not self.cites:
            raise ValueError("basis 'source' needs at least one entry under 'cites'")
        if self.basis == "illustrative" and self.cites:
            raise ValueError("basis 'illustrative' has no 'cites': nothing stands behind it")
        return self


class MustBeGrounded(Grounded):
    """A record that must say what it rests on.

    It stands first among a record's bases: of two fields of one name, the first base's holds.
    """

    basis: Literal["source", "illustrative"]


Touches = dict[str, tuple[Id, ...]]


# --- Metadata of Markdown files, by folder ---------------------------------------------


class SectionRecord(Grounded):
    """Any Markdown file that is in no folder with a kind of its own (themes too)."""

    title: Line
    summary: Line | None = None
    id: Id | None = None
    language: LanguageTag | None = None
    taster: bool = False
    numbering: Literal["none"] | None = None
    """None: it has a number, as the other sections of its part have."""
    touches: Touches = Field(default_factory=dict)
    informed_by: tuple[Id, ...] = ()
    """Ids of workshops."""
    readers: tuple[Id, ...] = ()
    """Ids of the finder's roles that it is written for; none: it is for everybody."""


class CaseStudyRecord(MustBeGrounded, SectionRecord):
    """A file of `case-studies/`."""

    places: tuple[Line, ...] = ()
    partners: tuple[Id, ...] = ()
    commitments: tuple[Id, ...] = ()
    outcomes: tuple[Prose, ...] = ()
    reuse: tuple[Prose, ...] = ()
    """What others can borrow."""


class Heard(Record):
    """One point made in a workshop and what became of it."""

    id: Id
    point: Prose
    response: Literal["changed", "not-changed", "noted"]
    where: Passage | None = None
    """What changed, such as `../themes/connected.md#cover`."""
    reason: Prose | None = None

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.response == "changed" and not self.where:
            raise ValueError("response 'changed' needs 'where': a link to what changed")
        if self.response == "not-changed" and not self.reason:
            raise ValueError("response 'not-changed' needs a 'reason'")
        return self


class WorkshopRecord(MustBeGrounded, SectionRecord):
    """A file of `consultation/`: audiences, never people's names."""

    audience: Line
    reach: Line
    """Who could come: "Open to the public", "Primary care"."""
    date: PartialDate | None = None
    heard: tuple[Heard, ...] = ()


class UpdateRecord(SectionRecord):
    """A file of `updates/`."""

    date: PartialDate
    commitments: tuple[Id, ...] = ()
    partners: tuple[Id, ...] = ()


class ToolkitRecord(SectionRecord):
    """A file of `toolkits/`."""

    audience: Line


SECTION_KINDS: dict[str, type[SectionRecord]] = {
    "case-studies": CaseStudyRecord,
    "consultation": WorkshopRecord,
    "updates": UpdateRecord,
    "toolkits": ToolkitRecord,
}
"""Folder of `content/` → the type of its files' metadata; others have `SectionRecord`."""


# --- Registers -------------------------------------------------------------------------


def _own_number(text: str) -> str:
    """Return it as it is, if it is figures or letters, such as "12", "3a" or "2.1"."""
    if not re.fullmatch(r"[0-9A-Za-z]{1,8}([./-][0-9A-Za-z]{1,8}){0,3}", text):
        raise BadValue(
            "is no number of an entry",
            "Write it as 12, 3a or 2.1; the word before it is the 'label'.",
        )
    return text


class Entry(Grounded):
    """What every register's entry has."""

    id: Id
    label: Line | None = None
    """The publication's own word for it, if it is not that of the register."""
    number: Annotated[str, AfterValidator(_own_number)] | None = None
    """The publication's own number; none: it counts on from the entry before."""
    group: Id | None = None
    """A group of the register."""


class Statement(Entry):
    """An entry of a register of statements: principles, capabilities, ambitions, offers."""

    title: Line
    text: Prose
    touches: Touches = Field(default_factory=dict)


class Term(Entry):
    """An entry of `glossary.yml`."""

    term: Line
    definition: Prose
    also: tuple[Line, ...] = ()
    """Synonyms and short forms."""


class Commitment(MustBeGrounded, Entry):
    """An entry of `commitments.yml`."""

    title: Line
    text: Prose
    owner: Id | None = None
    """An entry of `partners.yml`; none: the text says that it is not recorded."""
    due: PartialDate | None = None
    status: Literal["planned", "under-way", "done", "changed", "stopped"]
    reason: Prose | None = None
    """Why it was changed or stopped; it stands wherever the status does."""
    measures: tuple[Id, ...] = ()
    touches: Touches = Field(default_factory=dict)

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.status in ("changed", "stopped") and not self.reason:
            raise ValueError(f"status '{self.status}' needs a 'reason'")
        return self


class MeasureSeries(Record):
    """One row of numbers."""

    name: Line
    values: tuple[FiniteFloat, ...]


class Measure(MustBeGrounded, Entry):
    """An entry of `measures.yml`: numbers with unit, date and source, and their chart."""

    title: Line
    text: Prose
    unit: Line
    as_of: PartialDate | None = None
    chart: Literal["bar", "column", "line"] = "bar"
    labels: tuple[Line, ...] = Field(min_length=1)
    series: tuple[MeasureSeries, ...] = Field(min_length=1)
    touches: Touches = Field(default_factory=dict)

    @model_validator(mode="after")
    def _as_many(self) -> Self:
        for series in self.series:
            if len(series.values) != len(self.labels):
                raise ValueError(
                    f"series '{series.name}' has {len(series.values)} values "
                    f"for {len(self.labels)} labels"
                )
        return self


class Partner(Entry):
    """An entry of `partners.yml`: an organisation or group, never a person."""

    name: Line
    text: Prose
    sector: Line | None = None
    formerly: Line | None = None


class Decision(Entry):
    """An entry of `decisions.yml`: who approved or reviewed what, and when."""

    title: Line
    body: Line
    text: Prose
    date: PartialDate | None = None


class Source(Entry):
    """An entry of `sources.yml`: a document that the content rests on."""

    title: Line
    publisher: Line
    file: Line | None = None
    text: Prose | None = None


E = TypeVar("E", bound=Entry)


class Group(Record):
    """Entries of a register that stand together under a heading."""

    id: Id
    title: Line
    introduction: Prose | None = None


def name_of(entry: Entry) -> str:
    """Return what an entry is called, without its label."""
    for key in ("title", "name", "term"):
        if words := getattr(entry, key, None):
            return str(words)
    return entry.id


class Register(Record, Generic[E]):
    """A file of `registers/`."""

    title: Line
    summary: Line | None = None
    introduction: Prose | None = None
    numbering: Literal["none"] | None = None
    """As for a section."""
    label: Line | None = None
    """The publication's own word for an entry: "Action". Entries are then Action 1, Action 2."""
    groups: tuple[Group, ...] = ()
    """In reading order; if there are any, each entry names one."""
    entries: tuple[E, ...] = Field(min_length=1)

    @property
    def labels(self) -> Mapping[str, str]:
        """Id of each entry that has one → its label: "Action 12"."""
        last: dict[str, int] = {}
        found = {}
        for entry in self.entries:
            if word := entry.label or self.label:
                number = entry.number or str(last.get(word, 0) + 1)
                if figures := re.match(r"\d+", number):
                    last[word] = int(figures[0])
                found[entry.id] = f"{word} {number}"
        return found

    @property
    def names(self) -> Mapping[str, str]:
        """Id of each entry → what readers call it: "Action 12: Fibre for all"."""
        labels = self.labels
        return {
            entry.id: ": ".join(filter(None, (labels.get(entry.id), name_of(entry))))
            for entry in self.entries
        }


# Classes of their own, because pickle finds no `Register[Term]` by its name.


class StatementRegister(Register[Statement]):
    """Any register whose name is none of those below."""


class GlossaryRegister(Register[Term]):
    """`glossary.yml`."""


class CommitmentRegister(Register[Commitment]):
    """`commitments.yml`."""


class MeasureRegister(Register[Measure]):
    """`measures.yml`."""


class PartnerRegister(Register[Partner]):
    """`partners.yml`."""


class DecisionRegister(Register[Decision]):
    """`decisions.yml`."""


class SourceRegister(Register[Source]):
    """`sources.yml`."""


REGISTER_KINDS: dict[str, type[Record]] = {
    "glossary": GlossaryRegister,
    "commitments": CommitmentRegister,
    "measures": MeasureRegister,
    "partners": PartnerRegister,
    "decisions": DecisionRegister,
    "sources": SourceRegister,
}
"""Name of a register's file → its type; any other is a `StatementRegister`."""


# --- publication.yml -------------------------------------------------------------------


class Contact(Record):
    """How to reach the publisher; all of it is printed."""

    email: Mailbox | None = None
    phone: Line | None = None
    address: PostalAddress | None = None
    web: WebAddress | None = None


class PartRecord(Record):
    """A part of the spine."""

    part: Line
    id: Id
    summary: Line | None = None
    numbering: Literal["none", "annex"] | None = None
    """None: it counts, and so do its sections. "annex": its sections are annexes A, B, C."""
    sections: tuple[Line, ...] = Field(min_length=1)
    """Files, folders (`themes/`), registers (`registers/commitments.yml`) or the words
    `matrix`, `consultation`, `formats`, `accessibility` and `about`, in reading order."""


class MatrixRecord(Record):
    """The vocabularies that the matrix crosses."""

    rows: Id
    columns: Id


class Role(Record):
    """Whom somebody reads as."""

    id: Id
    name: Line
    """As it stands in a sentence: "a carer"."""
    headings: tuple[Line, ...] = ()
    """Ids of the headings that are written for this reader, in whichever section they stand."""


class FinderRecord(Record):
    """What readers find themselves by: two vocabularies, and whom they read as."""

    stages: Id
    interests: Id
    roles: tuple[Role, ...] = Field(min_length=1)


class Shortcoming(Record):
    """Content that not everyone can use, and why it is there all the same."""

    text: Prose
    criterion: Line | None = None
    """The WCAG success criterion that it fails: "1.4.5 Images of Text"."""
    because: Literal["not-yet-mended", "disproportionate-burden", "out-of-scope"]
    mended_by: PartialDate | None = None

    @model_validator(mode="after")
    def _planned(self) -> Self:
        if self.because == "not-yet-mended" and not self.mended_by:
            raise ValueError("because 'not-yet-mended' needs 'mended-by': a date")
        return self


class Declaration(Record):
    """What a person declares of the publication's accessibility: no program does.

    After the model statement of the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
    Accessibility Regulations 2018, regulation 8.
    """

    compliance: Literal["full", "partial", "none", "not-assessed"]
    """With WCAG 2.2, level AA; "not-assessed" is for drafts."""
    declared_by: Line
    """Who says so: a role or a body, never a person's name."""
    assessor: Line | None = None
    """Who tested: "the publisher" or the body that did."""
    method: Prose | None = None
    assessed: datetime.date | None = None
    prepared: datetime.date
    next_review: datetime.date
    contact_form: WebAddress | None = None
    nation: Literal["england", "scotland", "wales", "northern-ireland"]
    """It sets the body that enforces the regulations."""
    shortcomings: tuple[Shortcoming, ...] = ()

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if self.compliance != "not-assessed" and not (
            self.assessor and self.method and self.assessed
        ):
            raise ValueError(
                f"compliance '{self.compliance}' needs 'assessor', 'method' and 'assessed': "
                "who tested, how and when"
            )
        unmended = [item for item in self.shortcomings if item.because != "out-of-scope"]
        if self.compliance == "full" and unmended:
            raise ValueError("compliance 'full' has no shortcomings but those out of scope")
        if self.compliance in ("partial", "none") and not unmended:
            raise ValueError(f"compliance '{self.compliance}' needs 'shortcomings': what fails")
        if self.assessed and self.assessed > self.prepared:
            raise ValueError("'prepared' is before 'assessed': a statement follows the test")
        if self.next_review <= self.prepared:
            raise ValueError("'next-review' has to be after 'prepared'")
        return self


class BrailleCheck(Record):
    """That somebody who reads braille has checked the braille edition of this version."""

    checked_by: Line
    """A role or a body, never a person's name."""
    on: datetime.date


Isbn = Annotated[Line, AfterValidator(isbn.checked)]
"""An ISBN as it is written, with hyphens or without."""


class Isbns(Record):
    """An ISBN names one form of a publication (ISO 2108): each has its own, or none.

    One alone is that of the print edition.
    """

    print: Isbn | None = None
    pdf: Isbn | None = None
    large_print: Isbn | None = None
    epub: Isbn | None = None
    word: Isbn | None = None
    braille: Isbn | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_print(cls, value: object) -> object:
        return {"print": value} if isinstance(value, str) else value

    @property
    def by_form(self) -> Mapping[str, str]:
        """Edition → its ISBN."""
        return self.model_dump(by_alias=True, exclude_none=True)

    @model_validator(mode="after")
    def _each_its_own(self) -> Self:
        forms: dict[str, str] = {}
        for form, words in self.by_form.items():
            other = forms.setdefault(isbn.bare(words), form)
            if other != form:
                raise ValueError(f"'{other}' and '{form}' have one ISBN; each form has its own")
        return self


class Licence(Record):
    """What anybody may do with the publication's words."""

    name: Line
    address: WebAddress | None = None
    id: Line | None = None
    """Its SPDX identifier."""

    @model_validator(mode="before")
    @classmethod
    def _known(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if value not in LICENCES:
            near = get_close_matches(value, LICENCES, n=1)
            meant = f" Did you mean '{near[0]}'?" if near else ""
            raise BadValue(
                "is no identifier of a licence that is known here",
                f"Known are: {', '.join(LICENCES)}.{meant} Any other is written so:\n"
                "licence:\n  name: …\n  address: https://…",
            )
        name, address = LICENCES[value]
        return {"name": name, "address": address, "id": value}


class PublicationRecord(Record):
    """The whole of `publication.yml`."""

    title: Line
    subtitle: Line | None = None
    name: FileName | None = None
    """What files are called; otherwise made from the title."""
    publisher: Line
    summary: Line
    language: LanguageTag
    status: Literal["draft", "consultation", "final"]
    version: Line
    date: datetime.date
    """The day of this version."""
    notice: Line | None = None
    """Words that stand on the first page and in every stamp."""
    address: SiteAddress | None = None
    """Where the website will be; pages then name it, and a site map lists them."""
    official: bool = False
    """Whether search engines may list a final version; a demonstration says nothing here."""
    authors: tuple[Line, ...] = ()
    """Who wrote it: roles, bodies or people, as they want to be named."""
    reference: Line | None = None
    """The publisher's own number for it."""
    isbn: Isbns | None = None
    licence: Licence | None = None
    copyright: Line | None = None
    """The whole notice: "© Exampleton Council 2026"."""
    contact: Contact
    editions: tuple[Line, ...] = ()
    """Names of the editions to make, as `tandem editions` lists them; none named: all."""
    other_formats: Prose
    """How to ask for the publication in another form."""
    language_rules: Literal["warn", "error"] = "warn"
    """Whether what the rules of plain language find stops a release."""
    accessibility: Declaration | None = None
    braille: BrailleCheck | None = None
    """None: the braille says on its title pages that nobody has read it."""
    matrix: MatrixRecord | None = None
    finder: FinderRecord | None = None
    spine: tuple[PartRecord, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _braille_was_checked(self) -> Self:
        if self.braille and self.braille.on > self.date:
            raise ValueError("braille 'on' is after 'date', the day of this version")
        return self

    @property
    def axes(self) -> tuple[str, str] | None:
        """The two vocabularies by which readers find themselves; the first has colours.

        They are the finder's stages and interests, or else the matrix's columns and rows.
        """
        if self.finder:
            return self.finder.stages, self.finder.interests
        return (self.matrix.columns, self.matrix.rows) if self.matrix else None
