"""Each block holds as much as Slack takes, and nothing that Slack would refuse is ever made."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.models.blocks import Block as SdkBlock

from bot.slack import kit, limits
from tests.bot.slack.refusals import problems

Make = Callable[[int], dict[str, Any]]
RUN = kit.words("a")
OK = kit.opinion("Yes", "yes")


def text(length: int) -> str:
    """Characters beyond the basic plane count twice in Slack."""
    return "\U0001f600" * (length // 2) + "a" * (length % 2)


def options(many: int, words: str = "a") -> list[dict[str, Any]]:
    return [kit.option(words, f"{each}") for each in range(many)]


def in_actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return kit.actions(elements)


MOST: dict[str, tuple[int, Make]] = {
    "a header": (limits.HEADER, lambda n: kit.header(text(n))),
    "small words": (limits.SECTION, lambda n: kit.context(text(n))),
    "words beside a button": (limits.SECTION, lambda n: kit.section(text(n), kit.button("a", "b", "c"))),
    "a button's text": (limits.BUTTON_TEXT, lambda n: in_actions(kit.button(text(n), "b", "c"))),
    "a button's value": (limits.BUTTON_VALUE, lambda n: in_actions(kit.button("a", text(n), "c"))),
    "a button's name": (limits.ACTION_ID, lambda n: in_actions(kit.button("a", "b", text(n)))),
    "what is said of a button": (
        limits.BUTTON_TEXT,
        lambda n: in_actions(kit.button("a", "b", "c", text(n) or " " * 99)),
    ),
    "buttons": (
        limits.ACTIONS,
        lambda n: kit.actions([kit.button("a", "b", f"{each}") for each in range(n)]),
    ),
    "an opinion": (limits.BUTTON_TEXT, lambda n: kit.feedback("a", kit.opinion(text(n), "b"), OK)),
    "an opinion's value": (limits.BUTTON_VALUE, lambda n: kit.feedback("a", kit.opinion("a", text(n)), OK)),
    "feedback's name": (limits.ACTION_ID, lambda n: kit.feedback(text(n), OK, OK)),
    "a line of a menu": (limits.OPTION_TEXT, lambda n: in_actions(kit.menu("a", "b", options(1, text(n))))),
    "its value": (limits.OPTION_VALUE, lambda n: in_actions(kit.menu("a", "b", [kit.option("a", text(n))]))),
    "lines of a menu": (limits.OPTIONS, lambda n: in_actions(kit.menu("a", "b", options(n)))),
    "a menu's placeholder": (limits.PLACEHOLDER, lambda n: in_actions(kit.menu(text(n), "b", options(1)))),
    "a group of lines": (
        limits.OPTIONS,
        lambda n: kit.entry("a", kit.several("b", "c", [kit.options_of("d", options(n))]), "e"),
    ),
    "lines to choose from": (
        limits.RADIO,
        lambda n: kit.entry("a", kit.radio("b", options(n), kit.option("a", "0")), "c"),
    ),
    "the label of a form": (
        limits.LABEL,
        lambda n: kit.entry(text(n), kit.radio("b", options(1), options(1)[0]), "c"),
    ),
    "a run of words": (limits.SECTION, lambda n: kit.rich_text([kit.paragraph([kit.words(text(n))])])),
    "an address": (
        limits.ADDRESS,
        lambda n: kit.rich_text([kit.paragraph([kit.link("a", f"https://{'b' * (n - 8)}" if n else "")])]),
    ),
}


@pytest.mark.parametrize("what", MOST)
def test_as_much_as_slack_takes_and_not_one_more_or_none(what: str) -> None:
    most, make = MOST[what]
    assert [*problems([make(most)])] == []
    for wrong in (0, most + 1):
        with pytest.raises(kit.NotTakenError):
            make(wrong)


@pytest.mark.parametrize("make", [kit.rich_text, kit.paragraph, kit.quotation])
def test_nothing_is_empty(make: Callable[[list[Any]], object]) -> None:
    with pytest.raises(kit.NotTakenError):
        make([])


def test_slacks_own_library_reads_each_as_it_was_made() -> None:
    items = [kit.bullets([kit.paragraph([RUN])], 1), kit.numbered([kit.paragraph([RUN])], 2)]
    made = [
        kit.divider(),
        kit.rich_text([kit.paragraph([kit.words("a", bold=True), kit.person("U1")]), *items]),
        kit.rich_text([kit.quotation([kit.link("a", "https://b.example")])]),
        kit.entry(
            "a", kit.several("b", "c", [kit.options_of("d", options(2))], options(1)), "e", optional=True
        ),
        *(make(most) for what, (most, make) in MOST.items() if make(most)["type"] != "context_actions"),
    ]
    for block in made:
        read = SdkBlock.parse(block)
        assert read is not None
        assert read.to_dict() == block
