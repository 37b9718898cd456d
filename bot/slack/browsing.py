"""What can be browsed: reviews, audiences that have recommendations, themes; and how each is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.library import Library

Kind = Literal["review", "audience", "theme"]
KINDS: tuple[Kind, ...] = ("review", "audience", "theme")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to browse. `ask` is what typing would be."""

    id: str
    name: str
    ask: str


def subjects(library: Library, kind: Kind) -> Iterator[Subject]:
    """All of one kind, in the order of the content."""
    if kind == "review":
        for review in library.reviews:
            yield Subject(review.id, review.case, f"What are the recommendations of {review.case}?")
    elif kind == "audience":
        held = dict.fromkeys(section.audience for review in library.reviews for section in review.sections)
        for each in held:
            name = library.audience_name(each)
            yield Subject(each, name[:1].upper() + name[1:], f"recommendations for {name}")
    else:
        for topic in library.topics:
            called = topic.names[0] if topic.names else topic.title
            yield Subject(topic.id, topic.title, f"recommendations about {called}")


def ask_for(library: Library, value: str) -> str:
    """What an option asks. Raises ValueError for one that the bot did not write.

    What is no longer held is asked for by its id, and the answer says so.
    """
    kind, id = value.split(maxsplit=1)
    for each in KINDS:
        if each == kind:
            found = (subject.ask for subject in subjects(library, each) if subject.id == id)
            return next(found, id.replace("-", " "))
    raise ValueError(kind)
