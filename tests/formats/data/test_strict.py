"""JSON and CSV are read as their standards have them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.formats.data.strict import read_csv, read_json
from build_tools.formats.units import Unreadable


@pytest.mark.parametrize(
    "text",
    [
        b'{"a": 1, "a": 1}',
        b'{"a": {"b": 1, "b": 2}}',
        b'{"a": NaN}',
        b"[Infinity]",
        b'\xef\xbb\xbf{"a": 1}',
        b'{"a": "\xff"}',
        b'{"a": 1',
        b"{'a': 1}",
        b"",
        b"[" * 100_000,
    ],
)
def test_what_is_no_strict_json(text):
    with pytest.raises(Unreadable):
        read_json(text)


def test_strict_json():
    assert read_json('{"a": [1, -2.5, true, null, "−5"]}'.encode()) == {
        "a": [1, -2.5, True, None, "−5"]
    }


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"a,b\r\n1,2",
        b"a,b\n1,2\n",
        b"a,b\r\n1\r\n",
        b"a,b\r\n1,2,3\r\n",
        b"a,b\r\n1,\r\n\r\n",
        b'a,b\r\n1,"2\r\n',
        b'a,b\r\n1,"2"3\r\n',
        b'a,b\r\n1,2"3\r\n',
        b'a,b\r\n1,"2\r\n3"\r\n',
        b"a,b\r\n1,2\r3\r\n",
        b"a,a\r\n1,2\r\n",
        b"a,\r\n1,2\r\n",
        b"a,b\r\n1,2\r\n3,",
        b"\xef\xbb\xbfa,b\r\n1,2\r\n",
        b"a,b\r\n1,\xff\r\n",
    ],
)
def test_what_is_no_strict_csv(text):
    with pytest.raises(Unreadable):
        read_csv(text)


def test_a_fault_is_placed():
    with pytest.raises(Unreadable) as caught:
        read_csv(b'a,b\r\n1,2\r\n1,2"3\r\n')
    assert caught.value.place == "row 3"


CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\0"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4))
def test_it_reads_what_the_standard_library_writes(rows):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([["a", "b"], *rows])
    assert read_csv(text.getvalue().encode()) == [["a", "b"], *rows]
