"""Who may change what a channel or a group chat is sent: its members who are no guests.

The Bot Framework does not say reliably who owns a team, and Teams itself lets members add apps to it.
"""

from bot.teams.admission import Admission
from handlers.messages import Message
from handlers.records import Permission


class TeamsPermission:
    """Goes by who was admitted to this conversation a moment ago (a MaySubscribe)."""

    def __init__(self, admission: Admission) -> None:
        self._admission = admission

    async def __call__(self, message: Message) -> Permission:
        """No for a guest and for someone of another organisation; unknown for someone whom Teams could not
        look up."""
        if self._admission.knows(message.sender):
            return "yes"
        return "no" if self._admission.refuses(message.sender) else "unknown"
