"""What a reader loads who opens one page of a release: python tests/bench/weigh.py [RELEASE]

Each page is opened in a browser that has nothing of the site yet, with scripts and without, and
everything that is sent is counted as a web server packs it by default. Exit code 1 says that a
budget is exceeded. Headers are not counted: about 200 bytes a request.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from build_tools.checks.axe.runner import browser
from tests.browser.flaky_server import network

KILO = 1000
MOST_REQUESTS = 10
MOST = {True: 120 * KILO, False: 90 * KILO}
"""Bytes of a first view, with scripts and without."""
MOST_SCRIPTS = 12 * KILO
MOST_INDEX = 150 * KILO
MOST_PDF = 5 * KILO * KILO

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
LEVEL = 1
"""nginx packs so lightly if nobody tells it otherwise; Apache packs better."""
SETTLED = 150
"""Milliseconds after the last request: what comes later comes because a reader does something."""


@dataclass(slots=True)
class Weight:
    """What was sent for a page: bytes by path."""

    path: str
    sent: dict[str, int] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Return all bytes."""
        return sum(self.sent.values())

    @property
    def scripts(self) -> int:
        """Return the bytes of scripts, the service worker's too."""
        return sum(size for path, size in self.sent.items() if path.endswith(".js"))


def weigh(site: Path, paths: Iterable[str], *, scripts: bool) -> Iterator[Weight]:
    """Open pages of a site, each as if it were the first."""
    with network(site) as server, browser() as chromium:
        for path in paths:
            context = chromium.new_context(
                viewport={"width": 1280, "height": 800}, java_script_enabled=scripts
            )
            page, weight = context.new_page(), Weight(path)
            page.on("request", partial(_note_strangers, weight, server.address))
            server.asked.clear()
            page.goto(server.address + path, wait_until="networkidle" if scripts else "load")
            page.wait_for_timeout(SETTLED)
            context.close()
            weight.sent = {
                asked: packed(file) for asked in server.asked if (file := _file(site, asked))
            }
            yield weight


def faults(weight: Weight, *, scripts: bool) -> Iterator[str]:
    """Say which budgets a page exceeds."""
    if weight.total > MOST[scripts]:
        yield f"{weight.path} weighs {weight.total} bytes; the most is {MOST[scripts]}"
    if weight.scripts > MOST_SCRIPTS:
        yield f"{weight.path} has {weight.scripts} bytes of scripts; the most is {MOST_SCRIPTS}"
    if len(weight.sent) > MOST_REQUESTS:
        yield f"{weight.path} needs {len(weight.sent)} requests; the most is {MOST_REQUESTS}"
    if weight.strangers:
        yield f"{weight.path} asks other hosts: {weight.strangers}"


def packed(path: Path) -> int:
    """Return the bytes that a server sends for a file."""
    data = path.read_bytes()
    return len(gzip.compress(data, LEVEL)) if path.suffix in PACKED else len(data)


def pages(site: Path) -> list[str]:
    """Return the paths of all pages, the first page first."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(found, key=lambda path: path.count("/"))


def _note_strangers(weight: Weight, address: str, request: object) -> None:
    if not request.url.startswith((address, "data:")):
        weight.strangers.append(request.url)


def _file(site: Path, asked: str) -> Path | None:
    """Return what was sent; nothing for what a browser asks for unbidden (favicon.ico)."""
    file = site / asked.partition("?")[0]
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None


def main(release: Path) -> int:
    """Print the heaviest pages and what else has a budget; return the exit code."""
    site, wrong = release / "site", []
    for scripts in (True, False):
        weights = list(weigh(site, pages(site), scripts=scripts))
        wrong += [words for weight in weights for words in faults(weight, scripts=scripts)]
        print(f"First views {'with' if scripts else 'without'} scripts, {len(weights)} pages:")
        for weight in sorted(weights, key=lambda one: one.total)[-3:]:
            print(f"  {weight.total / KILO:6.1f} KB {len(weight.sent):3} requests  {weight.path}")
        most = max(weight.scripts for weight in weights)
        print(f"  scripts: {most / KILO:.1f} KB (at most {MOST_SCRIPTS / KILO:.0f})")
        print(f"  at most {MOST[scripts] / KILO:.0f} KB and {MOST_REQUESTS} requests")
    index = packed(site / "search" / "search_index.json")
    print(f"Search index: {index / KILO:.1f} KB (at most {MOST_INDEX / KILO:.0f})")
    (pdf,) = (release / "pdf").glob("*.pdf")
    print(f"Accessible PDF: {pdf.stat().st_size / KILO:.0f} KB (at most {MOST_PDF / KILO:.0f})")
    wrong += ["The search index is too heavy"] * (index > MOST_INDEX)
    wrong += ["The accessible PDF is too heavy"] * (pdf.stat().st_size > MOST_PDF)
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(*sys.argv[1:2] or ["outputs/current"])))
