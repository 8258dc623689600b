"""Whole addresses of the site's own files: right where they are, found where they are not."""

import dataclasses
import gzip
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from build_tools.checks import Artefacts
from build_tools.checks.lnk import EveryLinkLeads
from build_tools.editions import Artefact, ArtefactFile
from build_tools.publication.records import PublicationRecord
from tests.checks.lnk.release import PUBLICATION, make_release, write

HOME = "https://exampleton.example/strategy/"
HEAD = f"""<!doctype html><html lang="en"><head><title>One</title>
<link rel="canonical" href="{HOME}one/"><meta property="og:url" content="{HOME}one/">
<meta property="og:image" content="{HOME}assets/logo.svg">
<script type="application/ld+json">{{"@context": "https://schema.org", "url": "{HOME}one/",
"breadcrumb": {{"itemListElement": [{{"item": "{HOME}two/#why"}}]}}}}</script></head>
<body><p id="_top">One</p><footer data-address="{HOME}one/">Footer</footer></body></html>"""
MAP = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{HOME}</loc></url><url><loc>{HOME}two/</loc></url></urlset>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<link rel="self" href="{HOME}updates/feed.xml"/><link rel="alternate" href="{HOME}"/>
<entry><link rel="alternate" href="{HOME}one/"/></entry></feed>"""
JSON = f"""{{"home_page_url": "{HOME}", "feed_url": "{HOME}updates/feed.json",
"items": [{{"id": "a", "url": "{HOME}one/"}}]}}"""
LOST = f'<!doctype html><title>Lost</title><a href="{HOME}">Go to the first page</a>'
FILES = {
    "one/index.html": HEAD,
    "sitemap.xml": MAP,
    "updates/feed.xml": ATOM,
    "updates/feed.json": JSON,
    "404.html": LOST,
}


def email(text, html):
    message = EmailMessage(policy=SMTP)
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def letter(address, again=""):
    html = f'<a href="{again or address}">Read</a> <a href="mailto:strategy@exampleton.example">'
    return email(f"Read the whole update:\n{address}\n", html)


@pytest.fixture
def release(tmp_path):
    made = make_release(tmp_path)
    for path, text in FILES.items():
        write(tmp_path / "site" / path, text.encode())
    write(tmp_path / "site" / "sitemap.xml.gz", gzip.compress(MAP.encode()))
    write(tmp_path / "site" / "one" / "email.eml", letter(f"{HOME}one/"))
    return made


def found(release, address=HOME, name="site"):
    record = PublicationRecord.model_validate({**RECORD, "address": address})
    publication = dataclasses.replace(PUBLICATION, record=record)
    made = Artefacts(release.folder, {name: release.made[name]})
    return [(issue.code, issue.span.path) for issue in EveryLinkLeads().run(publication, made)]


RECORD = PUBLICATION.record.model_dump(by_alias=True, exclude_none=True)


def test_whole_addresses_of_its_own_files_are_right(release):
    assert found(release) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("one/index.html", f'"canonical" href="{HOME}', '"canonical" href="https://x.example/',
         "LNK-080"),
        ("one/index.html", f'canonical" href="{HOME}one/', f'canonical" href="{HOME}two/',
         "LNK-082"),
        ("one/index.html", f'canonical" href="{HOME}one/', f'canonical" href="{HOME}gone/',
         "LNK-081"),
        ("one/index.html", f'canonical" href="{HOME}one/', 'canonical" href="../one/', "LNK-080"),
        ("one/index.html", f'og:url" content="{HOME}one/', f'og:url" content="{HOME}', "LNK-082"),
        ("one/index.html", f'og:url" content="{HOME}', 'og:url" content="http://exampleton.example/'
         'strategy/', "LNK-080"),
        ("one/index.html", f"{HOME}assets/logo.svg", f"{HOME}assets/card.png", "LNK-081"),
        ("one/index.html", f"{HOME}assets/logo.svg", "https://cards.example/c.png", "LNK-080"),
        ("one/index.html", f'"url": "{HOME}', '"url": "https://exampleton.example/', "LNK-080"),
        ("one/index.html", f"{HOME}two/#why", f"{HOME}two/#gone", "LNK-081"),
        ("one/index.html", f'data-address="{HOME}one/', f'data-address="{HOME}two/', "LNK-082"),
        ("one/index.html", '{"@context"', '"@context"', "LNK-001"),
        ("sitemap.xml", f"{HOME}two/", f"{HOME}gone/", "LNK-081"),
        ("sitemap.xml", f"{HOME}two/", f"{HOME}two", "LNK-081"),
        ("sitemap.xml", f"{HOME}two/", "https://exampleton.example/two/", "LNK-080"),
        ("sitemap.xml", "</urlset>", "", "LNK-001"),
        ("updates/feed.xml", f"{HOME}one/", f"{HOME}gone/", "LNK-081"),
        ("updates/feed.xml", f"{HOME}one/", "../gone/", "LNK-002"),
        ("updates/feed.xml", f"{HOME}updates/feed.xml", f"{HOME}updates/feed.json", "LNK-082"),
        ("updates/feed.xml", f'alternate" href="{HOME}"', 'alternate" href="https://x.example/"',
         "LNK-080"),
        ("updates/feed.json", f"{HOME}one/", f"{HOME}gone/", "LNK-081"),
        ("updates/feed.json", f"{HOME}updates/feed.json", f"{HOME}feed.json", "LNK-081"),
        ("updates/feed.json", '"items"', '"posts"', "LNK-001"),
        ("404.html", HOME, f"{HOME}home/", "LNK-081"),
        ("404.html", HOME, "https://exampleton.example/", "LNK-006"),
    ],
)  # fmt: skip
def test_a_fault_in_an_address_of_its_own(release, path, old, new, code):
    assert old in FILES[path]
    write(release.folder / "site" / path, FILES[path].replace(old, new).encode())
    assert found(release) == [(code, f"site/{path}")]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (letter(f"{HOME}gone/", f"{HOME}one/"), "LNK-081"),
        (letter(f"{HOME}one/", f"{HOME}gone/"), "LNK-081"),
        (letter(f"{HOME}one/", "../one/"), "LNK-080"),
        (letter(f"{HOME}one/", "https://x.example/one/"), "LNK-080"),
        (b"", "LNK-001"),
    ],
)
def test_a_fault_in_an_email(release, message, code):
    write(release.folder / "site/one/email.eml", message)
    assert found(release) == [(code, "site/one/email.eml")]


def test_a_site_map_that_is_packed_is_read_too(release):
    packed = release.folder / "site" / "sitemap.xml.gz"
    packed.write_bytes(gzip.compress(MAP.replace("two/", "gone/").encode()))
    assert found(release) == [("LNK-081", "site/sitemap.xml.gz")]
    packed.write_bytes(b"x")
    assert found(release) == [("LNK-001", "site/sitemap.xml.gz")]


def test_a_publication_without_an_address_has_no_whole_addresses(release):
    codes = {code for code, _ in found(release, address=None)}
    assert codes == {"LNK-080", "LNK-006"}
    assert ("LNK-006", "site/404.html") in found(release, address=None)


def test_another_edition_says_nothing_of_an_address(release):
    page = f'<!doctype html><title>x</title><link rel="canonical" href="{HOME}"><p>x</p>'
    write(release.folder / "page" / "index.html", page.encode())
    release.made["page"] = Artefact("index.html", (ArtefactFile("index.html"),))
    assert found(release, name="page") == [("LNK-006", "page/index.html")]
