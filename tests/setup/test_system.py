"""Who can't install what is missing is told what to type, once."""

import pytest

from build_tools.setup import __main__ as setup
from build_tools.setup import system
from build_tools.setup.system import SystemPart

HERE = SystemPart("libhere", "is here", lambda: True)
GONE = SystemPart("libgone", "draws dragons", lambda: None)


@pytest.fixture(autouse=True)
def _parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "PARTS", {"build": (HERE, GONE), "test": ()})
    monkeypatch.setattr(system, "root_without_questions", lambda: None)


def test_one_command_names_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup.main("build") == 3
    said = capsys.readouterr().err
    assert "  libgone (draws dragons)\n" in said
    assert "  sudo apt-get install --no-install-recommends libgone\n" in said
    assert "libhere" not in said


def test_a_part_that_apt_did_not_bring_is_still_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "root_without_questions", lambda: ["true"])
    monkeypatch.setattr(system.shutil, "which", lambda _: "/usr/bin/apt-get")
    assert setup.main("build") == 3
    assert "libgone" in capsys.readouterr().err
