"""Where the print edition finds a colour profile, and what it says when there is none."""

from pathlib import Path

import pytest

from build_tools.editions.print import profile as module
from build_tools.editions.print.profile import read_profile
from build_tools.editions.print.settings import Condition, read_print_settings
from build_tools.issues import ProgramMissing

THEMES = Path(__file__).parents[3] / "themes"
PLACES = (
    "themes/icc",
    "prefix/share/color/icc",
    "system/icc/maker",
    "system/texlive",
    "system/scribus",
)


@pytest.fixture(scope="module")
def coated() -> bytes:
    settings = read_print_settings(THEMES)
    return read_profile(settings.conditions["coated"], THEMES).data


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that stands for the whole system, without a profile."""
    system = tuple(tmp_path / "system" / name for name in ("icc", "texlive", "scribus"))
    monkeypatch.setattr(module, "_FOLDERS_OF_THE_SYSTEM", system)
    monkeypatch.setattr(module.sys, "prefix", str(tmp_path / "prefix"))
    return tmp_path


def condition(profile: str) -> Condition:
    coated = read_print_settings(THEMES).conditions["coated"]
    return coated.model_copy(update={"profile": profile})


def put(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_in_the_first_place_that_has_it(
    root: Path, coated: bytes, place: str
) -> None:
    for later in PLACES[PLACES.index(place) + 1 :]:
        put(root / later / "paper.icc", b"another")
    put(root / place / "paper.icc", coated)
    assert read_profile(condition("paper.icc"), root / "themes").data == coated


def test_a_path_is_taken_as_it_stands(root: Path, coated: bytes) -> None:
    put(root / "themes" / "ours" / "paper.icc", coated)
    for path in ("ours/paper.icc", str(root / "themes" / "ours" / "paper.icc")):
        assert read_profile(condition(path), root / "themes").data == coated
    put(root / "themes" / "icc" / "elsewhere.icc", coated)
    with pytest.raises(ProgramMissing):
        read_profile(condition("ours/elsewhere.icc"), root / "themes")


@pytest.mark.parametrize("paper", ["coated", "uncoated"])
def test_without_a_profile_it_is_said_where_to_get_one(root: Path, paper: str) -> None:
    wanted = read_print_settings(THEMES).conditions[paper]
    with pytest.raises(ProgramMissing) as said:
        read_profile(wanted, root / "themes")
    for words in (f"'{wanted.profile}'", "themes/icc/", "scribus-data", "European Color"):
        assert words in str(said.value)
