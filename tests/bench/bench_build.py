"""How long a build takes, and how much memory: python tests/bench/bench_build.py

A generated publication of 60 pages is built with every edition, then with the first four alone,
then the PDF of these that took longest alone. Exit code 1 says that a bound was passed.
"""

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from build_tools.cli import default_themes
from build_tools.reading import read
from build_tools.release import Outputs, Quiet, Stage, build_preview, build_release, prepare
from tests.bench.generated import generate

CHAPTERS = 11  # make about 60 pages
FIRST_FOUR = ["site", "text", "pdf", "print"]
MOST_TIMES_THE_FIRST_FOUR = 2.5
MOST_TIMES_THE_SLOWEST_PDF = 1.6
MOST_MEMORY = 600  # MB, of each process
MEGA = 1_000_000


class Times(Quiet):
    """How long each task took beside the others."""

    def __init__(self):
        self.began = {}
        self.seconds = defaultdict(float)

    def started(self, name):
        self.began[name] = time.perf_counter()

    def done(self, name, value):
        self.seconds[name] += time.perf_counter() - self.began[name]


def measure(folder, times, editions=(), only=()):
    """Do what `tandem build` does for these editions; return how long it took and the release."""
    began = time.perf_counter()
    prepare()
    outputs = Outputs(folder / "outputs")
    with outputs.locked(waiting=print) as place:
        stage = Stage(place, default_themes())
        publication = read(folder / "content")
        record = publication.record.model_copy(update={"editions": tuple(editions)})
        publication = replace(publication, record=record)
        if only:
            release = build_preview(publication, outputs, stage, only, progress=times)
        else:
            release = build_release(publication, outputs, stage, progress=times)
    return time.perf_counter() - began, release


def measure_alone(folder, names, order):
    """Measure in a process of its own, which has nothing ready, as the first had."""
    command = [sys.executable, __file__, str(folder), order, *names]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    whole, *each = told.split()
    return float(whole), dict(zip(each[::2], map(float, each[1::2]), strict=True))


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder / "content", CHAPTERS)
        times = Times()
        whole, release = measure(folder, times)
        pages = {name: facts.pages for name, facts in release.manifest.editions.items()}
        four, seconds = measure_alone(folder, FIRST_FOUR, "build")
        slowest = max((name for name in FIRST_FOUR if pages[name]), key=seconds.__getitem__)
        alone, _ = measure_alone(folder, [slowest], "preview")

    for name, peak in release.peaks.items():
        of_pages = f"{pages[name]} pages" if pages.get(name) else ""
        print(f"{name:11} {of_pages:>10} {times.seconds[name]:6.1f} s {peak / MEGA:6.0f} MB")
    most = max(release.peaks.values()) / MEGA
    print(f"all editions {whole:.1f} s, the first four {four:.1f} s, {slowest} alone {alone:.1f} s")
    print(f"{most:.0f} MB in the largest process (at most {MOST_MEMORY})")
    bounds = (
        (whole / four, MOST_TIMES_THE_FIRST_FOUR, "all editions, of the first four"),
        (four / alone, MOST_TIMES_THE_SLOWEST_PDF, "the first four, of their slowest PDF"),
    )
    for times_longer, bound, what in bounds:
        print(f"{times_longer:.2f} times (at most {bound}): {what}")
    return int(most > MOST_MEMORY or any(ratio > bound for ratio, bound, _ in bounds))


def measured(folder, order, names):
    """Print how long it took, then each task and how long it took."""
    times = Times()
    chosen = {"only": names} if order == "preview" else {"editions": names}
    whole, _ = measure(Path(folder), times, **chosen)
    print(whole, *(f"{name} {seconds}" for name, seconds in times.seconds.items()))


if __name__ == "__main__":
    if sys.argv[1:]:
        measured(sys.argv[1], sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main())
