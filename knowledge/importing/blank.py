"""New content files to fill in: each says in comments what belongs where."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from knowledge.importing.draft import TODO, quoted, slug


def _review(name: str) -> tuple[str, str]:
    text = f"""# yaml-language-server: $schema=../../schema/review.json
# One review. Its document is a text in sources/ with a file of its own beside it; docs/curating.md says how.
id: {quoted(slug(name))}
title: {quoted(f"{name}: response to the recommendations")}
case: {quoted(name)}
names: [{quoted(name.lower())}]  # other ways people write it
source: {slug(name)}-response
approved_by: null
approved_on: null
about:
  title: {quoted(f"The {name} review and the response to it")}
  passages:
  - text: {TODO}  # verbatim from the source
    lines: {TODO}  # [first, last] line of the stored text
  section: {TODO}  # the heading above these words, or Introduction
  questions: [{TODO}]
sections:
- audience: {TODO}  # an id of audiences.yaml
  section: {TODO}  # the heading as it stands in the source
  recommendations:
  - id: {slug(name)}/{TODO}/1  # review/audience/number
    number: 1
    title: {TODO}  # short and plain
    recommendation:
      text: {TODO}
      lines: {TODO}
    response:  # null where the document prints none; then status: no_response
      text: {TODO}
      lines: {TODO}
    topics: [{TODO}]  # ids of topics.yaml
    status: {TODO}  # done, in_progress or promised: from the words of the response only
    coverage: {TODO}  # full or part: whether all that was asked is answered
    questions: [{TODO}]  # at least eight, as people would ask
"""
    return f"reviews/{slug(name)}.yaml", text


def _resource(name: str) -> tuple[str, str]:
    text = f"""# yaml-language-server: $schema=../../schema/resources.json
approved_by: null
approved_on: null
resources:
- id: {TODO}/{slug(name)}  # protocol, policy, guidance, template, programme, system, training or audit
  title: {quoted(name)}
  kind: {TODO}
  names: []  # other names people use
  links:
  - url: {TODO}  # the official page
    title: {quoted(name)}
    seen_on: {TODO}  # the day you opened it
  topics: []
  questions: [{TODO}]  # at least eight, as people would ask
"""
    return f"resources/{slug(name)}.yaml", text


def _briefing(name: str) -> tuple[str, str]:
    text = f"""# yaml-language-server: $schema=../../schema/briefing.json
# A digest to talk through in a team. It is sent to nobody until it is published.
id: briefing/{slug(name)}
title: {quoted(name)}
about: {TODO}  # one or two sentences: what it is about, no case detail
review: null  # the id of a review, if it is about one
audiences: []  # ids of audiences.yaml: who subscribes to them gets it
topics: []  # ids of topics.yaml
author: {TODO}
status: draft  # ready when it may be published
as_at: {TODO}
licence: {TODO}
approved_by: null
approved_on: null
sections:
- heading: {TODO}
  text: {TODO}
  quotations:
  - text: {TODO}  # verbatim
    lines: {TODO}
    source: {TODO}
    section: {TODO}
    recommendation: {TODO}
discussion_questions:
- {TODO}
questions: []
"""
    return f"briefings/{slug(name)}.yaml", text


def _answer(name: str) -> tuple[str, str]:
    text = f"""# yaml-language-server: $schema=../../schema/answers.json
approved_by: null
approved_on: null
answers:
- id: answer/{slug(name)}
  title: {quoted(name)}
  questions: [{TODO}]  # at least eight, as people would ask
  text: {TODO}  # or a link, or both
  source: {TODO}  # where the answer comes from
"""
    return f"answers/{slug(name)}.yaml", text


KINDS: Mapping[str, Callable[[str], tuple[str, str]]] = MappingProxyType(
    {"review": _review, "resource": _resource, "briefing": _briefing, "answer": _answer}
)
"""For each kind what makes a file of it: its name in a content folder, and its text."""
