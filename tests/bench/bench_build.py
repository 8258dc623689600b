"""How long a build takes, and how much memory: python tests/bench/bench_build.py

A generated publication of 60 pages is built whole, then the PDF that took longest is built alone.
Exit code 1 says that a bound was passed.
"""

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from build_tools.cli import default_themes
from build_tools.reading import read
from build_tools.release import Outputs, Quiet, Stage, build_preview, build_release, prepare
from tests.bench.generated import generate

CHAPTERS = 11  # make about 60 pages
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


def measure(folder, times, only=()):
    """Do what `tandem build` does; return how long it took and the release."""
    began = time.perf_counter()
    prepare()
    outputs = Outputs(folder / "outputs")
    with outputs.locked(waiting=print) as place:
        stage = Stage(place, default_themes())
        publication = read(folder / "content")
        if only:
            release = build_preview(publication, outputs, stage, only, progress=times)
        else:
            release = build_release(publication, outputs, stage, progress=times)
    return time.perf_counter() - began, release


def measure_alone(folder, name):
    """Measure one edition in a process of its own, which has nothing ready, as the first had."""
    command = [sys.executable, __file__, str(folder), name]
    return float(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder / "content", CHAPTERS)
        times = Times()
        whole, release = measure(folder, times)
        pages = {name: facts.pages for name, facts in release.manifest.editions.items()}
        slowest = max((name for name in pages if pages[name]), key=times.seconds.__getitem__)
        alone = measure_alone(folder, slowest)

    for name, peak in release.peaks.items():
        of_pages = f"{pages[name]} pages" if pages.get(name) else ""
        print(f"{name:8} {of_pages:>10} {times.seconds[name]:6.1f} s {peak / MEGA:6.0f} MB")
    times_slowest, most = whole / alone, max(release.peaks.values()) / MEGA
    print(f"whole build {whole:.1f} s, {slowest} alone {alone:.1f} s")
    print(f"{times_slowest:.2f} times the slowest PDF (at most {MOST_TIMES_THE_SLOWEST_PDF})")
    print(f"{most:.0f} MB in the largest process (at most {MOST_MEMORY})")
    return int(times_slowest > MOST_TIMES_THE_SLOWEST_PDF or most > MOST_MEMORY)


if __name__ == "__main__":
    if sys.argv[1:]:
        print(measure(Path(sys.argv[1]), Quiet(), only=sys.argv[2:])[0])
    else:
        sys.exit(main())
