"""The file as a whole: what it says it is, its output intent, and what must not be in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pikepdf
from lxml import etree
from pikepdf import Dictionary, Pdf, Stream

from build_tools.checks.pre.rules import Fault
from build_tools.checks.pre.ticket import Ticket

_PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_CREATED, _CHANGED = f"{_XMP}CreateDate", f"{_XMP}ModifyDate"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CMYK_CHANNELS = 4
_ICC_CLASS, _ICC_SPACE = slice(12, 16), slice(16, 20)
_FORBIDDEN = (
    "/OpenAction",
    "/AA",
    "/AcroForm",
    "/Names/JavaScript",
    "/Names/EmbeddedFiles",
    "/URI",
)
_STRINGS = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_ACTIONS = re.compile(
    rb"/S ?/(GoTo(?:R|E|3DView)?|Launch|Thread|URI|Sound|Movie|Hide|Named|SubmitForm|ResetForm"
    rb"|ImportData|JavaScript|SetOCGState|Rendition|Trans)\b|/(?=JS\b)"
)


def identification_faults(pdf: Pdf) -> Iterator[Fault]:
    """Iterate over what a PDF/X-4 has to say of itself and this one doesn't."""
    said = _metadata(pdf)
    version = said.get(_PDFX, "")
    if version != "PDF/X-4":
        yield Fault("PRE-003", f"The metadata say '{version}' and not 'PDF/X-4'.")
    if pdf.pdf_version > "1.6" and version == "PDF/X-4":
        yield Fault("PRE-003", f"It is PDF {pdf.pdf_version}; PDF/X-4 is built on 1.6.")
    for name, key in (("title", _TITLE), ("day of making", _CREATED), ("day of change", _CHANGED)):
        if not said.get(key):
            yield Fault("PRE-004", f"The metadata have no {name}.")
    if "/ID" not in pdf.trailer:
        yield Fault("PRE-004", "The file has no identifier (ID).")
    trapped = str(pdf.docinfo.get("/Trapped", "")) if "/Info" in pdf.trailer else ""
    if trapped not in ("/True", "/False"):
        yield Fault("PRE-004", f"Trapped is '{trapped}'; it has to be True or False.")


def _metadata(pdf: Pdf) -> dict[str, str]:
    """Return the words of each property of the XMP packet; none when it can't be read."""
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, Stream):
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        tree = etree.fromstring(metadata.read_bytes(), parser)
    except etree.XMLSyntaxError:
        return {}
    found: dict[str, str] = {}
    for element in tree.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"):
        found |= {str(key): str(value) for key, value in element.attrib.items()}
        found |= {str(child.tag): "".join(map(str, child.itertext())).strip() for child in element}
    return found


def intent_faults(pdf: Pdf, ticket: Ticket) -> Iterator[Fault]:
    """Iterate over what is wrong with the output intent and its profile."""
    intents = [
        intent for intent in pdf.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFX"
    ]
    if len(intents) != 1:
        yield Fault("PRE-005", f"There are {len(intents)} output intents for PDF/X, not one.")
    for intent in intents:
        condition = str(intent.get("/OutputConditionIdentifier", ""))
        if condition != ticket.condition:
            problem = f"The output intent is '{condition}'; the ticket says '{ticket.condition}'."
            yield Fault("PRE-005", problem)
        profile = intent.get("/DestOutputProfile")
        if not isinstance(profile, Stream):
            yield Fault("PRE-006", "The output intent carries no profile.")
            continue
        data = profile.read_bytes()
        kind, space = data[_ICC_CLASS], data[_ICC_SPACE]
        if (kind, space, int(profile.get("/N", 0))) != (b"prtr", b"CMYK", _CMYK_CHANNELS):
            named = f"{kind.decode('latin-1')} {space.decode('latin-1')}".strip() or "nothing"
            yield Fault("PRE-006", f"The profile is for '{named}', not for a CMYK press.")


def interaction_faults(pdf: Pdf) -> Iterator[Fault]:
    """Iterate over annotations, actions, scripts, forms and attached files."""
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", []):
            kind = str(annotation.get("/Subtype", "unknown")).removeprefix("/")
            yield Fault("PRE-022", f"There is an annotation of the kind '{kind}'.", number)
        if "/AA" in page.obj:
            yield Fault("PRE-023", "An action begins when the page is opened.", number)
    for path in _FORBIDDEN:
        found: pikepdf.Object | None = pdf.Root
        for key in path.removeprefix("/").split("/"):
            found = found.get(f"/{key}") if isinstance(found, Dictionary) else None
        if found is not None:
            yield Fault("PRE-023", f"The file has '{path.removeprefix('/')}'.")
    for name in sorted(set(_actions(pdf))):
        yield Fault("PRE-023", f"The file has an action '{name}'.")


def _actions(pdf: Pdf) -> Iterator[str]:
    """Iterate over the kinds of the actions anywhere in the file."""
    for found in pdf.objects:
        if isinstance(found, Dictionary | pikepdf.Array):
            written = _STRINGS.sub(b"", found.unparse(resolved=True))
            yield from (kind.decode() or "JavaScript" for kind in _ACTIONS.findall(written))


def font_faults(fonts: Mapping[str, bool]) -> Iterator[Fault]:
    """Iterate over fonts whose letters are not in the file."""
    for name, embedded in sorted(fonts.items()):
        if not embedded:
            yield Fault("PRE-021", f"The font '{name}' is not embedded.")
