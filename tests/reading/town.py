"""A small clean publication as a mapping of files, and what reading says of it with changes."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from build_tools.issues import Report
from build_tools.publication import Publication
from build_tools.reading import read_with_report

Files = dict[str, str | bytes]

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><title>x</title></svg>\n'


def png(width: int = 40, height: int = 30) -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (width, height), 1).save(buffer, "PNG")
    return buffer.getvalue()


TOWN: Files = {
    "publication.yml": """\
title: A plan for Exampleton
publisher: Exampleton Partnership
summary: What the town will do.
language: en-GB
status: draft
version: "1.10"
date: 2026-03-31
contact:
  email: plan@exampleton.example
other-formats: Ask for large print.
matrix:
  rows: themes
  columns: life-stages
spine:
  - part: Welcome
    id: welcome
    sections: [foreword.md]
  - part: Themes
    id: our-themes
    sections: [themes/, life-stages/, matrix]
  - part: Delivery
    id: delivery
    sections:
      - registers/commitments.yml
      - registers/measures.yml
      - registers/partners.yml
      - registers/glossary.yml
      - registers/sources.yml
      - consultation
      - consultation/
      - updates/
      - about
finder:
  stages: life-stages
  interests: themes
  roles:
    - {id: resident, name: a resident, headings: [at-home]}
    - {id: carer, name: a carer}
""",
    "foreword.md": """\
---
title: Foreword
summary: Why the town has a plan.
---

The town made this plan together.[^1] Read about [places](themes/places.md#at-home).

[^1]: In one winter.

![A drawing of the town](images/town.svg "The town")

> [!DESCRIPTION]
> The town lies on a river.

Table: Libraries

| Library | Seats |
|---|---|
| **North** | 12 |
""",
    "themes/places.md": """\
---
title: Places
touches:
  life-stages: [living-well]
informed-by: [smart-town]
---

Everyone can get online.

## At home

Homes have a line. See [gigabit](../registers/glossary.yml#gigabit).

[The lines that were laid](../registers/measures.yml#lines)
""",
    "life-stages/living-well.md": """\
---
title: Living well
readers: [carer]
---

People live well.
""",
    "consultation/smart-town.md": """\
---
title: Smart town
audience: Residents
reach: Open to the public
date: 2025-03
basis: source
cites:
  - source: minutes
    passage: Item 3
heard:
  - id: stops
    point: Stops have no screens.
    response: changed
    where: ../themes/places.md#at-home
---

The workshop was about sensors.
""",
    "updates/first.md": """\
---
title: Lines laid
date: 2026-01-05
commitments: [lay-lines]
---

The first lines were laid.
""",
    "registers/commitments.yml": """\
title: Commitments
entries:
  - id: lay-lines
    title: Lay lines
    text: Lines reach every street.
    owner: town-council
    due: 2027
    status: under-way
    measures: [lines]
    touches:
      themes: [places]
      life-stages: [living-well]
    basis: illustrative
""",
    "registers/measures.yml": """\
title: Measures
entries:
  - id: lines
    title: Lines laid
    text: How many lines were laid.
    unit: lines
    as-of: 2026-01
    chart: bar
    labels: [North, South]
    series:
      - name: Lines
        values: [3, 4.5]
    basis: illustrative
""",
    "registers/partners.yml": """\
title: Partners
entries:
  - id: town-council
    name: Town Council
    text: The council of the town.
""",
    "registers/glossary.yml": """\
title: Key terms
entries:
  - id: gigabit
    term: Gigabit
    definition: A very fast line.
    also: [full fibre]
""",
    "registers/sources.yml": """\
title: Sources
entries:
  - id: minutes
    title: Minutes of the board
    publisher: Town Council
""",
    "images/town.svg": DRAWING,
}


def write(folder: Path, files: Files) -> Path:
    """Write files below `folder` and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def read_town(folder: Path, **changed: str | bytes) -> tuple[Publication | None, Report]:
    """Read the town with some files changed or added; keys are paths."""
    return read_with_report(write(folder, {**TOWN, **changed}))


def replaced(path: str, old: str, new: str) -> Files:
    """Return one of the town's files with `old` replaced, which must stand there once."""
    text = TOWN[path]
    assert isinstance(text, str)
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    return {path: text.replace(old, new)}


def with_text(text: str) -> Files:
    """Return the foreword with more Markdown at its end."""
    foreword = TOWN["foreword.md"]
    assert isinstance(foreword, str)
    return {"foreword.md": foreword + "\n" + text}
