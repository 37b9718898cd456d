"""What the bot says about a live concern: whom to call, in order, before anything else."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handlers.contact_lines import area_groups, contacts_of
from handlers.fallback import fallback_reply
from handlers.footer import footer
from handlers.messages import Choice, Choices, Contacts, Heading, LinkLine, Part, Reply, Step, Steps, Text
from knowledge.library import Library
from knowledge.safety import SafetyFinding
from knowledge.schema import safety
from knowledge.schema.resources import Contact, Resource

_LEARNING = "When you have done this, the learning is here:"


@dataclass(frozen=True, slots=True)
class Beside:
    """What a live message says beside the concern: ids of learning that it asks for, and areas it names."""

    learning: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


NOTHING = Beside()


def urgent_reply(
    finding: SafetyFinding,
    library: Library,
    now: dt.datetime,
    beside: Beside = NOTHING,
    identifying: bool = False,
) -> Reply:
    """The signposting of a finding, for the sender only. Learning is offered last; of all areas those come
    first that the message names.

    It says nothing of what the message said. Without signposting for the level, the fallback is given.
    """
    level = finding.level or "concern"
    found = next((each for each in library.safety.signposting.replies if each.level == level), None)
    if found is None:
        return fallback_reply(library.revision, level)
    known = tuple(entry for entry in beside.learning if entry in library.entries)
    steps = _in_order(_that_fit(found.steps, finding.cues), finding.cues)
    return Reply(
        parts=(
            Heading(_title(found, finding.cues)),
            Steps(tuple(_step(each, library, now, beside.areas) for each in steps)),
            *_offered(known, library),
            footer(library),
        ),
        status="signposted",
        entries=known,
        signpost=level,
        identifying=identifying,
        confidence=1.0,
        revision=library.revision,
        private=True,
        explain={"safety": finding.reasons},
    )


def below_the_first_step(parts: tuple[Part, ...], warning: Text) -> tuple[Part, ...]:
    """The parts with a warning below what is to be done first, above all the numbers."""
    for place, part in enumerate(parts):
        if isinstance(part, Steps):
            first, rest = part.steps[:1], part.steps[1:]
            others = (Steps(rest, part.first + 1),) if rest else ()
            return (*parts[:place], Steps(first, part.first), warning, *others, *parts[place + 1 :])
    return (*parts[:-1], warning, parts[-1])


def _title(reply: safety.LevelReply, cues: frozenset[str]) -> str:
    sooner = (step.sooner_title for step in reply.steps if _comes_sooner(step, cues))
    return next(filter(None, sooner), reply.title)


def _that_fit(steps: Sequence[safety.Step], cues: frozenset[str]) -> Iterator[safety.Step]:
    """What a message is not about is one line, or left out."""
    for step in steps:
        if _has(cues, step.only_with):
            yield step
        elif step.otherwise:
            yield step.model_copy(update={"text": step.otherwise, "contacts": ()})


def _in_order(steps: Iterable[safety.Step], cues: frozenset[str]) -> list[safety.Step]:
    """999 first, then the rule that the message is about, then the rest as it is written."""
    first, *rest = steps
    ordered = [first, *(step for step in rest if not _comes_sooner(step, cues))]
    for step in reversed([step for step in rest if _comes_sooner(step, cues)]):
        ids = [each.id for each in ordered]
        ordered.insert(ids.index(step.sooner_after) + 1 if step.sooner_after in ids else 1, step)
    return ordered


def _comes_sooner(step: safety.Step, cues: frozenset[str]) -> bool:
    return bool(step.sooner_with) and _has(cues, step.sooner_with)


def _has(cues: frozenset[str], lists: Sequence[Sequence[str]]) -> bool:
    return all(cues.intersection(each) for each in lists)


def _step(step: safety.Step, library: Library, now: dt.datetime, named: Sequence[str]) -> Step:
    return Step(step.text, _contacts(step, library, now, named), _link(step, library))


def _contacts(step: safety.Step, library: Library, now: dt.datetime, named: Sequence[str]) -> Contacts | None:
    """By area where the kind is local, the named areas first; otherwise the national ones. Numbers before
    pages."""
    if not step.contacts:
        return None
    wanted = [contact for contact in library.contacts if contact.kind in step.contacts]
    local = any(area in library.area_names for contact in wanted for area in contact.areas)
    if local or "front_door" in step.contacts:
        by_clock = "front_door" in step.contacts
        areas = sorted(library.area_names, key=lambda area: area not in named)
        return _number_first(area_groups(library, step.contacts, now, areas, by_clock=by_clock))
    return _number_first(contacts_of(wanted, now)) if wanted else None


def _number_first(contacts: Contacts) -> Contacts:
    """Whoever has to call now is not sent to a page first; the caution stays beside the number."""
    return replace(contacts, page_first=False)


def _link(step: safety.Step, library: Library) -> LinkLine | None:
    entry = library.entries.get(step.entry) if step.entry else None
    if entry is None:
        return None
    item = entry.item
    if isinstance(item, Contact):
        return LinkLine(entry.title, entry.id, item.official_page)
    if isinstance(item, Resource) and item.links:
        return LinkLine(entry.title, entry.id, item.links[0].url)
    return LinkLine(entry.title, entry.id)


def _offered(learning: tuple[str, ...], library: Library) -> tuple[Choices, ...]:
    """Behind a button, after everything that is urgent."""
    choices = tuple(
        Choice(f"See the learning: {library.entries[entry].title}", f"show {entry}", entry)
        for entry in learning
    )
    return (Choices(_LEARNING, choices),) if choices else ()
