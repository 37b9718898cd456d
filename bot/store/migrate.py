"""Brings a database file to the tables that this version needs."""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from bot.store.engine import StoreError, migration_engine

FOLDER = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migrated:
    """Which migrations a database had and has. None: it was empty."""

    before: str | None
    after: str

    @property
    def changed(self) -> bool:
        """Whether anything was done."""
        return self.before != self.after


def upgrade(file: Path, to: str = "head") -> Migrated:
    """Runs what is missing, all or nothing. Raises StoreError with the remedy."""
    engine = migration_engine(file)
    try:
        with engine.begin() as connection:
            before = _version(connection)
            command.upgrade(alembic_config(connection), to)
            return Migrated(before, _version(connection) or "")
    except CommandError as error:
        raise StoreError(
            f"{file} was made by a newer version of learning-bot. Install that version again, or restore"
            " a backup from before it."
        ) from error
    except DatabaseError as error:
        raise StoreError(
            f"{file} cannot be used as a database ({type(error.orig).__name__}: {error.orig}). If it is"
            " damaged, restore a backup or move it away and start again."
        ) from error


def newest() -> str:
    """The migration that this version needs."""
    return ScriptDirectory(str(FOLDER)).get_current_head() or ""


def is_current(file: Path) -> bool:
    """Whether nothing is missing. Does not make the file."""
    if not file.exists():
        return False
    with migration_engine(file).execution_options(sqlite_begin="BEGIN").connect() as connection:
        return _version(connection) == newest()


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def alembic_config(connection: Connection) -> Config:
    """What Alembic's own commands need."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config
