"""What is said for a delivery: the briefing, the digest, or what takes the place of either."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from bot.delivery.courier import Courier
from bot.store.briefings import Briefings
from bot.store.queue import DeliveryQueue, Taken, Target
from bot.store.versions import Version
from handlers.briefing_reply import Item, briefing_reply, digest_reply, rest_removed_reply, withdrawn_reply
from handlers.messages import Reply
from handlers.permalinks import with_permalinks
from handlers.ports import CurrentLibrary
from knowledge.schema.answers import Briefing, entry_of

_MOST = 64


class NotNeeded(Exception):  # noqa: N818 - it says what is so
    """There is nothing to send any more. `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class NotYet(Exception):  # noqa: N818 - it says what is so
    """What is to be changed is being sent at this moment."""


@dataclass(frozen=True, slots=True)
class Said:
    """The messages of a delivery. `replaces` are those that are changed into them, in order."""

    messages: tuple[object, ...]
    replaces: tuple[str, ...] = ()
    removed: object = None
    """What takes the place of a message that there is no new one for."""


class Rendering:
    """Draws each version once for each platform. Old drawings are forgotten.

    `address`: where people can open the library, to be led to the briefing's page to print.
    """

    def __init__(
        self, briefings: Briefings, queue: DeliveryQueue, library: CurrentLibrary, address: str | None = None
    ) -> None:
        self._briefings = briefings
        self._queue = queue
        self._library = library
        self._address = address
        self._drawn: OrderedDict[Hashable, tuple[object, ...]] = OrderedDict()

    async def of(self, taken: Taken, courier: Courier) -> Said:
        """What to send. Raises NotNeeded or NotYet."""
        if taken.kind == "briefing":
            return Said(await self._briefing(taken, courier))
        if taken.kind == "digest":
            return Said(await self._digest(taken, taken.items, courier))
        target = await self._queue.target(taken)
        if target is None:
            raise NotNeeded("nothing_to_change")
        if target.busy:
            raise NotYet
        if not target.remote_ids:
            raise NotNeeded("nothing_to_change")
        messages = await self._changed(taken, target, courier)
        removed = courier.drawn(rest_removed_reply(self._library(), entry_of(taken.slug)))[0]
        return Said(messages, target.remote_ids, removed)

    async def _changed(self, taken: Taken, target: Target, courier: Courier) -> tuple[object, ...]:
        if target.kind == "digest":
            return await self._digest(taken, target.items, courier)
        return await self._briefing(taken, courier)

    async def _briefing(self, taken: Taken, courier: Courier) -> tuple[object, ...]:
        key = (courier, taken.kind, taken.briefing, self._library().revision)
        if key not in self._drawn:
            version = await self._briefings.version(taken.briefing) if taken.briefing is not None else None
            if version is None:
                raise NotNeeded("no_such_briefing")
            self._keep(key, courier.drawn(self._reply(taken, version)))
        return self._drawn[key]

    def _reply(self, taken: Taken, version: Version) -> Reply:
        library = self._library()
        briefing = Briefing.model_validate(version.content)
        if taken.kind == "withdrawal":
            return withdrawn_reply(library, briefing.id, briefing.title)
        reply = briefing_reply(library, briefing, corrected=taken.kind == "correction")
        return with_permalinks(reply, self._address, passages=False)

    async def _digest(self, taken: Taken, slugs: tuple[str, ...], courier: Courier) -> tuple[object, ...]:
        """As the briefings are now: what was withdrawn is not shown, whatever it said."""
        current = [await self._briefings.current(slug) for slug in slugs]
        known = [each for each in current if each is not None]
        if taken.kind == "digest" and not any(each.status == "published" for each in known):
            raise NotNeeded("withdrawn")
        key = (courier, taken.kind, taken.slug, tuple(map(_identity, known)), self._library().revision)
        if key not in self._drawn:
            corrected = taken.slug if taken.kind == "correction" else ""
            items = [_item(each, corrected) for each in known]
            self._keep(key, courier.drawn(digest_reply(self._library(), items)))
        return self._drawn[key]

    def _keep(self, key: Hashable, messages: tuple[object, ...]) -> None:
        self._drawn[key] = messages
        while len(self._drawn) > _MOST:
            self._drawn.popitem(last=False)


def _identity(version: Version) -> tuple[int, str]:
    return version.id, version.status


def _item(version: Version, corrected: str) -> Item:
    briefing = Briefing.model_validate(version.content)
    shown = briefing if version.status == "published" else None
    return Item(briefing.id, briefing.title, shown, corrected=version.slug == corrected)
