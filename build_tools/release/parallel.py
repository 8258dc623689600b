"""Tasks in processes of their own: what one does, eats or breaks is nobody else's.

No process is a fork of ours: each begins with nothing but imported modules, whichever thread
started it, and its peak of memory is its own. They come from a fork server, which imports these
once: a process starts in 0.03 s instead of 0.3 s (measured, spawned). They end with the process
that asked for them, however that ends.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from build_tools.issues import IssuesFound, ProgramMissing, Report, refusal

if sys.platform == "win32":
    _PROCESSES = multiprocessing.get_context("spawn")
else:
    _PROCESSES = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: a function that can be imported, and arguments that can be pickled.

    `arguments` is called in this process when the tasks in `needs` are done, with the values of
    all that are done.
    """

    name: str
    function: Callable[..., object]
    arguments: Callable[[Mapping[str, Any]], tuple[object, ...]]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A task came to its end; `peak` is the most memory that its process had, in bytes."""

    value: object
    peak: int = 0


@dataclass(frozen=True, slots=True)
class Stopped:
    """A task did not: issues for editors, what the machine lacks, or a fault of ours.

    `missing` names a program to install, or what the system refuses. `fault` is a traceback, or
    the words for how the process ended.
    """

    report: Report = field(default_factory=Report)
    missing: str = ""
    fault: str = ""


class Progress(Protocol):
    """Whoever wants to know how it goes. `done` comes with the task's value."""

    def started(self, name: str) -> None:
        """A task has begun."""

    def told(self, name: str, words: str) -> None:
        """A task says how far it is."""

    def done(self, name: str, value: Any) -> None:  # noqa: ANN401
        """A task has come to its end."""

    def stopped(self, name: str) -> None:
        """A task has not."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    answer: Connection
    log: Path


def warm_up(*modules: str) -> None:
    """Let the fork server begin to import modules, while we do something else."""
    if sys.platform != "win32":
        _PROCESSES.set_forkserver_preload(list(modules))
        # It is started by the fork server otherwise, and ends the hold on interrupts.
        resource_tracker.ensure_running()
        with _interrupts_held():
            forkserver.ensure_running()


def run_tasks(
    tasks: Iterable[Task], logs: Path, progress: Progress
) -> Mapping[str, Done | Stopped]:
    """Run tasks, as many at once as there are processors, the first ones first.

    Every task runs that can: one that stops takes along only those that need it, which then have
    no outcome. What a task prints goes to a file in `logs`, and is said only if it breaks.
    """
    waiting = list(tasks)
    working: dict[str, _Worker] = {}
    outcomes: dict[str, Done | Stopped] = {}
    # Workers end without a farewell, and leave what libraries and programs put there.
    temporary = tempfile.mkdtemp(prefix="tandem-")
    try:
        while True:
            values = {n: o.value for n, o in outcomes.items() if isinstance(o, Done)}
            for task in _ready(waiting, values, _processors() - len(working)):
                waiting.remove(task)
                progress.started(task.name)
                working[task.name] = _start(task, values, logs / f"{task.name}.log", temporary)
            if not working:
                break
            answers = [worker.answer for worker in working.values()]
            spoke = wait(answers)
            for name in [name for name, worker in working.items() if worker.answer in spoke]:
                said = _said(working[name])
                if isinstance(said, str):
                    progress.told(name, said)
                    continue
                outcome = outcomes[name] = _outcome(working.pop(name), said)
                if isinstance(outcome, Done):
                    progress.done(name, outcome.value)
                else:
                    progress.stopped(name)
    finally:
        for worker in working.values():
            worker.process.kill()
            worker.process.join()
        shutil.rmtree(temporary, ignore_errors=True)
    if waiting and not any(isinstance(outcome, Stopped) for outcome in outcomes.values()):
        raise ValueError(f"These need each other, or what is not there: {waiting}")
    return outcomes


def _ready(tasks: Iterable[Task], values: Mapping[str, Any], free: int) -> list[Task]:
    ready = [task for task in tasks if values.keys() >= set(task.needs)]
    return ready[:free]


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(task: Task, values: Mapping[str, Any], log: Path, temporary: str) -> _Worker:
    answer, there = _PROCESSES.Pipe(duplex=False)
    call = (there, log, temporary, task.function, task.arguments(values))
    process = _PROCESSES.Process(target=_work, args=call, name=f"tandem {task.name}")
    with _interrupts_held():
        process.start()
    there.close()  # the worker has the other end: when it ends, so does the pipe
    return _Worker(process, answer, log)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let a new process be born deaf to Ctrl-C: the one that asked for it ends it."""
    if sys.platform == "win32":
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _said(worker: _Worker) -> object:
    try:
        return worker.answer.recv()
    except EOFError:
        return None


def _outcome(worker: _Worker, outcome: object) -> Done | Stopped:
    worker.process.join()
    worker.answer.close()
    said = worker.log.read_text(encoding="utf-8", errors="replace") if worker.log.exists() else ""
    if outcome is None:
        return Stopped(fault=f"{said}{_how_it_ended(worker.process.exitcode or 0)}")
    if isinstance(outcome, Stopped) and outcome.fault:
        return Stopped(fault=f"{said}{outcome.fault}")
    assert isinstance(outcome, Done | Stopped)
    return outcome


def _how_it_ended(exit_code: int) -> str:
    if exit_code < 0:
        words = f"Its process was ended from outside by {signal.Signals(-exit_code).name}."
        if exit_code == -signal.SIGKILL:
            words += " Systems do this to the largest process when memory runs out."
        return words
    return f"Its process ended without an answer, with exit code {exit_code}."


# --- In the worker ---------------------------------------------------------------------

GARBAGE = 50_000
"""Objects made before Python looks for garbage: a PDF takes 6 % less time, 2 % more memory."""


def _work(
    answer: Connection,
    log: Path,
    temporary: str,
    function: Callable[..., object],
    arguments: tuple[object, ...],
) -> None:
    global _listener  # noqa: PLW0603  (a process has one task)
    # Modules stay to the end, and a tree or a layout is all live: less looking for what is not.
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)
    os.environ["TMPDIR"] = tempfile.tempdir = temporary
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _print_to(log)
    _listener = answer
    answer.send_bytes(_call(function, arguments))


_listener: Connection | None = None


def tell(words: str) -> None:
    """Say how far this process's task is, to whoever waits for it."""
    if _listener:
        _listener.send(words)


def _call(function: Callable[..., object], arguments: tuple[object, ...]) -> bytes:
    try:
        value = function(*arguments)
        return pickle.dumps(Done(value, _peak_memory()))
    except IssuesFound as found:
        return pickle.dumps(Stopped(report=found.report))
    except ProgramMissing as missing:
        return pickle.dumps(Stopped(missing=str(missing)))
    except BaseException as fault:  # noqa: BLE001  (also what would end the process silently)
        if refused := refusal(fault):
            return pickle.dumps(Stopped(missing=refused))
        return pickle.dumps(Stopped(fault=traceback.format_exc()))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _print_to(log: Path) -> None:
    with log.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)


def _peak_memory() -> int:
    if sys.platform == "win32":
        return 0  # not known there without more packages
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
