"""Lists of an organisation's things, of one's own actions, and of all that there is."""

import pytest

from tests.conftest import Ask

UHS = ("policy/maternity-safeguarding", "policy/missed-appointment", "policy/safeguarding-supervision")


@pytest.mark.parametrize("question", ["list the uhs policies you hold", "which UHS policies do you have"])
def test_policies_of_one_organisation(ask: Ask, question: str) -> None:
    assert ask(question).entries == UHS


def test_the_name_of_one_page_is_no_organisation(ask: Ask) -> None:
    everything = ask("everything about the unborn baby protocol").entries
    assert "child-p/midwifery/1" in everything
    assert "child-p/hscp/1" in everything


@pytest.mark.parametrize(
    "question",
    [
        "partnership business manager, which actions are ours",
        "i sit on the hscp business team, which are ours",
    ],
)
def test_the_actions_of_those_who_ask(ask: Ask, question: str) -> None:
    assert {each.rsplit("/", 1)[0] for each in ask(question).entries} == {"child-p/hscp"}
    assert len(ask(question).entries) == 6


def test_across_the_board_is_everywhere_and_no_board(ask: Ask) -> None:
    everywhere = ask("what is still outstanding").entries
    assert ask("whats still outstanding across the board").entries == everywhere
    assert any(each.startswith("child-p/midwifery/") for each in everywhere)


def test_doubled_letters_are_put_right_though_curators_slipped_as_well(ask: Ask) -> None:
    right = ask("which recommendations talk about professional curiosity").entries
    assert ask("whcih recomendations talk about proffesional curiosity").entries == right
    assert right
