"""What a person wrote, out of Slack's mark-up: their words, without ids of people and channels."""

import re

_REFERENCE = re.compile(r"<([^<>]*)>")


def words_of(text: str) -> str:
    """The words of a message. A mention is left out, a link becomes its words, escapes become characters."""
    shown = _REFERENCE.sub(lambda found: _shown(found[1]), text)
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
