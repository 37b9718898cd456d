"""What a practitioner sees in the terminal."""

import io
import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from rich.console import Console

from bot.console import print_reply
from handlers.messages import Heading, Reply, Text
from handlers.plain import plain, visible
from tests import replies
from tests.hostile import replies as hostile_replies
from tests.hostile import strings_of

STYLING = re.compile(r"\x1b\[[0-9;]*m")
"""Colours and weights, which rich writes itself."""


def terminal(reply: Reply, width: int = 80) -> str:
    """The reply as a terminal of this width receives it."""
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", width=width, legacy_windows=False
    )
    print_reply(reply, console)
    return out.getvalue()


def words(text: str) -> str:
    """The text without styling, bars and spaces, which wrapping moves about."""
    return "".join(STYLING.sub("", text).replace("│", "").split())


@pytest.mark.parametrize("name", sorted(replies.all_replies()))
@pytest.mark.parametrize("width", [20, 80, 200])
def test_everything_in_the_reply_is_shown_at_any_width(name: str, width: int) -> None:
    reply = replies.all_replies()[name]
    shown = words(terminal(reply, width))
    for each in strings_of(reply):
        assert words(each) in shown


def test_the_documents_words_stand_behind_a_bar_and_the_bots_do_not() -> None:
    screen = STYLING.sub("", terminal(replies.answered()))
    barred = " ".join(line[2:] for line in screen.splitlines() if line.startswith("│ "))
    free = " ".join(line for line in screen.splitlines() if not line.startswith("│ "))
    asked = replies.MIDWIFERY[1].asked[0]
    assert asked in barred
    assert "that date has passed" not in barred
    assert "that date has passed" in " ".join(free.split())


def test_citations_are_dim_and_urgent_words_are_strong() -> None:
    assert re.search(r"\x1b\[2mResponse to the Recommendations", terminal(replies.answered()))
    assert re.search(r"\x1b\[1;31mNobody watches this chat", terminal(replies.emergency()))


def test_the_contact_in_force_is_named_in_words() -> None:
    assert "Out of Hours service (open now)" in STYLING.sub("", terminal(replies.emergency()))


def test_markup_and_escape_sequences_are_inert() -> None:
    hostile = "[red]999[/red] [link=http://x]y[/link] \x1b[2J\x1b]0;title\x07 :smiley: \x9b31m"
    shown = terminal(Reply((Text(hostile), Heading("[/] unbalanced")), "answered"), width=200)
    assert "[red]999[/red] [link=http://x]y[/link] [2J]0;title :smiley: 31m" in shown
    assert "[/] unbalanced" in shown
    assert STYLING.sub("", shown).isprintable() or not set(STYLING.sub("", shown)) & set("\x1b\x07\x9b")


def test_piped_into_a_file_it_is_the_plain_text_unwrapped() -> None:
    out = io.StringIO()
    print_reply(replies.listed(), Console(file=out, width=40))
    assert out.getvalue() == plain(replies.listed()) + "\n"


@given(hostile_replies)
def test_any_text_in_any_part_is_shown_and_nothing_a_terminal_obeys(reply: Reply) -> None:
    screen = STYLING.sub("", terminal(reply, width=120))
    assert not [char for char in screen if char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs")]
    shown = words(screen)
    for each in strings_of(reply):
        assert words(visible(each)) in shown


def test_it_starts_without_the_platforms() -> None:
    code = (
        "import sys, bot.console; "
        "print({'slack_bolt', 'slack_sdk', 'botbuilder', 'aiohttp', 'jinja2'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
