"""Who gets a briefing: the conversations whose subscriptions it fits, each once."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from bot.store.briefing_tables import conversations, deliveries, subscriptions
from knowledge.schema.answers import entry_of

Content = Mapping[str, object]
"""A briefing as it is kept."""


def fits(content: Content, addressed: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether a subscription is for this briefing.

    `addressed` narrows it: to these subscriptions ("theme:bruising") and these places ("slack/C0WARD").
    """
    mine = subscriptions.c
    wanted = [
        sa.and_(mine.kind == kind, mine.topic.in_(topics)) for kind, topics in facets_of(content).items()
    ]
    one = sa.or_(mine.kind == "everything", *wanted)
    if addressed:
        one = sa.or_(*(_named(each, one) for each in addressed))
    return sa.and_(one, ~mine.paused)


def facets_of(content: Content) -> dict[str, list[str]]:
    """What a briefing is about, by the kinds of subscription."""
    review = content.get("review")
    return {
        "theme": _list(content.get("topics")),
        "audience": _list(content.get("audiences")),
        "review": [str(review)] if review else [],
    }


def recipients(content: Content, addressed: Sequence[str], rhythm: str) -> sa.Select[tuple[int, str]]:
    """The conversations to send to, with their lanes, at one rhythm."""
    return (
        sa.select(conversations.c.id, conversations.c.lane)
        .join(subscriptions, subscriptions.c.conversation_id == conversations.c.id)
        .where(conversations.c.gone_at.is_(None), subscriptions.c.rhythm == rhythm, fits(content, addressed))
        .distinct()
    )


def lacking(slug: str, content: Content, addressed: Sequence[str], rhythm: str) -> sa.Select[tuple[int, str]]:
    """Those of them who have not got it, by itself or in a digest, and to whom it is not on its way."""
    copies = sa.exists().where(
        deliveries.c.conversation_id == conversations.c.id, of_briefing(slug), deliveries.c.status != "dead"
    )
    return recipients(content, addressed, rhythm).where(~copies)


def of_briefing(slug: str) -> sa.ColumnElement[bool]:
    """Whether a delivery brings a briefing: by itself, or in a digest."""
    return sa.or_(deliveries.c.key == entry_of(slug), sa.and_(deliveries.c.kind == "digest", lists(slug)))


def lists(slug: str) -> sa.ColumnElement[bool]:
    """Whether a digest lists a briefing."""
    return sa.cast(deliveries.c["items"], sa.Text).contains(f'"{slug}"', autoescape=True)


def _named(to: str, one: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """The subscriptions of a kind and topic, or those of a place that would get it anyway."""
    kind, colon, topic = to.partition(":")
    if colon and "/" not in to:
        return sa.and_(subscriptions.c.kind == kind, subscriptions.c.topic == topic)
    platform, _, channel = to.partition("/")
    return sa.and_(conversations.c.platform == platform, conversations.c.channel == channel, one)


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []
