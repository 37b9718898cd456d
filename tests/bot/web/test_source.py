"""A practitioner follows a citation to the document it stands in."""

import pytest

from bot.web.site import WebSettings
from bot.web.stored_text import blocks, join
from tests import held, replies
from tests.bot.web.conftest import Client, OpenSite
from tests.bot.web.reading import Page, read, words

SECOND = "/source/child-p-response?from=53&to=56"
ELSEWHERE = WebSettings(whole_source=False)


async def source(site: Client, address: str = SECOND) -> Page:
    """The page that a citation opens."""
    answer = await site.get(address)
    assert answer.status == 200
    return read(await answer.text())


async def test_the_cited_passage_is_marked_in_its_place(site: Client) -> None:
    page = await source(site)
    assert words(page.one("mark").text) == replies.MIDWIFERY[1].answered[0]
    text = words(page.text)
    assert (
        text.index(replies.SECTION, text.index("Go to the marked passage"))
        < text.index("Recommendation Two:")
        < text.index(replies.MIDWIFERY[1].asked[0])
        < text.index(replies.MIDWIFERY[1].answered[0])
        < text.index("Recommendation Three:")
    )


async def test_the_link_leads_to_the_marked_passage(site: Client) -> None:
    page = await source(site)
    assert replies.MIDWIFERY[1].answered[0] in words(page.one("div", id="l53").text)


async def test_section_headings_of_the_document_are_headings(site: Client) -> None:
    page = await source(site)
    assert replies.SECTION in [each.text for each in page.all("h2")]


async def test_every_paragraph_of_a_passage_is_marked(site: Client) -> None:
    page = await source(site, "/source/child-p-response?from=35&to=47")
    assert [words(each.text) for each in page.all("mark")] == list(replies.MIDWIFERY[0].answered)


async def test_what_is_known_of_the_document_stands_above_it(site: Client) -> None:
    text = words((await source(site)).text)
    for known in (replies.DOCUMENT, "Hampshire Safeguarding Children Partnership", replies.AS_AT):
        assert known in text
    assert "not stated in the document" in text
    assert "The publisher has not been asked yet. The whole text is shown on this computer only." in text
    assert f"{replies.SECTION}, recommendation 2, lines 53 to 56" in text
    assert "call 999" in text


async def test_away_from_this_computer_only_the_passage_is_shown(open_site: OpenSite) -> None:
    page = await source(await open_site(settings=ELSEWHERE))
    text = words(page.text)
    assert words(page.one("mark").text) == replies.MIDWIFERY[1].answered[0]
    assert page.one("h2").text == replies.SECTION
    assert "Only the cited passage is shown." in text
    assert replies.MIDWIFERY[1].asked[0] not in text


@pytest.mark.parametrize("lines", ["from=1&to=248", "from=52&to=56", "from=53&to=57", "from=1&to=5"])
async def test_away_from_this_computer_nothing_but_quoted_passages_can_be_asked_for(
    open_site: OpenSite, lines: str
) -> None:
    site = await open_site(settings=ELSEWHERE)
    answer = await site.get(f"/source/child-p-response?{lines}")
    assert answer.status == 404
    assert "Alex Walters" not in await answer.text()
    assert (await site.get("/source/child-p-response")).status == 404


async def test_with_permission_the_whole_text_is_shown_anywhere(open_site: OpenSite) -> None:
    library = held.library(held.source(permission="granted"))
    page = await source(await open_site(settings=ELSEWHERE, library=library))
    assert "Alex Walters" in page.text
    assert "The publisher has agreed to this." in page.text
    assert "on this computer only" not in page.text


@pytest.mark.parametrize("permission", ["granted", "not_asked"])
async def test_a_withdrawn_document_is_not_quoted(open_site: OpenSite, permission: str) -> None:
    library = held.library(held.source(permission=permission, status="withdrawn"))  # type: ignore[arg-type]
    answer = await (await open_site(library=library)).get(SECOND)
    assert answer.status == 410
    page = read(await answer.text())
    assert "This document has been withdrawn. Nothing is quoted from it." in page.text
    assert not page.all("mark")
    assert "Missed Appointment" not in page.text
    assert "compliment" not in page.text


async def test_an_archived_document_says_so(open_site: OpenSite) -> None:
    site = await open_site(library=held.library(held.source(status="archived")))
    assert "This document has been archived." in (await source(site)).text


async def test_without_lines_the_whole_text_has_no_mark(site: Client) -> None:
    page = await source(site, "/source/child-p-response")
    assert "Alex Walters" in page.text
    assert not page.all("mark")


@pytest.mark.parametrize(
    "query", ["from=0&to=3", "from=9&to=3", "from=1&to=9999", "from=a&to=b", "from=3", "to=3", "from=&to="]
)
async def test_lines_that_cannot_be_are_refused(site: Client, query: str) -> None:
    assert (await site.get(f"/source/child-p-response?{query}")).status == 400


@pytest.mark.parametrize("address", ["/source/unknown", "/source/..%2f..%2fetc%2fpasswd?from=1&to=1"])
async def test_an_unknown_document_is_not_found(site: Client, address: str) -> None:
    assert (await site.get(address)).status == 404


async def test_markup_in_a_document_stays_text(open_site: OpenSite) -> None:
    text = "<script>alert(1)</script>\n\n{{ 7 * 7 }} <b>bold</b>\n\x1b[31m\x0c"
    site = await open_site(library=held.library(held.source(text=text)))
    page = await source(site, "/source/child-p-response?from=1&to=4")
    assert [each.text for each in page.all("mark")] == [
        "<script>alert(1)</script>",
        "{{ 7 * 7 }} <b>bold</b> [31m",
    ]
    assert not page.all("script")
    assert not page.all("b")


# How stored lines become paragraphs

LINES = [
    "Recommendations for Ward Staff",
    "",
    "Recommendation One:",
    "Staff should write notes. They should share",
    "them with a decision-",
    "making group.",
    "",
    "Notes are shared.",
]


def test_a_line_end_is_a_space_and_nothing_after_a_hyphen() -> None:
    assert (
        join(LINES[3:6]) == "Staff should write notes. They should share them with a decision-making group."
    )


def test_headings_and_labels_stand_alone() -> None:
    found = blocks(LINES, {"Recommendations for Ward Staff"}, None, ())
    assert [(block.kind, block.line) for block in found] == [
        ("section", 1),
        ("label", 3),
        ("paragraph", 4),
        ("paragraph", 8),
    ]


def test_part_of_a_paragraph_is_marked_word_for_word() -> None:
    found = blocks(LINES, (), (4, 6), ("They should share them with a decision-making group.",))
    assert [(piece.text, piece.marked) for piece in found[2].pieces] == [
        ("Staff should write notes. ", False),
        ("They should share them with a decision-making group.", True),
    ]


def test_the_same_words_elsewhere_are_not_marked() -> None:
    found = blocks(["Same words.", "", "Same words."], (), (3, 3), ("Same words.",))
    assert [block.marked for block in found] == [False, True]


def test_words_that_are_not_found_in_one_paragraph_mark_the_lines() -> None:
    found = blocks(LINES, (), (5, 8), ("a decision-making group. Notes are shared.",))
    assert [piece.text for block in found for piece in block.pieces if piece.marked] == [
        "them with a decision-making group.",
        "Notes are shared.",
    ]
