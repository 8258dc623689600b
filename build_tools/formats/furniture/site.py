"""What the website adds."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.formats.furniture.lines import as_lines, backs, cover_line, in_language, told
from build_tools.formats.furniture.names import CONTENTS, COVER, FOOT, LINKS_BACK
from build_tools.formats.units import normalise
from build_tools.publication import Publication


def of_site(publication: Publication) -> Mapping[str, str]:
    """Return what the website adds: cover, contents, links back from notes, the pages' foot."""
    record, contact = publication.record, publication.contact
    find = "Find yourself " if record.finder else ""
    cover = (
        ("title", record.title),
        ("subtitle", record.subtitle),
        ("lead", record.summary),
        ("notice", record.notice),
        ("imprint", cover_line(publication, "site")),
        ("actions", f"{find}Start reading All formats"),
    )
    contents = (
        f"{section.number} {normalise(section.title)}".lstrip() + in_language(section.lang)
        for section in publication.sections
    )
    foot = (
        f"{record.title} {record.publisher}",
        str(publication.stamp),
        *(
            f"{section.title} → {section.path}/"
            for section in publication.sections
            if (section.kind, section.path) == ("generated", "accessibility")
        ),
        f"{contact.email} → mailto:{contact.email}" if contact.email else "",
    )
    return {
        COVER: as_lines(*cover),
        CONTENTS: "\n".join(contents),
        FOOT: "\n".join(normalise(words) for words in foot if words),
        **told({LINKS_BACK: backs(publication)}),
    }
