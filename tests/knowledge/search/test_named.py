"""Words that are a name, or ask for one thing, are answered with that and not with a list."""

import pytest

from bot.asking import Asking


@pytest.mark.parametrize(
    ("asked", "entries"),
    [
        ("every sleep counts", ("term/safer-sleep",)),
        ("whats a nest team", ("term/nest",)),
        ("what are the nest teams", ("term/nest",)),
        ("wheres the template", ("template/midwifery-referral",)),
        ("child p briefing", ("briefing/child-p",)),
        ("helpline number for a poster in the kids toilets", ("contact/childline",)),
    ],
)
def test_one_thing_is_asked_for(bot: Asking, asked: str, entries: tuple[str, ...]) -> None:
    assert bot.knowledge is not None
    assert bot.knowledge.engine.search(asked).entries == entries


@pytest.mark.parametrize(
    ("asked", "least"),
    [
        ("whats for hvs", 3),
        ("wheres the policy", 4),
        ("missed appts", 2),
        ("what contact numbers have you got", 20),
        ("contact numbers", 20),
    ],
)
def test_all_are_asked_for(bot: Asking, asked: str, least: int) -> None:
    assert bot.knowledge is not None
    assert len(bot.knowledge.engine.search(asked).entries) >= least
