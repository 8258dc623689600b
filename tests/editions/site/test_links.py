"""Every address of a finished site leads somewhere, and nothing is loaded from elsewhere."""

from __future__ import annotations

import re
import urllib.request
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

LOADED = {("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")}


@pytest.mark.slow
def test_every_link_is_answered_below_any_path(served):
    waiting, answered, wanted = [served], {}, []
    while waiting:
        url = waiting.pop()
        if url in answered:
            continue
        with urllib.request.urlopen(url) as reply:  # a 404 raises
            kind, data = reply.headers.get_content_type(), reply.read()
        answered[url] = set()
        if kind == "text/css":
            found = re.findall(r'url\("?([^")]+)', data.decode())
        elif kind == "text/html":
            page = html.document_fromstring(data)
            answered[url] = set(page.xpath("//@id"))
            found = page.xpath(
                "//@href | //@src | //@data-index | //@data-root | //@data-worker | //@action"
            )
        else:
            found = []
        for address in found:
            target, fragment = urldefrag(urljoin(url, address))
            if not target.startswith(served):
                assert urlsplit(target).scheme in {"https", "mailto", "tel"}, (url, address)
                continue
            waiting.append(target)
            if fragment:
                wanted.append((url, target, unquote(fragment)))
    assert [link for link in wanted if link[2] not in answered[link[1]]] == []


@pytest.mark.slow
def test_nothing_is_loaded_from_another_host(release):
    for file in release.folder.rglob("*.html"):
        page = html.document_fromstring(file.read_bytes())
        for element in page.iter("link", "script", "img", "form", "iframe", "object", "source"):
            for name, value in element.items():
                if (element.tag, name) in LOADED:
                    assert not urlsplit(value).scheme, (file, value)
                    assert not value.startswith("/"), (file, value)
        assert not page.xpath("//style") or file.name == "404.html"
        assert not page.xpath("//@style"), file
    for file in (*release.folder.rglob("*.css"), *release.folder.rglob("*.js")):
        assert not re.search(r"(https?:)?//[a-z]", file.read_text()), file


@pytest.mark.slow
def test_a_page_that_may_stand_anywhere_has_no_relative_link(release):
    page = html.document_fromstring((release.folder / "404.html").read_bytes())
    assert page.xpath("//@href | //@src") == []


@pytest.mark.slow
def test_every_page_has_the_same_script_and_two_pages_one_of_their_own(release):
    found: dict[tuple[str, ...], int] = {}
    for file in release.folder.rglob("*.html"):
        names = html.parse(str(file)).xpath("//script/@src")
        stems = tuple(PurePosixPath(name).name.partition(".")[0] for name in names)
        found[stems] = found.get(stems, 0) + 1
    assert set(found) == {(), ("site",), ("site", "find"), ("site", "cases")}
    assert found[()] == 1, "the page for a wrong address"
    assert found["site", "find"] == found["site", "cases"] == 1
