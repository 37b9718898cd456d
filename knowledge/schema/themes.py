"""Themes and audiences: what recommendations are about and whom they are for."""

from pydantic import Field

from knowledge.schema.base import Approvable, EntryId, Slug, Strict, Words


class Topic(Strict):
    """A theme that recommendations share, across reviews."""

    id: Slug
    title: Words
    names: tuple[Words, ...] = Field((), description="Words and phrases that mean this theme.")
    terms: tuple[EntryId, ...] = Field((), description="Glossary entries whose words mean this theme.")


class TopicsFile(Approvable):
    """topics.yaml."""

    topics: tuple[Topic, ...]


class Audience(Strict):
    """An agency or profession; those without recommendations too, to be refused by name."""

    id: Slug
    name: Words = Field(description="As used in a sentence: recommendations for ...")
    names: tuple[Words, ...] = Field(
        description="Words that mean this audience, in lower case; acronyms in capitals."
    )


class AudiencesFile(Approvable):
    """audiences.yaml."""

    audiences: tuple[Audience, ...]
