"""A database is brought up to date from blank or from any earlier version, all of it or nothing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.store.briefing_tables import deliveries
from bot.store.engine import StoreError, Where, migration_engine
from bot.store.migrate import FOLDER, alembic_config, is_current, newest, upgrade
from tests.bot.store.rows import FILLED, NAMES, OF_FIRST_VERSION, REFERENCES, counts, fill, run

metadata = deliveries.metadata
VERSIONS = [each.revision for each in ScriptDirectory(str(FOLDER)).walk_revisions()]


def tables(where: Where) -> set[str]:
    """The bot's own: procrastinate's come with it."""
    return {name for name in counts(where) if not name.startswith("procrastinate")}


def downgrade(where: Where, to: str) -> None:
    with migration_engine(where).begin() as connection:
        command.downgrade(alembic_config(connection), to)


def ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not str(name).startswith("procrastinate")


def test_from_blank_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "bot.db"
    migrated = upgrade(file)
    assert (migrated.before, migrated.after) == (None, newest())
    assert tables(file) == {*metadata.tables, "alembic_version"}


@pytest.mark.parametrize("version", VERSIONS)
def test_from_every_earlier_version(blank: Where, version: str) -> None:
    upgrade(blank, to=version)
    assert upgrade(blank).after == newest()
    assert is_current(blank)


def test_the_migrations_make_exactly_the_tables_of_the_code(where: Where) -> None:
    with migration_engine(where).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        assert compare_metadata(context, metadata) == []


def test_the_constraints_of_the_code_are_in_the_database(where: Where) -> None:
    with migration_engine(where).connect() as connection:
        inspect = sa.inspect(connection)
        found = {each["name"] for name in metadata.tables for each in inspect.get_check_constraints(name)}
    wanted = {
        each.name
        for table in metadata.tables.values()
        for each in table.constraints
        if isinstance(each, sa.CheckConstraint)
    }
    assert found == wanted


def test_a_second_time_changes_nothing(where: Where) -> None:
    assert not upgrade(where).changed


def test_a_file_that_is_not_there_is_not_current_and_is_not_made(tmp_path: Path) -> None:
    assert not is_current(tmp_path / "bot.db")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_half_way_leaves_the_database_as_it_was(blank: Where) -> None:
    run(blank, "CREATE TABLE seen_events (id TEXT)")
    with pytest.raises(StoreError):
        upgrade(blank)
    assert tables(blank) == {"seen_events"}


def test_a_database_of_a_newer_version_is_refused(where: Where) -> None:
    run(where, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer version of learning-bot\. Install that version again"):
        upgrade(where)


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


def test_a_server_that_does_not_answer_is_named_without_the_password(tmp_path: Path) -> None:
    nobody = f"postgresql://bot:hunter2@/bot?host={tmp_path}"
    for ask in (upgrade, is_current):
        with pytest.raises(StoreError, match="See that PostgreSQL runs") as caught:
            ask(nobody)
        assert "hunter2" not in str(caught.value)


def test_processes_that_start_together_migrate_once(postgres: object, request: pytest.FixtureRequest) -> None:
    address: str = request.getfixturevalue("postgres").database()
    with ThreadPoolExecutor(4) as pool:
        migrated = list(pool.map(upgrade, [address] * 4))
    assert sorted(each.changed for each in migrated) == [False, False, False, True]


def test_downgrade_and_back_with_rows_in_every_table(blank: Where) -> None:
    upgrade(blank, to="0001")
    run(blank, *OF_FIRST_VERSION)
    upgrade(blank, to="0002")
    run(blank, *(f"INSERT INTO conversation_references ({NAMES}) VALUES {row}" for row in REFERENCES))
    upgrade(blank)
    fill(blank)
    once = dict.fromkeys(metadata.tables, 1)
    filled = {name: many for name, many in counts(blank).items() if name in once}
    assert filled == {**once, "conversations": 3}
    downgrade(blank, "0002")
    earlier = {name: many for name, many in counts(blank).items() if not name.startswith("procrastinate")}
    kept = dict.fromkeys((*once.keys() - FILLED.keys(), "alembic_version"), 1)
    assert earlier == {**kept, "conversation_references": 2}
    upgrade(blank)
    assert counts(blank)["conversations"] == 2
    downgrade(blank, "base")
    assert tables(blank) == {"alembic_version"}
    upgrade(blank)
    assert tables(blank) == {*metadata.tables, "alembic_version"}


def test_conversations_that_were_known_keep_their_rows(blank: Where) -> None:
    upgrade(blank, to="0002")
    run(blank, *(f"INSERT INTO conversation_references ({NAMES}) VALUES {row}" for row in REFERENCES))
    upgrade(blank)
    with migration_engine(blank).connect() as connection:
        moved = connection.execute(sa.text("SELECT team, channel, lane FROM conversations ORDER BY id"))
        assert [tuple(row) for row in moved] == [
            ("tenant-1", "a:1", "teams/tenant-1"),
            ("19:team", "19:c", "teams/tenant-1"),
        ]
    downgrade(blank, "0002")
    with migration_engine(blank).connect() as connection:
        kept = connection.execute(sa.text(f"SELECT {NAMES} FROM conversation_references ORDER BY id"))
        assert tuple(tuple(row) for row in kept) == REFERENCES


def test_a_rebuild_of_a_table_does_not_delete_what_belongs_to_it(file: Path) -> None:
    """With foreign keys on, dropping the old conversations would take their subscriptions along."""
    fill(file)
    with migration_engine(file).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE rebuilt AS SELECT * FROM conversations")
        connection.exec_driver_sql("DROP TABLE conversations")
        connection.exec_driver_sql("ALTER TABLE rebuilt RENAME TO conversations")
    assert counts(file)["subscriptions"] == 1
