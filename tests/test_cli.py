"""The command line: what it says, and its exit codes."""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import __version__, cli
from build_tools.checks import CHECKS
from build_tools.editions import EDITIONS
from build_tools.issues import Issue, IssuesFound, Report, Severity, SourceSpan
from build_tools.release import manifest
from tests.doubles.toy_content import write_content

pytestmark = pytest.mark.usefixtures("warm")

DOUBLES = Path(__file__).parent / "doubles"
TOYS = "tests.doubles.toy_editions"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Be in a folder that has content and outputs, as an editor is."""
    write_content(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(manifest, "CODE", DOUBLES)
    monkeypatch.setattr("build_tools.release.prepare", lambda: None)
    return tmp_path


@pytest.fixture(autouse=True)
def toys(monkeypatch):
    """Return a function that puts toys in the places of editions; at first all are good.

    Of the checks only that of the manifest can read what toys write.
    """
    for code in CHECKS.keys() - {"MAN"}:
        monkeypatch.delitem(CHECKS, code)

    def put(**toys):
        for name, toy in toys.items():
            monkeypatch.setitem(EDITIONS, name, f"{TOYS}:{toy}")

    for code in CHECKS.keys() - {"MAN"}:
        monkeypatch.delitem(CHECKS, code)
    put(**dict.fromkeys(EDITIONS, "Toy"))
    return put


@pytest.fixture
def tandem(capfd):
    def tandem(*arguments):
        code = cli.run(arguments)
        said = capfd.readouterr()
        return code, said.out, said.err

    return tandem


# --- Building --------------------------------------------------------------------------


@pytest.mark.slow
def test_build_says_what_it_made_and_where(tandem, folder):
    code, out, err = tandem("build")
    assert (code, err) == (0, "")
    for name in EDITIONS:
        assert f"  {name:8} built         2 pages" in out
        assert f"  outputs/current/{name}/toy.txt\n" in out
        assert (folder / "outputs" / "current" / name / "toy.txt").is_file()
    assert "Toys, version 1, draft" in out


def name_editions(folder, names):
    record = folder / "content" / "publication.yml"
    record.write_text(f"editions: [{names}]\n{record.read_text()}")


@pytest.mark.slow
def test_only_the_editions_that_a_publication_names_are_made(tandem, folder, toys):
    toys(pdf="Lacking")  # nobody asks for the program of an edition that is not made
    name_editions(folder, "text, site")
    code, _, err = tandem("build")
    assert (code, err) == (0, "")
    current = folder / "outputs" / "current"
    assert sorted(path.name for path in current.iterdir()) == ["manifest.json", "site", "text"]
    manifest = json.loads((current / "manifest.json").read_text())
    assert list(manifest["editions"]) == ["site", "text"]
    assert len(manifest["production"]["formats"]) == 2
    assert tandem("check")[0] == 0


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_edition_that_there_is_not_is_a_fault_of_the_content(tandem, folder, command):
    name_editions(folder, "text, pfd")
    code, out, err = tandem(command)
    assert code == 1
    said = out + err
    assert "content/publication.yml:1:18: error META-010" in said
    assert "An edition is 'pfd', and there is none of that name." in said
    assert "Did you mean 'pdf'?" in said


@pytest.mark.slow
def test_build_again_says_that_nothing_has_changed(tandem):
    tandem("build")
    code, out, _ = tandem("build")
    assert code == 0
    assert "Nothing has changed" in out


@pytest.mark.slow
def test_build_of_some_editions_is_a_preview(tandem, folder):
    code, out, _ = tandem("build", "--edition", "text", "--edition", "pdf")
    assert code == 0
    assert "outputs/preview/text/toy.txt" in out
    assert sorted(path.name for path in (folder / "outputs" / "preview").iterdir()) == [
        "manifest.json",
        "pdf",
        "text",
    ]
    assert not (folder / "outputs" / "current").exists()


@pytest.mark.slow
def test_folders_can_be_named(tandem, folder):
    (folder / "content").rename(folder / "source")
    (folder / "look").mkdir()
    code, *_ = tandem("build", "--content", "source", "--outputs", "made", "--themes", "look")
    assert code == 0
    assert (folder / "made" / "current" / "text" / "toy.txt").is_file()


def test_faults_of_the_source_are_shown_with_their_lines(tandem, folder):
    (folder / "content" / "hello.md").write_text("---\ntitle: Hello\ncolour: red\n---\n\nHello.\n")
    code, out, _ = tandem("build")
    assert code == 1
    assert "content/hello.md:3" in out
    assert "    | colour: red\n" in out
    assert out.endswith("1 error\n")
    assert not (folder / "outputs" / "current").exists()


@pytest.mark.slow
def test_faults_of_all_editions_are_shown_together(tandem, toys, folder):
    toys(text="Faulty", pdf="AlsoFaulty")
    code, out, err = tandem("build")
    assert code == 1
    assert "TOY-001" in out
    assert "TOY-002" in out
    assert out.endswith("2 errors\n")
    assert "Nothing was published" in err


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_an_edition_cannot_carry_is_said_before_anything_is_made(
    tandem, toys, folder, command
):
    toys(text="Choosy")
    code, out, _ = tandem(command)
    assert code == 1
    assert "content/hello.md:5:1: error TOY-003" in out
    assert "    | Hello" in out
    assert "built" not in out
    assert not (folder / "outputs" / "current").exists()


@pytest.mark.slow
def test_a_missing_program_is_3(tandem, toys):
    toys(pdf="Lacking")
    code, _, err = tandem("build")
    assert code == 3
    assert "apt-get install toybox" in err
    assert "Traceback" not in err


@pytest.mark.slow
def test_our_own_fault_in_an_edition_is_70_with_its_traceback(tandem, toys):
    toys(text="Faulty", pdf="Crashing", site="Lacking")
    code, out, err = tandem("build")
    assert code == 70
    assert "TOY-001" in out
    assert "ZeroDivisionError: a toy broke" in err
    assert "not in your content" in err


@pytest.mark.slow
def test_an_edition_that_was_killed_is_70_and_said_plainly(tandem, toys):
    toys(print="Killed")
    code, _, err = tandem("build")
    assert code == 70
    assert "SIGKILL" in err


def test_our_own_fault_anywhere_is_70_with_its_traceback(tandem, monkeypatch):
    monkeypatch.setattr("build_tools.release.build_release", lambda *_: 1 / 0)
    code, _, err = tandem("build")
    assert code == 70
    assert "ZeroDivisionError" in err
    assert "not in your content" in err


# --- Checking --------------------------------------------------------------------------


def test_many_warnings_of_language_are_summed_up_by_rule(capsys):
    from build_tools.cli import show_report
    from build_tools.issues import Issue, Report, Severity, SourceSpan

    def warnings(count):
        spans = (SourceSpan("content/a.md", line) for line in range(1, count + 1))
        return [Issue("LNG-001", span, "Long.", "Cut it.", Severity.WARNING) for span in spans]

    assert show_report(Report(warnings(20))) == 0
    assert capsys.readouterr().out.count("Cut it.") == 20
    error = Issue("LNG-001", SourceSpan("content/b.md", 1), "Longer.", "Cut it, please.")
    assert show_report(Report([*warnings(21), error])) == 1
    out = capsys.readouterr().out
    assert "Cut it, please." in out
    assert "LNG-001: 21 warnings: A long sentence\n  content/a.md:1\n" in out
    assert "  and 18 more: tandem check --report html=report.html shows all\n" in out
    assert out.endswith("1 error, 21 warnings\n")


def test_check_writes_nothing(tandem, folder):
    before = sorted(folder.rglob("*"))
    code, out, _ = tandem("check")
    assert code == 0
    assert "only the source was checked" in out
    assert sorted(folder.rglob("*")) == before


@pytest.mark.slow
def test_check_looks_at_the_release_too(tandem, folder, monkeypatch):
    tandem("build")
    assert tandem("check")[0] == 0
    monkeypatch.setitem(CHECKS, "TOY", f"{TOYS}:FindsFault")
    code, out, _ = tandem("check")
    assert code == 1
    assert "(plain text: toy.txt, line 1): error TOY-003" in out


@pytest.mark.slow
def test_the_statement_says_what_the_release_was_tested_with(tandem, toys, folder, monkeypatch):
    """A later check reads the source as the release's build read it, whatever is tested now."""
    toys(text="Statement")
    spine = (folder / "content" / "publication.yml").read_text()
    (folder / "content" / "publication.yml").write_text(
        spine.replace("hello.md]", "hello.md, accessibility]")
    )
    monkeypatch.setitem(CHECKS, "TOY", f"{TOYS}:SaysTheSame")
    assert tandem("build")[0] == 0
    said = (folder / "outputs" / "current" / "text" / "toy.txt").read_text()
    assert "The toy is good (with a toy box 1.2)" in said
    assert tandem("check")[0] == 0
    monkeypatch.setitem(CHECKS, "SLO", f"{TOYS}:Slow")
    assert tandem("check", "--full")[0] == 0
    assert tandem("build", "--full")[0] == 0
    assert said != (folder / "outputs" / "current" / "text" / "toy.txt").read_text()


def test_a_missing_program_is_said_before_anything_is_built(tandem, folder, monkeypatch):
    monkeypatch.setitem(CHECKS, "TOY", f"{TOYS}:LacksTool")
    code, _, err = tandem("build")
    assert code == 3
    assert "toybox" in err
    assert not (folder / "outputs" / "current").exists()


def test_check_of_a_faulty_source_is_1(tandem, folder):
    (folder / "content" / "hello.md").write_text("No title.\n")
    assert tandem("check")[0] == 1


# --- Plans and reports -----------------------------------------------------------------


@pytest.mark.slow
def test_the_plan_and_the_day_reach_the_checks(tandem, monkeypatch, folder):
    monkeypatch.setitem(CHECKS, "SLO", f"{TOYS}:SlowFault")
    monkeypatch.setitem(CHECKS, "DAY", f"{TOYS}:OfTheDay")
    code, out, _ = tandem("build", "--today", "2026-03-31")
    assert code == 0
    code, out, _ = tandem("build", "--full", "--today", "2026-04-01", "--report", "json=r/r.json")
    assert code == 1
    assert "SLO-001" in out
    assert "DAY-001" in out
    found = json.loads((folder / "r" / "r.json").read_text())
    assert (found["passed"], found["plan"], found["today"]) == (False, "full", "2026-04-01")
    assert all(check["ran"] for check in found["checks"])


@pytest.mark.slow
def test_every_report_of_a_build_is_written(tandem, folder):
    reports = [f"--report={form}=out.{form}" for form in ("json", "junit", "html")]
    code, *_ = tandem("build", *reports)
    assert code == 0
    assert json.loads((folder / "out.json").read_text())["passed"] is True
    assert 'failures="0" errors="0"' in (folder / "out.junit").read_text()
    assert "passed." in (folder / "out.html").read_text()


def test_a_source_that_can_not_be_read_is_reported_too(tandem, folder):
    (folder / "content" / "hello.md").write_text("No title.\n")
    code, out, _ = tandem("check", "--report", "github", "--report", "json=out.json")
    assert code == 1
    assert "::error file=content/hello.md,line=1,title=META-020::" in out
    assert json.loads((folder / "out.json").read_text())["passed"] is False


@pytest.mark.slow
def test_a_missing_program_and_a_fault_of_ours_are_reported(tandem, toys, folder):
    toys(pdf="Lacking", text="Crashing")
    tandem("build", "--report", "json=out.json")
    found = json.loads((folder / "out.json").read_text())
    assert (list(found["missing"]), list(found["faults"])) == (["pdf"], ["text"])
    assert found["passed"] is False


def test_our_own_fault_anywhere_is_reported(tandem, monkeypatch, folder):
    monkeypatch.setattr("build_tools.release.build_release", lambda *_: 1 / 0)
    assert tandem("build", "--report", "json=out.json")[0] == 70
    assert "ZeroDivisionError" in json.loads((folder / "out.json").read_text())["faults"]["tandem"]


def test_a_full_check_without_a_release_is_a_failure(tandem):
    code, out, _ = tandem("check", "--full")
    assert code == 1
    assert "error MAN-009" in out


def test_outside_addresses_are_asked_on_a_day(tandem, monkeypatch, folder):
    issue = Issue("EXT-001", SourceSpan("content/hello.md", 5), "It is gone.")
    asked = []

    def check_external(publication, **options):
        asked.append(options)
        yield issue

    monkeypatch.setattr("build_tools.checks.lnk.external.check_external", check_external)
    code, out, _ = tandem("check", "--external", "--today", "2026-03-31", "--report=json=out.json")
    assert code == 1
    assert "EXT-001" in out
    assert asked[0]["today"].isoformat() == "2026-03-31"
    assert "EXT-001" in (folder / "out.json").read_text()
    assert tandem("check", "--external")[0] == 2


@pytest.mark.slow
def test_export_puts_the_release_where_it_is_asked_for(tandem, folder):
    about = folder / "content" / "publication.yml"
    about.write_text(f"{about.read_text()}editions: [site, text]\n")  # files of one name stop it
    assert tandem("export", "public")[0] == 1
    tandem("build")
    code, out, _ = tandem("export", "public")
    assert (code, out) == (0, "Toys, checked by the quick plan: public\n")
    assert (folder / "public" / "site" / "toy.txt").is_file()
    assert tandem("export", "public")[0] == 2


# --- Changes ---------------------------------------------------------------------------


def test_changes_are_said_and_written(tandem, folder):
    write_content(folder / "old", title="Old toys", words="Hello, old world.")
    code, out, err = tandem("changes", "old", "--json", "r/changes.json")
    assert (code, err) == (0, "")
    assert "Since version 1, source " in out
    assert "\n       Front matter: 1 changed\n    1  Hello: 1 changed\n" in out
    found = json.loads((folder / "r" / "changes.json").read_text())
    assert (found["format"], found["since"]["version"]) == (2, "1")
    assert [(section["number"], section["changed"]) for section in found["sections"]] == [
        ("", 1),
        ("1", 1),
    ]


def test_no_changes_are_said_too(tandem, folder):
    write_content(folder / "old")
    code, out, _ = tandem("changes", "old")
    assert code == 0
    assert "No words have changed." in out


@pytest.mark.parametrize("text", [None, "No title.\n"])
def test_a_base_that_cannot_be_read_is_said_and_no_error(tandem, folder, text):
    if text:
        (write_content(folder / "old") / "hello.md").write_text(text)
    code, out, err = tandem("changes", "old", "--json", "changes.json")
    assert (code, err) == (0, "")
    assert "not known: old can't be read (1 issue; tandem check --content old" in out
    found = json.loads((folder / "changes.json").read_text())
    assert (found["since"], found["sections"]) == (None, [])


def test_changes_of_a_faulty_source_are_1(tandem, folder):
    write_content(folder / "old")
    (folder / "content" / "hello.md").write_text("No title.\n")
    code, out, _ = tandem("changes", "old", "--json", "changes.json")
    assert code == 1
    assert "content/hello.md:1" in out
    assert not (folder / "changes.json").exists()


# --- Words and usage -------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [(), ("build",), ("check",), ("export",), ("serve",), ("editions",)]
)
def test_help_has_an_example(tandem, command):
    code, out, _ = tandem(*command, "--help")
    assert code == 0
    assert f"\n    tandem {' '.join(command)}" in out


def test_the_version(tandem):
    assert tandem("--version") == (0, f"tandem {__version__}\n", "")


def test_the_table_of_editions(tandem, toys):
    toys(pdf="Following")
    code, out, _ = tandem("editions")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(EDITIONS)
    assert re.search(r"(?m)^pdf +Toy: To play with\. \(after text\)$", out)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("biuld",),
        ("build", "--fast"),
        ("build", "--edition", "vinyl"),
        ("build", "--report", "pdf=report.pdf"),
        ("check", "--today", "tomorrow"),
        ("build", "--themes", "nowhere"),
        ("build", "--outputs", "content/outputs"),
        ("serve", "--port", "x"),
    ],
)
def test_wrong_usage_is_2(tandem, arguments):
    code, _, err = tandem(*arguments)
    assert code == 2
    assert err
    assert "Traceback" not in err


def test_serve_calls_the_site(tandem, monkeypatch):
    import types

    called = []
    module = types.ModuleType("build_tools.editions.site.serve")
    module.serve = lambda *arguments: called.append(arguments)
    monkeypatch.setitem(sys.modules, "build_tools.editions.site.serve", module)
    assert tandem("serve", "--port", "8001")[0] == 0
    assert called == [(Path("content"), cli.default_themes(), "127.0.0.1", 8001)]


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_content_without_text_is_not_clean(tandem, folder, command, monkeypatch):
    monkeypatch.setattr("mkdocs.livereload.LiveReloadServer.serve", stop)
    shutil.rmtree(folder / "content")
    (folder / "content").mkdir()
    arguments = ("serve", "--port", "0") if command == "serve" else (command,)
    code, out, err = tandem(*arguments)
    assert code == (0 if command == "serve" else 1)  # who serves means to write
    assert "content: error FILE-007" in out + err


def stop(_server):
    raise KeyboardInterrupt


def test_to_stop_for_nothing_is_a_fault_of_ours(tandem, monkeypatch):
    def nothing(*_):
        raise IssuesFound(Report())

    monkeypatch.setattr("build_tools.reading.read_with_report", nothing)
    code, _, err = tandem("check")
    assert code == 70
    assert "fault in Tandem" in err


def test_outputs_below_a_file_are_refused_in_one_line(tandem, folder):
    (folder / "file").touch()
    code, _, err = tandem("build", "--outputs", "file/outputs")
    assert code == 2
    assert err.startswith("Error: Outputs can't be written (Not a directory: ")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("number", "remedy"), [(errno.ENOSPC, "Make room"), (errno.EROFS, "Name a folder")]
)
def test_what_the_system_refuses_is_one_line_and_3(tandem, monkeypatch, folder, number, remedy):
    def refused(*_, **__):
        raise OSError(number, os.strerror(number), "outputs/x")

    monkeypatch.setattr("build_tools.release.build_release", refused)
    report = folder / "report.json"
    code, _, err = tandem("build", "--report", f"json={report}")
    assert code == 3
    assert err.startswith(f"Error: {os.strerror(number)}: outputs/x. {remedy}")
    assert len(err.splitlines()) == 1
    assert json.loads(report.read_text())["faults"] == {}


def test_ctrl_c_while_modules_are_imported_is_130_too(tandem, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupted)
    code, _, err = tandem("build")
    assert (code, err) == (130, "Stopped. The former release is as it was.\n")


def test_ctrl_c_is_130(tandem, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("build_tools.release.build_release", interrupted)
    assert tandem("build")[0] == 130


# --- A report --------------------------------------------------------------------------


def shown(capsys, *issues):
    report = Report()
    report.extend(issues)
    code = cli.show_report(report)
    return code, capsys.readouterr().out


def test_issues_are_sorted_and_counted(capsys):
    later = Issue("TOY-001", SourceSpan("b.md", 2), "Second.", severity=Severity.WARNING)
    first = Issue("TOY-001", SourceSpan("a.md", 9), "First.", "Mend it.")
    code, out = shown(capsys, later, first)
    assert code == 1
    assert out == (
        "a.md:9: error TOY-001\n  First.\n  Mend it.\n\n"
        "b.md:2: warning TOY-001\n  Second.\n\n"
        "1 error, 1 warning\n"
    )


def test_warnings_alone_are_no_failure(capsys):
    warning = Issue("TOY-001", SourceSpan("a.md"), "Hm.", severity=Severity.WARNING)
    assert shown(capsys, warning)[0] == 0
    assert shown(capsys) == (0, "")


def test_the_caret_stands_below_its_place(capsys, folder):
    (folder / "a.md").write_text("\ufeffwörds and\tvalues\n", encoding="utf-8")
    _, out = shown(capsys, Issue("TOY-001", SourceSpan("a.md", 1, 11), "Wrong."))
    assert "    | wörds and values\n    |           ^\n" in out


def test_of_a_long_line_only_the_place_is_shown(capsys, folder):
    (folder / "a.md").write_text("word " * 1000)
    _, out = shown(capsys, Issue("TOY-001", SourceSpan("a.md", 1, 2001), "Wrong."))
    excerpt, caret = [line for line in out.splitlines() if line.startswith("    | ")]
    assert len(excerpt) < 110
    assert excerpt[caret.index("^") :].startswith("word")


def test_an_excerpt_can_not_command_the_terminal(capsys, folder):
    (folder / "a.md").write_text("red \x1b[31m words\n")
    _, out = shown(capsys, Issue("TOY-001", SourceSpan("a.md", 1, 1), "Wrong."))
    assert "\x1b" not in out


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"one line"])
def test_an_excerpt_that_can_not_be_read_is_left_out(capsys, folder, data):
    (folder / "a.md").write_bytes(data)
    _, out = shown(capsys, Issue("TOY-001", SourceSpan("a.md", 7, 1), "Wrong."))
    assert out == "a.md:7:1: error TOY-001\n  Wrong.\n\n1 error\n"


def test_issues_that_are_raised_are_shown(tandem, monkeypatch):
    def raises(*_):
        report = Report()
        report.add(Issue("TOY-001", SourceSpan("a.md"), "Wrong."))
        raise IssuesFound(report)

    monkeypatch.setattr("build_tools.release.build_release", raises)
    code, out, _ = tandem("build")
    assert code == 1
    assert "TOY-001" in out


# --- As a process ----------------------------------------------------------------------

TABLES = f'{{"editions": {{"text": "{TOYS}:Toy"}}, "checks": {{}}}}'


def command(*arguments):
    return [sys.executable, str(DOUBLES / "toy_tandem.py"), TABLES, *arguments]


@pytest.mark.slow
def test_lines_in_a_pipe_have_no_escape_codes():
    ran = subprocess.run(command("build"), capture_output=True, check=True)
    assert b"\x1b" not in ran.stdout
    assert b"\r" not in ran.stdout
    assert b"  text     built" in ran.stdout


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_lines_on_a_terminal_stay_while_others_come():
    try:
        ours, theirs = os.openpty()
    except OSError:  # a bare chroot has none
        pytest.skip("no pseudo-terminals here")
    environment = {**os.environ, "TERM": "xterm"}
    process = subprocess.Popen(command("build"), stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    said = b""
    while True:
        try:
            said += os.read(ours, 65536)
        except OSError:  # the other side was closed
            break
    os.close(ours)
    assert process.wait() == 0
    assert b"text     built" in said
    assert b"outputs/current/text/toy.txt" in said


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_fault_of_ours():
    process = subprocess.Popen(
        command("build"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdout.close()
    assert process.wait() == 1
    assert process.stderr.read() == ""
    process.stderr.close()
