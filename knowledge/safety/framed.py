"""Examples inside frames: the same words taught as a case, or told after a question."""

from collections.abc import Sequence

from knowledge.library import SafetyContent
from knowledge.schema.safety import ExampleMessage, Frame, Label

EACH, CHANGED = 8, 4
"""How many examples a frame is put around, and one that makes something else of them."""
_LIVE: tuple[Label, ...] = ("emergency", "concern", "allegation", "self")
_STRIDE = 7919
"""A prime: the examples that a frame takes lie far apart, and are the same each time."""

Framed = tuple[ExampleMessage, int]
"""What came of it, and the place of the example that it was put around."""


def framed(content: SafetyContent) -> tuple[Framed, ...]:
    """What the frames make of the examples, level by level so that each counts the same."""
    places = {label: _places(content.examples, label) for label in (*_LIVE, "none")}
    found: list[Framed] = []
    for number, (frame, text) in enumerate(_texts(content.frames)):
        labels = _LIVE if frame.around == "live" else ("none",)
        for turn in range(EACH if frame.makes is None else CHANGED):
            own = places[labels[turn % len(labels)]]
            if own:
                place = own[(number * EACH + turn) * _STRIDE % len(own)]
                found.append((_put(frame, text, content.examples[place]), place))
    return tuple(found)


def _texts(frames: Sequence[Frame]) -> list[tuple[Frame, str]]:
    return [(frame, text) for frame in frames for text in frame.texts]


def _places(examples: Sequence[ExampleMessage], label: str) -> list[int]:
    return [place for place, each in enumerate(examples) if each.level == label]


def _put(frame: Frame, text: str, example: ExampleMessage) -> ExampleMessage:
    message = text.replace("{message}", example.text.rstrip(" .") if "{message}." in text else example.text)
    return ExampleMessage(text=message, level=frame.makes or example.level, note=example.note)
