"""Publishing for curators: a preview that changes nothing, then exactly that, once."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection

from bot.store.deliveries import DeliveryStore
from bot.store.engine import TROUBLE
from bot.store.versions import Draft, Step
from handlers import wording
from handlers.briefing_reply import briefing_reply
from handlers.ports import CurrentLibrary
from handlers.publishing import Change, NotPublished, Prepared, Published
from knowledge.schema.answers import Briefing, entry_of, slug_of

CHANGES: dict[Step, Change] = {
    "first": "new",
    "correct": "correction",
    "widen": "wider",
    "nothing": "unchanged",
}


class Publisher:
    """Publishes briefings (a handlers.publishing.Publishing)."""

    def __init__(
        self,
        store: DeliveryStore,
        library: CurrentLibrary,
        clock: Callable[[], dt.datetime],
        curators: Collection[str] = (),
    ) -> None:
        self._store = store
        self._library = library
        self._clock = clock
        self._curators = frozenset(curators)

    def may(self, platform: str, sender: str) -> bool:
        """Whether this person is listed."""
        return f"{platform}/{sender}" in self._curators

    async def prepare(
        self, slug: str, at: dt.datetime | None = None, addressed: tuple[str, ...] = ()
    ) -> Prepared:
        """The preview of a briefing of the content in use."""
        return await self.prepare_briefing(self._held(slug), at, addressed)

    async def publish(
        self,
        slug: str,
        revision: str,
        by: str,
        at: dt.datetime | None = None,
        addressed: tuple[str, ...] = (),
    ) -> Published:
        """Publishes a briefing of the content in use, as it was previewed."""
        briefing = self._held(slug)
        if revision_of(briefing) != revision:
            raise NotPublished(wording.CHANGED_SINCE_PREVIEW)
        return await self.publish_briefing(briefing, by, at, addressed)

    async def prepare_briefing(
        self, briefing: Briefing, at: dt.datetime | None = None, addressed: tuple[str, ...] = ()
    ) -> Prepared:
        """The preview of a briefing from anywhere."""
        draft, now = self._draft(briefing, "", at, addressed)
        try:
            would = await self._store.briefings.would(draft, now)
        except TROUBLE as error:
            raise NotPublished(wording.NOT_REACHED_DATABASE) from error
        change = CHANGES[would.plan.step]
        return Prepared(
            slug=draft.slug,
            title=briefing.title,
            revision=draft.revision,
            version=would.number,
            change=change,
            preview=briefing_reply(self._library(), briefing, corrected=change == "correction"),
            recipients=would.reach.at_once,
            digests=would.reach.weekly,
            corrected=would.reach.delivered,
            also=tuple(each.publish_at for each in would.plan.also),
        )

    async def publish_briefing(
        self,
        briefing: Briefing,
        by: str,
        at: dt.datetime | None = None,
        addressed: tuple[str, ...] = (),
    ) -> Published:
        """Publishes a briefing from anywhere, now or at a set time."""
        draft, now = self._draft(briefing, by, at, addressed)
        try:
            done = await self._store.briefings.publish(draft, now)
        except TROUBLE as error:
            raise NotPublished(wording.NOT_REACHED_DATABASE) from error
        version = done.version
        change = CHANGES[done.step] if done.new else "unchanged"
        when = version.published_at or version.publish_at
        return Published(
            draft.slug, briefing.title, version.number, change, when, version.status == "published", done.rows
        )

    def _draft(
        self, briefing: Briefing, by: str, at: dt.datetime | None, addressed: tuple[str, ...]
    ) -> tuple[Draft, dt.datetime]:
        """What preview and publishing ask the store about. A time that has passed is now."""
        _publishable(briefing)
        now = self._clock()
        when = max(at, now) if at is not None else now
        content, revision = as_content(briefing), revision_of(briefing)
        return Draft(slug_of(briefing.id), content, revision, by, when, addressed), now

    async def withdraw(self, slug: str, by: str) -> int:
        """Takes back what is out, and what is scheduled."""
        try:
            rows = await self._store.briefings.withdraw(slug, by, self._clock())
        except TROUBLE as error:
            raise NotPublished(wording.NOT_REACHED_DATABASE) from error
        if rows is None:
            raise NotPublished(wording.nothing_out(slug))
        return rows

    def _held(self, slug: str) -> Briefing:
        for each in self._library().briefings:
            if each.id == entry_of(slug):
                return each
        raise NotPublished(wording.no_such_briefing(slug))


def as_content(briefing: Briefing) -> dict[str, object]:
    """As it is kept."""
    return briefing.model_dump(mode="json")


def revision_of(briefing: Briefing) -> str:
    """The same for the same content."""
    written = json.dumps(as_content(briefing), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _publishable(briefing: Briefing) -> None:
    if briefing.status == "draft":
        raise NotPublished(wording.IS_A_DRAFT)
    if briefing.status == "withdrawn":
        raise NotPublished(wording.IS_WITHDRAWN)
