"""People say in their own words what is to be done, and a question is never taken for a command."""

import datetime as dt
from dataclasses import replace
from typing import get_args

import pytest

from handlers.messages import Signpost
from handlers.subscriptions import scope_name
from knowledge.commands import Command, CommandReader, Scope
from knowledge.library import Library
from knowledge.search.vocabulary import everyday_questions

NOW = dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC)
EVERYTHING = Scope("everything")
HEALTH_VISITORS = Scope("audience", "health-visiting")
MIDWIVES = Scope("audience", "midwifery")
SAFE_SLEEP = Scope("theme", "safe-sleep")
CHILD_P = Scope("review", "child-p")

SUBSCRIBING = {
    "sign me up for briefings about health visitors": Command("subscribe", (HEALTH_VISITORS,)),
    "subscribe": Command("subscribe"),
    "sign me up for all the briefings": Command("subscribe", (EVERYTHING,)),
    "Subscribe me to everything weekly": Command("subscribe", (EVERYTHING,), choice="weekly"),
    "please can you subscribe me to midwifery briefings": Command("subscribe", (MIDWIVES,)),
    "subscibe to child p": Command("subscribe", (CHILD_P,)),
    "can I get briefings on safe sleep once a week?": Command("subscribe", (SAFE_SLEEP,), choice="weekly"),
    "I'd like to subscribe to safe sleep and midwives": Command("subscribe", (MIDWIVES, SAFE_SLEEP)),
    "keep us posted on Child P": Command("subscribe", (CHILD_P,)),
    "subscribe this channel to everything": Command("subscribe", (EVERYTHING,)),
    "subscribe me to gardening": Command("subscribe", unknown=True),
    "unsubscribe": Command("unsubscribe"),
    "unsubcribe me please": Command("unsubscribe"),
    "stop the emails": Command("unsubscribe"),
    "please stop sending me briefings": Command("unsubscribe"),
    "no more messages thanks": Command("unsubscribe"),
    "I don't want these any more": Command("unsubscribe"),
    "unsubscribe from safe sleep": Command("unsubscribe", (SAFE_SLEEP,)),
    "stop the briefings about midwives": Command("unsubscribe", (MIDWIVES,)),
    "take me off the mailing list": Command("unsubscribe"),
    "weekly please": Command("rhythm", choice="weekly"),
    "make it weekly": Command("rhythm", choice="weekly"),
    "can you send them once a week": Command("rhythm", choice="weekly"),
    "as soon as they come out": Command("rhythm", choice="immediate"),
    "pause my briefings while I'm on leave": Command("pause"),
    "resume": Command("resume"),
    "what am I subscribed to?": Command("subscriptions"),
    "how do I unsubscribe": Command("subscriptions"),
    "how can I get these briefings sent to my inbox": Command("subscriptions"),
    "please add our team to the briefings": Command("subscribe"),
    "add me to the distribution for Child P stuff": Command("subscribe", (CHILD_P,)),
    "can you let me know when a new briefing comes out": Command("subscribe"),
    "I'd love to hear when there's something new for midwives": Command("subscribe", (MIDWIVES,)),
    "I've left the team, unsubscribe me": Command("unsubscribe"),
    "I no longer wish to receive these": Command("unsubscribe"),
    "unsubscribe me from the child p ones": Command("unsubscribe", (CHILD_P,)),
    "too many messages, make it weekly": Command("rhythm", choice="weekly"),
    "I'm off on mat leave, pause these please": Command("pause"),
}
BRIEFINGS = {
    "what have I missed": Command("missed"),
    "I'm new here, what should I read?": Command("missed"),
    "catch me up": Command("missed"),
    "latest briefings": Command("latest"),
    "what's new": Command("latest"),
    "we discussed this": Command("discussed"),
    "We discussed this on 3 March": Command("discussed", day=dt.date(2026, 3, 3)),
    "we talked it through with the team on 12/11/2026": Command("discussed", day=dt.date(2026, 11, 12)),
    "we talked through this yesterday": Command("discussed", day=dt.date(2026, 11, 24)),
    "we discussed this in supervision last friday": Command("discussed", day=dt.date(2026, 11, 20)),
    "we discussed this on 31 February": Command("discussed", bad_day=True),
    "we discussed this on 1 December": Command("discussed", day=dt.date(2025, 12, 1)),
    "discussion questions briefing/child-p": Command("discussion", ids=("briefing/child-p",)),
    "what have we discussed": Command("discussed_list"),
}
FEEDBACK = {
    "helpful": Command("feedback", choice="helpful"),
    "that was really helpful, thank you": Command("feedback", choice="helpful"),
    "not what I asked": Command("feedback", choice="not_asked"),
    "This is out of date": Command("feedback", choice="out_of_date"),
    "something is wrong in it": Command("feedback", choice="wrong"),
    "this number is wrong": Command("wrong_number"),
    "the number for Portsmouth MASH is wrong": Command("wrong_number", ids=("contact/portsmouth-mash",)),
    "what do you hold about me?": Command("held_about_me"),
    "forget me": Command("forget", choice="ask"),
    "delete my data please": Command("forget", choice="ask"),
}
CURATORS = {
    "publish briefing/child-p": Command("publish", ids=("briefing/child-p",)),
    "publish briefing/child-p at 2026-12-03 09:00": Command(
        "publish",
        ids=("briefing/child-p",),
        day=dt.date(2026, 12, 3),
        at=dt.datetime(2026, 12, 3, 9, tzinfo=dt.UTC),
    ),
    "confirm publish briefing/child-p 0123456789abcdef": Command(
        "publish_confirm", ids=("briefing/child-p",), revision="0123456789abcdef"
    ),
    "withdraw briefing/child-p": Command("withdraw", ids=("briefing/child-p",)),
}


def same(found: Command | None, meant: Command) -> bool:
    """Whether they are the same, whatever the order of what they are about."""
    if found is None or set(found.scopes) != set(meant.scopes):
        return False
    return replace(found, scopes=()) == replace(meant, scopes=())


@pytest.mark.parametrize(("text", "meant"), [*(SUBSCRIBING | BRIEFINGS | FEEDBACK | CURATORS).items()])
def test_a_command_is_found_in_the_words_of_people(reader: CommandReader, text: str, meant: Command) -> None:
    found = reader.read(text, NOW)
    assert same(found, meant), found


@pytest.mark.parametrize(
    "text",
    [
        "what did they do about subscribing",
        "tell me about child p",
        "is the unborn protocol out of date",
        "what's the latest on the missed appointment policy",
        "did the trust stop sending appointment letters",
        "has the weekly supervision started",
        "which recommendations were discussed at the subgroup",
        "what if the number for MASH is engaged",
        "we discussed this family yesterday and I am worried",
        "what do you hold about bruising",
        "helpful guidance on missed appointments",
        "sign me up for the writing class",
        "briefing on child p",
        "summary of child p for the team",
        "show briefing/child-p",
        "missed appointment policy, what is new",
        "is ICON still going? any updates",
        "",
        "?",
    ],
)
def test_a_question_is_no_command(reader: CommandReader, text: str) -> None:
    assert reader.read(text, NOW) is None


def test_no_question_of_the_content_is_taken_for_a_command(reader: CommandReader, library: Library) -> None:
    asked = [turn.q for each in library.questions for turn in each.conversation]
    asked += [question for entry in library.entries.values() for question in entry.questions]
    asked += everyday_questions()
    assert len(asked) > 4_000
    assert [text for text in asked if reader.read(text, NOW) is not None] == []


def test_no_live_concern_is_taken_for_a_command(reader: CommandReader, library: Library) -> None:
    live = [each.text for each in library.safety.examples if each.level in get_args(Signpost)]
    assert len(live) > 500
    taken = [text for text in live if reader.read(text, NOW) is not None]
    assert taken == ["keep going over the notes, what did I miss"]  # detection comes first and finds it


def test_everything_that_can_be_subscribed_to_can_be_typed_as_it_is_called(
    reader: CommandReader, library: Library
) -> None:
    scopes = [
        EVERYTHING,
        *(Scope("review", each.id) for each in library.reviews),
        *(Scope("audience", each.id) for each in library.audiences),
        *(Scope("theme", each.id) for each in library.topics),
    ]
    for verb in ("subscribe to", "unsubscribe from"):
        for scope in scopes:
            found = reader.read(f"{verb} {scope_name(library, scope)}", NOW)
            assert found is not None, scope
            everything = verb == "unsubscribe from" and scope == EVERYTHING
            assert found.scopes == (() if everything else (scope,)), scope


def test_a_long_message_is_no_command_and_costs_no_time(reader: CommandReader) -> None:
    assert reader.read("please " * 4000 + "subscribe", NOW) is None
    assert reader.read("subscribe me to " + "everything and " * 2000, NOW) is None
