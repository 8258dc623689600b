"""A check that takes long says how far it is: to the terminal, or now and then in a line."""

from __future__ import annotations

from build_tools import cli
from build_tools.checks import Artefacts
from build_tools.release import Stage
from build_tools.release.parallel import Done, Task, run_tasks
from build_tools.release.staging import run_check
from tests import builders as b


class TakesLong:
    """A check; a worker process imports it from here."""

    plan = "quick"

    def run(self, publication, artefacts):
        artefacts.tell("1 of 2 pages")
        artefacts.tell("2 of 2 pages")
        return iter(())


class Listener:
    def __init__(self):
        self.heard = []

    def started(self, name):
        self.heard.append(name)

    def told(self, name, words):
        self.heard.append((name, words))

    def done(self, name, value):
        self.heard.append((name, value.issues))


def test_what_a_check_tells_comes_through_from_its_process(tmp_path):
    stage = Stage(tmp_path, tmp_path)
    stage.prepare(b.publication(b.section("One")))
    arguments = ("tests.checks.test_progress:TakesLong", stage, Artefacts(tmp_path, {}))
    listener = Listener()
    outcomes = run_tasks([Task("LON", run_check, lambda _: arguments)], tmp_path, listener)
    assert isinstance(outcomes["LON"], Done)
    told = [("LON", "1 of 2 pages"), ("LON", "2 of 2 pages")]
    assert listener.heard == ["LON", *told, ("LON", ())]


def test_where_there_is_no_terminal_it_is_said_now_and_then(capsys, monkeypatch):
    with cli.Lines() as lines:
        lines.started("AXE")
        lines.told("AXE", "1 of 68 pages")
        assert capsys.readouterr().out == ""
        monkeypatch.setattr(cli, "SILENCE", -1)
        lines.told("AXE", "12 of 68 pages")
    assert capsys.readouterr().out == "  AXE      12 of 68 pages\n"


def test_a_terminal_shows_all_that_is_being_done_and_how_far(monkeypatch):
    class Status:
        shown = ""

        def update(self, words):
            self.shown = words

        def stop(self):
            pass

    with cli.Lines() as lines:
        monkeypatch.setattr(lines, "_status", Status())
        lines.started("AXE")
        lines.started("PAY")
        lines.told("AXE", "12 of 68 pages")
        assert lines._status.shown == "AXE 12 of 68 pages, PAY"
