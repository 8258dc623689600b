"""Finished files → what they say: one folder a file format, shared by all checks.

    file ──▶ its parts (pdf, docx, html …) ──▶ units, links, furniture, facts

Nothing here knows how an edition writes: `publication` and `issues` are all that is imported, so
that a fault of a writer is not read back as if it were right. `expected.py` and `furniture/` say
what a file of a format ought to hold.
"""
