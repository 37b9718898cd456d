"""The conversations that the bot was added to."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
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


def downgrade() -> None:
    """Back."""
    op.drop_table("conversation_references")
