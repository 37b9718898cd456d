"""A database is brought up to date from blank or from any earlier version, all of it or nothing."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.store.briefing_tables import deliveries
from bot.store.engine import StoreError, migration_engine
from bot.store.migrate import FOLDER, alembic_config, is_current, newest, upgrade

metadata = deliveries.metadata
VERSIONS = [each.revision for each in ScriptDirectory(str(FOLDER)).walk_revisions()]


def tables(file: Path) -> set[str]:
    with migration_engine(file).connect() as connection:
        return set(sa.inspect(connection).get_table_names())


def test_from_blank_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "bot.db"
    migrated = upgrade(file)
    assert (migrated.before, migrated.after) == (None, newest())
    assert tables(file) == {*metadata.tables, "alembic_version"}


@pytest.mark.parametrize("version", VERSIONS)
def test_from_every_earlier_version(tmp_path: Path, version: str) -> None:
    file = tmp_path / "bot.db"
    upgrade(file, to=version)
    assert upgrade(file).after == newest()
    assert is_current(file)


def test_the_migrations_make_exactly_the_tables_of_the_code(file: Path) -> None:
    with migration_engine(file).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_constraints_of_the_code_are_in_the_file(file: Path) -> None:
    with migration_engine(file).connect() as connection:
        checks = sa.inspect(connection).get_check_constraints("question_records")
    assert [each["name"] for each in checks] == ["ck_question_records_of_a_live_concern_only_level_and_hour"]


def test_a_second_time_changes_nothing(file: Path) -> None:
    assert not upgrade(file).changed


def test_a_file_that_is_not_there_is_not_current_and_is_not_made(tmp_path: Path) -> None:
    assert not is_current(tmp_path / "bot.db")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_half_way_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bot.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE seen_events (id TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError):
        upgrade(file)
    assert tables(file) == {"seen_events"}


def test_a_database_of_a_newer_version_is_refused(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match=r"newer version of learning-bot\. Install that version again"):
        upgrade(file)


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    file.write_text("minutes of the last meeting, kept by mistake under this name", encoding="utf-8")
    with pytest.raises(StoreError, match="restore a backup or move it away"):
        upgrade(file)
    assert file.read_text(encoding="utf-8").startswith("minutes")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be made"):
        upgrade(tmp_path / "data" / "bot.db")


def test_downgrade_and_back(file: Path) -> None:
    with migration_engine(file).begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    assert tables(file) == {"alembic_version"}
    upgrade(file)
    assert tables(file) == {*metadata.tables, "alembic_version"}


def test_conversations_that_were_known_keep_their_rows(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    upgrade(file, to="0002")
    chat = ("a:1", "teams", "direct", "", "tenant-1", "28:bot", "https://smba.example/uk/")
    channel = ("19:c", "teams", "channel", "19:team", "tenant-1", "28:bot", "https://smba.example/uk/")
    names = "conversation, platform, room, team, tenant, bot, service_url"
    connection = sqlite3.connect(file)
    connection.executemany(
        f"INSERT INTO conversation_references ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", [chat, channel]
    )
    connection.commit()
    upgrade(file)
    moved = connection.execute("SELECT team, channel, lane FROM conversations ORDER BY id").fetchall()
    assert moved == [("tenant-1", "a:1", "teams/tenant-1"), ("19:team", "19:c", "teams/tenant-1")]
    with migration_engine(file).begin() as migrating:
        command.downgrade(alembic_config(migrating), "0002")
    kept = connection.execute(f"SELECT {names} FROM conversation_references ORDER BY id").fetchall()
    connection.close()
    assert kept == [chat, channel]
