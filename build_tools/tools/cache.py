"""What slow checks found before, by the hash of all that they looked at.

    key = hash_of("axe 4.14.0", page.read_bytes(), *(asset.read_bytes() for asset in assets))
    found = cache.recall(key)
    if found is None:
        found = tuple(look_at(page))
        cache.keep(key, found)

What a tool reads besides may be known only when it has: it is kept with the answer, and has to
be the same again.

    found = cache.recall(key, digest_of)
    cache.keep(key, found, {path: digest_of(path) for path in read})

Only answers are kept, never that a tool was missing. Entries are JSON, for a cache may have come
from elsewhere; one that can't be read is no answer.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from build_tools.issues import Issue, Severity, SourceSpan


def hash_of(*parts: str | bytes) -> str:
    """Return one digest of a tool's name and version, and of all that it reads, in this order."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))  # so that "a", "bc" is not "ab", "c"
        digest.update(data)
    return digest.hexdigest()


_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers; without one, nothing is kept and nothing is known."""

    folder: Path | None = None

    def recall(
        self, key: str, digest_of: Callable[[str], str] = lambda _: ""
    ) -> tuple[Issue, ...] | None:
        """Return what was found of the same input before; None: it has to be looked at."""
        if self.folder is None:
            return None
        try:
            raw = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            if any(digest_of(path) != digest for path, digest in raw["files"].items()):
                return None
            return tuple(_issue(entry) for entry in raw["issues"])
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None

    def keep(self, key: str, issues: Iterable[Issue], files: Mapping[str, str] = _NONE) -> None:
        """Keep an answer, with the digests of files read for it; processes may do so at once."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        found = [{**asdict(issue), "severity": issue.severity.value} for issue in issues]
        raw = {"files": dict(files), "issues": found}
        file = self.folder / f"{key}.json"
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(raw), encoding="utf-8")
        unfinished.replace(file)


NO_CACHE = Cache()


def _issue(raw: dict[str, Any]) -> Issue:
    values = {**raw, "span": SourceSpan(**raw["span"]), "severity": Severity(raw["severity"])}
    return Issue(**values)
