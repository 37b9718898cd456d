"""What practitioners ask, and what they get: the real engine over the real content."""

import dataclasses
import datetime as dt

import pytest

from handlers.ask import show_again
from handlers.dispatch import show_entry
from handlers.messages import Choices, Footer, Marks, Part, QuoteBlock, Reply, Text
from handlers.plain import plain
from knowledge.library import StoredSource
from knowledge.load import load
from tests.conftest import MONDAY_MORNING, Ask

MIDWIFERY = tuple(f"child-p/midwifery/{number}" for number in range(1, 7))
HEALTH_VISITING = tuple(f"child-p/health-visiting/{number}" for number in range(1, 4))
GP = tuple(f"child-p/gp/{number}" for number in range(1, 4))


def parts(reply: Reply, kind: type[Part]) -> list[Part]:
    return [part for part in reply.parts if isinstance(part, kind)]


def marks(reply: Reply, kind: str) -> list[str]:
    return [mark.text for part in parts(reply, Marks) for mark in part.marks if mark.kind == kind]  # type: ignore[union-attr]


def quoted(reply: Reply) -> list[str]:
    return ["\n\n".join(part.paragraphs) for part in parts(reply, QuoteBlock)]  # type: ignore[union-attr]


def test_a_midwife_asks_about_missed_appointments(ask: Ask) -> None:
    reply = ask("what does Child P say about missed appointments")
    assert reply.status == "answered"
    assert reply.entries == ("child-p/midwifery/2", "child-p/hscp/5")
    assert {"policy/missed-appointment", "policy/family-engagement"} <= set(reply.related)
    assert quoted(reply)[0].startswith("The Missed Appointment Policy in Maternity should be reviewed")
    assert "This review will be completed by March 2022." in quoted(reply)[1]
    assert [text for text in marks(reply, "overdue") if "31 March 2022" in text]
    assert all("undated" in text for text in marks(reply, "as_at"))
    assert isinstance(reply.parts[-1], Footer)
    assert "999" in reply.parts[-1].lines[0]


def test_every_quotation_in_every_answer_is_in_the_stored_source() -> None:
    library = load()
    words = {name: " ".join(each.text.split()) for name, each in library.sources.items()}
    shown = 0
    for entry in library.entries:
        for part in parts(show_entry(library, entry, MONDAY_MORNING), QuoteBlock):
            assert isinstance(part, QuoteBlock)
            for paragraph in part.paragraphs:
                stored = words[part.citation.source].replace("- ", "-")
                assert paragraph.replace("- ", "-") in stored, entry
                shown += 1
    assert shown > 2 * 19


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("rec 4 for midwives", "child-p/midwifery/4"),
        ("third HV recommendation", "child-p/health-visiting/3"),
        ("GP rec two", "child-p/gp/2"),
        ("recomendation 1 for Housing", "child-p/housing/1"),
        ("hscp no. 6", "child-p/hscp/6"),
        ("last rec for health visitors", "child-p/health-visiting/3"),
    ],
)
def test_a_recommendation_is_found_by_audience_and_number(ask: Ask, question: str, entry: str) -> None:
    reply = ask(question)
    assert (reply.status, reply.entries) == ("answered", (entry,))


def test_a_number_alone_asks_which_audience_is_meant(ask: Ask) -> None:
    reply = ask("recommendation 3")
    assert reply.status == "choices"
    assert set(reply.entries) == {
        "child-p/midwifery/3",
        "child-p/health-visiting/3",
        "child-p/gp/3",
        "child-p/hscp/3",
    }
    [choices] = parts(reply, Choices)
    assert isinstance(choices, Choices)
    assert ask(choices.choices[1].ask).entries == (choices.choices[1].entry,)


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("what were the recs for health visitors", HEALTH_VISITING),
        ("all the midwifery recommendations please", MIDWIFERY),
        ("what did Child P say to GPs", GP),
        (
            "everything in Child P about the unborn protocol",
            ("child-p/midwifery/1", "child-p/health-visiting/1", "child-p/gp/1", "child-p/hscp/1"),
        ),
    ],
)
def test_a_list_is_the_whole_list(ask: Ask, question: str, entries: tuple[str, ...]) -> None:
    reply = ask(question)
    assert reply.status == "answered"
    assert set(reply.entries) == set(entries)


def test_all_nineteen_are_listed_in_short_with_how_far_each_had_got(ask: Ask) -> None:
    reply = ask("show me every recommendation in child p")
    assert len(reply.entries) == 19
    assert len(quoted(reply)) == 19
    assert len(marks(reply, "status")) == 19


def test_what_was_not_finished_leaves_out_what_was_reported_as_done(ask: Ask) -> None:
    reply = ask("which actions were not finished")
    library = load()
    assert reply.entries
    assert {library.entries[each].status for each in reply.entries} == {"in_progress", "promised"}


@pytest.mark.parametrize(
    "question", ["has the missed appointment policy review been done", "is hscp rec 3 done"]
)
def test_a_promise_is_never_said_to_be_done(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply.status == "answered"
    first = marks(reply, "status")[0]
    assert first.startswith(("In progress when", "Promised when"))
    assert "not known" in first


def test_two_dates_for_one_launch_stand_side_by_side(ask: Ask) -> None:
    reply = ask("midwifery recommendation 1")
    [conflict] = marks(reply, "conflict")
    assert "joint launch event in March 2021" in conflict
    assert "launched in March 2020" in conflict


@pytest.mark.parametrize(
    "question",
    ["what does Child Q say about missed appointments", "child s recs for midwives", "baby V briefing"],
)
def test_another_case_is_refused_by_name(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert (reply.status, reply.entries) == ("not_held", ())
    assert "is not held here. The knowledge base holds Child P." in plain(reply)


def test_an_agency_without_recommendations_is_refused_by_name(ask: Ask) -> None:
    reply = ask("what are the recommendations for the police")
    assert (reply.status, reply.entries) == ("not_held", ())
    assert "Child P has no recommendations for the police. It has recommendations for" in plain(reply)


def test_a_number_that_does_not_exist_is_refused_with_those_that_do(ask: Ask) -> None:
    reply = ask("rec 7 for midwives")
    assert (reply.status, reply.entries) == ("not_held", ())
    assert "no recommendation 7" in plain(reply)
    assert "numbers 1 to 6" in plain(reply)


def test_bruising_is_not_in_child_p_but_the_protocol_is_offered(ask: Ask) -> None:
    reply = ask("what does Child P say about bruising")
    assert (reply.status, reply.entries) == ("not_held", ())
    assert "protocol/bruising" in reply.related


@pytest.mark.parametrize(
    "question",
    [
        "what's the weather like tomorrow",
        "tell me a joke",
        "who won the football",
        "book me a flight to spain",
    ],
)
def test_everyday_talk_is_not_answered(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert (reply.status, reply.entries) == ("not_held", ())


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("unborn baby protocol link", "protocol/unborn-baby"),
        ("where is the bruising protocol", "protocol/bruising"),
        ("ICON website", "programme/icon"),
        ("what does WNB mean", "term/wnb"),
        ("what is a LADO", "term/lado"),
        ("lado for southampton number", "contact/lado-southampton"),
        ("hampshire out of hours number", "contact/hampshire-ooh"),
        ("give me a 7 minute briefing on child p", "briefing/child-p"),
        ("who led the child p review", "child-p"),
        ("wat does chld p say abuot unregisterd staf doing visits", "child-p/midwifery/4"),
    ],
)
def test_links_meanings_contacts_and_typing_mistakes(ask: Ask, question: str, entry: str) -> None:
    reply = ask(question)
    assert reply.status == "answered"
    assert reply.entries[0] == entry


@pytest.mark.parametrize(
    ("turns", "entry"),
    [
        (("midwifery rec 1", "next one"), "child-p/midwifery/2"),
        (("hv rec 1", "same number for housing"), "child-p/housing/1"),
        (("unborn protocol - what was hscp told to do", "and for GPs?"), "child-p/gp/1"),
        (("gp rec 3", "has that been done"), "child-p/gp/3"),
        (("lado hampshire contact", "and portsmouth?"), "contact/lado-portsmouth"),
        (("recommendation 2", "the gp one"), "child-p/gp/2"),
    ],
)
def test_a_follow_up_leans_on_what_was_asked(ask: Ask, turns: tuple[str, ...], entry: str) -> None:
    assert ask(*turns).entries[0] == entry


def test_a_fresh_question_drops_what_was_asked_before(ask: Ask) -> None:
    reply = ask("midwifery rec 1", "what does Child P say about housing officers being curious")
    assert reply.entries[0] == "child-p/housing/1"


@pytest.mark.parametrize("greeting", ["hello", "Thanks!", "help", "🙂", "   "])
def test_small_talk_gets_an_orderly_reply_with_the_footer(ask: Ask, greeting: str) -> None:
    reply = ask(greeting)
    assert reply.status == "command"
    assert isinstance(reply.parts[-1], Footer)


def test_while_nobody_has_approved_the_content_every_reply_says_so(ask: Ask) -> None:
    for question in ("rec 1 for gps", "tell me a joke", "hello"):
        assert "not been approved by the partnership" in plain(ask(question))


def test_a_withdrawn_source_is_not_quoted_from_that_moment() -> None:
    library = load()
    stored = library.sources["child-p-response"]
    withdrawn = StoredSource(stored.source.model_copy(update={"status": "withdrawn"}), stored.text)
    library = dataclasses.replace(library, sources={"child-p-response": withdrawn})
    for entry in library.entries:
        assert not parts(show_entry(library, entry, MONDAY_MORNING), QuoteBlock)
    reply = show_entry(library, "child-p/gp/1", MONDAY_MORNING)
    assert any(isinstance(part, Text) and "withdrawn" in part.text for part in reply.parts)


def test_before_its_date_a_promise_is_not_called_overdue() -> None:
    early = dt.datetime(2022, 3, 31, 12, 0, tzinfo=dt.UTC)
    reply = show_entry(load(), "child-p/midwifery/2", early)
    assert not marks(reply, "overdue")
    assert marks(reply, "due")


@pytest.mark.parametrize(("minute", "kind"), [(59, "due"), (0, "overdue")])
def test_a_promise_is_overdue_as_soon_as_its_day_is_over_in_london(minute: int, kind: str) -> None:
    """On 31 March 2022 London was an hour ahead of UTC."""
    at = dt.datetime(2022, 3, 31, 22 if minute else 23, minute, tzinfo=dt.UTC)
    in_full = show_entry(load(), "child-p/midwifery/2", at)
    in_a_list = show_again(MIDWIFERY, load(), at)
    for reply in (in_full, in_a_list):
        assert [text for text in marks(reply, kind) if "31 March 2022" in text]


@pytest.mark.parametrize("text", ["0300 555 1386", "is 0300 555 1386 right for hampshire children"])
def test_who_has_the_number_for_adults_is_told_so_and_gets_the_ones_for_children(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert reply.entries == ("answer/number-for-adults",)
    assert reply.related == ("contact/hampshire-public", "contact/hampshire-ooh")
    drawn = plain(reply)
    assert "Do not use 0300 555 1386 for a child." in drawn
    assert "0300 555 1384 in office hours and 0300 555 1373 at other times" in drawn
    assert drawn.count("0300 555 1386 is not the number") == 1
    assert "Source: Hampshire County Council" in drawn


@pytest.mark.parametrize(
    ("number", "contact"),
    [("0300 555 1384", "contact/hampshire-public"), ("0300 555 1373", "contact/hampshire-ooh")],
)
def test_a_number_that_is_held_finds_whose_it_is(ask: Ask, number: str, contact: str) -> None:
    assert contact in ask(number).entries


@pytest.mark.parametrize(
    "text",
    [
        "which recommendations were ignored",
        "were any recommendations refused",
        "who was to blame",
    ],
)
def test_no_recommendation_is_given_as_one_that_somebody_ignored(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert reply.status == "not_held"
    assert "a judgement on whether a recommendation was ignored" in plain(reply)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("how do I make a referral", "answer/how-to-refer"),
        ("what should I do if a child tells me they are being abused", "answer/child-tells-you"),
        ("how do I escalate a disagreement with children's services", "contact/hips-escalation"),
        ("I don't agree with the social worker's decision", "contact/hips-escalation"),
    ],
)
def test_what_to_do_is_answered_from_what_is_held(ask: Ask, text: str, entry: str) -> None:
    assert ask(text).entries == (entry,)


def test_the_answer_on_referring_leads_to_each_area_and_the_form(ask: Ask) -> None:
    reply = ask("how do I make a referral")
    assert {"contact/hampshire-public", "contact/iow-public", "term/iarf"} <= set(reply.related)
    drawn = plain(reply)
    assert "for the area where the child lives, not where you work" in drawn
    assert "Hampshire Children's Services: https://www.hants.gov.uk" in drawn


def test_when_to_refer_an_unborn_baby_is_left_to_the_protocol(ask: Ask) -> None:
    reply = ask("when does the protocol say to refer an unborn baby")
    assert reply.entries == ("answer/refer-unborn",)
    assert "no week of pregnancy and no threshold can be given" in plain(reply)
    assert "protocol/unborn-baby" in reply.related


def test_who_asks_for_a_link_gets_the_links_and_what_is_said_about_it_behind_a_button(ask: Ask) -> None:
    asked = ask("unborn baby protocol link")
    assert asked.entries == ("protocol/unborn-baby",)
    assert "https://hipsprocedures.org.uk/" in plain(asked)
    assert "What the Child P response says about it" not in plain(asked)
    assert len(plain(asked).split()) < 250

    opened = ask("unborn baby protocol link", "show protocol/unborn-baby")
    assert plain(opened).count("What the Child P response says about it") == 9


def test_where_little_is_said_about_a_page_the_link_and_that_come_together(ask: Ask) -> None:
    assert "What the Child P response says about it" in plain(ask("link to the named gp training"))
