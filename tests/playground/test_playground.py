"""A practitioner uses the bot in Microsoft's own client: asks, presses, and is kept safe among others."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from bot.teams.wording import MENTION_ME, NEXT_PART, SHOW_ALL
from tests import replies

TITLE = "Child P: recommendations and responses, for team discussion"
MIDWIFERY_2 = replies.MIDWIFERY[1]


def say(page: Page, text: str) -> None:
    """Types a message and sends it."""
    page.locator("textarea, [contenteditable=true]").first.click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def go_to(page: Page, chat: str) -> None:
    """Opens another chat or channel."""
    page.get_by_role("treeitem", name=chat).click()


def mention_the_bot(page: Page) -> None:
    """Picks the bot from the list that @ opens."""
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("@")
    page.get_by_role("option", name="Test Bot").or_(
        page.get_by_role("menuitem", name="Test Bot")
    ).first.click()
    expect(page.locator("[contenteditable=true] .mention")).to_have_text("Test Bot")


def last_card(page: Page) -> Locator:
    return page.locator(".ac-adaptiveCard").last


def cards(page: Page) -> Locator:
    return page.locator(".ac-adaptiveCard")


def test_the_bot_says_what_it_is_for_once(client: Page) -> None:
    expect(last_card(client)).to_contain_text("Ask in your own words.")
    say(client, "thanks")
    expect(last_card(client)).to_contain_text("You’re welcome.")
    expect(cards(client)).to_have_count(2)


def test_a_question_is_answered_with_quotations_on_a_card(client: Page) -> None:
    say(client, "what does Child P say about missed appointments")
    card = last_card(client)
    expect(card).to_contain_text(f"“{MIDWIFERY_2.asked[0]}”")
    expect(card).to_contain_text(f"“{MIDWIFERY_2.answered[0]}”")
    expect(card).to_contain_text("Overdue:")
    expect(card.get_by_role("heading", name="Missed appointments").first).to_be_visible()
    expect(card.get_by_role("link", name="999")).to_be_visible()


def test_did_you_mean_is_answered_in_place(client: Page) -> None:
    say(client, "rec 2")
    choice = last_card(client).get_by_role("button", name="Midwifery/Neonatal Services, recommendation 2")
    expect(last_card(client)).to_contain_text("Which of these do you mean?")
    before = cards(client).count()
    choice.click()
    expect(last_card(client)).to_contain_text(f"“{MIDWIFERY_2.answered[0]}”")
    expect(last_card(client)).not_to_contain_text("Which of these do you mean?")
    expect(cards(client)).to_have_count(before)


def test_a_list_can_be_shown_in_full(client: Page) -> None:
    say(client, "what were the recs for midwives")
    expect(last_card(client)).to_contain_text("6 recommendations")
    expect(last_card(client)).not_to_contain_text(MIDWIFERY_2.answered[0])
    last_card(client).get_by_role("button", name=SHOW_ALL).click()
    expect(last_card(client)).to_contain_text(re.compile(r"Part 1 of \d"))
    expect(last_card(client)).to_contain_text(MIDWIFERY_2.answered[0])
    last_card(client).get_by_role("button", name=NEXT_PART).click()
    expect(last_card(client)).to_contain_text(re.compile(r"Part 2 of \d"))


def test_an_entry_without_a_page_opens_in_place(client: Page) -> None:
    say(client, "what does Child P say about BadgerNet")
    last_card(client).get_by_text("BadgerNet maternity information system").first.click()
    expect(last_card(client)).to_contain_text("No address is known")


def search(page: Page, text: str) -> None:
    """Types into the search box of the message extension."""
    page.get_by_role("button", name="Trigger Message Extension App").click()
    page.get_by_role("menuitem", name="Search Command").click()
    page.get_by_placeholder("Enter a search term").press_sequentially(text)


def test_an_answer_says_where_its_words_stand_behind_a_number(client: Page) -> None:
    say(client, "what does Child P say about missed appointments")
    message = client.locator("body")
    expect(last_card(client)).to_contain_text(f"“{MIDWIFERY_2.asked[0]}”")
    expect(message.get_by_role("button", name="1", exact=True).first).to_be_visible()


def feedback_in(database: Path) -> list[tuple[str, str]]:
    """What the bot has written down: of which entry, and why."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.execute("SELECT entry, reason FROM feedback"))


def test_a_thumb_is_taken(client: Page, kept: Path) -> None:
    before = feedback_in(kept)
    say(client, "what does Child P say about missed appointments")
    expect(last_card(client)).to_contain_text(f"“{MIDWIFERY_2.asked[0]}”")
    client.get_by_role("button", name="Dislike").last.click()
    client.get_by_role("dialog").get_by_role("button", name="Submit").click()
    expect(client.get_by_role("dialog")).to_contain_text("Thank you!")
    expect(client.get_by_text("invoke 200").last).to_be_visible()
    assert ("child-p/midwifery/2", "not_helpful") in feedback_in(kept)[len(before) :]


def test_subscribing_and_changing_it_happens_on_one_card(client: Page) -> None:
    say(client, "subscribe to everything")
    expect(last_card(client)).to_contain_text("You get briefings about everything")
    before = cards(client).count()
    last_card(client).get_by_role("button", name="Once a week instead").click()
    expect(last_card(client)).to_contain_text("in a weekly digest")
    last_card(client).get_by_role("button", name="Pause").click()
    expect(last_card(client)).to_contain_text("Paused.")
    last_card(client).get_by_role("button", name="Stop all of it").click()
    expect(last_card(client)).to_contain_text("Stopped.")
    expect(cards(client)).to_have_count(before)


def test_a_briefing_comes_by_itself_and_is_talked_through(client: Page) -> None:
    """Subscribed and published in chat; the bot writes first, and keeps the briefing when it is discussed."""
    say(client, "subscribe to everything")
    expect(last_card(client)).to_contain_text("You get briefings about everything")
    say(client, "publish briefing/child-p")
    expect(last_card(client)).to_contain_text("It goes to 1 conversation at once")
    last_card(client).get_by_role("button", name="Publish it now").click()
    expect(cards(client).filter(has_text="It is on its way to 1 conversation")).to_have_count(1)
    briefing = last_card(client)
    expect(briefing.get_by_role("heading", name="Questions to talk through in your team")).to_be_visible()
    expect(briefing.get_by_role("heading", name=TITLE)).to_be_visible()
    briefing.get_by_role("button", name="We discussed this").click()
    expect(last_card(client)).to_contain_text(f"Recorded: “{TITLE}” was discussed on")
    expect(cards(client).filter(has_text="Questions to talk through in your team").last).to_be_visible()
    say(client, "unsubscribe")
    expect(last_card(client)).to_contain_text("Stopped.")


def test_a_cited_answer_is_found_while_writing_and_sent(client: Page) -> None:
    go_to(client, "Group Chat")
    expect(cards(client)).to_have_count(1)
    search(client, "missed appointments")
    client.get_by_role("heading", name="Missed Appointment Policy").click()
    client.get_by_role("button", name="Send Message").click()
    expect(cards(client)).to_have_count(2)
    expect(last_card(client)).to_contain_text("recommendation 2, lines 50 to 51")
    expect(last_card(client).get_by_role("button")).to_have_count(0)


def test_a_live_concern_in_the_search_box_finds_nothing_to_send(client: Page) -> None:
    search(client, "he is hitting her right now")
    expect(client.get_by_text("If a child is in danger now or badly hurt, call 999.").last).to_be_visible()
    expect(client.get_by_role("heading", name="recommendation")).to_have_count(0)


def test_a_live_concern_among_others_is_answered_in_private(client: Page) -> None:
    expect(cards(client)).to_have_count(1)
    go_to(client, "Group Chat")
    expect(last_card(client)).to_contain_text(MENTION_ME)
    mention_the_bot(client)
    client.keyboard.type(" he is hitting her right now and she has rolled down the stairs")
    client.keyboard.press("Enter")
    go_to(client, "Personal Chat")
    expect(last_card(client)).to_contain_text("Call 999 now")
    go_to(client, "Group Chat")
    expect(cards(client)).to_have_count(1)
    expect(last_card(client)).not_to_contain_text("Call 999 now")


def test_in_a_channel_the_answer_stands_under_the_question(client: Page) -> None:
    go_to(client, "General")
    expect(cards(client)).to_have_count(1)
    mention_the_bot(client)
    client.keyboard.type(" what does Child P say about missed appointments")
    client.get_by_role("button", name="Post").click()
    answer = cards(client).filter(has_text=f"“{MIDWIFERY_2.answered[0]}”")
    expect(answer).to_have_count(1)


def test_a_stranger_sees_text_as_text(client: Page) -> None:
    say(client, "**bold** [press](https://x.example) <img src=x onerror=alert(1)>")
    expect(cards(client)).to_have_count(2)
    assert "x.example" not in (last_card(client).inner_html())
