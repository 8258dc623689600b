"""What is the same, and what stands where: without any edition."""

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.checks.par import compare as compare_module
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


@given(st.permutations("abcdefg"))
@example(list("bcade"))
def test_of_what_is_in_another_order_as_little_as_can_be_has_moved(shuffled):
    """The rest is the longest chain in the same order, as trying all of them finds."""
    kept = max(
        count
        for count in range(1, len(shuffled) + 1)
        if any(sorted(chain) == list(chain) for chain in combinations(shuffled, count))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare_module, "FEW", 0)  # as for long publications
        found = compare(reading(*sorted(shuffled)), reading(*shuffled))
    assert [one.outcome for one in found.differences] == ["moved"] * (len(shuffled) - kept)
