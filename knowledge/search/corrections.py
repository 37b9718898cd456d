"""What is left of a message without what was taken back ("no, I meant six") and how to reach who asks."""

import re

_MEANT = (
    r"(?:(?:i|we) (?:mean|meant|wanted|was after|should have (?:said|put|asked))|meant)"
    r"(?: to (?:say|put|type|ask))?"
)
_SORRY = r"(?:sorry|sry|soz|apologies|oops|whoops|my (?:mistake|bad)|typo)"
_WRONG = (
    r"(?:wrong (?:one|way round|\w+)|thats not it|not that(?: one)?|scrap that|ignore that|make that"
    r"|hang on|hold on|wait|actually)"
)
_NO = r"(?:no|nope|nah)(?=\W*[,.;:!-]| (?:the|for|its|im|i'm|in|on|not|i|sorry|actually|wait|wrong|my)\b)"
_SIGH = r"(?:oh|ah|er|erm|um|ugh|argh|well|ok|right)"
_LEAD = re.compile(rf"^\W*(?:{_SIGH}\W+)*(?:(?:{_MEANT}|{_SORRY}|{_WRONG}|{_NO}|{_SIGH})\b\W*)+(?=\w)", re.I)
_TRAIL = re.compile(rf"\W+(?:{_SORRY}|{_MEANT}|instead)\W*$", re.I)
_REACH_ME = re.compile(
    r"(?<=\w)\W+(?:(?:and|so|please|pls|you can|can you|could you)\W+)*"
    r"(?:(?:call|ring|phone|text|bleep|contact|reach|e-?mail) me (?:back )?(?:on|at)"
    r"|my (?:number|mobile|phone|e-?mail|ext|extension|bleep)(?: number)? is)\b.*$",
    re.I,
)
"""How to reach whoever asks, at the end: no part of the question."""
_ACROSS = re.compile(r"\bacross the (?:whole )?board\b", re.I)
"""Everywhere; no board is meant."""
_NO_THING = r"(?:been|yet|done|finished|started|held|sure|to|an?|complete\w*)\b"
_OTHER = rf"(?:the )?(?!{_NO_THING})[^\s,]+(?: [^\s,]+){{0,2}}"
_TURNED_DOWN_LAST = re.compile(rf"^(?P<meant>[^,]+?),? not {_OTHER}$", re.I)
_TURNED_DOWN_FIRST = re.compile(rf"^not {_OTHER}(?:,| but| -)(?: the)? (?P<meant>.+)$", re.I)
_ASKS = re.compile(r"\b(?:is|are|was|were|has|have|did|does|do|what|whats|which|why|who|how)\b", re.I)


def corrected(text: str, *, first: bool = False) -> str:
    """The message without the words of taking something back; the message itself where there are none.

    `first`: nothing was said before, so "not about ICON" leaves something out and takes nothing back.
    """
    plain = _ACROSS.sub("overall", text.replace("\u2019", "'"))
    said = _TRAIL.sub("", _LEAD.sub("", _REACH_ME.sub("", plain)))
    if not first and not _ASKS.search(said):
        for pattern in (_TURNED_DOWN_FIRST, _TURNED_DOWN_LAST):
            found = pattern.match(said)
            said = found["meant"] if found else said
    return said.strip() or text
