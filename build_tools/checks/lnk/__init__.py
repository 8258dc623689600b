"""Every link leads somewhere: in every edition that can lead anywhere, and between them.

Reading has proved that each link of the source has a target. This check proves it again of the
finished files, and shares no code with what wrote them. Addresses on other hosts are only
compared with the publication's; `external` asks whether anything is there.

WCAG 2.2, 2.4.4 and 2.4.5, and ISO 14289-1, 7.18.5, rest on links that work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.checks.lnk.addresses import addresses
from build_tools.checks.lnk.braille import check_braille
from build_tools.checks.lnk.data import check_data
from build_tools.checks.lnk.epub import check_epub
from build_tools.checks.lnk.page import check_page
from build_tools.checks.lnk.pdf import check_pdf
from build_tools.checks.lnk.site import check_site
from build_tools.checks.lnk.text import check_text
from build_tools.checks.lnk.word import check_word
from build_tools.editions import edition
from build_tools.issues import Issue
from build_tools.publication import Publication

Follow = Callable[[str, Publication, Artefacts, frozenset[str]], Iterator[Issue]]
"""Follows the links of an edition, by its name; the set has the addresses outside."""

FOLLOWERS: Mapping[str, Follow] = {
    "site": check_site,
    "page": check_page,
    "text": check_text,
    "tagged-pdf": check_pdf,
    "data": check_data,
    "epub": check_epub,
    "word": check_word,
    "braille": check_braille,
}
"""By kind of edition."""


class EveryLinkLeads:
    """LNK: each link of each edition leads to something that is there."""

    code: ClassVar[str] = "LNK"
    subject: ClassVar[str] = "Every link leads somewhere, in every format"
    applies_to: ClassVar[frozenset[str]] = frozenset(FOLLOWERS)
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Follow the links of the editions that were made."""
        known = frozenset(addresses(publication))
        for name in artefacts.made:
            if follow := FOLLOWERS.get(edition(name).kind):
                yield from follow(name, publication, artefacts, known)
