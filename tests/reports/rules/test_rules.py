"""Every code that is used has its page, and every page is of a code that is used."""

import ast
import re
from pathlib import Path

import pytest

from build_tools.checks import CHECKS
from build_tools.reports.rules import PAGES, rules, title

ROOT = Path(__file__).parents[3]
CODE = re.compile(r"[A-Z][A-Z0-9]+-\d{3}")

SHARED = {
    "build_tools/tools/pages": ("AXE", "PAY", "VNU"),
    "build_tools/rendering/settings.py": ("BRAND", "BRL", "LPE", "PGE", "PRN"),
}
"""Modules that make codes for several families, as f"{code}-001"."""

FOREIGN = {"build_tools/checks/out/refuted.py"}
"""Modules that name the rules of another tool, which look like codes of ours."""


def used():
    for path in sorted((ROOT / "build_tools").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name in FOREIGN:
            continue
        families = next((fs for place, fs in SHARED.items() if name.startswith(place)), ())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if CODE.fullmatch(node.value):
                    yield node.value
                elif re.fullmatch(r"-\d{3}", node.value):
                    assert families, f"{name} makes codes that no test can see: {node.value}"
                    yield from (f"{family}{node.value}" for family in families)


def test_every_code_that_is_used_has_a_page_and_every_page_is_of_one():
    documented = {code for code in rules() if CODE.fullmatch(code)}
    assert documented == set(used())


def test_every_check_has_a_page():
    assert rules().keys() >= CHECKS.keys()


@pytest.mark.parametrize("code", [code for code in rules() if CODE.fullmatch(code)])
def test_a_rule_says_what_it_finds_why_how_to_mend_and_the_clause(code):
    rule = rules()[code]
    parts = re.findall(r"(?m)^\*\*(.+?):\*\* \S.+\.$", rule.text)
    assert parts == ["Finds", "Why it matters", "How to mend", "Clause"]
    assert rule.title
    assert not rule.title.endswith(".")
    assert (PAGES / f"{code.partition('-')[0]}.md").is_file()


def test_a_code_without_a_page_is_its_own_title():
    assert title("TOY-001") == "TOY-001"
