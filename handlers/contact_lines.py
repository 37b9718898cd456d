"""Contacts as lines of a reply: plainly when confirmed, with their page and a caution when not."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from handlers.fallback import MANUAL
from handlers.messages import ContactGroup, ContactLine, Contacts
from knowledge.hours import hours_in_words, london_day, office_hours, open_at
from knowledge.library import Library
from knowledge.schema.resources import Contact, ContactKind, Hours

_INSTEAD = "No number is held: see the page, or phone the number below."
FRONT_DOOR: tuple[ContactKind, ...] = ("front_door", "front_door_ooh")


def contact_line(contact: Contact, now: dt.datetime, office: tuple[Hours, ...] | None = None) -> ContactLine:
    """One contact as it may be shown at this moment."""
    numbers = shown_numbers(contact)
    reachable = open_at(contact, now, office) if office else open_at(contact, now)
    return ContactLine(
        entry=contact.id,
        name=contact.name,
        numbers=numbers,
        hours=_hours(contact) if numbers else "",
        now=bool(numbers) and reachable is True,
        closed=bool(numbers) and reachable is False,
        page=contact.official_page,
        emails=contact.emails,
        caution=_caution(contact, numbers, now),
    )


def _hours(contact: Contact) -> str:
    """The hours; where they are not known, what the page says of them."""
    if contact.hours == "unknown" and contact.hours_note:
        return contact.hours_note
    return hours_in_words(contact)


def shown_numbers(contact: Contact) -> tuple[str, ...]:
    """The numbers of a contact without any that is known to be contested."""
    contested = {_digits(each.value) for each in contact.conflicts}
    return tuple(
        f"{number.value} ({number.label})" if number.label else number.value
        for number in contact.numbers
        if _digits(number.value) not in contested
    )


def contacts_of(contacts: Iterable[Contact], now: dt.datetime, title: str = "") -> Contacts:
    """Some contacts under one name."""
    return _drawn((ContactGroup(title, tuple(contact_line(each, now) for each in contacts)),))


def area_groups(
    library: Library,
    kinds: Sequence[ContactKind],
    now: dt.datetime,
    areas: Iterable[str] | None = None,
    *,
    by_clock: bool = False,
) -> Contacts:
    """Each area with its contacts of these kinds, marked by the clock and, if wanted, in its order."""
    groups = []
    for area in library.area_names if areas is None else areas:
        lines = list(_area_lines(library, area, kinds, now))
        if by_clock:
            lines.sort(key=lambda line: (not line.now, line.closed))
        groups.append(ContactGroup(library.area_names[area], tuple(lines)))
    return _drawn(tuple(groups))


def _drawn(groups: tuple[ContactGroup, ...]) -> Contacts:
    unconfirmed = any(line.caution for group in groups for line in group.contacts)
    return Contacts(groups, page_first=unconfirmed)


def _area_lines(
    library: Library, area: str, kinds: Sequence[ContactKind], now: dt.datetime
) -> Iterator[ContactLine]:
    """An area without a number of these kinds gets its front door; without that, the manual."""
    here = [contact for contact in library.contacts if area in contact.areas]
    office = office_hours(contact for contact in here if contact.kind == "front_door")
    wanted = _in_order(here, kinds)
    if not any(shown_numbers(contact) for contact in wanted):
        yield from (replace(contact_line(contact, now, office), caution=_INSTEAD) for contact in wanted)
        wanted = _in_order(here, FRONT_DOOR)
    lines = [contact_line(contact, now, office) for contact in wanted if shown_numbers(contact)]
    yield from lines or [_no_number(library.area_names[area])]


def _in_order(contacts: Iterable[Contact], kinds: Sequence[ContactKind]) -> list[Contact]:
    """The contacts of these kinds, in the order of the kinds."""
    return sorted((each for each in contacts if each.kind in kinds), key=lambda each: kinds.index(each.kind))


def _no_number(area: str) -> ContactLine:
    name = f"Children's services for {area}"
    return ContactLine(
        "contact/hips-manual", name, (), "", page=MANUAL, caution="No number is held: see the manual."
    )


def _caution(contact: Contact, numbers: tuple[str, ...], now: dt.datetime) -> str:
    """How an unconfirmed contact is to be read; 999 needs no confirmation."""
    if contact.kind == "emergency" or contact.confirmed(london_day(now)):
        return ""
    if not numbers:
        return "No number is held." if not contact.official_page else "No number is held: see the page."
    published = next(iter(contact.sources), contact.official_page)
    where = f"Published on {_site(published)}" if published else "Published"
    seen = f", seen {contact.seen_on.day} {contact.seen_on:%B %Y}" if contact.seen_on else ""
    if not _only_elsewhere(contact):
        return f"{where}{seen}, not confirmed."
    age = f" ({contact.source_date})" if contact.source_date else ""
    return f"{where}{age}{seen}, not confirmed. The official page was not seen to give this number."


def _only_elsewhere(contact: Contact) -> bool:
    """Whether its number was seen on other sites only than that of its official page."""
    page = contact.official_page
    return page is not None and bool(contact.sources) and _site(page) not in map(_site, contact.sources)


def _site(url: str) -> str:
    return urlsplit(url).netloc


def _digits(value: str) -> str:
    return "".join(character for character in value if character.isdigit())
