"""The search of the library as the bot serves it."""

import pytest

from knowledge.search.engine import Engine
from knowledge.search.findings import Findings, Remembered
from tests.bot.surfaces import Served
from tests.bot.web.reading import read, words


async def test_a_search_is_one_search_and_lists_also_what_came_near(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    search = Engine.search

    def counted(engine: Engine, text: str, remembered: Remembered | None = None) -> Findings:
        searched.append(text)
        return search(engine, text, remembered)

    monkeypatch.setattr(Engine, "search", counted)
    answer = await served.client.post("/library/search", data={"q": "missed appointments in maternity"})
    page = read(await answer.text())
    assert searched == ["missed appointments in maternity"]
    assert "Near to your words" in [words(each.text) for each in page.all("h2")]
    assert len(page.all("h3")) > 3
