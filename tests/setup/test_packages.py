"""What npm installs is what was locked, once, and an installation that was cut off begins again."""

import json
import subprocess
from pathlib import Path

import pytest

from build_tools.setup import packages
from build_tools.setup.packages import provide_packages

ROOT = Path(__file__).parents[2]


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return what is run; nothing is downloaded."""
    done: list[list[str]] = []

    def run(command, **options):
        assert options["env"]["PUPPETEER_SKIP_DOWNLOAD"] == "1"
        done.append(command)
        packages.FOLDER.mkdir(exist_ok=True)

    for name in packages.SOURCES:
        (tmp_path / name).write_text("first")
    monkeypatch.setattr(packages, "ROOT", tmp_path)
    monkeypatch.setattr(packages, "FOLDER", tmp_path / "node_modules")
    monkeypatch.setattr(packages, "STAMP", tmp_path / "node_modules" / "complete")
    monkeypatch.setattr(packages.subprocess, "run", run)
    return done


def test_a_second_run_does_nothing(calls):
    provide_packages()
    provide_packages()
    assert [command[:3] for command in calls] == [["npm", "ci", "--ignore-scripts"]]


@pytest.mark.parametrize("name", packages.SOURCES)
def test_another_lock_installs_again(calls, tmp_path, name):
    provide_packages()
    (tmp_path / name).write_text("second")
    provide_packages()
    assert len(calls) == 2


def test_an_installation_that_was_cut_off_begins_again(calls, monkeypatch):
    def cut(*words, **options):
        packages.FOLDER.mkdir()
        raise subprocess.CalledProcessError(1, "npm")

    with monkeypatch.context() as patch:
        patch.setattr(packages.subprocess, "run", cut)
        with pytest.raises(subprocess.CalledProcessError):
            provide_packages()
    provide_packages()
    assert len(calls) == 1


def test_the_lock_names_exact_versions_and_no_host():
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert locked[""]["devDependencies"] == wanted
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version
    for name, entry in locked.items():
        assert "resolved" not in entry
        assert not name or entry["integrity"].startswith("sha512-")
