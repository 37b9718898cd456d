"""The tables. Every change here comes with a migration; a test compares the two."""

import sqlalchemy as sa

from bot.store.instants import Instant

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

secrets = sa.Table(
    "secrets",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)
"""Random keys made once for this database."""

conversation_memory = sa.Table(
    "conversation_memory",
    metadata,
    sa.Column("key_hash", sa.String(64), primary_key=True),
    sa.Column("remembered", sa.JSON, nullable=False),
    sa.Column("at", Instant, nullable=False, index=True),
)
"""What each conversation was last about: ids only, under a keyed hash, for minutes. The level and time of a
live concern stand under a hash of the place and its sender."""

question_records = sa.Table(
    "question_records",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("hour", Instant, nullable=False, index=True),
    sa.Column("platform", sa.String(20)),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("signpost", sa.String(20)),
    sa.Column("facets", sa.JSON, nullable=False),
    sa.Column("entries", sa.JSON, nullable=False),
    sa.Column("words", sa.JSON, nullable=False, server_default="[]"),
    sa.CheckConstraint("signpost IS NULL OR platform IS NULL", name="of_a_live_concern_only_level_and_hour"),
)
"""What questions were about, for the curators' report. Of a live concern only its level and its hour."""

seen_events = sa.Table(
    "seen_events",
    metadata,
    sa.Column("id", sa.String(200), primary_key=True),
    sa.Column("seen_at", Instant, nullable=False, index=True),
)
"""Platform events that were handled, because platforms deliver an event again when in doubt."""
