"""What an edition may have besides the publication's units, by name and word for word.

The list is closed: what is not on it is an addition, and what is on it and not found is an
allowance that nobody uses, which hides faults. Both are issues. What takes several lines is
compared as a whole, so that their order counts.
"""

from __future__ import annotations

from build_tools.formats.furniture.braille import (
    braille_checked,
    braille_contact,
    braille_title,
    braille_top,
    of_braille,
)
from build_tools.formats.furniture.data import of_data
from build_tools.formats.furniture.epub import of_epub
from build_tools.formats.furniture.names import (
    ABOUT,
    COLOPHON,
    CONTENTS,
    COVER,
    FOOT,
    HEAD,
    LANDMARKS,
    LINKS_BACK,
    METADATA,
    NAMES,
    ORDER,
    PAGE_LIST,
    PAGES,
    SECTIONS,
    SKIP,
    TITLE_PAGE,
    WINDOW,
)
from build_tools.formats.furniture.page import of_page
from build_tools.formats.furniture.paged import of_paged
from build_tools.formats.furniture.site import of_site
from build_tools.formats.furniture.text import of_section_text, of_text
from build_tools.formats.furniture.word import of_word

__all__ = [
    "ABOUT",
    "COLOPHON",
    "CONTENTS",
    "COVER",
    "FOOT",
    "HEAD",
    "LANDMARKS",
    "LINKS_BACK",
    "METADATA",
    "NAMES",
    "ORDER",
    "PAGES",
    "PAGE_LIST",
    "SECTIONS",
    "SKIP",
    "TITLE_PAGE",
    "WINDOW",
    "braille_checked",
    "braille_contact",
    "braille_title",
    "braille_top",
    "of_braille",
    "of_data",
    "of_epub",
    "of_page",
    "of_paged",
    "of_section_text",
    "of_site",
    "of_text",
    "of_word",
]
