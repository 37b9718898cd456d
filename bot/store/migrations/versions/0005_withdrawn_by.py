"""Who withdrew a briefing, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards. Of what was withdrawn before, neither is known."""
    with op.batch_alter_table("briefings") as briefings:
        briefings.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
        briefings.add_column(sa.Column("withdrawn_by", sa.String(200)))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("briefings") as briefings:
        briefings.drop_column("withdrawn_by")
        briefings.drop_column("withdrawn_at")
