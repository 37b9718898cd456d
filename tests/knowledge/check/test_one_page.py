"""A curator is told of a briefing that will not fit on a pinboard, before anybody prints it."""

import datetime as dt
from pathlib import Path

from knowledge.check import check
from tests.contents import child_z

TODAY = dt.date(2024, 6, 1)


def said(folder: Path) -> list[str]:
    return [str(each) for each in check(folder, TODAY) if each.area == "briefing"]


def test_a_briefing_that_is_too_long_for_one_page_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    assert said(folder) == []
    file = folder / "briefings" / "child-z.yaml"
    more = "".join(f"- {'What makes it hard for families? ' * 6}{n}\n" for n in range(40))
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("discussion_questions:\n", f"discussion_questions:\n{more}"), encoding="utf-8"
    )
    (problem,) = said(folder)
    assert problem.startswith("[briefing] briefings/child-z.yaml:15: is about ")
    assert problem.endswith("% too long to print on one page of A4: shorten it, or make two of it")


def test_what_ships_fits() -> None:
    assert [each for each in check(None, TODAY) if each.area == "briefing"] == []
