"""Writes a draft review: quotations with their lines, and TODO wherever a person must decide."""

import hashlib
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.importing.document import Document, Paragraph
from knowledge.importing.located import Located, located
from knowledge.importing.pairs import Pair
from knowledge.quotes import StoredText
from knowledge.schema.themes import Audience

TODO = "TODO"
WIDTH = 100
_LONG = 150
"""Characters from which a paragraph is more than a line of a title page."""
_CASE = re.compile(r"\b(?:Child|Baby|Family|Young Person|Adult) [A-Z]{1,2}\d?\b")
_PUBLISHED = re.compile(r"\b(?:published|updated|agreed|version|dated)\b[^\n]{0,40}?\b\d{4}\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:by|until|before|in|from|due)\s+(?:the end of\s+)?(?:\d{1,2}\s+)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}"
    r"|\bQuarter \w+ of \d{4}/\d{2}",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a draft by their names in a content folder, and what was found."""

    id: str
    files: tuple[tuple[str, str], ...]
    pairs: tuple[Located, ...]
    new_audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a draft is called. Each is found in the document unless a person gives it."""

    case: str
    title: str
    file: str

    @property
    def id(self) -> str:
        """The review's id: "Child T" is child-t."""
        return slug(self.case)


def named(document: Document, file: str, case: str = "") -> Named:
    """The case that a document names most, and its title. `case` is what a person gave."""
    found = _CASE.findall(document.stored)
    most = max(dict.fromkeys(found), key=found.count, default="")
    first = next((each.text for each in document.blocks if isinstance(each, Paragraph)), file)
    return Named(case or most, first, file)


def draft(document: Document, pairs: Sequence[Pair], names: Named, audiences: Sequence[Audience]) -> Draft:
    """The draft of a review with its source. Nothing is decided that only a person can decide."""
    placed = tuple(located(pairs, document.stored, audiences, names.id))
    source = f"{names.id}-response"
    files = (
        (f"sources/{source}.txt", document.stored),
        (f"sources/{source}.yaml", "\n".join(_source(document, names, source, placed)) + "\n"),
        (f"reviews/{names.id}.yaml", "\n".join(_review(document, names, source, placed)) + "\n"),
    )
    known = {each.id for each in audiences}
    new = dict.fromkeys(each.audience for each in placed if each.audience not in {*known, TODO})
    return Draft(names.id, files, placed, tuple(new))


def slug(words: str) -> str:
    """Words as an id."""
    return (
        re.sub(r"[^a-z0-9]+", "-", words.lower().replace("’", "").replace("'", "")).strip("-")[:60].strip("-")
    )


def _source(document: Document, names: Named, source: str, placed: Sequence[Located]) -> Iterator[str]:
    table = any(each.in_table for each in placed)
    yield "# yaml-language-server: $schema=../../schema/source.json"
    yield f"# Draft made from {names.file}. The text beside this file is what quotations are checked against."
    yield f"id: {source}"
    yield f"title: {TODO}  # as it stands on the document; it begins: {_comment(names.title)}"
    yield f"publisher: {TODO}"
    yield "kind: response"
    yield f"file: {source}.txt"
    yield f"sha256: {hashlib.sha256(document.stored.encode()).hexdigest()}"
    yield f"as_at: {TODO}  # when it was written, in words, as shown beside each quotation{_dated(document)}"
    yield "address: null"
    yield "address_note: The published address of this document has not been entered yet."
    yield f"licence: {TODO}  # what it says about copying, in its own words, or: not stated in the document"
    yield "permission: not_asked"
    yield "status: live"
    yield from (["layout: table"] if table else [])
    yield "approved_by: null"
    yield "approved_on: null"
    yield "editor_notes:"
    yield from _folded(
        "The stored text was taken from the published file. Words are unchanged; lines were set anew."
    )
    if document.left_out:
        yield from _folded(
            f"Left out on each page: {'; '.join(sorted({_plain(x) for x in document.left_out}))}."
        )


def _dated(document: Document) -> str:
    """What the document says of its own date, as a hint."""
    found = _PUBLISHED.search(document.stored)
    return f"; it says: {_comment(found[0])}" if found else ""


def _review(document: Document, names: Named, source: str, placed: Sequence[Located]) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../schema/review.json"
    yield f"# Draft made from {names.file}. A person decides every {TODO}; `learning-bot check` lists them."
    yield f"id: {names.id}"
    yield f"title: {quoted(f'{names.case}: response to the recommendations')}"
    yield f"case: {quoted(names.case)}"
    yield "names:"
    yield from (f"- {quoted(names.case.lower() + more)}" for more in ("", " review", " case"))
    yield f"source: {source}"
    yield "approved_by: null"
    yield "approved_on: null"
    yield "about:"
    yield f"  title: {quoted(f'The {names.case} review and the response to it')}"
    yield "  passages:"
    yield from _about(document)
    yield "  questions:"
    yield f"  - {quoted(f'what is the {names.case} response document')}"
    yield "sections:"
    groups: dict[tuple[str, str], list[Located]] = {}
    for each in placed:
        groups.setdefault((each.audience, each.pair.section), []).append(each)
    for (audience, section), group in groups.items():
        yield from _section(audience, section, group)


def _about(document: Document) -> Iterator[str]:
    """The first long paragraph: what the document says of itself, with the heading above it."""
    paragraphs = [each for each in document.blocks if isinstance(each, Paragraph)]
    at = next((at for at, each in enumerate(paragraphs) if len(each.text) > _LONG), None)
    text = TODO if at is None else paragraphs[at].text
    above = [each.text for each in paragraphs[:at] if each.level]
    places = StoredText.of(document.stored).places(text)
    yield "  - text: >-"
    yield from _indented(text, 6)
    yield f"    lines: {list(places[0]) if places else TODO}"
    yield f"  section: {quoted(above[-1]) if above else 'Introduction'}"


def _section(audience: str, section: str, group: Sequence[Located]) -> Iterator[str]:
    said = "; ".join(dict.fromkeys(each.pair.audience for each in group if each.pair.audience))
    yield f"- audience: {audience}  # {_comment(said) or TODO}"
    yield f"  section: {quoted(section) if section else TODO}"
    yield "  recommendations:"
    for each in group:
        yield from _recommendation(each)


def _recommendation(found: Located) -> Iterator[str]:
    pair = found.pair
    for doubt in pair.doubts:
        yield from (f"  # {TODO} {line}" for line in textwrap.wrap(_comment(doubt), WIDTH - 10))
    yield f"  - id: {found.id}"
    yield f"    number: {found.number}"
    if pair.number != str(found.number):
        yield f"    printed: '{pair.number}'"
    yield f"    title: {TODO}"
    yield from _passage("recommendation", pair.recommendation, found.recommendation_lines)
    if pair.response:
        yield from _passage("response", pair.response, found.response_lines)
    else:
        yield "    response: null"
    dates = list(dict.fromkeys(_DATE.findall(" ".join(pair.response))))
    if dates:
        yield f"    # dates in it, for `due` where one is a promise: {'; '.join(dates)}"
    yield f"    topics: [{TODO}]"
    choices = "done, in_progress or promised" if pair.response else "no_response, if it prints none"
    yield f"    status: {TODO}  # {choices}: from the document's words only"
    yield f"    coverage: {TODO}  # full or part: whether all that was asked is answered"
    yield f"    questions: [{TODO}]  # at least eight, as people would ask"


def _passage(name: str, paragraphs: Sequence[str], lines: tuple[int, int] | None) -> Iterator[str]:
    yield f"    {name}:"
    yield "      text: >-"
    for number, paragraph in enumerate(paragraphs):
        yield from ("", "") if number else ()
        yield from _indented(paragraph, 8)
    yield f"      lines: {list(lines) if lines else TODO}"


def _indented(text: str, by: int) -> Iterable[str]:
    """A folded text: a line break in it is read as one space, so none stands after a hyphen of its own."""
    wrapped = textwrap.wrap(text, WIDTH - by, break_on_hyphens=False, break_long_words=False)
    return [" " * by + line for line in wrapped]


def _folded(text: str) -> Iterator[str]:
    yield "- >-"
    yield from _indented(text, 2)


def quoted(text: str) -> str:
    """A text as YAML reads it as text, whatever stands in it."""
    return "'" + text.replace("'", "''") + "'"


def _comment(text: str) -> str:
    return " ".join(text.split())


def _plain(furniture: str) -> str:
    """A header or footer without its page number, so that it is listed once."""
    return re.sub(r"\b\d+\b(?=\D*$)", "#", furniture)
