"""When somebody wants to phone: "and after five", "on a Sunday", "day and night"."""

import re
from collections.abc import Sequence

from knowledge.search.words import Token, stem, text_of

_CLOSED = re.compile(
    r"\b(?:(?:at|in the|this|to|\w+day|on|of a) ?nights?|nights?|tonight|saturdays?|sundays?|bank holidays?"
    r"|evenings?|midnight|christmas|after (?:5|five|six|6)(?: ?pm)?|(?:[1-5]|1[01]) ?am|(?:[89]|1[01]) ?pm"
    r"|outside (?:of )?(?:those|these|that|the|office|working)(?: hours)?)\b"
)
_OPEN = re.compile(
    r"\b(?:day ?time|(?:in|during) the (?:day|morning|afternoon|week)|week ?days?|mornings?|afternoons?"
    r"|(?:in|during|office|working) hours)\b"
)
_BOTH = re.compile(
    r"\b(?:days? (?:and|or|&) nights?|nights? (?:and|or|&) days?|round the clock|24 ?/ ?7|24 hours?"
    r"|(?:incl|including|plus|and also|and) (?:the )?(?:nights?|weekends?|out of hours|ooh))\b"
)
OF_HOURS = frozenset(
    stem(word)
    for word in """
    night nights tonight friday saturday saturdays sunday sundays bank holiday holidays evening evenings
    midnight christmas day am pm after middle outside out hours hour office working those round clock though
    tho daytime daytimes weekday weekdays morning mornings afternoon afternoons during week time
    """.split()
)
"""Stems that only say when."""


def when_closed(words: Sequence[Token]) -> bool:
    """Whether offices are closed at the time that is asked about."""
    return _CLOSED.search(text_of(words)) is not None


def when_open(words: Sequence[Token]) -> bool:
    """Whether offices are open at the time that is asked about."""
    return not when_closed(words) and _OPEN.search(text_of(words)) is not None


def day_and_night(words: Sequence[Token]) -> bool:
    """Whether both the day's and the night's number are wanted."""
    return _BOTH.search(text_of(words)) is not None
