"""What someone wrote in Slack arrives as their words."""

import pytest
from hypothesis import given

from bot.slack.incoming_text import words_of
from tests.hostile import texts


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<@U0BOT> missed appointments", "missed appointments"),
        ("<@U0BOT|learning> missed appointments", "missed appointments"),
        ("ask <@U0OTHER> about it", "ask  about it"),
        ("see <https://hipsprocedures.org.uk/|the manual>", "see the manual"),
        ("see <https://hipsprocedures.org.uk/>", "see https://hipsprocedures.org.uk/"),
        ("write to <mailto:mash@iow.gov.uk|mash@iow.gov.uk>", "write to mash@iow.gov.uk"),
        ("write to <mailto:mash@iow.gov.uk>", "write to mash@iow.gov.uk"),
        ("ring <tel:07700900123|07700 900123>", "ring 07700 900123"),
        ("in <#C0WARD|ward-5>", "in #ward-5"),
        ("in <#C0WARD>", "in"),
        ("<!subteam^S0MIDWIVES|@midwives> what is ICON", "@midwives what is ICON"),
        ("<!channel> what is ICON", "what is ICON"),
        ("by <!date^1392734382^{date}|18 February>", "by 18 February"),
        ("mother &amp; baby &lt;5 weeks&gt;", "mother & baby <5 weeks>"),
        ("&amp;lt;", "&lt;"),
        ("", ""),
        (":thumbsup:", ""),
        (":+1::skin-tone-3: :tada:", ""),
        ("thanks :+1::skin-tone-3:", "thanks"),
        ("hello :slightly_smiling_face: rec 4 :woman-raising-hand:", "hello  rec 4"),
        ("the :baby: has bruises", "the :baby: has bruises"),
        ("open at 10:30:45, see note:two-three: here", "open at 10:30:45, see note:two-three: here"),
        ("a : b : c_d", "a : b : c_d"),
    ],
)
def test_mark_up_becomes_words(written: str, words: str) -> None:
    assert words_of(written) == words


@given(texts)
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(words_of(text), str)
