"""In a terminal nothing can be pressed: what opens something is typed, and is said once, where it belongs."""

import re
from dataclasses import replace

import pytest

from bot.asking import Asking
from handlers.ask import show_again
from handlers.messages import Choices, Heading, Links
from handlers.plain import plain
from tests.bot.test_console import STYLING, terminal
from tests.conftest import MONDAY_MORNING, Ask

TYPED = re.compile(r"\(type: ([^)]+)\)")


@pytest.mark.parametrize("as_text", [plain, lambda reply: STYLING.sub("", terminal(reply, 200))])
def test_a_midwife_reads_each_heading_of_a_list_once_with_the_short_way_to_open_it(
    ask: Ask, as_text: object
) -> None:
    reply = ask("recommendations for midwives")
    said = " ".join(as_text(reply).split())  # type: ignore[operator]
    for number in range(1, 7):
        heading = next(
            part.text
            for part in reply.parts
            if isinstance(part, Heading) and part.entry == f"child-p/midwifery/{number}"
        )
        assert said.count(heading) == 1
        assert said.count(f"(type: rec {number} for midwives)") == 1
        assert f"{heading} (type: rec {number} for midwives)" in said


def test_where_there_are_buttons_they_stay(ask: Ask) -> None:
    reply = ask("recommendations for midwives")
    [offered] = [part for part in reply.parts if isinstance(part, Choices) and part.choices[0].entry]
    assert [choice.entry for choice in offered.choices] == list(reply.entries)


def test_the_short_way_opens_just_that_recommendation(bot: Asking, ask: Ask) -> None:
    assert bot.knowledge is not None
    library = bot.knowledge.library
    every = [each.id for each in library.entries.values() if each.kind == "recommendation"]
    listed = show_again(every, library, MONDAY_MORNING)
    [offered] = [part for part in listed.parts if isinstance(part, Choices)]
    assert len(offered.choices) == 19
    for choice in offered.choices:
        assert ask(choice.ask).entries == (choice.entry,)


def test_where_several_reviews_are_held_the_short_way_names_which(bot: Asking) -> None:
    assert bot.knowledge is not None
    library = bot.knowledge.library
    other = library.reviews[0].model_copy(update={"id": "child-y", "case": "Child Y"})
    both = replace(library, reviews=(*library.reviews, other))
    every = [each.id for each in library.entries.values() if each.kind == "recommendation"]
    listed = show_again(every, both, MONDAY_MORNING)
    [offered] = [part for part in listed.parts if isinstance(part, Choices)]
    assert offered.choices[0].ask == "Child P rec 1 for midwives"


def test_what_goes_with_an_answer_can_be_opened_though_it_has_no_address(ask: Ask) -> None:
    reply = ask("rec 1 for midwives")
    bare = [
        link
        for part in reply.parts
        if isinstance(part, Links) and part.title
        for link in part.links
        if link.url is None
    ]
    said = plain(reply)
    assert bare
    for link in bare:
        assert f"- {link.title} (type: show {link.entry})" in said
        assert ask(f"show {link.entry}").entries == (link.entry,)


def test_what_is_open_already_is_not_offered_again(ask: Ask) -> None:
    said = plain(ask("show policy/missed-appointment"))
    assert "show policy/missed-appointment" not in said
