"""Makes any text plain enough to be matched: lower case, ordinary letters, nothing unseen."""

import re
import unicodedata
from functools import lru_cache

MOST = 50_000
"""Characters looked at: of a longer text, its two ends."""

_SPACES = re.compile(r"\s+")
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}|([^\w\s])\2+")
_TOKEN = re.compile(r"[a-z0-9_/+#]+|\?")
_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": " - ", "—": " - ", "…": ". "}
)
_CLASHES = {
    word: word.replace("'", "_") for word in "i'll we'll he'll she'll we're i'd he'd she'd we'd".split()
}
"""Contractions that would be other words without their apostrophe."""
_CONTRACTION = re.compile(r"\b(?:i'll|we'll|he'll|she'll|we're|i'd|he'd|she'd|we'd)\b")
_KEPT_S = re.compile(r"\b(it|that|he|she|there|what|who|where|how|let|when|here)'s\b")
_POSSESSIVE = re.compile(r"'s\b")


def shortened(text: str) -> str:
    """The text, or the two ends of one that nobody typed."""
    return text if len(text) <= MOST else f"{text[: MOST // 2]}\n{text[-MOST // 2 :]}"


def plain_text(text: str) -> str:
    """Lower case, apostrophes gone, no unseen characters. Time grows with the length and nothing else."""
    text = text.translate(_LETTERS)
    if not text.isascii():
        text = "".join(map(_ordinary, text))
    text = _DRAWN_OUT.sub(lambda found: found[1] * 2 if found[1] else found[2], text.lower())
    text = _SPACES.sub(" ", text).strip()
    text = _CONTRACTION.sub(lambda found: _CLASHES[found.group()], text)
    return _POSSESSIVE.sub(" 's", _KEPT_S.sub(r"\1s", text)).replace(" 's", "").replace("'", "")


@lru_cache(maxsize=8192)
def _ordinary(character: str) -> str:
    """One character without accents or styling; nothing for what is unseen; a space for no letter."""
    kind = unicodedata.category(character)
    if kind in {"Mn", "Me", "Cf"}:
        return ""
    if kind in {"Cc", "Cs", "Co", "Cn"}:
        return " "
    plain = unicodedata.normalize("NFKD", character)[:4]
    return "".join(each for each in plain if unicodedata.category(each) not in {"Mn", "Me", "Cf"}) or " "


def tokens(plain: str) -> list[str]:
    """The words of a plain text, with question marks."""
    return _TOKEN.findall(plain)
