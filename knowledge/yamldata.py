"""Builds plain data from YAML events: no aliases, no tags, no doubled keys, and never too deep."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: slower, the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 40
"""Composing nodes with libyaml recurses in C and crashes the process on deep nesting; events do not."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True)
class YamlMistake:
    """What is wrong on a line counted from 1."""

    line: int
    message: str


@dataclass
class YamlData:
    """The value of a document, and for each list and mapping (by its `id`) the lines of its values."""

    value: Any = None
    lines: dict[int, list[int] | dict[str, int]] = field(default_factory=dict)


@dataclass
class _Open:
    """A list or mapping that has begun; `key` is set between a key and its value."""

    value: list[Any] | dict[str, Any]
    key: str | None = None
    key_line: int = 0


def build(text: str, mistakes: list[YamlMistake]) -> YamlData:
    """The data in a text; what must not be there is added to `mistakes`. Raises yaml.YAMLError."""
    wrong = _UNPRINTABLE.search(text)
    if wrong:
        line = text.count("\n", 0, wrong.start()) + 1
        mistakes.append(YamlMistake(line, f"holds a character that is not text: U+{ord(wrong[0]):04X}"))
        return YamlData()
    builder = _Builder(mistakes)
    loader = _Loader(text)
    try:
        while not builder.stopped and (event := loader.get_event()) is not None:
            builder.take(event)
    finally:
        loader.dispose()
    return builder.data


class _Builder:
    """Takes events one by one and puts each value where it belongs."""

    def __init__(self, mistakes: list[YamlMistake]) -> None:
        self.data = YamlData()
        self.stopped = False
        self._open: list[_Open] = []
        self._documents = 0
        self._mistakes = mistakes

    def take(self, event: Event) -> None:
        """Handles one event."""
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, SequenceStartEvent):
            self._begin(event, [])
        elif isinstance(event, MappingStartEvent):
            self._begin(event, {})
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            self._open.pop()
        elif isinstance(event, AliasEvent):
            self._mistake(event, f"aliases (*{event.anchor}) are not used here; write the value out")
            self._put(event, None)
        elif isinstance(event, DocumentStartEvent):
            self._document(event)

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._mistake(event, "a second document (---) in one file; make it a file of its own")
            self.stopped = True

    def _scalar(self, event: ScalarEvent) -> None:
        self._refuse_tag(event)
        if event.style == '"' and _UNPRINTABLE.search(event.value):
            self._mistake(event, "holds an escaped character that is not text")
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(event, top, event.value)
        else:
            self._put(event, event.value if event.style else self._plain(event))

    def _plain(self, event: ScalarEvent) -> object:
        try:
            return plain_value(event.value)
        except ValueError:
            self._mistake(event, f"`{event.value}` is not a day of the calendar")
            return None

    def _begin(
        self, event: SequenceStartEvent | MappingStartEvent, value: list[Any] | dict[str, Any]
    ) -> None:
        self._refuse_tag(event)
        if len(self._open) >= MAX_DEPTH:
            self._mistake(event, f"nested more than {MAX_DEPTH} deep")
            self.stopped = True
            return
        self.data.lines[id(value)] = [] if isinstance(value, list) else {}
        self._put(event, value)
        self._open.append(_Open(value))

    def _put(self, event: Event, value: object) -> None:
        if not self._open:
            self.data.value = value
            return
        top = self._open[-1]
        lines = self.data.lines[id(top.value)]
        if isinstance(top.value, list) and isinstance(lines, list):
            top.value.append(value)
            lines.append(_line(event))
        elif isinstance(top.value, dict) and isinstance(lines, dict):
            if top.key is None:
                self._mistake(event, "a key must be a word, not a list or a mapping")
                self._key(event, top, "")
                return
            top.value[top.key] = value
            lines[top.key] = top.key_line
            top.key = None

    def _key(self, event: Event, top: _Open, key: str) -> None:
        if key in top.value:
            self._mistake(event, f"`{key}` is written twice")
        top.key, top.key_line = key, _line(event)

    def _refuse_tag(self, event: ScalarEvent | SequenceStartEvent | MappingStartEvent) -> None:
        if event.tag not in (None, "!"):
            self._mistake(event, f"tags ({event.tag}) are not used here")

    def _mistake(self, event: Event, message: str) -> None:
        self._mistakes.append(YamlMistake(_line(event), message))


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def plain_value(text: str) -> object:
    """What an unquoted scalar means. `no`, `17:00` and `0300` stay words.

    Raises ValueError for a date that does not exist.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        return dt.date.fromisoformat(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
