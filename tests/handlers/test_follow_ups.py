"""A conversation goes on: what was shown already is said to be so, and what is not held is said outright."""

import pytest

from handlers import wording
from handlers.messages import QuoteBlock, Reply, Text
from handlers.plain import plain
from knowledge.load import load
from tests.conftest import Ask

SUPERVISION = "what does child p say about supervision for midwives"


def texts(reply: Reply) -> list[str]:
    return [part.text for part in reply.parts if isinstance(part, Text)]


def place_of_quotation(reply: Reply) -> int:
    return next(place for place, part in enumerate(reply.parts) if isinstance(part, QuoteBlock))


@pytest.mark.parametrize("more", ["who delivers it", "is it mandatory", "why was that"])
def test_what_stands_above_already_is_not_given_as_something_new(ask: Ask, more: str) -> None:
    reply = ask("rec 3 for midwives", more)
    assert reply.entries == ("child-p/midwifery/3",)
    assert texts(reply)[0] == wording.AGAIN


def test_what_is_shown_for_the_first_time_is_not_said_to_have_been_seen(ask: Ask) -> None:
    assert wording.AGAIN not in texts(ask(SUPERVISION))
    assert wording.AGAIN not in texts(ask("rec 3 for midwives", "and rec 4"))
    picked = ask("recommendation 2", "the gp one")
    assert picked.entries == ("child-p/gp/2",)
    assert wording.AGAIN not in texts(picked)
    assert wording.AGAIN not in texts(ask("what was recommended to midwives", "the one about supervision"))


def test_after_telephone_numbers_it_is_still_the_recommendation_that_is_asked_about(ask: Ask) -> None:
    turns = ("rec 2 for midwives", "who do I ring about that in Southampton")
    assert ask(*turns).entries[0].startswith("contact/")
    assert ask(*turns, "what did they do about it").entries == ("child-p/midwifery/2",)
    assert ask(*turns, "and are they open on saturday").entries[0].startswith("contact/")


def test_of_some_that_were_shown_those_answered_in_part(ask: Ask) -> None:
    entries = load().entries
    part = ("child-p/gp/3",)
    assert [getattr(entries[each].item, "coverage", "") for each in part] == ["part"]
    turns = ("what did child p recommend for gps", "which ones are only partly answered")
    assert ask(*turns).entries == part
    assert ask(*turns, "and which are fully done").entries == ("child-p/gp/1", "child-p/gp/2", "child-p/gp/3")


def test_all_that_are_answered_in_part(ask: Ask) -> None:
    everything = load().recommendations
    part = tuple(each.id for each in everything if getattr(each.item, "coverage", "") == "part")
    assert 0 < len(part) < len(everything)
    assert ask("which recommendations were only partly answered").entries == part
    assert ask("list the recs that were not fully addressed").entries == part
    housing = tuple(each for each in part if "/housing/" in each)
    assert ask("which housing recs were answered in part").entries == (housing or ())
    assert ask("is rec 2 for midwives only partly answered").entries == ("child-p/midwifery/2",)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("has the missed appointments policy been reviewed", "In progress when the response was written."),
        ("was rec 1 for gps done", "The response reports"),
        ("has hscp rec 3 happened yet", "Promised when the response was written."),
    ],
)
def test_how_far_it_had_got_stands_above_the_quotation(ask: Ask, question: str, said: str) -> None:
    reply = ask(question)
    above = reply.parts[: place_of_quotation(reply)]
    assert any(isinstance(part, Text) and part.text.startswith(said) for part in above)
    assert wording.LATER_UNKNOWN in plain(reply)


def test_what_was_done_about_a_theme_is_the_recommendations_on_it_not_what_the_word_means(ask: Ask) -> None:
    assert set(ask("what has been done about vulnerable family meetings").entries) == {
        "child-p/gp/2",
        "child-p/hscp/3",
    }
    assert ask("what are vulnerable family meetings").entries[0] == "term/pcvfm"


def test_training_on_a_word_is_the_recommendation_about_it(ask: Ask) -> None:
    assert ask("substance misuse", "is there training").entries == ("child-p/hscp/6",)


def test_what_a_curator_wrote_down_as_not_held_comes_before_the_same_again(ask: Ask) -> None:
    reply = ask("rec 1 for health visitors", "which trust")
    assert reply.status == "not_held"
    assert "the Trust" in plain(reply)


def test_an_address_that_is_not_held_is_said_not_to_be(ask: Ask) -> None:
    assert texts(ask("hampshire mash email"))[0] == wording.NO_EMAIL
    assert wording.NO_EMAIL not in texts(ask("isle of wight mash email"))
    assert texts(ask("iarf form link"))[0] == wording.NO_LINK
    assert wording.NO_LINK not in texts(ask("icon helpline link"))
