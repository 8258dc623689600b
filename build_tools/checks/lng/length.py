"""Long sentences and long paragraphs.

GOV.UK content design: "Do not use long sentences. Check sentences with more than 25 words to see
if you can split them"; field.md: "sentences of about 25 words".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.checks.lng.passages import Passage
from build_tools.checks.lng.sentences import count_words, sentences
from build_tools.issues import Issue
from build_tools.publication.blocks import Link, Note

MOST_IN_A_SENTENCE = 25
MOST_IN_A_PARAGRAPH = 120


def check_length(passage: Passage) -> Iterator[Issue]:
    """LNG-001 and LNG-002. A footnote that lists sources is not read for its flow."""
    if isinstance(passage.node, Note):
        return
    for sentence in _said(passage):
        count = count_words(sentence)
        if count > MOST_IN_A_SENTENCE:
            problem = f"A sentence has {count} words: “{_beginning(sentence)}”"
            remedy = f"Make two of it, or a list; {MOST_IN_A_SENTENCE} words are enough for most."
            yield Issue("LNG-001", passage.span, problem, remedy)
    count = count_words(passage.words)
    if count > MOST_IN_A_PARAGRAPH:
        problem = f"A paragraph has {count} words: “{_beginning(passage.words)}”"
        remedy = f"Divide it, so that each has one thought and at most {MOST_IN_A_PARAGRAPH} words."
        yield Issue("LNG-002", passage.span, problem, remedy)


def _said(passage: Passage) -> list[str]:
    """Return sentences; names with semicolons, as Tandem lists connections, are one each."""
    is_list = passage.content[:1] and isinstance(passage.content[0], Link)
    if is_list and not passage.words.endswith((".", "?", "!")):
        return re.split(r";\s", passage.words)
    return sentences(passage.words)


def _beginning(words: str) -> str:
    return f"{' '.join(words.split()[:8])} …"
