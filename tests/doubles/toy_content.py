"""The smallest content that can be read."""

PUBLICATION = """\
title: {title}
publisher: Toytown
summary: A toy.
language: en-GB
status: draft
version: "1"
date: 2026-03-31
contact:
  email: toys@toytown.example
other-formats: Ask us.
spine:
  - part: All
    id: all
    sections: [hello.md]
"""


def write_content(folder, title="Toys", words="Hello, world."):
    folder.mkdir(exist_ok=True)
    (folder / "publication.yml").write_text(PUBLICATION.format(title=title))
    (folder / "hello.md").write_text(f"---\ntitle: Hello\n---\n\n{words}\n")
    return folder
