"""What Teams does not take: messages and cards over a limit, or wrong. Written from what is published."""

import json
from collections.abc import Iterator
from typing import Any

Given = dict[str, Any]

MESSAGE = 28 * 1024
VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5")
ACTIONS_IN_A_SET = 6
NEEDED = {
    "AdaptiveCard": ("version", "body"),
    "TextBlock": ("text",),
    "RichTextBlock": ("inlines",),
    "TextRun": ("text",),
    "Container": ("items",),
    "ActionSet": ("actions",),
    "Action.Execute": ("title", "verb", "data"),
    "Action.Submit": ("title", "data"),
    "Action.OpenUrl": ("url",),
}
"""What each element must have and must not leave empty. Elements that are not here are not known."""
SCHEMES = ("https://", "http://", "tel:", "mailto:")
CARD = "application/vnd.microsoft.card.adaptive"


def refused(sent: bytes) -> tuple[int, str] | None:
    """The status and code with which a message is refused, or None."""
    if len(sent) > MESSAGE:
        return 413, "MessageSizeTooBig"
    activity: Given = json.loads(sent)
    wrong = next(problems(activity), None)
    return (400, wrong) if wrong else None


def problems(activity: Given) -> Iterator[str]:
    """What is wrong with a message, in one word each."""
    if activity.get("type") != "message":
        yield "UnknownActivityType"
    for name in ("conversation", "from", "recipient"):
        if not (activity.get(name) or {}).get("id"):
            yield f"Missing_{name}"
    if not activity.get("text") and not activity.get("attachments"):
        yield "EmptyMessage"
    if activity.get("text") and activity.get("textFormat") != "plain":
        yield "FormattedText"
    for attachment in activity.get("attachments") or ():
        if attachment.get("contentType") != CARD:
            yield "UnknownAttachment"
        else:
            yield from card_problems(attachment.get("content") or {})
            if not activity.get("summary"):
                yield "NoSummary"


def card_problems(card: Given) -> Iterator[str]:
    """What is wrong with a card."""
    if card.get("type") != "AdaptiveCard":
        yield "NoCard"
    if card.get("version") not in VERSIONS:
        yield "CardVersion"
    for element in elements(card):
        kind = element["type"]
        if kind not in NEEDED:
            yield f"Unknown_{kind}"
        for name in NEEDED.get(kind, ()):
            if element.get(name) in (None, "", []):
                yield f"Missing_{kind}_{name}"
        if kind == "ActionSet" and len(element.get("actions") or ()) > ACTIONS_IN_A_SET:
            yield "TooManyActions"
        if kind == "Action.OpenUrl" and not str(element.get("url")).startswith(SCHEMES):
            yield "BadAddress"


def elements(value: Any) -> Iterator[Given]:
    """Every element of a card, however deep; not what buttons carry."""
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for name, each in value.items():
            if name != "data":
                yield from elements(each)
    elif isinstance(value, list):
        for each in value:
            yield from elements(each)
