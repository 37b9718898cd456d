"""Publishing for curators: a preview that changes nothing, then exactly that, once."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection

from bot.store.deliveries import DeliveryStore
from bot.store.engine import TROUBLE
from bot.store.versions import Draft, Version
from handlers import wording
from handlers.briefing_reply import briefing_reply
from handlers.ports import CurrentLibrary
from handlers.publishing import Change, NotPublished, Prepared, Published
from knowledge.schema.answers import Briefing

PREFIX = "briefing/"


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

    async def prepare(self, slug: str) -> Prepared:
        """The preview of a briefing of the content in use."""
        return await self.prepare_briefing(self._held(slug))

    async def publish(self, slug: str, revision: str, by: str, at: dt.datetime | None = None) -> Published:
        """Publishes a briefing of the content in use, as it was previewed."""
        briefing = self._held(slug)
        if revision_of(briefing) != revision:
            raise NotPublished(wording.CHANGED_SINCE_PREVIEW)
        return await self.publish_briefing(briefing, by, at)

    async def prepare_briefing(self, briefing: Briefing, addressed: tuple[str, ...] = ()) -> Prepared:
        """The preview of a briefing from anywhere."""
        _publishable(briefing)
        content, revision = as_content(briefing), revision_of(briefing)
        try:
            newest = await self._store.briefings.newest(slug_of(briefing))
            counts = await self._store.briefings.would_reach(slug_of(briefing), content, addressed)
        except TROUBLE as error:
            raise NotPublished(wording.NOT_REACHED_DATABASE) from error
        change = _change(newest, revision)
        return Prepared(
            slug=slug_of(briefing),
            title=briefing.title,
            revision=revision,
            version=(newest.number if newest else 0) + (change != "unchanged"),
            change=change,
            preview=briefing_reply(self._library(), briefing, corrected=change == "correction"),
            recipients=counts.at_once,
            digests=counts.weekly,
            corrected=counts.delivered if change == "correction" else 0,
        )

    async def publish_briefing(
        self,
        briefing: Briefing,
        by: str,
        at: dt.datetime | None = None,
        addressed: tuple[str, ...] = (),
    ) -> Published:
        """Publishes a briefing from anywhere, now or at a set time."""
        _publishable(briefing)
        now = self._clock()
        slug, revision = slug_of(briefing), revision_of(briefing)
        draft = Draft(slug, as_content(briefing), revision, by, at or now, addressed)
        try:
            before = await self._store.briefings.current(slug)
            done = await self._store.briefings.publish(draft, now)
        except TROUBLE as error:
            raise NotPublished(wording.NOT_REACHED_DATABASE) from error
        version = done.version
        change: Change = "unchanged" if not done.new else "correction" if before else "new"
        when = version.published_at or version.publish_at
        return Published(
            slug, briefing.title, version.number, change, when, version.status == "published", done.rows
        )

    async def withdraw(self, slug: str, by: str) -> int:
        """Takes back what is out, and what is scheduled."""
        try:
            rows = await self._store.briefings.withdraw(slug, self._clock())
        except TROUBLE as error:
            raise NotPublished(wording.NOT_REACHED_DATABASE) from error
        if rows is None:
            raise NotPublished(wording.nothing_out(slug))
        return rows

    def _held(self, slug: str) -> Briefing:
        for each in self._library().briefings:
            if slug_of(each) == slug.removeprefix(PREFIX):
                return each
        raise NotPublished(wording.no_such_briefing(slug))


def slug_of(briefing: Briefing) -> str:
    """Its id without what all of them begin with."""
    return briefing.id.removeprefix(PREFIX)


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


def _change(newest: Version | None, revision: str) -> Change:
    if newest is None:
        return "new"
    if newest.revision == revision and newest.status in ("published", "scheduled"):
        return "unchanged"
    return "new" if newest.published_at is None else "correction"
