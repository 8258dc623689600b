"""No false alarms: random publications, written and read back, say what they say."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from build_tools.checks.par import Parity, parity_table
from tests.checks.par.finished import finish
from tests.strategies import publications


@pytest.mark.slow
@settings(max_examples=max(8, settings().max_examples // 3))
@given(publications())
def test_what_was_written_is_read_back(publication):
    with tempfile.TemporaryDirectory() as folder:
        artefacts = finish(publication, Path(folder))
        assert list(map(str, Parity().run(publication, artefacts))) == []
        table = parity_table(publication, artefacts)
        assert len({counts.found for counts in table[:3]}) == 1
