"""The publication as a MkDocs site: pages, navigation and assets are all made here.

Run by `tandem`, the plugin is given the publication; run by `mkdocs build`, it reads the content
by itself. Either way MkDocs parses no Markdown: it lays out pages and links them.
"""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import jinja2
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents

from build_tools.editions.site.addresses import DOWNLOADS, HOME, SEARCH, taken_addresses
from build_tools.editions.site.assets import Assets, make_assets
from build_tools.editions.site.cards import draw_cards
from build_tools.editions.site.emails import emails
from build_tools.editions.site.feeds import ATOM, JSON, feeds
from build_tools.editions.site.headers import write_headers
from build_tools.editions.site.navigation import Subjects, Way, all_ways
from build_tools.editions.site.navigation.finder import Narrowing, narrowing
from build_tools.editions.site.pages import SectionPage
from build_tools.editions.site.policy import seal
from build_tools.editions.site.search import search_index
from build_tools.editions.site.sharing import Sharer, may_be_listed
from build_tools.issues import IssuesFound, Report
from build_tools.publication import Part, Publication, Section
from build_tools.publication.blocks import Heading, plain
from build_tools.publication.imprint import rights
from build_tools.reading import read
from build_tools.rendering.brand import Brand, read_brand
from build_tools.rendering.chart import named_palette
from build_tools.rendering.themes import lay_over, own_themes

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

Command = Literal["build", "gh-deploy", "serve"]

SEARCH_INDEX = f"{SEARCH}/search_index.json"
MAKING_DATE = "SOURCE_DATE_EPOCH"
LATIN = frozenset(map(chr, (*range(0xA0, 0x180), *range(0x2010, 0x2040))))


@dataclass(frozen=True, slots=True)
class SiteSource:
    """What a site is made of. `texts` are the files of the plain text edition, if it is made.

    A preview has more letters in its fonts, so that an edit rarely needs them cut anew.
    """

    publication: Publication
    themes: Path
    texts: frozenset[str] = frozenset()
    preview: bool = False


@dataclass(frozen=True, slots=True)
class PageSource:
    """What a page is made of; the site's own pages have no section."""

    title: str
    template: str
    html: str = ""
    part: Part | None = None
    section: Section | None = None
    text: str = ""
    """Where its plain text is, if there is one."""
    terms: str = ""
    """Its key terms with their definitions, as HTML."""
    narrowing: Narrowing | None = None
    """Where the finder leads from a section that it asks for."""
    view: object = None
    """What the template of one of the site's own pages shows."""
    script: str = ""


class Settings(Config):  # type: ignore[no-untyped-call]
    """The plugin has no settings: everything is in the content or the brand."""


class TandemPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Answers MkDocs' events."""

    source: SiteSource | None = None
    """Set by whoever runs MkDocs from Python."""

    _command: Command = "build"
    _look: Path
    _laid_out: tempfile.TemporaryDirectory[str] | None = None
    _site: SiteSource
    _ways: tuple[Way, ...]
    _pages: dict[str, PageSource]
    _brand: Brand
    _assets: Assets
    _sharer: Sharer

    def on_startup(self, *, command: Command, **_: object) -> None:
        """Remember what MkDocs was asked for."""
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make everything that editors' mistakes can stop, before a file is touched."""
        try:
            self._site = self.source or self._read(config)
            config.site_url = self._site.publication.record.address or ""
            self._prepare(config.site_url)
        except IssuesFound as found:
            if self.source:
                raise
            raise PluginError("\n" + "\n\n".join(map(str, found.report))) from found
        publication = self._site.publication
        config.site_name = publication.title
        config.site_description = publication.record.summary
        config.nav = self._nav()
        config.theme.dirs.insert(0, str(self._site.themes / "site"))
        if not config.site_url:
            config.theme.static_templates.discard("sitemap.xml")  # it needs absolute addresses
        os.environ[MAKING_DATE] = str(making_time(publication))
        return config

    def _read(self, config: MkDocsConfig) -> SiteSource:
        beside = Path(config.config_file_path).parent / "themes"
        look = self._look = beside if beside.is_dir() else own_themes()
        self._laid_out = tempfile.TemporaryDirectory(prefix="tandem-")
        themes = lay_over(look, Path(self._laid_out.name))
        return SiteSource(read(Path(config.docs_dir)), themes, preview=self._command == "serve")

    def on_shutdown(self, **_: object) -> None:
        """Remove the look that was laid out for MkDocs alone."""
        if self._laid_out:
            self._laid_out.cleanup()

    def _prepare(self, address: str) -> None:
        site = self._site
        report = Report()
        report.extend(taken_addresses(site.publication))
        if report.failed:
            raise IssuesFound(report)
        brand = self._brand = read_brand(site.themes)
        subjects = Subjects(site.publication)
        self._ways = all_ways(subjects)
        self._pages = {f"{path}.md": page for path, page in self._page_sources(brand, subjects)}
        characters = {*site.publication.record.model_dump_json(), *(LATIN if site.preview else ())}
        for page in self._pages.values():
            characters.update(page.title, page.html, page.terms)
        titles = {
            uri: page.section.title if page.section else page.title
            for uri, page in self._pages.items()
        } | {f"{HOME}.md": site.publication.title}
        cards = {}
        if address and not site.preview:
            cards = draw_cards(site.publication, brand, site.themes, titles)
        keeps_pages = not site.preview and site.publication.record.status != "draft"
        self._assets = make_assets(
            site.publication, brand, site.themes, characters, cards, keeps_pages=keeps_pages
        )
        self._sharer = Sharer(site.publication, titles, address, self._assets.cards)

    def _page_sources(self, brand: Brand, subjects: Subjects) -> Iterator[tuple[str, PageSource]]:
        site, palette = self._site, named_palette(brand)
        for way in self._ways:
            yield way.path, PageSource(way.title, way.template, view=way.view, script=way.script)
        for part in site.publication.parts:
            for section in part.sections:
                page = SectionPage(site.publication, section, palette)
                text = f"sections/{section.path}.txt"
                address = f"{DOWNLOADS}/text/{text}" if text in site.texts else ""
                yield (
                    section.path,
                    PageSource(
                        section.name,
                        "section.html",
                        page.html(),
                        part,
                        section,
                        address,
                        page.terms(),
                        narrowing(subjects, section),
                    ),
                )
        yield DOWNLOADS, PageSource("Downloads", "downloads.html")
        yield SEARCH, PageSource("Search", "search.html")

    def _nav(self) -> list[object]:
        def entry(path: str) -> dict[str, str]:
            return {self._pages[f"{path}.md"].title: f"{path}.md"}

        parts = [
            {part.title: [entry(section.path) for section in part.sections]}
            for part in self._site.publication.parts
        ]
        return [entry(HOME), *parts, entry(DOWNLOADS)]

    def on_files(self, _files: Files, *, config: MkDocsConfig) -> Files:
        """Return the site's own files only: nothing of the content's folder or of Material's."""
        own = Files([])
        in_order = {HOME, DOWNLOADS, *(one.path for one in self._site.publication.sections)}
        for uri in self._pages:
            unlisted = uri.removesuffix(".md") not in in_order
            inclusion = InclusionLevel.NOT_IN_NAV if unlisted else InclusionLevel.UNDEFINED
            own.append(File.generated(config, uri, content="", inclusion=inclusion))
        address = config.site_url or ""
        news = feeds(self._site.publication, address) | emails(
            self._site.publication, self._brand, self._site.themes, address
        )
        files = {**self._assets.files, **news, SEARCH_INDEX: search_index(self._site.publication)}
        if not self._site.preview:
            files |= write_headers(self._site.publication, self._site.themes)
        for path, data in sorted(files.items()):
            own.append(File.generated(config, path, content=data))
        return own

    def on_page_markdown(self, _markdown: str, *, page: Page, **_: object) -> str:
        """Set a page's template; there is no Markdown to render."""
        source = self._pages[page.file.src_uri]
        page.meta = {"template": source.template}
        return ""

    def on_page_content(self, _html: str, *, page: Page, **_: object) -> str:
        """Return the page's words, ready."""
        source = self._pages[page.file.src_uri]
        page.title = source.title
        page.toc = TableOfContents(list(_contents(source.section)))
        return source.html

    def on_env(self, env: jinja2.Environment, **_: object) -> jinja2.Environment:
        """Escape everything that templates print, and stop at a name that isn't there."""
        env.autoescape = True
        env.undefined = jinja2.StrictUndefined
        env.globals |= {
            "publication": self._site.publication,
            "assets": self._assets,
            "brand": self._brand,
            "rights": rights(self._site.publication.record),
            "may_be_listed": may_be_listed(self._site.publication),
            "preview": self._site.preview,
            "feeds": _feed_links(self._site.publication),
            "ways": tuple(way for way in self._ways if way.named),
        }
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, **_: object
    ) -> TemplateContext:
        """Give the template its page's source, and what the page says to other programs."""
        source = self._pages[page.file.src_uri]
        sharing = self._sharer.share(page.file.src_uri, page.url, source.part, source.section)
        context["source"] = source  # type: ignore[typeddict-unknown-key]
        context["sharing"] = sharing  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, **_: object) -> str:
        """Let a finished page run nothing but its own; a preview reloads by a script of MkDocs."""
        return output if self._site.preview else seal(output)

    def on_post_template(self, output: str, *, template_name: str, **_: object) -> str:
        """Do the same for the page that says that there is none."""
        is_page = template_name.endswith(".html")
        return self.on_post_page(output) if is_page else output

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Watch the look too."""
        server.watch(str(self._look))
        return server


def _feed_links(publication: Publication) -> dict[str, str]:
    """Return media type → path, where there are updates to follow."""
    return (
        {"application/atom+xml": ATOM, "application/feed+json": JSON}
        if any(section.kind == "update" for section in publication.sections)
        else {}
    )


def making_time(publication: Publication) -> int:
    """Return the publication's own day, for whatever writes a date: never the clock's."""
    day = datetime.datetime.combine(publication.stamp.date, datetime.time(), datetime.UTC)
    return int(day.timestamp())


def _contents(section: Section | None) -> Iterator[AnchorLink]:
    for block in section.blocks if section else ():
        if isinstance(block, Heading) and block.level == 2:  # noqa: PLR2004  (## in the source)
            yield AnchorLink(
                f"{block.number} {plain(block.content)}".strip(), block.id, block.level
            )
