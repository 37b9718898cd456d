"""Which files a folder of content may hold, and what is in each."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from pydantic import BaseModel

from knowledge.schema.answers import AnswersFile, Briefing, GapsFile, QuestionsFile
from knowledge.schema.resources import ContactsFile, GlossaryFile, ResourcesFile
from knowledge.schema.reviews import Review, Source
from knowledge.schema.safety import CuesFile, ExamplesFile, FramesFile, SignpostingFile
from knowledge.schema.themes import AreasFile, AudiencesFile, TopicsFile


@dataclass(frozen=True)
class Area:
    """A kind of content file: where it stands, what it holds, and the schema editors use for it."""

    name: str
    pattern: str
    model: type[BaseModel]
    schema: str
    borrowed: bool = False
    """A folder that has no such file uses the package's own."""
    added: bool = False
    """A folder's own such files come on top of the package's: a few of its own never replace them."""

    def holds(self, name: str) -> bool:
        """Whether a file of this name (relative, with slashes) belongs to this area."""
        return fnmatchcase(name, self.pattern)


AREAS = (
    Area("reviews", "reviews/*.yaml", Review, "review"),
    Area("sources", "sources/*.yaml", Source, "source"),
    Area("resources", "resources/*.yaml", ResourcesFile, "resources"),
    Area("briefings", "briefings/*.yaml", Briefing, "briefing"),
    Area("answers", "answers/*.yaml", AnswersFile, "answers"),
    Area("gaps", "gaps/*.yaml", GapsFile, "gaps"),
    Area("topics", "topics.yaml", TopicsFile, "topics"),
    Area("audiences", "audiences.yaml", AudiencesFile, "audiences", borrowed=True),
    Area("areas", "areas.yaml", AreasFile, "areas", borrowed=True, added=True),
    Area("glossary", "glossary.yaml", GlossaryFile, "glossary", borrowed=True),
    Area("contacts", "contacts.yaml", ContactsFile, "contacts", borrowed=True),
    Area("cues", "safety/cues.yaml", CuesFile, "safety-cues", borrowed=True, added=True),
    Area("signposting", "safety/signposting.yaml", SignpostingFile, "safety-signposting", borrowed=True),
    Area("examples", "safety/examples*.yaml", ExamplesFile, "safety-examples", borrowed=True, added=True),
    Area("frames", "safety/frames.yaml", FramesFile, "safety-frames", borrowed=True),
    Area("questions", "questions/*.yaml", QuestionsFile, "questions"),
)
READ_ELSEWHERE = ("privacy/*", "sources/*.txt", "words/*", "safety/weights.yaml")
"""Files of the folder that other modules read."""


def area_of(name: str) -> Area | None:
    """The area that a file belongs to by its name."""
    return next((area for area in AREAS if area.holds(name)), None)
