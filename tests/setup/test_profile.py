"""The colour profile is fetched once, believed only when it is whole, and never in the way."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from build_tools.setup import profile
from build_tools.setup.profile import NAME, provide_profile

WHOLE = b"a whole profile"
FETCH = f"echo fetch >> {{log}}; printf '{WHOLE.decode()}' > {NAME}"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the record of what is downloaded; nothing is, really."""
    log = tmp_path / "log"
    log.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("PLACE", "OWN", "INSTALLED"):
        monkeypatch.setattr(profile, name, tmp_path / name / NAME)
    monkeypatch.setattr(profile, "SHA256", hashlib.sha256(WHOLE).hexdigest())
    monkeypatch.setattr(profile, "COMMAND", FETCH.format(log=log))
    monkeypatch.setattr(profile, "root_without_questions", lambda: None)
    return log


def test_it_is_downloaded_once(log: Path) -> None:
    provide_profile()
    provide_profile()
    assert profile.PLACE.read_bytes() == WHOLE
    assert log.read_text() == "fetch\n"


def test_a_new_environment_gets_it_without_a_download(log: Path) -> None:
    provide_profile()
    profile.PLACE.unlink()
    provide_profile()
    assert profile.PLACE.read_bytes() == WHOLE
    assert log.read_text() == "fetch\n"


def test_half_a_file_is_no_profile(log: Path, tmp_path: Path) -> None:
    provide_profile()
    for path in (profile.PLACE, tmp_path / "cache" / "tandem" / NAME):
        path.write_bytes(WHOLE[:5])
    provide_profile()
    assert profile.PLACE.read_bytes() == WHOLE
    assert log.read_text() == "fetch\nfetch\n"


@pytest.mark.parametrize("place", ["OWN", "INSTALLED"])
def test_one_that_is_at_hand_is_left_where_it_is(log: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / place).mkdir()
    (tmp_path / place / NAME).write_bytes(WHOLE)
    provide_profile()
    assert not profile.PLACE.exists()
    assert not log.read_text()


def test_a_cache_that_cant_be_written_is_done_without(log: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    provide_profile()
    assert profile.PLACE.read_bytes() == WHOLE


def test_lists_are_made_anew_when_apt_knows_too_little(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt = f"printf '{WHOLE.decode()}' > {tmp_path / 'archive'} #"
    monkeypatch.setattr(profile, "root_without_questions", lambda: ["sh", "-c", apt])
    monkeypatch.setattr(profile, "COMMAND", f"cp {tmp_path / 'archive'} {NAME}")
    provide_profile()
    assert profile.PLACE.read_bytes() == WHOLE


@pytest.mark.parametrize("failing", ["exit 100", f"echo other > {NAME}"])
def test_who_has_to_fetch_it_is_told_how(
    log: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failing: str,
) -> None:
    monkeypatch.setattr(profile, "COMMAND", f"echo 'W: trouble' >&2; {failing}")
    provide_profile()
    assert capsys.readouterr().err == f"W: trouble\n{profile.HELP}\n"
    assert not profile.PLACE.exists()


def test_what_is_said_is_what_is_run() -> None:
    command = f"  {profile.COMMAND}\n"
    assert command in profile.HELP
    assert "Put it into themes/icc/" in profile.HELP
    subprocess.run(["sh", "-n", "-c", command], check=True)
