"""International Standard Book Numbers: ISO 2108, with the check digit of EAN-13."""

from __future__ import annotations

import re

from build_tools.issues import BadValue

FIGURES, TENTH = 13, 10


def bare(isbn: str) -> str:
    """Return its figures alone."""
    return re.sub(r"[\s-]", "", isbn.translate({0x2010: "-", 0x2011: "-", 0x2013: "-"}))


def urn(isbn: str) -> str:
    """Return it as a URN (RFC 8141; the namespace is RFC 3187's)."""
    return f"urn:isbn:{bare(isbn)}"


def checked(text: str) -> str:
    """Return an ISBN as it was written; raise `BadValue` for what is none."""
    figures = bare(text)
    if len(figures) == TENTH and re.fullmatch("[0-9]{9}[0-9Xx]", figures):
        problem = "is an ISBN of ten figures, as they were until 2006"
        raise BadValue(problem, "Write the one of thirteen; it begins with 978 or 979.")
    if not re.fullmatch("97[89][0-9]{10}", figures):
        raise BadValue("is no ISBN", "Write its thirteen figures, as in 978-0-306-40615-7.")
    odd, even = (sum(map(int, figures[first:12:2])) for first in (0, 1))
    if (wanted := str(-(odd + 3 * even) % 10)) != figures[-1]:
        problem = f"is mistyped: after the first twelve figures the last one is {wanted}"
        raise BadValue(problem, "Compare it with the ISBN that the publication was given.")
    return text
