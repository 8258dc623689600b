"""Where nothing can be followed, a link names its table or figure, and that is there."""

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.lnk import EveryLinkLeads
from build_tools.editions import BuildJob, edition
from tests.conftest import THEMES
from tests.every_block import EVERY_BLOCK

OTHERS = {"text": ("lent [Table 1]", "lent [Table 9]", "LNK-021"),
          "braille": (",TABLE #A3", ",TABLE #I3", "LNK-070")}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_a_link_to_a_table_names_one_that_is_there(tmp_path, name):
    job = BuildJob(tmp_path / name, THEMES)
    job.folder.mkdir()
    made = Artefacts(tmp_path, {name: edition(name).build(EVERY_BLOCK, job)})
    assert list(EveryLinkLeads().run(EVERY_BLOCK, made)) == []
    old, new, code = OTHERS[name]
    found = 0
    for file in job.folder.glob("*.*"):
        text = file.read_bytes()
        found += old.encode() in text
        file.write_bytes(text.replace(old.encode(), new.encode()))
    assert found
    assert {issue.code for issue in EveryLinkLeads().run(EVERY_BLOCK, made)} == {code}
