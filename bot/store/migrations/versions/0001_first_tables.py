"""Secrets, conversation memory, question records and seen events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secrets")),
    )
    op.create_table(
        "conversation_memory",
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("remembered", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_conversation_memory")),
    )
    op.create_index(op.f("ix_conversation_memory_at"), "conversation_memory", ["at"])
    op.create_table(
        "question_records",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("platform", sa.String(20)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("signpost", sa.String(20)),
        sa.Column("facets", sa.JSON(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "signpost IS NULL OR platform IS NULL",
            name=op.f("ck_question_records_of_a_live_concern_only_level_and_hour"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_records")),
    )
    op.create_index(op.f("ix_question_records_hour"), "question_records", ["hour"])
    op.create_table(
        "seen_events",
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen_events")),
    )
    op.create_index(op.f("ix_seen_events_seen_at"), "seen_events", ["seen_at"])


def downgrade() -> None:
    """Back."""
    for table in ("seen_events", "question_records", "conversation_memory", "secrets"):
        op.drop_table(table)
