"""Outside addresses as people write them → one form that every edition can carry.

    https://MÜNCHEN.example/a page?q=東京  →  https://xn--mnchen-3ya.example/a%20page?q=…
    tel:+44 (0)1632 960 000                →  tel:+441632960000

RFC 3986, section 6.2 (one form of equal addresses), RFC 3987, 3.1 (letters outside of ASCII),
RFC 5891 and UTS 46 (hosts), RFC 6068 (`mailto:`) and RFC 3966 (`tel:`). What has been brought
into this form stays as it is when it is brought there again.
"""

from __future__ import annotations

import re
import unicodedata
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote

import idna

from build_tools.issues import BadValue

SCHEMES = ("https", "http", "mailto", "tel")
"""What an address outside may begin with."""

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
"""How a whole address begins (RFC 3986, 3.1)."""

_LEFT = "!$&'()*+,;=:@/?-._~%"
"""What stays as it stands in a path and after it, letters and digits apart; `%` is looked at."""
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_WEB = re.compile(r"//([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_DOTS = re.compile(r"(^|/)\.{1,2}(/|$)")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
_DEFAULT_PORTS = {"https": 443, "http": 80}
_LAST_PORT, _LONGEST_HOST, _LONGEST_LABEL = 65_535, 253, 63
_SEEN = " \u200c\u200d"  # a space, and the joiners that words of some languages are spelt with
_LONGEST_SHOWN = 120
_NUMBER = re.compile(r"\+?\d[\d.-]*(;[a-z0-9-]+(=[\w.+-]+)?)*", re.ASCII | re.IGNORECASE)


class BadAddress(BadValue):
    """An address that can lead nowhere."""


def normal_uri(address: str) -> str:
    """Return an address in the one form; raise `BadAddress` if it can lead nowhere.

    It begins with one of `SCHEMES`.
    """
    address = address.strip(" ")
    refuse_unseen(address)
    found = SCHEME.match(address)
    scheme = found[1].lower() if found else ""
    if found is None or scheme not in SCHEMES:
        raise BadAddress(
            f"begins with '{scheme}:'" if scheme else "does not say how to get there",
            f"Begin it with {', '.join(f'{one}:' for one in SCHEMES[:-1])} or {SCHEMES[-1]}:.",
        )
    rest = address[found.end() :]
    match scheme:
        case "mailto":
            rest = _mail(rest)
        case "tel":
            rest = _telephone(rest)
        case _:
            rest = _web(scheme, rest)
    return f"{scheme}:{rest}"


def shown(address: str) -> str:
    """Return an address as a message can hold it: short, and nothing in it that is not seen."""
    words = "".join(f"[U+{ord(char):04X}]" if _is_unseen(char) else char for char in address)
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"


def host_of(address: str) -> str:
    """Return the host of an address in the one form, without "www."; empty if it has none."""
    found = re.match(r"https?://([^/?#]*)", address)
    return re.sub(r":\d+$", "", found[1]).removeprefix("www.").rstrip(".") if found else ""


def refuse_unseen(address: str) -> None:
    """Raise `BadAddress` for what nobody sees: it is not meant, or shows what the address isn't."""
    if char := next(filter(_is_unseen, address), ""):
        name = unicodedata.name(char, "a control character").lower()
        raise BadAddress(
            f"holds a character that is not seen, U+{ord(char):04X} ({name})",
            "Delete the address and type it anew, without that character.",
        )


def _is_unseen(char: str) -> bool:
    if char in _SEEN:
        return False
    unseen = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
    return char == "\ufffd" or unicodedata.category(char) in unseen


# --- https: and http: ------------------------------------------------------------------


def _web(scheme: str, rest: str) -> str:
    found = _WEB.fullmatch(rest)
    if found is None or not found[1]:
        raise BadAddress("names no host", "Write it in full, as in https://example.org/page.")
    before, path, query, fragment = found[1], found[2], found[3] or "", found[4] or ""
    if "@" in before:
        raise BadAddress(
            "names a user before the host",
            "Take out all that stands between // and @; nobody should read a password here.",
        )
    host, port = _parted(before)
    number = _port(port, _DEFAULT_PORTS[scheme])
    return f"//{_host(host)}{number}{_without_dots(_escaped(path))}{_escaped(query)}" + (
        f"#{_escaped(fragment[1:])}" if fragment else ""
    )


def _parted(before: str) -> tuple[str, str]:
    """Part the host from the port; an IPv6 address has colons of its own."""
    if before.startswith("["):
        host, bracket, port = before.partition("]")
        if not bracket or (port and not port.startswith(":")):
            raise BadAddress("has a host that is not written to its end", _IPV6)
        return host + bracket, port[1:]
    host, _, port = before.partition(":")
    return host, port


_IPV6 = "Write it as in https://[2001:db8::1]/, or better the host's name."


def _port(port: str, default: int) -> str:
    if not port:
        return ""
    if not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) <= _LAST_PORT:
        remedy = f"Write a number from 1 to {_LAST_PORT}, or no port."
        raise BadAddress(f"has the port '{port}'", remedy)
    return "" if int(port) == default else f":{int(port)}"


def _host(host: str) -> str:
    if host.startswith("["):
        try:
            return f"[{IPv6Address(host[1:-1] if '%' not in host else '').compressed}]"
        except AddressValueError:
            raise BadAddress(f"has the host '{host}'", _IPV6) from None
    try:
        name = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        name = ""
    labels = name.removesuffix(".").split(".")
    if labels[-1].isdecimal() and not _is_ipv4(name):
        name = ""
    sound = all(_LABEL.fullmatch(one) and len(one) <= _LONGEST_LABEL for one in labels)
    if not name or not sound or len(name) > _LONGEST_HOST:
        raise BadAddress(
            f"has the host '{host}', which can be none",
            "Write the host as in https://www.example.org/: letters, digits, hyphens and dots.",
        )
    return name


def _is_ipv4(name: str) -> bool:
    try:
        IPv4Address(name)
    except AddressValueError:
        return False
    return True


def _without_dots(path: str) -> str:
    """Return a path without the steps "." and ".." (RFC 3986, 5.2.4)."""
    if not _DOTS.search(path):
        return path
    kept: list[str] = []
    steps = path.split("/")[1:]
    for step in steps:
        if step == "..":
            del kept[-1:]
        elif step != ".":
            kept.append(step)
    if steps[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _escaped(text: str) -> str:
    """Escape what can't stand in an address, and nothing else (RFC 3986, 6.2.2)."""
    whole = _STRAY.sub("%25", text)
    return _ESCAPED.sub(_needed, quote(whole, safe=_LEFT))


def _needed(escape: re.Match[str]) -> str:
    char = chr(int(escape[0][1:], base=16))
    return char if re.fullmatch(r"[A-Za-z0-9._~-]", char) else escape[0].upper()


# --- mailto: and tel: ------------------------------------------------------------------


def _mail(rest: str) -> str:
    to, mark, more = rest.partition("?")
    return ",".join(_mailbox(one.strip(" ")) for one in to.split(",")) + mark + _escaped(more)


def _mailbox(address: str) -> str:
    name, _, host = address.rpartition("@")
    if not name or not host or re.search(r'[\s@"\\<>()\[\]:;]', name):
        raise BadAddress(
            "names nobody to write to" if not address else f"writes to '{address}'",
            "Write it as in mailto:name@example.org.",
        )
    return f"{_escaped(name)}@{_host(host)}"


def _telephone(rest: str) -> str:
    number, mark, more = rest.partition(";")
    if number.strip().startswith("+"):
        number = number.replace("(0)", "")  # what is dialled at home only
    whole = re.sub(r"[\s()/]", "", number) + mark + more.replace(" ", "")
    if not _NUMBER.fullmatch(whole):
        raise BadAddress(
            f"rings '{rest}'" if rest else "names nobody to ring",
            "Write it as in tel:+441632960000.",
        )
    return whole
