"""Reads one briefing that is to be published, and checks it against the content in use."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from knowledge.library import ContentError, Library, Problem
from knowledge.mistakes import schema_problems
from knowledge.quotes import StoredText, passage_problem, place_problem
from knowledge.schema.answers import Briefing
from knowledge.schema.base import Quotation
from knowledge.yamlfile import YamlFile, read


def read_briefing(path: Path, library: Library) -> Briefing:
    """The briefing in a file, wherever the file is. Raises ContentError naming every problem."""
    yaml, problems = read(path, path.name)
    if yaml is None:
        raise ContentError(tuple(problems))
    try:
        briefing = Briefing.model_validate({} if yaml.data is None else yaml.data)
    except ValidationError as error:
        raise ContentError((*problems, *schema_problems(error, yaml, Briefing))) from None
    problems += [*_unknown(briefing, yaml, library), *_misquoted(briefing, yaml, library)]
    if problems:
        raise ContentError(tuple(problems))
    return briefing


def _unknown(briefing: Briefing, yaml: YamlFile, library: Library) -> Iterator[Problem]:
    """Names of other content that there is not."""
    held: dict[str, tuple[tuple[str, ...], set[str]]] = {
        "review": ((briefing.review,) if briefing.review else (), {each.id for each in library.reviews}),
        "audiences": (briefing.audiences, {each.id for each in library.audiences}),
        "topics": (briefing.topics, {each.id for each in library.topics}),
        "related": (briefing.related, set(library.entries)),
    }
    for key, (names, known) in held.items():
        for position, name in enumerate(names):
            if name not in known:
                place = yaml.place((key,) if key == "review" else (key, position))
                yield Problem("id", place, f"`{name}` is not in the content; correct it or leave it out")


def _misquoted(briefing: Briefing, yaml: YamlFile, library: Library) -> Iterator[Problem]:
    """Words that differ from the stored text, and sources that are not held or may not be quoted."""
    sections = _sections(briefing, library)
    for i, section in enumerate(briefing.sections):
        for j, quotation in enumerate(section.quotations):
            wrong = _wrong(quotation, library, sections)
            if wrong:
                yield Problem("quotation", yaml.place(("sections", i, "quotations", j, "text")), wrong)


def _wrong(quotation: Quotation, library: Library, sections: dict[str, set[str]]) -> str | None:
    if not library.quotable(quotation.source):
        return f"`{quotation.source}` is not a source that may be quoted; correct it or leave it out"
    if library.sources[quotation.source].source.permission == "refused":
        return f"permission to quote `{quotation.source}` was refused; leave it out"
    text = StoredText.of(library.sources[quotation.source].text)
    return passage_problem(quotation, text) or place_problem(quotation, text, sections[quotation.source])


def _sections(briefing: Briefing, library: Library) -> dict[str, set[str]]:
    """The headings of each source, as far as anything is quoted from under them."""
    quoted = [each for section in briefing.sections for each in section.quotations]
    quoted += [each for entry in library.entries.values() for each in library.quotations(entry)]
    sections: dict[str, set[str]] = {}
    for each in quoted:
        sections.setdefault(each.source, set()).add(each.section)
    return sections
