"""No false alarms: random publications in large print say what they say, as large as promised."""

import tempfile
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from build_tools.checks.lnk import EveryLinkLeads
from build_tools.checks.lrg import LargePrintIsLarge
from build_tools.checks.par import Parity
from build_tools.rendering.brand import read_brand
from build_tools.rendering.paged import fonts
from tests.editions.large_print.printer import THEMES, build
from tests.strategies import publications

LETTERS = fonts.characters(fonts.font_files(read_brand(THEMES).type))
SAID = ("text", "title", "summary", "alt", "name", "unit", "labels")


def printable(value):
    """Put an x for every letter that our typefaces lack: nothing is laid out with one."""
    if isinstance(value, tuple):
        return tuple(map(printable, value))
    if not is_dataclass(value):
        return value
    changed = {}
    for field in fields(value):
        before = getattr(value, field.name)
        if isinstance(before, str) and field.name in SAID:
            changed[field.name] = letters(before)
        elif field.name == "labels":
            changed[field.name] = tuple(f"{letters(one)} {n}" for n, one in enumerate(before))
        elif isinstance(before, tuple) or is_dataclass(before):
            changed[field.name] = printable(before)
    return replace(value, **changed)


def letters(words: str) -> str:
    """Return words that can be set."""
    return "".join(c if ord(c) in LETTERS or c.isspace() else "x" for c in words)


@pytest.mark.slow
@settings(
    max_examples=max(6, settings().max_examples // 4),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink one takes minutes
)
@given(publications())
def test_what_was_laid_out_is_read_back(generated):
    record = generated.record.model_copy(
        update={name: letters(getattr(generated.record, name)) for name in ("title", "summary")}
    )
    publication = replace(generated, record=record, parts=printable(generated.parts))
    with tempfile.TemporaryDirectory() as folder:
        artefacts = build(publication, Path(folder), "20")
        issues = [
            issue
            for check in (Parity, EveryLinkLeads, LargePrintIsLarge)
            for issue in check().run(publication, artefacts)
        ]
    # Where inlines touch without a space, a line may end between them: the word is broken so.
    assert [str(issue) for issue in issues if issue.code != "LRG-005"] == []
