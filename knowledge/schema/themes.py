"""Themes, audiences and areas: what recommendations are about, whom they are for, and where people are."""

from pydantic import Field, model_validator

from knowledge.schema.base import Approvable, AreaId, EntryId, Slug, Strict, Words


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
    short: Words | None = Field(None, description="The one of `names` to type, where `name` is long.")
    beside: tuple[Words, ...] = Field(
        (),
        description='Words that mean this audience only right beside "recommendation" or its number: docs.',
    )

    @model_validator(mode="after")
    def _is_a_name(self) -> "Audience":
        if self.short not in {None, *self.names}:
            raise ValueError(f"`short: {self.short}` is not in `names`")
        return self


class AudiencesFile(Approvable):
    """audiences.yaml."""

    audiences: tuple[Audience, ...]


class ServedArea(Strict):
    """The area of one council with children's services of its own, or all such areas together."""

    id: AreaId
    name: Words
    together: bool = Field(
        False, description="All the areas together: no council, only a heading for contacts."
    )
    names: tuple[Words, ...] = Field((), description="Other names of the area as a whole.")
    towns: tuple[Words, ...] = Field(
        (), description="Well-known towns and districts in it whose name belongs to no other place."
    )
    source: Words = Field(description="Where it can be looked up which places lie in this area.")


class AreasFile(Approvable):
    """areas.yaml."""

    areas: tuple[ServedArea, ...]
