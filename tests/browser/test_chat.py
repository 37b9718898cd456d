"""A practitioner at a desk or with a phone, with a keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from handlers.plain import visible
from tests import replies
from tests.browser.conftest import DESKTOP, PHONE, Bot
from tests.hostile import HOSTILE


def ask(page: Page, question: str) -> None:
    """Types a question and presses Enter."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def test_a_question_is_asked_and_answered_by_keyboard_alone(page: Page, live_server: str) -> None:
    page.goto(live_server)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "question":
            break
    page.keyboard.type("missed appointments")
    page.keyboard.press("Enter")
    reply = page.get_by_role("article", name="Answer")
    expect(reply).to_be_focused()
    expect(reply).to_be_in_viewport()
    expect(reply.locator("blockquote").first).to_have_text(replies.MIDWIFERY[1].asked[0])
    page.keyboard.press("Tab")
    expect(reply.get_by_role("link", name="Link to this")).to_be_focused()
    assert page.url == f"{live_server}/"
    expect(page.get_by_label("Your question")).to_have_value("")


def test_answers_are_added_to_one_conversation_that_a_screen_reader_follows(
    page: Page, live_server: str, bot: Bot
) -> None:
    page.goto(live_server)
    log = page.get_by_role("log", name="Questions and answers")
    assert log.get_attribute("aria-live") == "polite"
    ask(page, "missed appointments")
    expect(log.get_by_role("article")).to_have_count(1)
    ask(page, "and help")
    expect(log.get_by_role("article")).to_have_count(2)
    expect(log.get_by_text("You asked")).to_have_count(2)
    assert bot.asked[-1].conversation == bot.asked[-2].conversation


def test_a_choice_is_picked_by_keyboard(page: Page, live_server: str, bot: Bot) -> None:
    page.goto(live_server)
    ask(page, "choices")
    button = page.get_by_role("button", name="HSCP 5: missed appointments policies")
    button.focus()
    outline = button.evaluate(
        "each => getComputedStyle(each).outlineStyle + getComputedStyle(each).outlineWidth"
    )
    assert outline == "solid3px"
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_role("article").last).to_be_focused()
    assert bot.asked[-1].text == "child p hscp 5"
    assert bot.asked[-1].conversation == bot.asked[-2].conversation


def test_an_example_answers(page: Page, live_server: str) -> None:
    page.goto(live_server)
    page.get_by_role("heading", name="For example").locator("..").get_by_role("button").first.click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("heading", name="For example")).to_be_hidden()


def test_without_javascript_a_question_and_a_choice_are_answered(browser: Browser, live_server: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 740})
    page = context.new_page()
    page.goto(live_server)
    ask(page, "choices")
    reply = page.get_by_role("article", name="Answer")
    expect(reply.get_by_role("heading", name="Did you mean one of these?")).to_be_in_viewport()
    page.get_by_role("button", name="Midwifery 2: missed appointments").click()
    expect(reply.locator("blockquote")).to_have_count(2)
    assert page.url == f"{live_server}/#answer"
    context.close()


def test_a_live_concern_shows_numbers_that_dial_and_not_the_words_that_were_typed(
    page: Page, live_server: str
) -> None:
    page.goto(live_server)
    ask(page, "emergency with Rosalind Quince")
    reply = page.get_by_role("article", name="Answer")
    expect(reply.get_by_role("link", name="0300 555 1373")).to_have_attribute("href", "tel:03005551373")
    expect(reply.get_by_text("open now").first).to_be_visible()
    assert "Rosalind" not in page.content()


@pytest.mark.parametrize("cut_off", [True, False], ids=["no connection", "a failure"])
def test_when_it_fails_999_is_shown_and_the_question_stays_to_be_asked_again(
    page: Page, live_server: str, cut_off: bool
) -> None:
    page.goto(live_server)
    if cut_off:
        page.route("**/ask", lambda route: route.abort())
    ask(page, "fail now")
    reply = page.get_by_role("article", name="Answer")
    expect(reply.get_by_role("link", name="999").first).to_be_in_viewport()
    expect(page.get_by_label("Your question")).to_have_value("fail now")


def test_a_proxys_own_page_is_not_put_into_the_chat(page: Page, live_server: str) -> None:
    page.goto(live_server)
    page.route("**/ask", lambda route: route.fulfill(body="<h1>Log in</h1>", content_type="text/html"))
    ask(page, "missed")
    expect(page.get_by_role("article").get_by_role("link", name="999").first).to_be_visible()
    expect(page.get_by_text("Log in")).to_have_count(0)


def test_hostile_text_stays_text_in_a_browser(page: Page, live_server: str) -> None:
    page.goto(live_server)
    ask(page, "hostile")
    reply = page.get_by_role("article", name="Answer")
    shown = "".join((reply.text_content() or "").split())
    for each in HOSTILE:
        assert "".join(visible(each).split()) in shown
    assert reply.locator("img, script, h1, [onmouseover]").count() == 0
    assert reply.locator("a:not([href='tel:999'])").count() == 0


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_kept(page: Page, live_server: str) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(live_server)
    ask(page, "listed")
    expect(page.get_by_role("article")).to_have_count(1)
    assert f"{live_server}/ask" in addresses
    assert all(each.startswith(f"{live_server}/") and "listed" not in each for each in addresses)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("question", ["answered", "listed", "emergency", "hostile"])
def test_at_400_percent_zoom_nothing_is_cut_off_sideways(
    browser: Browser, live_server: str, question: str
) -> None:
    context = browser.new_context(viewport={"width": DESKTOP // 4, "height": 225})
    page = context.new_page()
    page.goto(live_server)
    ask(page, question)
    expect(page.get_by_role("article")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP // 4
    context.close()
