"""The first view of any page stays light: budgets, and that they can be exceeded."""

from __future__ import annotations

import pytest

from tests.bench.weigh import MOST_INDEX, faults, packed, weigh

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_view_of_any_page_is_light(templates, paths, scripts):
    weighed = paths if scripts else paths[::3]  # less is sent without them
    weights = list(weigh(templates.folder / "site", weighed, scripts=scripts))
    assert [words for weight in weights for words in faults(weight, scripts=scripts)] == []
    for weight in weights:
        if weight.path == "404.html":  # it may stand in for a page of any folder
            assert len(weight.sent) == 1
            continue
        kinds = {path.rpartition(".")[2] for path in weight.sent if "." in path}
        assert kinds >= {"css", "woff2", "svg"}
        assert ("js" in kinds) == scripts


def test_the_search_index_is_light(templates):
    assert packed(templates.folder / "site" / "search" / "search_index.json") < MOST_INDEX


PAGE = '<!doctype html><html lang="en"><head><title>A page</title></head><body>{}</body></html>'
FAULTS = {
    "weighs": '<img src="heavy.png" alt="">',
    "bytes of scripts": '<script src="long.js"></script>',
    "requests": "".join(f'<img src="heavy.png?{number}" alt="">' for number in range(10)),
    "other hosts": '<img src="http://127.0.0.2:9/" alt="">',
}


def test_what_is_heavy_is_found(tmp_path):
    (tmp_path / "heavy.png").write_bytes(bytes(120_001))
    lines = "".join(f"// {number**5:x}\n" for number in range(2000))
    (tmp_path / "long.js").write_text(lines)
    (tmp_path / "clean.html").write_text(PAGE.format("<p>Words.</p>"))
    for name, markup in FAULTS.items():
        (tmp_path / f"{name}.html").write_text(PAGE.format(markup))
    clean, *others = weigh(tmp_path, ["clean.html", *(f"{n}.html" for n in FAULTS)], scripts=True)
    assert list(faults(clean, scripts=True)) == []
    for name, weight in zip(FAULTS, others, strict=True):
        assert any(name in words for words in faults(weight, scripts=True)), name
