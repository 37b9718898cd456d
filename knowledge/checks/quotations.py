"""Quotations that are not at their place, and sources that may not be quoted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from knowledge.checks.cited import cited
from knowledge.contents import Contents
from knowledge.library import Problem
from knowledge.quotes import Layout, StoredText, passage_problem, place_problem


def quotations(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Words that differ from the stored text, or stand at other lines or under another heading."""
    texts = {name: StoredText.of(stored.text) for name, stored in contents.sources.items()}
    sections = defaultdict[str, set[str]](set)
    for each in cited(contents):
        sections[each.quotation.source].add(each.quotation.section)
    for each in cited(contents):
        text = texts.get(each.quotation.source)
        if text is None:
            continue
        wrong = passage_problem(each.quotation, text)
        layout: Layout = contents.sources[each.quotation.source].source.layout
        if layout == "table" and each.may_be_shared:
            layout = "shared"
        wrong = wrong or place_problem(each.quotation, text, sections[each.quotation.source], layout)
        if wrong:
            yield Problem("quotation", each.place, wrong)


def unquotable(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Sources that are withdrawn, or whose publisher refused, and are quoted all the same."""
    for each in cited(contents):
        stored = contents.sources.get(each.quotation.source)
        if stored is None:
            continue
        if stored.source.status == "withdrawn":
            yield Problem("source", each.place, f"`{stored.source.id}` is withdrawn and still quoted here")
        elif stored.source.permission == "refused":
            yield Problem("source", each.place, f"permission to quote `{stored.source.id}` was refused")
