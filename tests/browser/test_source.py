"""A practitioner follows a citation in the browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import replies
from tests.browser.conftest import DESKTOP, PHONE


def test_a_citation_opens_the_document_beside_the_chat_with_the_passage_in_sight(
    page: Page, live_server: str
) -> None:
    page.goto(live_server)
    page.get_by_label("Your question").fill("answered")
    page.keyboard.press("Enter")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="See it in its place").last.click()
    source = opened.value
    mark = source.locator("mark")
    expect(mark).to_have_text(replies.MIDWIFERY[1].answered[0])
    expect(mark).to_be_in_viewport(ratio=0.9)
    expect(source.get_by_text("Recommendation Two:").first).to_be_in_viewport()
    expect(page.get_by_role("article")).to_have_count(1)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_marked_passage_differs_from_the_rest_by_its_background(
    browser: Browser, live_server: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{live_server}/source/child-p-response?from=53&to=56#l53")
    colours = page.evaluate(
        "() => ['mark', 'body'].map(each => getComputedStyle(document.querySelector(each)).backgroundColor)"
    )
    assert colours[0] != colours[1]
    expect(page.locator("mark")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
