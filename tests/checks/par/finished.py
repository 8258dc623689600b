"""Finished files of a publication, quickly: its pages without MkDocs, and its plain text."""

from __future__ import annotations

from html import escape
from pathlib import Path

from build_tools.checks import Artefacts
from build_tools.editions import Artefact, BuildJob
from build_tools.editions.site.pages import SectionPage
from build_tools.editions.text import PlainText
from build_tools.publication import Publication
from build_tools.rendering.brand import read_brand
from build_tools.rendering.chart import named_palette

THEMES = Path(__file__).parents[3] / "themes"
PALETTE = named_palette(read_brand(THEMES))


def finish(publication: Publication, folder: Path) -> Artefacts:
    """Write both editions below a folder."""
    job = BuildJob(folder / "text", THEMES)
    job.folder.mkdir(parents=True)
    write_site(publication, folder / "site")
    made = {"site": Artefact("index.html", ()), "text": PlainText().build(publication, job)}
    return Artefacts(folder, made)


def write_site(publication: Publication, folder: Path) -> None:
    """Write what `themes/site/home.html` and `section.html` say, without ways through the site."""
    parts = ""
    for part in publication.parts:
        summary = f"<p>{escape(part.summary)}</p>" if part.summary else ""
        links = ""
        for section in part.sections:
            lang = f' lang="{section.lang}"' if section.lang else ""
            title = f"{section.number} {escape(section.title)}"
            links += f'<li{lang}><a href="{section.path}/">{title}</a></li>'
            words = SectionPage(publication, section, PALETTE).html()
            page = f"<main><article{lang}>\n{words}\n</article></main>"
            _write(folder, f"{section.path}/", publication, page)
        parts += (
            f'<section class="part" id="{part.id}"><p aria-hidden="true">{part.number}</p>'
            f'<h2><span class="unseen">Part {part.number}: </span>{escape(part.title)}</h2>'
            f"{summary}<ol>{links}</ol></section>"
        )
    record = publication.record
    cover = f"<h1>{escape(record.title)}</h1>"
    for name in ("subtitle", "summary", "notice"):
        if words := getattr(record, name):
            cover += f'<p class="{"lead" if name == "summary" else name}">{escape(words)}</p>'
    cover += '<p class="actions"><a href="one/">Start reading</a> <a href="d/">All formats</a></p>'
    cover = f'<main><header id="_main"><div>{cover}</div></header>{parts}</main>'
    _write(folder, "", publication, cover)


def _write(folder: Path, path: str, publication: Publication, body: str) -> None:
    html = f'<!doctype html><html lang="{publication.lang}"><body>{body}'
    html += f"<footer>{_foot(publication, '../' * path.count('/'))}</footer></body></html>"
    file = folder / path / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8")


def _foot(publication: Publication, home: str) -> str:
    record, email = publication.record, publication.contact.email
    title, publisher, stamp = map(escape, (record.title, record.publisher, str(publication.stamp)))
    foot = f"<p><strong>{title}</strong><br>{publisher}</p><p>{stamp}</p>"
    for section in publication.sections:
        if section.kind == "generated" and section.path == "accessibility":
            foot += f'<p><a href="{home}{section.path}/">{escape(section.title)}</a></p>'
    return f'{foot}<p><a href="mailto:{email}">{email}</a></p>' if email else foot
