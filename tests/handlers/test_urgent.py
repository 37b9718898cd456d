"""A worried practitioner is told whom to call, in order, before and above anything else."""

import datetime as dt
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.asking import Asking
from handlers.messages import Choices, Contacts, Footer, Heading, Reply, Steps
from handlers.plain import plain
from handlers.urgent import Beside, urgent_reply
from knowledge.library import Library
from knowledge.load import ContentError, load, packaged_content
from knowledge.safety import SafetyFinding
from knowledge.schema.safety import Level
from tests.conftest import Ask
from tests.contents import child_z, edit

SATURDAY_NIGHT = dt.datetime(2026, 11, 28, 23, 0, tzinfo=dt.UTC)
MONDAY_MORNING = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
FRONT_DOOR = "children's services"
LEVELS: tuple[Level, ...] = ("emergency", "concern", "allegation", "self")
LEARNING = ("child-p/midwifery/2", "child-p/hscp/5")


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def reply_to(level: Level, library: Library, now: dt.datetime = MONDAY_MORNING) -> Reply:
    return urgent_reply(SafetyFinding(level, ("examples: emergency=0.9",)), library, now, Beside(LEARNING))


def steps(reply: Reply) -> Steps:
    return next(part for part in reply.parts if isinstance(part, Steps))


def contacts(reply: Reply, word: str) -> Contacts:
    """The contacts under the first step with this word."""
    found = next(step.contacts for step in steps(reply).steps if word in step.text)
    assert found is not None
    return found


def in_order(text: str, *words: str) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("level", LEVELS)
def test_999_stands_first_and_the_learning_last(library: Library, level: Level) -> None:
    reply = reply_to(level, library)
    assert "999" in steps(reply).steps[0].text
    kinds = [type(part) for part in reply.parts]
    assert kinds == [Heading, Steps, Choices, Footer]
    assert reply.entries == LEARNING
    offered = reply.parts[2]
    assert isinstance(offered, Choices)
    assert [choice.ask for choice in offered.choices] == [f"show {entry}" for entry in LEARNING]


@pytest.mark.parametrize("level", LEVELS)
def test_the_reply_is_for_the_sender_only_and_says_its_level(library: Library, level: Level) -> None:
    reply = reply_to(level, library)
    assert reply.private
    assert reply.status == "signposted"
    assert reply.signpost == level
    assert reply.revision == library.revision


@pytest.mark.parametrize("level", ["emergency", "concern"])
def test_a_concern_follows_the_order_of_the_procedures(library: Library, level: Level) -> None:
    assert in_order(
        plain(reply_to(level, library)),
        "call 999",
        "where the child lives",
        "If the child lives somewhere else",
        "not yet mobile",
        "send the written form",
        "safeguarding lead",
        "Telling parents",
        "not a referral and not a record",
        "escalation procedure",
        "that adult works",
        "See the learning",
    )


@pytest.mark.parametrize(
    "message",
    [
        "8 week old with a mark on the ear, what do I do",
        "Home visit today. Bruise on the cheek, mum says he rolled onto a toy. He is 12 weeks old",
        "bruised baby in front of me, mum and dad are screaming at each other",
    ],
)
def test_about_a_mark_on_a_baby_the_rule_for_it_is_read_before_all_the_numbers(
    library: Library, bot: Asking, message: str
) -> None:
    assert bot.knowledge is not None
    finding = bot.knowledge.detector.detect(message)
    said = plain(urgent_reply(finding, library, MONDAY_MORNING))
    assert in_order(
        said, "call 999", "not yet mobile", "where the child lives", "Hampshire", "Bruising Protocol"
    )


def test_a_baby_without_a_mark_and_a_mark_on_an_older_child_change_no_order(library: Library) -> None:
    for cues in ({"baby", "hit"}, {"injury", "child"}, set[str]()):
        finding = SafetyFinding("concern", cues=frozenset(cues))
        said = plain(urgent_reply(finding, library, MONDAY_MORNING))
        assert in_order(said, "where the child lives", "Southampton", "not yet mobile")


@pytest.mark.parametrize(
    "message",
    ["pregnant lady using heroin stopped coming", "MASH said no", "mum hasnt turned up again"],
)
def test_what_a_message_is_not_about_takes_one_line_each(ask: Ask, message: str) -> None:
    said = plain(ask(message))
    assert said.count("baby who is not yet mobile") == said.count("Bruising Protocol.") == 1
    assert "Do not rely on photos" not in said
    assert said.count("LADO") == 2
    assert "“LADO number”" in said
    assert "01962 876364" not in said


def test_the_numbers_that_were_folded_away_are_one_question_away(ask: Ask) -> None:
    reply = ask("MASH said no", "LADO number")
    numbers = plain(reply)
    assert reply.signpost is None
    assert [each for each in ("01962 876364", "01983 823723", "023 8091 5535") if each not in numbers] == []


@pytest.mark.parametrize(
    "message",
    [
        "bruise",
        "newborn is losing weight and mum missed the visit today",
        "8 week old with a mark on the ear, what do I do",
        "toddler with what looks like cigarette burns, nursery just rang me",
    ],
)
def test_about_a_mark_or_a_baby_the_rule_for_both_is_there_in_full(ask: Ask, message: str) -> None:
    assert "Do not rely on photos" in plain(ask(message))


def test_where_somebody_is_spoken_of_who_works_with_children_the_lado_is_there_with_every_number(
    ask: Ask,
) -> None:
    reply = ask("mum is using heroin again and her boyfriend is a teaching assistant")
    assert reply.signpost == "concern"
    assert "01962 876364" in plain(reply)


@pytest.mark.parametrize(
    "message",
    ["MASH closed my referral and I still think he's not safe", "social care rejected my referral"],
)
def test_whoever_was_turned_away_reads_of_escalation_right_after_the_phone(ask: Ask, message: str) -> None:
    said = plain(ask(message))
    assert in_order(
        said,
        "call 999",
        "2. Phone",
        "Southampton",
        "3. ",
        "escalation procedure",
        "escalation-and-resolution",
    )
    assert in_order(said, "escalation-and-resolution", "If the child lives somewhere else", "written form")
    assert said.count("escalation procedure") == 1


@pytest.mark.parametrize(
    "message",
    [
        "my manager told me to take the bruise out of the notes",
        "my boss said to leave the bruising out of the record",
        "our practice manager deleted my entry about the bruise",
    ],
)
def test_whoever_is_told_to_hide_it_reads_of_whistleblowing_before_the_lado(ask: Ask, message: str) -> None:
    said = plain(ask(message))
    assert said.startswith("Phone the whistleblowing line")
    assert in_order(said, "call 999", "whistleblowing advice line", "0800 028 0285", "officer (LADO)")
    assert said.count("0800 028 0285") == 1


@pytest.mark.parametrize("message", ["I saw our consultant slap a child on the ward"])
def test_what_nobody_hides_goes_to_the_lado_first(ask: Ask, message: str) -> None:
    said = plain(ask(message))
    assert said.startswith("Tell the LADO today")
    assert in_order(said, "officer (LADO)", "where the child lives", "whistleblowing advice line")


@pytest.mark.parametrize("message", ["I want to kill myself", "i am going to end my life tonight"])
def test_whoever_writes_of_their_own_life_reads_whom_to_phone_before_childrens_services(
    library: Library, bot: Asking, message: str
) -> None:
    assert bot.knowledge is not None
    finding = bot.knowledge.detector.detect(message)
    assert finding.level in {"emergency", "self"}
    said = plain(urgent_reply(finding, library, MONDAY_MORNING))
    assert in_order(said, "call 999", "Samaritans", "116 123", "where the child lives")


@pytest.mark.parametrize(
    "message", ["i shook him and he wont wake up", "she says she will kill herself tonight"]
)
def test_an_emergency_of_a_child_keeps_childrens_services_first(
    library: Library, bot: Asking, message: str
) -> None:
    assert bot.knowledge is not None
    said = plain(urgent_reply(bot.knowledge.detector.detect(message), library, MONDAY_MORNING))
    assert in_order(said, "call 999", "where the child lives", "Samaritans")


def test_at_night_the_line_that_answers_is_read_before_those_that_are_closed(library: Library) -> None:
    (hampshire, *_) = contacts(reply_to("concern", library, SATURDAY_NIGHT), "child lives").groups
    assert hampshire.contacts[0].entry == "contact/hampshire-ooh"
    assert [line.closed for line in hampshire.contacts] == [False, False, True]


def test_an_allegation_goes_to_the_lado_where_the_adult_works(library: Library) -> None:
    reply = reply_to("allegation", library)
    text = plain(reply)
    assert in_order(
        text, "call 999", "the area where the adult works", "where the child lives", "whistleblowing"
    )
    assert "one working day" in text
    assert "0800 028 0285" in text
    lados = contacts(reply, "adult works")
    assert [group.title for group in lados.groups] == [
        "Hampshire",
        "Isle of Wight",
        "Portsmouth",
        "Southampton",
    ]
    assert "01962 876364" in lados.groups[0].contacts[0].numbers


def test_an_area_without_a_lado_number_gets_its_front_door(library: Library) -> None:
    portsmouth = contacts(reply_to("allegation", library), "adult works").groups[2]
    assert portsmouth.contacts[0].entry == "contact/lado-portsmouth"
    assert portsmouth.contacts[0].numbers == ()
    assert "0845 671 0271" in [number for line in portsmouth.contacts for number in line.numbers]


def test_the_practitioner_is_told_who_is_there_for_them(library: Library) -> None:
    text = plain(reply_to("self", library))
    assert in_order(
        text, "call 999", "116 123", "GP", "occupational health", "colleague", "where the child lives"
    )


def test_a_child_who_writes_of_their_own_life_reads_of_childline_before_anything_for_workers(
    ask: Ask,
) -> None:
    reply = ask("I'm 14 and my dad hurts me")
    assert reply.signpost == "self"
    said = plain(reply)
    assert in_order(said, "call 999", "If you are under 18", "0800 1111", "116 123", "employer")
    assert all("work" in line for line in said.splitlines() if "employer" in line)


def test_a_child_about_to_take_their_own_life_reads_of_childline_too(ask: Ask) -> None:
    said = plain(ask("I'm 14 and I want to kill myself"))
    assert in_order(said, "call 999", "under 18", "0800 1111", "116 123", "where the child lives")


def test_a_child_who_lives_elsewhere(library: Library) -> None:
    for level in LEVELS:
        assert "https://www.gov.uk/" in plain(reply_to(level, library))


@pytest.mark.parametrize(
    ("now", "in_force"),
    [
        (
            MONDAY_MORNING,
            {"Hampshire": {"contact/hampshire-public"}, "Portsmouth": {"contact/portsmouth-mash"}},
        ),
        (SATURDAY_NIGHT, {"Hampshire": {"contact/hampshire-ooh"}, "Portsmouth": {"contact/hampshire-ooh"}}),
        (
            dt.datetime(2026, 12, 25, 11, 0, tzinfo=dt.UTC),
            {"Hampshire": {"contact/hampshire-ooh"}, "Portsmouth": {"contact/hampshire-ooh"}},
        ),
        (
            dt.datetime(2026, 7, 20, 7, 45, tzinfo=dt.UTC),
            {"Hampshire": {"contact/hampshire-public"}, "Portsmouth": {"contact/hampshire-ooh"}},
        ),
    ],
)
def test_the_number_in_force_is_marked_by_the_clock(
    library: Library, now: dt.datetime, in_force: dict[str, set[str]]
) -> None:
    groups = {
        group.title: group for group in contacts(reply_to("concern", library, now), "child lives").groups
    }
    for area, expected in in_force.items():
        assert {line.entry for line in groups[area].contacts if line.now} == expected
    assert any(line.now for line in groups["Isle of Wight"].contacts)


def test_the_same_is_said_by_day_and_by_night_but_for_the_marks_and_which_line_is_first(
    library: Library,
) -> None:
    def unmarked(now: dt.datetime) -> str:
        return (
            plain(reply_to("concern", library, now)).replace(" (open now)", "").replace(" (closed now)", "")
        )

    by_day, by_night = unmarked(MONDAY_MORNING), unmarked(SATURDAY_NIGHT)
    assert sorted(by_day.splitlines()) == sorted(by_night.splitlines())


def test_southamptons_daytime_lines_whose_hours_are_not_known_are_never_marked(library: Library) -> None:
    def marked(now: dt.datetime) -> set[str]:
        groups = {
            group.title: group for group in contacts(reply_to("concern", library, now), "child lives").groups
        }
        return {line.entry for line in groups["Southampton"].contacts if line.now}

    assert marked(MONDAY_MORNING) == set()
    assert marked(SATURDAY_NIGHT) == {"contact/southampton-ooh"}


def test_southampton_children_have_their_own_out_of_hours_service(library: Library) -> None:
    groups = {group.title: group for group in contacts(reply_to("emergency", library), "child lives").groups}
    entries = {area: {line.entry for line in group.contacts} for area, group in groups.items()}
    assert "contact/hampshire-ooh" not in entries["Southampton"]
    assert "contact/southampton-ooh" in entries["Southampton"]
    assert all(
        "contact/hampshire-ooh" in entries[area] for area in ("Hampshire", "Isle of Wight", "Portsmouth")
    )


@pytest.mark.parametrize("level", LEVELS)
def test_no_contested_number_is_shown(library: Library, level: Level) -> None:
    text = plain(reply_to(level, library))
    assert "0300 555 1386" not in text
    assert "0300 300 0117" not in text
    assert "0300 555 1384" in text


FORBIDDEN = (
    "don't worry",
    "it sounds like",
    "you may be",
    "probably",
    "we will",
    "should be fine",
    "threshold is met",
)


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_reassures_diagnoses_promises_or_asks_for_more(library: Library, level: Level) -> None:
    reply = reply_to(level, library)
    said = " ".join(step.text for step in steps(reply).steps).lower()
    assert not [words for words in FORBIDDEN if words in said]
    assert "?" not in said


def test_learning_that_does_not_exist_is_not_offered(library: Library) -> None:
    reply = urgent_reply(SafetyFinding("concern"), library, MONDAY_MORNING, Beside(("child-p/midwifery/99",)))
    assert reply.entries == ()
    assert Choices not in [type(part) for part in reply.parts]


@pytest.mark.parametrize(
    "message",
    [
        "baby is not breathing, call me on {phone}",
        "toddler with what looks like cigarette burns, nursery just rang me on {phone}",
        "I saw our consultant slap a child on the ward, ring me on {phone}",
        "I can't stop crying since the inquest, I can't cope, ring me on {phone}",
    ],
)
def test_whoever_names_somebody_is_told_to_delete_it_before_all_the_numbers_but_after_999(
    ask: Ask, message: str
) -> None:
    said = plain(ask(message.format(phone="07700 " + "900" + "123")))
    assert in_order(said, "1. If", "Delete it now", "\n2. ")
    assert said.count("Delete it now") == 1


def test_identifying_details_are_flagged(library: Library) -> None:
    assert urgent_reply(SafetyFinding("concern"), library, MONDAY_MORNING, identifying=True).identifying


def test_a_level_without_signposting_still_gets_999_and_the_front_door(library: Library) -> None:
    silent = library.safety.signposting.model_copy(update={"replies": ()})
    bare = replace(library, safety=replace(library.safety, signposting=silent))
    reply = reply_to("emergency", bare)
    assert reply.signpost == "emergency"
    assert reply.private
    assert "999" in plain(reply)
    assert "https://hipsprocedures.org.uk/" in plain(reply)


def test_a_folder_without_contacts_and_safety_of_its_own_borrows_them(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "z")
    shutil.rmtree(folder / "safety", ignore_errors=True)
    (folder / "contacts.yaml").unlink(missing_ok=True)
    assert "0300 555 1373" in plain(reply_to("concern", load(folder)))


@pytest.mark.parametrize(
    ("message", "word", "first"),
    [
        ("5 week old with a bruise, family live in Cosham", FRONT_DOOR, "Portsmouth"),
        ("I work in Southampton, mum in Ventnor left the toddler alone all night", FRONT_DOOR, "Isle"),
        ("a teaching assistant at a school in Southampton hit a pupil today", "LADO", "Southampton"),
        ("the toddler next door is left alone all night", FRONT_DOOR, "Hampshire"),
    ],
)
def test_the_area_that_is_named_comes_first_and_the_others_stay(
    ask: Ask, library: Library, message: str, word: str, first: str
) -> None:
    reply = ask(message)
    assert reply.signpost is not None
    areas = [group.title for group in contacts(reply, word).groups]
    assert areas[0].startswith(first)
    assert sorted(areas) == sorted(library.area_names.values())


def test_every_area_gets_something_even_when_no_contact_is_held(library: Library) -> None:
    reply = reply_to("concern", replace(library, contacts=()))
    groups = contacts(reply, "child lives").groups
    assert len(groups) == 4
    assert all(group.contacts and group.contacts[0].page for group in groups)


@pytest.mark.parametrize("level", LEVELS)
def test_after_999_a_number_to_call_is_read_before_any_address(library: Library, level: Level) -> None:
    """Someone in a hurry is not sent to a web page first; the caution stands beside the number."""
    said = plain(reply_to(level, library))
    called = re.search(r"\d{3,5} \d{3,4}( \d{3,4})?", said)
    assert called is not None
    assert "http" not in said[: called.start()]
    assert level == "self" or "not confirmed" in said[called.end() : called.end() + 250]


def test_a_step_that_is_to_come_after_none_of_the_others_is_told_to_the_curator(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "z")
    edit(folder, "safety/signposting.yaml", "entry: contact/westmarch", "sooner_after: phnoe")
    with pytest.raises(ContentError, match="`sooner_after: phnoe` is no other step"):
        load(folder)


def test_a_curators_own_wording_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(packaged_content(), folder)
    edit(folder, "safety/signposting.yaml", "title: Tell the LADO today", "title: Ring the LADO now")
    assert "Ring the LADO now" in plain(reply_to("allegation", load(folder)))
