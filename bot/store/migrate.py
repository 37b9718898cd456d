"""Brings a database to the tables that this version needs."""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from bot.store import job_tables
from bot.store.engine import StoreError, Where, migration_engine, named

FOLDER = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7203418)"
"""Processes that start together would migrate together. The number means nothing but this."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """Which migrations a database had and has. None: it was empty."""

    before: str | None
    after: str

    @property
    def changed(self) -> bool:
        """Whether anything was done."""
        return self.before != self.after


def upgrade(where: Where, to: str = "head") -> Migrated:
    """Runs what is missing, all or nothing. Raises StoreError with the remedy."""
    engine = migration_engine(where)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(ONE_AT_A_TIME)
            before = _version(connection)
            command.upgrade(alembic_config(connection), to)
            if connection.dialect.name == "postgresql":
                job_tables.make(connection)
            return Migrated(before, _version(connection) or "")
    except CommandError as error:
        raise StoreError(
            f"{named(where)} was made by a newer version of learning-bot",
            "Install that version again, or restore a backup from before it.",
        ) from error
    except DatabaseError as error:
        raise _unusable(where, error) from error


def newest() -> str:
    """The migration that this version needs."""
    return ScriptDirectory(str(FOLDER)).get_current_head() or ""


def is_current(where: Where) -> bool:
    """Whether nothing is missing. Does not make a file. Raises StoreError if no server answers."""
    if isinstance(where, Path) and not where.exists():
        return False
    try:
        with migration_engine(where).execution_options(sqlite_begin="BEGIN").connect() as connection:
            return _version(connection) == newest()
    except DatabaseError as error:
        raise _unusable(where, error) from error


def _unusable(where: Where, error: DatabaseError) -> StoreError:
    if isinstance(where, Path):
        remedy = "If it is damaged, restore a backup or move it away and start again."
    else:
        remedy = "See that PostgreSQL runs, and that DATABASE_URL names a database that this user owns."
    why = f"{type(error.orig).__name__}: {str(error.orig).strip()}"
    return StoreError(f"{named(where)} cannot be used as a database ({why})", remedy)


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def alembic_config(connection: Connection) -> Config:
    """What Alembic's own commands need."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
