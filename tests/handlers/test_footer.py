"""What every reply ends with, the warning about details, and what is said when all fails."""

from dataclasses import replace

import pytest

from handlers.fallback import EMERGENCY_LINE, emergency_line, fallback_reply
from handlers.footer import footer, identifying_warning
from handlers.messages import Platform
from handlers.plain import plain
from tests.held import library


def test_the_first_line_is_about_a_live_worry() -> None:
    held = library()
    assert footer(held).lines[0] == held.safety.signposting.footer
    assert "999" in footer(held).lines[0]


def test_the_pilot_line_goes_when_everything_is_approved() -> None:
    held = library()
    assert footer(held).lines[1] == held.safety.signposting.pilot_notice
    assert len(footer(replace(held, unapproved=())).lines) == 1


@pytest.mark.parametrize(
    ("platform", "how"),
    [
        ("slack", "Delete message"),
        ("teams", "Delete"),
        ("web", "close this page"),
        ("terminal", "clear this window"),
    ],
)
def test_the_warning_says_how_to_delete_the_message_here(platform: Platform, how: str) -> None:
    warning = identifying_warning(platform)
    assert how in warning.text
    assert "not kept" in warning.text
    assert warning.tone == "caution"


def test_the_fallback_needs_no_content() -> None:
    text = plain(fallback_reply())
    assert EMERGENCY_LINE in text
    assert "children's services for the area where the child lives" in text
    assert "https://hipsprocedures.org.uk/" in text


def test_the_fallback_of_a_live_concern_keeps_its_level_and_stays_private() -> None:
    reply = fallback_reply("revision", "self")
    assert (reply.signpost, reply.private, reply.status) == ("self", True, "signposted")
    assert fallback_reply("revision").signpost is None


def test_the_first_line_for_a_message_that_was_not_understood_is_urgent() -> None:
    assert emergency_line().tone == "urgent"
    assert "999" in emergency_line().text
