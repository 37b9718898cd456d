"""Draws a reply in the terminal with rich: the document's words behind a bar, the bot's words without."""

from collections.abc import Iterator
from typing import assert_never

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Styled

from handlers.messages import (
    Choices,
    ContactLine,
    Contacts,
    Feedback,
    Footer,
    Heading,
    LinkLine,
    Links,
    Marks,
    Part,
    QuoteBlock,
    Reply,
    Steps,
    Text,
)
from handlers.plain import (
    CLOSED,
    IN_FORCE,
    citation_words,
    cited_at,
    contact_details,
    feedback_words,
    mark_label,
    mark_words,
    plain,
    typed,
    visible,
    with_what_to_type,
)

_TONES = {"plain": "", "caution": "yellow", "urgent": "bold red", "quiet": "dim"}
_DETAILS = {"number": "bold", "hours": "", "caution": "yellow", "page": "underline", "email": ""}
_WIDEST = 88
"""Longer lines are tiring to read, however wide the window is."""


def print_reply(reply: Reply, console: Console) -> None:
    """Prints a reply; into a file or a pipe as plain unwrapped text, so that it can be searched."""
    if not console.is_terminal:
        console.print(Styled(plain(reply)), soft_wrap=True)
        return
    width = min(console.width, _WIDEST)
    for part in with_what_to_type(reply):
        console.print(_draw(part, width), width=width, highlight=False)
        console.print()


def _styled(text: str, style: str = "") -> Styled:
    """Text that is never read as markup and holds nothing that a terminal obeys."""
    return Styled(visible(text), style=style)


def _draw(part: Part, width: int) -> RenderableType:
    drawn: RenderableType
    match part:
        case Heading():
            drawn = _styled(part.text, "bold underline" if part.level == 1 else "bold")
        case Text():
            drawn = _styled(part.text, _TONES[part.tone])
        case QuoteBlock():
            drawn = _quotation(part, width)
        case Marks():
            drawn = Group(*(_mark(mark_label(mark), mark_words(mark)) for mark in part.marks))
        case Links():
            drawn = Group(_styled(part.title, "bold"), *(_link(link) for link in part.links))
        case Contacts():
            drawn = _contacts(part)
        case Steps():
            drawn = _steps(part)
        case Choices():
            drawn = _choices(part)
        case Feedback():
            drawn = _styled(feedback_words(part), "dim")
        case Footer():
            drawn = Group(Styled("─" * width, "dim"), *_footer(part))
        case _:
            assert_never(part)
    return drawn


def _quotation(quote: QuoteBlock, width: int) -> Group:
    cited = Padding(_styled(citation_words(quote.citation), "dim"), (0, 0, 0, 2))
    where = cited_at(quote.citation)
    address = [_styled(f"  {where}", "dim underline")] if where else []
    return Group(_styled(quote.label, "bold cyan"), *_barred(quote.paragraphs, width), cited, *address)


def _barred(paragraphs: tuple[str, ...], width: int) -> Iterator[Styled]:
    """The paragraphs with a bar before each line of the screen."""
    bar = Styled("│ ", "cyan")
    console = Console(width=width)
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield bar
        for line in _styled(paragraph, "italic").wrap(console, max(width - 4, 20)):
            line.rstrip()
            yield bar + line


def _mark(label: str, text: str) -> Padding:
    return Padding(Styled.assemble((f"{label}: ", "bold yellow"), _styled(text)), (0, 0, 0, 2))


def _link(link: LinkLine) -> RenderableType:
    title = _styled(f"• {link.title}")
    details = [_styled(link.url, "underline")] if link.url else []
    if link.note:
        details.append(_styled(link.note, "dim"))
    return Group(title, *(Padding(each, (0, 0, 0, 2)) for each in details))


def _contacts(contacts: Contacts) -> Group:
    lines: list[RenderableType] = []
    for number, group in enumerate(contacts.groups):
        if number:
            lines.append(_styled(""))
        if group.title:
            lines.append(_styled(group.title, "bold"))
        lines.extend(_contact(each, contacts.page_first) for each in group.contacts)
    return Group(*lines)


def _contact(contact: ContactLine, page_first: bool) -> Group:
    name = _styled(f"• {contact.name}")
    if contact.now:
        name.append(f" ({IN_FORCE})", "bold green")
    elif contact.closed:
        name.append(f" ({CLOSED})", "bold")
    details = contact_details(contact, page_first)
    return Group(name, *(Padding(_styled(words, _DETAILS[kind]), (0, 0, 0, 2)) for kind, words in details))


def _steps(steps: Steps) -> Group:
    lines: list[RenderableType] = []
    for number, step in enumerate(steps.steps, steps.first):
        if lines:
            lines.append(_styled(""))
        lines.append(Styled.assemble((f"{number}. ", "bold"), _styled(step.text, "bold")))
        belongings = [_link(step.link)] if step.link else []
        if step.contacts:
            belongings.append(_contacts(step.contacts))
        lines.extend(Padding(each, (0, 0, 0, 3)) for each in belongings)
    return Group(*lines)


def _choices(choices: Choices) -> Group:
    lines = [_styled(choices.prompt, "bold")] if choices.prompt else []
    for choice in choices.choices:
        line = _styled(f"• {choice.label}")
        if ask := typed(choice):
            line.append_text(Styled.assemble((" (type: ", "dim"), _styled(ask), (")", "dim")))
        lines.append(line)
    return Group(*lines)


def _footer(footer: Footer) -> Iterator[Styled]:
    """The first line is about a live worry and stands out; the rest is quiet."""
    for number, line in enumerate(footer.lines):
        yield _styled(line, "dim" if number else "bold")
