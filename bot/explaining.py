"""Prints how an answer was found: safety, facets, corrected words, scores and the threshold."""

from collections.abc import Iterator
from dataclasses import fields

from rich.console import Console
from rich.text import Text

from handlers.dispatch import Knowledge
from knowledge.search.findings import Facets


def print_explanation(question: str, knowledge: Knowledge, console: Console) -> None:
    """Prints the explanation, one thing a line."""
    for line in explanation(question, knowledge):
        console.print(Text(line))


def explanation(question: str, knowledge: Knowledge) -> Iterator[str]:
    """The lines of the explanation."""
    finding = knowledge.detector.detect(question)
    yield f"safety: {finding.level or 'no live concern'} ({', '.join(finding.reasons) or 'no cues'})"
    engine = knowledge.engine
    prepared = engine.corpus.prepare(question, correct=True)
    for each in prepared.words:
        if each.corrected_from:
            yield f"read as: {each.corrected_from} -> {each.word}"
    if prepared.concepts:
        yield f"names: {', '.join(prepared.concepts)}"
    findings = engine.search(question)
    yield f"facets: {_facets(findings.facets)}"
    sure = f"confidence {findings.confidence:.2f}, threshold {engine.threshold:.2f}"
    yield f"decision: {findings.decision}, {sure}"
    for match in findings.matches[:5]:
        yield f"  {match.entry}: log odds {match.score:.2f}, probability {match.probability:.2f}"
    for name, value in findings.explain.items():
        yield f"  {name}: {value}"


def _facets(facets: Facets) -> str:
    named = ((each.name, getattr(facets, each.name)) for each in fields(facets))
    return "; ".join(f"{name} {_words(value)}" for name, value in named if value) or "none"


def _words(value: object) -> str:
    if isinstance(value, tuple | frozenset):
        return ", ".join(sorted(str(each) for each in value))
    return str(value)
