"""A conversation in the terminal: follow-ups work, and an empty line ends it."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from bot.terminal_chat import talk


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch, nowhere: Path) -> "Chat":
    return Chat(monkeypatch, nowhere)


class Chat:
    """Types lines one after another and keeps what is shown."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, encoder: Path) -> None:
        self._monkeypatch = monkeypatch
        self._encoder = encoder

    def types(self, *lines: str) -> str:
        waiting = iter(lines)
        screen = io.StringIO()
        console = Console(file=screen, width=200)

        def typed(*_: object, **__: object) -> str:
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        self._monkeypatch.setattr(console, "input", typed)
        talk(None, self._encoder, None, console)
        return screen.getvalue()


def test_a_follow_up_leans_on_the_question_before(chat: Chat) -> None:
    shown = chat.types("midwifery rec 1", "next one", "")
    assert "recommendation 1." in shown
    assert "recommendation 2." in shown


def test_the_end_of_input_ends_the_chat(chat: Chat) -> None:
    assert "Ask a question" in chat.types()
