"""Pairs in running text: a heading for each recommendation, its words, and labelled or unlabelled answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from knowledge.importing import agencies
from knowledge.importing.document import Paragraph, Table
from knowledge.importing.pairs import NO_AUDIENCE, NO_RESPONSE, Pair
from knowledge.importing.recognise import Label, RecommendationHeading, label, recommendation_heading
from knowledge.importing.tables import table_pairs

UNLABELLED = "nothing in the document marks where the recommendation ends: it was split by {how}"
IN_A_TABLE = "some of it stood in a table, which was read as paragraphs: compare it with the document"
AUDIENCE_FROM_WORDS = (
    "the heading does not name the agency: it was taken from the recommendation's first words"
)
TWO_AUDIENCES = (
    "the heading names {heading!r} and the recommendation's first words name {words!r}: choose one"
)


@dataclass
class _Answer:
    agency: str
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass
class _Open:
    """A recommendation while its text is gathered."""

    number: str
    whom: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    answers: list[_Answer] = field(default_factory=list)
    in_a_table: bool = False


@dataclass
class Section:
    """What stands under one heading."""

    heading: str
    found: list[_Open] = field(default_factory=list)


class RunningText:
    """Takes paragraphs in order. `level`: how high the headings of recommendations are (0: no style)."""

    def __init__(self, level: int) -> None:
        self._level = level
        self._section = Section("")
        self._open: _Open | None = None
        self._done: list[Section | tuple[Pair, ...]] = []

    @property
    def heading(self) -> str:
        """The last heading that is not a recommendation's."""
        return self._section.heading

    def take(self, paragraph: Paragraph) -> None:
        """The next paragraph."""
        heading = recommendation_heading(paragraph.text)
        labelled = _label(paragraph)
        if heading is not None and not paragraph.item:
            self._begin(heading, paragraph)
        elif self._open is not None and labelled is not None:
            self._answer(self._open, labelled, paragraph)
        elif paragraph.level and not (self._open and self._level and paragraph.level > self._level):
            self.close(paragraph.text)
        elif self._open is not None:
            part = self._open.answers[-1].paragraphs if self._open.answers else self._open.paragraphs
            part.append(paragraph)

    def take_table(self, table: Table) -> None:
        """The next table. Its pairs end what is open; one without pairs is part of what is open."""
        found = table_pairs(table, self.heading)
        if found:
            self.close(self.heading)
            self._done.append(found)
        elif self._open is not None:
            self._open.in_a_table = True
            for paragraph in table.paragraphs:
                self.take(paragraph)

    def close(self, heading: str) -> None:
        """A new section, or a table of pairs, ends what is open."""
        self._open = None
        if self._section.found:
            self._done.append(self._section)
        self._section = Section(heading)

    def pairs(self, text: str) -> list[Pair]:
        """All pairs, when the last paragraph has been taken. `text` is the whole document's."""
        self.close("")
        return [
            pair
            for done in self._done
            for pair in (_pairs_of(done, text) if isinstance(done, Section) else done)
        ]

    def _begin(self, heading: RecommendationHeading, paragraph: Paragraph) -> None:
        self._open = _Open(heading.number, heading.whom)
        self._section.found.append(self._open)
        if heading.words:
            self._open.paragraphs.append(replace(paragraph, text=heading.words, level=0))

    @staticmethod
    def _answer(into: _Open, labelled: Label, paragraph: Paragraph) -> None:
        answer = _Answer(labelled.agency)
        into.answers.append(answer)
        if labelled.words:
            answer.paragraphs.append(replace(paragraph, text=labelled.words, lead="", level=0, bold=False))


def _label(paragraph: Paragraph) -> Label | None:
    if paragraph.item:
        return None
    if paragraph.lead:
        found = label(paragraph.lead.rstrip())
        if found is not None:
            after = paragraph.text[len(paragraph.lead) :].lstrip(" :–—-\n")
            return Label(found.agency, after)
    return label(paragraph.text)


def _pairs_of(section: Section, text: str) -> Iterable[Pair]:
    labelled = any(each.answers for each in section.found)
    alone = agencies.one_of_each(each.answers[0].agency for each in section.found if len(each.answers) == 1)
    for each in section.found:
        for pair in _split(each, section.heading, labelled=labelled):
            by_label = pair.audience if len(each.answers) > 1 or len(alone) > 1 else ""
            addressed = _addressed(pair, by_label, each.whom, text)
            yield addressed.doubted(IN_A_TABLE) if each.in_a_table else addressed


def _split(found: _Open, section: str, *, labelled: bool) -> Iterable[Pair]:
    """One pair for each agency that answered."""
    if not labelled:
        yield _unlabelled(found, section)
        return
    recommendation = _texts(found.paragraphs)
    if not found.answers:
        yield Pair("", section, found.number, recommendation, ()).doubted(NO_RESPONSE)
    for answer in found.answers:
        pair = Pair(answer.agency, section, found.number, recommendation, _texts(answer.paragraphs))
        yield pair if answer.paragraphs else pair.doubted(NO_RESPONSE)


def _unlabelled(found: _Open, section: str) -> Pair:
    """By style where the recommendation has one of its own, otherwise after its first paragraph."""
    at, how = _style_ends(found.paragraphs), "its print"
    if at is None:
        at, how = _first_ends(found.paragraphs), "its first paragraph"
    recommendation, response = _texts(found.paragraphs[:at]), _texts(found.paragraphs[at:])
    pair = Pair("", section, found.number, recommendation, response)
    return pair.doubted(UNLABELLED.format(how=how)) if response else pair.doubted(NO_RESPONSE)


def _style_ends(paragraphs: Sequence[Paragraph]) -> int | None:
    styles = [(each.bold, each.italic) for each in paragraphs]
    if not styles or styles[0] == (False, False) or styles[-1] == styles[0]:
        return None
    return next(at for at, style in enumerate(styles) if style != styles[0])


def _first_ends(paragraphs: Sequence[Paragraph]) -> int:
    """After the first paragraph and the list that it opens."""
    at = min(1, len(paragraphs))
    while at < len(paragraphs) and (paragraphs[at].item or paragraphs[at].numbered):
        at += 1
    return at


def _addressed(pair: Pair, by_label: str, whom: str, text: str) -> Pair:
    """The pair with whom it is for."""
    heading = agencies.from_heading(pair.section)
    words = agencies.from_words(" ".join(pair.recommendation))
    named = _the(by_label) or whom or heading
    if not by_label and not whom and words and not agencies.agree(words, heading):
        if heading:
            return replace(pair, audience="").doubted(TWO_AUDIENCES.format(heading=heading, words=words))
        return replace(pair, audience=words).doubted(AUDIENCE_FROM_WORDS)
    if not named:
        named = _the(pair.audience)
    pair = replace(pair, audience=agencies.in_normal_case(named, text))
    return pair if named else pair.doubted(NO_AUDIENCE)


def _the(agency: str) -> str:
    return agency.removeprefix("the ").removeprefix("The ")


def _texts(paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
    """Paragraphs as the stored text parts them: only at empty lines."""
    texts: list[str] = []
    for each in paragraphs:
        if each.close and texts:
            texts[-1] += ("" if texts[-1].endswith("-") else " ") + each.text
        else:
            texts.append(each.text)
    return tuple(texts)
