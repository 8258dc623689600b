"""Whether reading takes time in proportion to the text: python tests/bench/bench_reading.py

Texts of many kinds are read once and twice over. Exit code 1 says that the double took more than
three times as long.
"""

import sys
import time

from tests.reading.github import read

KINDS = {
    "prose": "The council lends *tablets* to people, see [the page](x.md), and words go on.\n\n",
    "yes and no": "yes no yes no\n\n",
    "lists": "- a\n  - b\n    - c\n",
    "tables": "Table: x\n\n| a | b |\n|---|---|\n| yes | no |\n| no | yes |\n\n",
    "brackets": "[a [b] [c](d \n\n",
    "comments": "<!-- <!-- \n\n",
    "stars": "*a **b _c __d \n\n",
    "addresses": "https://a.example/b www.a.example a@b.example\n\n",
    "footnotes": "Words.\n\n> Quoted.\n\n",
    "entities": "&amp;&#1;&shy;\n\n",
}
SIZE = 40_000
MOST_TIMES = 3


def seconds(text: str) -> float:
    """How long a text takes."""
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


def main() -> int:
    """Read all kinds; return the exit code."""
    slow = 0
    for name, piece in KINDS.items():
        once, twice = (seconds(piece * (size // len(piece))) for size in (SIZE, 2 * SIZE))
        slow += twice > MOST_TIMES * once
        print(f"{name:12} {once:6.2f} s {twice:6.2f} s {twice / once:5.1f} times")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
