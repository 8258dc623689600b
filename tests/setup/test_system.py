"""Who can't install what is missing is told what to type, once."""

import sys
from pathlib import Path

import pytest

from build_tools.setup import __main__ as setup
from build_tools.setup import system
from build_tools.setup.editions import named_editions
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


# --- What only some editions need ------------------------------------------------------


@pytest.fixture
def _only_for_braille(monkeypatch: pytest.MonkeyPatch) -> None:
    braille = SystemPart("libdots", "writes dots", lambda: None, edition="braille")
    monkeypatch.setattr(system, "PARTS", {"build": (HERE, braille), "test": ()})
    for step in ("provide_environment", "provide_profile"):
        monkeypatch.setattr(setup, step, lambda *_: None)


@pytest.mark.usefixtures("_only_for_braille")
@pytest.mark.parametrize(
    ("named", "asked"),
    [
        (["site", "text"], False),
        (["text", "braille"], True),
        ([], True),  # none named: all are made
    ],
)
def test_a_part_is_asked_for_by_those_who_make_its_edition(
    named: list[str], asked: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(setup, "named_editions", lambda: named)
    assert setup.main("build") == (3 if asked else 0)
    assert ("libdots (writes dots)" in capsys.readouterr().err) == asked


@pytest.mark.usefixtures("_only_for_braille")
def test_tests_need_the_parts_of_every_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "named_editions", lambda: ["text"])
    assert setup.main("test") == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("title: A\neditions: [site, text]\n", ["site", "text"]),
        (
            "title: A\neditions:\n  - site # ours\n  - 'braille'\nversion: '1'\n",
            ["site", "braille"],
        ),
        ("\ufefftitle: A\neditions: [\n  site,\n  text]\n", ["site", "text"]),
        ("title: A\n# editions: [site]\n", []),
        ("editions: site\n", []),
        ("title: [\n", []),
        ("- site\n", []),
    ],
)
def test_editions_are_read_however_yaml_writes_them(
    text: str, named: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "publication.yml"
    file.write_text(text, encoding="utf-8")
    assert named_editions(file, Path(sys.executable)) == named


def test_without_a_publication_no_edition_is_named(tmp_path: Path) -> None:
    assert named_editions(tmp_path / "publication.yml", Path(sys.executable)) == []
