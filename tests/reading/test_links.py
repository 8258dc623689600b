"""Links as people write them: each leads where GitHub would lead, in the one form of addresses."""

from __future__ import annotations

import pytest

from build_tools.publication.blocks import Address, Link, content_of, inlines

from .town import read_town, with_text

LINKS = {
    "<https://example.org/auto?x=1&y=2>": "https://example.org/auto?x=1&y=2",
    "https://example.org/bare": "https://example.org/bare",
    "[a](<https://example.org/a page/b c>)": "https://example.org/a%20page/b%20c",
    "[a](https://example.org/a%20b%2Fc)": "https://example.org/a%20b%2Fc",
    "[a](HTTPS://EXAMPLE.ORG/Page)": "https://example.org/Page",
    "[a](https://example.org/café?q=東)": "https://example.org/caf%C3%A9?q=%E6%9D%B1",
    "[a](https://münchen.example/)": "https://xn--mnchen-3ya.example/",
    "[a](https://en.example.org/wiki/Leeds_(city))": "https://en.example.org/wiki/Leeds_(city)",
    "[a](https://example.org/*b*/~c?x=1&y=2#d'e)": "https://example.org/*b*/~c?x=1&y=2#d'e",
    '[a](https://example.org/[b]"c\\d)': "https://example.org/%5Bb%5D%22c%5Cd",
    "[a](http://[2001:DB8::1]:8080/)": "http://[2001:db8::1]:8080/",
    "[a](https://example.org:8443/x;y=1)": "https://example.org:8443/x;y=1",
    "[a](mailto:a@b.example?subject=Our%20plan)": "mailto:a@b.example?subject=Our%20plan",
    "[a](<tel:+44 (0)1632 960 000>)": "tel:+441632960000",
    "[https://example.org/b](https://example.org/b)": "https://example.org/b",
    "[**https://example.org/b** again](https://example.org/b)": "https://example.org/b",
    "[www.example.org/b/](https://www.example.org/b/)": "https://www.example.org/b/",
    "[example.org/b](https://www.example.org/b/)": "https://www.example.org/b/",
    "[www.example.org](https://example.org/)": "https://example.org/",
    "[EXAMPLE.ORG](https://www.example.org)": "https://www.example.org",
    "[https://example.org](https://maps.example.org/a)": "https://maps.example.org/a",
    "[a@b.example](mailto:A@b.example?subject=c)": "mailto:A@b.example?subject=c",
    "[words [in brackets]](https://example.org/)": "https://example.org/",
    "[[y dudalen]{lang=cy}](https://example.org/cy)": "https://example.org/cy",
    "[y [dudalen](https://example.org/cy)]{lang=cy}": "https://example.org/cy",
    "_[words\nover two lines](https://example.org/two)_": "https://example.org/two",
}


@pytest.fixture(scope="module")
def read_links(tmp_path_factory):
    text = "\n\n".join(f"Read {link} now." for link in LINKS)
    publication, report = read_town(tmp_path_factory.mktemp("town"), **with_text(text))
    assert publication is not None, "\n".join(map(str, report))
    (foreword, *_) = publication.sections
    paragraphs = foreword.blocks[-len(LINKS) :]
    return {
        written: [one.target for one in inlines(content_of(block)) if isinstance(one, Link)]
        for written, block in zip(LINKS, paragraphs, strict=True)
    }


@pytest.mark.parametrize("written", LINKS)
def test_a_link_leads_where_it_says(read_links, written):
    assert read_links[written] == [Address(LINKS[written])]
