"""Whoever must call now sees what to call first, as Microsoft's renderer draws the card in a browser."""

import re

import pytest
from playwright.sync_api import Page

from bot.teams.fitting import cards
from handlers.messages import Conversation, Reply, Room
from tests.handlers.commanding import Talk
from tests.npm.pictures import WIDE, held, render, reply

PHONE = 320
"""Pixels of a narrow phone."""
WRITTEN = {
    "emergency": "he is hitting her right now",
    "concern": "8 week old with a mark on the ear",
    "allegation": "a nurse on my ward slapped a child",
    "self": "I am so burnt out from this job I feel like harming myself",
}
LINKS = """() => [...document.querySelectorAll("#card a, #card [role=link]")].map(each => {
  const { top, left } = each.getBoundingClientRect(); return { words: each.textContent, top, left }; })"""


ROOMS: tuple[Room, ...] = ("direct", "channel")


@pytest.fixture(scope="module")
def said() -> dict[tuple[str, str], Reply]:
    """What the bot says at each level, by the room that it was asked in."""
    known = held()
    rooms = {room: Conversation("teams", "tenant", "a:chat", room) for room in ROOMS}
    return {
        (level, room): reply(Talk(known, place=place), words)
        for room, place in rooms.items()
        for level, words in WRITTEN.items()
    }


@pytest.mark.parametrize("wide", [WIDE, PHONE])
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("level", WRITTEN)
def test_after_999_the_next_thing_to_press_is_a_number_at_the_edge_of_the_first_screen(
    said: dict[tuple[str, str], Reply], page: Page, level: str, room: str, wide: int
) -> None:
    assert (said[level, room].signpost, said[level, room].private) == (level, True)
    page.set_viewport_size({"width": wide, "height": 640})
    render(page, cards(said[level, room])[0])
    first, *more = page.evaluate(LINKS)
    second = next(each for each in more if each["words"] != "999")
    assert first["words"] == "999"
    assert re.fullmatch(r"[\d ]{7,}", second["words"])
    assert second["top"] < 440
    assert second["left"] < 40
