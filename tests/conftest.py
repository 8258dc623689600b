"""What all tests share: Hypothesis's profile, golden files, and finished files to look at."""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from build_tools.checks import Artefacts
    from build_tools.editions import Artefact

THEMES = Path(__file__).parents[1] / "themes"

# A shell that starts tests in the background lets them ignore Ctrl-C, and all that they start too.
signal.signal(signal.SIGINT, signal.default_int_handler)

gc.set_threshold(50_000, 20, 20)  # trees by the thousand: less looking for what is garbage

# The same few examples in every run; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile(
    "same",
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "search", parent=settings.get_profile("same"), max_examples=300, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden",
        action="store_true",
        help="write what the editions give now into tests/golden/; then read its diff",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: a core that starts it last works on it alone at the end."""
    items.sort(key=lambda item: item.path.name != "test_publications.py")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of `tests/golden/`, or write it there with --refresh-golden."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if request.config.getoption("--refresh-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        assert file.exists(), f"{file} is missing: run pytest --refresh-golden, and read it"
        assert text == file.read_bytes().decode(), "pytest --refresh-golden shows it as a diff"

    return compare


@pytest.fixture(scope="session")
def warm() -> None:
    """Let workers begin with what all of them need, as those of `tandem build` do."""
    from build_tools.release.parallel import warm_up

    warm_up("build_tools.release.staging")


# --- Made once -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable:
    """Make files once for all workers, for tests that only read them.

    `once(name, make)` returns a folder and what `make(folder)` returned when it filled it. Give
    one name to one thing: whoever asks first makes it, the others wait.
    """
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "once"
    shared.mkdir(exist_ok=True)

    def provide(name: str, make: Callable[[Path], object]) -> tuple[Path, object]:
        folder, answer = shared / name, shared / f"{name}.pickle"
        with FileLock(shared / f"{name}.lock"):
            if not answer.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a maker that failed has left
                folder.mkdir()
                answer.write_bytes(pickle.dumps(make(folder)))
            return folder, pickle.loads(answer.read_bytes())

    return provide


@pytest.fixture(scope="session")
def every_block_pdf(once: Callable) -> Artefacts:
    """The accessible PDF of `EVERY_BLOCK`, as a release has it."""
    return _finished("pdf", once)


@pytest.fixture(scope="session")
def every_block_print(once: Callable) -> Artefacts:
    """The print PDF of `EVERY_BLOCK`, as a release has it."""
    return _finished("print", once)


@pytest.fixture(scope="session")
def every_block_epub(once: Callable, every_block_print: Artefacts) -> Artefacts:
    """The e-book of `EVERY_BLOCK` and the print edition that it has its pages from."""
    from build_tools.checks import Artefacts
    from build_tools.editions import BuildJob, edition
    from tests.every_block import EVERY_BLOCK

    def make(folder: Path) -> Artefact:
        shutil.copytree(every_block_print.folder / "print", folder / "print")
        needed = {"print": (every_block_print.made["print"], folder / "print")}
        job = BuildJob(folder / "epub", THEMES, needed)
        job.folder.mkdir()
        return edition("epub").build(EVERY_BLOCK, job)

    folder, made = once("every-block-epub", make)
    return Artefacts(folder, {**every_block_print.made, "epub": made})


@pytest.fixture(scope="session")
def every_block_word(once: Callable) -> Artefacts:
    """The Word document of `EVERY_BLOCK`, as a release has it."""
    return _finished("word", once)


@pytest.fixture(scope="session")
def every_block_large_print(once: Callable) -> Artefacts:
    """The large print of `EVERY_BLOCK`, as a release has it."""
    return _finished("large-print", once)


def _finished(name: str, once: Callable) -> Artefacts:
    # Not above: the process that only hands out tests reads this file too.
    from build_tools.checks import Artefacts
    from build_tools.editions import BuildJob, edition
    from tests.every_block import EVERY_BLOCK

    def make(folder: Path) -> Artefact:
        job = BuildJob(folder / name, THEMES)
        job.folder.mkdir()
        return edition(name).build(EVERY_BLOCK, job)

    folder, made = once(f"every-block-{name}", make)
    return Artefacts(folder, {name: made})
