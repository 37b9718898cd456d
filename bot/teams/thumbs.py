"""Feedback as Teams draws it: thumbs below a message, and behind them a form with fixed reasons.

What Teams sends back says which message it is about, and nothing of what that message said. So the entries
of the last answers are remembered here, by the message's id; nobody's name is.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.teams import wording
from bot.teams.elements import Element, shown
from bot.teams.port import Incoming, Json
from handlers import command_wording
from handlers.feedback import feedback_on
from handlers.messages import Choice, Feedback, Reply

REASON = "reason"
_CARD = "application/vnd.microsoft.card.adaptive"
_MOST = 5_000


@dataclass
class Thumbs:
    """What each of the last answers was about."""

    _about: dict[tuple[str, str], Feedback] = field(default_factory=dict)

    def remember(self, conversation: str, activity: str, reply: Reply) -> None:
        """From now on feedback on this message is about that reply."""
        key = (_without_thread(conversation), activity)
        self._about.pop(key, None)
        part = _feedback(reply)
        if part is None or not activity:
            return
        while len(self._about) >= _MOST:
            del self._about[next(iter(self._about))]
        self._about[key] = part

    def form(self, incoming: Incoming) -> Json:
        """What opens when a thumb is pressed. Of a message that is not known, that is said instead."""
        part = self._known(incoming)
        if part is None:
            return in_words(command_wording.FEEDBACK_ON_WHAT)
        card = {"contentType": _CARD, "content": form(part, liked=_liked(incoming))}
        value = {"title": _prompt(part, _liked(incoming)), "height": "medium", "width": "small", "card": card}
        return {"task": {"type": "continue", "value": value}}

    def chosen(self, incoming: Incoming) -> str | None:
        """What the bot is asked by a form that was sent: one of its choices, never free words.

        None where the message is not known any more.
        """
        part = self._known(incoming)
        if part is None:
            return None
        reason = _reason(incoming.data)
        if reason in {each.ask for each in (part.helpful, part.not_helpful, *part.reasons)}:
            return reason
        return (part.helpful if _liked(incoming) else part.not_helpful).ask

    def _known(self, incoming: Incoming) -> Feedback | None:
        """What the message was about; where Teams does not say which it was, the last of the conversation."""
        if not incoming.answers:
            return feedback_on(())
        return self._about.get((_without_thread(incoming.conversation), incoming.answers))


def form(part: Feedback, *, liked: bool) -> Element:
    """The card in the form: what to choose from, and the way to send it."""
    other = replace(part.not_helpful, label=wording.SOMETHING_ELSE)
    offered = (part.helpful, *part.reasons) if liked else (*part.reasons, other)
    choices: Element = {
        "type": "Input.ChoiceSet",
        "id": REASON,
        "label": _prompt(part, liked),
        "style": "expanded",
        "isRequired": True,
        "errorMessage": wording.CHOOSE_ONE,
        "choices": [_choice(each) for each in offered],
        **({"value": part.helpful.ask} if liked else {}),
    }
    note: Element = {"type": "TextBlock", "text": wording.NOT_WHO, "wrap": True, "isSubtle": True}
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": [choices, note],
        "actions": [{"type": "Action.Submit", "title": wording.SEND}],
    }


def in_words(words: str) -> Json:
    """Words in place of the form."""
    return {"task": {"type": "message", "value": words}}


def asks_for(reply: Reply) -> bool:
    """Whether thumbs stand below a message: also where a button of it will put an answer in its place."""
    return not reply.private and (_feedback(reply) is not None or reply.status == "choices")


def _feedback(reply: Reply) -> Feedback | None:
    return next((part for part in reply.parts if isinstance(part, Feedback)), None)


def _prompt(part: Feedback, liked: bool) -> str:
    """Whether it helped was said with the thumb; after a thumb down only the reason is open."""
    return part.prompt if liked else wording.WHAT_WAS_WRONG


def _choice(choice: Choice) -> Element:
    return {"title": " ".join(shown(choice.label).split()), "value": choice.ask}


def _liked(incoming: Incoming) -> bool:
    return isinstance(incoming.data, Mapping) and incoming.data.get("reaction") == "like"


def _reason(data: object) -> str:
    """What was chosen; the form's answers come as JSON within JSON."""
    given = data.get("feedback") if isinstance(data, Mapping) else None
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            return ""
    reason = given.get(REASON) if isinstance(given, Mapping) else None
    return reason if isinstance(reason, str) else ""


def _without_thread(conversation: str) -> str:
    return conversation.partition(";messageid=")[0]
