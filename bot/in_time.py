"""How long somebody waits for an answer, on every surface that people write to over a network."""

import asyncio

from handlers.messages import Message, Reply
from handlers.ports import ReplyTo

ANSWER_WITHIN = 20.0
"""Seconds after which a question that has no answer yet ends in 999 and the fallback."""


async def in_time(reply_to: ReplyTo, message: Message, seconds: float) -> Reply:
    """The reply. Raises TimeoutError when it does not come within these seconds."""
    async with asyncio.timeout(seconds):
        return await reply_to(message)
