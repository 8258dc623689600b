"""Identifiers of finished files: the same for the same text, made without chance.

UUIDs of version 5 (RFC 9562, 5.5). The stamp's digest is of the whole source, so it stands for
publisher and title too.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from build_tools.publication import Publication


def work_id(publication: Publication, form: str) -> UUID:
    """Return what all versions of the publication in one form ("pdf/x-4", "epub") share."""
    return uuid5(NAMESPACE_URL, f"tandem:{publication.name}:{form}")


def version_id(publication: Publication, form: str) -> UUID:
    """Return what names this version in one form."""
    stamp = publication.stamp
    return uuid5(work_id(publication, form), f"{stamp.version} {stamp.status} {stamp.digest}")
