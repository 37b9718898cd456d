"""Draws the main messages as people see them, for the docs: `make screenshots` writes them to docs/images.

Cards are drawn by Microsoft's own renderer, blocks by slack-blocks-to-jsx, both in Chromium.
"""

import asyncio
import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bot.asking import prepare
from bot.slack import subscription_form
from bot.slack.home import Mine, Pages, home
from bot.slack.messages import messages
from bot.slack.views import Spot
from bot.teams.draw_icons import COLOUR
from bot.teams.fitting import cards
from bot.teams.thumbs import form
from handlers.briefing_reply import briefing_reply
from handlers.dispatch import Knowledge
from handlers.feedback import feedback_on
from handlers.messages import Conversation, Reply
from handlers.records import Issued, Subscription
from knowledge.commands import Scope
from knowledge.library import Library
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.conftest import MONDAY_MORNING
from tests.handlers.commanding import Talk, knowledge

HERE = Path(__file__).parent
IMAGES = HERE.parents[1] / "docs" / "images"
WIDE, HIGH = 620, 800
ASKED = {
    "answer": "rec 2 for midwives",
    "did-you-mean": "rec 2",
    "list": "recommendations for midwives",
    "live-concern": "he is hitting her right now",
    "subscription": "subscribe to health visitors",
}
"""The questions behind the pictures."""
HOST: dict[str, Any] = {
    "fontFamily": "sans-serif",
    "spacing": {"small": 4, "default": 8, "medium": 12, "large": 20, "padding": 12},
    "containerStyles": {
        "emphasis": {"backgroundColor": "#f0f0f0"},
        "attention": {"backgroundColor": "#f9dada"},
        "warning": {"backgroundColor": "#fdecc8"},
        "accent": {"backgroundColor": "#e4ebfb"},
    },
    "actions": {"maxActions": 6, "actionsOrientation": "vertical", "actionAlignment": "left"},
}
CARD_PAGE = """<!doctype html><body style="margin:0;background:#fff"><style>
.ac-pushButton { font: 600 14px sans-serif; padding: 6px 14px; border: 1px solid #c8c8c8; border-radius: 4px;
background: #fff } .ac-anchor { color: #3b5bbd } #card { margin: 12px }</style>
<div id="card"></div></body>"""
DRAW_CARD = """([card, host]) => { const drawn = new AdaptiveCards.AdaptiveCard();
drawn.hostConfig = new AdaptiveCards.HostConfig(host); drawn.parse(card);
document.getElementById("card").replaceChildren(drawn.render()); }"""


LINES = """() => { const lines = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) { const range = document.createRange(); range.selectNodeContents(texts.currentNode);
lines.push(...[...range.getClientRects()].map(({top, bottom}) => [top, bottom])); } return lines; }"""
"""From where to where each line of words reaches."""
BETWEEN_LINES = f"""(most) => {{ const lines = ({LINES})();
let end = Math.min(most, Math.ceil(document.body.getBoundingClientRect().bottom));
while (lines.some(([top, bottom]) => top < end && end < bottom)) end -= 1; return end; }}"""
SHOW_ICON = "(icon) => [...document.images].forEach(each => each.src = icon)"


@dataclass(frozen=True)
class Pictured:
    """What is drawn, by the name of its picture."""

    teams: Mapping[str, Any] = field(default_factory=dict)
    slack: Mapping[str, list[Any]] = field(default_factory=dict)


def pictured() -> Pictured:
    """The main messages, from the content that ships, on a Monday morning."""
    known = held()
    briefing = briefing_reply(known.library, known.library.briefings[0])
    said = {name: reply(Talk(known), ask) for name, ask in ASKED.items()} | {"briefing": briefing}
    there = Conversation("teams", "tenant", "a:chat")
    in_teams = {name: reply(Talk(known, place=there), ask) for name, ask in ASKED.items()}
    drawn: dict[str, object] = {
        name: cards(each)[0] for name, each in (in_teams | {"briefing": briefing}).items()
    }
    drawn["feedback"] = form(feedback_on(("child-p/midwifery/2",)), liked=False)
    blocks = {
        name: [block for message in messages(each) for block in message.blocks] for name, each in said.items()
    }
    return Pictured(drawn, blocks | _views(known.library))


def _views(library: Library) -> dict[str, list[Any]]:
    """What is no message in Slack: Home, and the window in which subscriptions are chosen."""
    there = [Subscription(Scope("audience", "health-visiting")), Subscription(Scope("theme", "icon"))]
    briefing = library.briefings[0]
    out = [Issued(briefing.id, briefing.title, MONDAY_MORNING.date())]
    return {
        "home": home(library, Mine(there, out), Pages("D0"))["blocks"],
        "choose": subscription_form.form(library, there, Spot("D0"))["blocks"],
    }


def held() -> Knowledge:
    """What the bot knows without the sentence encoder, which not every machine has."""
    with TemporaryDirectory() as no_encoder:
        return knowledge(prepare(None, Path(no_encoder), MONDAY_MORNING))


def reply(talk: Talk, text: str) -> Reply:
    """What the bot says."""
    return asyncio.run(talk.say(text))


def draw(folder: Path, what: Pictured) -> Iterator[Path]:
    """Writes each picture into the folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH})
        for name, card in what.teams.items():
            yield _card(page, card, folder / f"teams-{name}.png")
        for (name, _), html in zip(what.slack.items(), _html(what.slack), strict=True):
            yield _blocks(page, html, folder / f"slack-{name}.png")
        browser.close()


def _card(page: Page, card: object, file: Path) -> Path:
    render(page, card)
    return _screen(page, file)


def render(page: Page, card: object) -> None:
    """Draws a card as wide as the window."""
    page.set_content(CARD_PAGE)
    page.add_script_tag(path=HERE / "node_modules/adaptivecards/dist/adaptivecards.min.js")
    page.evaluate(DRAW_CARD, [card, HOST])


def _html(slack: Mapping[str, list[Any]]) -> list[str]:
    lines = "\n".join(json.dumps(blocks) for blocks in slack.values())
    command = ["node", "draw_blocks.mjs"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=HERE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _blocks(page: Page, html: str, file: Path) -> Path:
    page.set_content(
        f'<!doctype html><body style="margin:0;background:#fff"><div style="padding:12px">{html}</div></body>'
    )
    page.add_style_tag(path=HERE / "node_modules/slack-blocks-to-jsx/dist/style.css")
    page.evaluate(SHOW_ICON, f"data:image/png;base64,{b64encode(COLOUR.read_bytes()).decode()}")
    page.wait_for_function("[...document.images].every(each => each.complete)")
    return _screen(page, file)


def _screen(page: Page, file: Path) -> Path:
    """As much as a screen shows, ending between two lines."""
    page.set_viewport_size({"width": WIDE, "height": HIGH})
    page.set_viewport_size({"width": WIDE, "height": page.evaluate(BETWEEN_LINES, HIGH)})
    page.screenshot(path=file)
    return file


def main() -> None:
    """Draws them into the folder that is named, otherwise where the docs have them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    for file in draw(folder, pictured()):
        print(f"{file} {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
