"""Citations as Teams draws them: a number in the message's text, with where the words stand behind it."""

from collections.abc import Sequence

from bot.teams.elements import shown
from bot.teams.links import web_address
from bot.teams.port import Claim
from handlers.messages import QuoteBlock

MOST = 10
"""More numbers than this help nobody find anything. Teams refuses a message with more than 20."""
_NAME, _ABSTRACT, _ADDRESS = 80, 160, 500


def claim(quote: QuoteBlock) -> Claim:
    """Where a quotation stands, and its first words."""
    citation = quote.citation
    number = f", recommendation {citation.recommendation}" if citation.recommendation is not None else ""
    address = web_address(citation.address)
    return Claim(
        name=_cut(f"{citation.section}{number}", _NAME),
        abstract=_cut(f"{quote.label}: “{' '.join(quote.paragraphs)}”", _ABSTRACT),
        address=address if address and len(address) <= _ADDRESS else None,
    )


def numbers(claims: Sequence[Claim]) -> str:
    """The numbers as they stand in a text, such as [1] [2]."""
    return " ".join(f"[{position}]" for position in range(1, len(claims) + 1))


def _cut(text: str, most: int) -> str:
    words = " ".join(shown(text).split())
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]}…"
