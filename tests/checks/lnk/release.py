"""A small release without a fault: a site of two pages, a plain text and a PDF."""

import hashlib
import json
from pathlib import Path

import pikepdf

from build_tools.checks import Artefacts
from build_tools.checks.lnk import EveryLinkLeads
from build_tools.editions import Artefact, ArtefactFile
from build_tools.publication.blocks import Address, Link, Reference
from tests.builders import call, heading, note, paragraph, publication, section, words

OUT = "https://example.org/a"
PUBLICATION = publication(
    section("One", heading(2, "Why"), paragraph("See ", Link(Address(OUT), words("this")), ".")),
    section(
        "Two",
        paragraph("As ", Link(Reference("one"), words("said")), call("n"), "."),
        notes=(note("n", "A note."),),
    ),
)

SITE = {
    "index.html": """<!doctype html><html lang="en"><head><title>Home</title>
<link rel="stylesheet" href="assets/site.css"></head><body>
<img src="assets/logo.svg" srcset="assets/logo.svg 2x" alt="">
<a href="one/">One</a> <a href="two/#why">Why</a> <a href="downloads/">Downloads</a>
<a href="https://example.org/a">Out</a> <a href="mailto:strategy@exampleton.example">Write</a>
<script src="assets/search.js" data-index="search/search_index.json"></script>
</body></html>""",
    "one/index.html": '<!doctype html><title>One</title><h1 id="_top">One</h1>'
    '<a href="../">Home</a> <a href="#_top">Top</a> <a href="../two/#why">Why</a>',
    "two/index.html": '<!doctype html><title>Two</title><h2 id="why">Why</h2><a href="./">Two</a>',
    "downloads/index.html": '<!doctype html><title>Downloads</title>'
    '<a href="text/words.txt">Text</a> <a href="pdf/words.pdf">PDF</a>',
    "assets/site.css": '@font-face{src:url("letters.woff2")}\n/* url(gone.png) */',
    "assets/letters.woff2": "",
    "assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/><use href="#a"/></svg>',
    "assets/search.js": "",
    "search/search_index.json": '{"docs": [{"location": "one/"}, {"location": "two/#why"}]}',
}  # fmt: skip

TEXT = """Words

1.1 See this [https://example.org/a].

2.1 As said [section 1] [Footnote 1]. He wrote [[section 9].
"""


def make_pdf(change=None):
    """Make a PDF of two pages with a link of each kind, a bookmark and a named destination."""
    pdf = pikepdf.new()
    for _ in range(2):
        pdf.add_blank_page()
    first, second = (page.obj for page in pdf.pages)
    there = pikepdf.Array([second, pikepdf.Name.Fit])
    names = pikepdf.NameTree.new(pdf)
    names["two"] = there
    pdf.Root.Names = pikepdf.Dictionary(Dests=names.obj)
    bookmark = pdf.make_indirect(pikepdf.Dictionary(Title="Two", Dest=there))
    pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=bookmark, Last=bookmark))
    first.Annots = pikepdf.Array(
        pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], **more)
        for more in (
            {"Dest": pikepdf.String("two")},
            {"Dest": there},
            {"A": pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.String("two"))},
            {"A": pikepdf.Dictionary(S=pikepdf.Name.URI, URI=OUT)},
        )
    )
    if change:
        change(pdf)
    return pdf


def make_release(folder: Path) -> Artefacts:
    """Write the release into a folder."""
    for path, text in SITE.items():
        write(folder / "site" / path, text.encode())
    write(folder / "text" / "words.txt", TEXT.encode())
    (folder / "pdf").mkdir()
    make_pdf().save(folder / "pdf" / "words.pdf")
    for name in ("text/words.txt", "pdf/words.pdf"):
        write(folder / "site" / "downloads" / name, (folder / name).read_bytes())
    write_manifest(folder)
    return Artefacts(
        folder,
        {
            "site": Artefact("index.html", tuple(map(ArtefactFile, SITE))),
            "text": Artefact("words.txt", (ArtefactFile("words.txt"),)),
            "pdf": Artefact("words.pdf", (ArtefactFile("words.pdf"),)),
        },
    )


def write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def write_manifest(folder: Path) -> None:
    editions = {"site": {"files": []}}
    for name in ("text/words.txt", "pdf/words.pdf"):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        editions[name.split("/")[0]] = {"files": [{"path": name, "sha256": digest}]}
    write(folder / "manifest.json", json.dumps({"editions": editions}).encode())


def found(artefacts: Artefacts) -> list[tuple[str, str]]:
    """Return the code and file of all that the check finds."""
    issues = EveryLinkLeads().run(PUBLICATION, artefacts)
    return [(issue.code, issue.span.path) for issue in issues]
