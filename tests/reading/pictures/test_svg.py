"""SVG drawings: what editors export comes through, what could harm or differ is refused."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from build_tools.issues import Report, SourceSpan
from build_tools.reading.pictures import read_picture
from build_tools.reading.pictures.svg.allowed import ATTRIBUTES, ELEMENTS
from build_tools.reading.pictures.svg.markup import SVG

SPAN = SourceSpan("content/images/drawing.svg")
HEAD = (
    f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 100 80"'
)


def read(data: str | bytes):
    report = Report()
    data = data.encode() if isinstance(data, str) else data
    return read_picture("images/drawing.svg", data, SPAN, report), list(report)


def drawn(inside: str, more: str = "") -> etree._Element:
    picture, issues = read(f"{HEAD} {more}>{inside}</svg>")
    assert not issues
    return etree.fromstring(picture.data)


def refused(inside: str, more: str = "") -> list[tuple[str, str]]:
    picture, issues = read(f"{HEAD} {more}>{inside}</svg>")
    assert (picture is None) == bool(issues)
    assert all(len(str(issue)) < 700 for issue in issues)
    return [(issue.code, issue.problem) for issue in issues]


# --- What people's programs export ------------------------------------------------------

RECT = '<rect width="9" height="9" class="a b" {}/>'


@pytest.mark.parametrize(
    ("sheet", "own", "fill"),
    [
        ("<style>.a{fill:#0a0}</style>", "", "#0a0"),
        ("<style>rect{fill:red}.a{fill:#0a0}</style>", 'fill="blue"', "#0a0"),
        ("<style>.a{fill:#0a0}.b{fill:red}</style>", "", "red"),
        ("<style>.a.b{fill:#0a0}.b{fill:red}</style>", "", "#0a0"),
        ("<style>.a{fill:#0a0 !important}.b{fill:red}</style>", 'style="fill:blue"', "#0a0"),
        ("<style>.a{fill:#0a0}</style>", 'style="fill:blue"', "blue"),
        ("<style>g .a, .c{fill:#0a0}</style>", 'fill="red"', "red"),
        ("<style>/* one */ svg > .a{fill:#0a0;-inkscape-x:url(a)}</style>", "", "#0a0"),
        ("<style><![CDATA[.a{fill:#0a0}.a:hover{fill:red}]]></style>", "", "#0a0"),
        ("", 'style="fill: light-dark(#0a0, #00f)" fill="red"', "#0a0"),
    ],
)
def test_styles_become_attributes_as_the_cascade_says(sheet, own, fill):
    root = drawn(sheet + RECT.format(own))
    assert [element.tag for element in root] == [f"{{{SVG}}}rect"]
    assert root[0].attrib == {"width": "9", "height": "9", "fill": fill}


def test_a_shorthand_is_taken_apart():
    style = "font: italic bold 12px/1.2 Arial, sans-serif; marker: none"
    (words,) = drawn(f'<text style="{style}">A</text>')
    assert words.get("font-size") == "12px"
    assert words.get("font-family") == "Arial, sans-serif"
    assert (words.get("font-style"), words.get("font-weight")) == ("italic", "bold")
    assert words.get("marker-end") == "none"


@pytest.mark.parametrize(
    "inside",
    [
        "<inkscape:page x='1'/><metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-"
        "syntax-ns#'/></metadata>",
        "<g inkscape:label='a' data-name='b' aria-label='c' role='img' tabindex='0' zIndex='1'/>",
        "<defs><filter id='unused'><feGaussianBlur stdDeviation='2'/></filter></defs>",
        "<defs><linearGradient id='unused' gradientTransform='rotate(3)'/></defs>",
        "<defs><font><font-face font-family='A'/><missing-glyph/></font></defs>",
        "<g style='isolation:isolate;mix-blend-mode:normal;line-height:1.25;-inkscape-font-"
        "specification:Sans;white-space:pre;shape-inside:url(#r);filter:none'/>",
        "<g style='background:transparent;color-scheme:light dark;display:block'/>",
        "<path clip-rule='evenodd' fill-rule='evenodd' d='M0 0h9v9z'/>",
        "<switch><g requiredFeatures='http://www.w3.org/TR/SVG11/feature#Extensibility'/>"
        "<a xlink:href='https://www.drawio.com/'><text>Text is not SVG</text></a></switch>",
        "<switch><foreignObject requiredExtensions='x'/><g><path d='M0 0'/></g></switch>",
        "<a href='https://example.org/'><rect width='9' height='9'/></a>",
        "<text font-family='Calibri,Calibri_MSFontService,sans-serif' transform='matrix(1 0 0 1 "
        "3 4)'>A</text>",
        "<rect width='auto' height='9' fill=''/><g width='100%' height='undefined'/>",
        "<path d='m 1e-15,.5.5-.5a5 5 0 01.5.5z'/><polyline points='1,2 3,4.5'/>",
        "<text style='transform: translate(3px, 4px) rotate(9deg)'>A</text>",
        "<text textLength='9' lengthAdjust='spacingAndGlyphs'>A</text>",
    ],
)
def test_what_editors_leave_behind_draws_nothing_and_is_no_fault(inside):
    text = etree.tostring(drawn(inside), encoding="unicode")
    assert "http" not in text.replace(SVG, "").replace("http://www.w3.org/1999/xlink", "")
    assert "Text is not SVG" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_drawing_in_any_encoding_comes_out_in_utf_8(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}><text>Café</text></svg>'
    picture, issues = read(text.encode(encoding))
    assert not issues
    assert "Café".encode() in picture.data


def test_a_plain_document_type_is_left_out():
    kind = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    picture, issues = read(f"{kind}{HEAD}><rect width='9' height='9'/></svg>")
    assert not issues
    assert b"DOCTYPE" not in picture.data


@pytest.mark.parametrize(
    ("sides", "size"),
    [
        ('width="210mm" height="100mm" viewBox="0 0 210 100"', (800, 381)),
        ('width="8in" height="4in"', (800, 400)),
        ('viewBox="0 0 21000 29700" width="210mm"', (460, 650)),
        ('viewBox="0,0,24,24" width="24" height="24"', (650, 650)),
        ('viewBox="-5 -5 0.1 0.05"', (800, 400)),
        ('viewBox="0 0 100 50" width="100%" height="100%" preserveAspectRatio="none"', (800, 400)),
    ],
)
def test_a_drawing_is_as_wide_as_a_column_whatever_its_units(sides, size):
    picture, issues = read(f'<svg xmlns="{SVG}" {sides}><rect width="9" height="9"/></svg>')
    assert not issues
    assert (picture.width, picture.height) == size
    root = etree.fromstring(picture.data)
    assert (root.get("width"), root.get("height")) == tuple(map(str, size))


@pytest.mark.parametrize("sides", ["", 'viewBox="0 0 0 9"', 'viewBox="0 0 9"', 'width="100%"'])
def test_a_drawing_without_a_size_is_refused(sides):
    _, issues = read(f'<svg xmlns="{SVG}" {sides}/>')
    assert [issue.code for issue in issues] == ["IMG-004"]


def test_elements_stay_on_their_lines():
    inside = "\n<g\n fill='red'>\n\n<text>One\nTwo</text><rect\nwidth='9'\nheight='9'/>\n</g>\n<g/>"
    root = drawn(inside)
    assert [element.sourceline for element in root.iter()] == [1, 2, 5, 6, 10]
    assert root[0][0].text == "One Two"


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        ("<text x='1' y='2' font-size='9'><tspan x='3' y='4'>One</tspan> <tspan x='3' y='9' "
         "fill='red'>Two <tspan font-weight='bold'>b</tspan></tspan></text>",
         [("3", "4", "One"), ("3", "9", "Two b")]),
        ("<text x='1' y='2'>One <tspan x='3' y='4'>Two</tspan></text>", [("1", "2", "One Two")]),
        ("<text x='1' y='2'><tspan x='3' dy='9'>One</tspan></text>", [("1", "2", "One")]),
    ],
)  # fmt: skip
def test_lines_that_have_their_own_places_are_texts_of_their_own(inside, lines):
    texts = list(drawn(inside).iter(f"{{{SVG}}}text"))
    assert [(t.get("x"), t.get("y"), "".join(t.itertext())) for t in texts] == lines
    if len(lines) > 1:
        assert {t.get("font-size") for t in texts} == {"9"}
        assert [t.get("fill") for t in texts] == [None, "red"]


# --- What is refused ---------------------------------------------------------------------

SECRET = "data:image/png;base64," + "QUJD" * 5_000


@pytest.mark.parametrize(
    ("inside", "code", "says"),
    [
        ("<script>alert(1)</script>", "IMG-005", "<script>"),
        ("<foreignObject><p>Words</p></foreignObject>", "IMG-005", "<foreignObject>"),
        ("<switch><foreignObject>Words</foreignObject><text>Wo…</text></switch>", "IMG-005", ""),
        ("<g onload='alert(1)'/>", "IMG-005", "onload"),
        ("<g OnClick='alert(1)'/>", "IMG-005", "OnClick"),
        ("<img xmlns='http://www.w3.org/1999/xhtml' src='https://a.example/'/>", "IMG-005", "img"),
        ("<x:input xmlns:x='http://www.w3.org/1999/xhtml' type='image'/>", "IMG-005", "input"),
        ("<meta xmlns='http://www.w3.org/1999/xhtml' http-equiv='refresh'/>", "IMG-005", "meta"),
        ("<animate attributeName='x'/>", "IMG-006", "animate"),
        ("<style>@keyframes a{}</style>", "IMG-006", "@keyframes"),
        ("<image href='https://a.example/a.png'/>", "IMG-007", "a.example"),
        (f"<image xlink:href='{SECRET}'/>", "IMG-007", "data written into it"),
        ("<use href='other.svg#a'/>", "IMG-007", "other.svg"),
        ("<rect fill='url(https://a.example/)'/>", "IMG-007", "a.example"),
        ("<rect fill='URL(https://a.example/)'/>", "IMG-007", "a.example"),
        ("<rect fill='u\\72l(https://a.example/)'/>", "IMG-007", "fill"),
        ("<rect fill='url(https://a.example/'/>", "IMG-007", "fill"),
        (f"<rect style='fill:url({SECRET})'/>", "IMG-007", "data written into it"),
        ("<rect style='filter:\\75rl(https://a.example/)'/>", "IMG-007", "filter"),
        ("<style>/* */@import 'https://a.example/';</style>", "IMG-007", "@import"),
        ("<style>@IMPORT 'https://a.example/';</style>", "IMG-007", "@import"),
        ("<style>.a{fill:url(https://a.example/)}</style>", "IMG-007", "load something"),
        ("<style>.a{fill:url( 'https://a.example/'</style>", "IMG-007", "load something"),
        ("<style>@font-face{src:url(a.woff)}</style>", "IMG-007", "@font-face"),
        ("<style><g/></style>", "IMG-008", "<style>"),
        ("<style>@media print{.a{fill:red}}</style>", "IMG-008", "@media"),
        ("<style>.a:::b{fill:red}</style>", "IMG-008", "selector"),
        ("<blink/>", "IMG-008", "<blink>"),
        ("<textPath href='#a'>A</textPath>", "IMG-008", "<textPath>"),
        ("<rect filter='url(#f)'/>", "IMG-008", "filter"),
        ("<rect style='mask:url(#m)'/>", "IMG-008", "mask"),
        ("<rect style='mix-blend-mode:multiply'/>", "IMG-008", "mix-blend-mode"),
        ("<rect stroke='url(#g)'/>", "IMG-008", "gradient"),
        ("<clipPath id='c'><path clip-rule='evenodd' d='M0 0'/></clipPath><g clip-path='url(#c)'/>",
         "IMG-008", "clip-rule"),
        ("<rect fill='var(--x)'/>", "IMG-009", "var(--x)"),
        ("<rect width='1e999'/>", "IMG-009", "1e999"),
        ("<rect x='NaN'/>", "IMG-009", "NaN"),
        ("<path d='M 1'/>", "IMG-009", "M 1"),
        ("<path d='10 10 L 5 5'/>", "IMG-009", "10 10"),
        ("<polygon points='1 2 3'/>", "IMG-009", "1 2 3"),
        ("<g transform='rotate(1, 2)'/>", "IMG-009", "rotate"),
        ("<g id='a'><use href='#a'/></g>", "IMG-009", "itself"),
        ("<g id='a'/><g id='a'/><use href='#a'/>", "IMG-009", "'a'"),
    ],
)  # fmt: skip
def test_what_could_harm_or_looks_different_is_refused_by_name(inside, code, says):
    ((found, problem),) = refused(inside)
    assert found == code
    assert says in problem
    assert "QUJD" not in problem


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://a.example/"> %a;]>',
        '<?xml-stylesheet href="https://a.example/"?>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_a_document_type_declares_is_never_used(head, encoding):
    _, issues = read(f"{head}{HEAD}/>".encode(encoding))
    assert [issue.code for issue in issues] == ["IMG-003"]


def test_an_entity_that_nobody_knows_is_refused():
    kind = '<!DOCTYPE svg SYSTEM "http://www.w3.org/svg11.dtd">'
    _, issues = read(f"{kind}{HEAD}><text>A&nbsp;B</text></svg>")
    assert [issue.code for issue in issues] == ["IMG-003"]


def test_a_fault_is_told_once_and_at_its_line_and_no_flood_of_them():
    _, issues = read(f"{HEAD}>\n\n" + "<rect filter='url(#f)'/>\n" * 50 + "</svg>")
    (issue,) = issues
    assert str(issue.span) == "content/images/drawing.svg:3"
    many = "".join(f"<rect x='{n}q'/>" for n in range(50))
    assert len(refused(many)) == 10


@pytest.mark.parametrize(
    "inside",
    [
        "<g " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>",
        "<g>" * 5_000 + "</g>" * 5_000,
        "<g/>" * 200_000,
        "<style>" + ".a{fill:red}" * 5_000 + "</style>",
        "<g id='a0'/>"
        + "".join(
            f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 12)
        ),
        f"<path d='{'M0 0' * 1_500_000}'/>",
    ],
    ids=["attributes", "depth", "elements", "rules", "uses", "bytes"],
)
def test_what_is_too_much_is_refused_at_once(inside):
    before = time.process_time()
    assert {code for code, _ in refused(inside)} == {"IMG-002"}
    assert time.process_time() - before < 3


# --- Whatever it is ----------------------------------------------------------------------

NAMES = st.sampled_from(
    [
        "g",
        "rect",
        "text",
        "tspan",
        "use",
        "path",
        "a",
        "switch",
        "style",
        "defs",
        "linearGradient",
        "script",
        "image",
        "filter",
        "clipPath",
        "x:img",
        "inkscape:page",
        "foreignObject",
        "stop",
    ]
)
KEYS = st.sampled_from(
    [
        "fill",
        "style",
        "href",
        "xlink:href",
        "onload",
        "d",
        "x",
        "width",
        "transform",
        "class",
        "clip-path",
        "filter",
        "inkscape:label",
        "id",
        "points",
        "font-family",
        "x:src",
        "stroke",
    ]
)
VALUES = st.one_of(
    st.sampled_from(
        [
            "red",
            "none",
            "url(#a)",
            "#a",
            "a",
            "url(https://a.example)",
            "u\\72l(x)",
            "3",
            "50%",
            "fill:red",
            "fill:url(x);x:y",
            "M0 0L9 9",
            "rotate(9)",
            "javascript:a",
            "data:a,b",
            "1,2 3,4",
            "@import 'a'",
            "</style><script>",
        ]
    ),
    st.text(st.characters(codec="utf-8", min_codepoint=32, max_codepoint=300), max_size=20),
)


@st.composite
def trees(draw, depth=2):
    name = draw(NAMES)
    keys = draw(st.dictionaries(KEYS, VALUES, max_size=3))
    said = "".join(f' {key}="{_escaped(value)}"' for key, value in keys.items())
    inside = draw(st.lists(trees(depth - 1), max_size=2)) if depth else []
    words = _escaped(draw(VALUES)) if draw(st.booleans()) else ""
    return f"<{name}{said}>{words}{''.join(inside)}</{name}>"


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@pytest.mark.slow
@given(st.lists(trees(), max_size=2))
def test_any_drawing_is_refused_or_made_of_what_the_lists_hold(inside):
    head = HEAD.replace(" viewBox", ' xmlns:x="http://www.w3.org/1999/xhtml" viewBox')
    picture, issues = read(f"{head}>{''.join(inside)}</svg>")
    assert (picture is None) == bool(issues)
    if picture is None:
        return
    for element in etree.fromstring(picture.data).iter():
        assert element.tag.removeprefix(f"{{{SVG}}}") in ELEMENTS
        for key, value in element.attrib.items():
            local = etree.QName(key).localname
            assert local in ATTRIBUTES or local in ("href", "space")
            if local == "href":
                assert value.startswith("#")
            assert not re.search(r"[a-z]+:", value, re.IGNORECASE) or local == "id"
            assert all(found.startswith("#") for found in re.findall(r"url\((.*?)\)", value))
