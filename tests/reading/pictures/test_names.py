"""Names of pictures as cameras, Windows and people give them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.reading.pictures.names import find, meant, published, same
from build_tools.reading.strays import is_litter

from ..town import png, read_town, with_text

NFC, NFD = (unicodedata.normalize(form, "images/Café.jpg") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("images/wards-2026.svg", "images/wards-2026.svg"),
        ("images/IMG_2034.JPG", "images/IMG_2034.jpg"),
        ("images/New Hall.JPG", "images/new-hall.jpg"),
        ("images/photo(1).jpg", "images/photo-1.jpg"),
        ("images/mayor's-photo.jpg", "images/mayors-photo.jpg"),
        ("images/photo & map.JPEG", "images/photo-map.jpeg"),
        ("images/photo-50%.jpg", "images/photo-50.jpg"),
        ("images/Site Visit, 3 May/A+B.png", "images/site-visit-3-may/a-b.png"),
        (NFC, "images/cafe.jpg"),
        (NFD, "images/cafe.jpg"),
    ],
)
def test_a_picture_is_published_under_a_name_that_is_safe_everywhere(path, name):
    assert published(path) == name


@pytest.mark.parametrize("path", ["images/照片.jpg", "images/Łódź 1.png", "images/%%.png"])
def test_letters_of_other_scripts_leave_a_name_that_is_its_own(path):
    assert published(path).isascii()
    assert published(path) != published(path.replace("/", "/x "))


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_any_name_becomes_one_that_needs_no_care(name):
    made = published(f"images/{name}.PNG")
    assert made.isascii()
    assert not set(made) & set(" %&()'\"<>#?,;\\+")
    assert published(made) == made
    assert same(made) == same(f"images/{name}.PNG")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("images/New Hall.JPG", "images/New Hall.JPG"),
        ("images/New%20Hall.JPG", "images/New Hall.JPG"),
        ("./images/../images/New%20Hall.JPG", "images/New Hall.JPG"),
        ("images/photo-50%.jpg", "images/photo-50%.jpg"),
        ("images/photo%281%29.jpg", "images/photo(1).jpg"),
        (NFC, NFD),
        (NFD, NFD),
    ],
)
def test_an_address_finds_the_file_that_github_finds(address, path):
    paths = ["images/New Hall.JPG", "images/photo-50%.jpg", "images/photo(1).jpg", NFD]
    assert find(address, "", paths) == path


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("images\\New Hall.JPG", "../images/New%20Hall.JPG"),
        ("../images/new hall.jpg", "../images/New%20Hall.JPG"),
        ("../images/New-Hall.JPG", "../images/New%20Hall.JPG"),
        ("New Hall.JPG", "../images/New%20Hall.JPG"),
        ("images/New%20Hall.JPG", "../images/New%20Hall.JPG"),
        ("../images/photo(2).jpg", "../images/photo%281%29.jpg"),
        ("../images/quite-another.svg", None),
    ],
)
def test_an_address_that_is_nearly_right_is_told_how_to_be_written(address, words):
    paths = ["images/New Hall.JPG", "images/photo(1).jpg"]
    assert find(address, "themes", paths) is None
    assert meant(address, "themes", paths) == words
    if words:
        assert find(words, "themes", paths)


def test_what_systems_and_editors_leave_is_passed_over(tmp_path):
    litter = {
        "Thumbs.db": b"x", "images/desktop.ini": b"x", "~$plan.docx": b"x", "foreword.md~": b"x",
        "README.md": "# For GitHub\n", "images/Readme.md": "x", "#foreword.md#": b"x",
        "foreword.md.swp": b"x", "__MACOSX/a.md": "x", ".DS_Store": b"x", "LICENSE": "MIT",
    }  # fmt: skip
    publication, report = read_town(tmp_path, **litter)
    assert publication
    assert not list(report)
    assert not is_litter("images/plan.docx")


def test_a_picture_with_any_name_is_published_under_its_safe_one(tmp_path):
    publication, report = read_town(
        tmp_path, **{"images/New Hall.PNG": png(), **with_text("![A hall](<images/New Hall.PNG>)")}
    )
    assert not list(report)
    paths = {node.picture.path for node in publication.section("foreword").nodes()
             if hasattr(node, "picture")}  # fmt: skip
    assert "images/new-hall.png" in paths


def test_a_picture_that_nothing_shows_is_a_warning(tmp_path):
    publication, report = read_town(tmp_path, **{"images/other.png": png()})
    assert publication
    assert [(issue.code, issue.severity.value) for issue in report] == [("FILE-010", "warning")]
