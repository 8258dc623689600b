"""Finished files → what they say: one folder a file format, shared by all checks.

    file ──▶ its parts (pdf, docx, html …) ──▶ units, links, furniture, facts

    units.py      what is read from every format alike
    expected.py   the publication → the units that a file has to hold
    furniture/    what an edition may have besides them, word for word

Nothing here knows how an edition writes: `publication` and `issues` are all that is imported, so
that a fault of a writer is not read back as if it were right.
"""
