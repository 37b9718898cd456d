"""Finds names that no file defines and ids that do not fit their place."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from knowledge.library import Entry, Place, Problem
from knowledge.parts import Parts, Placed
from knowledge.schema.reviews import Review, Source
from knowledge.schema.safety import CuesFile
from knowledge.schema.themes import AreasFile, AudiencesFile, TopicsFile
from knowledge.yamlfile import YamlFile

Target = Literal["entry", "topic", "source", "audience", "area", "review", "cue"]

REFERENCES: dict[str, dict[str, Target]] = {
    "reviews": {
        "source": "source",
        "about.topics.*": "topic",
        "about.links.*": "entry",
        "sections.*.audience": "audience",
        "sections.*.recommendations.*.topics.*": "topic",
        "sections.*.recommendations.*.links.*": "entry",
        "sections.*.recommendations.*.conflicts_with.*.entry": "entry",
    },
    "resources": {
        "resources.*.said.*.source": "source",
        "resources.*.topics.*": "topic",
        "resources.*.related.*": "entry",
    },
    "briefings": {
        "review": "review",
        "audiences.*": "audience",
        "topics.*": "topic",
        "sections.*.quotations.*.source": "source",
        "related.*": "entry",
    },
    "answers": {"answers.*.topics.*": "topic", "answers.*.related.*": "entry"},
    "gaps": {"gaps.*.case": "review", "gaps.*.related.*": "entry"},
    "topics": {"topics.*.terms.*": "entry"},
    "glossary": {"terms.*.topics.*": "topic", "terms.*.same_as.*": "entry", "terms.*.related.*": "entry"},
    "contacts": {"contacts.*.topics.*": "topic", "contacts.*.areas.*": "area"},
    "signposting": {
        "replies.*.steps.*.entry": "entry",
        "replies.*.steps.*.sooner_with.*.*": "cue",
        "replies.*.steps.*.only_with.*.*": "cue",
    },
    "questions": {"questions.*.entries.*": "entry", "questions.*.turns.*.entries.*": "entry"},
}
"""Where each kind of file names something that another file defines (`*`: each item of a list)."""

_WHERE: dict[Target, str] = {
    "entry": "no entry has this id",
    "topic": "not in topics.yaml",
    "source": "no file in sources/ has this id",
    "audience": "not in audiences.yaml",
    "area": "not in areas.yaml, and not uk",
    "review": "no file in reviews/ has this id",
    "cue": "not in safety/cues.yaml",
}


_NONE: frozenset[str] = frozenset()
"""There is no file that could define any."""


@dataclass(frozen=True)
class _Use:
    """A name that is used, and where."""

    name: str
    place: Place


def unknown_names(parts: Parts, entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """Ids, topics, sources and audiences that the folder's own files use and nothing defines."""
    if parts.unreadable:
        return
    known = _known(parts, entries)
    for area, patterns in REFERENCES.items():
        for placed in parts.own(area):
            for pattern, target in patterns.items():
                yield from _unknown(placed.file, pattern, target, known[target])


def _known(parts: Parts, entries: Mapping[str, Entry]) -> dict[Target, Container[str]]:
    unread, topics = parts.unread_ids, list(parts.of(TopicsFile))
    return {
        "entry": entries.keys() | unread,
        "topic": {t.id for each in topics for t in each.model.topics} | unread if topics or unread else _NONE,
        "source": {each.model.id for each in parts.of(Source)} | unread,
        "audience": {one.id for each in parts.of(AudiencesFile) for one in each.model.audiences} | unread,
        "area": {"uk"} | {one.id for each in parts.of(AreasFile) for one in each.model.areas} | unread,
        "review": {each.model.id for each in parts.of(Review)} | unread,
        "cue": {cue.id for each in parts.of(CuesFile) for cue in each.model.cues} | unread,
    }


def _unknown(file: YamlFile, pattern: str, target: Target, known: Container[str]) -> Iterator[Problem]:
    if target == "topic" and known is _NONE:
        first = next(uses(file, pattern), None)
        if first is not None:
            remedy = (
                "this folder has no topics.yaml: add one that defines the topics used, or leave topics out"
            )
            yield Problem("id", first.place, f"topic `{first.name}`: {remedy}")
        return
    for use in uses(file, pattern):
        if use.name not in known:
            yield Problem("id", use.place, f"{target} `{use.name}`: {_WHERE[target]}")


def uses(file: YamlFile, pattern: str) -> Iterator[_Use]:
    """Every text at a pattern of keys, with its place."""
    for path, value in file.find(pattern):
        if isinstance(value, str):
            yield _Use(value.strip(), file.place(path))


def misplaced_ids(parts: Parts) -> Iterator[Problem]:
    """Ids that do not say what they name, and names that stand twice where one is looked up."""
    for placed in parts.of(Review):
        review = placed.model
        for i, section in enumerate(review.sections):
            for j, item in enumerate(section.recommendations):
                right = f"{review.id}/{section.audience}/{item.number}"
                if item.id != right:
                    place = placed.file.place(("sections", i, "recommendations", j, "id"))
                    yield Problem("id", place, f"`{item.id}` should be `{right}`")
    for pattern, prefix, area in (
        ("terms.*.id", "term/", "glossary"),
        ("contacts.*.id", "contact/", "contacts"),
    ):
        for own in parts.own(area):
            for use in uses(own.file, pattern):
                if not use.name.startswith(prefix):
                    yield Problem("id", use.place, f"`{use.name}` should begin with `{prefix}`")


_UNIQUE = {
    "reviews": ("id",),
    "sources": ("id",),
    "topics": ("topics.*.id",),
    "audiences": ("audiences.*.id",),
    "areas": ("areas.*.id",),
    "cues": ("cues.*.id",),
    "signposting": ("replies.*.level",),
}


def doubled_names(parts: Parts) -> Iterator[Problem]:
    """Names other than entry ids that must stand once: sources, topics, audiences, cues, levels."""
    for area, patterns in _UNIQUE.items():
        for pattern in patterns:
            yield from _doubled(parts, area, pattern)


def _own_or_borrowed(parts: Parts, area: str) -> list[Placed[BaseModel]]:
    """A folder's own files may give anew what the package has."""
    return parts.own(area) or parts.placed.get(area, [])


def _doubled(parts: Parts, area: str, pattern: str) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Place] = {}
    for placed in _own_or_borrowed(parts, area):
        scope = placed.file.name if pattern.startswith("sections") else ""
        for use in uses(placed.file, pattern):
            first = seen.setdefault((scope, use.name), use.place)
            if first is not use.place:
                yield Problem("id", use.place, f"`{use.name}` is used already at {first}")
