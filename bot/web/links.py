"""Addresses in a page: what may become a link, and what stays text."""

import re

from markupsafe import Markup, escape

from handlers.plain import visible

_NUMBER = re.compile(r"(?<!\d)[0-9][0-9 ]{1,15}(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")
_999 = Markup('<a href="tel:999">999</a>')


def telephone(text: str) -> Markup:
    """The text with its phone number as a link that dials."""
    text = visible(text)
    found = _NUMBER.search(text)
    if found is None:
        return escape(text)
    number = found[0].strip()
    link = Markup('<a href="tel:{}">{}</a>').format(number.replace(" ", ""), number)
    return escape(text[: found.start()]) + link + escape(text[found.start() + len(number) :])


def dialling_999(text: str) -> Markup:
    """The text with every 999 as a link that dials."""
    return _999.join(escape(piece) for piece in re.split(r"\b999\b", visible(text)))


def email_address(text: str) -> str | None:
    """A `mailto:` address if the text is one e-mail address and nothing else."""
    return f"mailto:{text}" if _EMAIL.fullmatch(text) else None
