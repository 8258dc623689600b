"""What an export has of each edition: its files, and what they refer to; never one for another."""

import random
from zipfile import ZipFile

import pytest

from build_tools.editions import Artefact, ArtefactFile
from build_tools.issues import IssuesFound
from build_tools.publication.records import TAKEN_NAMES
from build_tools.release.export import export_release
from build_tools.release.manifest import Manifest
from build_tools.release.staging import examine
from tests.builders import publication, section
from tests.reading.town import read_town, replaced

DATA = {
    "plan.json": b'{"file": "images/map.svg"}',
    "images/map.svg": b"<svg/>",
    "images/not-named.svg": b"<svg/>",
}
TEXT = {"plan.txt": b"Words", "sections/one.txt": b"Words"}


def release(folder, **editions):
    """Write a release that is whole, with these files of each edition."""
    facts = {}
    for name, files in editions.items():
        for path, data in files.items():
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_bytes(data)
        artefact = Artefact(next(iter(files)), tuple(map(ArtefactFile, files)))
        facts[name] = examine(name, artefact, folder / name)
    made = publication(section("One", "Words."), name="plan")
    Manifest.of(made, "0" * 16, facts, "full", ()).write(folder)
    return folder


def exported(folder):
    below = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(below)


def test_what_files_refer_to_comes_along_at_its_path_and_in_an_archive(tmp_path):
    export_release(release(tmp_path / "release", data=DATA, text=TEXT), tmp_path / "public")
    assert exported(tmp_path / "public" / "files") == [
        "images/map.svg",
        "manifest.json",
        "plan-data.zip",
        "plan.json",
        "plan.txt",
    ]
    with ZipFile(tmp_path / "public" / "files" / "plan-data.zip") as archive:
        assert archive.namelist() == sorted(DATA)


@pytest.mark.parametrize(
    ("one", "other"),
    [("page.html", "page.html"), ("Page.html", "page.HTML"), ("manifest.json", "a"),
     ("plan-data.zip", "a")],
)  # fmt: skip
def test_two_files_of_one_name_are_an_issue_and_nothing_is_written(tmp_path, one, other):
    whole = release(tmp_path / "release", page={one: b"1"}, word={other: b"2"}, data=DATA)
    with pytest.raises(IssuesFound) as found:
        export_release(whole, tmp_path / "public")
    (issue,) = found.value.report
    assert issue.code == "MAN-011"
    assert one.lower() in issue.problem.lower()
    assert not (tmp_path / "public").exists()


def test_the_order_of_editions_is_no_chance(tmp_path):
    names = [f"e{number}" for number in range(9)]
    random.Random(1).shuffle(names)
    editions = {name: {"same.txt": name.encode()} for name in names}
    with pytest.raises(IssuesFound) as found:
        export_release(release(tmp_path / "release", **editions), tmp_path / "public")
    said = [issue.problem for issue in found.value.report]
    assert said == sorted(said)
    assert "one of e0 and one of e1" in said[0]


@pytest.mark.parametrize("name", sorted(TAKEN_NAMES))
def test_a_publication_is_not_called_as_another_file_is(tmp_path, name):
    _, report = read_town(
        tmp_path, **replaced("publication.yml", "status:", f"name: {name}\nstatus:")
    )
    (issue,) = report
    assert (issue.code, issue.span.line) == ("META-006", 5)
    assert f"{name}-strategy" in issue.remedy
    made = publication(section("One", "Words."), title=name.capitalize(), name=None)
    assert made.name == f"{name}-publication"
