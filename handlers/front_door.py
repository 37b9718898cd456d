"""Children's services of an area with all their lines: at night the day's number alone is no help."""

import datetime as dt
from collections.abc import Iterator, Sequence

from handlers import wording
from handlers.contact_lines import FRONT_DOOR, area_groups
from handlers.messages import Contacts, Heading, Part, Text
from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact


def is_front_door(library: Library, entry: Entry) -> bool:
    """Whether an entry is a line of children's services of one of the areas, and not a national page."""
    item = entry.item
    return isinstance(item, Contact) and item.kind in FRONT_DOOR and bool(_areas(library, item))


def front_door(
    library: Library, entries: Sequence[Entry], now: dt.datetime, asked: Sequence[str] = ()
) -> Iterator[Part]:
    """All lines of the areas of these front doors, or of those areas only that were asked about."""
    alone = len(entries) == 1
    yield Heading(entries[0].title if alone else wording.CHILDRENS_SERVICES, entries[0].id)
    yield _lines(library, entries, now, asked)
    yield Text(wording.CONTACT_ANSWER, "quiet")
    for entry in entries:
        note = getattr(entry.item, "note", None)
        if note:
            yield Text(note if alone else f"{entry.title}: {note}", "quiet")


def beside(library: Library, contact: str) -> tuple[str, ...]:
    """The contacts that are shown when this one is asked for, itself among them."""
    entry = library.entries[contact]
    if not is_front_door(library, entry):
        return (contact,)
    drawn = _lines(library, [entry], dt.datetime.now(dt.UTC), ())
    return tuple(dict.fromkeys(line.entry for group in drawn.groups for line in group.contacts))


def _lines(library: Library, entries: Sequence[Entry], now: dt.datetime, asked: Sequence[str]) -> Contacts:
    """The areas in their usual order; within each the line in force first, a closed one last."""
    theirs = {area for entry in entries for area in _areas(library, entry.item)}
    wanted = theirs & set(asked) or theirs
    areas = tuple(area for area in library.area_names if area in wanted)
    return area_groups(library, FRONT_DOOR, now, areas, by_clock=True)


def _areas(library: Library, item: object) -> tuple[str, ...]:
    """The areas with children's services of their own that a contact is for."""
    return tuple(area for area in getattr(item, "areas", ()) if area in library.area_names)
