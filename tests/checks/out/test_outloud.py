"""outloud finds the faults made for it; what it guesses wrongly is refuted, and nothing else is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, String

from build_tools.checks import Artefacts
from build_tools.checks.out import SpeaksOutLoud
from build_tools.checks.out.runner import Answer, Finding, listen
from build_tools.editions import Artefact, ArtefactFile, BuildJob
from build_tools.editions.pdf import AccessiblePdf
from build_tools.issues import Issue, ProgramMissing, Severity
from build_tools.publication.blocks import Link, Reference
from build_tools.tools.cache import Cache
from tests import builders as b

THEMES = Path(__file__).parents[3] / "themes"
FILE = "exampleton.pdf"

LONG_TITLE = "What the people of eleven towns said at the open day"
LINKS = [part for word in "abcdefgh" for part in (Link(Reference("two"), b.words(word)), "; ")]
WHOLE = b.publication(
    b.section(
        LONG_TITLE,
        b.paragraph("Here stands a sentence that has more than eight small words in it."),
        b.table(
            "Lent", ["Ward", "Tablets"], *[[f"W{i}", f"{i}"] for i in range(4)], row_headers=True
        ),
        b.table("Kept", ["", "Tablets", "Plans"], ["W1", "5", "7"], row_headers=True),
        b.figure("A dark square"),
    ),
    b.section("Two", b.paragraph(*LINKS)),
)


@pytest.fixture(scope="module")
def clean(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "pdf"
    folder.mkdir()
    AccessiblePdf().build(WHOLE, BuildJob(folder=folder, themes=THEMES))
    return folder / FILE


def release(folder: Path, **more) -> Artefacts:
    return Artefacts(folder, {"pdf": Artefact(FILE, (ArtefactFile(FILE),))}, **more)


def issues(artefacts: Artefacts) -> list[Issue]:
    return list(SpeaksOutLoud().run(WHOLE, artefacts))


@pytest.mark.slow
def test_what_it_guesses_wrongly_of_a_clean_file_is_refuted(clean):
    answer = listen(clean)
    assert {found.rule for found in answer.findings} == {"TBL-010", "TAG-002", "ORD-001"}
    assert answer.failures == ()
    assert issues(release(clean.parents[1])) == []


# --- Faults, made in the finished file -------------------------------------------------


def elements(pdf: Pdf, role: str) -> Iterator[Object]:
    def below(found: Object) -> Iterator[Object]:
        for kid in found.K:
            if not isinstance(kid, int) and "/S" in kid:
                if str(kid.S)[1:] == role:
                    yield kid
                yield from below(kid)

    yield from below(pdf.Root.StructTreeRoot)


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def name_of_a_file(pdf: Pdf) -> None:
    next(elements(pdf, "Figure")).Alt = String("IMG_2041.jpg")


def shredded(pdf: Pdf) -> None:
    """Make one more cell of a table a heading."""
    cell = next(elements(pdf, "TD"))
    cell.S = Name.TH
    cell.A = Dictionary(O=Name.Table, Scope=Name.Column)


def skipped(pdf: Pdf) -> None:
    """Take a paragraph out of the structure, and mark its words as no part of it."""
    lost = next(p for p in elements(pdf, "P") if "here-stands" in str(p.get("/ID", "")))
    numbers = {mark if isinstance(mark, int) else int(mark.MCID) for mark in lost.K}
    page = pikepdf.Page(lost.Pg if "/Pg" in lost else lost.K[0].Pg)
    content = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "BDC" and operands[1].get("/MCID", -1) in numbers:
            operands, operator = [Name.Artifact], Operator("BMC")
        content.append((operands, operator))
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
    lost.P.K = Array(kid for kid in lost.P.K if kid != lost)


def backwards(pdf: Pdf) -> None:
    links = next(p for p in elements(pdf, "P") if len(p.K) > len(LINKS) / 2)
    links.K = Array(reversed(list(links.K)))


FAULTS = [
    ("OUT-001", "DOC-013", no_language),
    ("OUT-001", "TBL-010", shredded),
    ("OUT-001", "TAG-002", skipped),
    ("OUT-002", "FIG-0", name_of_a_file),
    ("OUT-002", "ORD-001", backwards),
]


@pytest.mark.slow
@pytest.mark.parametrize(("code", "rule", "make"), FAULTS, ids=[rule for _, rule, _ in FAULTS])
def test_a_fault_is_found(clean, tmp_path, code, rule, make: Callable[[Pdf], None]):
    (tmp_path / "pdf").mkdir()
    with pikepdf.open(clean) as pdf:
        make(pdf)
        pdf.save(tmp_path / "pdf" / FILE)
    found = issues(release(tmp_path))
    assert [issue.code for issue in found if issue.problem.startswith(rule)] == [code], found
    severities = {"OUT-001": Severity.ERROR, "OUT-002": Severity.WARNING}
    assert all(issue.severity is severities[issue.code] for issue in found)
    assert all(issue.remedy for issue in found)


# --- No answer is no pass --------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"", b"no PDF", None])
def test_a_file_that_cannot_be_read_has_no_answer(tmp_path, content):
    (tmp_path / "pdf").mkdir()
    if content is not None:
        (tmp_path / "pdf" / FILE).write_bytes(content)
    cache = Cache(tmp_path / "cache")
    for _ in range(2):
        (found,) = issues(release(tmp_path, cache=cache))
        assert found.code == "OUT-003"


@pytest.mark.slow
def test_a_rule_that_breaks_is_told(clean, monkeypatch):
    from outloud.registry import all_rules

    rule = next(rule for rule in all_rules() if rule.id == "FIG-001")
    monkeypatch.setattr(rule, "fn", lambda document: 1 / 0)
    (found,) = issues(release(clean.parents[1]))
    assert found.code == "OUT-003"
    assert "FIG-001 crashed: ZeroDivisionError" in found.problem


@pytest.mark.slow
def test_no_rule_is_no_answer(clean, monkeypatch):
    monkeypatch.setattr("outloud.run_rules", lambda *args, **more: None)
    assert listen(clean).failures == ("no rule was tried",)


def test_an_edition_without_a_pdf_has_no_answer(tmp_path):
    made = {"pdf": Artefact("a.txt", (ArtefactFile("a.txt"),))}
    (found,) = issues(Artefacts(tmp_path, made))
    assert found.code == "OUT-003"
    assert "no answer" in found.problem


@pytest.mark.parametrize("name", ["outloud", "pymupdf"])
def test_a_missing_package_is_said(monkeypatch, tmp_path, name):
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ProgramMissing, match=rf"{name}.*setup-test"):
        listen(tmp_path / FILE)


# --- What is kept, and what is said ----------------------------------------------------

FOUND = Finding("FIG-010", "warning", "It is a placeholder", 3, "photo", "Say what it shows.")


@pytest.fixture
def answers(monkeypatch, tmp_path):
    """Return a list of what outloud was asked; it finds `FOUND`."""
    asked = []

    def answer(path):
        asked.append(path)
        return Answer((FOUND, replace(FOUND, severity="info")), ())

    monkeypatch.setattr("build_tools.checks.out.listen", answer)
    monkeypatch.setattr("build_tools.checks.out._version", lambda: "1")
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / FILE).write_bytes(b"one")
    return asked


def test_a_finding_names_page_evidence_and_remedy(answers, tmp_path):
    (found,) = issues(release(tmp_path))
    assert found.problem == "FIG-010: It is a placeholder. photo"
    assert (found.place, found.remedy) == ("page 3", "Say what it shows.")
    assert str(found.span) == f"pdf/{FILE}"


def test_an_answer_is_kept_with_the_file_that_it_is_about(answers, tmp_path):
    artefacts = release(tmp_path, cache=Cache(tmp_path / "cache"))
    assert issues(artefacts) == issues(artefacts)
    assert len(answers) == 1
    (tmp_path / "pdf" / FILE).write_bytes(b"two")
    issues(artefacts)
    assert len(answers) == 2
