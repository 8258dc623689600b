"""Random publications: every node of the vocabulary, several scripts, and traps.

They are as a reading would give them: ids are unique, numbers follow the order, headings skip no
level, every note is called and every link leads somewhere. Laws are tested on them:

    @given(publications())
    def test_a_law(publication): ...
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import get_args

from hypothesis import strategies as st

from build_tools.issues import SourceSpan
from build_tools.publication import Part, Publication, Section
from build_tools.publication.blocks import (
    Address,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Code,
    Definition,
    DefinitionList,
    Deleted,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    NoteCall,
    Paragraph,
    Quote,
    Reference,
    Row,
    Strong,
    Table,
    TermUse,
    Text,
    content_of,
    inlines,
    rewrite,
    walk,
)
from tests import builders
from tests.builders import PICTURE, SPAN

# --- Words -----------------------------------------------------------------------------

SCRIPTS = (
    "Every home can order a fast connection; roughly £24, isn’t it?",
    "Mae’r strategaeth hon i bawb yn y dref – tŷ, dŵr, môr.",
    "Poproś o ten dokument po polsku. Zażółć gęślą jaźń.",
    "Η πόλη ακούει. Город слушает всех жителей.",
    "المدينة تستمع إلى الجميع. העיר מקשיבה לכולם.",
    "शहर सबकी सुनता है। நகரம் அனைவரையும் கேட்கிறது.",
    "这座城市倾听每个人的声音。街は、みんなの声をきく。도시는 모두의 말을 듣는다.",
    "10² 1½ −5 CO₂ 48,200 78\u00a0% e\u0301te\u0301 👩‍👧 cafe\u0301",
)
TRAPS = (
    "[sic] [[ ] ]] [in [Footnote [end",
    "Note: Table: Image: Quote: Term: ::",
    "1.1 1.2 4A 4A.1 ++1. Part 1: - 1. * # > | `x` *y* <b> & \\ _z_",
    "https://a.example/?q=1&r=[2] floccinaucinihilipilification-" + "x" * 70,
)
LANGUAGES = ("cy", "pl", "ar", "zh", "en-GB", "tlh-x")

_CHOICES = [word for line in (*SCRIPTS, *TRAPS) for word in line.split(" ")]


def phrases(most: int = 12) -> st.SearchStrategy[str]:
    """One line of words without space at its ends; drawn with three numbers, to be quick."""
    return st.builds(
        lambda first, step, count: " ".join(
            _CHOICES[(first + step * place) % len(_CHOICES)] for place in range(count)
        ),
        st.integers(0, len(_CHOICES) - 1),
        st.sampled_from((1, 7, 19)),
        st.integers(1, most),
    )


def texts() -> st.SearchStrategy[Text]:
    return phrases().map(Text)


# --- Inlines ---------------------------------------------------------------------------

URLS = (
    "https://example.org/",
    "https://example.org/" + "a-long-address/" * 6,
    "mailto:strategy@exampleton.example",
    "tel:+441632960000",
)


@cache
def contents(calls: bool = True) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Inlines with words in them; `calls`: notes may be called."""
    leaves = [texts(), phrases(3).map(Code)]
    links = st.builds(Link, _targets(), _tuples(st.one_of(leaves)))
    terms = st.builds(TermUse, _references(), _tuples(texts()))
    called = [st.sampled_from("abc").map(lambda name: NoteCall(name, 0))] if calls else []
    flat = st.one_of(*leaves, links, terms, *called)
    foreign = st.builds(Foreign, st.sampled_from(LANGUAGES), _tuples(flat))
    marked = flat | foreign
    others = st.one_of(
        flat,
        st.builds(Emphasis, _tuples(marked)),
        st.builds(Strong, _tuples(marked)),
        st.builds(Deleted, _tuples(marked)),
        st.builds(Foreign, st.sampled_from(LANGUAGES), _tuples(marked)),
    )
    between = st.sampled_from((Text(" "), Text(""), LineBreak()))
    return st.builds(
        lambda first, more: (first, *(part for pair in more for part in pair)),
        st.one_of(leaves),
        st.lists(st.tuples(between, others), max_size=2),
    )


def _tuples(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    return st.lists(inner, min_size=1, max_size=2).map(tuple)


def _targets() -> st.SearchStrategy[Address | Reference]:
    return st.sampled_from(URLS).map(Address) | _references()


def _references() -> st.SearchStrategy[Reference]:
    """A reference is a number here; `publications` makes it lead somewhere."""
    return st.integers(0, 1000).map(lambda number: Reference("?", str(number)))


# --- Blocks ----------------------------------------------------------------------------


def _node(made: type, /, **fields: st.SearchStrategy) -> st.SearchStrategy:
    langs = st.sampled_from(("", "", "", *LANGUAGES))
    return st.builds(made, span=st.just(SPAN), lang=langs, **fields)


def paragraphs() -> st.SearchStrategy[Paragraph]:
    return _node(Paragraph, content=contents())


def headings() -> st.SearchStrategy[Heading]:
    return _node(Heading, level=st.integers(2, 4), content=contents(calls=False))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    bold = draw(st.sampled_from(("", "row")))

    def row(heads: str, first: str, content: st.SearchStrategy) -> Row:
        kinds = [first, *[heads] * (width - 1)]
        return Row(
            span=SPAN, cells=tuple(Cell(span=SPAN, content=draw(content), heads=k) for k in kinds)
        )

    values = st.one_of(st.just(()), contents())
    header = row("column", "column", st.one_of(st.just(()), contents(calls=False)))
    rows = [row("", bold, values) for _ in range(draw(st.integers(0, 2)))]
    return draw(_node(Table, caption=contents(), header=st.just(header), rows=st.just(tuple(rows))))


@st.composite
def charts(draw: st.DrawFn) -> Block:
    labels = draw(st.lists(phrases(2), min_size=1, max_size=3, unique=True))
    values = st.lists(st.integers(-5, 900), min_size=len(labels), max_size=len(labels))
    series = draw(st.dictionaries(phrases(2), values, min_size=1, max_size=2))
    kind = draw(st.sampled_from(("bar", "column", "line")))
    return builders.chart(draw(phrases()), labels, series, kind=kind, alt=draw(phrases()))


@cache
def blocks(depth: int = 2) -> st.SearchStrategy[Block]:
    """A block that may stand anywhere (so no heading), with others to a depth inside it."""
    flat = [paragraphs(), tables(), charts()]
    if depth == 0:
        return st.one_of(flat)
    inner = st.lists(blocks(depth - 1), min_size=1, max_size=2).map(tuple)
    items = st.lists(_node(Item, blocks=inner), min_size=1, max_size=3).map(tuple)
    entries = st.lists(_node(Definition, term=contents(calls=False), blocks=inner), min_size=1)
    return st.one_of(
        *flat,
        _node(List, items=items, ordered=st.booleans(), start=st.integers(1, 99)),
        _node(DefinitionList, entries=entries.map(lambda many: tuple(many[:3]))),
        _node(Quote, blocks=inner, speaker=st.just(()) | contents(calls=False)),
        _node(
            Callout,
            kind=st.sampled_from(get_args(CalloutKind)),
            title=contents(calls=False),
            blocks=inner,
        ),
        _node(
            Figure,
            picture=st.just(PICTURE),
            alt=phrases(),
            caption=st.one_of(st.just(()), contents()),
            description=st.one_of(st.just(()), inner),
        ),
    )


# --- Sections and the whole ------------------------------------------------------------


@st.composite
def sections(draw: st.DrawFn, name: str) -> Section:
    """A section whose notes are those that its blocks call, in the order of their calls."""
    drawn = draw(st.lists(headings() | blocks(), min_size=1, max_size=4))
    made, level = [], 1
    for place, block in enumerate(drawn):
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            made.append(replace(block, level=level, id=f"heading-{place}"))
        else:
            made.append(block)
    called = dict.fromkeys(
        inline.note
        for node in walk(tuple(made))
        for inline in inlines(content_of(node))
        if isinstance(inline, NoteCall)
    )
    notes = tuple(builders.note(note, *draw(contents(calls=False))) for note in called)
    return builders.section(
        draw(phrases(5)),
        *made,
        notes=notes,
        id=name,
        path=draw(st.sampled_from((name, f"themes/{name}"))),
        summary=draw(st.just("") | phrases()),
        lang=draw(st.sampled_from(("", "", *LANGUAGES))),
        numbering=draw(st.sampled_from(("", "", "none"))),
    )


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    """A whole publication of one to three sections in one or two parts."""
    count = draw(st.integers(1, 3))
    made = [draw(sections(f"section-{number}")) for number in range(1, count + 1)]
    cut = draw(st.integers(0, count - 1))
    groups = [group for group in (made[:cut], made[cut:]) if group]
    # Reading refuses two parts of one id, and titles that are alike would give them one.
    parts: list[Part] = [
        replace(
            builders.part(
                draw(phrases(3)),
                *group,
                summary=draw(st.just("") | phrases()),
                numbering=draw(st.sampled_from(("", "", "none", "annex"))),
            ),
            id=f"part-{number}",
        )
        for number, group in enumerate(groups, 1)
    ]
    title, summary = draw(phrases(4)), draw(phrases())
    made = builders.with_labels(builders.publication(*parts, title=title, summary=summary))
    return _with_targets(made)


def _with_targets(publication: Publication) -> Publication:
    targets = [
        Reference(section.id, block)
        for section in publication.sections
        for block in ("", *(node.id for node in walk(section.blocks) if node.id))
    ]

    def led(inline: object, _span: SourceSpan) -> object:
        if isinstance(inline, Link) and isinstance(inline.target, Reference):
            return replace(inline, target=targets[int(inline.target.block) % len(targets)])
        return inline

    parts = tuple(
        replace(
            part,
            sections=tuple(
                replace(
                    section, blocks=rewrite(section.blocks, led), notes=rewrite(section.notes, led)
                )
                for section in part.sections
            ),
        )
        for part in publication.parts
    )
    return replace(publication, parts=parts)
