"""Socket Mode: what Slack sends over a connection that the bot opens, so that no address has to be public."""

from time import time

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.listeners import ENVELOPE


class SocketMode(AsyncSocketModeHandler):
    """Bolt's handler, which drops the envelope's id; it tells a command that Slack sends again."""

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """Hands one envelope to Bolt and acknowledges it."""
        begun = time()
        request = AsyncBoltRequest(mode="socket_mode", body=req.payload, context={ENVELOPE: req.envelope_id})
        answer = await self.app.async_dispatch(request)
        await send_async_response(client, req, answer, begun)
