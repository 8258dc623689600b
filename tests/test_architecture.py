"""Rules of the code as a whole: which way imports run, and that nothing reads the clock."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "build_tools").rglob("*.py"))

CLOCK = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow",
    "time.ctime", "time.gmtime", "time.localtime", "time.monotonic", "time.perf_counter",
    "time.process_time", "time.strftime", "time.time", "time.time_ns",
}  # fmt: skip
LAST_WORDS = {reading.rpartition(".")[2] for reading in CLOCK}
MAY_TELL_HOW_LONG_IT_TOOK = {"build_tools/cli.py": {"time.monotonic"}}


def test_imports_follow_the_flow_of_the_data():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def clock_readings(source):
    """Find what reads the clock, whatever it was imported as."""
    names, found, tree = {}, set(), ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in {"datetime", "time"}:
            names |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            names |= {a.asname or a.name: a.name for a in node.names}
    for node in ast.walk(tree):
        last = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        if last in LAST_WORDS | names.keys():
            first, *rest = ast.unparse(node).split(".")
            whole = ".".join([names.get(first, first), *rest])
            found |= {reading for reading in CLOCK if f".{whole}".endswith(f".{reading}")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_reads_the_clock(path):
    name = path.relative_to(ROOT).as_posix()
    allowed = MAY_TELL_HOW_LONG_IT_TOOK.get(name, set())
    assert clock_readings(path.read_text(encoding="utf-8")) == allowed


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date as day\nday.today()",
        "import time as t\nt.time()",
        "from time import time\ntime()",
        "from time import time as now\nwhen = now",
    ],
)
def test_the_rule_of_the_clock_finds(source):
    assert clock_readings(source)


@pytest.mark.parametrize("source", ["import time\ntime.sleep(1)", "today = record.date"])
def test_the_rule_of_the_clock_passes(source):
    assert not clock_readings(source)
