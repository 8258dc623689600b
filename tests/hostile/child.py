"""Run `tandem check` on broken inputs, many in one process; end at once over 20 s or 500 MB.

child.py FOLDER FIRST STEP COUNT: seeds FIRST, FIRST + STEP …; each fault is printed as a line.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import re
import resource
import shutil
import signal
import sys
import traceback
from functools import cache
from pathlib import Path

from build_tools import cli, reading, release
from build_tools.issues import Issue, Report
from build_tools.release import QUICK, parallel
from build_tools.rendering.themes import lay_over, own_themes
from tests.hostile.inputs import CONTENT, LOOK, broken, write
from tests.reading.town import TOWN

gc.set_threshold(parallel.GARBAGE, 20, 20)
SECONDS, BYTES = 20, 500_000_000
BLAME = re.compile(r"report it|tell the developers|fault of Tandem|fault in Tandem", re.IGNORECASE)
MOST_WORDS = 3_000


def in_this_process(tasks, logs, progress):
    """Do tasks here: a process for each would take a hundred times as long."""
    outcomes, waiting = {}, list(tasks)
    for task in waiting:
        answer = parallel.pickle.loads(parallel._call(task.function, task.arguments({})))
        outcomes[task.name] = answer
        progress.started(task.name)
        if isinstance(answer, parallel.Done):
            progress.done(task.name, answer.value)
        else:
            progress.stopped(task.name)
    return outcomes


def keep_what_is_unchanged():
    """Read the town once, lay Tandem's own look out once, and ask the tables once."""
    Path("laid-out").mkdir()
    own, themes = own_themes(), lay_over(own_themes(), Path("laid-out").resolve())
    read, asked = reading.read_with_report, release.recorded_production
    answer = cache(lambda editions: asked(None, QUICK, editions))
    town = cache(lambda: read(Path("town"), answer))
    release.recorded_production = lambda _release, _checking, editions=(): answer(tuple(editions))
    made, settings = release.Stage.laid_out, release._faults_of_settings
    held = {}  # one process needs no file to hand a publication from one to another
    release.Stage.prepare = lambda stage, publication: held.update({"it": publication})
    release.Stage.publication = lambda _: held["it"]

    reading.read_with_report = lambda content, produce: (
        town() if content.name == "town" else read(content, produce)
    )
    release.Stage.laid_out = lambda folder, look: (
        release.Stage(folder, themes) if look == own else made(folder, look)
    )
    release._faults_of_settings = lambda stage, names: (
        Report() if stage.themes == themes else settings(stage, names)
    )


def faults_of(issue: Issue) -> list[str]:
    """Return what is wrong with what an editor is told."""
    said = str(issue)
    found = []
    path = Path(issue.span.path)
    if not os.path.lexists(path) and issue.code not in ("FILE-001", "MAN-009"):
        found.append("its file does not exist")
    elif path.is_file():
        count = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        if issue.span.line > count:
            found.append(f"its line is beyond the {count} lines of the file")
    if not issue.problem.strip():
        found.append("it has no problem")
    if BLAME.search(said):
        found.append("it blames Tandem")
    if any(not char.isprintable() and char != "\n" for char in said):
        found.append("it has a character that can't be seen")
    if any(line.lstrip().startswith("::") for line in said.splitlines()):
        found.append("a line of it is a command for a workflow")
    if len(said) > MOST_WORDS:
        found.append(f"it has {len(said)} characters")
    return found


def main(folder: Path, first: int, step: int, count: int) -> None:
    """Run all, and print what went wrong."""
    os.chdir(folder)
    release.run_tasks = in_this_process
    reports = []
    show = cli.show_report
    cli.show_report = lambda report: reports.extend(report) or show(report)
    write(Path("town"), TOWN)
    keep_what_is_unchanged()
    used = int(re.search(r"VmSize:\s+(\d+)", Path("/proc/self/status").read_text())[1]) * 1024
    resource.setrlimit(resource.RLIMIT_AS, (used + BYTES, used + BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in range(count):
        seed = first + number * step
        look = seed // 4 % 4 == 3
        place = Path(f"{'look' if look else 'content'}-{seed}")
        spoilt = broken(LOOK if look else CONTENT, seed)
        if look:  # what is unchanged is Tandem's own
            spoilt = {name: now for name, now in spoilt.items() if now != LOOK.get(name)}
        write(place, spoilt)
        content, themes = ("town", ["--themes", str(place)]) if look else (str(place), [])
        out, err = io.StringIO(), io.StringIO()
        reports.clear()
        Path("now").write_text(str(seed))
        signal.alarm(SECONDS)  # no handler: it ends the process
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = cli.run(["check", "--content", content, "--outputs", "outputs", *themes])
            except BaseException:  # noqa: BLE001  (whatever gets out is a fault)
                code = -1
                traceback.print_exc()
        signal.alarm(0)
        said = out.getvalue() + err.getvalue()
        if code not in (0, 1, 2, 3) or "Traceback" in said:
            tail = " / ".join(said.strip().splitlines()[-12:])
            print(f"{place}: exit {code}: {tail[-700:]}")
        if code == cli.MISSING and "memory" in said:
            print(f"{place}: more than {BYTES:,} bytes")
        for issue in reports:
            for fault in faults_of(issue):
                print(f"{place}: {fault}: {str(issue)[:300]!r}")
        if code == 1 and not reports:
            print(f"{place}: exit 1 without an issue")
        if "--keep" not in sys.argv:
            shutil.rmtree(place)
        gc.collect(0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"done {count}, {peak:,} bytes at most")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
