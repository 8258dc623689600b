"""Addresses as people write them, brought into the one form, or refused with a remedy."""

import ipaddress
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_tools.checks.lnk.addresses import is_sound
from build_tools.publication.uris import BadAddress, host_of, normal_uri, shown


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://example.org/a page/b c", "https://example.org/a%20page/b%20c"),
        (" https://example.org/ ", "https://example.org/"),
        ("HTTPS://EXAMPLE.ORG/Page", "https://example.org/Page"),
        ("https://example.org", "https://example.org"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:443/a", "http://example.org:443/a"),
        ("https://example.org:/a", "https://example.org/a"),
        ("https://example.org/café?q=東", "https://example.org/caf%C3%A9?q=%E6%9D%B1"),
        ("https://example.org/caf%c3%a9", "https://example.org/caf%C3%A9"),
        ("https://example.org/%7euser/100%", "https://example.org/~user/100%25"),
        ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),
        ("https://example.org/a/./b/../c/..", "https://example.org/a/"),
        ("https://example.org/../a", "https://example.org/a"),
        ("https://MÜNCHEN.example/", "https://xn--mnchen-3ya.example/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://en.example.org/wiki/A_(b)#c'd", "https://en.example.org/wiki/A_(b)#c'd"),
        ('https://example.org/[a]"b\\c|d', "https://example.org/%5Ba%5D%22b%5Cc%7Cd"),
        ("https://example.org/#", "https://example.org/#"),
        ("https://my_host.example./", "https://my_host.example./"),
        ("http://192.0.2.1/", "http://192.0.2.1/"),
        ("http://[2001:DB8:0::1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("mailto:a@Example.org?subject=Our plan", "mailto:a@example.org?subject=Our%20plan"),
        ("mailto:a@b.example, c@d.example", "mailto:a@b.example,c@d.example"),
        ("MAILTO:jörg@münchen.example", "mailto:j%C3%B6rg@xn--mnchen-3ya.example"),
        ("tel:+44 (0)1632 960 000", "tel:+441632960000"),
        ("tel:(01632) 960-000;ext=12", "tel:01632960-000;ext=12"),
    ],
)
def test_one_form(written, normal):
    assert normal_uri(written) == normal
    assert normal_uri(normal) == normal


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("javascript:alert(1)", "begins with 'javascript:'"),
        ("//example.org/", "does not say how"),
        ("https:example.org", "no host"),
        ("https://", "no host"),
        ("https://?q", "no host"),
        ("https://a b.example/", "'a b.example'"),
        ("https://a..example/", "'a..example'"),
        ("https://-a.example/", "'-a.example'"),
        ("https://a%62.example/", "'a%62.example'"),
        (f"https://{'a' * 64}.example/", "can be none"),
        (f"https://{'a.' * 127}example/", "can be none"),
        ("https://1.2.3.256/", "'1.2.3.256'"),
        ("https://☃☃\u0301.1/", "can be none"),
        ("https://[::1", "not written to its end"),
        ("https://[::1]x/", "not written to its end"),
        ("https://[::g]/", "'[::g]'"),
        ("https://[fe80::1%25eth0]/", "the host"),
        ("https://a.example:0/", "the port '0'"),
        ("https://a.example:65536/", "the port '65536'"),
        ("https://a.example:٣/", "the port"),
        ("https://you:secret@a.example/", "user"),
        ("https://a.example/\u200b", "U+200B (zero width space)"),
        ("https://a.example/\u00a0", "U+00A0"),
        ("https://a.example/\x1b", "U+001B (a control character)"),
        ("mailto:?subject=a", "nobody to write to"),
        ("mailto:a b@c.example", "'a b@c.example'"),
        ("mailto:a@b.example,", "nobody to write to"),
        ("tel:", "nobody to ring"),
        ("tel:+", "rings '+'"),
    ],
)
def test_what_can_lead_nowhere(written, problem):
    with pytest.raises(BadAddress) as refused:
        normal_uri(written)
    assert problem in refused.value.problem
    assert refused.value.remedy.endswith((".", "/"))


@given(st.text(), st.text())
def test_any_words_after_a_host_are_carried_or_refused(path, query):
    try:
        normal = normal_uri(f"https://example.org/x{path}?{query}")
    except BadAddress as bad:
        assert "not seen" in bad.problem
        return
    assert normal.isascii()
    assert not set(normal) & set(' "<>\\^`{|}[]')
    assert normal_uri(normal) == normal
    assume(not {"#", "?", "%"} & {*path, *query} and "/." not in path)
    assert unquote(urlsplit(normal).path) == f"/x{path}".rstrip(" ") or query
    assert unquote(urlsplit(normal).query) == query.rstrip(" ")


@given(st.ip_addresses(v=6))
def test_every_ipv6_address_is_a_host(address):
    host = urlsplit(normal_uri(f"https://[{address.exploded}]/")).hostname
    assert ipaddress.IPv6Address(host) == address


def test_a_message_shows_an_address_shortly_and_nothing_unseen():
    assert shown("a\x1b\u202eb") == "a[U+001B][U+202E]b"
    assert len(shown("data:" + "x" * 1000)) < 130


def test_a_host_without_what_does_not_matter():
    hosts = {host_of(f"{one}example.org{more}") for one in ("https://", "https://www.")
             for more in ("", "/", "/a", "?b", ":8080/", "./")}  # fmt: skip
    assert hosts == {"example.org"}
    assert host_of("mailto:a@b.example") == ""


@given(
    st.one_of(
        st.from_regex(r"tel:\+?[0-9 ().-]{1,12}(;ext=[0-9]{1,3})?", fullmatch=True),
        st.from_regex(
            r"mailto:[a-zé .+]{1,6}@[a-zü.-]{1,9}(\?subject=[a-zé &]{0,5})?", fullmatch=True
        ),
        st.from_regex(r"https?://[a-zü0-9.:\[\]-]{1,12}[/?#][^\s]{0,9}", fullmatch=True),
    )
)
def test_what_is_carried_is_sound_to_those_who_look_at_the_finished_editions(address):
    try:
        normal = normal_uri(address)
    except BadAddress:
        return
    assert is_sound(normal)
