"""All editions or none: stage, check, publish in one step, write the manifest.

    with outputs.locked(waiting) as folder:
        publication = read(content, partial(production_of, Checking("full")))
        release = build_release(publication, outputs, Stage(folder, themes), Checking("full"))

Each edition is built in a process of its own, and each check runs in one. All their faults are
collected: `ReleaseStopped` carries them together. What was there before is then still there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from build_tools.checks import CHECKS, Artefacts, load_check, plan
from build_tools.checks.man import differences
from build_tools.editions import (
    EDITIONS,
    Configured,
    Lengthy,
    Refusing,
    load_edition,
    with_needs,
)
from build_tools.issues import (
    BUILD_AGAIN,
    Issue,
    IssuesFound,
    Report,
    Severity,
    SourceSpan,
    TandemError,
)
from build_tools.publication import Publication
from build_tools.release.checking import QUICK, Checked, Checking
from build_tools.release.export import export_release
from build_tools.release.manifest import MANIFEST, EditionFacts, Manifest, release_digest
from build_tools.release.outputs import Outputs, OutputsRefused
from build_tools.release.parallel import Done, Progress, Stopped, Task, run_tasks, warm_up
from build_tools.release.production import production_of, recorded_production
from build_tools.release.staging import (
    Built,
    Found,
    Refused,
    Stage,
    ask_edition,
    build_edition,
    finish_edition,
    run_check,
)
from build_tools.rendering.themes import faults_at_their_place

__all__ = [
    "QUICK",
    "Built",
    "Checked",
    "Checking",
    "EditionFacts",
    "Found",
    "Manifest",
    "Outputs",
    "OutputsRefused",
    "Progress",
    "Quiet",
    "Refused",
    "Release",
    "ReleaseStopped",
    "Stage",
    "build_preview",
    "build_release",
    "check_publication",
    "editions_of",
    "export_release",
    "prepare",
    "production_of",
    "recorded_production",
]


@dataclass(frozen=True, slots=True)
class Release:
    """Editions that are in their place.

    `checked` has warnings, and for a preview all that its checks found. `peaks` is the most memory
    that each process had, in bytes. `reused` says that nothing had to be built.
    """

    folder: Path
    manifest: Manifest
    checked: Checked
    peaks: Mapping[str, int]
    reused: bool = False

    @property
    def report(self) -> Report:
        """What the checks found."""
        return self.checked.report


class ReleaseStopped(TandemError):
    """Nothing was put in place; `checked` has the issues.

    `missing` (what to install) and `faults` (tracebacks) are by the name of the task.
    """

    def __init__(
        self,
        checked: Checked,
        missing: Mapping[str, str] | None = None,
        faults: Mapping[str, str] | None = None,
    ) -> None:
        self.checked = checked
        self.report = checked.report
        self.missing = missing or {}
        self.faults = faults or {}
        words = [f"{len(self.report)} issues", *self.missing.values(), *self.faults.values()]
        super().__init__("\n".join(words))


class Quiet:
    """A `Progress` that says nothing."""

    def started(self, name: str) -> None:
        """Say nothing."""

    def told(self, name: str, words: str) -> None:
        """Say nothing."""

    def done(self, name: str, value: Any) -> None:  # noqa: ANN401
        """Say nothing."""

    def stopped(self, name: str) -> None:
        """Say nothing."""


def prepare() -> None:
    """Begin to get ready for a build, which saves the time that reading the content takes."""
    warm_up("build_tools.release.warm", "build_tools.release.staging")


def editions_of(publication: Publication) -> tuple[str, ...]:
    """Return the names of the editions that a publication asks for, and of those they need."""
    return with_needs(publication.record.editions or EDITIONS)


def build_release(
    publication: Publication,
    outputs: Outputs,
    stage: Stage,
    checking: Checking = QUICK,
    progress: Progress | None = None,
) -> Release:
    """Build the publication's editions and make them the current release.

    A release of the same digest that is still whole is checked again, and used again.
    """
    names = editions_of(publication)
    digest = _digest(publication, stage, names, checking)
    for folder in outputs.released(digest):
        if not any(differences(folder)):
            stage.prepare(publication)
            manifest = Manifest.read(folder)
            artefacts = checking.artefacts(folder, manifest.artefacts())
            checked = _check(stage, names, checking, artefacts, progress or Quiet())
            checked = replace(checked, editions=manifest.editions)
            _refuse_faults(manifest, checked)
            outputs.point_to(folder)
            return Release(folder, manifest, checked, {}, reused=True)
    made = _make(publication, stage, names, digest, checking, progress or Quiet())
    _refuse_faults(Manifest.read(stage.release), made.checked)
    folder = outputs.publish(stage.release, digest)
    return Release(folder, made.manifest, made.checked, made.peaks)


def build_preview(
    publication: Publication,
    outputs: Outputs,
    stage: Stage,
    only: Iterable[str],
    checking: Checking = QUICK,
    progress: Progress | None = None,
) -> Release:
    """Build some editions, and those that they need, into `preview/`; `current` stays.

    A preview is there to be looked at: it is put in place even if its checks find faults.
    """
    names = with_needs(only)
    digest = _digest(publication, stage, names, checking)
    made = _make(publication, stage, names, digest, checking, progress or Quiet())
    folder = outputs.put_preview(stage.release)
    return Release(folder, made.manifest, made.checked, made.peaks)


def check_publication(
    publication: Publication,
    release: Path | None,
    themes: Path,
    checking: Checking = QUICK,
    progress: Progress | None = None,
) -> Checked:
    """Run the checks of the source, and those of a finished release if there is one.

    Each edition that the publication asks for says besides what in the content it can't carry.
    Nothing is written but to the cache. A release of another source is not compared with this
    one: there is a warning, for its checks were not run. To the full plan that is an error, and
    so is a release that is not there; to the quick one that is nothing to speak of.
    """
    severity = Severity.ERROR if checking.plan == "full" else Severity.WARNING
    refused = Report()
    artefacts = checking.artefacts(Path(), {})
    editions: Mapping[str, EditionFacts] = {}
    if release is None:
        if checking.plan == "full":
            problem = "There is no release, so only the source was checked."
            refused.add(_issue("MAN-009", problem))
    elif any(broken := tuple(differences(release))):
        refused.extend(broken)
    else:
        manifest = Manifest.read(release)
        if manifest.source == publication.digest:
            artefacts = checking.artefacts(release, manifest.artefacts())
            editions = manifest.editions
        else:
            was, now = manifest.stamp["digest"], publication.stamp.digest
            problem = f"The release is of source {was}; the source is now {now}, so only the "
            refused.add(_issue("MAN-007", f"{problem}source was checked.", severity))
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage.laid_out(Path(folder), themes)
        stage.prepare(publication)
        names = editions_of(publication)
        checked = _check(stage, names, checking, artefacts, progress or Quiet())
    checked.report.extend(refused)
    return replace(checked, editions=editions)


def _issue(code: str, problem: str, severity: Severity = Severity.ERROR) -> Issue:
    return Issue(code, SourceSpan(MANIFEST), problem, BUILD_AGAIN, severity)


def _digest(
    publication: Publication, stage: Stage, names: Iterable[str], checking: Checking
) -> str:
    checks = (checking.plan, *checking.codes(names))
    return release_digest(publication, stage.themes, names, checks)


def _refuse_faults(manifest: Manifest, checked: Checked) -> None:
    """Raise `ReleaseStopped` for errors, and if other checks ran than the manifest says."""
    report = checked.report
    said, ran = set(manifest.checks), set(checked.ran)
    for code in sorted(said - ran):
        report.add(_issue("MAN-008", f"The manifest says that {code} was checked; it was not."))
    for code in sorted(ran - said):
        report.add(_issue("MAN-008", f"{code} was checked, and the manifest does not say so."))
    if report.failed:
        raise ReleaseStopped(checked)


def _check(
    stage: Stage,
    names: Iterable[str],
    checking: Checking,
    artefacts: Artefacts,
    progress: Progress,
) -> Checked:
    """Ask all editions, and run all checks of a plan over those that are finished."""
    refused = _refused(stage, names, progress)
    tasks = _check_tasks(stage, checking, checking.artefacts(stage.release, {}))
    if artefacts.made:
        tasks += _check_tasks(stage, checking, artefacts)
    return Checked.of(_values(run_tasks(tasks, stage.folder, progress)), refused)


def _refused(stage: Stage, names: Iterable[str], progress: Progress) -> tuple[Issue, ...]:
    """Return what in the content these editions can't carry, or carry badly.

    While something is wrong with the look, that is all that is said.
    """
    settings = _faults_of_settings(stage, names)
    if settings.failed:
        return tuple(settings)
    asked = [name for name in names if isinstance(load_edition(EDITIONS[name]), Refusing)]
    tasks = [_asker(name, stage) for name in asked]
    answers: Mapping[str, Refused] = _values(run_tasks(tasks, stage.folder, progress))
    return tuple(issue for answer in answers.values() for issue in answer.issues)


def _faults_of_settings(stage: Stage, names: Iterable[str]) -> Report:
    report = Report()
    for edition in (load_edition(EDITIONS[name]) for name in names):
        try:
            with faults_at_their_place(stage.themes):
                if isinstance(edition, Configured):
                    edition.read_settings(stage.themes)
        except IssuesFound as found:
            report.extend(found.report)
    return report


def _asker(name: str, stage: Stage) -> Task:
    arguments = (EDITIONS[name], stage)
    return Task(name, ask_edition, lambda _: arguments)


# --- Making ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    manifest: Manifest
    checked: Checked
    peaks: Mapping[str, int]


def _make(
    publication: Publication,
    stage: Stage,
    names: tuple[str, ...],
    digest: str,
    checking: Checking,
    progress: Progress,
) -> _Made:
    """Build, finish and check editions on a stage; stop after the step that has faults."""
    stage.prepare(publication)

    refused = Checked.of({}, _refused(stage, names, progress))
    if refused.report.failed:
        raise ReleaseStopped(refused)

    loaded = {name: load_edition(EDITIONS[name]) for name in names}
    tasks = [_builder(name, stage) for name in _slowest_first(loaded)]
    tasks += _check_tasks(stage, checking, checking.artefacts(stage.release, {}))
    outcomes = run_tasks(tasks, stage.folder, progress)
    values, peaks = _values(outcomes), _peaks(outcomes)
    built: dict[str, Built] = {name: values.pop(name) for name in names}
    found: dict[str, Found] = values

    tasks = [_finisher(name, stage, built) for name in names if built[name].finishes]
    outcomes = run_tasks(tasks, stage.folder, progress)
    built |= _values(outcomes)
    peaks |= {name: max(peak, peaks[name]) for name, peak in _peaks(outcomes).items()}

    editions = {name: built[name].facts for name in names}
    manifest = Manifest.of(publication, digest, editions, checking.plan, checking.codes(names))
    manifest.write(stage.release)
    artefacts = checking.artefacts(stage.release, manifest.artefacts())
    outcomes = run_tasks(_check_tasks(stage, checking, artefacts), stage.folder, progress)
    found |= _values(outcomes)

    warnings = [issue for edition in built.values() for issue in edition.warnings]
    checked = Checked.of(found, [*refused.report, *warnings], editions)
    return _Made(manifest, checked, peaks | _peaks(outcomes))


def _slowest_first(tasks: Mapping[str, object]) -> list[str]:
    """Put the names of those first that the others would have to wait for."""
    costs = {name: task.cost for name, task in tasks.items() if isinstance(task, Lengthy)}
    return sorted(tasks, key=lambda name: costs.get(name, 0), reverse=True)


def _builder(name: str, stage: Stage) -> Task:
    reference = EDITIONS[name]
    needs = load_edition(reference).needs

    def arguments(built: Mapping[str, Built]) -> tuple[object, ...]:
        needed = {need: built[need].facts.artefact(need) for need in needs}
        return (name, reference, stage, needed)

    return Task(name, build_edition, arguments, needs)


def _finisher(name: str, stage: Stage, built: Mapping[str, Built]) -> Task:
    made = {other: built[other].facts.artefact(other) for other in built}
    arguments = (name, EDITIONS[name], stage, made)
    return Task(name, finish_edition, lambda _: arguments)


def _check_tasks(stage: Stage, checking: Checking, artefacts: Artefacts) -> list[Task]:
    codes = plan(artefacts.made, checking.plan)
    loaded = {code: load_check(CHECKS[code]) for code in codes}
    return [_checker(code, stage, artefacts) for code in _slowest_first(loaded)]


def _checker(code: str, stage: Stage, artefacts: Artefacts) -> Task:
    arguments = (CHECKS[code], stage, artefacts)
    return Task(code, run_check, lambda _: arguments)


def _values(outcomes: Mapping[str, Done | Stopped]) -> dict[str, Any]:
    """Return the values of tasks that are all done; raise `ReleaseStopped` if one is not."""
    values = {name: o.value for name, o in outcomes.items() if isinstance(o, Done)}
    stopped = {name: o for name, o in outcomes.items() if isinstance(o, Stopped)}
    if not stopped:
        return values
    issues = (issue for outcome in stopped.values() for issue in outcome.report)
    found = {name: value for name, value in values.items() if isinstance(value, Found)}
    missing = {name: o.missing for name, o in stopped.items() if o.missing}
    faults = {name: o.fault for name, o in stopped.items() if o.fault}
    raise ReleaseStopped(Checked.of(found, issues), missing, faults)


def _peaks(outcomes: Mapping[str, Done | Stopped]) -> dict[str, int]:
    return {name: outcome.peak for name, outcome in outcomes.items() if isinstance(outcome, Done)}
