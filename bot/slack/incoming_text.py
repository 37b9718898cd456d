"""What a person wrote, out of Slack's mark-up: their words, without ids of people and channels."""

import re

_REFERENCE = re.compile(r"<([^<>]*)>")
_EMOJI = re.compile(r":[a-z0-9_'+-]+:")
"""Slack sends each by its name."""
_NO_WORD = re.compile(r"(?<!\w):[a-z0-9]*[_+-][a-z0-9_'+-]*:")
"""Those whose names are no words, such as :+1: and :skin-tone-3:. Any other may stand for one: the :baby:."""


def words_of(text: str) -> str:
    """The words of a message. A mention is left out, and an emoji that stands for no word; a link becomes its
    words, escapes become characters."""
    shown = _REFERENCE.sub(lambda found: _shown(found[1]), text)
    if not _EMOJI.sub("", shown).strip():
        return ""
    shown = _NO_WORD.sub("", shown)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _shown(reference: str) -> str:
    target, _, label = reference.partition("|")
    if target.startswith("@"):
        return ""
    if target.startswith("#"):
        return f"#{label}" if label else ""
    if target.startswith("!"):
        return label
    return label or target.removeprefix("mailto:").removeprefix("tel:")
