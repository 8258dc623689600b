"""The last pass over a PDF: our structure tree in, dates, ids and names fixed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from build_tools.publication import Publication
from build_tools.publication.imprint import rights
from build_tools.publication.isbn import urn
from build_tools.rendering.identity import version_id, work_id
from build_tools.rendering.paged.structure import ROLE_MAP, LinkArea, Mark, Node, Tree

OWNERS = {"Scope": Name.Table, "ListNumbering": Name.List, "BBox": Name.Layout}
"""Attribute → the kind of attribute object that it stands in."""


PRINTED = 4
"""The flag of an annotation that is part of the page on paper too."""

# --- Structure -------------------------------------------------------------------------


def write_structure(pdf: pikepdf.Pdf, tree: Tree) -> None:
    """Put our structure tree in place of the one that the file has."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _StructureWriter(pdf)
    root.K = Array([writer.write(tree.document, root)])
    root.RoleMap = Dictionary({f"/{own}": Name(f"/{known}") for own, known in ROLE_MAP.items()})
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(writer.parent_tree())))
    root.ParentTreeNextKey = writer.next_key
    root.IDTree = pdf.make_indirect(Dictionary(_names(writer.ids)))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


class _StructureWriter:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._owners: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]
        self._links: list[pikepdf.Object] = []
        self.ids: dict[str, pikepdf.Object] = {}

    @property
    def next_key(self) -> int:
        return len(self._pages) + len(self._links)

    def write(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        """Write an element and all below it; return it."""
        found = Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent)
        element = self._pdf.make_indirect(found)
        if node.id:
            element.ID = String(node.id)
            self.ids[node.id] = element
        for key, value in (("/Lang", node.lang), ("/T", node.title), ("/Alt", node.alt)):
            if value:
                element[key] = String(value)
        if node.attributes:
            element.A = _attributes(node)
        home = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
        if home is not None:
            element.Pg = self._pages[home]
        element.K = Array([self._kid(kid, node, element, home) for kid in node.kids])
        return element

    def _kid(
        self, kid: Node | Mark | LinkArea, node: Node, element: pikepdf.Object, home: int | None
    ) -> pikepdf.Object | int:
        match kid:
            case Node():
                return self.write(kid, element)
            case Mark(page, mcid):
                self._owners[page][mcid] = element
                if page == home:
                    return mcid
                return Dictionary(Type=Name.MCR, Pg=self._pages[page], MCID=mcid)
            case LinkArea(page, number):
                annotation = self._pdf.get_object((number, 0))
                annotation.StructParent = self.next_key
                annotation.Contents = String(node.contents)
                annotation.F = PRINTED
                self._links.append(element)
                return Dictionary(Type=Name.OBJR, Pg=self._pages[page], Obj=annotation)

    def parent_tree(self) -> Iterator[pikepdf.Object | int]:
        """Iterate over page or annotation key and its owners."""
        for page, owners in enumerate(self._owners):
            yield page
            yield Array([owners.get(mcid) for mcid in range(max(owners, default=-1) + 1)])
        for key, element in enumerate(self._links, start=len(self._owners)):
            yield key
            yield element


def _attributes(node: Node) -> Dictionary:
    (name, value), *_ = node.attributes.items()
    written = Array(value) if isinstance(value, tuple) else Name(f"/{value}")
    attributes = Dictionary({"/O": OWNERS[name], f"/{name}": written})
    if name == "BBox":
        attributes.Placement = Name.Block
    return attributes


def _names(ids: dict[str, pikepdf.Object]) -> dict[str, Array]:
    pairs = sorted((bytes(String(name)), element) for name, element in ids.items())
    names = Array()
    for name, element in pairs:
        names.append(String(name))
        names.append(element)
    return {"/Names": names}


# --- About the file --------------------------------------------------------------------


def write_facts(pdf: pikepdf.Pdf, publication: Publication, variant: str, form: str) -> None:
    """Say what the file is; nothing comes from the clock, from chance or from whoever built it."""
    day, authors = publication.stamp.date, publication.record.authors
    info = {
        "/Title": publication.title,
        "/Subject": publication.record.summary,
        **({"/Author": "; ".join(authors)} if authors else {}),
        "/Producer": "Tandem",
        "/CreationDate": f"D:{day:%Y%m%d}000000Z",
        "/ModDate": f"D:{day:%Y%m%d}000000Z",
    }
    if variant == "pdf/x-4":
        info["/GTS_PDFXVersion"] = "PDF/X-4"
    del pdf.docinfo
    for key, value in info.items():
        pdf.docinfo[key] = value
    if variant == "pdf/x-4":
        pdf.docinfo["/Trapped"] = Name.False_ if hasattr(Name, "False_") else Name("/False")
    pdf.Root.Metadata = pdf.make_stream(
        _xmp(publication, variant, form).encode(), Type=Name.Metadata, Subtype=Name.XML
    )
    pdf.Root.Lang = String(publication.lang)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


UA = "<pdfuaid:part>1</pdfuaid:part>"
X4 = (
    "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
    "<pdf:Trapped>False</pdf:Trapped>"
    "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
    "<xmpMM:VersionID>1</xmpMM:VersionID>"
)
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{summary}</rdf:li></rdf:Alt></dc:description>
<dc:publisher><rdf:Bag><rdf:li>{publisher}</rdf:li></rdf:Bag></dc:publisher>
{imprint}<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>Tandem</pdf:Producer>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
{conformance}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def _xmp(publication: Publication, variant: str, form: str) -> str:
    record, stamp = publication.record, publication.stamp
    return XMP.format(
        title=escape(publication.title),
        summary=escape(record.summary),
        publisher=escape(record.publisher),
        imprint="".join(_imprint(publication, form)),
        lang=escape(publication.lang),
        date=f"{stamp.date.isoformat()}T00:00:00Z",
        document=work_id(publication, variant),
        instance=version_id(publication, variant),
        conformance=X4 if variant == "pdf/x-4" else UA,
    )


def _imprint(publication: Publication, form: str) -> Iterator[str]:
    """Yield who wrote it, what names it and what may be done with it (XMP, ISO 16684-1, 8)."""
    record = publication.record
    if record.authors:
        names = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in record.authors)
        yield f"<dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>\n"
    isbn = (record.isbn.by_form if record.isbn else {}).get(form)
    if named := urn(isbn) if isbn else record.reference:
        yield f"<dc:identifier>{escape(named)}</dc:identifier>\n"
    if words := rights(record):
        said = f'<rdf:li xml:lang="x-default">{escape(words)}</rdf:li>'
        yield f"<dc:rights><rdf:Alt>{said}</rdf:Alt></dc:rights>\n"
        yield "<xmpRights:Marked>True</xmpRights:Marked>\n"
    if record.licence and record.licence.address:
        address = escape(record.licence.address)
        yield f"<xmpRights:WebStatement>{address}</xmpRights:WebStatement>\n"
