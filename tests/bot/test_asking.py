"""The command line that others script against: one object a line, in order, and nothing else on the way."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.asking import Asking, batch, prepare
from tests.contents import write

KEYS = {
    "question", "status", "entries", "related", "signpost", "identifying", "confidence", "revision", "text",
}  # fmt: skip


def answers(bot: Asking, *lines: str) -> list[Any]:
    return [json.loads(line) for line in batch(lines, bot)]


def test_each_line_is_answered_in_order_with_the_agreed_keys(bot: Asking) -> None:
    first, second = answers(bot, '{"q": "rec 4 for midwives", "kind": "number"}', '{"q": "tell me a joke"}')
    assert set(first) == KEYS
    assert (first["question"], first["status"], first["entries"]) == (
        "rec 4 for midwives",
        "answered",
        ["child-p/midwifery/4"],
    )
    assert 0 < first["confidence"] <= 1
    assert (second["status"], second["entries"], second["signpost"]) == ("not_held", [], None)


def test_turns_are_one_conversation_and_lines_are_not(bot: Asking) -> None:
    turns, alone = answers(
        bot, '{"turns": [{"q": "midwifery rec 1"}, {"q": "next one"}]}', '{"q": "next one"}'
    )
    assert [each["entries"] for each in turns] == [["child-p/midwifery/1"], ["child-p/midwifery/2"]]
    assert alone["entries"] != ["child-p/midwifery/2"]


@pytest.mark.parametrize(
    "line", ["{", "[]", "7", '{"q": 3}', '{"turns": []}', '{"turns": [{"x": 1}]}', '"q"', "[" * 100_000]
)
def test_a_line_that_cannot_be_read_keeps_its_place(bot: Asking, line: str) -> None:
    bad, good = answers(bot, line, '{"q": "what is ICON"}')
    assert set(bad) == {"error"}
    assert good["status"] == "answered"


def test_a_live_concern_is_in_the_json(bot: Asking) -> None:
    [answer] = answers(bot, '{"q": "baby is grey and floppy, I am in the flat now"}')
    assert (answer["status"], answer["signpost"]) == ("signposted", "emergency")


def test_odd_characters_survive_the_way_through_json(bot: Asking) -> None:
    [answer] = answers(bot, r'{"q": "what is ICON \ud800 \u0000 \u202e"}')
    assert answer["status"] in {"answered", "choices", "not_held"}


def test_a_folder_with_only_answers_answers(tmp_path: Path, nowhere: Path) -> None:
    write(
        tmp_path,
        "answers/faq.yaml",
        """
answers:
- id: answer/parking
  title: Parking at the training centre
  questions: [where do i park for the training day, is there parking, can i bring the car]
  text: Park behind the building.
  source: Joining instructions
- id: answer/lunch
  title: Lunch on training days
  questions: [is lunch included, do i need to bring food, is there anything to eat]
  text: Lunch is provided.
""",
    )
    small = prepare(tmp_path, nowhere)
    assert not small.problems
    parking, lunch, other = answers(
        small,
        '{"q": "is there somewhere to park"}',
        '{"q": "is food included"}',
        '{"q": "rec 4 for midwives"}',
    )
    assert parking["entries"] == ["answer/parking"]
    assert "Park behind the building." in parking["text"]
    assert lunch["entries"] == ["answer/lunch"]
    assert other["entries"] == []


def test_content_that_cannot_be_used_is_named_and_999_is_still_said(tmp_path: Path, nowhere: Path) -> None:
    write(tmp_path, "answers/faq.yaml", "answers:\n- id: answer/x\n  titel: misspelt\n")
    broken = prepare(tmp_path, nowhere)
    assert any("answers/faq.yaml:3" in problem for problem in broken.problems)
    [answer] = answers(broken, '{"q": "anything"}')
    assert "999" in answer["text"]


def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, check=False, env=os.environ | environment
    )


def test_the_command_answers_without_the_platforms_sdks(nowhere: Path) -> None:
    code = (
        "import sys; from bot.cli import app;"
        " app(['ask', '--json', 'rec 4 for midwives'], standalone_mode=False);"
        " unwanted = ('slack_bolt', 'slack_sdk', 'botbuilder', 'aiohttp', 'sqlalchemy');"
        " print([name for name in unwanted if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"ENCODER_PATH": "."},
    )
    answer, loaded = done.stdout.splitlines()
    assert json.loads(answer)["entries"] == ["child-p/midwifery/4"]
    assert loaded == "[]"


def test_the_clock_can_be_set(nowhere: Path) -> None:
    early = run("ask", "--json", "--now", "2022-03-01T09:00", "midwifery rec 2", ENCODER_PATH=".")
    late = run("ask", "--json", "--now", "2026-11-23T09:00", "midwifery rec 2", ENCODER_PATH=".")
    assert "That date passed" not in json.loads(early.stdout)["text"]
    assert "That date passed" in json.loads(late.stdout)["text"]
    assert run("ask", "--now", "soon", "x").returncode == 2


def test_a_question_or_a_batch_but_not_both_or_neither() -> None:
    assert run("ask").returncode == 2
    assert run("ask", "--batch", "what is ICON").returncode == 2
