"""What is held in the process is bounded, and knows when it no longer holds everything."""

import datetime as dt

from bot.store.front import Front
from tests.bot.store.conftest import NOW


def later(minutes: int) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes)


def test_the_oldest_makes_room() -> None:
    front = Front[str](2)
    front.fill([("a", NOW, "A"), ("b", NOW, "B")])
    assert front.whole
    front.put("c", NOW, "C")
    assert [front.get(key) for key in "abc"] == [None, "B", "C"]
    assert not front.whole


def test_what_is_put_again_is_the_newest() -> None:
    front = Front[str](2)
    front.fill([("a", NOW, "A"), ("b", NOW, "B"), ("a", NOW, "A2"), ("c", NOW, "C")])
    assert [front.get(key) for key in "abc"] == ["A2", None, "C"]


def test_it_is_whole_again_when_what_made_room_is_past_its_time() -> None:
    front = Front[str](1)
    front.fill([("a", NOW, "A"), ("b", later(5), "B")])
    front.forget(NOW)
    assert (front.whole, front.get("b")) == (False, "B")
    front.forget(later(1))
    assert (front.whole, front.get("b")) == (True, "B")
