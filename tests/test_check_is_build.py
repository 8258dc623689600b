"""What `tandem check` lets pass, a build publishes: no check of a finished edition finds a fault.

Each input is read, the editions are asked, the source is checked. Where none of these says an
error, the editions that are quick to make are made, and all their quick checks have to be silent.
The inputs are what other people's documents are full of; many were refused late, as Tandem's fault.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.checks import CHECKS, Artefacts, load_check, plan
from build_tools.editions import BuildJob, Refusing, edition
from build_tools.issues import Issue, Severity
from build_tools.publication import Publication
from build_tools.publication.names import slug
from build_tools.publication.strictness import judged
from build_tools.reading import read_with_report
from build_tools.reports.origins import traced
from tests.reading.town import TOWN, Files, replaced, with_text, write

THEMES = Path(__file__).parents[1] / "themes"
QUICK = ("text", "word", "braille", "data", "page")
LEFT_OUT = {"MAN"}
"""It compares a release with its manifest, and there is no release."""


def refusals(publication: Publication) -> list[Issue]:
    """Return the errors that `tandem check` finds in a publication that could be read."""
    asked = [edition(name) for name in QUICK]
    found = [
        issue
        for one in asked
        if isinstance(one, Refusing)
        for issue in one.refused(publication, THEMES)
    ]
    for code in plan(()):
        found += load_check(CHECKS[code]).run(publication, Artefacts(Path(), {}))
    return errors(judged(found, publication.record))


def errors(issues):
    return [issue for issue in issues if issue.severity is Severity.ERROR]


def late_faults(publication: Publication, folder: Path) -> list[Issue]:
    """Make the editions, and return the errors that their quick checks find."""
    made = {}
    for name in QUICK:
        job = BuildJob(folder / name, THEMES)
        job.folder.mkdir(parents=True)
        made[name] = edition(name).build(publication, job)
    artefacts = Artefacts(folder, made)
    found = []
    for code in plan(made):
        if code not in LEFT_OUT:
            found += load_check(CHECKS[code]).run(publication, artefacts)
    return errors(traced(found, publication, artefacts))


def said(issues) -> str:
    return "\n".join(map(str, issues))


PUBLICATION, MEASURES = "publication.yml", "registers/measures.yml"
TITLE = "A plan for Exampleton"
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"

TEXTS = {
    "a row of symbols": "Name: ______________ and so on ......... 12.",
    "symbols alone": "- ···\n- –––\n- [[…]]\n- (—)",
    "letters of Europe": "**Œuvre**, *Æsop* and ŒUVRES IN CAPITALS ALL. Straße, İstanbul, ısı, "
    "Łódź, Ĳsselmeer, ﬁre, Þór, ‹so›, „so“, ¿qué?",
    "signs": "✔ done, ■ full, ⇒ so, ∆ 5, ≡, ♀, ¤, ½ × 3 ÷ 2 ≤ 4, № 5, 5‰, 20′ 30″, ☎.",
    "stress before punctuation": "See (*one whole passage*), “**one whole passage**”, and *one "
    "whole passage*; *so*. **A**!",
    "words that look like marks": "Note: bring it.\n\n- Table: of five\n- 1.1 is a number\n\n"
    "[Footnote 3] is no note, and [section 4] is none. Quote: so [they say].",
    "a slash": "Table: A\n\n| yes/no | yes/ no |\n|---|---|\n| a/b | a / b |",
    "numbers": "Table: B\n\n| n | % |\n|---|---|\n| 1,200 | −5.5 |\n| (3) | — |",
    "deep lists": "- a\n    - b\n        - c\n            - d\n                - e",
    "addresses": "See <https://example.org/a_(b)?q=1&r=é#f>, [one](https://example.org/%20x), "
    "[mail](mailto:a@b.example?subject=A%20b), [call](tel:+441632960000).",
    "notes": "One,[^a] two.[^b]\n\n[^a]: A, *b*.\n\n[^b]: `c`.",
    "a long word": f"{LONG} {'x' * 90}",
    "another language": "> [!LANGUAGE pl]\n> Zażółć gęślą jaźń.\n\n[مرحبا]{lang=ar}.",
    "a draft's table": "| a | b |\n|---|---|\n| c | d |",
    "code": "Type `a  b`, `*` and `[x]`. A <, a > and an &.",
    "quotes": "> Words.\n>\n> — A *reader*, of “the” paper",
    "a callout": "> [!NOTE]\n> Without a title: one, two.\n\n> [!TIP]\n> **Only bold.**\n>\n> - a",
}

OTHERS: dict[str, Files] = {
    "a title with a row of symbols": replaced(PUBLICATION, TITLE, "A plan ===== for Exampleton"),
    "the name of a file of the data": replaced(PUBLICATION, TITLE, "Datapackage"),
    "a title with marks": replaced(PUBLICATION, TITLE, "'[Draft] A <plan> & a % \\ of *us* {2}'"),
    "figures of all sizes": {
        **replaced(MEASURES, "[3, 4.5]", "[0.0000001, 12345678901]"),
        **replaced(
            "registers/commitments.yml",
            "under-way",
            "stopped\n    reason: |\n      One.\n\n      - Two",
        ),
    },
}
REFUSED: dict[str, Files] = {
    "DAT-020": {
        **replaced(PUBLICATION, "registers/partners.yml", "registers/parts.yml"),
        "registers/parts.yml": "title: Parts\nentries:\n  - {id: a, title: A, text: Words.}\n",
    },
}


def passes(folder: Path, files: Files) -> Publication | None:
    """Return a publication that `tandem check` lets pass."""
    content = write(folder, {**TOWN, **files})
    publication, report = read_with_report(content)
    if publication is None:
        assert errors(report), "refused without an error"
        return None
    refused = refusals(publication)
    assert all(issue.remedy for issue in refused)
    return None if refused else publication


def test_texts_that_check_lets_pass_are_published(tmp_path):
    """They stand in one publication: its faults name their lines."""
    kept = [text for name, text in TEXTS.items() if passes(tmp_path / slug(name), with_text(text))]
    assert len(kept) > len(TEXTS) // 2
    whole = passes(tmp_path / "all", with_text("\n\n".join(kept)))
    assert whole
    faults = late_faults(whole, tmp_path / "made")
    assert not faults, said(faults)


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_what_check_lets_pass_is_published(name, tmp_path):
    publication = passes(tmp_path / "content", OTHERS[name])
    faults = late_faults(publication, tmp_path / "made") if publication else []
    assert not faults, said(faults)


@pytest.mark.parametrize("code", REFUSED)
def test_what_an_edition_cannot_carry_check_refuses(code, tmp_path):
    files = {**TOWN, **REFUSED[code]}
    if code == "DAT-020":
        del files["registers/partners.yml"]
        entry = str(files["registers/commitments.yml"])
        files["registers/commitments.yml"] = entry.replace("    owner: town-council\n", "")
    publication, report = read_with_report(write(tmp_path / "content", files))
    assert publication, said(report)
    (issue,) = refusals(publication)
    assert issue.code == code
    assert issue.span.line, "the place is a line of the source"
