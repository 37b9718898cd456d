"""Second and third messages, by what people do with them: take back, pick, ask for the rest, for more."""

import pytest

from knowledge.search.corrections import corrected
from tests.conftest import Ask

_SHORT = {
    "m": "child-p/midwifery/",
    "hv": "child-p/health-visiting/",
    "gp": "child-p/gp/",
    "ho": "child-p/housing/",
    "hs": "child-p/hscp/",
}


def _ids(short: str) -> list[str]:
    """ "hs1,3 ho1" as ids; what has a stroke is one already."""
    found: list[str] = []
    for part in short.split():
        agency = part.rstrip("0123456789,")
        numbers = part.removeprefix(agency).split(",")
        found += [part] if "/" in part else [f"{_SHORT[agency]}{number}" for number in numbers]
    return found


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("no i meant isle of wight", "isle of wight"),
        ("Oh, hang on - I'm a health visitor", "I'm a health visitor"),
        ("southampton not portsmouth", "southampton"),
        ("not 2, 3", "3"),
        ("two sorry", "two"),
        ("no 1", "no 1"),
        ("no one has answered", "no one has answered"),
        ("is it done or not", "is it done or not"),
        ("HSCP recs not complete yet", "HSCP recs not complete yet"),
        ("sorry", "sorry"),
    ],
)
def test_taking_back_leaves_what_was_meant(said: str, meant: str) -> None:
    assert corrected(said) == meant


@pytest.mark.parametrize(
    ("turns", "short"),
    [
        (("midwifery rec 9", "oops i mean 5"), "m5"),
        (("health visitor recommendation 8", "two sorry"), "hv2"),
        (("rec 2 for gps", "not gps, health visitors"), "hv2"),
        (("midwife recs", "wait no, housing"), "ho1"),
        (("gp recs", "apologies i'm a midwife"), "m1,2,3,4,5,6"),
        (("lado for hampshire", "no, southampton"), "contact/lado-southampton"),
        (("out of hours number for portsmouth", "southampton not portsmouth"), "contact/southampton-ooh"),
        (("council housing recs", "and the board?"), "hs1,2,3,4,5,6"),
    ],
)
def test_somebody_corrects_themselves(ask: Ask, turns: tuple[str, ...], short: str) -> None:
    assert list(ask(*turns).entries) == _ids(short)


@pytest.mark.parametrize(
    ("turns", "short"),
    [
        (
            ("recommendations for midwifery", "which of them are not finished yet", "and the done ones"),
            "m1,4,6",
        ),
        (("hscp recs", "which are done", "and which arent"), "hs1,3,6"),
        (("unborn baby protocol all agencies", "show me the gp one", "and the midwifery one"), "m1"),
        (("partnership recommendations", "the one about substance misuse"), "hs6"),
        (("midwifery recommendations", "show me the icon one", "has that been done"), "m6"),
        (("what is still outstanding from child p", "only the midwifery ones", "the last one"), "m5"),
        (("list the gp recs", "the last of those, is there a link"), "gp3"),
        (("recs for health visitors", "the middle one"), "hv2"),
    ],
)
def test_somebody_picks_of_what_was_shown(ask: Ask, turns: tuple[str, ...], short: str) -> None:
    assert list(ask(*turns).entries) == _ids(short)


@pytest.mark.parametrize(
    ("turns", "short"),
    [
        (("gp rec 3", "what are the other two"), "gp1,2"),
        (("hv rec 1", "2", "and the other one"), "hv3"),
        (("unborn baby protocol all agencies", "which of these are for gps", "the others"), "m1 hv1 hs1"),
        (("which recs are done", "and whats not"), "m2,3,5 hv2 hs1,3,6"),
        (("housing rec 1", "anything else for housing"), "ho1"),
    ],
)
def test_somebody_asks_for_the_rest(ask: Ask, turns: tuple[str, ...], short: str) -> None:
    assert list(ask(*turns).entries) == _ids(short)


@pytest.mark.parametrize(
    ("turns", "short"),
    [
        (("what is the section 11 audit", "which child p recommendation is about that"), "hs2,3"),
        (("what are vulnerable family meetings", "what was said to gps about them"), "gp2"),
        (("ICON", "what did child p say about it"), "m6 m5"),
        (("substance misuse by parents hscp 6", "which other rec mentions it"), "m5"),
        (("Lullaby Trust", "have they a phone line", "which rec are they in"), "m6"),
        (("what does think family mean", "what did child p say about that"), "hv2"),
        (("unregistered staff oversight", "has that been sorted"), "m4"),
        (("parental substance misuse", "what are they doing about it"), "hs6"),
        (("hv rec 1", "how was it shared with staff"), "hv1"),
        (("badgernet", "have hvs got access yet"), "system/badgernet"),
    ],
)
def test_somebody_asks_what_was_recommended_or_done_about_it(
    ask: Ask, turns: tuple[str, ...], short: str
) -> None:
    assert list(ask(*turns).entries) == _ids(short)


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        (("lado", "number for southampton"), "contact/lado-southampton"),
        (("what does lado mean", "who is it in hampshire", "and on the island"), "contact/lado-iow"),
        (("what is mash", "phone number for portsmouth"), "contact/portsmouth-mash"),
        (("whistleblowing", "is there a phone line for that"), "contact/nspcc-whistleblowing"),
        (("front door number for the isle of wight", "and hampshire", "at night"), "contact/hampshire-ooh"),
    ],
)
def test_somebody_asks_for_the_same_kind_of_contact(ask: Ask, turns: tuple[str, ...], entry: str) -> None:
    assert ask(*turns).entries[0] == entry


@pytest.mark.parametrize(
    "turns",
    [
        ("housing recs", "and child k"),
        ("housing recs", "and child k", "is it done"),
        ("midwifery rec 2", "anything for the police"),
        ("gp rec 3", "is there one for the ambulance service"),
        ("hv recs", "rec 5"),
        ("what is the bruising protocol", "which recs mention it"),
        ("midwifery rec 5", "what is the phone number of the maternity team"),
        ("lado hampshire", "were the parents prosecuted"),
        ("what is badgernet", "how much calpol for a 3 month old"),
    ],
)
def test_what_is_not_held_is_not_answered_from_what_was_shown(ask: Ask, turns: tuple[str, ...]) -> None:
    reply = ask(*turns)
    assert (reply.status, reply.entries) == ("not_held", ())


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("which recs are done", "i need every one of the midwife ones for a slide"),
        ("which recs are done", "What level of safeguarding training do health visitors have?"),
        ("lado hampshire", "recommendation three hampshire safeguarding children partnership"),
        ("what is badgernet", "what does child p ask of primary care, all of it"),
        ("gp rec 2", "which actions are not finished"),
    ],
)
def test_a_full_new_question_is_answered_as_if_it_were_the_first(
    ask: Ask, before: str, question: str
) -> None:
    assert ask(before, question).entries == ask(question).entries


def test_a_live_concern_in_a_second_message_is_signposted(ask: Ask) -> None:
    reply = ask("gp rec 2", "sorry i meant a baby i saw today has bruises and mum wont let me in")
    assert reply.signpost is not None


@pytest.mark.parametrize(
    ("turns", "last"),
    [
        (("southampton childrens services number for professionals", "and after 5?"), "southampton-ooh"),
        (("who is the daytime contact in portsmouth", "at night tho"), "hampshire-ooh"),
        (("who do i ring in southampton on a sunday", "and in the week?"), "southampton-professionals"),
        (("lado for portsmouth", "email?"), "lado-portsmouth"),
        (("hants childrens number that parents can use", "what hours"), "hampshire-public"),
        (("what is the route if agencies disagree about a decision", "got a link?"), "hips-escalation"),
    ],
)
def test_more_is_asked_of_a_number(ask: Ask, turns: tuple[str, str], last: str) -> None:
    assert ask(*turns).entries[0] == f"contact/{last}"
