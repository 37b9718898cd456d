"""Answers a question: findings in, a reply with quotations, citations, marks and what goes with them out."""

import datetime as dt
from collections.abc import Iterator, Sequence

from handlers import wording
from handlers.footer import footer
from handlers.front_door import front_door, is_front_door
from handlers.messages import Choice, Choices, Contacts, Heading, Part, Reply, ReplyStatus, Text
from handlers.related import goes_with
from handlers.show import heading_of, in_short, links_first, show
from knowledge.hours import london_day
from knowledge.library import Entry, Library
from knowledge.schema.answers import Gap
from knowledge.schema.reviews import Review
from knowledge.search.findings import Facets, Findings
from knowledge.search.remember import IN_FULL

EXAMPLES = (
    "What does Child P say about missed appointments?",
    "What are the recommendations for health visitors?",
    "Unborn baby protocol link",
    "Has the missed appointment policy been reviewed?",
)


def reply_from(findings: Findings, library: Library, now: dt.datetime) -> Reply:
    """The reply to one question. `now` is aware and sets what is overdue and which number is in force."""
    parts = tuple(_parts(findings, library, now))
    related = _related(findings, library)
    return Reply(
        parts=(*parts, footer(library)),
        status=_status(findings),
        entries=findings.entries,
        related=related,
        near=tuple(match.entry for match in findings.matches),
        confidence=round(findings.confidence, 3),
        revision=library.revision,
        explain=findings.explain,
    )


def show_again(ids: Sequence[str], library: Library, now: dt.datetime) -> Reply:
    """The reply that gave these entries, without the question: what is shared holds nobody's words."""
    known = tuple(each for each in ids if each in library.entries)
    return reply_from(
        Findings("list" if known else "not_held", Facets(), entries=known, confidence=1.0), library, now
    )


def _status(findings: Findings) -> ReplyStatus:
    if findings.decision in {"answer", "list"}:
        return "answered"
    if findings.decision == "choices":
        return "choices"
    if findings.decision in {"help", "greeting", "thanks", "empty"}:
        return "command"
    return "not_held"


def _parts(findings: Findings, library: Library, now: dt.datetime) -> Iterator[Part]:
    entries = [library.entries[each] for each in findings.entries]
    if findings.decision in {"answer", "list"}:
        yield from _none_for(findings, library)
        yield from _by_status(findings)
        if findings.again and entries[0].kind != "contact":
            yield Text(wording.AGAIN, "quiet")
        answer = tuple(_answer(entries, library, now, findings.facets))
        yield from _not_held_of_it(entries, answer, findings.facets, library)
        yield from answer
    elif findings.decision == "choices":
        yield from _choices(entries, library)
    elif findings.decision == "gap":
        yield from _gap(findings, library)
    elif findings.decision == "no_such_case":
        yield Text(wording.no_such_case(findings.facets.unknown_case or "That case", _held(library)))
        yield _examples(library)
    elif findings.decision == "no_such_audience":
        yield from _no_such_audience(findings, library)
    elif findings.decision == "no_such_number":
        yield from _no_such_number(findings, library)
    elif findings.decision == "no_names":
        yield Text(wording.NO_NAMES)
        yield from _nearest(findings, library)
    elif findings.decision == "no_dates":
        held = wording.listed([library.review(each).case for each in findings.related])
        yield Text(wording.no_dates(held))
        yield from _nearest(findings, library)
    else:
        yield Text(wording.NOT_HELD)
        yield from _nearest(findings, library)


def _none_for(findings: Findings, library: Library) -> Iterator[Part]:
    """What is shown is for one agency or number; of another that was named beside it, that there is none."""
    facets = findings.facets
    shown = [library.entries[each] for each in findings.entries]
    if not facets.audiences or not {each.audience for each in shown} <= set(facets.audiences):
        return
    for review in [library.review(case) for case in dict.fromkeys(each.case for each in shown) if case]:
        if facets.unheld_audiences:
            asked = wording.listed([library.audience_name(each) for each in facets.unheld_audiences])
            yield Text(wording.none_for(review.case, asked), "caution")
        pairs = facets.pairs or [(one, number) for one in facets.audiences for number in facets.numbers]
        for audience, number in pairs if findings.by_number else ():
            held = _numbers(review, audience)
            if held and number not in held:
                name = library.audience_name(audience)
                yield Text(wording.no_such_number(review.case, number, name, held), "caution")


def _not_held_of_it(
    entries: Sequence[Entry], answer: Sequence[Part], facets: Facets, library: Library
) -> Iterator[Part]:
    """What was asked for and is not among the contacts that are shown instead: an address of either kind."""
    if any(entry.kind != "contact" for entry in entries):
        return
    groups = [group for part in answer if isinstance(part, Contacts) for group in part.groups]
    if facets.asks_email and not any(line.emails for group in groups for line in group.contacts):
        yield Text(wording.NO_EMAIL, "caution")
    instead = not {entry.id for entry in entries} & set(facets.names)
    if "link" in facets.intents and instead and all(is_front_door(library, entry) for entry in entries):
        yield Text(wording.NO_LINK, "caution")


def _by_status(findings: Findings) -> Iterator[Part]:
    """What a list by status means, so that nothing reported in part passes for done."""
    statuses = findings.facets.statuses
    if not statuses or len(findings.entries) < 2:
        return
    if findings.facets.dated:
        yield Text(wording.DATED, "caution")
    else:
        yield Text(wording.PART_DONE if statuses == {"done"} else wording.NOT_DONE, "caution")


def _answer(entries: Sequence[Entry], library: Library, now: dt.datetime, facets: Facets) -> Iterator[Part]:
    """The entries one by one; the lines of children's services together, where the first of them stands."""
    if len(entries) <= IN_FULL or any(entry.kind != "recommendation" for entry in entries):
        doors = [entry for entry in entries if is_front_door(library, entry)]
        for entry in entries:
            if entry.kind == "resource" and "link" in facets.intents and "status" not in facets.intents:
                yield from links_first(library, entry, now)
            elif entry not in doors:
                how_far = "status" in facets.intents and not facets.standing
                yield from show(library, entry, now, how_far=how_far)
            elif entry is doors[0]:
                yield from front_door(library, doors, now, facets.areas)
        return
    yield Heading(wording.how_many(len(entries), "recommendations"))
    for entry in entries:
        yield from in_short(library, entry, london_day(now))
    yield Choices(wording.OPEN_ONE, tuple(_choice(library, entry) for entry in entries))


def _choices(entries: Sequence[Entry], library: Library) -> Iterator[Part]:
    if len({entry.number for entry in entries}) == 1 and len(entries) > 1 and entries[0].number is not None:
        yield Text(wording.NUMBERED_UNDER_EACH)
    yield Choices(wording.DID_YOU_MEAN, tuple(_choice(library, entry) for entry in entries))


def _choice(library: Library, entry: Entry) -> Choice:
    """A choice that can also be typed: what it asks finds just this entry."""
    if entry.kind == "recommendation":
        case = f"{library.review(entry.case or '').case} " if len(library.reviews) > 1 else ""
        ask = f"{case}rec {entry.number} for {library.audience_short(entry.audience or '')}"
        return Choice(heading_of(library, entry), ask, entry.id)
    return Choice(entry.title, f"show {entry.id}", entry.id)


def _gap(findings: Findings, library: Library) -> Iterator[Part]:
    item = library.entries[findings.matches[0].entry].item
    assert isinstance(item, Gap)
    yield Text(item.text)
    yield from goes_with(library, item.related, wording.RELATED)


def _nearest(findings: Findings, library: Library) -> Iterator[Part]:
    near = [library.entries[each] for each in findings.related]
    if near:
        yield Choices(wording.NOT_HELD_NEXT, tuple(_choice(library, entry) for entry in near))
    else:
        yield _examples(library)


def _related(findings: Findings, library: Library) -> tuple[str, ...]:
    if findings.decision == "gap":
        gap = library.entries[findings.matches[0].entry]
        return tuple(each.id for each in library.linked(gap))
    linked = (each.id for each in library.linked(*library.those(findings.entries)))
    return tuple(dict.fromkeys(each for each in (*linked, *findings.related) if each not in findings.entries))


def _no_such_audience(findings: Findings, library: Library) -> Iterator[Part]:
    facets = findings.facets
    named = facets.audiences or facets.unheld_audiences
    asked = wording.listed([library.audience_name(each) for each in named])
    for review in map(library.review, findings.related):
        held = dict.fromkeys(library.audience_name(section.audience) for section in review.sections)
        yield Text(wording.no_such_audience(review.case, asked, wording.listed(list(held))))
    yield Choices(wording.DID_YOU_MEAN_ONE_OF, _audience_choices(library, findings.related))


def _no_such_number(findings: Findings, library: Library) -> Iterator[Part]:
    facets = findings.facets
    number = facets.printed or facets.number or 0
    for review in library.reviews:
        if facets.case not in {None, review.id}:
            continue
        for audience in facets.audiences:
            held = _numbers(review, audience)
            if held:
                name = library.audience_name(audience)
                if facets.from_end:
                    yield Text(wording.too_few(review.case, name, held))
                else:
                    yield Text(wording.no_such_number(review.case, number, name, held))
        if not facets.audiences:
            yield Text(wording.no_number_anywhere(review.case, number, _numbers(review)))
    yield Choices(wording.DID_YOU_MEAN_ONE_OF, _audience_choices(library))


def _numbers(review: Review, audience: str | None = None) -> list[int]:
    """The numbers that a review has for one audience, or for any."""
    return sorted(
        {
            each.number
            for section in review.sections
            if audience in {None, section.audience}
            for each in section.recommendations
        }
    )


def _audience_choices(library: Library, reviews: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Each review's audiences; of these reviews only, where some are named."""
    choices = (
        Choice(
            f"{review.case}: {library.audience_name(section.audience)}",
            f"{review.case} recommendations for {library.audience_name(section.audience)}",
        )
        for review in library.reviews
        if not reviews or review.id in reviews
        for section in review.sections
    )
    return tuple(dict.fromkeys(choices))


def _held(library: Library) -> str:
    return wording.listed([review.case for review in library.reviews]) or "no review yet"


def _examples(library: Library) -> Choices:
    return Choices(wording.HELP_TRY, tuple(Choice(each, each) for each in examples(library)))


def examples(library: Library) -> tuple[str, ...]:
    """A few questions that this library answers, to show people what they can ask."""
    if library.reviews and library.reviews[0].id == "child-p":
        return EXAMPLES
    asked = (
        entry.questions[0] for entry in library.entries.values() if entry.questions and not entry.borrowed
    )
    return tuple(question for question, _ in zip(asked, range(4), strict=False))
