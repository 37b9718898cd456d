"""Whom to tell of somebody who works with children: "who do I contact about a foster carer"."""

import re
from collections.abc import Sequence

from knowledge.library import Library
from knowledge.schema.resources import Contact
from knowledge.search.asking_words import NOTHING_OF_A_KIND
from knowledge.search.findings import Facets, Findings
from knowledge.search.words import Token, stem, stems, text_of

_ROLES = """
teacher/teaching assistant/ta/head teacher/headteacher/childminder/child minder/foster carer/foster parent
coach/football coach/swimming coach/scout leader/youth worker/youth leader/nursery worker/nursery nurse
nursery staff/worker/support worker/social worker/colleague/member of staff/staff member/staff/volunteer
professional/practitioner/tutor/nanny/au pair/priest/vicar/imam/chaperone/escort/lunchtime supervisor
midwife/health visitor/gp/doctor/nurse/school nurse/police officer/residential worker/key worker
"""
_NAMES = [name for line in _ROLES.split("\n") for name in line.split("/") if name]
_WORKER = re.compile(
    rf"\b(?:about|report|reporting|against|regarding) (?:an?|the|one of our|another|some|our|my)?\s?"
    rf"(?:\w+ )?(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})s?\b"
)
_ASKED = frozenset("contact review how_to".split())
_AROUND = NOTHING_OF_A_KIND | {
    stem(word)
    for word in """
    someone somebody anyone person reporting concern concerns concerned worried worry worries allegation
    allegations complaint complain complaining weekend urgent today behaviour conduct child children works
    """.split()
}
SURE = 0.97


def about_a_worker(facets: Facets, library: Library, words: Sequence[Token]) -> Findings | None:
    """The LADO of each area, or of the one that is named, where whom to ring about a worker is all that is
    asked."""
    said = _WORKER.search(text_of(words))
    if said is None or "contact" not in facets.intents or not facets.intents <= _ASKED:
        return None
    if facets.case or facets.unknown_case or facets.topics or facets.asks_recommendations:
        return None
    if not set(facets.kinds) <= {"contact", "lado"}:
        return None
    known = _AROUND | {*facets.places, *stems(said.group())}
    if any(each not in known for each in facets.residue):
        return None
    found = tuple(
        entry.id
        for entry in library.entries.values()
        if isinstance(entry.item, Contact)
        and entry.item.kind == "lado"
        and (not facets.areas or set(entry.item.areas) & set(facets.areas))
    )
    if not found:
        return None
    return Findings("answer" if len(found) == 1 else "list", facets, found, confidence=SURE)
