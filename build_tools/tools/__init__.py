"""Other people's programs: found, asked once, their answers kept; and the browser's pages.

`artefacts.py` is what they are given, `programs.py` finds them, `cache.py` keeps what they said;
`answers.py` asks of files, `pages/` of pages as a reader gets them.
"""
