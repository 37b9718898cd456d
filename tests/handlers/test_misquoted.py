"""Words that do not stand in the source are shown to nobody, even while a curator has yet to mend them."""

from pathlib import Path

import pytest

from handlers import wording
from handlers.dispatch import show_entry
from handlers.messages import QuoteBlock, Reply
from handlers.plain import plain
from knowledge.library import Library
from knowledge.load import load
from tests.conftest import MONDAY_MORNING
from tests.contents import child_z_beside_child_p, edit, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return child_z_beside_child_p(tmp_path / "content")


def shown(library: Library, entry: str) -> Reply:
    return show_entry(library, entry, MONDAY_MORNING)


def quoted(reply: Reply) -> list[QuoteBlock]:
    return [part for part in reply.parts if isinstance(part, QuoteBlock)]


def test_a_recommendation_with_one_wrong_word_is_not_quoted_and_says_why(folder: Path) -> None:
    assert len(quoted(shown(load(folder), "child-p/gp/1"))) == 2

    edit(
        folder,
        "reviews/child-p.yaml",
        "understanding of assessing safeguarding risk as a situation evolves",
        "understanding of ignoring safeguarding risk as a situation evolves",
    )
    library = load(folder)
    reply = shown(library, "child-p/gp/1")

    assert not quoted(reply)
    assert wording.MISQUOTED in plain(reply)
    assert "ignoring" not in plain(reply)
    assert len(quoted(shown(library, "child-p/gp/2"))) == 2


def test_a_page_leaves_out_only_what_is_misquoted(folder: Path) -> None:
    words = "A strategy that babies most"
    before = quoted(shown(load(folder), "programme/icon"))
    edit(folder, "resources/programmes-and-systems.yaml", words, f"{words} often")
    left = quoted(shown(load(folder), "programme/icon"))

    assert len(left) == len(before) - 1
    (gone,) = (each for each in before if each not in left)
    assert gone.paragraphs[0].startswith(words)


def test_a_word_of_the_package_is_explained_in_a_folder_without_what_it_leads_on_to(tmp_path: Path) -> None:
    write(
        tmp_path, "answers/a.yaml", "answers:\n- {id: answer/pool, title: pool, questions: [pool], text: a}"
    )
    library = load(tmp_path)

    for term in library.terms:
        assert term.meaning in plain(shown(library, term.id))
