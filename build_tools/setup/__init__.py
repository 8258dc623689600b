"""What a fresh clone needs before `tandem` can run; the Makefile calls it.

python3 -m build_tools.setup build    what building needs
python3 -m build_tools.setup test     and what the quick tests need besides
python3 -m build_tools.setup check    and what looks at finished pages: Chromium, programs from npm

It runs before anything is installed, so it imports the standard library only. What only some
editions need from the system is asked for where `content/publication.yml` asks for these editions.
"""
