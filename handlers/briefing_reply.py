"""A briefing as a reply: what is delivered, what is put in its place, and the weekly list of briefings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handlers import wording
from handlers.briefing_parts import briefing_parts
from handlers.footer import footer
from handlers.messages import Choice, Choices, Heading, Part, Reply, Text
from knowledge.library import Library
from knowledge.schema.answers import Briefing

RECORD_DISCUSSED = "we discussed"


@dataclass(frozen=True, slots=True)
class Item:
    """One briefing of a digest, as it is when the digest is sent. None: it was withdrawn."""

    entry: str
    title: str
    briefing: Briefing | None
    corrected: bool = False


def briefing_reply(library: Library, item: Briefing, *, corrected: bool = False) -> Reply:
    """What is delivered. A corrected one says so first."""
    first = (Text(wording.CORRECTED, "caution"),) if corrected else ()
    heading, *parts = briefing_parts(library, item)
    discussed = Choices("", (Choice(wording.DISCUSSED, f"{RECORD_DISCUSSED} {item.id}", item.id),))
    return _reply(library, (heading, *first, *parts, discussed), (item.id,))


def withdrawn_reply(library: Library, entry: str, title: str) -> Reply:
    """What is put in the place of a briefing that was withdrawn. Its content is not repeated."""
    return _reply(library, (Heading(title, entry), Text(wording.BRIEFING_WITHDRAWN, "caution")), (entry,))


def rest_removed_reply(library: Library, entry: str) -> Reply:
    """What is put in the place of the last message of a briefing that became shorter."""
    return _reply(library, (Text(wording.PART_REMOVED, "quiet"),), (entry,))


def digest_reply(library: Library, items: Sequence[Item]) -> Reply:
    """The briefings of a week: each with what it is about, in full where it cannot be asked for."""
    parts: list[Part] = [Heading(wording.DIGEST_TITLE), Text(wording.DIGEST_INTRO)]
    for item in items:
        parts.extend(_listed(library, item))
    asked = tuple(_askable(library, items))
    if asked:
        parts.append(Choices(wording.DIGEST_CHOOSE, asked))
    return _reply(library, tuple(parts), tuple(item.entry for item in items))


def _listed(library: Library, item: Item) -> Iterator[Part]:
    if item.briefing is None:
        yield Heading(item.title, item.entry, 2)
        yield Text(wording.BRIEFING_WITHDRAWN, "caution")
        return
    if item.entry not in library.entries:
        for part in briefing_parts(library, item.briefing):
            yield Heading(part.text, part.entry, 2) if isinstance(part, Heading) else part
        return
    yield Heading(item.title, item.entry, 2)
    if item.corrected:
        yield Text(wording.CORRECTED, "caution")
    yield Text(item.briefing.about)


def _askable(library: Library, items: Iterable[Item]) -> Iterator[Choice]:
    for item in items:
        if item.briefing is not None and item.entry in library.entries:
            yield Choice(item.title, f"show {item.entry}", item.entry)


def _reply(library: Library, parts: tuple[Part, ...], entries: tuple[str, ...]) -> Reply:
    return Reply((*parts, footer(library)), "answered", entries, revision=library.revision)
