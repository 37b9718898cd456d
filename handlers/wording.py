"""Every sentence that the bot itself says in an answer. Words are fixed: nothing is composed."""

import datetime as dt

from knowledge.schema.base import Coverage, Status

LATER_UNKNOWN = "What has happened since then is not known here."
AGAIN = "This is what you have just seen. If it does not say what you ask, it is not held."
NO_RESPONSE = "The document prints no response to this recommendation."
NOT_ALL_ANSWERED = "The response does not answer all that was asked."
RECOMMENDATION = "The recommendation"
RESPONSE = "What the agency said it did"
SAID_OF_IT = "What the source says about it"
ALL_OF_IT = "What reviews say about it"
MORE_ON_IT = "There is more on this."
FROM_SOURCE = "From the document"
GOES_WITH_IT = "Protocols, training and other things that go with this"
IN_THE_LIBRARY = "In the library"
RELATED = "You may be looking for"
NEAREST = "The nearest things held are"
NO_ADDRESS = "No web address is held for this."
NO_EMAIL = "No email address is held for this. You can phone:"
NO_LINK = "No link to this is held. You can ask:"
DID_YOU_MEAN = "Which of these do you mean?"
OPEN_ONE = "Open one to see what the agency said it did."
DID_YOU_MEAN_ONE_OF = "These are held:"
NOT_HELD = "The knowledge base does not hold an answer to that."
NO_NAMES = "The knowledge base does not hold the names of workers, children or families."
NOT_HELD_NEXT = "Try other words, or pick one of these."
NOTHING_IN_SOURCE = "The Child P response does not mention this."
NOT_ENGLISH = (
    "If a child is in danger now or badly hurt, call 999. Otherwise phone children's services for the area "
    "where the child lives. This bot reads English only."
)
AFTER_SIGNPOSTING = {
    "emergency": (
        "If a child is in danger now, or badly hurt or unwell, call 999. Do not wait for an answer here."
    ),
    "concern": (
        "You wrote about a child a few minutes ago. If the child is in danger now, call 999. Otherwise phone"
        " children's services today, as it says above."
    ),
    "allegation": (
        "You wrote about someone who works with children a few minutes ago. If a child is in danger now, call"
        " 999. Otherwise phone today, as it says above."
    ),
    "self": (
        "If you are in danger, or might hurt yourself, call 999. The people to talk to are named above."
    ),
}
"""Said first for some minutes after signposting, whatever is asked. Nothing of the message is repeated."""
PART_DONE = "The response reports these as done, some of them only in part. Read each one's label."
NOT_DONE = "These were in progress or promised when the response was written. It gives no later position."
DATED = "These have a promised date in the response. Whether each was kept is not known here."
EMPTY = "There were no words to go on. Ask a question, such as one of these."
NUMBERED_UNDER_EACH = "Each audience has its own numbering, so there is more than one."
MEANING_UNVERIFIED = "This meaning was not read on a published page. Check it before you rely on it."
CONTESTED = "This term is contested."
HISTORIC = "This is an older name."
OTHER_MEANINGS = "It can also mean:"
DISCUSSION = "Questions to talk through in your team"
DISCUSSED = "We discussed this"
BRIEFING_LINKS = "Links"
BRIEFING_WITHDRAWN = "This briefing has been withdrawn. Do not use an earlier copy of it."
CORRECTED = "This briefing has been corrected. What stands here now replaces what was sent before."
PART_REMOVED = "This part of the briefing was removed when it was corrected."
PUSHED = "Safeguarding learning: {title}. Open this to read it."
DIGEST_TITLE = "Briefings of the past week"
DIGEST_INTRO = "These briefings were published since your last weekly digest."
DIGEST_CHOOSE = "Read one in full"
IS_A_DRAFT = "This briefing is a draft. Set its status to ready, check it, and publish it then."
IS_WITHDRAWN = "This briefing is marked as withdrawn. To take back what was sent, withdraw it."
CHANGED_SINCE_PREVIEW = (
    "The briefing has changed since this preview, so it was not published. Preview it again."
)
NOT_REACHED_DATABASE = "The database could not be reached. Nothing was changed. Try again in a few minutes."
MISQUOTED = (
    "The words that are held for this are not those of the source, so they are not shown until "
    "a curator has mended them."
)
WITHDRAWN = "The source of this has been withdrawn, so it is no longer quoted."
WHO_TO_CALL = "Who to call about a child"
GREETING = "Hello. Ask what a safeguarding review said and what agencies said they did."
THANKS = "You’re welcome."
WHENEVER = "You can ask something else at any time."
HELP_INTRO = (
    "Ask in your own words. You get the recommendation word for word, what the agency said it did, "
    "where it stands in the document, and the protocol or training that goes with it."
)
HELP_LIMITS = (
    "No text is made up. If something is not held here, the bot says so. "
    "It is not a place to report a concern: nobody watches this chat."
)
HELP_TRY = "You could ask"
CHILDRENS_SERVICES = "Children's services"
CONTACT_ANSWER = "Check the area: it is where the child lives that counts, not where you work."
LADO_ANSWER = "Check the area: it is where the adult works that counts."

SEARCH_HINT = "Type a few words, such as missed appointments."
SEARCH_CONCERN = (
    "{emergency} Nobody sees what you type here. For the numbers, write to this bot in its own chat."
)
SEARCH_IDENTIFYING = (
    "This may identify a child or a family. It has not been kept. Take the details out, and search for the"
    " subject only."
)


def said_of_it(case: str | None) -> str:
    """Whose words the quotation below is."""
    return SAID_OF_IT if case is None else f"What the {case} response says about it"


def title_of(case: str, audience_section: str, number: int | str, title: str) -> str:
    """The heading of one recommendation."""
    section = audience_section.removeprefix("Recommendations for ")
    return f"{case}: {section}, recommendation {number}. {title}"


def as_at(words: str) -> str:
    """When the quoted document was written."""
    return f"As at: {words}"


def no_such_briefing(slug: str) -> str:
    """A briefing that the content does not hold."""
    return f"There is no briefing {slug} in the content."


def nothing_out(slug: str) -> str:
    """Nothing to take back."""
    return f"No briefing {slug} is out or scheduled, so there is nothing to withdraw."


def licence(words: str) -> str:
    """Under which licence a briefing may be passed on."""
    return f"Licence: {words}"


def status(label: Status, coverage: Coverage) -> str:
    """How far the response says it had got. What is answered in part is never said to be done."""
    if label == "done":
        return (
            "The response reports this as done."
            if coverage == "full"
            else "The response reports part of this as done."
        )
    if label == "no_response":
        return NO_RESPONSE
    return (
        "In progress when the response was written."
        if label == "in_progress"
        else "Promised when the response was written."
    )


def status_short(label: Status, coverage: Coverage) -> str:
    """The same for a line in a list."""
    if label == "done":
        return "reported as done" if coverage == "full" else "reported as done in part"
    if label == "no_response":
        return "no response printed"
    return "in progress when written" if label == "in_progress" else "promised when written"


def seen_on(day: dt.date) -> str:
    """When a page was last seen by a curator."""
    return f"Seen on {day.day} {day:%B %Y}."


def due(words: str, by: dt.date, today: dt.date) -> str:
    """A promise with its date, never as done."""
    day = f"{by.day} {by:%B %Y}"
    if by < today:
        return (
            f"It gives a date: “{words}”. That date passed on {day}. Whether it was done is not known here."
        )
    return f"It gives a date: “{words}” (by {day})."


def conflict(note: str, ours: str, theirs: str) -> str:
    """Two passages that disagree, side by side; neither is chosen."""
    return f"{note} Here: “{ours}” There: “{theirs}”"


def no_such_case(name: str, held: str) -> str:
    """Another case, refused by name."""
    return f"{name} is not held here. The knowledge base holds {held}."


def no_such_audience(case: str, audience: str, held: str) -> str:
    """Another agency, refused by name."""
    return f"{case} has no recommendations for {audience}. It has recommendations for {held}."


def none_for(case: str, audience: str) -> str:
    """Said above the recommendations for another agency that was named too."""
    return f"{case} has no recommendations for {audience}."


def no_such_number(case: str, number: int | str, audience: str, held: list[int]) -> str:
    """A number that does not exist, refused with the numbers that do."""
    many = f"numbers {in_ranges(held)}" if len(held) > 1 else f"number {held[0]} only"
    return f"{case} has no recommendation {number} for {audience}. For {audience} it has {many}."


def too_few(case: str, audience: str, held: list[int]) -> str:
    """Counted from the end, beyond the first."""
    many = f"numbers {in_ranges(held)}" if len(held) > 1 else f"number {held[0]} only"
    return f"{case} has fewer recommendations for {audience} than that. It has {many}."


def no_number_anywhere(case: str, number: int | str, held: list[int]) -> str:
    """A number that no audience has."""
    if not held:
        return f"{case} has no recommendations here."
    return f"{case} has no recommendation {number}. The highest number for any audience is {held[-1]}."


def in_ranges(numbers: list[int]) -> str:
    """Numbers as a sentence says them, smallest first: 1 to 3 and 6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(each) for each in run] for run in runs)
    return listed([words for run in said for words in run])


def no_dates(case: str) -> str:
    """What is overdue is not known where no date was written down."""
    return f"No promised dates are recorded for {case}, so what is overdue is not known here."


def how_many(count: int, what: str) -> str:
    """The line above a list."""
    return f"{count} {what}" if count != 1 else f"1 {what.removesuffix('s')}"


def listed(names: list[str]) -> str:
    """Names as a sentence says them."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
