"""A curator's folder becomes a library: whole, partial, or nothing but answers."""

from pathlib import Path

import pytest

from knowledge.entries import build_entries
from knowledge.library import Place
from knowledge.load import ContentError, load
from knowledge.parts import Parts, Placed
from knowledge.schema.resources import GlossaryFile
from knowledge.schema.themes import TopicsFile
from knowledge.yamlfile import read
from tests.contents import CHILD_Z, child_z, child_z_beside_child_p, edit, write

ANSWERS = """answers:
- id: answer/parking
  title: Parking at the clinic
  questions: [where can I park]
  text: Park behind the clinic.
"""


def line_of(folder: Path, name: str, words: str) -> int:
    return (folder / name).read_text(encoding="utf-8").split(words)[0].count("\n") + 1


def test_every_entry_of_a_review_folder_is_found_by_its_id() -> None:
    library = load(CHILD_Z)

    assert [entry.id for entry in library.recommendations] == [
        "child-z/health-visiting/1",
        "child-z/health-visiting/2",
        "child-z/health-visiting/3",
        "child-z/police/1",
        "child-z/police/2",
    ]
    assert {entry.kind for entry in library.entries.values()} == {
        "review",
        "recommendation",
        "resource",
        "briefing",
        "answer",
        "gap",
        "term",
        "contact",
    }
    assert library.warnings == ()


def test_an_entry_carries_what_the_search_and_the_reply_need() -> None:
    entry = load(CHILD_Z).entries["child-z/police/2"]

    assert entry.title == "The course on curious conversations"
    assert (entry.case, entry.audience, entry.number) == ("child-z", "police", 2)
    assert entry.topics == ("professional-curiosity", "training")
    assert entry.related == ("training/curious-conversations",)
    assert entry.status == "promised"
    assert entry.body[1].startswith("The course is being written.")


def test_an_entry_knows_the_line_where_it_is_written() -> None:
    entries = load(CHILD_Z).entries

    for id, name in (
        ("child-z/police/2", "reviews/child-z.yaml"),
        ("training/curious-conversations", "resources/policies.yaml"),
        ("term/wlg", "glossary.yaml"),
        ("contact/westmarch", "contacts.yaml"),
        ("gap/child-z-events", "gaps/child-z.yaml"),
    ):
        assert entries[id].place == Place(name, line_of(CHILD_Z, name, f"- id: {id}"))


def test_a_quotation_of_two_paragraphs_keeps_them_apart() -> None:
    library = load(CHILD_Z)
    response = library.quotations(library.entries["child-z/health-visiting/1"])[1]

    assert response.text.split("\n\n")[1] == "The team lead reads ten records each month."
    assert response.recommendation == 1
    assert response.section == "Recommendations for the Health Visiting Team"


def test_a_folder_with_only_answers_loads_and_borrows_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "answers/parking.yaml", ANSWERS)

    library = load(tmp_path)

    assert [entry.id for entry in library.entries.values() if not entry.borrowed] == ["answer/parking"]
    assert library.entries["term/wnb"].borrowed
    assert library.entries["contact/emergency"].borrowed
    assert library.audiences
    assert library.safety.examples
    assert library.safety.cues
    assert library.reviews == ()


def test_what_is_borrowed_names_nothing_that_the_folder_lacks(tmp_path: Path) -> None:
    write(tmp_path, "answers/parking.yaml", ANSWERS)

    library = load(tmp_path)

    steps = [step for reply in library.safety.signposting.replies for step in reply.steps]
    named = {name for entry in library.entries.values() for name in entry.related}
    named |= {step.entry for step in steps if step.entry is not None}
    assert named <= set(library.entries)
    assert not any(entry.topics for entry in library.entries.values())


def test_a_borrowed_term_keeps_only_the_topics_that_the_folder_has(tmp_path: Path) -> None:
    parts = Parts()
    topics = "topics: [{id: sleep, title: Sleep}]"
    terms = "terms: [{id: term/a, term: a, meaning: b, topics: [sleep, other], related: [term/a, term/z]}]"
    for area, text, model, borrowed in (
        ("topics", topics, TopicsFile, False),
        ("glossary", terms, GlossaryFile, True),
    ):
        file, _ = read(write(tmp_path, "file.yaml", text), "file.yaml")
        assert file is not None
        parts.keep(area, Placed(model.model_validate(file.data), file, borrowed))

    entries, problems = build_entries(parts)

    assert entries["term/a"].topics == ("sleep",)
    assert entries["term/a"].related == ("term/a",)
    assert problems == []


def test_an_empty_folder_loads_with_a_warning(tmp_path: Path) -> None:
    library = load(tmp_path)

    assert all(entry.borrowed for entry in library.entries.values())
    assert "holds no content of its own" in str(library.warnings[0])


def test_a_few_safety_examples_of_a_folder_come_on_top_of_the_packages(tmp_path: Path) -> None:
    """Alone they would teach the detector to see an emergency in everything, or in nothing."""
    message = "messages:\n- {text: the roof is on fire, level: emergency}\n"
    write(tmp_path, "safety/examples.yaml", message)

    safety, packaged = load(tmp_path).safety, load().safety

    assert {example.text for example in safety.examples} == {
        "the roof is on fire",
        *(example.text for example in packaged.examples),
    }
    assert safety.cues == packaged.cues


def test_a_folder_gives_a_cue_of_the_package_anew_by_its_id(tmp_path: Path) -> None:
    first = load().safety.cues[0]
    cue = first.model_copy(update={"patterns": (r"\bnothing else\b",)})
    write(tmp_path, "safety/cues.yaml", f"cues:\n- {cue.model_dump_json(exclude_none=True)}\n")

    cues = load(tmp_path).safety.cues

    assert [each for each in cues if each.id == cue.id] == [cue]
    assert len(cues) == len(load().safety.cues)


def test_a_second_review_stands_beside_child_p(tmp_path: Path) -> None:
    library = load(child_z_beside_child_p(tmp_path / "both"))

    assert {review.id for review in library.reviews} == {"child-p", "child-z"}
    assert len(library.recommendations) == 24
    supervision = {entry.case for entry in library.recommendations if "supervision" in entry.topics}
    assert supervision == {"child-p", "child-z"}


def test_a_recommendation_is_cited_with_the_heading_of_its_own_review(tmp_path: Path) -> None:
    library = load(child_z_beside_child_p(tmp_path / "both"))

    sections = {library.section(library.entries[f"{case}/health-visiting/1"]).section
                for case in ("child-p", "child-z")}  # fmt: skip
    assert sections == {"Recommendations for Health Visitors", "Recommendations for the Health Visiting Team"}


def test_the_revision_is_the_same_for_the_same_words_in_another_place(tmp_path: Path) -> None:
    assert load(child_z(tmp_path / "copy")).revision == load(CHILD_Z).revision


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("gaps/child-z.yaml", "does not tell", "does not say"),
        ("sources/child-z-response.yaml", "as_at: May 2024", "as_at: June 2024"),
        ("contacts.yaml", "01632 960001", "01632 960002"),
    ],
)
def test_the_revision_changes_with_any_word_an_answer_is_made_of(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    folder = child_z(tmp_path / "copy")
    edit(folder, name, old, new)

    assert load(folder).revision != load(CHILD_Z).revision


def test_questions_files_are_read_when_asked_for_and_never_change_the_revision(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "copy")
    edit(folder, "questions/child-z.yaml", "no shows", "not turning up")

    assert load(folder).questions == ()
    assert len(load(folder, questions=True).questions) == 5
    assert load(folder, questions=True).revision == load(CHILD_Z).revision


def test_files_that_nobody_approved_are_named(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "copy")
    edit(folder, "gaps/child-z.yaml", "approved_by: R. Tester", "approved_by: null")

    assert "gaps/child-z.yaml" in load(folder).unapproved
    assert "reviews/child-z.yaml" not in load(folder).unapproved


def test_a_withdrawn_source_is_not_quoted(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "copy")
    edit(folder, "sources/child-z-response.yaml", "status: live", "status: withdrawn")

    library = load(folder)

    assert library.quotations(library.entries["child-z/police/1"]) == ()


def test_files_linked_inside_the_folder_are_read(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "copy")
    (folder / "..data").mkdir()
    (folder / "gaps/child-z.yaml").rename(folder / "..data/child-z.yaml")
    (folder / "gaps/child-z.yaml").symlink_to("../..data/child-z.yaml")

    library = load(folder)

    assert "gap/child-z-events" in library.entries
    assert library.warnings == ()


def test_the_hidden_files_of_editors_are_passed_over(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "copy")
    write(folder, "answers/.rooms.yaml", "half a fi")

    assert load(folder).warnings == ()


def test_no_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_a_copy_of_the_packaged_content_learns_no_message_twice(tmp_path: Path) -> None:
    packaged, copied = load(), load(child_z_beside_child_p(tmp_path / "copy"))

    assert sorted(each.text for each in copied.safety.examples) == sorted(
        each.text for each in packaged.safety.examples
    )


def test_a_folder_with_messages_of_its_own_learns_them_beside_the_packaged_ones(tmp_path: Path) -> None:
    write(tmp_path, "answers/parking.yaml", ANSWERS)
    write(tmp_path, "safety/examples-here.yaml", 'messages:\n- {text: "mine alone", level: concern}')

    assert len(load(tmp_path).safety.examples) == len(load().safety.examples) + 1
