"""A digest of each update as an email that is ready to send: plain text and HTML in one message.

The file opens in a mail program as a draft: whoever sends it adds the addresses. It has no
picture, no link but to the publication, and nothing that tells who has read it.
"""

from __future__ import annotations

import textwrap
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import jinja2

from build_tools.editions.site.updates import Update, updates_of
from build_tools.publication import Publication
from build_tools.rendering.brand import Brand

WIDTH = 65
"""Columns of the plain text, as in the plain text edition."""


def emails(publication: Publication, brand: Brand, themes: Path, address: str) -> dict[str, bytes]:
    """Return a message for each update, by its path below the site's root."""
    look = jinja2.Environment(
        loader=jinja2.FileSystemLoader(themes / "site"),
        undefined=jinja2.StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    look.filters["wrapped"] = _wrapped
    colours = brand.tokens("screen")
    return {
        f"{update.section.path}/email.eml": _message(
            publication,
            update,
            look.get_template("email.txt").render(publication=publication, update=update),
            look.get_template("email.html").render(
                publication=publication, update=update, colours=colours
            ),
        )
        for update in updates_of(publication, address)
    }


def _wrapped(words: str, indent: str = "") -> str:
    return textwrap.fill(
        words,
        WIDTH,
        break_long_words=False,
        break_on_hyphens=False,
        subsequent_indent=" " * len(indent),
        initial_indent=indent,
    )


def _message(publication: Publication, update: Update, text: str, html: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{update.title}: {publication.title}"
    message["X-Unsent"] = "1"  # mail programs then open it as a draft
    message["Content-Language"] = publication.lang
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(update.name.rpartition(":")[2])
    return message.as_bytes()
