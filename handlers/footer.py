"""The standing last lines of every reply, and the warning about identifying details."""

from handlers.messages import Footer, Platform, Text
from knowledge.library import Library

_HOW_TO_DELETE = {
    "slack": "point at your message, choose the three dots, then Delete message.",
    "teams": "point at your message, choose the three dots, then Delete.",
    "web": "close this page. This chat keeps no copy of your message.",
    "terminal": "clear this window and the history of your shell.",
}
_WARNING = (
    "Your message may identify a child or a family. I have not kept it. Delete it now: {how} "
    "Put case details in the child's record, not in a chat."
)


def footer(library: Library) -> Footer:
    """A live worry first; then, until the content is approved, that it is not."""
    signposting = library.safety.signposting
    pilot = () if library.approved else (signposting.pilot_notice,)
    return Footer((signposting.footer, *pilot))


def identifying_warning(platform: Platform) -> Text:
    """That the message may identify someone, and how to delete it where it was written."""
    return Text(_WARNING.format(how=_HOW_TO_DELETE[platform]), "caution")
