"""What the file says of itself: title, publisher, dates, language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.doc.findings import Finding, value
from build_tools.formats.docx.file import W, WordFile
from build_tools.publication import Publication

_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def property_findings(word: WordFile, publication: Publication) -> Iterator[Finding]:
    """Iterate over properties that are not the publication's."""
    root, stamp = word.xml(word.target("core-properties", "")), publication.stamp
    day = f"{stamp.date.isoformat()}T00:00:00Z"
    for name, wanted in (
        (f"{_DC}title", publication.title),
        (f"{_DC}creator", "; ".join(publication.record.authors) or publication.record.publisher),
        (f"{_CP}lastModifiedBy", publication.record.publisher),
        (f"{_DC}language", publication.lang),
        (f"{_DC}description", str(stamp)),
        (f"{_CP}version", stamp.version),
        (f"{_DCTERMS}created", day),
        (f"{_DCTERMS}modified", day),
    ):
        found = root.findtext(name) or ""
        if found != wanted:
            problem = f"Its property '{name.rpartition('}')[2]}' is '{found}', not '{wanted}'."
            yield Finding("DOC-003", problem)


def language_findings(word: WordFile, publication: Publication) -> Iterator[Finding]:
    """Iterate over languages that are missing or are none."""
    styles = word.xml(word.target("styles"))
    found = value(styles, f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if found != publication.lang:
        problem = f"The language of the whole is '{found}', not '{publication.lang}'."
        yield Finding("DOC-004", problem)
    for name in ("word/document.xml", word.target("footnotes")):
        for lang in word.xml(name).iter(f"{W}lang"):
            tag = lang.get(f"{W}val", "")
            if not _TAG.fullmatch(tag):
                yield Finding("DOC-004", f"'{tag}' is no language.")
