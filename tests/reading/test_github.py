"""The law of reading: a text means here what it means on GitHub, or it is refused.

GitHub's own parser judges. What the dialect adds (definitions, callouts, languages, ids) is left
out of these texts; how addresses are escaped is looked at elsewhere.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from .github import github, ours, read

PIECES = [
    *("a", "word ", "two words", "é", "日本", "😀", "£", "\n", "\n\n", "  \n", "\\\n", " ", "  "),
    *("   ", "    ", "- ", "* ", "+ ", "1. ", "2. ", "10) ", "> ", "# ", "## ", "### ", "---"),
    *("*", "**", "_", "__", "***", "`", "``", "\n---\n", "[", "]", "(", ")", "[x](y)"),
    *("[x](<y z>)", "~~"),
    *("![a](b)", "<", ">", "<b>", "</b>", "<!-- ", "-->", "|", "| a | b |\n", "|---|---|\n", "==="),
    *("https://a.example/b", "www.a.example", "a@b.example", "ftp://x.y", "http://"),
    *("\\", "\\*", "\\<", "&lt;", "&copy;", "&", "!", '"', "'", ":", ".", ",", "“", "”", "—", "^"),
    *("[^1]", "\n\n[^1]: note\n\n", "{", "}", "$", "%", ";", "=", "+", "#", "-", "5. ", "•", "a. "),
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("- Buses\n  - Day buses\n  - Night buses\n- Trains")
@example("1. One.\n\n   More.\n\n2. Two.")
@example("Words:\n- one\n- two")
@example("The number is\n5. It grew.")
@example("Place | Use\n--- | ---\nNorth | *Online*")
@example("a \\< b, x\\<y>z and \\<b>")
@example("See https://a.example/b_c*d*, www.a.example or a_b@c.example.")
def test_both_readings_agree_or_the_text_is_refused(text: str):
    draft, report = read(text)
    if not report.failed and not any(form[0] == "DefinitionList" for form in ours(draft)):
        assert ours(draft) == github(text)


@pytest.mark.parametrize(
    "text",
    [
        "- Buses\n  - Day buses\n- Trains",
        "- Buses\n   - Day buses\n\n     More of them.\n- Trains",
        "1. Ask.\n\n   Bring a letter.\n\n2. Take it home.",
        "3. Three\n4. Four",
        "Three things:\n- one\n- two\n\n1) One\n1) Two",
        "It is shown in figure\n5. It grew by a tenth.",
        "*a* **b** ***c*** `d` <https://a.example/> [e](f.md)",
        "One line\\\nand the next  \nand one more",
        "\\*not stress\\*, \\# no heading, \\[no link\\](no), 2 \\* 3, \\_a\\_ and C:\\\\temp",
        "a \\< b, x\\<y>z, \\<b> &lt;i> and &amp; &copy;",
        "https://a.example/b, www.a.example/c_d, a@b.example (https://a.example/b_(c))",
        "mailto:a@b.example and ~~old~~ words",
        "Notes.[^1]\n\n[^1]: One.",
        "> Words.\n> More.\n\n> Others.",
    ],
)
def test_what_github_shows_is_accepted(text: str):
    draft, report = read(text)
    assert list(report) == [] or {issue.code for issue in report} == {"MD-035"}
    assert report.failed or ours(draft) == github(text)
