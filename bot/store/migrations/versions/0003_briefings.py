"""Conversations in general, subscriptions, briefings, deliveries, discussed records and feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
NONE = sa.text("''")
EMPTY = sa.text("'[]'")
ZERO = sa.text("'0'")


def upgrade() -> None:
    """Forwards. Conversations that the bot was added to before keep their rows."""
    _conversations()
    op.execute(
        "INSERT INTO conversations (platform, team, channel, room, tenant, bot, service_url, lane)"
        " SELECT platform, CASE WHEN team = '' THEN tenant ELSE team END, conversation, room, tenant, bot,"
        " service_url, platform || '/' || tenant FROM conversation_references ORDER BY id"
    )
    op.drop_table("conversation_references")
    _subscriptions()
    _briefings()
    _deliveries()
    _beside()
    with op.batch_alter_table("question_records") as questions:
        questions.add_column(sa.Column("words", sa.JSON(), nullable=False, server_default=EMPTY))


def downgrade() -> None:
    """Back. What the earlier version knows of is kept."""
    with op.batch_alter_table("question_records") as questions:
        questions.drop_column("words")
    for table in ("feedback", "discussed", "lanes", "digests", "deliveries", "briefings", "subscriptions"):
        op.drop_table(table)
    op.create_table(
        "conversation_references",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(1000), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("room", sa.String(20), nullable=False),
        sa.Column("team", sa.String(1000), nullable=False),
        sa.Column("tenant", sa.String(200), nullable=False),
        sa.Column("bot", sa.String(1000), nullable=False),
        sa.Column("service_url", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_references")),
        sa.UniqueConstraint("conversation", name=op.f("uq_conversation_references_conversation")),
    )
    op.execute(
        "INSERT INTO conversation_references (conversation, platform, room, team, tenant, bot, service_url)"
        " SELECT channel, platform, room, CASE WHEN team = tenant THEN '' ELSE team END, tenant, bot,"
        " service_url FROM conversations WHERE platform = 'teams' AND gone_at IS NULL ORDER BY id"
    )
    op.drop_table("conversations")


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("team", sa.String(1000), nullable=False),
        sa.Column("channel", sa.String(1000), nullable=False),
        sa.Column("room", sa.String(20), nullable=False),
        sa.Column("tenant", sa.String(200), nullable=False, server_default=NONE),
        sa.Column("bot", sa.String(1000), nullable=False, server_default=NONE),
        sa.Column("service_url", sa.String(1000), nullable=False, server_default=NONE),
        sa.Column("lane", sa.String(300), nullable=False),
        sa.Column("gone_at", TIME),
        sa.Column("strikes", sa.Integer(), nullable=False, server_default=ZERO),
        sa.Column("struck_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint(
            "platform", "team", "channel", name=op.f("uq_conversations_platform_team_channel")
        ),
    )


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False, server_default=NONE),
        sa.Column("rhythm", sa.String(20), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        _to("subscriptions", "conversation_id", "conversations"),
        sa.UniqueConstraint(
            "conversation_id", "kind", "topic", name=op.f("uq_subscriptions_conversation_id_kind_topic")
        ),
        sa.CheckConstraint(
            "kind IN ('everything', 'theme', 'audience', 'review')", name=op.f("ck_subscriptions_kind")
        ),
        sa.CheckConstraint("rhythm IN ('immediate', 'weekly')", name=op.f("ck_subscriptions_rhythm")),
    )


def _briefings() -> None:
    op.create_table(
        "briefings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("revision", sa.String(64), nullable=False),
        sa.Column("addressed", sa.JSON(), nullable=False, server_default=EMPTY),
        sa.Column("publish_at", TIME, nullable=False),
        sa.Column("published_at", TIME),
        sa.Column("published_by", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefings")),
        sa.UniqueConstraint("slug", "version", name=op.f("uq_briefings_slug_version")),
        sa.CheckConstraint(
            "status IN ('scheduled', 'published', 'superseded', 'withdrawn', 'cancelled')",
            name=op.f("ck_briefings_status"),
        ),
    )
    op.create_index(op.f("ix_briefings_status"), "briefings", ["status"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(250), nullable=False),
        sa.Column("briefing_id", sa.Integer()),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer()),
        sa.Column("items", sa.JSON(), nullable=False, server_default=EMPTY),
        sa.Column("lane", sa.String(300), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("due", TIME),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default=ZERO),
        sa.Column("remote_ids", sa.JSON(), nullable=False, server_default=EMPTY),
        sa.Column("error", sa.String(100)),
        sa.Column("possibly_twice", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("sent_version", sa.Integer()),
        sa.Column("sent_at", TIME),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        _to("deliveries", "briefing_id", "briefings"),
        _to("deliveries", "conversation_id", "conversations"),
        _to("deliveries", "target_id", "deliveries"),
        sa.UniqueConstraint("conversation_id", "key", name=op.f("uq_deliveries_conversation_id_key")),
        sa.CheckConstraint(
            "kind IN ('briefing', 'digest', 'correction', 'withdrawal')", name=op.f("ck_deliveries_kind")
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'sending', 'sent', 'failed', 'dead', 'unknown')",
            name=op.f("ck_deliveries_status"),
        ),
        sa.CheckConstraint(
            "(due IS NULL) = (status IN ('sent', 'failed', 'dead', 'unknown'))",
            name=op.f("ck_deliveries_due_until_finished"),
        ),
    )
    op.create_index(op.f("ix_deliveries_lane_due"), "deliveries", ["lane", "due"])
    op.create_index(op.f("ix_deliveries_briefing_id"), "deliveries", ["briefing_id"])
    op.create_index(op.f("ix_deliveries_target_id"), "deliveries", ["target_id"])


def _beside() -> None:
    op.create_table(
        "digests",
        sa.Column("until", TIME, nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.PrimaryKeyConstraint("until", name=op.f("pk_digests")),
    )
    op.create_table(
        "lanes",
        sa.Column("lane", sa.String(300), nullable=False),
        sa.Column("held_until", TIME),
        sa.Column("stopped_at", TIME),
        sa.Column("error", sa.String(100)),
        sa.PrimaryKeyConstraint("lane", name=op.f("pk_lanes")),
    )
    op.create_table(
        "discussed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("briefing", sa.String(200), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussed")),
        _to("discussed", "conversation_id", "conversations"),
        sa.UniqueConstraint(
            "conversation_id",
            "briefing",
            "discussed_on",
            name=op.f("uq_discussed_conversation_id_briefing_discussed_on"),
        ),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("hour", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_entry"), "feedback", ["entry"])
    op.create_index(op.f("ix_feedback_hour"), "feedback", ["hour"])


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")
