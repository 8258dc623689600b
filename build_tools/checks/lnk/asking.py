"""Asks one address on the network, politely: is anything there?"""

from __future__ import annotations

import http.client
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

Verdict = Literal["there", "moved", "gone", "silent", "certificate", "hangs", "astray"]
"""What is so: it answers; it answers from a new address for good; it is not there (4xx); no
good answer came in all attempts; the certificate is bad; it takes too long; its redirects lead
nowhere."""

OK, REFUSED, TOO_MANY, SERVER = 200, 400, 429, 500
FOR_GOOD, FOR_NOW = frozenset({301, 308}), frozenset({302, 303, 307})
MOST_REDIRECTS = 5
AGENT = "Mozilla/5.0 (compatible; Tandem link check)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered; `words` says it ("404 Not Found"), or gives the new address."""

    verdict: Verdict
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Reply:
    """One reply of one server. `wait` is what it asks for before the next try, in seconds."""

    status: int
    words: str
    location: str = ""
    wait: float | None = None


@dataclass
class Asker:
    """Asks servers one after another, and never the same one twice within `pace` seconds."""

    timeout: float = 20
    pace: float = 1
    attempts: int = 3
    longest_wait: float = 60
    sleep: Callable[[float], None] = time.sleep
    _asked: set[str] = field(default_factory=set)

    def ask(self, url: str) -> Answer:
        """Follow an address to its end."""
        here, new, passed = url, "", {url}
        while True:
            try:
                reply = self._patiently(here)
            except (OSError, http.client.HTTPException, ValueError) as error:
                return _failure(error)
            if reply.status not in FOR_GOOD | FOR_NOW:
                return _verdict(reply, new)
            there = urljoin(here, reply.location)
            if there in passed or len(passed) > MOST_REDIRECTS or not _is_web(there):
                return Answer("astray", f"{here} leads on to '{reply.location}'")
            if reply.status in FOR_GOOD and new == ("" if here == url else here):
                new = there  # only an unbroken chain of moves for good gives a new address
            passed.add(there)
            here = there

    def _patiently(self, url: str) -> _Reply:
        """Try again after a while when a server is busy or broken (RFC 9110, 10.2.3)."""
        wait = self.pace
        for attempt in range(self.attempts):
            reply = self._once(url)
            busy = reply.status == TOO_MANY or reply.status >= SERVER
            last = attempt == self.attempts - 1
            if not busy or last or (reply.wait or 0) > self.longest_wait:
                break
            wait *= 2
            self.sleep(max(wait, reply.wait or 0))
        return reply

    def _once(self, url: str) -> _Reply:
        """Ask for the head alone; a server that does not like that is asked for the page."""
        reply = self._request(url, "HEAD")
        if REFUSED <= reply.status < SERVER and reply.status != TOO_MANY:
            return self._request(url, "GET")
        if reply.status >= SERVER and reply.wait is None:
            return self._request(url, "GET")
        return reply

    def _request(self, url: str, method: str) -> _Reply:
        host = urlsplit(url).netloc
        if host in self._asked:
            self.sleep(self.pace)
        self._asked.add(host)
        request = urllib.request.Request(_ascii(url), method=method, headers={"User-Agent": AGENT})
        try:
            with _OPENER.open(request, timeout=self.timeout) as response:
                return _Reply(response.status, response.reason)
        except urllib.error.HTTPError as error:
            with error:
                words = f"{error.code} {error.reason}"
                location = error.headers.get("Location", "")
                return _Reply(error.code, words, location, _wait(error.headers))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to us, so that we know which are for good."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""


_OPENER = urllib.request.build_opener(_NoRedirect)


def _verdict(reply: _Reply, new: str) -> Answer:
    if reply.status == TOO_MANY or reply.status >= SERVER:
        return Answer("silent", reply.words)
    if reply.status >= REFUSED:
        return Answer("gone", reply.words)
    return Answer("moved", new) if new else Answer("there")


def _failure(error: Exception) -> Answer:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Answer("certificate", reason.verify_message)
    if isinstance(reason, TimeoutError):
        return Answer("hangs")
    return Answer("silent", str(reason) or type(reason).__name__)


def _wait(headers: Message) -> float | None:
    """Return what a server asks for in seconds; a date would need a clock, and we have none."""
    value = str(headers.get("Retry-After", "")).strip()
    return float(value) if re.fullmatch(r"\d{1,6}", value) else None


def _is_web(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https")


def _ascii(url: str) -> str:
    """Return an address with letters of other scripts as RFC 3987, 3.1 has them on the wire."""
    parts = urlsplit(url)
    if not parts.netloc.isascii():
        parts = parts._replace(netloc=parts.netloc.encode("idna").decode("ascii"))
    return quote(parts.geturl(), safe="%/:=&?~#+!$,;'@()*[]")
