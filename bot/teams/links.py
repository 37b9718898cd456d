"""What in a text may become a link: web addresses, phone numbers, 999 and e-mail addresses."""

import re
from collections.abc import Iterator

from handlers import plain

_NUMBER = re.compile(r"(?<!\d)[0-9][0-9 ]{1,15}(?!\d)")
_999 = re.compile(r"\b(999)\b")
_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")
_MOST = 1000
"""Characters of an address; nothing that is held is a tenth as long."""

Piece = tuple[str, str | None]
"""Words and the address behind them, if any."""


def web_address(url: str | None) -> str | None:
    """The address if a client may open it, otherwise None: the text is then shown without a link."""
    address = plain.web_address(url)
    opens = address is not None and len(address) <= _MOST and not re.search(r"\s", address)
    return address if opens else None


def email_address(text: str) -> str | None:
    """A `mailto:` address if the text is one e-mail address and nothing else."""
    return f"mailto:{text}" if _EMAIL.fullmatch(text) and len(text) <= _MOST else None


def telephone(text: str) -> Iterator[Piece]:
    """The text with its first phone number dialling."""
    found = _NUMBER.search(text)
    if found is None:
        yield text, None
        return
    number = found[0].strip()
    yield text[: found.start()], None
    yield number, f"tel:{number.replace(' ', '')}"
    yield text[found.start() + len(number) :], None


def dialling_999(text: str) -> Iterator[Piece]:
    """The text with every 999 dialling."""
    for piece in _999.split(text):
        yield piece, "tel:999" if piece == "999" else None
