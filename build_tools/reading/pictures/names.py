"""Names of pictures: which file an address means, and under which name it is published.

A camera, Windows and a person give files any name; addresses on the web have few characters that
need no care. So a picture is found by whatever GitHub would find it by, and published under a name
that is safe everywhere.
"""

from __future__ import annotations

import difflib
import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from build_tools.publication.names import slug

_SAFE = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
_PLAIN = "/-_.~!*'@+=:"
"""What an address has as it stands, besides letters and digits; brackets would end a link."""


def published(path: str) -> str:
    """Return the path under which a picture is published: ASCII, no spaces, its ending small."""
    *folders, name = path.split("/")
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix.lower()
    return "/".join([*map(_safe, folders), _safe(stem) + ending])


def same(path: str) -> str:
    """Return what two published pictures may not have in common: there is one folder of them.

    Windows and macOS take capitals and small letters for the same.
    """
    return published(path).removeprefix("images/").lower()


def _safe(name: str) -> str:
    if _SAFE.fullmatch(name):
        return name
    made = slug(name)
    if made.isascii() and made != "x":
        return made
    # Letters of other scripts: what is left of them, and a mark that tells two names apart.
    digest = hashlib.sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:6]
    plain = re.sub(r"[^a-z0-9]+", "-", made).strip("-")
    return f"{plain}-{digest}" if plain else f"picture-{digest}"


def find(address: str, folder: str, paths: Collection[str]) -> str | None:
    """Return the path of the picture that an address means, as a file in `folder` writes it."""
    composed = {unicodedata.normalize("NFC", path): path for path in paths}
    for written in (address, unquote(address)):
        path = posixpath.normpath(posixpath.join(folder, written))
        if path in paths:
            return path
        if (found := composed.get(unicodedata.normalize("NFC", path))) is not None:
            return found
    return None


def meant(address: str, folder: str, paths: Collection[str]) -> str | None:
    """Return the address to write where one is nearly that of a picture, or None."""
    written = unquote(address).replace("\\", "/")
    path = unicodedata.normalize("NFC", posixpath.normpath(posixpath.join(folder, written)))
    alike = {_alike(one): one for one in paths}
    near = alike.get(_alike(path))
    if near is None:
        by_name = [
            one
            for one in paths
            if _alike(posixpath.basename(one)) == _alike(posixpath.basename(path))
        ]
        near = by_name[0] if len(by_name) == 1 else None
    if near is None:
        close = difflib.get_close_matches(_alike(path), alike, n=1, cutoff=0.8)
        near = alike[close[0]] if close else None
    return None if near is None else quote(posixpath.relpath(near, folder or "."), safe=_PLAIN)


def _alike(path: str) -> str:
    return re.sub(r"[\s_-]+", "-", unicodedata.normalize("NFC", path).casefold())
