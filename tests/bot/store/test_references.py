"""The bot is added to conversations and removed from them: it knows where it may write."""

from dataclasses import replace

import structlog

from bot.store.engine import Where
from bot.store.opening import Store, opened
from bot.store.references import Reference
from handlers.messages import Conversation, Reach
from knowledge.commands import Scope
from tests.bot.store.conftest import NOW, PERIODS
from tests.bot.store.rows import run

CHAT = Reference("teams", "tenant", "a:1", "direct", "tenant", "28:bot", "https://smba.example/uk/")


async def test_a_conversation_is_new_once(store: Store) -> None:
    assert await store.references.keep(CHAT)
    assert not await store.references.keep(CHAT)
    assert await store.references.every() == (CHAT,)


async def test_an_address_that_changed_is_taken_over(store: Store) -> None:
    await store.references.keep(CHAT)
    moved = replace(CHAT, service_url="https://smba.example/emea/")
    assert not await store.references.keep(moved)
    assert await store.references.every() == (moved,)


async def test_where_someone_speaks_the_bot_is_and_an_address_that_is_not_told_stays(store: Store) -> None:
    await store.references.keep(CHAT)
    spoken = Conversation("teams", "tenant", "a:1")
    await store.references.forget("teams", "a:1")
    await store.subscriptions.add(spoken, [Scope("everything")], "immediate", NOW)
    assert await store.references.every() == (CHAT,)
    moved = replace(spoken, reach=Reach("tenant", "28:bot", "https://smba.example/emea/"))
    await store.subscriptions.add(moved, [Scope("everything")], "weekly", NOW)
    assert await store.references.every() == (replace(CHAT, service_url="https://smba.example/emea/"),)


async def test_it_is_still_known_after_a_restart_and_new_again_after_a_removal(where: Where) -> None:
    async with opened(where, PERIODS, lambda: NOW) as before:
        await before.references.keep(CHAT)
    async with opened(where, PERIODS, lambda: NOW) as after:
        assert not await after.references.keep(CHAT)
        await after.references.forget("teams", "a:1")
        assert await after.references.every() == ()
        assert await after.references.keep(CHAT)


async def test_a_database_in_trouble_costs_a_welcome_and_no_more(store: Store, where: Where) -> None:
    run(where, "ALTER TABLE conversations RENAME TO elsewhere")
    with structlog.testing.capture_logs() as logs:
        assert not await store.references.keep(CHAT)
        await store.references.forget("teams", "a:1")
    assert [line["doing"] for line in logs] == ["keep_reference"]
