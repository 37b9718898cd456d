"""At home in Slack: what a person finds on the Home tab, and what happens in windows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest

from bot.asking import Asking
from bot.slack import wording
from bot.slack.home import Mine, Pages, home
from handlers import command_wording
from handlers.messages import Conversation
from handlers.record_doubles import InMemorySubscriptions, in_memory_records
from handlers.records import Issued, NotKept, Subscription
from knowledge.commands import Scope
from knowledge.library import Library
from tests.bot.slack import driving
from tests.bot.slack.at_home import MINE, Begin, beginning, issued
from tests.bot.slack.conftest import NOW, Open
from tests.bot.slack.fake_slack import MIDWIFE, direct_channel
from tests.bot.slack.reading import asks, button, buttons, elements, quotations, text_of

MISSED = "What does Child P say about missed"


@pytest.fixture
def begin(bot: Asking, open_workspace: Open) -> Begin:
    return beginning(bot, open_workspace)


@pytest.fixture
def library(bot: Asking) -> Library:
    assert bot.knowledge is not None
    return bot.knowledge.library


def menu(blocks: list[driving.Given], name: str) -> driving.Given:
    return next(each for each in elements(blocks, "static_select") if each["action_id"].startswith(name))


async def test_home_shows_what_is_mine_what_is_new_and_ways_to_read_on(
    begin: Begin, library: Library
) -> None:
    async with begin(out=issued(library, 2)) as midwife:
        await midwife.records.subscriptions.add(MINE, [Scope("review", "child-p")], "weekly", NOW)
        await midwife.opens()
        blocks = (await midwife.home())["blocks"]
    shown = text_of(blocks)
    assert "999" in text_of(blocks[:3])
    assert "999" in text_of(blocks[-3:])
    assert "Child P, in a weekly digest" in shown
    assert "Briefing 0 (23 November 2026)" in shown
    assert [each["placeholder"]["text"] for each in elements(blocks, "static_select")] == [
        *wording.BROWSE_BY.values()
    ]
    assert "What does Child P say about missed appointments?" in shown
    assert midwife.slack.errors == []


async def test_an_example_is_answered_in_a_window_without_a_message(begin: Begin) -> None:
    async with begin() as midwife:
        await midwife.opens()
        blocks = (await midwife.home())["blocks"]
        await midwife.presses_at_home(with_value(blocks, MISSED))
        window = await midwife.window()
    assert "The Missed Appointment Policy" in quotations(window["blocks"])
    assert midwife.slack.posts == []


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("review", "review child-p", "Child P"),
        ("audience", "audience housing", "ousing"),
        ("theme", "theme icon", "ICON"),
    ],
)
async def test_a_menu_shows_what_was_picked(begin: Begin, kind: str, value: str, words: str) -> None:
    async with begin() as midwife:
        await midwife.opens()
        blocks = (await midwife.home())["blocks"]
        await midwife.presses_at_home(menu(blocks, f"menu:{kind}"), value)
        window = await midwife.window()
    assert words in text_of(window["blocks"])
    assert quotations(window["blocks"])


async def test_what_is_pressed_in_a_window_lies_over_it_as_deep_as_slack_allows(begin: Begin) -> None:
    async with begin() as midwife:
        await midwife.opens()
        blocks = (await midwife.home())["blocks"]
        await midwife.presses_at_home(with_value(blocks, MISSED))
        for count in (2, 3):
            await midwife.window(count - 1)
            await midwife.presses_in_window(driving_ask("what is ICON" if count == 2 else "help"))
        await midwife.window(3)
        await midwife.presses_in_window(driving_ask("what is BadgerNet"))
        await midwife.window_showing("BadgerNet")
        assert len(midwife.slack.views.stack(MIDWIFE)) == 3
    assert midwife.slack.posts == []


async def test_when_the_press_is_too_old_for_a_window_the_answer_comes_as_a_message(begin: Begin) -> None:
    async with begin() as midwife:
        midwife.slack.views.late = True
        await midwife.opens()
        blocks = (await midwife.home())["blocks"]
        await midwife.presses_at_home(with_value(blocks, MISSED))
        (post, *_) = await midwife.slack.posted()
    assert (post.channel, post.seen) == (direct_channel(MIDWIFE), "everyone")
    assert "The Missed Appointment Policy" in quotations(post.blocks)
    assert midwife.slack.errors == ["views.open: expired_trigger_id"]


async def test_subscriptions_are_chosen_in_a_window_and_home_shows_them(begin: Begin) -> None:
    async with begin() as midwife:
        await midwife.opens()
        assert wording.NO_SUBSCRIPTIONS in text_of((await midwife.home())["blocks"])
        await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
        await midwife.window()
        await midwife.saves(["theme icon", "audience gp"], "weekly")
        saved = await midwife.window_showing("GP services, in a weekly digest")
        assert "999" in text_of(saved["blocks"])
        await midwife.home_showing("ICON, in a weekly digest")
        assert {each.scope for each in await midwife.records.subscriptions.of(MINE)} == {
            Scope("theme", "icon"),
            Scope("audience", "gp"),
        }
    assert midwife.slack.errors == []


async def test_the_window_knows_what_was_chosen_and_takes_it_away_again(begin: Begin) -> None:
    async with begin() as midwife:
        subscriptions = midwife.records.subscriptions
        await subscriptions.add(MINE, [Scope("theme", "icon"), Scope("review", "child-p")], "weekly", NOW)
        await midwife.opens()
        await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
        blocks = (await midwife.window())["blocks"]
        chosen = next(elements(blocks, "multi_static_select"))["initial_options"]
        assert {each["value"] for each in chosen} == {"theme icon", "review child-p"}
        assert next(elements(blocks, "radio_buttons"))["initial_option"]["value"] == "weekly"
        await midwife.saves(["theme icon"], "immediate")
        await midwife.home_showing("ICON, as soon as one is published")
        assert await subscriptions.of(MINE) == (Subscription(Scope("theme", "icon"), "immediate"),)
        await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
        await midwife.window_showing(wording.FORM_INTRO)
        await midwife.saves([])
        await midwife.home_showing(wording.NO_SUBSCRIPTIONS)
        assert await subscriptions.of(MINE) == ()


async def test_saving_without_a_change_changes_nothing(begin: Begin) -> None:
    """Not how often each comes, not what is paused, and not what was typed and cannot be browsed."""
    async with begin() as midwife:
        subscriptions = midwife.records.subscriptions
        await subscriptions.add(MINE, [Scope("theme", "icon")], "weekly", NOW)
        await subscriptions.change(MINE, paused=True)
        typed = [Scope("review", "child-p"), Scope("audience", "typed-once")]
        await subscriptions.add(MINE, typed, "immediate", NOW)
        before = await subscriptions.of(MINE)
        await midwife.opens()
        await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
        await midwife.window()
        await midwife.saves_as_it_is()
        await midwife.window_showing("ICON, in a weekly digest (paused)")
        assert await subscriptions.of(MINE) == before


@pytest.mark.parametrize("error", [NotKept, RuntimeError])
async def test_when_saving_fails_the_window_says_so(begin: Begin, error: type[Exception]) -> None:
    class Broken(InMemorySubscriptions):
        async def replace(
            self, place: Conversation, wanted: Iterable[Subscription], now: dt.datetime
        ) -> None:
            raise error

    records = replace(in_memory_records(), subscriptions=Broken())
    async with begin(records=records) as midwife:
        await midwife.opens()
        await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
        await midwife.window()
        await midwife.saves(["theme icon", "audience gp"])
        window = await midwife.window_showing(command_wording.MAYBE_KEPT)
    assert "999" in text_of(window["blocks"])


async def test_when_the_window_cannot_show_what_was_saved_a_message_does(begin: Begin) -> None:
    async with begin() as midwife:
        await midwife.opens()
        await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
        await midwife.window()
        midwife.slack.failing["views.update"] = "fatal_error"
        await midwife.saves(["theme icon"])
        (post, *_) = await midwife.slack.posted()
    assert post.channel == direct_channel(MIDWIFE)
    assert "ICON, as soon as one is published" in text_of(post.blocks)


async def test_what_was_saved_is_read_whole_in_messages_where_a_window_is_too_small(
    begin: Begin, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.limits.VIEW_BLOCKS", 4)
    chosen = [f"theme {each.id}" for each in library.topics[:9]]
    async with begin() as midwife:
        await midwife.opens()
        await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
        await midwife.window()
        await midwife.saves(chosen)
        window = await midwife.window_showing(wording.REST_IN_MESSAGES)
        (post, *_) = await midwife.slack.posted()
    titles = [each.title for each in library.topics[:9]]
    assert not all(title in text_of(window["blocks"]) for title in titles)
    assert [title for title in titles if title not in text_of(post.blocks)] == []
    assert post.channel == direct_channel(MIDWIFE)
    assert midwife.slack.errors == []


class Unread(InMemorySubscriptions):
    """Subscriptions of a database that goes down."""

    down = False

    async def of(self, place: Conversation) -> tuple[Subscription, ...]:
        if self.down:
            raise NotKept
        return await super().of(place)


async def test_when_they_cannot_be_read_home_says_so(begin: Begin) -> None:
    records = replace(in_memory_records(), subscriptions=(unread := Unread()))
    unread.down = True
    async with begin(records=records) as midwife:
        await midwife.opens()
        blocks = (await midwife.home())["blocks"]
    assert wording.NOT_READ_NOW in text_of(blocks)
    assert wording.NO_SUBSCRIPTIONS not in text_of(blocks)
    assert "999" in text_of(blocks)


@pytest.mark.parametrize("late", [True, False])
async def test_who_wants_to_change_what_cannot_be_read_is_told(begin: Begin, late: bool) -> None:
    """In a window, or as a message where Slack opens none."""
    records = replace(in_memory_records(), subscriptions=(unread := Unread()))
    async with begin(records=records) as midwife:
        await midwife.opens()
        change = button((await midwife.home())["blocks"], "home:subscribe")
        unread.down, midwife.slack.views.late = True, late
        await midwife.presses_at_home(change)
        if late:
            (post, *_) = await midwife.slack.posted()
            assert command_wording.MAYBE_KEPT in text_of(post.blocks)
        else:
            await midwife.window_showing(command_wording.MAYBE_KEPT)


async def test_earlier_briefings_are_turned_to_and_back(begin: Begin, library: Library) -> None:
    async with begin(out=issued(library, 12)) as midwife:
        await midwife.opens()
        for page, first in ((1, 5), (2, 10)):
            blocks = (await midwife.home())["blocks"]
            await midwife.presses_at_home(with_value(blocks, f"briefings {page}"))
            await midwife.home_showing(f"Briefing {first} (")
        blocks = (await midwife.home())["blocks"]
        assert "Briefing 9 " not in text_of(blocks)
        assert wording.EARLIER not in text_of(blocks)
        await midwife.presses_at_home(
            next(each for each in buttons(blocks) if each["value"] == "briefings 1")
        )
        await midwife.home_showing("Briefing 9 (")


def test_home_lists_no_more_than_can_be_read_and_nothing_that_is_no_longer_held(library: Library) -> None:
    many = [Subscription(Scope("theme", f"theme-{number}")) for number in range(32)]
    out = [*issued(library, 6), Issued("briefing/gone", "Gone", NOW.date())]
    beyond = Pages(direct_channel(MIDWIFE), briefings=7)
    shown = text_of(home(library, Mine(many, out), beyond)["blocks"])
    assert "theme-29" in shown
    assert "theme-30" not in shown
    assert "And 2 more." in shown
    assert "Briefing 5 (" in shown
    assert "Gone" not in shown


async def test_what_is_changed_in_a_window_stands_on_home(begin: Begin) -> None:
    async with begin() as midwife:
        await midwife.opens()
        await midwife.presses_at_home(driving_ask("what is ICON"))
        await midwife.window()
        await midwife.presses_in_window(driving_ask("subscribe to ICON weekly"))
        await midwife.home_showing("ICON, in a weekly digest")


async def test_a_press_that_slack_delivers_twice_opens_one_window(begin: Begin) -> None:
    async with begin() as midwife:
        await midwife.opens()
        view = await midwife.home()
        pressed = driving.press_in(view, with_value(view["blocks"], MISSED))
        for _ in range(2):
            await midwife.does("interactive", pressed)
        await midwife.window()
    assert midwife.slack.errors == []


async def test_subscriptions_are_chosen_by_message_where_slack_opens_no_window(begin: Begin) -> None:
    async with begin() as midwife:
        midwife.slack.views.late = True
        await midwife.opens()
        await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
        (post, *_) = await midwife.slack.posted()
    assert "subscribe to everything" in asks(post.blocks)


async def test_a_briefing_opens_with_what_a_team_can_do_with_it(begin: Begin, library: Library) -> None:
    async with begin(out=issued(library, 1)) as midwife:
        await midwife.opens()
        blocks = (await midwife.home())["blocks"]
        await midwife.presses_at_home(
            next(each for each in buttons(blocks) if each["value"].startswith("show"))
        )
        window = await midwife.window()
    assert any(each.startswith("we discussed") for each in asks(window["blocks"]))


async def test_a_home_that_slack_refuses_costs_nobody_an_answer(begin: Begin) -> None:
    async with begin() as midwife:
        midwife.slack.failing["views.publish"] = "fatal_error"
        await midwife.opens()
        await midwife.slack.until(lambda: midwife.slack.errors == ["views.publish: fatal_error"])
        await midwife.does("events_api", driving.event(driving.direct("what is ICON")))
        (post, *_) = await midwife.slack.posted()
    assert "ICON" in text_of(post.blocks[0])


async def test_home_is_drawn_after_too_many_requests(begin: Begin) -> None:
    async with begin() as midwife:
        midwife.slack.too_many["views.publish"] = 2
        await midwife.opens()
        assert await midwife.home()


async def test_what_the_bot_did_not_draw_is_refused(begin: Begin) -> None:
    async with begin() as midwife:
        await midwife.opens()
        view = await midwife.home()
        for action in (
            {"action_id": "home:turn:x", "type": "button", "value": "__class__ 1"},
            {"action_id": "home:turn:x", "type": "button", "value": "theme"},
            {"action_id": "menu:theme:0", "type": "button", "value": "x"},
        ):
            answer = await midwife.workspace.driver.presses(driving.press_in(view, action))
            assert answer.status == 400
        forged = driving.press_in({**view, "private_metadata": "x"}, driving_ask("help"))
        assert (await midwife.workspace.driver.presses(forged)).status == 400


async def test_questions_are_suggested_where_slack_has_the_view_for_agents(begin: Begin) -> None:
    async with begin() as midwife:
        midwife.slack.scopes += ",assistant:write"
        await midwife.opens("messages")
        await midwife.slack.until(lambda: bool(midwife.slack.views.prompts))
    (suggested,) = midwife.slack.views.prompts
    assert len(suggested["prompts"]) == 4
    assert "thread_ts" not in suggested
    assert midwife.slack.errors == []


async def test_where_slack_has_none_it_is_asked_once_and_everything_else_works(begin: Begin) -> None:
    async with begin() as midwife:
        await midwife.opens("messages")
        await midwife.slack.until(lambda: bool(midwife.slack.errors))
        for _ in range(2):
            await midwife.opens("messages")
            asked = driving.direct("rec 2 for midwives", thread_ts="5.000100")
            await midwife.does("events_api", driving.event(asked))
        await midwife.slack.posted(2)
    assert midwife.slack.errors == ["assistant.threads.setSuggestedPrompts: missing_scope"]
    assert all("The Missed Appointment Policy" in quotations(post.blocks) for post in midwife.slack.posts)


async def test_what_goes_wrong_once_does_not_turn_the_suggestions_off(begin: Begin) -> None:
    async with begin() as midwife:
        midwife.slack.scopes += ",assistant:write"
        midwife.slack.failing["assistant.threads.setSuggestedPrompts"] = "channel_not_found"
        await midwife.opens("messages")
        await midwife.slack.until(lambda: bool(midwife.slack.errors))
        midwife.slack.failing.clear()
        await midwife.opens("messages")
        await midwife.slack.until(lambda: bool(midwife.slack.views.prompts))


async def test_a_thread_is_named_after_the_answer_and_never_after_the_question(begin: Begin) -> None:
    async with begin() as midwife:
        midwife.slack.scopes += ",assistant:write"
        asked = driving.direct("rec 2 for midwives pls, thx", thread_ts="5.000100")
        await midwife.does("events_api", driving.event(asked))
        await midwife.slack.until(lambda: bool(midwife.slack.views.titles))
        live = driving.direct("I have a mum whose baby has a bruise today", thread_ts="6.000100")
        await midwife.does("events_api", driving.event(live))
        named = driving.direct("rec 2 for midwives, love Jane", thread_ts="7.000100")
        await midwife.does("events_api", driving.event(named))
        await midwife.does("events_api", driving.event(driving.direct("rec 2 for midwives")))
        await midwife.slack.posted(4)
    (named,) = midwife.slack.views.titles
    assert named["thread_ts"] == "5.000100"
    assert "issed appointments" in named["title"]
    assert "thx" not in named["title"]


def with_value(blocks: list[driving.Given], value: str) -> driving.Given:
    """The button whose value begins so."""
    return next(each for each in buttons(blocks) if each["value"].startswith(value))


def driving_ask(words: str) -> driving.Given:
    """A button with a choice."""
    return {"action_id": "ask:part0:0", "type": "button", "value": words}
