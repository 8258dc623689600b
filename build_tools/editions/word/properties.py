"""What the file says of itself: core properties (ISO/IEC 29500-2, clause 11)."""

from __future__ import annotations

from lxml import etree

from build_tools.publication import Publication
from build_tools.publication.isbn import urn
from build_tools.publication.records import PublicationRecord

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

CONTENT_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


def core_properties(publication: Publication) -> bytes:
    """Return title, publisher, language, dates and version; all from the publication."""
    record, stamp = publication.record, publication.stamp
    root = etree.Element(
        f"{{{_CP}}}coreProperties",
        nsmap={"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI},
    )

    def say(space: str, name: str, words: str | None, **attributes: str) -> None:
        if words:
            given = {f"{{{_XSI}}}{key}": value for key, value in attributes.items()}
            etree.SubElement(root, f"{{{space}}}{name}", given).text = words

    day = f"{stamp.date.isoformat()}T00:00:00Z"
    say(_DC, "title", record.title)
    say(_DC, "subject", record.subtitle or record.summary)
    say(_DC, "creator", "; ".join(record.authors) or record.publisher)
    say(_DC, "identifier", _identifier(record))
    say(_CP, "keywords", ", ".join(part.title for part in publication.parts))
    say(_DC, "description", str(stamp))
    say(_CP, "lastModifiedBy", record.publisher)
    say(_DCTERMS, "created", day, type="dcterms:W3CDTF")
    say(_DCTERMS, "modified", day, type="dcterms:W3CDTF")
    say(_DC, "language", publication.lang)
    say(_CP, "version", stamp.version)
    say(_CP, "contentStatus", stamp.status)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _identifier(record: PublicationRecord) -> str | None:
    isbn = (record.isbn.by_form if record.isbn else {}).get("word")
    return urn(isbn) if isbn else record.reference
