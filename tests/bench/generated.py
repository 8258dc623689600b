"""Content of any length, as a council might write it; the same bytes every time."""

import random
from pathlib import Path

BODIES = ["The council", "The partnership", "Our board", "The library service", "The trust"]
PEOPLE = ["older residents", "families", "carers", "young people", "small businesses", "tenants"]
DEEDS = ["will work with", "listens to", "plans services with", "lends equipment to", "trains"]
MEANS = ["in every ward", "at the central library", "through thirteen open workshops",
         "with partners in health and care", "by telephone and on paper as well as online",
         "before any contract is signed", "over the next three years"]  # fmt: skip
ENDS = ["so that nobody is left out", "because trust grows slowly", "and says what it has learned",
        "so that help is near when it is needed", "and publishes what it spends"]  # fmt: skip
TOPICS = ["connection", "skills", "data", "care", "learning", "work", "safety", "places"]
WORDS = ["broadband", "inclusion", "consent", "open data", "telecare", "accessibility", "carer",
         "ward", "digital champion", "interoperability", "workshop", "procurement"]  # fmt: skip

PUBLICATION = """\
title: A strategy made to be measured
publisher: Measureton Partnership
summary: Made by a program, to see how long the building of editions takes.
language: en-GB
status: draft
version: "1"
date: 2026-03-31
contact:
  email: measure@measureton.example
other-formats: Ask us for large print, braille or audio.
spine:
  - part: The strategy
    id: strategy
    sections: [chapters/]
  - part: What happens
    id: delivery
    sections: [registers/commitments.yml, registers/glossary.yml, about]
"""

MAP = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240">
<rect width="400" height="240" fill="#eef3f7"/>
{shapes}
</svg>
"""


def generate(content: Path, chapters: int) -> None:
    """Write a content folder with as many chapters."""
    chance = random.Random(2026)
    for folder in ("chapters", "registers", "images"):
        (content / folder).mkdir(parents=True)
    (content / "publication.yml").write_text(PUBLICATION)
    (content / "images" / "map.svg").write_text(_map(chance))
    for number in range(1, chapters + 1):
        (content / "chapters" / f"chapter-{number:03}.md").write_text(_chapter(chance, number))
    (content / "registers" / "commitments.yml").write_text(_commitments(chance, chapters))
    (content / "registers" / "glossary.yml").write_text(_glossary(chance))


def _sentence(chance: random.Random) -> str:
    parts = (BODIES, DEEDS, PEOPLE, MEANS, ENDS)
    return " ".join(chance.choice(part) for part in parts) + "."


def _paragraph(chance: random.Random, sentences: int = 5) -> str:
    return " ".join(_sentence(chance) for _ in range(sentences))


def _chapter(chance: random.Random, number: int) -> str:
    topic = chance.choice(TOPICS).capitalize()
    term = chance.choice(WORDS)
    rows = "\n".join(
        f"| **Ward {ward}** | {chance.randint(10, 900)} | {chance.randint(10, 900)} |"
        for ward in range(1, 7)
    )
    items = "\n".join(f"- {_sentence(chance)}" for _ in range(5))
    blocks = [
        f"---\ntitle: {topic} in chapter {number}\nsummary: {_sentence(chance)}\n---",
        _paragraph(chance),
        f"Everyone should know what [{term}](../registers/glossary.yml#{_id(term)}) means.[^a]",
        f"[^a]: {_sentence(chance)}",
        "## What we heard",
        *(_paragraph(chance) for _ in range(3)),
        f"> {_sentence(chance)}\n>\n> — A person at workshop {number}",
        "## What we will do",
        *(_paragraph(chance) for _ in range(2)),
        items,
        "### How we will know",
        _paragraph(chance),
        f"Table: People helped, chapter {number}",
        f"| Ward | First year | Second year |\n|---|---|---|\n{rows}",
        f"> [!NOTE]\n> {_sentence(chance)}",
        _paragraph(chance),
    ]
    if number % 4 == 0:
        blocks.append(f'![Six shaded wards](../images/map.svg "The wards of chapter {number}")')
    return "\n\n".join(blocks) + "\n"


def _map(chance: random.Random) -> str:
    shapes = "\n".join(
        f'<rect x="{20 + 60 * column}" y="{20 + 50 * row}" width="55" height="45" '
        f'fill="#{chance.choice(["123456", "2a6f97", "468faf"])}"/>'
        for row in range(4)
        for column in range(6)
    )
    return MAP.format(shapes=shapes)


def _commitments(chance: random.Random, count: int) -> str:
    entries = "".join(
        f"  - id: commitment-{number}\n    title: Promise {number}\n"
        f"    text: {_paragraph(chance, 2)}\n    status: planned\n    due: 2028-03\n"
        "    basis: illustrative\n"
        for number in range(1, count + 1)
    )
    return f"title: Commitments\nentries:\n{entries}"


def _glossary(chance: random.Random) -> str:
    entries = "".join(
        f"  - id: {_id(word)}\n    term: {word}\n    definition: {_sentence(chance)}\n"
        for word in WORDS
    )
    return f"title: Glossary\nentries:\n{entries}"


def _id(word: str) -> str:
    return word.replace(" ", "-")
