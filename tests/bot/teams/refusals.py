"""What Teams does not take: messages and cards over a limit, or wrong. Written from what is published."""

import json
import re
from collections.abc import Iterator
from typing import Any

Given = dict[str, Any]

MESSAGE = 28 * 1024
ROOT = "https://schema.org/Message"
HARMLESS = re.compile(r"[^*_`~\[\]<>&|\\{}@#!=\n]+( \[\d+\])+")
"""Text that is read as markdown, with nothing in it for markdown to read."""
VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5")
ACTIONS_IN_A_SET = 6
NEEDED = {
    "AdaptiveCard": ("version", "body"),
    "TextBlock": ("text",),
    "RichTextBlock": ("inlines",),
    "TextRun": ("text",),
    "Container": ("items",),
    "ActionSet": ("actions",),
    "Input.ChoiceSet": ("id", "label", "choices", "errorMessage"),
    "Action.Execute": ("title", "verb", "data"),
    "Action.Submit": ("title",),
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
    answers = ("recipient",) if activity.get("replyToId") else ()  # else whoever is there gets it
    for name in ("conversation", "from", *answers):
        if not (activity.get(name) or {}).get("id"):
            yield f"Missing_{name}"
    if not activity.get("text") and not activity.get("attachments"):
        yield "EmptyMessage"
    formatted = activity.get("textFormat") != "plain" and activity.get("text")
    if formatted and not HARMLESS.fullmatch(formatted):
        yield "FormattedText"
    yield from citation_problems(activity)
    loop = (activity.get("channelData") or {}).get("feedbackLoop", {"type": "custom"})
    if loop.get("type") not in ("custom", "default"):
        yield "UnknownFeedbackForm"
    for attachment in activity.get("attachments") or ():
        if attachment.get("contentType") != CARD:
            yield "UnknownAttachment"
        else:
            yield from card_problems(attachment.get("content") or {})
            if not activity.get("summary"):
                yield "NoSummary"


def citation_problems(activity: Given) -> Iterator[str]:
    """What is wrong with the citations of a message."""
    roots = [each for each in activity.get("entities") or () if each.get("type") == ROOT]
    if len(roots) > 1:
        yield "MultipleRootMessageEntities"
    claims = [claim for root in roots for claim in root.get("citation") or ()]
    if len(claims) > 20:
        yield "TooManyCitations"
    numbers = [int(each) for each in re.findall(r"\[(\d+)\]", activity.get("text") or "")]
    if numbers != [claim.get("position") for claim in claims]:
        yield "CitationsAndNumbersDiffer"
    for root in roots:
        if (root.get("@type"), root.get("@context")) != ("Message", "https://schema.org"):
            yield "ErrorParsingMessageEntity"
        if "additionalType" in root:
            yield "SaysThatAiWroteIt"
    for claim in claims:
        appearance = claim.get("appearance") or {}
        known = {"@type", "name", "abstract", "url"}
        if claim.get("@type") != "Claim" or appearance.get("@type") != "DigitalDocument":
            yield "ErrorParsingCitation"
        if not 0 < len(appearance.get("name") or "") <= 80 or len(appearance.get("abstract") or "") > 160:
            yield "CitationTooLong"
        if appearance.keys() - known or not str(appearance.get("url", "https://")).startswith("http"):
            yield "ErrorParsingCitation"


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
