"""A reply as plain text, in the order shown, and the words that every renderer shares."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, assert_never
from urllib.parse import urlsplit

from handlers.messages import (
    Choice,
    Choices,
    Citation,
    ContactLine,
    Contacts,
    Feedback,
    Footer,
    Heading,
    LinkLine,
    Links,
    Mark,
    Marks,
    Part,
    QuoteBlock,
    Reply,
    Step,
    Steps,
    Text,
)

Detail = Literal["hours", "number", "caution", "page", "email"]

IN_FORCE = "open now"
CLOSED = "closed now"
OFFICIAL_PAGE = "Official page"
PUBLISHED_PAGE = "Published page"
IN_ITS_PLACE = "See it in its place"
AN_ANSWER = "An answer from the safeguarding learning bot"
"""What a notification says of an answer: nothing of what was asked or answered."""
MARK_LABELS = {
    "as_at": "As at",
    "status": "Status",
    "overdue": "Overdue",
    "due": "Date given",
    "conflict": "Sources differ",
    "part": "Answered in part",
    "note": "Editor's note",
    "language": "About this wording",
}
_RULE = "-" * 40
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """The text without what a reader cannot see and a screen might obey.

    Control characters and reversals of the reading direction go; line ends become plain ones; half a
    surrogate pair becomes the replacement character, so that the text can always be encoded.
    """
    text = _LINE_END.sub("\n", text)
    return _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))


def web_address(url: str | None) -> str | None:
    """The address if it may become a link, otherwise None: the text is then shown without one."""
    address = visible(url or "").strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def plain(reply: Reply) -> str:
    """The reply as text for a terminal, a log that nobody is notified of, or a surface's fallback."""
    blocks = (visible(_draw(part)).strip("\n") for part in with_what_to_type(reply))
    return "\n\n".join(block for block in blocks if block)


def with_what_to_type(reply: Reply) -> Iterator[Part]:
    """The parts as they read where nothing can be pressed.

    A choice that only repeats a heading is said beside it; what has no address says what opens it.
    """
    headings = {(part.text, part.entry) for part in reply.parts if isinstance(part, Heading)}
    offered = (choice for part in reply.parts if isinstance(part, Choices) for choice in part.choices)
    asks = {(each.label, each.entry): each.ask for each in offered if (each.label, each.entry) in headings}
    for part in reply.parts:
        match part:
            case Heading() if ask := asks.get((part.text, part.entry)):
                yield replace(part, text=_to_type(part.text, ask))
            case Choices():
                others = tuple(each for each in part.choices if (each.label, each.entry) not in asks)
                yield replace(part, choices=others)
            case Links() if part.title:
                yield replace(part, links=tuple(map(_openable, part.links)))
            case _:
                yield part


def mark_label(mark: Mark) -> str:
    """What kind of mark it is, in words, so that no renderer relies on colour."""
    return MARK_LABELS[mark.kind]


def mark_words(mark: Mark) -> str:
    """What stands after the label; the label is not said twice."""
    return mark.text.removeprefix(f"{mark_label(mark)}: ")


def citation_words(citation: Citation, *, dated_below: bool = False) -> str:
    """Where a quotation stands, with the lines of the stored text; its age where no mark below says it."""
    first, last = citation.lines
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    where = f"{citation}, {lines}"
    return where if dated_below else f"{where}. As at: {citation.as_at}"


def dated_below(reply: Reply, number: int) -> bool:
    """Whether marks between a part and the next heading say how old the document is."""
    for part in reply.parts[number + 1 :]:
        if isinstance(part, Heading):
            break
        if isinstance(part, Marks):
            return any(mark.kind == "as_at" for mark in part.marks)
    return False


def places(citation: Citation) -> tuple[tuple[str, str | None], ...]:
    """Where a citation leads to, each with what its link says: the passage, and the published document."""
    return (IN_ITS_PLACE, citation.page), (PUBLISHED_PAGE, citation.address)


def cited_at(citation: Citation) -> str | None:
    """The one address that a citation leads to: the passage in its place, or the published document."""
    return citation.page or citation.address


def contact_details(contact: ContactLine, page_first: bool) -> Iterator[tuple[Detail, str]]:
    """What is known of a contact, in the order in which it is to be read."""
    pages: list[tuple[Detail, str]] = [("page", contact.page)] if contact.page else []
    if page_first:
        yield from pages
    yield from (("number", number) for number in contact.numbers)
    if contact.hours:
        yield "hours", contact.hours
    if contact.caution:
        yield "caution", contact.caution
    if not page_first:
        yield from pages
    yield from (("email", email) for email in contact.emails)


def typed(choice: Choice) -> str | None:
    """What to type to pick a choice, where that is not its label."""
    return None if choice.ask == choice.label else choice.ask


def feedback_words(part: Feedback) -> str:
    """On one line what to type; each label is understood as it stands."""
    return f"{part.prompt} Type: {'; '.join(each.label for each in (part.helpful, *part.reasons))}"


def _draw(part: Part) -> str:
    match part:
        case Heading():
            drawn = _heading(part)
        case Text():
            drawn = part.text
        case QuoteBlock():
            drawn = _quotation(part)
        case Marks():
            drawn = "\n".join(f"- {mark_label(mark)}: {mark_words(mark)}" for mark in part.marks)
        case Links():
            drawn = _lines(part.title, *(f"- {_link(link)}" for link in part.links))
        case Contacts():
            drawn = _contacts(part)
        case Steps():
            drawn = "\n\n".join(_step(number, step) for number, step in enumerate(part.steps, part.first))
        case Choices():
            drawn = _lines(part.prompt, *(_choice(choice) for choice in part.choices))
        case Feedback():
            drawn = feedback_words(part)
        case Footer():
            drawn = _lines(_RULE, *part.lines)
        case _:
            assert_never(part)
    return drawn


def _openable(link: LinkLine) -> LinkLine:
    return link if link.url else replace(link, title=_to_type(link.title, f"show {link.entry}"))


def _to_type(text: str, ask: str) -> str:
    return f"{text} (type: {ask})"


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _indent(text: str) -> str:
    return "\n".join(f"   {line}" if line else line for line in text.split("\n"))


def _heading(heading: Heading) -> str:
    text = " ".join(visible(heading.text).split())
    return f"{text}\n{('=' if heading.level == 1 else '-') * min(len(text), 78)}" if text else ""


def _quotation(quote: QuoteBlock) -> str:
    """The quotation marks enclose all paragraphs, so that the passage stays in one piece."""
    label = f"{quote.label}:" if quote.label else ""
    words = "\n\n".join(quote.paragraphs)
    address = f"({where})" if (where := cited_at(quote.citation)) else ""
    return _lines(label, f"“{words}”", f"[{citation_words(quote.citation)}]", address)


def _link(link: LinkLine) -> str:
    return _lines(
        f"{link.title}: {link.url}" if link.url else link.title, f"  {link.note}" if link.note else ""
    )


def _contacts(contacts: Contacts) -> str:
    return "\n\n".join(
        _lines(group.title, *(_contact(each, contacts.page_first) for each in group.contacts))
        for group in contacts.groups
    )


def _contact(contact: ContactLine, page_first: bool) -> str:
    by_clock = f" ({IN_FORCE})" if contact.now else f" ({CLOSED})" if contact.closed else ""
    details = (f"  {words}" for _, words in contact_details(contact, page_first))
    return _lines(f"- {contact.name}{by_clock}", *details)


def _step(number: int, step: Step) -> str:
    more = [_link(step.link)] if step.link else []
    if step.contacts:
        more.append(_contacts(step.contacts))
    return "\n\n".join([f"{number}. {step.text}", *(_indent(each) for each in more)])


def _choice(choice: Choice) -> str:
    ask = typed(choice)
    return f"- {choice.label if ask is None else _to_type(choice.label, ask)}"
