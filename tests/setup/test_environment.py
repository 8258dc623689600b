"""The virtual environment is never believed complete when it is not."""

import subprocess
from pathlib import Path

import pytest

from build_tools.setup import environment
from build_tools.setup.environment import Step, provide_environment


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is done, in order; nothing is downloaded."""
    done: list[str] = []
    steps = {}
    for name in environment.STEPS:
        (tmp_path / name).write_text("first")
        steps[name] = Step(tmp_path / name, (name,))

    def create(folder: Path, **_options: object) -> None:
        folder.mkdir(exist_ok=True)
        done.append("new")

    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "complete")
    monkeypatch.setattr(environment, "STEPS", steps)
    monkeypatch.setattr(environment.venv, "create", create)
    monkeypatch.setattr(environment, "_pip", lambda *words: done.append(words[-1]))
    return done


def test_a_second_run_does_nothing(calls: list[str]) -> None:
    provide_environment(["build"])
    assert calls == ["new", "build", "project"]
    provide_environment(["build"])
    assert calls == ["new", "build", "project"]


def test_the_tests_add_to_what_building_has(calls: list[str]) -> None:
    provide_environment(["build"])
    calls.clear()
    provide_environment(["build", "test"])
    assert calls == ["test"]
    provide_environment(["build"])
    assert calls == ["test"]


@pytest.mark.parametrize("lock", ["build", "test"])
def test_another_lock_makes_a_new_environment(calls: list[str], tmp_path: Path, lock: str) -> None:
    provide_environment(["build", "test"])
    calls.clear()
    (tmp_path / lock).write_text("second")
    provide_environment(["build", "test"])
    assert calls == ["new", "build", "test", "project"]


def test_another_pyproject_installs_the_project_alone(calls: list[str], tmp_path: Path) -> None:
    provide_environment(["build"])
    calls.clear()
    (tmp_path / "project").write_text("second")
    provide_environment(["build"])
    assert calls == ["project"]


@pytest.mark.parametrize("cut", ["build", "test"])
def test_an_installation_that_was_cut_off_begins_again(
    calls: list[str], monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    def pip(*words: str) -> None:
        if words[-1] == cut:
            raise subprocess.CalledProcessError(1, "pip")

    with monkeypatch.context() as patch:
        patch.setattr(environment, "_pip", pip)
        with pytest.raises(subprocess.CalledProcessError):
            provide_environment(["build", "test"])
    calls.clear()
    provide_environment(["build", "test"])
    assert calls == ["new", "build", "test", "project"]
