"""The settings for web servers: real servers are started with them, and their answers read."""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePosixPath

import pytest
from lxml import etree

from build_tools.editions.site.headers import PERMANENT, TYPES, UTF8, write_headers
from tests.builders import publication, section
from tests.editions.site.conftest import THEMES
from tests.editions.site.webservers import apache, ask, nginx

SAID = {
    "content-security-policy": "frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
SEALED = SAID | {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"
}
"""What is said of pictures: whoever opens one alone runs nothing."""
CHARSET = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
STARTERS = {
    "nginx": nginx,
    ".htaccess": partial(apache, htaccess=True),
    "Apache's own": partial(apache, htaccess=False),
}


@pytest.fixture(scope="module", params=STARTERS)
def server(request, release):
    with STARTERS[request.param](release.folder) as port:
        yield port


@pytest.fixture(scope="module")
def files(release):
    """One file of each kind, by suffix."""
    return {PurePosixPath(file.path).suffix: file.path for file in release.artefact.files}


@pytest.mark.slow
def test_every_kind_of_file_has_its_type_and_what_is_said_of_all(server, files):
    assert CHARSET.keys() <= files.keys()
    for suffix, path in files.items():
        status, headers, _ = ask(server, f"/strategy/{path}")
        if suffix in (".conf", ".config"):
            assert status == 404, path
            continue
        assert status == 200, path
        said = SEALED if suffix in (".svg", ".png", ".jpg", ".webp") else SAID
        assert {name: headers.get(name) for name in SAID} == said, path
        expected = CHARSET.get(suffix, TYPES[suffix.removeprefix(".")])
        assert headers["content-type"].replace("UTF", "utf") == expected


@pytest.mark.slow
def test_a_folder_s_address_gives_its_page_and_a_wrong_one_says_so(server):
    status, headers, body = ask(server, "/strategy/foreword/")
    assert (status, headers["content-type"].lower()) == (200, "text/html; charset=utf-8")
    assert b"<h1>" in body
    status, headers, _ = ask(server, "/strategy/nowhere/")
    assert (status, headers["x-robots-tag"]) == (404, "noindex")
    assert "immutable" not in headers.get("cache-control", "")


@pytest.mark.slow
def test_only_what_never_changes_is_kept_without_asking(server, release):
    kept = 0
    for file in release.artefact.files:
        if file.path.startswith(("headers/", "downloads/")):
            continue
        digested = re.search(PERMANENT, file.path)
        _, headers, _ = ask(server, f"/strategy/{file.path}")
        expected = "public, max-age=31536000, immutable" if digested else "no-cache"
        assert headers["cache-control"] == expected, file.path
        assert bool(digested) == file.path.startswith("assets/")
        kept += bool(digested)
    assert kept > 5
    _, first, _ = ask(server, "/strategy/foreword/")
    status, *_ = ask(server, "/strategy/foreword/", **{"If-None-Match": first["etag"]})
    assert status == 304
    packed = {"Accept-Encoding": "gzip"}
    _, first, _ = ask(server, "/strategy/foreword/", **packed)
    assert first["content-encoding"] == "gzip"
    status, *_ = ask(server, "/strategy/foreword/", **packed, **{"If-None-Match": first["etag"]})
    assert status == 304


@pytest.mark.slow
def test_words_are_sent_packed_to_whoever_can_unpack_them(server, files):
    for suffix in (".html", ".css", ".js", ".json", ".txt"):
        _, plain, body = ask(server, f"/strategy/{files[suffix]}")
        _, packed, small = ask(server, f"/strategy/{files[suffix]}", **{"Accept-Encoding": "gzip"})
        assert "content-encoding" not in plain
        assert packed.get("content-encoding") == "gzip" or len(body) < 100
        assert len(small) <= len(body)
    _, headers, _ = ask(server, f"/strategy/{files['.woff2']}", **{"Accept-Encoding": "gzip"})
    assert "content-encoding" not in headers


@pytest.mark.slow
def test_nginx_says_the_same_for_a_host_of_its_own(release):
    with nginx(release.folder) as port:
        status, headers, _ = ask(port, "/foreword/", Host="whole.example")
        assert status == 200
        assert {name: headers.get(name) for name in SAID} == SAID
        assert ask(port, "/headers/nginx.conf", Host="whole.example")[0] == 404


def settings(**record):
    made = publication(section("One", "Words."), **record)
    return {path: data.decode() for path, data in write_headers(made, THEMES).items()}


def test_iis_is_told_what_the_others_are():
    text = settings()["headers/web.config"]
    root = etree.fromstring(text.encode())
    named = root.iterfind("system.webServer//*[@name]")
    said = {one.get("name").lower(): one.get("value") for one in named}
    assert {name: said.get(name) for name in SAID} == SAID
    types = {one.get("fileExtension"): one.get("mimeType") for one in root.iter("mimeMap")}
    assert types.keys() == {f".{suffix}" for suffix in TYPES}
    for suffix, expected in CHARSET.items():
        assert types[suffix] == expected
    (permanent,) = root.findall("location[@path='assets']//clientCache")
    assert permanent.get("cacheControlCustom") == "public, immutable"
    (other,) = root.findall("system.webServer/staticContent/clientCache")
    assert other.get("cacheControlMode") == "DisableCache"
    for folder in ("images", "downloads/data/images"):
        (policy,) = root.findall(f"location[@path='{folder}']//add")
        assert policy.get("value") == SEALED["content-security-policy"]
    assert root.find(".//fileExtensions/add[@fileExtension='.conf']").get("allowed") == "false"


def test_search_engines_may_list_the_files_of_what_is_official():
    for text in settings(status="final", official="true").values():
        assert "X-Robots-Tag" not in text
    for text in settings(status="final").values():
        assert "X-Robots-Tag" in text


def test_nothing_that_an_editor_writes_is_in_the_settings():
    hostile = "x } return 200; --> <x> %{y}"
    texts = settings(title=hostile, version=hostile, notice=hostile, publisher=hostile)
    assert texts == settings()
    hostile = settings(address="https://a.example/x;}'$y/")
    assert hostile == settings(address="https://a.example/ /")


def test_who_is_lost_is_shown_the_site_s_page_where_its_place_is_known():
    known = settings(address="https://a.example/strategy/")
    assert "error_page 404 /strategy/404.html;" in known["headers/nginx.conf"]
    assert "ErrorDocument 404 /strategy/404.html\n" in known["headers/apache.conf"]
    for text in settings().values():
        assert "404.html" not in text


@pytest.mark.slow
@pytest.mark.parametrize("start", STARTERS.values(), ids=STARTERS)
def test_servers_show_that_page_with_its_status(start, tmp_path):
    site = tmp_path / "site"  # the server's own user may read it
    for path, text in settings(address="https://a.example/strategy/").items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)
    (site / "404.html").write_text("<title>Lost</title>")
    with start(site) as port:
        status, headers, body = ask(port, "/strategy/nowhere/")
    assert (status, body) == (404, b"<title>Lost</title>")
    assert {name: headers.get(name) for name in SAID} == SAID


@pytest.mark.slow
def test_every_file_of_a_site_has_a_type(release):
    suffixes = {
        PurePosixPath(file.path).suffix.removeprefix(".") for file in release.artefact.files
    }
    assert suffixes - TYPES.keys() == {"conf", "config"}
    assert set(UTF8) <= TYPES.keys()
