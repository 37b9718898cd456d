"""A practitioner opens the page and asks, with JavaScript and without."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.web.site import WebSettings
from handlers.messages import Choice, Choices, Message, Reply
from tests import held, replies
from tests.bot.web.conftest import Bot, Client, OpenSite
from tests.bot.web.reading import read, words

FORM = "application/x-www-form-urlencoded"
SECRET = "my neighbour Rosalind Quince"


async def ask(
    site: Client, question: str, path: str = "/ask", conversation: str = "abcdefghij0123456789"
) -> str:
    """Sends the form that the page sends, and gives the HTML that comes back."""
    answer = await site.post(path, data={"q": question, "conversation": conversation})
    assert answer.status == 200
    return await answer.text()


async def test_the_first_screen_says_what_it_is_and_is_not_and_999(site: Client) -> None:
    page = read(await (await site.get("/")).text())
    text = words(page.text)
    assert page.one("h1").text == "Safeguarding learning"
    assert "Ask what safeguarding reviews recommended" in text
    assert "This is not a place to report a concern" in text
    assert "call 999" in text
    assert page.all("a", href="tel:999")
    assert replies.PILOT in text


async def test_approved_content_has_no_pilot_line(open_site: OpenSite) -> None:
    site = await open_site(library=held.approved(held.library()))
    assert "Pilot" not in await (await site.get("/")).text()


async def test_the_question_has_a_label_and_is_not_kept_by_the_browser(site: Client) -> None:
    page = read(await (await site.get("/")).text())
    field = page.one("input", name="q")
    assert page.one("label", for_=field.attributes["id"]).text == "Your question"
    assert (field.attributes["autocomplete"], field.attributes["spellcheck"]) == ("off", "false")


async def test_an_example_asks_itself(site: Client, bot: Bot) -> None:
    page = read(await (await site.get("/")).text())
    example = page.all("button", name="q")[0]
    await ask(site, example.attributes["value"], path="/")
    assert bot.asked[0].text == example.text


async def test_every_form_posts_so_that_no_question_stands_in_an_address(site: Client) -> None:
    for html in (await (await site.get("/")).text(), await ask(site, "missed appointments", path="/")):
        forms = read(html).all("form")
        assert forms
        assert {form.attributes["method"] for form in forms} == {"post"}


async def test_without_javascript_the_whole_page_comes_back_with_the_answer(site: Client) -> None:
    page = read(await ask(site, "missed appointments", path="/"))
    assert page.one("article", id="answer")
    assert page.one("p", class_="asked").text == "You asked missed appointments"
    quoted = [words(each.text) for each in page.all("blockquote")]
    assert quoted == [replies.MIDWIFERY[1].asked[0], replies.MIDWIFERY[1].answered[0]]
    assert page.one("input", name="q")


async def test_with_javascript_only_the_answer_comes_back_marked_as_ours(site: Client) -> None:
    answer = await site.post("/ask", data={"q": "missed appointments"})
    assert answer.headers["X-Fragment"] == "exchange"
    page = read(await answer.text())
    assert page.one("article", class_="reply")
    assert not page.all("html")


async def test_a_conversation_goes_on_in_the_next_question_and_in_every_choice(
    site: Client, bot: Bot
) -> None:
    page = read(await (await site.get("/")).text())
    (conversation,) = {each.attributes["value"] for each in page.all("input", name="conversation")}
    answered = read(await ask(site, "missed appointments", path="/", conversation=conversation))
    ids = {each.attributes["value"] for each in answered.all("input", name="conversation")}
    assert ids == {conversation}
    await ask(site, "and for GPs?", conversation=conversation)
    assert [each.conversation.key for each in bot.asked] == [f"web//{conversation}/"] * 2


async def test_two_pages_are_two_conversations(site: Client) -> None:
    first, second = [read(await (await site.get("/")).text()) for _ in range(2)]
    ids = {each.all("input", name="conversation")[0].attributes["value"] for each in (first, second)}
    assert len(ids) == 2


async def test_a_choice_asks_what_it_stands_for(site: Client, bot: Bot) -> None:
    bot.reply = replies.choices()
    page = read(await ask(site, "appointments"))
    button = next(each for each in page.all("button") if each.text == "HSCP 5: missed appointments policies")
    await ask(site, button.attributes["value"])
    assert bot.asked[-1].text == "child p hscp 5"


@pytest.mark.parametrize(
    "reply",
    [
        replies.emergency(),
        replace(replies.answered(), identifying=True),
        replace(replies.answered(), private=True),
    ],
    ids=["a live concern", "identifying details", "for the sender only"],
)
@pytest.mark.parametrize("path", ["/", "/ask"])
async def test_words_that_should_not_stay_on_a_screen_are_not_shown_again(
    site: Client, bot: Bot, reply: Reply, path: str
) -> None:
    bot.reply = reply
    assert "Rosalind" not in await ask(site, SECRET, path)


async def test_the_contact_in_force_is_marked_in_words_and_every_number_dials(site: Client, bot: Bot) -> None:
    bot.reply = replies.emergency()
    page = read(await ask(site, "help"))
    now = [words(each.text) for each in page.all("li", class_="now")]
    assert now[0].startswith("Out of Hours service open now")
    dials = {
        each.attributes["href"]: each.text for each in page.all("a") if "tel:" in each.attributes["href"]
    }
    assert dials["tel:03005551384"] == "0300 555 1384"
    assert "tel:999" in dials


async def test_marks_say_in_words_what_they_are(site: Client) -> None:
    page = read(await ask(site, "missed appointments"))
    marks = page.one("ul", class_="marks").text
    assert "Overdue: a review was to be completed “by March 2022”; that date has passed" in marks


async def test_each_citation_opens_the_source_at_its_lines(site: Client) -> None:
    page = read(await ask(site, "missed appointments"))
    cited = [each.attributes["href"] for each in page.all("a") if each.text.startswith("See it in its place")]
    assert cited == [
        "/source/child-p-response?from=50&to=51#l50",
        "/source/child-p-response?from=53&to=56#l53",
    ]


@pytest.mark.parametrize("name", sorted(replies.all_replies()))
async def test_the_footer_with_999_ends_every_reply(site: Client, bot: Bot, name: str) -> None:
    bot.reply = replies.all_replies()[name]
    page = read(await ask(site, "anything"))
    reply = words(page.one("article").text)
    assert reply.endswith(" ".join(replies.FOOTER.lines))


async def test_a_link_to_a_thing_without_an_address_leads_to_what_is_held_about_it(
    open_site: OpenSite,
) -> None:
    site = await open_site(shelves=held.shelves(lambda entry: replies.answered()))
    page = read(await ask(site, "missed appointments"))
    assert page.all("a", href="/entry/policy/missed-appointment")
    assert page.all("a", href="/entry/child-p/midwifery/2")


async def test_an_entry_has_a_page_of_its_own(open_site: OpenSite) -> None:
    shown: list[str] = []

    def show(entry: str) -> Reply:
        shown.append(entry)
        return replies.answered()

    site = await open_site(shelves=held.shelves(show))
    answer = await site.get("/entry/child-p/midwifery/2")
    assert answer.status == 200
    page = read(await answer.text())
    assert shown == ["child-p/midwifery/2"]
    assert len(page.all("blockquote")) == 2
    assert "Missed appointments and disguised compliance" in page.one("title").text
    assert (await site.get("/entry/child-p/midwifery/9")).status == 404


async def test_health_names_the_content(site: Client) -> None:
    answer = await site.get("/health")
    assert await answer.json() == {"status": "ok", "revision": held.REVISION}


# What people send


@pytest.mark.parametrize(
    "question", ["", "   ", "👶🏽👶🏽", "مرحبا", "a\x00b", "\u202eab\u200b", "\ufffd", "<!channel>"]
)
async def test_any_question_reaches_the_bot_as_it_was_typed(site: Client, bot: Bot, question: str) -> None:
    await ask(site, question)
    assert bot.asked[0].text == question


async def test_40000_characters_get_an_orderly_reply(site: Client, bot: Bot) -> None:
    html = await ask(site, "midwives " * 4445)
    assert len(bot.asked[0].text) > 40_000
    assert len(words(read(html).one("p", class_="asked").text)) < 400


async def test_html_in_a_question_stays_text(site: Client) -> None:
    attack = "</p><script>alert(1)</script><img src=x onerror=alert(1)>"
    page = read(await ask(site, attack, path="/"))
    assert page.one("p", class_="asked").text == f"You asked {attack}"
    assert not page.all("img")
    assert [each.attributes.get("src") for each in page.all("script")] == ["/static/chat.js"]


@pytest.mark.parametrize("path", ["/", "/ask"])
@pytest.mark.parametrize("size", [65 * 1024, 900 * 1024])
async def test_more_than_64_kib_is_refused_with_999(site: Client, bot: Bot, path: str, size: int) -> None:
    answer = await site.post(path, data={"q": "a" * size})
    assert answer.status == 413
    text = words(read(await answer.text()).text)
    assert "Your message is too long" in text
    assert "call 999" in text
    assert not bot.asked


async def test_more_than_64_kib_is_refused_when_the_length_is_not_announced(site: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"q=" + b"a" * 1024

    answer = await site.post("/ask", data=endless(), headers={"Content-Type": FORM})
    assert answer.status == 413


MALFORMED = {
    "no question": (b"conversation=abcdefghij0123456789", FORM),
    "a strange conversation": (b"q=a&conversation=../../etc/passwd", FORM),
    "not a form": (b'{"q": "a"}', "application/json"),
    "a file": (b"--b--", "multipart/form-data; boundary=b"),
    "not text": (b"q=\xff\xfe", FORM),
    "a thousand fields": (b"&".join([b"q=a"] * 1000), FORM),
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_a_malformed_form_gets_a_plain_page(site: Client, bot: Bot, name: str) -> None:
    data, content_type = MALFORMED[name]
    answer = await site.post("/", data=data, headers={"Content-Type": content_type})
    assert answer.status == 400
    text = words(read(await answer.text()).text)
    assert "That could not be read" in text
    assert "call 999" in text
    assert not bot.asked


# When something fails


@pytest.mark.parametrize("path", ["/", "/ask"])
async def test_a_failure_ends_in_a_visible_reply_with_999_and_one_line_without_the_text(
    open_site: OpenSite,
    bot: Bot,
    path: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fails(self: Bot, message: Message) -> Reply:
        raise ValueError(f"cannot answer {message.text}")

    monkeypatch.setattr(Bot, "reply_to", fails)
    site = await open_site()
    caplog.set_level("DEBUG")
    with capture_logs() as lines:
        answer = await site.post(path, data={"q": SECRET})
    assert answer.status == 500
    assert ("X-Fragment" in answer.headers) == (path == "/ask")
    page = read(await answer.text())
    assert "call 999" in words(page.one("article").text)
    assert "children's services" in words(page.one("article").text)
    assert "Rosalind" not in page.text
    assert [(line["event"], line["error"]) for line in lines] == [("page_failed", "ValueError")]
    assert "Rosalind" not in str(lines) + caplog.text


async def test_an_answer_that_does_not_come_ends_the_same_way(
    open_site: OpenSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(self: Bot, message: Message) -> Reply:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(Bot, "reply_to", hangs)
    site = await open_site(settings=WebSettings(whole_source=True, answer_within=0.01))
    with capture_logs() as lines:
        answer = await site.post("/ask", data={"q": SECRET})
    assert answer.status == 500
    assert "call 999" in words(read(await answer.text()).text)
    assert [line["error"] for line in lines] == ["TimeoutError"]


async def test_a_reply_that_cannot_be_drawn_ends_the_same_way(site: Client, bot: Bot) -> None:
    bot.reply = Reply((Choices("", (Choice(None, "x"),)), 7), "answered")  # type: ignore[arg-type]
    with capture_logs():
        answer = await site.post("/ask", data={"q": "x"})
    assert answer.status == 500
    assert "call 999" in words(read(await answer.text()).text)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/nowhere"), ("GET", "/static/nothing.css"), ("POST", "/x")]
)
async def test_a_page_that_does_not_exist_still_has_999(site: Client, method: str, path: str) -> None:
    answer = await site.request(method, path)
    assert answer.status == 404
    text = words(read(await answer.text()).text)
    assert "There is no such page" in text
    assert "call 999" in text


async def test_a_question_is_never_taken_from_an_address(site: Client, bot: Bot) -> None:
    answer = await site.get("/ask?q=missed")
    assert answer.status == 405
    assert answer.headers["Allow"] == "POST"
    await site.get("/?q=missed")
    assert not bot.asked


async def test_while_it_fails_the_chat_has_words_of_its_own_to_show(site: Client) -> None:
    page = read(await (await site.get("/")).text())
    kept = page.one("template", id="no-answer")
    assert "call 999" in words(kept.text)


async def test_no_message_text_is_logged(site: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with capture_logs() as lines:
        await ask(site, SECRET)
    assert "Rosalind" not in caplog.text + str(lines)
