"""Every link leads somewhere: in the site, between editions, in the PDF, in the plain text.

Reading has proved that each link of the source has a target. This check proves it again of the
finished files, and shares no code with what wrote them. Addresses on other hosts are only
compared with the publication's; `external` asks whether anything is there.

WCAG 2.2, 2.4.4 and 2.4.5, and ISO 14289-1, 7.18.5, rest on links that work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from build_tools.checks import Artefacts, Plan
from build_tools.checks.links.addresses import addresses
from build_tools.checks.links.downloads import check_downloads
from build_tools.checks.links.pdf import check_pdf
from build_tools.checks.links.site import check_site
from build_tools.checks.links.text import check_text
from build_tools.issues import Issue
from build_tools.publication import Publication


class EveryLinkLeads:
    """LNK: each link of each edition leads to something that is there."""

    code: ClassVar[str] = "LNK"
    subject: ClassVar[str] = "Every link leads somewhere, in every format"
    applies_to: ClassVar[frozenset[str]] = frozenset({"site", "text", "pdf"})
    plan: ClassVar[Plan] = "quick"

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:
        """Follow the links of the editions that were made."""
        known = frozenset(addresses(publication))
        if "site" in artefacts.made:
            yield from check_site(artefacts, known)
            yield from check_downloads(artefacts)
        if "text" in artefacts.made:
            yield from check_text(publication, artefacts, known)
        if "pdf" in artefacts.made:
            yield from check_pdf(artefacts, known)
