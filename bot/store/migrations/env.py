"""Runs migrations on the connection it is given, or on DATABASE_URL when alembic itself is used."""

from alembic import context
from sqlalchemy.engine import Connection

from bot.settings import load_settings
from bot.store.briefing_tables import deliveries
from bot.store.engine import migration_engine
from bot.store.installation_tables import bots

TABLES = (deliveries, bots)
"""One of each module, so that every table is known."""


def run(connection: Connection) -> None:
    """All in the one transaction of the connection."""
    context.configure(
        connection=connection,
        target_metadata=TABLES[0].metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with migration_engine(load_settings().database).begin() as opened:
        run(opened)
