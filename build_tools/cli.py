"""The command line: thin. Parse, call, print, exit code.

Exit codes: 0 clean, 1 issues found, 2 wrong usage, 3 something is missing (a program, room on the
disk, the right to write), 70 our own fault (with traceback), 130 stopped with Ctrl-C, 143 or 129 by
SIGTERM or SIGHUP.
"""

from __future__ import annotations

import datetime
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import build_tools
from build_tools.editions import EDITIONS
from build_tools.issues import Issue, IssuesFound, ProgramMissing, Report, Severity, refusal

if TYPE_CHECKING:
    from rich.status import Status

    from build_tools.publication import Publication
    from build_tools.publication.changes import SectionChange
    from build_tools.publication.production import Produce
    from build_tools.release import (
        Built,
        Checked,
        Checking,
        Found,
        Outputs,
        Refused,
        Release,
        ReleaseStopped,
    )
    from build_tools.reports import Findings

CLEAN, ISSUES, USAGE, MISSING, FAULT, INTERRUPTED = 0, 1, 2, 3, 70, 130

Reports = tuple[tuple[str, Path | None], ...]
"""Forms of reports, and the files that they go to."""

F = TypeVar("F", bound=Callable[..., Any])


def default_themes() -> Path:
    """Return the look that Tandem brings."""
    from build_tools.rendering.themes import own_themes

    return own_themes()


# --- Options ---------------------------------------------------------------------------

content_option = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default="content",
    show_default=True,
    help="The folder that editors write.",
)
outputs_option = click.option(
    "--outputs",
    type=click.Path(path_type=Path, file_okay=False),
    default="outputs",
    show_default=True,
    help="The folder that releases are put in.",
)
themes_option = click.option(
    "--themes",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=default_themes,
    help="How editions look: a brand, and what differs from Tandem's own.",
)


class ReportFile(click.ParamType[tuple[str, Path | None]]):
    """A form of report and the file it goes to, as `html=report.html`; none: the terminal."""

    name = "form[=file]"
    forms = ("json", "junit", "html", "github")

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path | None]:
        """Split it; refuse a form that there is not."""
        form, _, file = value.partition("=")
        if form not in self.forms:
            self.fail(f"'{form}' is none of {', '.join(self.forms)}.", param, ctx)
        return form, Path(file) if file else None


def checking_options(command: F) -> F:
    """Give a command the options that say what is checked and who is told."""
    options = (
        click.option(
            "--full",
            is_flag=True,
            help="Check also what needs a browser or Java.",
        ),
        click.option(
            "--today",
            type=click.DateTime(["%Y-%m-%d"]),
            help="The day that dates are compared with. [default: none has passed]",
        ),
        click.option(
            "--report",
            "reports",
            type=ReportFile(),
            multiple=True,
            help="Write a report besides: json, junit, html or github; may be repeated.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(
    epilog=_examples("tandem build", "tandem check --content our-strategy/content"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(build_tools.__version__, prog_name="tandem", message="%(prog)s %(version)s")
def tandem() -> None:
    """Publish every edition of a strategy together, from one source."""


@tandem.command(epilog=_examples("tandem build", "tandem build --edition pdf --edition text"))
@content_option
@outputs_option
@themes_option
@click.option(
    "--edition",
    "only",
    multiple=True,
    type=click.Choice(list(EDITIONS)),
    help="Build this one only, into outputs/preview; may be repeated.",
)
@checking_options
def build(  # noqa: PLR0913  (one for each option)
    content: Path,
    outputs: Path,
    themes: Path,
    *,
    only: tuple[str, ...],
    full: bool,
    today: datetime.datetime | None,
    reports: Reports,
) -> int:
    """Build every edition, check them, and put them in place in one step.

    If anything is wrong in any of them, the former release stays as it was.
    """
    from build_tools.release import (
        Outputs,
        Stage,
        build_preview,
        build_release,
        editions_of,
        prepare,
        production_of,
    )

    prepare()
    place = Outputs(outputs, apart_from=(content, themes))
    checking = _checking(place, full, today)
    # What is read under the lock is never older than what is in place.
    with (
        reported(reports, checking, only or EDITIONS) as findings,
        place.locked(waiting=click.echo) as folder,
    ):
        publication = _read(content, findings, partial(production_of, checking, only=only))
        findings.planned = checking.codes(only or editions_of(publication))
        stage = Stage.laid_out(folder, themes)
        with Lines() as lines:
            if only:
                release = build_preview(publication, place, stage, only, checking, lines)
            else:
                release = build_release(publication, place, stage, checking, lines)
        findings.planned = release.manifest.checks
        _take(findings, release.checked)
    click.echo(_summary(release, outputs / ("preview" if only else "current")))
    return show_report(release.report)


@tandem.command(
    epilog=_examples(
        "tandem check",
        "tandem check --content our-strategy/content",
        "tandem check --full --today 2026-11-22 --report html=report.html",
    )
)
@content_option
@outputs_option
@themes_option
@click.option(
    "--external",
    is_flag=True,
    help="Ask besides whether the outside addresses answer; needs --today.",
)
@checking_options
def check(  # noqa: PLR0913  (one for each option)
    content: Path,
    outputs: Path,
    themes: Path,
    *,
    external: bool,
    full: bool,
    today: datetime.datetime | None,
    reports: Reports,
) -> int:
    """Say what is wrong in the content and in the finished release, and change neither."""
    from build_tools.release import (
        Outputs,
        check_publication,
        editions_of,
        prepare,
        recorded_production,
    )

    if external and not today:
        raise click.UsageError("--external needs --today: answers are kept for some days.")
    prepare()
    place = Outputs(outputs)
    checking = _checking(place, full, today)
    release = place.current()
    with reported(reports, checking, EDITIONS if release or full else ()) as findings:
        publication = _read(content, findings, partial(recorded_production, release, checking))
        findings.planned = checking.codes(editions_of(publication) if release or full else ())
        with Lines() as lines:
            checked = check_publication(publication, release, themes, checking, lines)
        _take(findings, checked)
        if external and checking.today:
            checked.report.extend(_ask_outside(publication, checking.today, place))
            findings.report.extend(checked.report)
    code = show_report(checked.report)
    if not release and not full:
        click.echo("There is no release yet, so only the source was checked.")
    return code


@tandem.command(epilog=_examples("tandem export public", "tandem export public --outputs made"))
@outputs_option
@click.argument("folder", type=click.Path(path_type=Path, exists=False))
def export(outputs: Path, folder: Path) -> int:
    """Copy the release into FOLDER, for a web server and a list of downloads.

    A consultation or a final version is refused unless it was checked in full.
    """
    from build_tools.release import Outputs, export_release

    if folder.exists():
        raise click.UsageError(f"{folder} is already there; name a new folder.")
    manifest = export_release(Outputs(outputs).current(), folder)
    click.echo(f"{manifest.publication['title']}, checked by the {manifest.plan} plan: {folder}")
    return CLEAN


@tandem.command(
    epilog=_examples("tandem changes ../approved/content", "tandem changes old --json changed.json")
)
@click.argument("base", type=click.Path(path_type=Path))
@content_option
@click.option(
    "--json",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it for programs too.",
)
def changes(base: Path, content: Path, file: Path | None) -> int:
    """Say which sections' words differ from those of BASE, an older content folder.

    When BASE itself can't be read, this is said, and is no error.
    """
    from build_tools.publication.changes import compare
    from build_tools.reading import read, read_with_report

    now = read(content)
    then, faults = read_with_report(base)
    found = compare(then, now) if then else ()
    if then:
        click.echo(f"Since version {then.stamp.version}, source {then.stamp.digest}:")
        click.echo("\n".join(map(_changed, found)) or "  No words have changed.")
    else:
        click.echo(
            f"What has changed is not known: {base} can't be read ({_count(len(faults), 'issue')}; "
            f"tandem check --content {base} shows them)."
        )
    if file:
        since = {"version": then.stamp.version, "source": then.stamp.digest} if then else None
        raw = {"format": 2, "since": since, "sections": [asdict(change) for change in found]}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(raw, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return CLEAN


@tandem.command(epilog=_examples("tandem serve", "tandem serve --port 8001"))
@content_option
@themes_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(content: Path, themes: Path, host: str, port: int) -> int:
    """Show the website while you edit; it is built again on every change."""
    from build_tools.editions.site.serve import serve as serve_site

    serve_site(content, themes, host, port)
    return CLEAN


@tandem.command(epilog=_examples("tandem editions"))
def editions() -> int:
    """List the editions."""
    from build_tools.editions import load_edition

    width = max(map(len, EDITIONS))
    for name, reference in EDITIONS.items():
        edition = load_edition(reference)
        needs = f" (after {', '.join(edition.needs)})" if edition.needs else ""
        click.echo(f"{name:{width}}  {edition.title}: {edition.use}{needs}")
    return CLEAN


def _checking(place: Outputs, full: bool, today: datetime.datetime | None) -> Checking:
    from build_tools.release import Checking
    from build_tools.tools.cache import Cache

    cache = Cache(place.folder / ".cache")
    return Checking("full" if full else "quick", today.date() if today else None, cache)


def _read(content: Path, findings: Findings, produce: Produce) -> Publication:
    """Read the content and say at once what to be warned of."""
    from build_tools.reading import read_with_report

    publication, report = read_with_report(content, produce)
    if publication is None:
        raise IssuesFound(report)
    show_report(report)
    findings.report.extend(report)
    stamp = publication.stamp
    findings.about = {
        "title": publication.title,
        "version": stamp.version,
        "status": stamp.status,
        "date": stamp.date.isoformat(),
        "source": stamp.digest,
    }
    return publication


def _take(findings: Findings, checked: Checked) -> None:
    findings.report.extend(checked.report)
    findings.ran, findings.parity = checked.ran, checked.counts
    findings.editions = {
        name: {"pages": facts.pages, "bytes": facts.bytes, "entry": facts.entry}
        for name, facts in checked.editions.items()
    }


ALLOWED = Path("external-links.yml")
"""Outside addresses that may fail for a time, if there are any: see `links/allowed.py`."""


def _ask_outside(publication: Publication, today: datetime.date, place: Outputs) -> list[Issue]:
    from build_tools.checks.lnk.external import check_external

    cache = place.folder / ".cache" / "external-links.json"
    allow = ALLOWED if ALLOWED.is_file() else None
    click.echo("Asking the outside addresses, politely: this takes minutes.")
    return list(check_external(publication, today=today, cache=cache, allow=allow))


@contextmanager
def reported(reports: Reports, checking: Checking, editions: Iterable[str]) -> Iterator[Findings]:
    """Give findings to fill, and write the reports of them however the run ends."""
    from build_tools.release import ReleaseStopped
    from build_tools.reports import REPORTS, Findings

    findings = Findings(checking.plan, checking.today, checking.codes(editions))
    try:
        yield findings
    except IssuesFound as found:
        findings.report.extend(found.report)
        raise
    except ReleaseStopped as stopped:
        _take(findings, stopped.checked)
        findings.missing, findings.faults = stopped.missing, stopped.faults
        raise
    except ProgramMissing as missing:
        findings.missing = {"tandem": str(missing)}
        raise
    except BaseException as fault:
        if lacking := refusal(fault):
            findings.missing = {"tandem": lacking}
        else:
            findings.faults = {"tandem": traceback.format_exc()}
        raise
    finally:
        for form, file in reports:
            text = REPORTS[form](findings)
            if file:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
            else:
                click.echo(text, nl=False)


# --- What is said ----------------------------------------------------------------------


SILENCE = 20
"""Seconds after which a task that isn't done says how far it is, where there is no terminal."""


class Lines:
    """A line for each task that is done; on a terminal also what is being done, and how far.

    Elsewhere a task that takes long says now and then how far it is.
    """

    def __init__(self) -> None:
        self._began: dict[str, float] = {}
        self._spoke: dict[str, float] = {}
        self._so_far: dict[str, str] = {}
        self._built: set[str] = set()
        self._status: Status | None = None

    def __enter__(self) -> Lines:
        if sys.stdout.isatty():
            from rich.console import Console

            self._status = Console().status("Reading")
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def started(self, name: str) -> None:
        """A task has begun."""
        self._began[name] = self._spoke[name] = time.monotonic()
        self._so_far[name] = ""
        self._show()

    def told(self, name: str, words: str) -> None:
        """A task says how far it is."""
        self._so_far[name] = words
        self._show()
        if not self._status and time.monotonic() - self._spoke[name] > SILENCE:
            self._spoke[name] = time.monotonic()
            click.echo(f"  {name:8} {words}")

    def done(self, name: str, value: Built | Found | Refused) -> None:
        """A task has come to its end: an edition, or a check."""
        from build_tools.release import Found, Refused

        seconds = time.monotonic() - self._began.pop(name)
        if isinstance(value, Refused):
            pass  # asked and answered at once: only what it found is said
        elif isinstance(value, Found):
            found = _count(len(value.issues), "issue")
            click.echo(f"  {name:8} {'checked':8} {found:>23} {seconds:7.1f} s")
        else:
            facts = value.facts
            pages = _count(facts.pages, "page") if facts.pages is not None else ""
            size = _size(facts.bytes)
            deed = "finished" if name in self._built else "built"
            self._built.add(name)
            click.echo(f"  {name:8} {deed:8} {pages:>12} {size:>10} {seconds:7.1f} s")
        self._show()

    def stopped(self, name: str) -> None:
        """A task could not come to its end."""
        self._began.pop(name)
        click.echo(f"  {name:8} stopped")
        self._show()

    def _show(self) -> None:
        if self._status:
            doing = (f"{name} {self._so_far[name]}".strip() for name in self._began)
            self._status.update(", ".join(doing) or "Finishing")


def _summary(release: Release, folder: Path) -> str:
    stamp = release.manifest.stamp
    head = f"{release.manifest.publication['title']}, version {stamp['version']}, {stamp['status']}"
    if release.reused:
        head += f"\nNothing has changed: release {release.folder.name} is whole and stays."
    entries = [f"  {folder / edition.entry}" for edition in release.manifest.editions.values()]
    return "\n".join([head, *entries])


KILO = 1000


def _size(size: int) -> str:
    kilobytes = size / KILO
    return f"{kilobytes:.1f} KB" if kilobytes < KILO else f"{kilobytes / KILO:.1f} MB"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def show_report(report: Report) -> int:
    """Print issues for people and return the exit code. Other forms of a report belong here."""
    issues = list(report)
    many = _summed_up(issues)
    for issue in issues:
        if issue.code not in many or issue.severity is Severity.ERROR:
            click.echo(_with_excerpt(issue) + "\n")
    for words in many.values():
        click.echo(words + "\n")
    if issues:
        errors = sum(issue.severity is Severity.ERROR for issue in issues)
        counts = [_count(errors, "error")] if errors else []
        counts += [_count(len(issues) - errors, "warning")] if len(issues) > errors else []
        click.echo(", ".join(counts))
    return ISSUES if report.failed else CLEAN


MOST_OF_LANGUAGE, FIRST_PLACES = 20, 3
"""So many warnings of plain language are shown in full; of more, each rule's first places."""


def _summed_up(issues: list[Issue]) -> dict[str, str]:
    """Return words for each rule of plain language, where there are too many warnings to read."""
    from build_tools.reports.rules import title

    found: dict[str, list[str]] = {}
    for issue in issues:
        if issue.code.startswith("LNG-") and issue.severity is Severity.WARNING:
            found.setdefault(issue.code, []).append(str(issue.span))
    if sum(map(len, found.values())) <= MOST_OF_LANGUAGE:
        return {}
    return {code: _of_rule(code, title(code), places) for code, places in sorted(found.items())}


def _of_rule(code: str, title: str, places: list[str]) -> str:
    more = len(places) - FIRST_PLACES
    lines = [f"{code}: {_count(len(places), 'warning')}: {title}"]
    lines += [f"  {place}" for place in places[:FIRST_PLACES]]
    lines += [f"  and {more} more: tandem check --report html=report.html shows all"] * (more > 0)
    return "\n".join(lines)


def _changed(change: SectionChange) -> str:
    """Return a line: "    4  Places (moved): 1 added, 2 changed"."""
    counts = [
        f"{count} {outcome}"
        for outcome in ("added", "removed", "changed", "moved")
        if (count := getattr(change, outcome))
    ]
    state = f" ({change.state})" if change.state != "changed" else ""
    return f"{change.number:>5}  {change.title}{state}: {', '.join(counts) or 'the same words'}"


def _with_excerpt(issue: Issue) -> str:
    """Return an issue with the line of the source that it is about, if it can be read."""
    from build_tools.reports.excerpt import excerpt

    found = excerpt(issue.span)
    if not found:
        return str(issue)
    caret = f"\n    | {' ' * found.caret}^" if found.caret >= 0 else ""
    return f"{issue}\n    | {found.text}{caret}"


def _show_stopped(stopped: ReleaseStopped) -> int:
    """Print everything that stopped a release; what is worst gives the exit code."""
    code = show_report(stopped.report)
    for name, message in stopped.missing.items():
        click.echo(f"{name}: {message}", err=True)
        code = MISSING
    for name, fault in stopped.faults.items():
        click.echo(f"{name}:\n{fault.rstrip()}\n{OUR_FAULT}", err=True)
        code = FAULT
    click.echo("Nothing was published; the former release is as it was.", err=True)
    return code


OUR_FAULT = (
    "This is a fault in Tandem or in what it runs on, not in your content. "
    "Please report it with the lines above."
)


# --- The way in ------------------------------------------------------------------------


def run(arguments: Iterable[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        return _run(arguments)
    except (KeyboardInterrupt, click.Abort) as end:  # it may come while we import
        ended = end if isinstance(end, Ended) else end.__cause__
        by = f" by {ended.signal.name}" if isinstance(ended, Ended) else ""
        with suppress(OSError):  # with SIGHUP, the terminal has gone
            click.echo(f"Stopped{by}. The former release is as it was.", err=True)
        return 128 + ended.signal if isinstance(ended, Ended) else INTERRUPTED


def _run(arguments: Iterable[str]) -> int:
    from build_tools.release import OutputsRefused, ReleaseStopped

    code = FAULT
    try:
        code = tandem.main(list(arguments), prog_name="tandem", standalone_mode=False) or CLEAN
    except IssuesFound as found:
        code = show_report(found.report)
    except ReleaseStopped as stopped:
        code = _show_stopped(stopped)
    except ProgramMissing as missing:
        click.echo(str(missing), err=True)
        code = MISSING
    except OutputsRefused as refused:
        click.echo(f"Error: {refused}", err=True)
        code = USAGE
    except click.ClickException as wrong:
        wrong.show()
        code = USAGE
    except click.Abort:
        raise
    except BrokenPipeError:
        # Whoever read our lines has gone; the interpreter must not complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ISSUES
    except Exception as fault:  # noqa: BLE001  (the last resort: say whose fault it is)
        if lacking := refusal(fault):
            click.echo(f"Error: {lacking}", err=True)
            code = MISSING
        else:
            click.echo(f"{traceback.format_exc()}{OUR_FAULT}", err=True)
    return code


class Ended(KeyboardInterrupt):
    """The system asks us to end: we clean up as if with Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal = signal.Signals(number)


def _end(number: int, _frame: object) -> None:
    for each in ENDINGS:
        signal.signal(each, signal.SIG_IGN)  # what cleans up is not asked again
    raise Ended(number)


ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def main() -> None:
    """Run `tandem`."""
    for each in ENDINGS:
        if signal.getsignal(each) is not signal.SIG_IGN:  # such as below nohup
            signal.signal(each, _end)
    sys.exit(run(sys.argv[1:]))
