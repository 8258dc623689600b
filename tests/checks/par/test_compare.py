"""What is the same, and what stands where: without any edition."""

import pytest

from build_tools.checks.par.compare import compare
from build_tools.formats.units import Found, Reading, Unit, normalise


def reading(*words: str) -> Reading:
    return Reading(tuple(Found(Unit("paragraph", one), f"place {one}") for one in words))


@pytest.mark.parametrize(
    ("one", "other"),
    [("10²", "102"), ("1½", "11/2"), ("−5", "5"), ("−5", "-5"), ("‘a’", "'a'"), ("CO₂", "CO2")],
)
def test_what_differs_stays_distinct(one, other):
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("e\u0301te\u0301", "été"), ("78\u00a0%", "78 %"), (" a \n b ", "a b")]
)
def test_composition_and_white_space_make_no_difference(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("actual", "outcomes"),
    [
        ("abcde", []),
        ("abde", ["missing"]),
        ("abxcde", ["added"]),
        ("acbde", ["moved"]),
        ("abcdea", ["added"]),
        ("", ["missing"] * 5),
    ],
)
def test_outcomes(actual, outcomes):
    found = compare(reading(*"abcde"), reading(*actual))
    assert [one.outcome for one in found.differences] == outcomes


def test_a_long_edition_is_compared_piece_by_piece():
    words = [f"paragraph {number}" for number in range(5000)]
    changed = words.copy()
    del changed[4900]
    changed[2500] = "other words"
    changed.insert(100, "new words")
    found = compare(reading(*words), reading(*changed))
    assert sorted(one.outcome for one in found.differences) == [
        "added",
        "added",
        "missing",
        "missing",
    ]
    assert found.same == 4998
