"""The Bot Framework SDK behind the port: turns, Adaptive Cards and conversations by botbuilder 4."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from botbuilder.core import CardFactory, InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import (
    Activity,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    ConversationParameters,
    Entity,
)
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import AuthenticateRequestResult
from msrest.exceptions import ClientException
from msrest.serialization import Model

from bot.teams.authentication import Authentication, Connectors
from bot.teams.mends import look_up_retry_codes_in_a_set
from bot.teams.port import (
    Answered,
    BadActivity,
    Claim,
    Incoming,
    Json,
    KeysUnavailable,
    Listener,
    Member,
    Outgoing,
    Place,
    Proof,
    Turn,
    Unauthorized,
)
from bot.teams.tokens import TokenError, Tokens

MSTEAMS = "msteams"


class BotBuilder:
    """A Transport."""

    def __init__(self, authentication: Authentication) -> None:
        look_up_retry_codes_in_a_set()
        self._authentication = authentication
        self._adapter = CloudAdapter(authentication)

    async def authenticate(self, authorization: str, activity: Json) -> Proof:
        """Raises BadActivity, Unauthorized or KeysUnavailable."""
        read = _read(activity)
        try:
            result = await self._authentication.authenticate_request(read, authorization)
        except KeysUnavailable:
            raise
        except Exception as error:  # the SDK raises whatever a malformed token makes it stumble over
            raise Unauthorized(type(error).__name__) from None
        return _Proved(self._adapter, read, result)


@dataclass(frozen=True, slots=True)
class _Proved:
    """A Proof: what the SDK found out about a request, with the activity in its own shape."""

    adapter: CloudAdapter
    activity: Activity
    result: AuthenticateRequestResult

    async def run(self, incoming: Incoming, listener: Listener) -> Answered:
        """Not by the SDK's own `process`, which serialises the answers to invokes twice and fails."""
        handler = _Handler(incoming, listener)
        response = await self.adapter.process_activity(self.result, self.activity, handler.on_turn)
        if response is None:
            return Answered(HTTPStatus.CREATED)
        return Answered(int(response.status), response.body)


def _read(activity: Json) -> Activity:
    """In the SDK's shape. Raises BadActivity where it does not fit."""
    try:
        read = Activity().deserialize(dict(activity))
    except (ClientException, ValueError, TypeError, AttributeError, LookupError):
        raise BadActivity from None
    if read.channel_id != MSTEAMS:
        raise BadActivity
    read.delivery_mode = None  # answers are sent, never held back for the caller
    return read


class _Handler(TeamsActivityHandler):  # type: ignore[misc]
    """Tells the listener what happened. One for each activity."""

    def __init__(self, incoming: Incoming, listener: Listener) -> None:
        self._incoming = incoming
        self._listener = listener

    async def on_turn(self, turn_context: TurnContext) -> None:
        """Whatever fails, nobody is left without an answer."""
        try:
            await super().on_turn(turn_context)
        except Exception as error:
            body = await self._listener.failed(self._turn(turn_context), error)
            if body is not None:
                answer = InvokeResponse(status=int(HTTPStatus.OK), body=body)
                await turn_context.send_activity(Activity(type="invokeResponse", value=answer))

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Someone wrote, or submitted a button."""
        await self._listener.message(self._turn(turn_context))

    async def on_teams_message_edit(self, turn_context: TurnContext) -> None:
        """Someone edited what they wrote."""
        await self._listener.message(self._turn(turn_context))

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Someone came or went. The SDK would look up each of them first."""
        await self._came_or_went(turn_context)

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """The bot was added or removed."""
        await self._came_or_went(turn_context)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """A button was pressed. The SDK would leave its action a dict that it calls a model."""
        if self._incoming.kind == "pressed":
            return _ok(await self._listener.pressed(self._turn(turn_context)))
        if self._incoming.kind == "searched":
            return _ok(await self._listener.searched(self._turn(turn_context)))
        if self._incoming.kind == "thumb":
            return _ok(await self._listener.thumb(self._turn(turn_context)))
        if self._incoming.kind == "feedback":  # anything but an empty object is refused
            await self._listener.feedback(self._turn(turn_context))
            return _ok({})
        return await super().on_invoke_activity(turn_context)

    async def _came_or_went(self, turn_context: TurnContext) -> None:
        told: dict[str, Callable[[Turn], Awaitable[None]]] = {
            "added": self._listener.added,
            "removed": self._listener.removed,
        }
        if self._incoming.kind in told:
            await told[self._incoming.kind](self._turn(turn_context))

    def _turn(self, turn_context: TurnContext) -> Turn:
        return _SdkTurn(self._incoming, turn_context)


def _ok(body: Json) -> InvokeResponse:
    return InvokeResponse(status=int(HTTPStatus.OK), body=dict(body))


class _SdkTurn:
    """A Turn."""

    def __init__(self, incoming: Incoming, context: TurnContext) -> None:
        self.incoming = incoming
        self._context = context
        self._alone = ""

    async def send(self, message: Outgoing) -> str:
        """Answers where it was asked; in a channel, in its thread."""
        sent = await self._context.send_activity(activity_of(message))
        return str(sent.id) if sent and sent.id else ""

    async def send_to_sender(self, message: Outgoing) -> str:
        """Writes to the sender alone."""
        self._alone = self._alone or await self._conversation_with_sender()
        activity = activity_of(message)
        activity.conversation = ConversationAccount(id=self._alone)
        activity.from_property = ChannelAccount(id=self.incoming.bot)
        activity.recipient = ChannelAccount(id=self.incoming.sender)
        sent = await self._client.conversations.send_to_conversation(self._alone, activity)
        return str(sent.id) if sent and sent.id else ""

    async def sender(self) -> Member:
        """Looks the sender up among the members of the team or chat."""
        where = self.incoming.team or self.incoming.conversation
        found = await self._client.conversations.get_conversation_member(where, self.incoming.sender)
        said = found.additional_properties
        guest = said.get("userRole") in ("guest", "anonymous") or "#EXT#" in str(
            said.get("userPrincipalName")
        )
        return Member(str(said.get("tenantId") or ""), guest)

    async def _conversation_with_sender(self) -> str:
        tenant = next(iter(sorted(self.incoming.tenants)), None)
        wanted = ConversationParameters(
            is_group=False,
            bot=ChannelAccount(id=self.incoming.bot),
            members=[ChannelAccount(id=self.incoming.sender)],
            tenant_id=tenant,
            channel_data={"tenant": {"id": tenant}},
        )
        return str((await self._client.conversations.create_conversation(wanted)).id)

    @property
    def _client(self) -> ConnectorClient:
        return self._context.turn_state[CloudAdapter.BOT_CONNECTOR_CLIENT_KEY]


class ProactiveMessages:
    """A Proactive."""

    def __init__(self, connectors: Connectors, tokens: Tokens) -> None:
        look_up_retry_codes_in_a_set()
        self._connectors = connectors
        self._tokens = tokens

    async def let_in(self) -> bool:
        """Whether the login service gives the bot a token."""
        try:
            await self._tokens.current()
        except TokenError:
            return False
        return True

    async def post(self, place: Place, message: Outgoing) -> str:
        """Posts a message, in a channel as a thread of its own."""
        client = await self._connectors.create(place.service_url)
        posted = await client.conversations.send_to_conversation(
            place.conversation, _addressed(place, message)
        )
        return str(posted.id)

    async def change(self, place: Place, activity: str, message: Outgoing) -> None:
        """Replaces a message that was posted."""
        client = await self._connectors.create(place.service_url)
        given = _addressed(place, message)
        given.id = activity
        await client.conversations.update_activity(place.conversation, activity, given)


def _addressed(place: Place, message: Outgoing) -> Activity:
    activity = activity_of(message)
    activity.conversation = ConversationAccount(id=place.conversation, tenant_id=place.tenant or None)
    activity.from_property = ChannelAccount(id=place.bot)
    return activity


class _Card(Model):
    """A card that the SDK passes on as it is: copying and rebuilding it costs more than drawing it."""

    _attribute_map = {"additional_properties": {"key": "", "type": "{object}"}}  # noqa: RUF012

    def __deepcopy__(self, _known: object) -> "_Card":
        return self


class _Root(Entity):  # type: ignore[misc]
    """The entity of a whole message. The SDK's own leaves out everything but its type."""

    _attribute_map = {  # noqa: RUF012
        **Entity._attribute_map,
        "additional_properties": {"key": "", "type": "{object}"},
    }


def activity_of(message: Outgoing) -> Activity:
    """A message in the SDK's shape."""
    if message.card is None:
        return Activity(type="message", text=message.summary, text_format="plain")
    card = Attachment(content_type=CardFactory.content_types.adaptive_card)
    card.content = _Card(additional_properties=message.card)  # type: ignore[no-untyped-call]
    cited = [_citing(message.claims)] if message.claims else None
    return Activity(
        type="message",
        text=message.text or None,
        summary=message.summary,
        attachments=[card],
        entities=cited,
        channel_data={"feedbackLoop": {"type": "custom"}} if message.thumbs else None,
    )


def _citing(claims: Sequence[Claim]) -> Entity:
    """All citations in one entity, as two are refused. None says that AI wrote the message: none did."""
    entity = _Root(type="https://schema.org/Message")
    entity.additional_properties = {
        "@type": "Message",
        "@context": "https://schema.org",
        "citation": [
            {"@type": "Claim", "position": position, "appearance": _appearance(claim)}
            for position, claim in enumerate(claims, start=1)
        ],
    }
    return entity


def _appearance(claim: Claim) -> Json:
    address = {"url": claim.address} if claim.address else {}
    return {"@type": "DigitalDocument", "name": claim.name, "abstract": claim.abstract, **address}
