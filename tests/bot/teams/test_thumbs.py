"""Someone says whether an answer helped, with Teams' own thumbs: fixed reasons, and never free words."""

from dataclasses import replace

import pytest

from bot.teams.thumbs import REASON, Thumbs
from handlers.command_wording import FEEDBACK_ON_WHAT, REASONS
from handlers.feedback import feedback_on
from handlers.messages import Reply, Text
from tests import replies
from tests.bot.teams.conftest import Organisation
from tests.bot.teams.driving import form_sent, pressed, said, thumb
from tests.bot.teams.fake_teams import CHAT, MIDWIFE
from tests.bot.teams.reading import buttons, words
from tests.bot.teams.refusals import Given, card_problems

TAKEN = Reply((Text("Thank you."),), "command", discreet=True)
MESSAGE = "posted-1"


def helpful_or_not() -> Reply:
    """An answer as the bot gives it, with the way to say whether it helped."""
    reply = replies.answered()
    return replace(reply, parts=(*reply.parts[:-1], feedback_on(reply.entries), reply.parts[-1]))


async def asked(teams: Organisation, reply: Reply, place: str = "personal") -> None:
    """The answer is there; from now on the bot thanks."""
    teams.head.reply = reply
    await teams.driver.post(said("<at>Learning bot</at> a question", place))
    teams.head.reply = TAKEN


async def opened(teams: Organisation, message: str = MESSAGE, reaction: str = "like") -> Given:
    """The form that a thumb opens."""
    answer = await teams.driver.post(thumb(message, reaction))
    body: Given = (await answer.json())["task"]
    if body["type"] == "continue":
        assert list(card_problems(body["value"]["card"]["content"])) == []
    return body


def choices(form: Given) -> dict[str, str]:
    (inputs,) = [each for each in form["value"]["card"]["content"]["body"] if each.get("id") == REASON]
    return {each["title"]: each["value"] for each in inputs["choices"]}


async def test_thumbs_stand_below_an_answer_and_no_other_words(teams: Organisation) -> None:
    await asked(teams, helpful_or_not())
    posted = teams.microsoft.posts[0]
    assert posted.activity["channelData"] == {"feedbackLoop": {"type": "custom"}}
    assert "Did this help?" not in words(posted.card)


@pytest.mark.parametrize("reply", [replies.not_held(), replies.emergency()])
async def test_where_there_is_nothing_to_judge_there_are_none(teams: Organisation, reply: Reply) -> None:
    await asked(teams, reply)
    assert "feedbackLoop" not in (teams.microsoft.posts[0].activity.get("channelData") or {})


async def test_a_private_answer_has_none(teams: Organisation) -> None:
    await asked(teams, replace(helpful_or_not(), private=True))
    assert "feedbackLoop" not in (teams.microsoft.posts[0].activity.get("channelData") or {})


async def test_a_thumb_down_asks_what_was_wrong_and_thanks_for_nothing_yet(teams: Organisation) -> None:
    await asked(teams, helpful_or_not())
    form = await opened(teams, reaction="dislike")
    names = [REASONS[each] for each in ("not_asked", "out_of_date", "wrong")]
    assert list(choices(form)) == [*names, "Something else"]
    assert form["value"]["title"] == "What was wrong with this answer?"
    assert "Thank you" not in words(form["value"]["card"]["content"])
    assert "Did this help?" not in words(form["value"]["card"]["content"])
    assert "not who said it" in words(form["value"]["card"]["content"])


async def test_a_thumb_up_has_helpful_chosen_already(teams: Organisation) -> None:
    await asked(teams, helpful_or_not())
    form = await opened(teams)
    (inputs,) = [each for each in form["value"]["card"]["content"]["body"] if each.get("id") == REASON]
    assert inputs["value"] == "feedback helpful child-p/midwifery/2"


async def test_what_is_chosen_is_what_could_be_typed(teams: Organisation) -> None:
    await asked(teams, helpful_or_not())
    out_of_date = choices(await opened(teams, reaction="dislike"))["Out of date"]
    answer = await teams.driver.post(form_sent(MESSAGE, {REASON: out_of_date}, "dislike"))
    assert (answer.status, await answer.json()) == (200, {})
    assert teams.head.asked[-1].text == "feedback out of date child-p/midwifery/2"
    assert len(teams.microsoft.posts) == 1


async def test_free_words_are_never_read(teams: Organisation) -> None:
    """A client that knows no forms of ours asks for words; which thumb it was is all that is taken."""
    await asked(teams, helpful_or_not())
    written = {"feedbackText": "Jane Smith of 12 Acacia Avenue never turned up"}
    await teams.driver.post(form_sent(MESSAGE, written, "dislike"))
    assert teams.head.asked[-1].text == "feedback not helpful child-p/midwifery/2"


NOT_CHOSEN: list[object] = [
    {},
    {REASON: 7},
    {REASON: "he is hitting her"},
    {REASON: "feedback wrong Jane Smith"},
    {REASON: "feedback wrong jane smith hit her"},
    {REASON: "feedback wrong child-p/gp/1"},
    {REASON: "feedback wrong"},
    {REASON: "unsubscribe"},
    "not json",
    "[" * 100_000,
    [],
]


@pytest.mark.parametrize("feedback", NOT_CHOSEN, ids=lambda each: str(each)[:30])
async def test_only_a_choice_of_the_form_is_taken(teams: Organisation, feedback: object) -> None:
    await asked(teams, helpful_or_not())
    answer = await teams.driver.post(form_sent(MESSAGE, feedback))
    assert (answer.status, await answer.json()) == (200, {})
    assert teams.head.asked[-1].text == "feedback helpful child-p/midwifery/2"


async def test_of_an_answer_that_is_not_known_any_more_that_is_said(teams: Organisation) -> None:
    assert await opened(teams, "posted-99") == {"type": "message", "value": FEEDBACK_ON_WHAT}
    answer = await teams.driver.post(form_sent("posted-99", {REASON: "feedback wrong child-p/gp/1"}))
    assert (answer.status, await answer.json()) == (200, {})
    assert teams.head.asked == []
    assert [each.activity["text"] for each in teams.microsoft.posts] == [FEEDBACK_ON_WHAT]


async def test_what_is_not_known_any_more_is_said_to_the_sender_alone(teams: Organisation) -> None:
    await teams.driver.post(form_sent("posted-99", {}, place="groupChat"))
    assert [each.conversation for each in teams.microsoft.posts] == [CHAT]


async def test_where_teams_names_no_message_it_is_the_last_one(teams: Organisation) -> None:
    given = form_sent(MESSAGE, {}, "dislike")
    del given["replyToId"]
    await teams.driver.post(given)
    assert teams.head.asked[-1].text == "feedback not helpful"


async def test_an_answer_that_took_the_place_of_choices_is_what_is_judged(teams: Organisation) -> None:
    await asked(teams, replies.choices())
    teams.head.reply = helpful_or_not()
    action = next(iter(buttons(teams.microsoft.posts[0].card).values()))
    await teams.driver.post({**pressed(action), "replyToId": MESSAGE})
    assert choices(await opened(teams))["Helpful"] == "feedback helpful child-p/midwifery/2"


async def test_in_a_channel_the_thread_makes_no_difference(teams: Organisation) -> None:
    await asked(teams, helpful_or_not(), "channel")
    answer = await teams.driver.post(thumb(MESSAGE, place="channel"))
    assert (await answer.json())["task"]["type"] == "continue"


async def test_what_could_not_be_kept_is_said_to_the_sender_alone(teams: Organisation) -> None:
    """Teams thanks before it knows: nothing must be reported as done that was not."""
    await asked(teams, helpful_or_not(), "groupChat")
    teams.head.reply = Reply((Text("I do not know whether this was kept."),), "command")
    await teams.driver.post(form_sent(MESSAGE, {REASON: "feedback wrong"}, place="groupChat"))
    last = teams.microsoft.posts[-1]
    assert (last.conversation, words(last.card)) == (CHAT, "I do not know whether this was kept.")
    assert last.activity["recipient"]["id"] == MIDWIFE


def test_the_oldest_answers_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.teams.thumbs._MOST", 3)
    thumbs = Thumbs()
    for number in range(10):
        thumbs.remember(CHAT, f"posted-{number}", helpful_or_not())
    assert len(thumbs._about) == 3
