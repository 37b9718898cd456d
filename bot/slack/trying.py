"""Does one thing with Slack's Web API; a failure is one line in the log, and somebody else's next way."""

from collections.abc import Coroutine
from typing import Any

import structlog

from bot.logs import places
from bot.slack.api import SlackError

log = structlog.get_logger()


async def done(work: Coroutine[Any, Any, None], doing: str, failed: str) -> bool:
    """Whether it was done. `failed` is the event that the log names. Never raises what the work raises."""
    try:
        await work
    except SlackError as error:
        log.warning(failed, doing=doing, error=error.code)
    except Exception as error:  # whatever it is, the next way is tried
        log.error(failed, doing=doing, error=type(error).__name__, places=places(error))
    else:
        return True
    return False
