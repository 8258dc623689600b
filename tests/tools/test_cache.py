"""What slow checks found before is found again, and nothing else is."""

import pytest

from build_tools.issues import Issue, Severity, SourceSpan
from build_tools.tools.cache import NO_CACHE, Cache, hash_of

ODD = b'{"files": {}, "issues": [{"span": {}}]}'
ISSUE = Issue("TOY-001", SourceSpan("a.md", 2, 3), "Wörds.", "Mend.", Severity.WARNING, "page 2")


@pytest.mark.parametrize("issues", [(), (ISSUE,), (ISSUE, ISSUE)])
def test_an_answer_is_recalled_as_it_was(tmp_path, issues):
    Cache(tmp_path / "deep" / "cache").keep("ab", issues)
    assert Cache(tmp_path / "deep" / "cache").recall("ab") == issues


def test_an_answer_holds_as_long_as_the_files_read_for_it_are_the_same(tmp_path):
    cache, digests = Cache(tmp_path), {"a.css": "1", "b.css": "2"}
    cache.keep("ab", [ISSUE], digests)
    assert cache.recall("ab", digests.get) == (ISSUE,)
    assert cache.recall("ab", {**digests, "b.css": "3"}.get) is None
    assert cache.recall("ab", {"a.css": "1"}.get) is None
    assert cache.recall("ab") is None


def test_what_was_never_asked_is_not_known(tmp_path):
    cache = Cache(tmp_path / "cache")
    assert cache.recall("ab") is None
    assert not cache.folder.exists()


def test_without_a_folder_nothing_is_known():
    NO_CACHE.keep("ab", ())
    assert NO_CACHE.recall("ab") is None


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff", b"[1]", b"[{}]", b"null", b"{}", ODD, b'{"files": 1}']
)
def test_a_damaged_answer_is_none(tmp_path, data):
    (tmp_path / "ab.json").write_bytes(data)
    assert Cache(tmp_path).recall("ab") is None


def test_every_part_and_its_place_counts():
    inputs = [("ab", "c"), ("a", "bc"), ("abc",), ("c", "ab"), (b"ab", "c", ""), ()]
    assert len({hash_of(*parts) for parts in inputs}) == len(inputs)
    assert hash_of("é") == hash_of("é".encode())
