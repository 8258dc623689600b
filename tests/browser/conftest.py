"""The site's templates in a browser, which is closed after these tests.

While it is open, no other one can be started here, as the check with axe does.
"""

from __future__ import annotations

import pytest

from build_tools.checks.axe.runner import browser
from build_tools.tools.pages.served import served
from tests.templates import build_templates


@pytest.fixture(scope="session")
def templates(once):
    return build_templates(once)


@pytest.fixture(scope="session")
def paths(templates):
    return [file.path for file in templates.made["site"].files if file.path.endswith(".html")]


@pytest.fixture(scope="session")
def section(templates, paths):
    """Return a page of the publication that has a wide table and notes."""
    pages = [path for path in paths if 'class="section"' in read(templates, path)]
    return max(pages, key=lambda path: len(read(templates, path)))


def read(templates, path):
    return templates.file("site", path).read_text()


@pytest.fixture(scope="session")
def address(templates):
    with served(templates.folder / "site") as server:
        yield server.address


@pytest.fixture(scope="module")
def chromium():
    with browser() as started:
        yield started


@pytest.fixture
def open_page(chromium, address):
    """Return a function that opens a page in a context of its own."""
    contexts = []

    def open_page(path, width=1280, **options):
        viewport = {"width": width, "height": 800}
        context = chromium.new_context(viewport=viewport, bypass_csp=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def turn_pages(open_page, address, paths):
    """Return a function that opens every page, one after the other, as one reader would."""

    def turn_pages(width=1280, **options):
        page = open_page("", width, service_workers="block", **options)
        for path in paths:
            page.goto(address + path)
            yield path, page

    return turn_pages
