"""Asks whether the addresses outside still lead somewhere: by `tandem check --external` alone.

It is the one part of Tandem that uses the network. It is no part of a release: another host that
is down for a day must not stop one. A workflow runs it weekly.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag

from build_tools.checks.lnk.addresses import addresses
from build_tools.checks.lnk.allowed import Allowance, read_allowances
from build_tools.checks.lnk.asking import Answer, Asker, Verdict
from build_tools.issues import Issue, Severity, SourceSpan
from build_tools.publication import Publication

FRESH = datetime.timedelta(days=6)
"""How long an answer is good, so that a weekly run asks again."""

RULES: dict[Verdict, tuple[str, str, str]] = {
    "gone": ("EXT-001", "is not there ({})", "Find the new address, or take the link out."),
    "silent": ("EXT-002", "gives no good answer ({})", "Look again later; then mend the link."),
    "certificate": ("EXT-003", "has a bad certificate ({})", "Tell its owner, or link elsewhere."),
    "hangs": ("EXT-004", "does not answer in time", "Look again later; then mend the link."),
    "moved": ("EXT-005", "has moved for good to {}", "Put the new address in its place."),
    "astray": ("EXT-006", "leads astray: {}", "Link to the page where a reader arrives."),
}
"""What an answer is called, how it is said and what to do about it."""


def check_external(
    publication: Publication,
    *,
    today: datetime.date,
    cache: Path | None = None,
    allow: Path | None = None,
    asker: Asker | None = None,
) -> Iterator[Issue]:
    """Ask for every web address of a publication, one after another.

    `cache` is a file of good answers with their days; `allow` an allow-list (`allowed.py`). An
    allowance that has run out, or that nothing needs, is an issue. Addresses of email and
    telephone are not asked.
    """
    allowances = read_allowances(allow)
    memory = _Memory(cache, today)
    asker = asker or Asker()
    needed = set()
    for url, span in _web(publication).items():
        answer = memory.recall(url) or asker.ask(url)
        memory.keep(url, answer)
        if answer.verdict == "there":
            continue
        needed.add(url)
        if url not in allowances or allowances[url].until < today:
            yield _issue(url, span, answer)
    for url, allowance in allowances.items():
        yield from _check_allowance(allowance, str(allow), today, is_needed=url in needed)


def _web(publication: Publication) -> dict[str, SourceSpan]:
    """Return the web addresses without their fragments, each with its first place."""
    found: dict[str, SourceSpan] = {}
    for url, span in addresses(publication).items():
        if url.startswith(("http://", "https://")):
            found.setdefault(urldefrag(url).url, span)
    return found


def _issue(url: str, span: SourceSpan, answer: Answer) -> Issue:
    code, problem, remedy = RULES[answer.verdict]
    severity = Severity.WARNING if answer.verdict == "moved" else Severity.ERROR
    return Issue(code, span, f"'{url}' {problem.format(answer.words)}.", remedy, severity)


def _check_allowance(
    allowance: Allowance, path: str, today: datetime.date, *, is_needed: bool
) -> Iterator[Issue]:
    if not is_needed:
        problem = f"The allowance for '{allowance.address}' is not needed."
        yield Issue("EXT-007", SourceSpan(path), problem, "Take it out.")
    elif allowance.until < today:
        problem = f"The allowance for '{allowance.address}' ran out on {allowance.until}."
        yield Issue(
            "EXT-007", SourceSpan(path), problem, "Mend the link, or look again and renew it."
        )


class _Memory:
    """Good answers of the last days; a file that can't be read holds none."""

    def __init__(self, file: Path | None, today: datetime.date) -> None:
        self.file = file
        self.today = today
        self.days: dict[str, str] = {}
        if file:
            try:
                days = json.loads(file.read_text(encoding="utf-8"))
                self.days = {str(url): str(day) for url, day in days.items()}
            except (OSError, ValueError, AttributeError):
                self.days = {}

    def recall(self, url: str) -> Answer | None:
        """Return that an address was there a few days ago, or None."""
        try:
            day = datetime.date.fromisoformat(self.days[url])
        except (LookupError, ValueError):
            return None
        is_fresh = datetime.timedelta() <= self.today - day < FRESH
        return Answer("there") if is_fresh else None

    def keep(self, url: str, answer: Answer) -> None:
        """Keep a good answer with its day, at once: a run may be stopped."""
        if answer.verdict != "there" or self.recall(url):
            return
        self.days[url] = self.today.isoformat()
        if self.file:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            words = json.dumps(self.days, indent=1, sort_keys=True, ensure_ascii=False)
            self.file.write_text(words + "\n", encoding="utf-8")
