"""A row in every table, as each version of the database would have had them."""

import datetime as dt

import sqlalchemy as sa

from bot.store.briefing_tables import deliveries
from bot.store.engine import Where, migration_engine

NOW = dt.datetime(2026, 3, 2, 14, 25, tzinfo=dt.UTC)
OF_FIRST_VERSION = (
    "INSERT INTO secrets (name, value) VALUES ('conversation_keys', 'key')",
    "INSERT INTO conversation_memory VALUES ('hash', '{}', '2026-03-02 14:25:00+00')",
    "INSERT INTO question_records (hour, platform, status, signpost, facets, entries)"
    " VALUES ('2026-03-02 14:00:00+00', 'web', 'not_held', NULL, '[]', '[]')",
    "INSERT INTO seen_events VALUES ('Ev1', '2026-03-02 14:25:00+00')",
)
NAMES = "conversation, platform, room, team, tenant, bot, service_url"
REFERENCES = (
    ("a:1", "teams", "direct", "", "tenant-1", "28:bot", "https://smba.example/uk/"),
    ("19:c", "teams", "channel", "19:team", "tenant-1", "28:bot", "https://smba.example/uk/"),
)
FILLED: dict[str, dict[str, object]] = {
    "conversations": {
        "platform": "slack",
        "team": "T1",
        "channel": "C1",
        "room": "channel",
        "lane": "slack/T1",
    },
    "subscriptions": {"kind": "theme", "topic": "bruising", "rhythm": "weekly", "since": NOW},
    "briefings": {
        "slug": "child-z",
        "version": 1,
        "status": "published",
        "content": {"title": "Child Z"},
        "revision": "r",
        "publish_at": NOW,
        "published_by": "slack/U1",
    },
    "deliveries": {
        "kind": "briefing",
        "key": "briefing/child-z",
        "lane": "slack/T1",
        "status": "pending",
        "due": NOW,
    },
    "digests": {"until": NOW, "since": NOW},
    "lanes": {"lane": "slack/T1", "held_until": NOW},
    "discussed": {"briefing": "child-z", "discussed_on": NOW.date()},
    "feedback": {"entry": "child-p/gp/1", "kind": "answer", "reason": "helpful", "hour": NOW},
    "slack_bots": {
        "client_id": "1.2",
        "app_id": "A1",
        "team_id": "T1",
        "bot_token": "xoxb-1",
        "installed_at": NOW.replace(tzinfo=None),
    },
    "slack_oauth_states": {"state": "s", "expire_at": NOW.replace(tzinfo=None)},
}
"""What the newest version has more than the second; ids of other rows are filled in."""


def run(where: Where, *statements: str) -> None:
    """Something done to the database behind the bot's back."""
    with migration_engine(where).begin() as connection:
        for each in statements:
            connection.exec_driver_sql(each)


def fill(where: Where) -> None:
    """A row in each table of the newest version that earlier ones lack."""
    metadata = deliveries.metadata
    with migration_engine(where).begin() as connection:
        known: dict[str, int] = {}
        for name, given in FILLED.items():
            table = metadata.tables[name]
            others = {
                f"{one}_id": known[f"{one}s"]
                for one in ("conversation", "briefing")
                if f"{one}_id" in table.c and f"{one}s" in known
            }
            added = connection.execute(sa.insert(table).values(**given, **others))
            if "id" in table.c:
                assert added.inserted_primary_key is not None
                known[name] = added.inserted_primary_key.id


def counts(where: Where) -> dict[str, int]:
    """How many rows each table has."""
    with migration_engine(where).connect() as connection:
        names = sa.inspect(connection).get_table_names()
        return {
            name: connection.execute(sa.text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names
        }
