"""Every fault that the check of the manifest can find, made one by one."""

import hashlib
import json

import pytest

from build_tools.checks import CHECKS, EVERY_EDITION, load_check, plan
from build_tools.checks.man import differences
from build_tools.checks.one import StandsAlone


@pytest.fixture
def release(tmp_path):
    editions = {}
    for path, data in (("site/index.html", b"<p>Hello"), ("text/hello.txt", b"Hello\n")):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        file = {"path": path, "bytes": len(data), "sha256": digest}
        editions[path.split("/")[0]] = {"entry": path, "files": [file]}
    (tmp_path / "manifest.json").write_text(json.dumps({"editions": editions}))
    return tmp_path


def found(release):
    return [(issue.code, issue.span.path) for issue in differences(release)]


def change_manifest(release, change):
    path = release / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest["editions"])
    path.write_text(json.dumps(manifest))


def test_a_release_as_its_manifest_says_has_no_issue(release):
    assert found(release) == []


@pytest.mark.parametrize(
    "manifest",
    ["", "{", "[]", "null", "{}", '{"editions": []}', '{"editions": {}}', '{"editions": {"a": 1}}',
     '{"editions": {"a": {"entry": "a/a", "files": [{}]}}}', b"\xff"],
)  # fmt: skip
def test_a_manifest_that_says_nothing_is_never_a_pass(release, manifest):
    data = manifest if isinstance(manifest, bytes) else manifest.encode()
    (release / "manifest.json").write_bytes(data)
    assert ("MAN-001", "manifest.json") in found(release)


def test_a_missing_manifest(release):
    (release / "manifest.json").unlink()
    assert found(release) == [("MAN-001", "manifest.json")]


def test_a_missing_release(tmp_path):
    assert found(tmp_path / "gone") == [("MAN-001", "manifest.json")]


def test_a_missing_file(release):
    (release / "text" / "hello.txt").unlink()
    assert found(release) == [("MAN-002", "text/hello.txt")]


def test_a_file_too_many(release):
    (release / "text" / ".stray").write_text("")
    assert found(release) == [("MAN-003", "text/.stray")]


def test_a_file_of_another_size(release):
    (release / "text" / "hello.txt").write_bytes(b"Hello, world\n")
    assert found(release) == [("MAN-004", "text/hello.txt")]


def test_a_file_of_the_same_size_with_other_bytes(release):
    (release / "text" / "hello.txt").write_bytes(b"Hallo\n")
    assert found(release) == [("MAN-004", "text/hello.txt")]


def test_a_link_with_the_right_bytes(release):
    file = release / "text" / "hello.txt"
    file.rename(release.with_name("outside"))
    file.symlink_to(release.with_name("outside"))
    assert found(release) == [("MAN-005", "text/hello.txt")]


def test_a_folder_that_is_a_link(release):
    (release / "text").rename(release.with_name("text-outside"))
    (release / "text").symlink_to(release.with_name("text-outside"))
    assert found(release) == [("MAN-003", "text"), ("MAN-002", "text/hello.txt")]


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname", "text/../../outside.txt"])
def test_a_path_that_leads_out(release, path):
    (release.parent / "outside.txt").write_text("")
    change_manifest(release, lambda editions: editions["text"]["files"][0].update(path=path))
    assert ("MAN-005", path) in found(release)


def test_an_entry_that_is_no_file(release):
    change_manifest(release, lambda editions: editions["text"].update(entry="text/other.txt"))
    assert found(release) == [("MAN-006", "text/other.txt")]


def test_every_check_is_in_the_table_under_its_own_code():
    for code, reference in CHECKS.items():
        assert load_check(reference).code == code


def test_a_check_in_no_plan_is_not_quietly_in_the_quick_one(monkeypatch):
    monkeypatch.setattr(StandsAlone, "plan", "fast")
    with pytest.raises(ValueError, match="plan 'fast'"):
        load_check(CHECKS["ONE"])


def test_the_plan_has_the_checks_of_the_editions_that_were_made(monkeypatch):
    class Check:
        plan = "quick"

        def __init__(self, applies_to):
            self.applies_to = frozenset(applies_to)

    tagged = ["print-pdf", "tagged-pdf"]
    checks = {"SRC": Check([]), "ALL": Check(EVERY_EDITION), "PDF": Check(tagged)}
    monkeypatch.setattr("build_tools.checks.CHECKS", {code: code for code in checks})
    monkeypatch.setattr("build_tools.checks.load_check", checks.__getitem__)
    assert plan([]) == ("SRC",)
    assert plan(["site"]) == ("ALL",)
    assert plan(["site", "print"]) == ("ALL", "PDF")
