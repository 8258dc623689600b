"""Every fault of a print file, made one by one over a file that has none."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from build_tools.checks.pre.rules import RULES

MM = 72 / 25.4
WORDS = 3  # the index of a page of plain text
TRIM = (0, 0, 210 * MM, 297 * MM)


def paint(content: str, page: int = WORDS):
    """Paint on a page, over what is there: in the page's own space, within the bleed."""

    def change(pdf):
        found = pdf.pages[page]
        found.contents_add(b"q", prepend=True)
        found.contents_add(f"Q q {content} Q".encode())

    return change


def box(page: int, key: str, *edges: float):
    def change(pdf):
        pdf.pages[page].obj[key] = Array([round(edge * MM, 4) for edge in edges])

    return change


def picture(pdf, width: int, height: int, **changes):
    usual = {
        "Type": Name.XObject, "Subtype": Name.Image, "Width": width, "Height": height,
        "ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8,
    }  # fmt: skip
    stream = pdf.make_stream(b"\x30" * (width * height * 4))
    for key, value in (usual | changes).items():
        stream[f"/{key}"] = value
    return pdf.make_indirect(stream)


def show_picture(width: int = 100, height: int = 100, inches: float = 1, **changes):
    def change(pdf):
        name = pdf.pages[WORDS].add_resource(picture(pdf, width, height, **changes), Name.XObject)
        size = inches * 72
        paint(f"{size} 0 0 {size} 200 200 cm {name} Do")(pdf)

    return change


def resource(kind: str, make, use: str):
    """Add a resource to a page's, and use it; `{}` in the use is its name."""

    def change(pdf):
        found = pdf.pages[WORDS].obj.Resources
        if kind not in found:
            found[kind] = Dictionary()
        found[kind]["/Fault"] = make(pdf)
        paint(use.format("/Fault"))(pdf)

    return change


def form(content: bytes, **more):
    def make(pdf):
        stream = pdf.make_stream(content)
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 300])
        for key, value in more.items():
            stream[f"/{key}"] = value
        return stream

    return make


def icc(pdf):
    return Array([Name.ICCBased, pdf.make_stream(b"profile", N=3)])


def spot(pdf):
    function = Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0])
    return Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, function])


def gradient(space, *ends, kind=2):
    def make(pdf):
        function = Dictionary(FunctionType=kind, N=1, Domain=[0, 1], C0=ends[0], C1=ends[1])
        return Dictionary(ShadingType=2, ColorSpace=space, Coords=[0, 0, 9, 9], Function=function)

    return make


def in_pattern(make):
    return lambda pdf: Dictionary(PatternType=2, Shading=make(pdf))


def tiling(content: bytes):
    def make(pdf):
        stream = pdf.make_stream(content, PatternType=1, PaintType=1, TilingType=1, XStep=9)
        stream.YStep, stream.BBox, stream.Resources = 9, Array([0, 0, 9, 9]), Dictionary()
        return stream

    return make


def metadata(old: bytes, new: bytes):
    def change(pdf):
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new))

    return change


def intent(change):
    return lambda pdf: change(pdf.Root.OutputIntents[0])


def profile(pdf):
    pdf.Root.OutputIntents[0].DestOutputProfile.write(b"\0" * 12 + b"mntrRGB " + b"\0" * 100)


def moved(points):
    """Return a change that moves all that a page paints to the right."""
    return lambda pdf: pdf.pages[3].contents_add(b"1 0 0 1 %d 0 cm" % points, prepend=True)


def heaped(pdf):
    """Set all lines of a page at one place."""
    painted = [
        ([*operands[:4], 200, 400] if str(operator) == "Tm" else operands, operator)
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[3])
    ]
    pdf.pages[3].Contents = pdf.make_stream(pikepdf.unparse_content_stream(painted))


def unembed(pdf):
    for found in pdf.objects:
        if isinstance(found, Dictionary) and "/FontFile2" in found:
            del found["/FontFile2"]


def annotate(pdf):
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def act(pdf):
    action = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Extra = pdf.make_indirect(action)


def bold_letter(content: str):
    """Set a letter in the body's font; the page's own fonts have names that no one knows."""

    def change(pdf):
        fonts = pdf.pages[WORDS].obj.Resources.Font
        name = next(key for key, font in fonts.items() if str(font.BaseFont).endswith("+Text"))
        paint(f"{content} BT {name} 10 Tf 200 200 Td <0030> Tj ET")(pdf)

    return change


FAULTS = [
    ("PRE-001", paint("/Nowhere Do")),
    ("PRE-001", paint("1 0 0 cm")),
    ("PRE-003", metadata(b"<pdfxid:GTS_PDFXVersion>PDF/X-4", b"<pdfxid:GTS_PDFXVersion>PDF/X-3")),
    ("PRE-003", lambda pdf: pdf.Root.__delitem__("/Metadata")),
    ("PRE-004", metadata(b"xmp:CreateDate", b"xmp:Created")),
    ("PRE-004", lambda pdf: pdf.docinfo.__delitem__("/Trapped")),
    ("PRE-005", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    ("PRE-005", intent(lambda found: found.__setitem__("/S", Name.GTS_PDFA1))),
    ("PRE-005", intent(lambda found: found.__setitem__("/OutputConditionIdentifier", String("X")))),
    ("PRE-005", lambda pdf: pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])),
    ("PRE-006", intent(lambda found: found.__delitem__("/DestOutputProfile"))),
    ("PRE-006", profile),
    ("PRE-007", box(1, "/TrimBox", 0, 0, 209.8, 297)),
    ("PRE-007", lambda pdf: pdf.pages[1].obj.__delitem__("/TrimBox")),
    ("PRE-008", box(1, "/BleedBox", -3, -3, 213, 299.8)),
    ("PRE-009", box(1, "/MediaBox", -10, -10, 214, 307)),
    ("PRE-010", box(1, "/MediaBox", -11, -10, 220, 307)),
    ("PRE-010", box(1, "/CropBox", 0, 0, 210, 297)),
    ("PRE-010", lambda pdf: pdf.pages[1].obj.__setitem__("/Rotate", 90)),
    ("PRE-010", lambda pdf: pdf.pages[1].obj.__setitem__("/UserUnit", 2)),
    ("PRE-011", paint("0 0 0 1 k -20 100 15 5 re f")),
    ("PRE-011", paint("0 0 0 1 K 0.25 w -20 100 m 100 100 l S")),
    ("PRE-012", lambda pdf: pdf.pages.__delitem__(-2)),
    ("PRE-013", paint("1 0 0 rg 100 100 9 9 re f")),
    ("PRE-013", paint("1 0 0 RG 100 100 9 9 re S")),
    ("PRE-013", paint("/DeviceRGB cs 1 0 0 scn 100 100 9 9 re f")),
    ("PRE-013", resource("/ColorSpace", icc, "{} cs 1 0 0 sc 100 100 9 9 re f")),
    ("PRE-013", resource("/ColorSpace", icc, "")),
    ("PRE-013", resource("/XObject", form(b"1 0 0 rg 0 0 9 9 re f"), "{} Do")),
    ("PRE-013", resource("/Pattern", tiling(b"1 0 0 rg 0 0 9 9 re f"),
                         "/Pattern cs {} scn 100 100 9 9 re f")),
    ("PRE-013", resource("/Shading", gradient(Name.DeviceRGB, [1, 0, 0], [0, 0, 1]), "{} sh")),
    ("PRE-013", resource("/Pattern", in_pattern(gradient(Name.DeviceRGB, [1, 0, 0], [0, 0, 1])),
                         "/Pattern cs {} scn 100 100 9 9 re f")),
    ("PRE-013", show_picture(400, 400, ColorSpace=Name.DeviceRGB)),
    ("PRE-013", show_picture(400, 400, ColorSpace=Array([Name.Indexed, Name.DeviceRGB, 1,
                                                         String("123456")]))),
    ("PRE-013", paint("9 0 0 9 99 99 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI")),
    ("PRE-014", resource("/ColorSpace", spot, "{} cs 1 scn 100 100 9 9 re f")),
    ("PRE-015", resource("/XObject", form(b"", Group=Dictionary(S=Name.Transparency,
                                                                CS=Name.DeviceRGB)), "{} Do")),
    ("PRE-015", lambda pdf: pdf.pages[1].obj.__setitem__(
        "/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
    ("PRE-016", bold_letter("0.5 0.4 0.4 1 k")),
    ("PRE-017", resource("/ExtGState", lambda pdf: Dictionary(op=True, OPM=1),
                         "{} gs 0 0 0 0 k 100 100 9 9 re f")),
    ("PRE-018", paint("1 1 0.9 0.5 k 100 100 9 9 re f")),
    ("PRE-018", show_picture(400, 400, Decode=Array([1, 0] * 4))),
    ("PRE-018", show_picture(400, 400, Filter=Name.JPXDecode)),
    ("PRE-018", resource("/Shading", gradient(Name.DeviceCMYK, [0, 0, 0, 0], [1, 1, 1, 1]),
                         "{} sh")),
    ("PRE-018", resource("/Shading", gradient(Name.DeviceCMYK, [0] * 4, [1] * 4, kind=4), "{} sh")),
    ("PRE-018", resource("/ExtGState", lambda pdf: Dictionary(op=True, OPM=1),
                         "0.9 0.9 0.9 0 k 90 90 60 60 re f {} gs 0 0 0 1 k 100 100 9 9 re f")),
    ("PRE-019", show_picture(190, 190)),
    ("PRE-021", unembed),
    ("PRE-022", annotate),
    ("PRE-023", act),
    ("PRE-023", lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array()))),
    ("PRE-023", lambda pdf: pdf.attachments.__setitem__("a.txt", b"attached")),
    ("PRE-024", paint("0 0 0 1 K 0.2 w 100 100 m 200 100 l S")),
    ("PRE-024", paint("0 0 0 1 K 0 w 100 100 m 200 100 l S")),
    ("PRE-024", paint("0 0 0 1 k 100 100 100 0.1 re f")),
    ("PRE-025", paint("1 0 0 0 k 0 100 50 90 re f")),
    ("PRE-025", paint(f"1 0 0 0 k {TRIM[2] - 40:.3f} 100 44 90 re f")),
    ("PRE-025", paint(f"1 0 0 0 k 100 {TRIM[3] - 40:.3f} 90 40 re f")),
    ("PRE-031", moved(-60)),
    ("PRE-031", moved(900)),
    ("PRE-032", heaped),
    ("PRE-027", lambda pdf: pdf.pages.__delitem__(-2)),
    ("PRE-027", paint("1 0 0 0 k 100 100 9 9 re f", page=-2)),
]  # fmt: skip
LIES = [
    ("PRE-026", {"file": "another.pdf"}),
    ("PRE-026", {"bytes": 1}),
    ("PRE-026", {"sha-256": "0" * 64}),
    ("PRE-007", {"trim": "200 × 297 mm"}),
    ("PRE-008", {"bleed": "5 mm on all sides"}),
    ("PRE-005", {"output-intent": "FOGRA29 (Uncoated)"}),
    ("PRE-012", {"page-multiple": 7}),
    ("PRE-027", {"pages": 64}),
    ("PRE-027", {"blanks": "0 before the last page"}),
    ("PRE-028", {"stamp": "Version 9"}),
    ("PRE-029", {"highest-ink": "90 % on page 1; the limit is 300 %"}),
    ("PRE-018", {"highest-ink": "248 % on page 1; the limit is 200 %"}),
    ("PRE-030", {"fonts": ["Text, embedded", "Wingdings, embedded"]}),
    ("PRE-002", {"trim": "large"}),
    ("PRE-002", {"fonts": []}),
    ("PRE-002", {"page-multiple": None}),
]


def test_a_finished_file_has_no_fault(proof):
    assert proof.issues() == []


@pytest.mark.slow
@pytest.mark.parametrize(("code", "change"), FAULTS, ids=lambda value: str(value)[:7])
def test_a_fault_is_found(proof, code, change):
    proof.spoil(change)
    assert code in proof.codes()


@pytest.mark.slow
@pytest.mark.parametrize(("code", "facts"), LIES)
def test_a_ticket_that_is_not_true_is_found(proof, code, facts):
    proof.say(facts)
    assert code in proof.codes()


def test_faults_of_many_kinds_are_all_found(proof):
    for change in (
        paint("1 0 0 rg 100 100 9 9 re f"),
        paint("1 1 0.9 0.5 k 100 100 9 9 re f"),
        paint("0 0 0 1 K 0.2 w 100 100 m 200 100 l S"),
        show_picture(190, 190),
        paint("1 0 0 0 k 0 100 50 90 re f"),
        annotate,
        act,
    ):
        proof.spoil(change)
    wanted = {"PRE-013", "PRE-018", "PRE-019", "PRE-022", "PRE-023", "PRE-024", "PRE-025"}
    assert proof.codes() == {*wanted, "PRE-029"}


def test_every_rule_has_a_fault():
    assert {code for code, _ in [*FAULTS, *LIES]} == RULES.keys()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6 and no more"])
def test_a_file_that_cannot_be_read_is_never_a_pass(proof, data):
    proof.file.write_bytes(data)
    assert proof.codes() == {"PRE-001"}


def test_a_missing_file_is_never_a_pass(proof):
    proof.file.unlink()
    assert proof.codes() == {"PRE-001"}


@pytest.mark.parametrize("text", [None, "", "[]", "{}"])
def test_a_ticket_that_says_nothing_is_never_a_pass(proof, text):
    if text is None:
        proof.ticket.unlink()
    else:
        proof.ticket.write_text(text)
    assert proof.codes() == {"PRE-002"}


def test_an_encrypted_file_is_refused(proof):
    with pikepdf.open(proof.file, allow_overwriting_input=True) as pdf:
        pdf.save(proof.file, encryption=pikepdf.Encryption(owner="owner"))
    assert "PRE-001" in proof.codes()


def test_a_fault_says_where_it_is_and_what_to_do(proof):
    for page in (1, 2, 3):
        proof.spoil(paint("1 0 0 rg 100 100 9 9 re f", page))
    (issue,) = proof.issues()
    assert issue.place == "pages 2, 3, 4"
    assert issue.span.path == f"print/{proof.file.name}"
    assert issue.problem == "A fill is in DeviceRGB 1 0 0; the press has CMYK."
    assert "themes/brand.yml" in issue.remedy


def test_a_ground_that_fills_the_bleed_is_sound(proof):
    proof.spoil(paint("1 0 0 0 k -8.5 100 58 90 re f"))
    assert proof.issues() == []


def test_a_crossing_line_may_slant(proof):
    proof.spoil(paint("1 0 0 0 K 3 w -8.5 100 m 50 160 l S"))
    assert proof.issues() == []
