"""All editions or none, whatever happens; the editions here are toys."""

import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from build_tools.checks import CHECKS
from build_tools.checks.man import differences
from build_tools.editions import EDITIONS
from build_tools.issues import IssuesFound
from build_tools.reading import read
from build_tools.release import (
    QUICK,
    Checking,
    Outputs,
    OutputsRefused,
    Quiet,
    ReleaseStopped,
    Stage,
    build_preview,
    build_release,
    check_publication,
    export_release,
    manifest,
)
from build_tools.release.parallel import Task, run_tasks
from build_tools.release.staging import BadArtefact, examine
from tests.doubles.toy_content import write_content

pytestmark = pytest.mark.usefixtures("warm")

DOUBLES = Path(__file__).parent / "doubles"
TOYS = "tests.doubles.toy_editions"


@pytest.fixture
def content(tmp_path):
    return write_content(tmp_path / "content")


@pytest.fixture
def themes(tmp_path):
    folder = tmp_path / "themes"
    folder.mkdir()
    return folder


@pytest.fixture
def outputs(tmp_path):
    return Outputs(tmp_path / "outputs")


@pytest.fixture
def toys(monkeypatch):
    """Return a function that makes toys the only editions and checks."""
    monkeypatch.setattr(manifest, "CODE", DOUBLES)  # it stands still while a test runs

    def register(editions, checks=None):
        for name in list(EDITIONS):
            monkeypatch.delitem(EDITIONS, name)
        for code in CHECKS.keys() - {"MAN"}:
            monkeypatch.delitem(CHECKS, code)
        for table, names in ((EDITIONS, editions), (CHECKS, checks or {})):
            for name, toy in names.items():
                monkeypatch.setitem(table, name, f"{TOYS}:{toy}")

    return register


@pytest.fixture
def build(content, themes, outputs):
    def build(checking=QUICK, **preview):
        with outputs.locked(waiting=print) as folder:
            stage = Stage(folder, themes)
            if preview:
                return build_preview(read(content), outputs, stage, preview["only"], checking)
            return build_release(read(content), outputs, stage, checking)

    return build


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def left_over(outputs):
    return [path for path in outputs.folder.rglob(".*") if path.name != ".lock"]


# --- A release -------------------------------------------------------------------------


@pytest.mark.slow
def test_a_release_holds_every_edition_and_a_manifest_that_is_true(toys, build, outputs):
    toys({"site": "Deep", "text": "Toy"})
    release = build()
    assert release.folder == outputs.current() == outputs.releases / release.manifest.digest
    assert sorted(everything(release.folder)) == [
        "manifest.json",
        "site/a.css",
        "site/deep/index.html",
        "text/toy.txt",
    ]
    assert list(differences(release.folder)) == []
    assert not release.report
    assert left_over(outputs) == []


@pytest.mark.slow
def test_the_manifest_says_what_is_there_and_what_was_checked(toys, build):
    toys({"site": "Deep", "text": "Toy"}, {"SRC": "OfTheSource"})
    facts = json.loads((build().folder / "manifest.json").read_text())
    assert facts["publication"]["title"] == "Toys"
    assert facts["stamp"]["status"] == "draft"
    assert facts["checks"] == ["SRC", "MAN"]
    assert list(facts["editions"]) == ["site", "text"]
    assert facts["editions"]["site"]["entry"] == "site/deep/index.html"
    [file] = facts["editions"]["text"]["files"]
    assert file["path"] == "text/toy.txt"
    assert file["pages"] == 2
    assert file["bytes"] > 0
    assert len(file["sha256"]) == 64


@pytest.mark.slow
def test_the_link_leads_to_the_release_wherever_the_folder_is_moved(toys, build, outputs):
    toys({"text": "Toy"})
    build()
    moved = outputs.folder.rename(outputs.folder.with_name("elsewhere"))
    assert (moved / "current" / "text" / "toy.txt").is_file()


@pytest.mark.slow
def test_an_edition_gets_those_that_it_needs(toys, build):
    toys({"late": "Following", "text": "Toy"})
    words = (build().folder / "late" / "after.txt").read_text()
    assert words.startswith("Toys\n")
    assert words.endswith("2 {'first': 1}")


@pytest.mark.slow
def test_an_edition_that_finishes_is_called_last_with_all_that_was_made(toys, build):
    toys({"site": "Finishing", "late": "Following", "text": "Toy"})
    release = build()
    downloads = json.loads((release.folder / "site" / "downloads.json").read_text())
    assert downloads == {
        "late": ["after.txt", "late"],
        "site": ["toy.txt", "site"],
        "text": ["toy.txt", "text"],
    }
    assert list(differences(release.folder)) == []


def test_editions_that_need_each_other_are_a_fault_and_not_a_silence(toys, build):
    toys({"text": "Following"})
    with pytest.raises(ValueError, match="need each other"):
        build()


@pytest.mark.slow
def test_the_last_three_releases_are_kept(toys, build, content, outputs):
    toys({"text": "Toy"})
    folders = []
    for title in ("One", "Two", "Three", "Four", "Five"):
        write_content(content, title)
        folders.append(build().folder)
    assert sorted(outputs.releases.iterdir()) == sorted(folders[-3:])
    assert outputs.current() == folders[-1]


@pytest.mark.slow
def test_a_former_release_that_is_current_again_is_the_last_to_go(toys, build, content, outputs):
    toys({"text": "Toy"})
    folders = {}
    for title in ("One", "Two", "Three", "One", "Four"):
        write_content(content, title)
        folders[title] = build().folder
    assert sorted(outputs.releases.iterdir()) == sorted(
        [folders["Three"], folders["One"], folders["Four"]]
    )


@pytest.mark.slow
def test_what_is_not_a_release_is_never_deleted(toys, build, content, outputs):
    toys({"text": "Toy"})
    build()
    (outputs.releases / "notes").mkdir()
    (outputs.folder / "README.md").write_text("read me")
    for title in ("Two", "Three", "Four", "Five"):
        write_content(content, title)
        build()
    assert (outputs.releases / "notes").exists()
    assert (outputs.folder / "README.md").exists()


@pytest.mark.slow
def test_a_whole_release_of_the_same_digest_is_used_again(toys, build, outputs):
    toys({"text": "Toy"})
    first = build()
    again = build()
    assert not first.reused
    assert again.reused
    assert again.folder == first.folder
    assert again.manifest == first.manifest


@pytest.mark.slow
def test_a_damaged_release_is_made_again_beside_itself(toys, build, outputs):
    toys({"text": "Toy"})
    first = build()
    (first.folder / "text" / "toy.txt").write_text("changed by hand")
    again = build()
    assert not again.reused
    assert again.folder.name == f"{first.folder.name}-2"
    assert outputs.current() == again.folder
    assert list(differences(again.folder)) == []
    assert build().reused


@pytest.mark.slow
@pytest.mark.parametrize("changed", ["content", "themes", "editions", "checks"])
def test_the_digest_follows_what_a_release_is_made_from(toys, build, content, themes, changed):
    toys({"text": "Toy"})
    first = build()
    if changed == "content":
        write_content(content, words="Goodbye.")
    elif changed == "themes":
        (themes / "brand.yml").write_text("colour: red\n")
    elif changed == "editions":
        toys({"text": "Toy", "pdf": "Toy"})
    else:
        toys({"text": "Toy"}, {"SRC": "OfTheSource"})
    assert build().folder != first.folder


@pytest.mark.slow
def test_two_releases_of_one_source_are_the_same_bytes(toys, content, themes, tmp_path):
    toys({"site": "Finishing", "text": "Toy"})
    trees = []
    for name in ("here", "there"):
        outputs = Outputs(tmp_path / name)
        with outputs.locked(waiting=print) as folder:
            trees.append(
                everything(build_release(read(content), outputs, Stage(folder, themes)).folder)
            )
    assert trees[0] == trees[1]


# --- A preview -------------------------------------------------------------------------


@pytest.mark.slow
def test_a_preview_has_what_was_asked_for_and_leaves_the_release(toys, build, outputs, content):
    toys({"site": "Deep", "late": "Following", "text": "Toy"})
    release = build()
    before = everything(release.folder)
    write_content(content, "Changed")
    preview = build(only=("late",))
    assert preview.folder == outputs.preview
    assert sorted(path.name for path in outputs.preview.iterdir()) == [
        "late",
        "manifest.json",
        "text",
    ]
    assert outputs.current() == release.folder
    assert everything(release.folder) == before
    build(only=("site",))
    assert sorted(path.name for path in outputs.preview.iterdir()) == ["manifest.json", "site"]
    assert left_over(outputs) == []


@pytest.mark.slow
def test_a_preview_is_shown_although_its_checks_find_faults(toys, build, outputs):
    toys({"text": "Toy"}, {"TOY": "FindsFault"})
    assert [issue.code for issue in build(only=("text",)).report] == ["TOY-003"]
    assert (outputs.preview / "text" / "toy.txt").exists()


# --- What goes wrong -------------------------------------------------------------------


@pytest.fixture
def former(toys, build, content, outputs):
    """Have a release in place and another source; return its folder and its bytes."""
    toys({"text": "Toy"})
    folder = build().folder
    bytes_before = everything(folder)
    write_content(content, "Next")

    def is_whole():
        return outputs.current() == folder and everything(folder) == bytes_before

    return is_whole


@pytest.mark.slow
@pytest.mark.parametrize(
    "toy",
    ["Faulty", "Lacking", "Crashing", "Killed", "Leaving", "Undeclared", "Unwritten", "Escaping"],
)
def test_a_fault_in_one_edition_leaves_the_former_release(toys, build, outputs, former, toy):
    toys({"text": "Toy", "bad": toy})
    with pytest.raises(ReleaseStopped):
        build()
    assert former()
    assert left_over(outputs) == []
    assert len(list(outputs.releases.iterdir())) == 1


@pytest.mark.slow
def test_the_faults_of_all_editions_are_told_together(toys, build):
    toys({
        "a": "Faulty", "b": "Crashing", "c": "AlsoFaulty", "d": "Lacking", "e": "Killed",
        "text": "Toy",
    })  # fmt: skip
    with pytest.raises(ReleaseStopped) as stopped:
        build()
    assert [issue.code for issue in stopped.value.report] == ["TOY-001", "TOY-002"]
    assert list(stopped.value.missing) == ["d"]
    assert sorted(stopped.value.faults) == ["b", "e"]
    assert "ZeroDivisionError: a toy broke" in stopped.value.faults["b"]
    assert "just before the crash" in stopped.value.faults["b"]
    assert "SIGKILL" in stopped.value.faults["e"]
    assert "memory" in stopped.value.faults["e"]


def test_an_edition_is_not_built_when_one_that_it_needs_is_not(toys, build):
    toys({"late": "Following", "text": "Faulty"})
    with pytest.raises(ReleaseStopped) as stopped:
        build()
    assert [issue.code for issue in stopped.value.report] == ["TOY-001"]
    assert not stopped.value.faults


@pytest.mark.slow
@pytest.mark.parametrize("check", [{"TOY": "FindsFault"}, {"SRC": "OfTheSource"}])
def test_a_check_that_finds_a_fault_stops_the_release(toys, build, content, former, check):
    toys({"text": "Toy"}, check)
    write_content(content, "All wrong")
    with pytest.raises(ReleaseStopped) as stopped:
        build()
    assert len(stopped.value.report) == 1
    assert former()


@pytest.mark.parametrize(
    ("toy", "words"),
    [
        ("Undeclared", "It wrote 'scratch.txt' and does not declare it."),
        ("Unwritten", "It declares 'toy.txt' and did not write it."),
        ("Escaping", "It declares '../escaped.txt' and did not write it."),
        ("Linking", "'toy.txt' is a link or a device."),
        ("LinkingAFolder", "'etc' is a link or a device."),
    ],
)
def test_an_artefact_that_is_not_what_it_says_is_refused(toys, build, toy, words):
    toys({"text": toy})
    with pytest.raises(ReleaseStopped) as stopped:
        build()
    assert words in stopped.value.faults["text"]


def test_an_entry_must_be_one_of_the_files(tmp_path):
    from build_tools.editions import Artefact, ArtefactFile

    (tmp_path / "a").write_text("a")
    with pytest.raises(BadArtefact, match="Its entry 'b' is not among its files"):
        examine("toy", Artefact("b", (ArtefactFile("a"),)), tmp_path)
    with pytest.raises(BadArtefact, match="declares a file twice"):
        examine("toy", Artefact("a", (ArtefactFile("a"), ArtefactFile("a"))), tmp_path)


# --- Where outputs may be --------------------------------------------------------------


@pytest.mark.parametrize("inside", ["content", "content/outputs", "."])
def test_outputs_and_content_are_never_inside_each_other(tmp_path, content, inside):
    with pytest.raises(OutputsRefused, match="inside each other"):
        Outputs(tmp_path / inside, apart_from=[content])


def test_outputs_that_reach_the_content_through_a_link_are_refused(tmp_path, content):
    (tmp_path / "link").symlink_to(content)
    with pytest.raises(OutputsRefused, match="inside each other"):
        Outputs(tmp_path / "link" / "outputs", apart_from=[content])


@pytest.mark.parametrize("name", ["releases", "preview", ".lock"])
def test_a_link_where_we_would_delete_is_refused(toys, build, outputs, tmp_path, name):
    toys({"text": "Toy"})
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "photo").write_text("photo")
    outputs.folder.mkdir()
    (outputs.folder / name).symlink_to(precious)
    with pytest.raises(OutputsRefused, match="is a link"):
        build()
    assert (precious / "photo").exists()


def test_a_folder_in_the_place_of_the_link_is_refused(toys, build, outputs):
    toys({"text": "Toy"})
    (outputs.folder / "current").mkdir(parents=True)
    with pytest.raises(OutputsRefused, match="is not a link"):
        build()


def test_a_link_that_leads_out_is_no_release(outputs, tmp_path):
    outputs.folder.mkdir()
    (outputs.folder / "current").symlink_to(tmp_path)
    assert outputs.current() is None


@pytest.mark.slow
def test_a_reader_never_misses_a_file_while_the_link_moves(toys, build, content, outputs):
    toys({"text": "Toy"})
    folders = [build().folder]
    write_content(content, "Two")
    folders.append(build().folder)
    seen, wrong, stop = set(), [], threading.Event()

    def reading():
        while not stop.is_set():
            try:
                seen.add((outputs.folder / "current" / "text" / "toy.txt").read_text())
            except OSError as error:
                wrong.append(error)

    reader = threading.Thread(target=reading)
    reader.start()
    for _ in range(500):
        for folder in folders:
            outputs.point_to(folder)
    stop.set()
    reader.join()
    assert wrong == []
    assert len(seen) == 2


# --- Checking a finished release -------------------------------------------------------


@pytest.fixture
def check(content, themes, outputs):
    def check(plan="quick", today=None):
        found = check_publication(read(content), outputs.current(), themes, Checking(plan, today))
        return [str(issue).splitlines()[0].split(": ")[-1] for issue in found.report]

    return check


@pytest.mark.slow
def test_a_finished_release_is_checked_again(toys, build, check):
    toys({"text": "Toy"}, {"TOY": "FindsNothing"})
    release = build()
    assert check() == []
    toys({"text": "Toy"}, {"TOY": "FindsFault"})
    assert check() == ["error TOY-003"]
    (release.folder / "text" / "toy.txt").unlink()
    assert check() == ["error MAN-002"]


@pytest.mark.slow
def test_a_release_of_another_source_is_not_compared_with_this_one(toys, build, content, check):
    toys({"text": "Toy"}, {"TOY": "FindsNothing"})
    build()
    write_content(content, "Changed")
    toys({"text": "Toy"}, {"TOY": "FindsFault"})
    assert check() == ["warning MAN-007"]
    assert check("full") == ["error MAN-007"]


@pytest.mark.slow
def test_the_source_is_checked_without_a_release(toys, content, check):
    toys({}, {"SRC": "OfTheSource", "TOY": "FindsFault"})
    write_content(content, "All wrong")
    assert check() == ["error SRC-001"]
    assert check("full") == ["error SRC-001", "error MAN-009"]


# --- The plan --------------------------------------------------------------------------


@pytest.mark.slow
def test_the_plan_is_an_input_and_stands_in_the_manifest(toys, build):
    toys({"text": "Toy"}, {"TOY": "FindsNothing", "SLO": "Slow"})
    quick, full = build(), build(Checking("full"))
    assert (quick.manifest.plan, quick.manifest.checks) == ("quick", ("MAN", "TOY"))
    assert (full.manifest.plan, full.manifest.checks) == ("full", ("MAN", "TOY", "SLO"))
    assert full.folder != quick.folder


@pytest.mark.slow
def test_what_only_the_full_plan_finds_stops_only_a_full_release(toys, build):
    toys({"text": "Toy"}, {"SLO": "SlowFault"})
    release = build()
    with pytest.raises(ReleaseStopped) as stopped:
        build(Checking("full"))
    assert [issue.code for issue in stopped.value.report] == ["SLO-001"]
    assert stopped.value.checked.ran == ("MAN", "SLO")
    assert build().folder == release.folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (("MAN",), "TOY was checked, and the manifest does not say so."),
        (("MAN", "TOY", "UAC"), "The manifest says that UAC was checked; it was not."),
    ],
)
def test_a_plan_that_is_not_what_ran_is_refused(toys, build, outputs, monkeypatch, said, problem):
    toys({"text": "Toy"}, {"TOY": "FindsNothing"})
    monkeypatch.setattr(Checking, "codes", lambda *_: said)
    with pytest.raises(ReleaseStopped) as stopped:
        build()
    [issue] = stopped.value.report
    assert (issue.code, issue.problem) == ("MAN-008", problem)
    assert outputs.current() is None


@pytest.mark.slow
def test_a_release_that_is_used_again_is_checked_again(toys, build, monkeypatch):
    toys({"text": "Toy"}, {"DAY": "OfTheDay"})
    assert not build(Checking(today=datetime.date(2026, 3, 31))).report
    with pytest.raises(ReleaseStopped) as stopped:
        build(Checking(today=datetime.date(2026, 4, 1)))
    assert [issue.code for issue in stopped.value.report] == ["DAY-001"]


@pytest.mark.slow
def test_what_other_checks_found_is_told_beside_a_missing_program(toys, build):
    toys({"text": "Toy"}, {"TOY": "FindsFault", "LAC": "LacksProgram"})
    with pytest.raises(ReleaseStopped) as stopped:
        build()
    assert [issue.code for issue in stopped.value.report] == ["TOY-003"]
    assert list(stopped.value.missing) == ["LAC"]
    assert stopped.value.checked.ran == ("MAN", "TOY")


# --- Export ----------------------------------------------------------------------------


@pytest.fixture
def status(content):
    def status(words):
        file = content / "publication.yml"
        file.write_text(file.read_text().replace("status: draft", f"status: {words}"))

    return status


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "plan"), [("draft", "quick"), ("consultation", "full"), ("final", "full")]
)
def test_what_was_checked_enough_is_exported(toys, build, status, tmp_path, words, plan):
    toys({"site": "Deep", "text": "Toy"})
    status(words)
    export_release(build(Checking(plan)).folder, tmp_path / "public")
    assert sorted(everything(tmp_path / "public")) == [
        "files/manifest.json",
        "files/toy.txt",
        "files/toys-site.zip",
        "site/a.css",
        "site/deep/index.html",
    ]


@pytest.mark.slow
def test_the_website_is_exported_as_one_file_too_always_the_same(toys, build, tmp_path):
    toys({"site": "Deep", "text": "Toy"})
    release = build().folder
    files = []
    for name in ("one", "two"):
        export_release(release, tmp_path / name)
        os.utime(release / "site" / "a.css", (1e9, 1e9))
        files.append(tmp_path / name / "files" / "toys-site.zip")
    assert files[0].read_bytes() == files[1].read_bytes()
    with ZipFile(files[0]) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.css", "deep/index.html"]
        for path in archive.namelist():
            assert archive.read(path) == (release / "site" / path).read_bytes()


@pytest.mark.slow
def test_settings_for_web_servers_lie_beside_the_exported_site(toys, build, tmp_path):
    toys({"site": "Configured"})
    export_release(build().folder, tmp_path / "public")
    assert sorted(everything(tmp_path / "public")) == [
        "files/manifest.json",
        "files/toys-site.zip",
        "headers/server.conf",
        "site/toy.txt",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("words", ["consultation", "final"])
def test_what_was_checked_too_little_is_not(toys, build, status, tmp_path, words):
    toys({"site": "Deep", "text": "Toy"})
    status(words)
    with pytest.raises(IssuesFound) as found:
        export_release(build().folder, tmp_path / "public")
    assert [issue.code for issue in found.value.report] == ["MAN-010"]
    assert not (tmp_path / "public").exists()


@pytest.mark.slow
def test_nothing_and_what_was_changed_are_not_exported(toys, build, tmp_path):
    toys({"site": "Deep"})
    folder = build().folder
    (folder / "site" / "a.css").write_text("b")
    for release, code in ((None, "MAN-009"), (folder, "MAN-004")):
        with pytest.raises(IssuesFound) as found:
            export_release(release, tmp_path / "public")
        assert [issue.code for issue in found.value.report] == [code]
    assert not (tmp_path / "public").exists()


# --- Killed at any moment --------------------------------------------------------------

TABLES = {
    "editions": {"site": f"{TOYS}:Finishing", "text": f"{TOYS}:Pausing"},
    "checks": {"TOY": f"{TOYS}:FindsNothing"},
}
PATIENCE = 30


@pytest.fixture
def signs(tmp_path):
    folder = tmp_path / "signs"
    folder.mkdir()
    return folder


@pytest.fixture
def start(content, themes, outputs, signs):
    """Return a function that starts a build in a process of its own."""
    running = []

    def start(moment=""):
        for sign in ("paused", "go"):
            (signs / sign).unlink(missing_ok=True)
        command = [
            sys.executable, str(DOUBLES / "toy_tandem.py"), json.dumps(TABLES), "build",
            "--content", str(content), "--outputs", str(outputs.folder), "--themes", str(themes),
        ]  # fmt: skip
        environment = {**os.environ, "TOY_PAUSE": moment, "TOY_SIGNS": str(signs)}
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def finished(process):
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def appears(path):
    until(path.exists)
    return path.read_text()


def until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_running(process_id):
    try:
        return "(zombie)" not in Path(f"/proc/{process_id}/status").read_text()
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize(
    "moment", ["build", "finish", "check", "before the link", "after the link"]
)
def test_a_build_that_is_killed_leaves_a_whole_release(start, content, outputs, signs, moment):
    assert finished(start())[0] == 0
    for how in (signal.SIGKILL, signal.SIGTERM):
        former = outputs.current()
        before = everything(former)
        write_content(content, how.name)

        killed = start(moment)
        paused = int(appears(signs / "paused"))
        killed.send_signal(how)
        killed.wait(PATIENCE)

        current = outputs.current()
        assert (current == former) == (moment != "after the link")
        assert everything(former) == before
        assert list(differences(current)) == []
        until(lambda paused=paused: not is_running(paused))  # its worker did not outlive it

    code, _, err = finished(start())
    assert (code, err) == (0, "")
    assert outputs.current() != former
    assert list(differences(outputs.current())) == []
    assert left_over(outputs) == []
    # Whatever was whole before the link moved is a release, and is kept as such.
    assert len(list(outputs.releases.iterdir())) == (3 if "the link" in moment else 2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "said"),
    [
        (signal.SIGINT, "Stopped."),
        (signal.SIGTERM, "Stopped by SIGTERM."),
        (signal.SIGHUP, "Stopped by SIGHUP."),
    ],
)
def test_a_build_that_is_asked_to_end_leaves_nothing(start, content, outputs, signs, how, said):
    assert finished(start())[0] == 0
    former = outputs.current()
    write_content(content, "Next")
    stopped = start("build")
    worker = int(appears(signs / "paused"))
    stopped.send_signal(how)
    code, _, err = finished(stopped)
    assert code == 128 + how
    assert err.strip() == f"{said} The former release is as it was."
    assert not is_running(worker)
    assert outputs.current() == former
    assert left_over(outputs) == []


@pytest.mark.slow
def test_a_second_build_says_which_one_it_waits_for(start, content, outputs, signs):
    first = start("build")
    appears(signs / "paused")
    second = start()
    told = second.stdout.readline()
    assert f"process {first.pid}" in told
    write_content(content, "Later")
    (signs / "go").touch()
    assert finished(first)[0] == 0
    code, out, _ = finished(second)
    assert code == 0
    # It read what it published after the first had ended: never something older.
    assert "Later" in out
    assert "Later" in (outputs.current() / "text" / "toy.txt").read_text()


# --- What the machine gives -------------------------------------------------------------


def test_every_user_can_read_a_release_whatever_the_umask(outputs):
    former = os.umask(0o077)
    try:
        with outputs.locked(waiting=print) as stage:
            (stage / "release" / "site").mkdir(parents=True)
            (stage / "release" / "site" / "index.html").write_text("A page.")
            folder = outputs.publish(stage / "release", "0" * 16)
    finally:
        os.umask(former)
    for path in (outputs.folder, outputs.releases, folder, folder / "site"):
        assert path.stat().st_mode & 0o777 == 0o755, path
    assert (folder / "site" / "index.html").stat().st_mode & 0o777 == 0o644


def test_a_release_is_on_the_disk_before_it_is_the_current_one(outputs, monkeypatch):
    deeds = []
    sync, replace = os.fsync, Path.replace

    def fsync(opened):
        deeds.append(Path(f"/proc/self/fd/{opened}").readlink().name)
        sync(opened)

    def replaced(path, target):
        deeds.append("the link")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replaced)
    with outputs.locked(waiting=print) as stage:
        (stage / "release").mkdir()
        (stage / "release" / "a.txt").write_text("A")
        outputs.publish(stage / "release", "0" * 16)
    assert deeds == ["a.txt", "release", "releases", "the link", "outputs"]


def test_workers_leave_no_temporary_files(tmp_path):
    outcomes = run_tasks([Task("leaves", tempfile.mkdtemp, lambda _: ())], tmp_path, Quiet())
    made = Path(outcomes["leaves"].value)
    assert made.parent.name.startswith("tandem-")
    assert not made.parent.exists()


def test_what_the_system_refuses_to_a_worker_is_no_fault_of_ours(tmp_path):
    (tmp_path / "file").touch()
    below = str(tmp_path / "file" / "below")
    outcome = run_tasks([Task("asks", os.mkdir, lambda _: (below,))], tmp_path, Quiet())["asks"]
    assert (outcome.fault, len(outcome.report)) == ("", 0)
    assert outcome.missing == f"Not a directory: {below}. Name a place below a folder."


def test_a_folder_that_can_not_be_deleted_is_named(outputs, monkeypatch):
    from build_tools.release import outputs as module

    stuck = outputs.releases / ".building-1"
    stuck.mkdir(parents=True)
    monkeypatch.setattr(module.time, "sleep", lambda seconds: None)

    def fails(folder, ignore_errors=False):
        if not ignore_errors:
            raise PermissionError(str(folder))

    monkeypatch.setattr(shutil, "rmtree", fails)
    with pytest.raises(PermissionError, match="building-1"), outputs.locked(waiting=print):
        pass
