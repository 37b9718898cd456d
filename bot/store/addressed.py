"""Who gets a briefing: the conversations whose subscriptions it fits, each once."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from bot.store.briefing_tables import conversations, deliveries, subscriptions

Content = Mapping[str, object]
"""A briefing as it is kept."""


def fits(content: Content, addressed: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether a subscription is for this briefing.

    `addressed` narrows it: to subscriptions ("theme:bruising"), to places ("slack/C0WARD"), or to both.
    """
    facets = facets_of(content)
    narrowed = [tuple(each.split(":", 1)) for each in addressed if ":" in each and "/" not in each]
    mine = subscriptions.c
    wanted = [sa.and_(mine.kind == kind, mine.topic.in_(topics)) for kind, topics in facets.items() if topics]
    one = sa.or_(mine.kind == "everything", *wanted)
    if narrowed:
        one = sa.or_(*(sa.and_(mine.kind == kind, mine.topic == topic) for kind, topic in narrowed))
    return sa.and_(one, ~mine.paused, *_at(addressed))


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


def lists(slug: str) -> sa.ColumnElement[bool]:
    """Whether a digest lists a briefing."""
    return sa.cast(deliveries.c["items"], sa.Text).contains(f'"{slug}"', autoescape=True)


def _at(addressed: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    places = [each.split("/", 1) for each in addressed if "/" in each]
    if not places:
        return []
    place = conversations.c
    return [
        sa.or_(
            *(sa.and_(place.platform == platform, place.channel == channel) for platform, channel in places)
        )
    ]


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else []
