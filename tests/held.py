"""A hand-made library around the stored Child P response, for tests of what is drawn from sources."""

import datetime as dt
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import knowledge
from bot.web.site import Shelves, Show
from knowledge.library import Entry, Library, SafetyContent, StoredSource
from knowledge.schema.base import Passage
from knowledge.schema.reviews import AboutReview, AudienceSection, Recommendation, Review, Source
from knowledge.schema.safety import SignpostingFile
from tests.replies import AS_AT, DOCUMENT, FOOTER, MIDWIFERY, SECTION

TEXT = (Path(knowledge.__file__).parent / "content/sources/child-p-response.txt").read_text("utf-8")
REVISION = "0123456789abcdef"
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


def source(
    permission: Literal["granted", "asked", "not_asked", "refused"] = "not_asked",
    status: Literal["live", "archived", "withdrawn"] = "live",
    text: str = TEXT,
) -> StoredSource:
    """The stored response, as if its permission or status were another."""
    described = Source(
        id="child-p-response",
        title=DOCUMENT,
        publisher="Hampshire Safeguarding Children Partnership",
        kind="response",
        file="child-p-response.txt",
        sha256=sha256(text.encode()).hexdigest(),
        as_at=AS_AT,
        address_note="The published address of this document is not known.",
        licence="not stated in the document",
        permission=permission,
        status=status,
        editor_notes=("Spelling is quoted as it stands, such as “compliment the protocol”.",),
    )
    return StoredSource(described, text)


def library(stored: StoredSource | None = None) -> Library:
    """The six midwifery recommendations, with the stored text they are quoted from."""
    stored = stored or source()
    review = _review()
    section = review.sections[0]
    return Library(
        revision=REVISION,
        entries=MappingProxyType({item.id: _entry(item) for item in section.recommendations}),
        safety=SafetyContent(
            (), (), SignpostingFile(replies=(), footer=FOOTER.lines[0], pilot_notice=FOOTER.lines[1])
        ),
        reviews=(review,),
        sources=MappingProxyType({stored.source.id: stored}),
        unapproved=("reviews/child-p.yaml",),
    )


def shelves(show: Show) -> Shelves:
    """An open library in which every entry is shown by `show`."""
    return Shelves(show, lambda: NOW)


def approved(held: Library) -> Library:
    """The same library, approved."""
    return replace(held, unapproved=())


def _review() -> Review:
    recommendations = tuple(
        Recommendation(
            id=f"child-p/midwifery/{item.number}",
            number=item.number,
            title=item.title,
            recommendation=Passage(text="\n\n".join(item.asked), lines=item.asked_lines),
            response=Passage(text="\n\n".join(item.answered), lines=item.answered_lines),
            topics=("midwifery",),
            status="in_progress",
            coverage="part",
        )
        for item in MIDWIFERY
    )
    about = AboutReview(
        title="The Child P review", passages=(Passage(text="Response", lines=(3, 3)),), section="Introduction"
    )
    return Review(
        id="child-p",
        title="Child P",
        case="Child P",
        names=(),
        source="child-p-response",
        about=about,
        sections=(AudienceSection(audience="midwifery", section=SECTION, recommendations=recommendations),),
    )


def _entry(item: Recommendation) -> Entry:
    return Entry(
        id=item.id,
        kind="recommendation",
        title=item.title,
        item=item,
        questions=(f"child p midwifery {item.number}",),
        case="child-p",
        audience="midwifery",
        number=item.number,
    )
