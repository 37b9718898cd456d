"""Logs that carry ids and places, never what anyone wrote: keys are allow-listed, errors lose their words."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import PurePath
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ALLOWED = frozenset(
    "event level timestamp error places logger place count seconds status platform revision entries"
    " signpost port doing problems lane".split()
)
"""What a log line may say beside its name. Another key is added here, after thought."""

EVENT = re.compile(r"[a-z][a-z0-9_]{0,60}")
AN_ID = re.compile(r"[^\s]{0,200}")
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
FRAMES = 6


def configure(level: str = "info", stream: TextIO | None = None, *, as_json: bool | None = None) -> None:
    """Logs go to stderr: for people in a terminal, as JSON lines anywhere else."""
    stream = stream or sys.stderr
    as_json = not stream.isatty() if as_json is None else as_json
    drawn: Processor = structlog.processors.JSONRenderer()
    if not as_json:
        drawn = structlog.dev.ConsoleRenderer(colors=stream.isatty())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_words_of_errors,
            only_what_is_allowed,
            drawn,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    logging.root.handlers[:] = [LibraryLines(max(LEVELS[level], logging.WARNING))]
    logging.root.setLevel(max(LEVELS[level], logging.WARNING))


def without_words_of_errors(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An exception becomes its type and its places: its message may hold what a user wrote."""
    given = event.pop("exc_info", None)
    event.pop("stack_info", None)
    error = given[1] if isinstance(given, tuple) else sys.exc_info()[1] if given is True else given
    if isinstance(error, BaseException):
        event["error"] = "<".join(type(each).__name__ for each in _chain(error))
        event["places"] = places(error)
    return event


def only_what_is_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drops any key that is not allow-listed, and any value that is not an id or a number."""
    kept = {key: value for key, value in event.items() if key in ALLOWED and _is_plain(value)}
    if not EVENT.fullmatch(str(event.get("event", ""))):
        kept["event"] = "unnamed"
    dropped = sorted(key for key in event.keys() - kept.keys() if EVENT.fullmatch(key))
    return {**kept, "dropped": dropped} if dropped else kept


def places(error: BaseException) -> list[str]:
    """The last frames as file:line, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{'/'.join(PurePath(frame.filename).parts[-2:])}:{frame.lineno}" for frame in frames]


class LibraryLines(logging.Handler):
    """What libraries log, reduced to who, where and which error: their words may quote a request."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line for one record."""
        place = f"{'/'.join(PurePath(record.pathname).parts[-2:])}:{record.lineno}"
        level = "error" if record.levelno >= logging.ERROR else "warning"
        line = structlog.get_logger()
        getattr(line, level)("library", logger=record.name, place=place, exc_info=record.exc_info)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in seen:
        seen.append(each)
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _is_plain(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(_is_plain(each) for each in value)
    return value is None or isinstance(value, bool | int | float) or bool(AN_ID.fullmatch(str(value)))
