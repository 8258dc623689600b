"""Whole publications, with every edition there is, through the command line.

A draft is built twice: here, and in another folder, time zone,
language and order of sets, with another clock. Every byte of every edition must be the same.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.checks.man import differences
from build_tools.checks.uac.validator import validate
from build_tools.editions import EDITIONS
from tests.bench.generated import generate

ROOT = Path(__file__).parents[1]
TWICE = {"draft"}
PAGED = {"pdf", "large-print", "print"}
PUBLICATIONS = sorted(path.parent for path in Path(__file__).parent.glob("publications/*/content"))

ANOTHER_DAY = """\
import time

FOUR_HUNDRED_DAYS = 400 * 24 * 60 * 60
now, local, universal = time.time, time.localtime, time.gmtime
time.time = lambda: now() + FOUR_HUNDRED_DAYS
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: universal(time.time() if seconds is None else seconds)
"""


def tandem(order, content, outputs, *more, **settings):
    command = [str(Path(sys.executable).with_name("tandem")), order]
    command += ["--content", str(content), "--outputs", str(outputs), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, **settings)


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


MANY_CHECKS = 100_000
"""So many does veraPDF make of the publication that has everything."""


def assert_accessible(path, checks):
    (verdict,) = validate([path])
    assert verdict.conforms, verdict.failures[:5]
    assert verdict.failures == ()
    assert verdict.checks > checks


@pytest.mark.slow
@pytest.mark.parametrize("folder", PUBLICATIONS, ids=lambda path: path.name)
def test_every_edition_is_built_and_built_again_to_the_same_bytes(folder, tmp_path):
    release = built(folder, tmp_path)
    if folder.name in TWICE:
        built_again(folder, tmp_path / "there", release)


def built(folder, tmp_path):
    here = tmp_path / "here"
    first = tandem(
        "build", folder / "content", here, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "1"}
    )
    assert first.returncode == 0, first.stdout + first.stderr

    release = (here / "current").resolve()
    assert list(differences(release)) == []
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["editions"]) == list(EDITIONS)
    entries = {name: edition["entry"] for name, edition in manifest["editions"].items()}
    for name in PAGED:
        pages = {file["path"]: file.get("pages") for file in manifest["editions"][name]["files"]}
        assert pages[entries[name]] > 1
    least = MANY_CHECKS if folder.name == "everything" else 0
    assert_accessible(release / entries["pdf"], least)
    return release


def built_again(folder, tmp_path, release):
    there = tmp_path / "a folder with späces"
    there.mkdir(parents=True)
    (there / "clock").mkdir()
    (there / "clock" / "sitecustomize.py").write_text(ANOTHER_DAY)
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "2",
        "PYTHONPATH": os.pathsep.join([str(there / "clock"), os.environ.get("PYTHONPATH", "")]),
        "TZ": "Pacific/Kiritimati",
        "LANG": "C",
        "LC_ALL": "C",
        "HOME": str(there),
    }
    moved = there / "source"
    moved.symlink_to(folder / "content")
    second = tandem("build", "source", "made", cwd=there, env=environment, umask=0o077)
    assert second.returncode == 0, second.stdout + second.stderr

    again = files((there / "made" / "current").resolve())
    differing = [path for path, data in files(release).items() if again.pop(path, None) != data]
    assert differing == []
    assert again == {}


@pytest.mark.slow
def test_a_publication_may_have_fewer_editions(tmp_path):
    content, outputs = tmp_path / "content", tmp_path / "outputs"
    shutil.copytree(ROOT / "tests" / "publications" / "briefing" / "content", content)
    record = content / "publication.yml"
    record.write_text(f"editions: [site, text]\n{record.read_text()}")
    made = tandem("build", content, outputs, cwd=ROOT)
    assert made.returncode == 0, made.stdout + made.stderr
    manifest = json.loads((outputs / "current" / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["editions"]) == ["site", "text"]
    assert not {"PDF", "PRE"} & set(manifest["checks"])
    checked = tandem("check", content, outputs, "--report", f"json={tmp_path / 'report.json'}")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [check["code"] for check in report["checks"] if not check["ran"]] == []
    (text,) = (outputs / "current" / "text").glob("*-unwrapped.txt")
    assert "PDF for print shops" not in text.read_text(encoding="utf-8")


@pytest.mark.slow
def test_nothing_is_wrong_in_the_demonstration_s_source(tmp_path):
    """Its editions with all checks take minutes: each workflow runs `make build-full`."""
    checked = tandem("check", "content", tmp_path, cwd=ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_generated_publication_of_the_benchmark_can_be_read(tmp_path):
    from build_tools.reading import read_with_report

    generate(tmp_path / "one", 4)
    generate(tmp_path / "two", 4)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    publication, report = read_with_report(tmp_path / "one")
    assert not list(report)
    assert len(publication.sections) == 7
