"""Every fault that the check of links can find, laid one by one over a release without any."""

import shutil

import pikepdf
import pytest

from build_tools.checks import Artefacts
from build_tools.checks.lnk import EveryLinkLeads
from build_tools.checks.lnk.addresses import is_sound
from build_tools.editions import Artefact
from tests.checks.lnk.release import PUBLICATION, SITE, TEXT, found, make_pdf, make_release


@pytest.fixture
def release(tmp_path):
    return make_release(tmp_path)


def test_a_release_without_a_fault(release):
    assert found(release) == []


def add_to_home(release, markup):
    file = release.folder / "site" / "index.html"
    file.write_text(SITE["index.html"].replace("</body>", f"{markup}</body>"))


@pytest.mark.parametrize(
    ("code", "markup"),
    [
        ("LNK-002", '<a href="gone/">x</a>'),
        ("LNK-002", '<a href="one">x</a>'),
        ("LNK-002", '<a href="One/">x</a>'),
        ("LNK-002", '<img src="gone.png" alt="">'),
        ("LNK-002", '<img srcset="assets/logo.svg 1x, gone.png 2x" alt="">'),
        ("LNK-002", '<object data="gone.svg"></object>'),
        ("LNK-002", '<p style="background: url(gone.png)">x</p>'),
        ("LNK-002", "<style>p { background: url('gone.png') }</style>"),
        ("LNK-002", '<style>@import "gone.css";</style>'),
        ("LNK-002", '<meta http-equiv="refresh" content="0; url=gone/">'),
        ("LNK-002", '<form action="gone/"></form>'),
        ("LNK-003", '<a href="#gone">x</a>'),
        ("LNK-003", '<a href="two/#Why">x</a>'),
        ("LNK-003", '<a href="assets/site.css#why">x</a>'),
        ("LNK-003", '<svg><use href="assets/logo.svg#b"/></svg>'),
        ("LNK-004", '<a href="/one/">x</a>'),
        ("LNK-004", '<a href="../">x</a>'),
        ("LNK-004", '<a href="one/../../x.html">x</a>'),
        ("LNK-005", '<script src="https://example.org/a"></script>'),
        ("LNK-005", '<link rel="stylesheet" href="//example.org/a">'),
        ("LNK-005", '<img src="http://127.0.0.1:8000/logo.svg" alt="">'),
        ("LNK-005", "<style>p { background: url(https://example.org/a) }</style>"),
        ("LNK-006", '<a href="https://example.org/b">x</a>'),
        ("LNK-006", '<a href="//example.org/a">x</a>'),
        ("LNK-006", '<a href="javascript:alert(1)">x</a>'),
        ("LNK-006", '<a href="https://">x</a>'),
        ("LNK-006", '<a href="https://[x/">x</a>'),
        ("LNK-006", '<a href="mailto:nobody">x</a>'),
        ("LNK-006", '<a href="file:///etc/hostname">x</a>'),
    ],
)
def test_a_fault_in_a_page(release, code, markup):
    add_to_home(release, markup)
    assert found(release) == [(code, "site/index.html")]


def test_a_fault_has_place_and_problem(release):
    add_to_home(release, '\n<a href="two/#gone">x</a>')
    (issue,) = EveryLinkLeads().run(PUBLICATION, release)
    assert str(issue) == (
        "site/index.html:8: error LNK-003\n"
        "  It links to 'two/#gone'; 'two/index.html' has no id 'gone'."
    )


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("assets/site.css", "a{}\np { background: url(gone.png) }", "LNK-002"),
        ("assets/site.css", "@import url(https://example.org/a);", "LNK-005"),
        ("assets/logo.svg", '<svg><use href="#a"/></svg>', "LNK-003"),
        ("assets/logo.svg", "<svg", "LNK-001"),
        ("search/search_index.json", '{"docs": [{"location": "gone/"}]}', "LNK-002"),
        ("search/search_index.json", '{"docs": [{"location": "one/#gone"}]}', "LNK-003"),
        ("search/search_index.json", "[]", "LNK-001"),
        ("one/index.html", "", "LNK-001"),
    ],
)  # fmt: skip
def test_a_fault_in_another_file_of_the_site(release, path, text, code):
    (release.folder / "site" / path).write_text(text)
    assert (code, f"site/{path}") in found(release)


@pytest.mark.parametrize("path", ["one/index.html", "assets/letters.woff2", "assets/search.js"])
def test_a_missing_file_of_the_site(release, path):
    (release.folder / "site" / path).unlink()
    assert {code for code, _ in found(release)} == {"LNK-002"}


@pytest.mark.parametrize("edition", ["site", "text", "pdf"])
def test_a_missing_edition_is_never_a_pass(release, edition):
    shutil.rmtree(release.folder / edition)
    assert "LNK-001" in {code for code, _ in found(release)}


def test_an_edition_without_files_is_never_a_pass(release):
    made = {"text": Artefact("words.txt", ())}
    assert found(Artefacts(release.folder, made)) == [("LNK-001", "text/words.txt")]


def test_a_download_that_is_missing(release):
    (release.folder / "site/downloads/text/words.txt").unlink()
    page = "site/downloads/index.html"
    assert sorted(found(release)) == [("LNK-002", page), ("LNK-007", page)]


def test_a_download_that_no_link_leads_to(release):
    page = release.folder / "site/downloads/index.html"
    page.write_text(page.read_text().replace('<a href="text/words.txt">Text</a>', "Text"))
    assert found(release) == [("LNK-008", "site/downloads/index.html")]


def test_a_download_that_is_another_file(release):
    (release.folder / "site/downloads/pdf/words.pdf").write_bytes(b"%PDF-1.7")
    assert found(release) == [("LNK-009", "site/downloads/pdf/words.pdf")]


def test_a_download_of_no_edition(release):
    (release.folder / "site/downloads/text/old.txt").write_text("")
    assert found(release) == [("LNK-009", "site/downloads/text/old.txt")]


@pytest.mark.parametrize("manifest", ["", "{}", '{"editions": []}', '{"editions": {"text": {}}}'])
def test_a_manifest_that_says_nothing_is_never_a_pass(release, manifest):
    (release.folder / "manifest.json").write_text(manifest)
    assert found(release) == [("LNK-001", "site/downloads/index.html")]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("LNK-020", "https://example.org/a", "https://example.org/b"),
        ("LNK-020", "https://example.org/a", "email a@example.org"),
        ("LNK-021", "[section 1]", "[section 9]"),
        ("LNK-021", "[section 1]", "[heading 1B]"),
        ("LNK-021", "[section 1]", "[paragraph 1.9]"),
        ("LNK-022", "[Footnote 1]", "[Footnote 2]"),
    ],
)
def test_a_fault_in_the_text(release, code, old, new):
    text = TEXT.replace(old, new)
    for place in ("text/words.txt", "site/downloads/text/words.txt"):
        (release.folder / place).write_text(text)
    assert (code, "text/words.txt") in found(release)


def link(**more):
    return pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], **more)


def action(kind, **more):
    return link(A=pikepdf.Dictionary(S=pikepdf.Name(kind), **more))


@pytest.mark.parametrize(
    ("code", "annotation"),
    [
        ("LNK-010", link(Dest=pikepdf.String("gone"))),
        ("LNK-010", link(Dest=pikepdf.Array([7, pikepdf.Name.Fit]))),
        ("LNK-010", action("/GoTo", D=pikepdf.String("gone"))),
        ("LNK-012", action("/URI", URI="https://example.org/b")),
        ("LNK-012", action("/URI", URI="example.org")),
        ("LNK-012", action("/URI")),
        ("LNK-013", action("/Launch")),
        ("LNK-013", link()),
    ],
)
def test_a_fault_in_a_link_of_the_pdf(release, code, annotation):
    make_pdf(lambda pdf: pdf.pages[1].obj.update({"/Annots": pikepdf.Array([annotation])})).save(
        release.folder / "pdf/words.pdf"
    )
    (issue,) = EveryLinkLeads().run(PUBLICATION, only_pdf(release))
    assert (issue.code, issue.place) == (code, "page 2")


def test_a_named_destination_on_a_page_that_was_taken_out(release):
    make_pdf(lambda pdf: pdf.pages.__delitem__(1)).save(release.folder / "pdf/words.pdf")
    codes = {issue.code for issue in EveryLinkLeads().run(PUBLICATION, only_pdf(release))}
    assert codes == {"LNK-010", "LNK-011"}


def test_a_bookmark_that_leads_nowhere(release):
    def change(pdf):
        pdf.Root.Outlines.First.Dest = pikepdf.String("gone")

    make_pdf(change).save(release.folder / "pdf/words.pdf")
    (issue,) = EveryLinkLeads().run(PUBLICATION, only_pdf(release))
    assert (issue.code, issue.problem) == ("LNK-010", "The bookmark 'Two' leads nowhere.")


def test_a_file_that_is_no_pdf(release):
    (release.folder / "pdf/words.pdf").write_bytes(b"words")
    assert found(only_pdf(release)) == [("LNK-001", "pdf/words.pdf")]


def only_pdf(release):
    return Artefacts(release.folder, {"pdf": release.made["pdf"]})


@pytest.mark.parametrize(
    "url", ["https://example.org", "https://example.org:8080/a?b#c", "mailto:a@b.example",
            "tel:+441632960000",
            "tel:01632960000;ext=12", "http://[2001:db8::1]:8080/a", "tel:01632-960000", "http://example.org/%20"],
)  # fmt: skip
def test_a_sound_address(url):
    assert is_sound(url)


@pytest.mark.parametrize(
    "url", ["", "example.org", "https:example.org", "https://a b", "https://example.org:x/",
            "mailto:a", "tel:", "ftp://example.org/", "javascript:alert(1)"],
)  # fmt: skip
def test_no_sound_address(url):
    assert not is_sound(url)
