"""What an edition may have besides the publication's units, by name and word for word.

The list is closed: what is not on it is an addition, and what is on it and not found is an
allowance that nobody uses, which hides faults. Both are issues.
"""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.checks.parity.units import normalise
from build_tools.publication import Publication

CONTENTS = "contents"
LINKS_BACK = "links back from notes"
SEARCH = "To go to a part or section, search for ++ and the start of its line here, such as"


def of_site(publication: Publication) -> Mapping[str, str]:
    """Return what the website adds: its cover and contents, and links back from notes."""
    record = publication.record
    backs = (
        f"#call-{note.number}-{call}"
        for section in publication.sections
        for note in section.notes
        for call in range(1, note.calls + 1)
    )
    contents = (f"{section.number} {normalise(section.title)}" for section in publication.sections)
    cover = {
        "title": record.title,
        "subtitle": record.subtitle,
        "lead": record.summary,
        "notice": record.notice,
        LINKS_BACK: " ".join(backs),
    }
    return {**_said(cover), CONTENTS: "\n".join(contents)}


def of_text(publication: Publication) -> Mapping[str, str]:
    """Return what the plain text adds: its front matter with the contents."""
    record = publication.record
    stamp = str(publication.stamp)
    front = _front(record.title, record.subtitle, record.publisher, stamp, record.summary)
    contents = [
        line
        for part in publication.parts
        for line in (
            f"Part {part.number}: {normalise(part.title)}",
            *(f"{section.number}. {normalise(section.title)}" for section in part.sections),
        )
    ]
    return {
        **front,
        "heading of the contents": "Contents",
        "sentence on how to search": f"{SEARCH} ++{publication.sections[0].number}.",
        CONTENTS: "\n".join(contents),
    }


def of_section_text(publication: Publication) -> Mapping[str, str]:
    """Return what a section's own file adds: title and stamp."""
    return _front(publication.title, str(publication.stamp))


def _front(*paragraphs: str | None) -> dict[str, str]:
    said = [words for words in paragraphs if words]
    return _said(
        {f"paragraph {place} of the front matter": words for place, words in enumerate(said, 1)}
    )


def _said(named: Mapping[str, str | None]) -> dict[str, str]:
    return {name: normalise(words) for name, words in named.items() if words}
