"""Safety content: example messages, cues, and the signposting that each level gets."""

import re
from typing import Literal

from pydantic import Field, model_validator

from knowledge.schema.base import Approvable, EntryId, Slug, Strict, Words
from knowledge.schema.resources import ContactKind

Level = Literal["emergency", "concern", "allegation", "self"]
Label = Literal["emergency", "concern", "allegation", "self", "none"]


class ExampleMessage(Strict):
    """An invented message with the level it must get."""

    text: str = Field(min_length=1)
    level: Label
    note: Words | None = None


class Situation(Strict):
    """Invented messages about one kind of situation, with the level that they all must get."""

    about: Words
    level: Label
    texts: tuple[str, ...] = Field(min_length=1)


class ExamplesFile(Strict):
    """safety/examples*.yaml."""

    version: Literal[1] = 1
    messages: tuple[ExampleMessage, ...] = ()
    situations: tuple[Situation, ...] = ()

    def all(self) -> tuple[ExampleMessage, ...]:
        """Every message of the file, whichever way it is written down."""
        told = (
            ExampleMessage(text=text, level=each.level, note=each.about)
            for each in self.situations
            for text in each.texts
        )
        return (*self.messages, *told)


class Frame(Strict):
    """Words around a message that change what it is, or that change nothing."""

    around: Literal["live", "learning"]
    makes: Label | None = Field(None, description="The level of the result; left out, it keeps its own.")
    texts: tuple[str, ...] = Field(min_length=1, description="Each holds `{message}` once.")

    @model_validator(mode="after")
    def _has_a_place(self) -> "Frame":
        for text in self.texts:
            if text.count("{message}") != 1:
                raise ValueError(f"`{text}` needs `{{message}}` once")
        return self


class FramesFile(Strict):
    """safety/frames.yaml."""

    version: Literal[1] = 1
    frames: tuple[Frame, ...]


class Cue(Strict):
    """Words that weigh for or against a level, or are enough on their own to raise one."""

    id: Slug
    level: Label | None = Field(
        None, description="The level that these words raise on their own; left out where they only weigh."
    )
    words: tuple[Words, ...] = Field(
        (), description="Words or phrases in lower case without apostrophes; a star ends a word that goes on."
    )
    patterns: tuple[Words, ...] = Field((), description="Regular expressions over lower-case text.")
    part_of: tuple[Slug, ...] = Field((), description="Wider cues that these words count as too.")
    hides: bool = Field(False, description="The words inside these phrases count as nothing else.")
    needs: tuple[Slug, ...] = Field((), description="Cues that must be there for the level to count.")
    unless: tuple[Slug, ...] = Field((), description="Cues that keep the level from counting.")

    @model_validator(mode="after")
    def _can_be_seen(self) -> "Cue":
        if not self.words and not self.patterns:
            raise ValueError("a cue needs `words` or `patterns`")
        for pattern in self.patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"`{pattern}` is not a regular expression: {error}") from error
        return self


class CuesFile(Approvable):
    """safety/cues.yaml."""

    cues: tuple[Cue, ...]


class Step(Strict):
    """One thing to do, in the order shown."""

    id: Slug
    text: Words
    contacts: tuple[ContactKind, ...] = Field((), description="Kinds of contact listed under this step.")
    entry: EntryId | None = Field(None, description="A resource or contact whose address is shown.")
    sooner_with: tuple[tuple[Slug, ...], ...] = Field(
        (), description="Lists of cues. A message with one of each gets this step right after the first."
    )
    sooner_after: Slug | None = Field(
        None, description="The step that it then comes right after, where that is not the first."
    )
    sooner_title: Words | None = Field(None, description="The title of the reply when the step comes sooner.")
    only_with: tuple[tuple[Slug, ...], ...] = Field(
        (), description="Lists of cues. A message without one of each gets `otherwise` in place of the step."
    )
    otherwise: Words | None = Field(
        None, description="One line without contacts; left out, such a message gets nothing of the step."
    )


class LevelReply(Strict):
    """What the bot says at one level."""

    level: Level
    title: Words
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _comes_after_a_step(self) -> "LevelReply":
        ids = {step.id for step in self.steps}
        for step in self.steps:
            if step.sooner_after not in {None, *ids - {step.id}}:
                raise ValueError(f"`sooner_after: {step.sooner_after}` is no other step of this reply")
        return self


class SignpostingFile(Approvable):
    """safety/signposting.yaml."""

    replies: tuple[LevelReply, ...]
    footer: Words
    pilot_notice: Words
