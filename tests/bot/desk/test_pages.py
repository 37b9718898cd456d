"""A curator's morning: what people did not find, what to confirm, a question tried, a briefing looked at."""

import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiohttp import web
from pytest_aiohttp import AiohttpClient

from bot.building import builder
from bot.desk.access import Access
from bot.desk.next_steps import next_steps
from bot.desk.routes import add_desk
from bot.store.briefing_tables import briefings, conversations, deliveries, feedback
from bot.store.feedback import Tally
from bot.store.tables import question_records
from knowledge.load import load
from tests.bot.desk.conftest import OWN, Office
from tests.bot.web.library import MONDAY
from tests.bot.web.reading import Page, read, words
from tests.contents import child_z, edit
from tests.hostile import HOSTILE
from tests.hostile_content import WORDS, hostile_content


async def page(office: Office, path: str) -> Page:
    """A page of the desk."""
    answer = await office.client.get(path)
    assert answer.status == 200
    return read(await answer.text())


async def keep(office: Office, table: sa.Table, *rows: dict[str, object]) -> None:
    """Puts rows into the database."""
    async with office.database.write() as connection:
        for row in rows:
            await connection.execute(sa.insert(table).values(**row))


def asked(*words: str, status: str = "not_held", hour: dt.datetime = MONDAY) -> dict[str, object]:
    """A question record."""
    return {
        "hour": hour,
        "platform": "slack",
        "status": status,
        "facets": ["topic:recording"],
        "entries": [],
        "words": list(words),
    }


async def test_what_was_not_found_is_grouped_and_counted(office: Office) -> None:
    await office.enter()
    latest = asked("what", "_", "say", "recording", hour=MONDAY + dt.timedelta(days=1))
    alike = asked("recording", "_", "_", "say", "what")
    other = (asked("car", "seat"), asked("found", status="answered"))
    await keep(office, question_records, alike, latest, *other)
    await keep(
        office,
        question_records,
        {**asked("not", "held"), "platform": None, "signpost": "concern", "words": [], "facets": []},
    )
    rows = [words(each.text) for each in (await page(office, "/desk/not-found")).all("tr")][1:]
    assert rows == [
        "what … say recordingtopic:recording224 November 2026",
        "car seattopic:recording123 November 2026",
    ]


async def test_feedback_is_shown_by_entry(office: Office) -> None:
    await office.enter()
    row = {"entry": "child-z/health-visiting/1", "kind": "answer", "reason": "out_of_date", "hour": MONDAY}
    await keep(office, feedback, row, row, {**row, "entry": "gone/1", "reason": "helpful"})
    text = words((await page(office, "/desk/feedback")).text)
    assert "Asking at each contact about missed appointments out of date: 2 last on 23 November 2026" in text
    assert "gone/1 no longer held helpful: 1" in text


async def test_what_to_do_next_names_the_file_and_the_line(office: Office) -> None:
    await office.enter()
    text = words((await page(office, "/desk/next")).text)
    assert "Contacts to confirm" in text
    assert "contacts.yaml:" in text


def test_the_most_urgent_comes_first(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    edit(folder, "sources/child-z-response.yaml", "status: live", "status: withdrawn")
    contact = load(folder).contacts[0]
    said = (
        Tally(contact.id, "number", "wrong_number", 2, MONDAY),
        Tally(contact.id, "answer", "wrong", 1, MONDAY),
    )
    steps = next_steps(load(folder), folder, said, dt.date(2040, 1, 1))
    assert next(iter(steps)) == "Numbers that somebody says are wrong"
    assert steps["Numbers that somebody says are wrong"][0].words.startswith(f"{contact.name}: said 2 times")
    assert len(steps["Numbers that somebody says are wrong"]) == 1
    assert "To be looked at again" in steps
    assert any("is withdrawn" in task.words for task in steps["Sources"])


def test_promises_conflicts_and_approvals_are_there_for_child_p() -> None:
    steps = next_steps(load(), None, (), MONDAY.date())
    assert [task.entry for task in steps["Promises whose date has passed"]] == [
        "child-p/midwifery/2",
        "child-p/hscp/1",
        "child-p/hscp/3",
    ]
    assert {task.entry for task in steps["Passages that contradict each other"]} == {
        "child-p/midwifery/1",
        "child-p/hscp/1",
    }
    assert len(steps["Waiting for approval by the partnership"][0].places) > 10
    assert any("not asked" in task.words for task in steps["Sources"])


async def test_a_question_is_tried_with_its_explanation_and_nothing_is_kept(office: Office) -> None:
    await office.enter()
    data = {"token": await office.token(), "q": "missed apointments"}
    answer = await office.client.post("/desk/try", data=data, headers=OWN)
    shown = read(await answer.text())
    text = words(shown.text)
    assert "read as: apointments -> appointments" in text
    assert "decision:" in text
    assert shown.all("blockquote")
    async with office.database.read() as connection:
        assert (await connection.scalar(sa.select(sa.func.count()).select_from(question_records))) == 0


async def test_a_live_concern_is_answered_at_the_desk_as_anywhere(office: Office) -> None:
    await office.enter()
    data = {"token": await office.token(), "q": "he is hitting her right now"}
    shown = read(await (await office.client.post("/desk/try", data=data, headers=OWN)).text())
    assert "999" in words(shown.one("article").text)
    assert "safety:" in words(shown.text)


async def run_through(office: Office) -> None:
    """Presses the button and waits."""
    answer = await office.client.post("/desk/replay", data={"token": await office.token()}, headers=OWN)
    assert answer.status == 200
    await office.desk.replays.end()


async def test_questions_are_replayed_and_what_changed_is_named(office: Office) -> None:
    await office.enter()
    await run_through(office)
    text = words((await page(office, "/desk/replay")).text)
    assert "There is no earlier run to compare with." in text
    last = office.desk.replays.last
    assert last is not None
    assert last.finished
    assert last.total == len(last.outcomes) > 5
    name, outcome = next(iter(last.outcomes.items()))
    last.outcomes[name] = replace(outcome, found="something else")
    await run_through(office)
    text = words((await page(office, "/desk/replay")).text)
    assert (
        f"1 question finds something else. {outcome.asked}before: something elsenow: {outcome.found}" in text
    )


async def test_others_are_answered_while_questions_are_replayed(office: Office) -> None:
    replays = office.desk.replays
    replays.start()
    seen = set()
    while replays.running:
        seen.add(len(replays.last.outcomes) if replays.last else 0)
        await asyncio.sleep(0)
    assert replays.last is not None
    assert set(range(1, replays.last.total)) <= seen


async def test_a_replay_over_broken_content_says_so(office: Office, tmp_path: Path) -> None:
    await office.enter()
    office.desk.replays.folder = tmp_path / "nowhere"
    await run_through(office)
    assert "This ended early." in words((await page(office, "/desk/replay")).text)


async def test_deliveries_are_counted_for_each_briefing(office: Office) -> None:
    await office.enter()
    await keep(
        office,
        briefings,
        {
            "id": 1,
            "slug": "child-z",
            "version": 2,
            "status": "published",
            "content": {},
            "revision": "r",
            "publish_at": MONDAY,
            "published_by": "slack/U1",
        },
    )
    for number, status in enumerate(["sent", "sent", "pending", "failed"], start=1):
        place = {"id": number, "platform": "slack", "team": "T", "channel": f"C{number}", "room": "channel"}
        await keep(office, conversations, {**place, "lane": "slack/T"})
        due = MONDAY if status == "pending" else None
        row = {"kind": "briefing", "key": "briefing/child-z", "briefing_id": 1, "conversation_id": number}
        await keep(office, deliveries, {**row, "lane": "slack/T", "status": status, "due": due})
    shown = await page(office, "/desk/deliveries")
    assert shown.one("progress").attributes["value"] == "2"
    assert shown.one("progress").attributes["max"] == "4"
    assert "2 of 4" in words(shown.text)
    assert [words(each.text) for each in shown.all("tr")][1:] == [
        "briefingfailed1",
        "briefingpending1",
        "briefingsent2",
    ]


async def test_a_briefing_is_drawn_from_what_slack_and_teams_would_get(office: Office) -> None:
    await office.enter()
    shown = await page(office, "/desk/preview/child-z")
    library = office.desk.knowledge().library
    (briefing,) = library.briefings
    quoted = [
        quotation.text.split("\n\n")[0] for section in briefing.sections for quotation in section.quotations
    ]
    for surface in ("sent slack", "sent teams"):
        text = words("".join(each.text for each in shown.all("div", class_=surface)))
        assert quoted
        assert all(words(each) in text for each in quoted)
        assert library.safety.signposting.footer in text
        assert all(words(question) in text for question in briefing.discussion_questions)
    assert "not drawn here" not in shown.text
    assert (await office.client.get("/desk/preview/nothing")).status == 404


@pytest.mark.parametrize("hostile", [each for each in HOSTILE if each.strip()])
async def test_hostile_words_stay_words_on_every_page_of_the_desk(office: Office, hostile: str) -> None:
    await office.enter()
    kept = hostile.encode("utf-8", "replace").decode().replace("\x00", "")
    await keep(office, question_records, {**asked(kept), "facets": [kept]})
    await keep(office, feedback, {"entry": kept[:200], "kind": "answer", "reason": kept[:40], "hour": MONDAY})
    data = {"token": await office.token(), "q": hostile.encode("utf-8", "replace").decode()}
    tried = await (await office.client.post("/desk/try", data=data, headers=OWN)).text()
    pages = [
        await (await office.client.get(f"/desk{each}")).text() for each in ("", "/not-found", "/feedback")
    ]
    for html in (tried, *pages):
        found = read(html)
        assert not found.all("script")
        assert not found.all("img")
        assert len(found.all("h1")) == 1
        assert not [
            k for each in found.elements for k in each.attributes if k.startswith("on") or k == "style"
        ]
        hrefs = [each.attributes["href"] for each in found.all("a")]
        assert all(each.startswith(("/", "#", "https://", "http://", "tel:", "mailto:")) for each in hrefs)


async def test_hostile_content_stays_words_at_the_desk(
    aiohttp_client: AiohttpClient, office: Office, tmp_path: Path
) -> None:
    folder = hostile_content(tmp_path / "content")
    spoilt = builder(None)(load(folder))
    app = web.Application()
    access = Access(office.clock)
    add_desk(app, replace(office.desk, access=access, knowledge=lambda: spoilt, folder=folder))
    client = await aiohttp_client(app)
    await client.get(f"/desk/enter?key={access.new_link()}")
    for path in ("/desk", "/desk/next", "/desk/preview/child-z"):
        answer = await client.get(path)
        assert answer.status == 200, path
        found = read(await answer.text())
        assert words(WORDS)[:60] in words(found.text), path
        assert not found.all("script")
        assert not found.all("img")
        assert len(found.all("h1")) == 1


@pytest.mark.parametrize(("hour", "passed"), [(22, False), (23, True)])
async def test_a_promise_has_passed_once_its_day_is_over_in_london(
    office: Office, hour: int, passed: bool
) -> None:
    """In summer the day ends there an hour before UTC's."""
    office.clock.now = dt.datetime(2025, 3, 31, hour, 30, tzinfo=dt.UTC)
    await office.enter()
    text = words((await page(office, "/desk/next")).text)
    assert ("by 31.03.2025. Ask what came of it." in text) is passed
