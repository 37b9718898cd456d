"""The words that are said in Teams only."""

from handlers.fallback import ELSEWHERE, EMERGENCY_LINE

PRIVATE = f"A private message from the safeguarding learning bot. {EMERGENCY_LINE}"
"""What a notification says of an answer for its reader only: nothing of what it is about."""
NOT_REACHED = (
    f"I can answer this in private only, and could not reach you there. {EMERGENCY_LINE} {ELSEWHERE}"
    " To get private answers, open this app from Apps and add it."
)
"""Said in a channel or group chat where a private message could not be sent: no details."""
SENT_PRIVATELY = f"I have sent you a private message. {EMERGENCY_LINE}"
NOT_FOR_GUESTS = f"This bot answers people of its own organisation only. {EMERGENCY_LINE} {ELSEWHERE}"
NOT_SHOWN = f"Something went wrong, so I cannot show the answer. {EMERGENCY_LINE} {ELSEWHERE}"
MENTION_ME = "In a channel or a group chat, mention me by name and then ask. I read nothing else."
NOT_SEARCHED = f"Something went wrong, so I cannot search. {EMERGENCY_LINE} {ELSEWHERE}"
NOT_TAKEN = f"Something went wrong, so your feedback may not have been kept. {EMERGENCY_LINE} {ELSEWHERE}"
BELOW = "See the message below."
WHAT_WAS_WRONG = "What was wrong with this answer?"
"""Asked before anything was sent: so without thanks."""
SOMETHING_ELSE = "Something else"
CHOOSE_ONE = "Choose one of these."
NOT_WHO = "Curators see which answer it was and the hour, not who said it."
SEND = "Send"
SHOW_ALL = "Show all in full"
NEXT_PART = "Next part"
PART_BEFORE = "Part before"


def part_of(number: int, many: int) -> str:
    """Above each card of a reply that fills several."""
    return f"Part {number} of {many}"
