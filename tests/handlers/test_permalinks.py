"""Answers outside the browser lead into the library, and never to this machine or away from whom to call."""

import json
from pathlib import Path

import pytest

from bot.settings import SettingsError, load_settings
from bot.slack.messages import messages
from bot.teams.fitting import cards
from handlers.briefing_reply import briefing_reply
from handlers.messages import Footer, LinkLine, Links, QuoteBlock
from handlers.permalinks import with_permalinks
from handlers.plain import plain
from knowledge.load import load
from tests import replies
from tests.conftest import Ask

LIBRARY = "https://learning.example.org/"
ENTRY = "https://learning.example.org/entry/child-p/midwifery/2"
PLACE = "https://learning.example.org/source/child-p-response?from=53&to=56#l53"


def test_a_quotation_leads_to_its_place_and_an_entry_to_its_page(ask: Ask) -> None:
    reply = with_permalinks(ask("rec 2 for midwives"), LIBRARY)
    assert [part.citation.page for part in reply.parts if isinstance(part, QuoteBlock)][1] == PLACE
    links = [part for part in reply.parts if isinstance(part, Links)][-1]
    assert links.title == "In the library"
    assert [link.url for link in links.links] == [ENTRY]
    assert isinstance(reply.parts[-1], Footer)


def test_slack_teams_and_the_terminal_draw_the_links(ask: Ask) -> None:
    reply = with_permalinks(ask("rec 2 for midwives"), LIBRARY)
    in_slack = json.dumps([each.blocks for each in messages(reply)])
    in_teams = json.dumps(list(cards(reply)))
    for drawn in (in_slack, in_teams):
        assert ENTRY in drawn
        assert PLACE in drawn
    assert ENTRY in plain(reply)
    assert f"({PLACE})" in plain(reply)


def test_a_delivered_briefing_leads_to_its_page_to_print_and_no_more() -> None:
    library = load()
    (briefing,) = library.briefings
    reply = with_permalinks(briefing_reply(library, briefing), LIBRARY, passages=False)
    assert not [part for part in reply.parts if isinstance(part, QuoteBlock) and part.citation.page]
    (link,) = [part for part in reply.parts if isinstance(part, Links)][-1].links
    assert link.url == "https://learning.example.org/entry/briefing/child-p"


def test_a_long_list_leads_to_each_passage(ask: Ask) -> None:
    reply = with_permalinks(ask("recommendations for midwives"), LIBRARY)
    quoted = [part for part in reply.parts if isinstance(part, QuoteBlock)]
    assert len(quoted) == 6
    assert all((part.citation.page or "").startswith(LIBRARY) for part in quoted)
    assert not [part for part in reply.parts if isinstance(part, Links) and part.title == "In the library"]


def test_a_thing_without_an_address_leads_to_what_is_held_about_it() -> None:
    links = Links(
        "", (LinkLine("Policy", "policy/missed-appointment"), LinkLine("Page", "x", "https://y.example/"))
    )
    reply = replies.answered()
    linked = with_permalinks(type(reply)((links,), "answered", revision="r"), LIBRARY)
    (part,) = [part for part in linked.parts if isinstance(part, Links)]
    assert [each.url for each in part.links] == [
        "https://learning.example.org/entry/policy/missed-appointment",
        "https://y.example/",
    ]


@pytest.mark.parametrize("question", ["he is hitting her right now", "my colleague hits the children"])
def test_nothing_leads_away_from_whom_to_call(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply.signpost is not None
    assert with_permalinks(reply, LIBRARY) == reply


def test_without_an_address_nothing_changes(ask: Ask) -> None:
    reply = ask("rec 2 for midwives")
    assert with_permalinks(reply, None) is reply
    assert "127.0.0.1" not in json.dumps([each.blocks for each in messages(reply)])


@pytest.mark.parametrize("host", ["127.0.0.1:3978", "localhost", "[::1]:1", "bot.localhost"])
def test_an_address_of_this_machine_is_refused_at_the_start(tmp_path: Path, host: str) -> None:
    (tmp_path / ".env").write_text(f"PUBLIC_URL=https://{host}/\nPUBLIC_WEB=true", "utf-8")
    with pytest.raises(SettingsError, match="which only this machine can reach"):
        load_settings(tmp_path / ".env")


@pytest.mark.parametrize(
    ("lines", "address"),
    [("PUBLIC_WEB=true", LIBRARY), ("PUBLIC_WEB=false", None), ("PUBLIC_WEB=true\nLIBRARY=false", None)],
)
def test_links_are_made_only_where_people_can_open_them(
    tmp_path: Path, lines: str, address: str | None
) -> None:
    (tmp_path / ".env").write_text(f"PUBLIC_URL={LIBRARY}\n{lines}", "utf-8")
    assert load_settings(tmp_path / ".env").library_url == address
