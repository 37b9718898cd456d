"""A monitoring system reads how deliveries go, lane by lane; nobody else can."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiohttp import web
from aiohttp.test_utils import TestClient
from prometheus_client.parser import text_string_to_metric_families
from pytest_aiohttp import AiohttpClient

from bot.metrics import add_metrics
from bot.store.briefing_tables import conversations, deliveries
from bot.store.deliveries import DeliveryStore, delivery_store
from bot.store.engine import Database
from bot.store.migrate import upgrade

NOW = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[DeliveryStore]:
    """Three lanes: in one deliveries wait for up to a minute, one is stopped, one tries again in an hour."""
    upgrade(tmp_path / "bot.db")
    database = Database(tmp_path / "bot.db")
    rows = [
        ("slack/T1", "sent", None),
        ("slack/T1", "pending", 60),
        ("slack/T1", "pending", 20),
        ("slack/T2", "failed", None),
        ("slack/T3", "pending", -3600),
    ]
    async with database.write() as connection:
        for number, (lane, status, late) in enumerate(rows):
            place = {"platform": "slack", "team": lane[6:], "channel": f"C{number}", "room": "channel"}
            adding = sa.insert(conversations).values(**place, lane=lane).returning(conversations.c.id)
            known = await connection.scalar(adding)
            due = NOW - dt.timedelta(seconds=late) if late else None
            given = {"kind": "briefing", "key": "briefing/x", "lane": lane, "status": status, "due": due}
            await connection.execute(sa.insert(deliveries).values(conversation_id=known, **given))
    store = delivery_store(database)
    await store.lanes.stop("slack/T2", NOW, "token_revoked")
    yield store
    await database.close()


async def client_of(store: DeliveryStore, aiohttp_client: AiohttpClient, *, public: bool = False) -> Client:
    app = web.Application()
    add_metrics(app, store, lambda: NOW, public=public)
    return await aiohttp_client(app)


async def test_each_lane_has_its_numbers(store: DeliveryStore, aiohttp_client: AiohttpClient) -> None:
    client = await client_of(store, aiohttp_client)
    answer = await client.get("/metrics")
    text = await answer.text()
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert samples["learning_bot_deliveries", "slack/T1", "sent"] == 1
    assert samples["learning_bot_deliveries", "slack/T1", "pending"] == 2
    assert samples["learning_bot_deliveries", "slack/T1", "failed"] == 0
    assert samples["learning_bot_deliveries", "slack/T2", "failed"] == 1
    assert samples["learning_bot_oldest_due_seconds", "slack/T1"] == 60
    assert samples["learning_bot_oldest_due_seconds", "slack/T2"] == 0
    assert samples["learning_bot_oldest_due_seconds", "slack/T3"] == 0
    assert samples["learning_bot_deliveries", "slack/T3", "pending"] == 1
    assert samples["learning_bot_lane_stopped", "slack/T1"] == 0
    assert samples["learning_bot_lane_stopped", "slack/T2"] == 1


@pytest.mark.parametrize(("public", "status"), [(False, 404), (True, 200)])
async def test_what_a_proxy_passes_on_is_answered_only_where_that_was_set(
    store: DeliveryStore, aiohttp_client: AiohttpClient, public: bool, status: int
) -> None:
    client = await client_of(store, aiohttp_client, public=public)
    answer = await client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"})
    assert answer.status == status


async def test_a_database_that_fails_is_said(
    store: DeliveryStore, aiohttp_client: AiohttpClient, tmp_path: Path
) -> None:

    def breaks() -> None:
        connection = sqlite3.connect(tmp_path / "bot.db")
        connection.execute("DROP TABLE deliveries")
        connection.commit()
        connection.close()

    client = await client_of(store, aiohttp_client)
    await asyncio.to_thread(breaks)
    assert (await client.get("/metrics")).status == 503
