"""Files → one EPUB container (EPUB OCF 3.3, 4), always to the same bytes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MEDIA_TYPE = "application/epub+zip"
_FIRST_YEAR = 1980
"""The first that a ZIP file can tell."""
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16
_SMALL_ALREADY = ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the container: `path` from its root, and its line in the manifest.

    `key` is its id there, `properties` what the manifest says of it; `linear` is whether it is
    one of the documents that are read in turn.
    """

    path: str
    media_type: str
    data: bytes
    key: str = ""
    properties: str = ""
    linear: bool = False


def write_archive(target: Path, entries: Iterable[Entry], date: datetime.date) -> None:
    """Write entries in their order, all of one date; what they are stands first, unpacked."""
    date = max(date, datetime.date(_FIRST_YEAR, 1, 1))
    with ZipFile(target, "w") as archive:
        for entry in (Entry("mimetype", "", MEDIA_TYPE.encode()), *entries):
            info = ZipInfo(entry.path, (date.year, date.month, date.day, 0, 0, 0))
            info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
            stored = entry.path == "mimetype" or entry.media_type in _SMALL_ALREADY
            info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            archive.writestr(info, entry.data, compresslevel=9)
