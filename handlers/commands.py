"""Does what a command asks for: each name has its handler; what cannot be kept is said."""

import structlog

from handlers import briefings, curating, feedback, privacy, subscriptions
from handlers import command_wording as wording
from handlers.messages import Reply, Text
from handlers.records import NotKept
from handlers.request import Handler, Request

_log = structlog.get_logger(__name__)

COMMANDS: dict[str, Handler] = {
    **subscriptions.COMMANDS,
    **briefings.COMMANDS,
    **curating.COMMANDS,
    **feedback.COMMANDS,
    **privacy.COMMANDS,
}


async def do(request: Request) -> Reply:
    """The reply to a command."""
    try:
        return await COMMANDS[request.command.name](request)
    except NotKept as error:
        _log.warning("command_not_kept", error=type(error.__cause__ or error).__name__)
        return request.reply(Text(wording.MAYBE_KEPT, "caution"))
