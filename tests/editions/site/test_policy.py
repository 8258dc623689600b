"""Each page's policy names what is inline in it, and nothing else."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest
from lxml import html

from build_tools.editions.site.engine import generate
from build_tools.editions.site.plugin import SiteSource
from build_tools.editions.site.policy import seal
from tests.builders import publication, section
from tests.editions.site.conftest import THEMES

HEAD = '<meta http-equiv="Content-Security-Policy" content="{}">'
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'"


def digest(text):
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy_of(page):
    (policy,) = page.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
    return dict(part.strip().partition(" ")[::2] for part in policy.split(";"))


@pytest.mark.slow
def test_every_page_allows_its_own_blocks_and_no_others(release):
    files = sorted(release.folder.rglob("*.html"))
    for file in files:
        page = html.document_fromstring(file.read_bytes())
        policy = policy_of(page)
        assert policy["default-src"] == "'none'"
        assert policy["base-uri"] == "'none'"
        for directive, path in (("script-src", "//script[not(@src)]"), ("style-src", "//style")):
            blocks = {digest(block.text) for block in page.xpath(path)}
            allowed = set(policy.get(directive, "").split()) - {"'self'"}
            assert allowed == blocks, file
        assert "unsafe" not in str(policy)
        assert "http:" not in str(policy)
        before = page.xpath(
            "//meta[@http-equiv]/following::script | //meta[@http-equiv]/following::link"
        )
        assert len(before) == len(page.xpath("//script | //link")), "the policy comes first"
    assert len(files) > len(release.publication.sections)


@pytest.mark.slow
def test_a_preview_has_no_policy_and_a_faulty_page_none_to_hide_behind(tmp_path):
    made = publication(section("One", "Words."))
    generate(SiteSource(made, THEMES, preview=True), tmp_path)
    for file in tmp_path.rglob("*.html"):
        assert b"http-equiv" not in file.read_bytes()
    assert not (tmp_path / "headers").exists()


def test_a_page_sealed_again_after_a_change_allows_what_it_has_now():
    page = HEAD.format(STRICT) + "<script>uno</script><script>two</script><script src='x'></script>"
    sealed = seal(page)
    assert f"script-src 'self' {digest('uno')} {digest('two')};" in sealed
    assert seal(sealed) == sealed
    changed = seal(sealed.replace("uno", "three"))
    assert digest("three") in changed
    assert digest("uno") not in changed
    assert seal(
        changed.replace("<script>three</script>", "").replace("<script>two</script>", "")
    ).startswith(HEAD.format(STRICT))


def test_blocks_of_style_are_named_in_their_own_directive():
    sealed = seal(HEAD.format("style-src; script-src 'self'") + "<style>p{}</style>")
    assert HEAD.format(f"style-src {digest('p{}')}; script-src 'self'") in sealed


@pytest.mark.parametrize(
    "page", ["<p>Words</p>", HEAD.format("default-src 'none'") + "<script>one</script>"]
)
def test_a_page_without_a_policy_for_what_it_has_is_a_defect(page):
    with pytest.raises(ValueError, match=r"[Pp]olicy"):
        seal(page)
