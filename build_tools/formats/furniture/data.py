"""What the JSON says beside its parts."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.formats.furniture.lines import told
from build_tools.publication import Publication


def of_data(publication: Publication) -> Mapping[str, str]:
    """Return what the JSON says beside its parts, by place; the stamp in words and in pieces."""
    record, stamp = publication.record, publication.stamp
    return told(
        {
            "title": record.title,
            "subtitle": record.subtitle,
            "name": publication.name,
            "publisher": record.publisher,
            "summary": record.summary,
            "language": publication.lang,
            **{f"authors.{place}": name for place, name in enumerate(record.authors)},
            "reference": record.reference,
            **{f"isbn.{form}": isbn for form, isbn in record.isbn or ()},
            **{f"licence.{name}": words for name, words in record.licence or ()},
            "copyright": record.copyright,
            "address": record.address,
            "digest": publication.digest,
            "stamp.version": stamp.version,
            "stamp.status": stamp.status,
            "stamp.date": stamp.date.isoformat(),
            "stamp.digest": stamp.digest,
            "stamp.notice": stamp.notice,
            "stamp.words": str(stamp),
            **{f"contact.{name}": words for name, words in publication.contact},
        }
    )
