"""Whatever is typed, the reply is orderly, and nothing typed comes alive or comes back."""

import asyncio
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.asking import Asking, as_json, as_line
from bot.console import print_reply
from handlers.messages import Footer, Reply
from handlers.plain import plain

HOSTILE = [
    "",
    "   \n\t ",
    "a" * 40_000,
    "what does Child P say about supervision " * 1_000,
    "🙂🙃👶",
    "\u202eabc\u202c what is ICON",
    "wh\u200bat is I\u200cCON",
    "\ud800 lone \udfff surrogates",
    "null\x00byte \x07bell \x1b[31mred",
    "<!channel> <@U012345> <https://example.org|click>",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "**bold** [link](javascript:alert(1)) `code`",
    "{{ 7 * 7 }} {% for x in y %} ${7*7} #{7*7}",
    "!!python/object/apply:os.system ['true']",
    "- a: &x [1]\n- *x",
    "' OR 1=1; DROP TABLE deliveries; --",
    "../../../../etc/passwd",
    "show ../../etc/passwd",
    "show child-p/midwifery/99",
    "%s %d %n {0} {self}",
    "Wie ist das Wetter heute in Berlin, und wo finde ich das Protokoll?",
    "ما هو البروتوكول",
    "protokół dotyczący nienarodzonego dziecka gdzie jest",
]


def ask(bot: Asking, text: str) -> Reply:
    return asyncio.run(bot.reply(text, "any text"))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_and_odd_messages_get_an_orderly_reply(bot: Asking, text: str) -> None:
    reply = ask(bot, text)
    drawn = plain(reply)
    assert reply.revision
    assert "999" in drawn
    for alive in ("<script", "onerror", "javascript:", "DROP TABLE", "passwd", "<!channel>", "\x1b", "\x00"):
        assert alive not in drawn


def test_a_message_in_another_language_gets_the_999_line_first(bot: Asking) -> None:
    reply = ask(bot, "Wie ist das Wetter heute in Berlin, und wo finde ich das Protokoll?")
    assert plain(reply).splitlines()[0].find("999") >= 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=400))
def test_any_text_is_answered_and_drawn(bot: Asking, text: str) -> None:
    reply = ask(bot, text)
    assert isinstance(reply.parts[-1], Footer)
    as_line(as_json(text, reply)).encode()
    print_reply(reply, Console(file=io.StringIO(), width=80))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            """what does child p q say rec recs for midwives gps hv police 1 2 7 nine third last and the link
            to protocol training icon done not all every show next same number policy <b> {{x}} * _ ` |
            """.split()
        ),
        max_size=12,
    )
)
def test_any_mixture_of_known_words_is_answered(bot: Asking, words: list[str]) -> None:
    reply = ask(bot, " ".join(words))
    assert "999" in plain(reply)
    assert bot.knowledge is not None
    assert set(reply.entries) <= set(bot.knowledge.library.entries)
