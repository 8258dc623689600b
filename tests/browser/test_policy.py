"""The policy of finished pages in a browser: their own scripts run, and no others."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def open_strictly(chromium, address):
    """Return a function that opens a page as readers do, and the list of what it complains of."""
    contexts = []

    def open_strictly(path):
        contexts.append(chromium.new_context())
        page = contexts[-1].new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address + path)
        return page, said

    yield open_strictly
    for context in contexts:
        context.close()


def test_no_page_breaks_its_own_policy(open_strictly, address, paths):
    page, said = open_strictly("")
    for path in paths:
        page.goto(address + path)
        page.wait_for_load_state()
        assert said == [], path


def test_a_script_that_came_in_later_does_not_run(open_strictly, section):
    page, said = open_strictly(section)
    for markup in (
        "<script>window.broken = 1</script>",
        '<img src="x" onerror="window.broken = 1">',
    ):
        page.evaluate(
            """markup => {
              const range = document.createRange();
              document.body.append(range.createContextualFragment(markup));
            }""",
            markup,
        )
    page.wait_for_function("count => document.images[document.images.length - 1].complete", arg=0)
    assert page.evaluate("window.broken") is None
    assert sum("Content Security Policy" in line for line in said) == 2
