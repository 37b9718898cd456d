"""The packaged content as a whole: it loads without a problem and holds what others rely on."""

import datetime as dt

from knowledge.check import check
from knowledge.load import load

TODAY = dt.date(2026, 11, 23)
LIBRARY = load()
RELIED_ON = """
child-p briefing/child-p protocol/unborn-baby protocol/bruising protocol/safer-sleep
policy/maternity-safeguarding policy/missed-appointment policy/safeguarding-supervision
policy/family-engagement guidance/vulnerable-family-meetings template/midwifery-referral
programme/icon programme/lullaby-trust
system/badgernet training/hscp-virtual-offer training/level-3 training/disguised-compliance
training/named-gp-programme audit/section-11 term/wnb term/dna term/lado contact/emergency
""".split()


def test_check_finds_no_problem_in_it() -> None:
    assert [str(problem) for problem in check(None, TODAY) if not problem.warning] == []


def test_it_holds_the_entries_that_citations_links_and_questions_rely_on() -> None:
    assert [id for id in RELIED_ON if id not in LIBRARY.entries] == []
    assert sum(entry.kind == "contact" for entry in LIBRARY.entries.values()) >= 23
    assert sum(entry.kind == "term" for entry in LIBRARY.entries.values()) >= 111


def test_every_related_entry_can_be_shown() -> None:
    named = {name for entry in LIBRARY.entries.values() for name in entry.related}

    assert named <= set(LIBRARY.entries)


def test_nothing_counts_as_approved_before_somebody_has_approved_it() -> None:
    files = {entry.place.file for entry in LIBRARY.entries.values()}

    assert LIBRARY.approved is (not files & set(LIBRARY.unapproved))


def test_a_contested_value_is_never_a_number_to_call() -> None:
    contested = {conflict.value for contact in LIBRARY.contacts for conflict in contact.conflicts}
    for contact in LIBRARY.contacts:
        own = {conflict.value for conflict in contact.conflicts}
        assert not own & {number.value for number in contact.numbers}
    assert "0300 555 1386" in contested
    assert not any(number.value == "0300 555 1386" for each in LIBRARY.contacts for number in each.numbers)


def test_every_area_has_a_front_door_by_day_and_out_of_hours() -> None:
    for area in ("hampshire", "isle_of_wight", "portsmouth", "southampton"):
        kinds = {contact.kind for contact in LIBRARY.contacts if area in contact.areas and contact.numbers}
        assert {"front_door", "front_door_ooh"} <= kinds, area


def test_contacts_that_are_not_confirmed_lead_to_an_official_page_or_their_sources() -> None:
    for contact in LIBRARY.contacts:
        assert contact.confirmed(TODAY) or contact.official_page or contact.sources, contact.id
