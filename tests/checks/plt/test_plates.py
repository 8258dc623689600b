"""Plates are made by a real RIP."""

from __future__ import annotations

import shutil

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from build_tools.checks import Artefacts
from build_tools.checks.plt import BlackTextOnBlackPlate
from build_tools.issues import ProgramMissing

needs_ghostscript = pytest.mark.skipif(
    not shutil.which("gs"), reason="`make setup-test` installs Ghostscript"
)


def plates(proof):
    artefacts = Artefacts(proof.folder, {"print": proof.made})
    return [issue.code for issue in BlackTextOnBlackPlate().run(proof.publication, artefacts)]


def manage(pdf):
    """Let a managed space stand in for the press's, so that black is made of four inks."""
    managed = Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile])
    for page in pdf.pages:
        page.obj.Resources.ColorSpace = Dictionary(DefaultCMYK=managed)


@pytest.mark.slow
@needs_ghostscript
def test_black_text_is_on_one_plate(proof):
    assert plates(proof) == []


@pytest.mark.slow
@needs_ghostscript
def test_a_space_that_converts_black_is_found(proof):
    proof.spoil(manage)
    assert "PLT-001" in plates(proof)


@pytest.mark.slow
@needs_ghostscript
def test_a_file_without_black_text_is_never_a_pass(proof):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(proof.file)
    assert plates(proof) == ["PLT-002"]


def test_a_missing_file_is_never_a_pass(proof):
    proof.file.unlink()
    assert plates(proof) == ["PLT-002"]


def test_a_missing_program_is_never_a_pass(proof, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ProgramMissing, match="Ghostscript"):
        plates(proof)
