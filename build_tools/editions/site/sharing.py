"""What other programs say of a page: messengers and social media, and search engines.

The first read Open Graph (ogp.me), the others schema.org's words as JSON-LD. Both want absolute
addresses: what needs one is left out where nobody said where the site will be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.publication import Part, Publication, Section

Facts = dict[str, object]


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a page's head says to other programs. `picture` is an absolute address, or empty."""

    kind: str
    """Open Graph's type: the first page is the "website", every other an "article"."""
    title: str
    locale: str
    picture: str
    facts: Facts
    """The page in schema.org's words."""


def may_be_listed(publication: Publication) -> bool:
    """Whether search engines may list it: only what is final, and official by its own word."""
    return publication.record.official and publication.record.status == "final"


@dataclass(frozen=True, slots=True)
class Sharer:
    """Knows each page's title and picture by its name, and where the site will be.

    `root` is empty where nobody said. `pictures` are below it.
    """

    publication: Publication
    titles: Mapping[str, str]
    root: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)

    def share(self, name: str, path: str, part: Part | None, section: Section | None) -> Sharing:
        """Return what a page says; `path` is its address below the root, empty for the first.

        Pages of the site's own belong to no part and no section.
        """
        lang = (section and section.lang) or self.publication.lang
        title = self.titles[name]
        facts = self._whole()
        if path:
            about = {"description": section.summary} if section and section.summary else {}
            steps = [self._step(1, self.publication.title, "")]
            steps += [self._step(2, part.title, f"#{part.id}")] if part else []
            facts = {
                "@type": "WebPage",
                "name": title,
                **about,
                **self._at(path),
                "inLanguage": lang,
                "isPartOf": facts,
                "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": steps},
            }
        else:
            facts |= self._publication()
        picture = self.root + self.pictures[name] if name in self.pictures else ""
        return Sharing(
            "article" if path else "website",
            title,
            lang.replace("-", "_"),
            picture,
            {"@context": "https://schema.org", **facts, **({"image": picture} if picture else {})},
        )

    def _whole(self) -> Facts:
        return {"@type": "Report", "name": self.publication.title, **self._at("")}

    def _publication(self) -> Facts:
        record = self.publication.record
        licence = record.licence
        more = {
            "author": list(record.authors),
            "identifier": record.reference,
            "copyrightNotice": record.copyright,
            "license": licence and (licence.address or licence.name),
        }
        return {
            **{name: value for name, value in more.items() if value},
            "description": record.summary,
            "inLanguage": record.language,
            "version": record.version,
            "datePublished": record.date.isoformat(),
            "creativeWorkStatus": record.status.capitalize(),
            "publisher": {"@type": "Organization", "name": record.publisher},
        }

    def _step(self, position: int, name: str, path: str) -> Facts:
        item = {"item": self.root + path} if self.root else {}
        return {"@type": "ListItem", "position": position, "name": name, **item}

    def _at(self, path: str) -> Facts:
        return {"url": self.root + path} if self.root else {}
