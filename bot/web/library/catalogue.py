"""What stands together in the library, found once for each revision of the content."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from aiohttp import web

from knowledge.library import Entry, Library
from knowledge.schema.base import Quotation
from knowledge.schema.resources import Resource, ResourceKind

KINDS: dict[ResourceKind, str] = {
    "protocol": "Protocols and procedures",
    "policy": "Policies",
    "guidance": "Guidance",
    "template": "Templates",
    "training": "Training",
    "programme": "Programmes",
    "system": "Systems",
    "audit": "Audits",
}
Groups = Mapping[str, tuple[Entry, ...]]
Lines = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quoted:
    """What entries quote from one source, by the lines quoted, and the sections cited."""

    sections: frozenset[str]
    at: Mapping[Lines, tuple[Quotation, ...]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A theme or an audience with the number of its recommendations."""

    id: str
    name: str
    count: int


@dataclass(frozen=True)
class Catalogue:
    """One revision of the content, by theme, by audience, by kind and by the document quoted."""

    library: Library
    by_topic: Groups
    by_audience: Groups
    by_review: Groups
    by_kind: Groups
    resources: Groups
    briefings_of: Groups
    themes: tuple[Shelf, ...]
    """Those that recommendations are on, in the order of the content."""
    _quoted: dict[str, Quoted] = field(default_factory=dict)

    def quoted(self, source: str) -> Quoted:
        """What is quoted from a source: looked for when it is first asked for."""
        if source not in self._quoted:
            self._quoted[source] = _quoted(self.library, source)
        return self._quoted[source]

    def beside(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The recommendations before and after one in its review."""
        stands = self.by_review.get(entry.case or "", ())
        place = next((number for number, each in enumerate(stands) if each.id == entry.id), None)
        if place is None:
            return None, None
        before = stands[place - 1] if place else None
        return before, stands[place + 1] if place + 1 < len(stands) else None


def catalogue(library: Library) -> Catalogue:
    """Reads through a library once."""
    entries = library.entries.values()
    recommendations = library.recommendations
    by_topic = _grouped((e for e in entries if e.kind in _THEMED), lambda each: each.topics)
    return Catalogue(
        library=library,
        by_topic=by_topic,
        by_audience=_grouped(recommendations, lambda each: (each.audience or "",)),
        by_review=_grouped(recommendations, lambda each: (each.case or "",)),
        by_kind=_grouped(entries, lambda each: (each.kind,)),
        resources=_grouped((e for e in entries if e.kind == "resource"), _resource_kind),
        briefings_of=_grouped((e for e in entries if e.kind == "briefing"), lambda each: (each.case or "",)),
        themes=tuple(_themes(library, by_topic)),
    )


class Catalogues:
    """Keeps the catalogue of the library in use until another one is."""

    def __init__(self) -> None:
        self._last: Catalogue | None = None

    def of(self, library: Library) -> Catalogue:
        """The catalogue of this library."""
        if self._last is None or self._last.library is not library:
            self._last = catalogue(library)
        return self._last


CATALOGUES = web.AppKey("catalogues", Catalogues)
_THEMED = {"recommendation", "resource", "term", "answer", "briefing"}


def _grouped(entries: Iterable[Entry], names: Callable[[Entry], Iterable[str]]) -> Groups:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in names(entry):
            found[name].append(entry)
    return {name: tuple(group) for name, group in found.items()}


def _resource_kind(entry: Entry) -> tuple[str, ...]:
    return (entry.item.kind,) if isinstance(entry.item, Resource) else ()


def _themes(library: Library, by_topic: Groups) -> Iterator[Shelf]:
    for topic in library.topics:
        count = sum(entry.kind == "recommendation" for entry in by_topic.get(topic.id, ()))
        if count:
            yield Shelf(topic.id, topic.title, count)


def _quoted(library: Library, source: str) -> Quoted:
    found: dict[Lines, list[Quotation]] = defaultdict(list)
    for entry in library.entries.values():
        if (
            entry.kind not in ("review", "recommendation")
            or library.review(entry.case or "").source == source
        ):
            for quotation in library.quotations(entry):
                if quotation.source == source:
                    found[quotation.lines].append(quotation)
    sections = frozenset(quotation.section for each in found.values() for quotation in each)
    return Quoted(sections, {lines: tuple(each) for lines, each in found.items()})
