"""An operator reads the logs: they say what failed and where, and never what anyone wrote."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import configure

WORDS = "I have got a mum doing exactly this"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """What is logged, with logging put back as it was afterwards."""
    handlers, level = logging.root.handlers[:], logging.root.level
    text = io.StringIO()
    configure("info", text)
    yield text
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_error_is_one_line_with_its_type_and_its_place_but_not_its_words(stream: io.StringIO) -> None:
    try:
        try:
            int(WORDS)
        except ValueError as error:
            raise RuntimeError(WORDS) from error
    except RuntimeError:
        structlog.get_logger().exception("reply_failed", platform="slack")
    (line,) = lines(stream)
    assert line["event"] == "reply_failed"
    assert line["error"] == "RuntimeError<ValueError"
    assert line["places"][-1].startswith("bot/test_logs.py:")
    assert "mum" not in stream.getvalue()


def test_only_allowed_keys_are_logged_and_the_others_are_named(stream: io.StringIO) -> None:
    structlog.get_logger().info("answered", text=WORDS, status="answered", entries=("child-p/gp/1",))
    (line,) = lines(stream)
    assert line["dropped"] == ["text"]
    assert line["entries"] == ["child-p/gp/1"]
    assert "mum" not in stream.getvalue()


def test_words_do_not_get_in_under_an_allowed_key_or_as_the_name(stream: io.StringIO) -> None:
    structlog.get_logger().info(WORDS, status=WORDS, entries=[WORDS], **{WORDS: 1})
    (line,) = lines(stream)
    assert line["event"] == "unnamed"
    assert "mum" not in stream.getvalue()


def test_what_a_library_logs_loses_its_words_too(stream: io.StringIO) -> None:
    try:
        raise ValueError(WORDS)
    except ValueError:
        logging.getLogger("aiohttp.server").exception("Error handling %s", WORDS)
    logging.getLogger("aiohttp.access").info("GET /ask?q=%s", WORDS)
    (line,) = lines(stream)
    assert (line["logger"], line["error"]) == ("aiohttp.server", "ValueError")
    assert "mum" not in stream.getvalue()


def test_less_is_logged_when_less_is_wanted(stream: io.StringIO) -> None:
    configure("error", stream)
    structlog.get_logger().warning("content_unchanged")
    structlog.get_logger().error("content_broken")
    assert [line["event"] for line in lines(stream)] == ["content_broken"]


def test_a_terminal_gets_lines_for_people() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    text = Terminal()
    handlers, level = logging.root.handlers[:], logging.root.level
    configure("info", text)
    structlog.get_logger().info("started", port=3978)
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    assert not text.getvalue().startswith("{")
    assert "3978" in text.getvalue()
