"""The tables of briefings: who wants them, what was published, and what is to be delivered to whom."""

import datetime as dt

import sqlalchemy as sa

from bot.store.instants import Instant
from bot.store.tables import metadata

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("platform", sa.String(20), nullable=False),
    sa.Column("team", sa.String(1000), nullable=False),
    sa.Column("channel", sa.String(1000), nullable=False),
    sa.Column("room", sa.String(20), nullable=False),
    sa.Column("tenant", sa.String(200), nullable=False, server_default=""),
    sa.Column("bot", sa.String(1000), nullable=False, server_default=""),
    sa.Column("service_url", sa.String(1000), nullable=False, server_default=""),
    sa.Column("lane", sa.String(300), nullable=False),
    sa.Column("gone_at", Instant),
    sa.Column("strikes", sa.Integer, nullable=False, server_default="0"),
    sa.Column("struck_on", sa.Date),
    sa.UniqueConstraint("platform", "team", "channel"),
)
"""Where the bot may write. `lane` is the rate-limit scope; `gone_at` is when it was lost;
strikes are days on which the platform said that the conversation is not there. Nobody's name."""

subscriptions = sa.Table(
    "subscriptions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation_id", sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("topic", sa.String(200), nullable=False, server_default=""),
    sa.Column("rhythm", sa.String(20), nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.Column("paused", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("conversation_id", "kind", "topic"),
    sa.CheckConstraint("kind IN ('everything', 'theme', 'audience', 'review')", name="kind"),
    sa.CheckConstraint("rhythm IN ('immediate', 'weekly')", name="rhythm"),
)
"""What a conversation wants: everything, a theme, an audience or a review, by its id in the content."""

briefings = sa.Table(
    "briefings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("slug", sa.String(200), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("status", sa.String(20), nullable=False, index=True),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("revision", sa.String(64), nullable=False),
    sa.Column("addressed", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("publish_at", Instant, nullable=False),
    sa.Column("published_at", Instant),
    sa.Column("published_by", sa.String(200), nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Column("withdrawn_by", sa.String(200)),
    sa.UniqueConstraint("slug", "version"),
    sa.CheckConstraint(
        "status IN ('scheduled', 'published', 'superseded', 'withdrawn', 'cancelled')", name="status"
    ),
)
"""Every version of every briefing. `addressed` limits who gets it (empty: everyone who subscribed to it).
`published_by` and `withdrawn_by` are "platform/sender", or empty after that person had it erased."""

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("key", sa.String(250), nullable=False),
    sa.Column("briefing_id", sa.ForeignKey("briefings.id", ondelete="CASCADE"), index=True),
    sa.Column("conversation_id", sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    sa.Column("target_id", sa.ForeignKey("deliveries.id", ondelete="CASCADE"), index=True),
    sa.Column("items", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("lane", sa.String(300), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("due", Instant),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("remote_ids", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("error", sa.String(100)),
    sa.Column("possibly_twice", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("sent_version", sa.Integer),
    sa.Column("sent_at", Instant),
    sa.UniqueConstraint("conversation_id", "key"),
    sa.CheckConstraint("kind IN ('briefing', 'digest', 'correction', 'withdrawal')", name="kind"),
    sa.CheckConstraint(
        "status IN ('pending', 'sending', 'sent', 'failed', 'dead', 'unknown')", name="status"
    ),
    sa.CheckConstraint(
        "(due IS NULL) = (status IN ('sent', 'failed', 'dead', 'unknown'))", name="due_until_finished"
    ),
    sa.Index(None, "lane", "due"),
)
"""The queue, the idempotency key and the report in one. `due` is the next attempt, or while it is being sent
the end of the lease; NULL when finished. `key` names what is delivered, so nobody gets it twice. A correction
or withdrawal points at the delivery (`target_id`) whose messages it changes."""


def digest_key(until: dt.datetime) -> str:
    """The key of a digest. Earlier ones come first."""
    return f"digest/{until.astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}"


digests = sa.Table(
    "digests",
    metadata,
    sa.Column("until", Instant, primary_key=True),
    sa.Column("since", Instant, nullable=False),
)
"""The weekly digests that were made, each with the time it covers."""

lanes = sa.Table(
    "lanes",
    metadata,
    sa.Column("lane", sa.String(300), primary_key=True),
    sa.Column("held_until", Instant),
    sa.Column("stopped_at", Instant),
    sa.Column("error", sa.String(100)),
)
"""Lanes that wait: for as long as the platform asked, or until the installation is mended."""

discussed = sa.Table(
    "discussed",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation_id", sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    sa.Column("briefing", sa.String(200), nullable=False),
    sa.Column("discussed_on", sa.Date, nullable=False),
    sa.UniqueConstraint("conversation_id", "briefing", "discussed_on"),
)
"""Which briefing a team talked through, and when: evidence of use."""

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.String(200), nullable=False, index=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("reason", sa.String(40), nullable=False),
    sa.Column("hour", Instant, nullable=False, index=True),
)
"""What someone thought of an answer: the entry, a fixed reason and the hour. Nobody's words."""
