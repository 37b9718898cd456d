"""Whoever asks for all of something gets all of it, and nothing else."""

import pytest

from tests.conftest import Ask

UNFINISHED = {
    "child-p/midwifery/2",
    "child-p/midwifery/3",
    "child-p/midwifery/5",
    "child-p/health-visiting/2",
    "child-p/hscp/1",
    "child-p/hscp/3",
    "child-p/hscp/6",
}


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("which responses bring in the workforce development group", {"hscp/4", "housing/1"}),
        ("recs where badgernet comes up", {"midwifery/1", "midwifery/5"}),
        ("which recommendations mention section 11", {"hscp/2", "hscp/3"}),
        ("list the hscp recs that mention an audit", {"hscp/1", "hscp/2", "hscp/3"}),
        ("every rec that mentions covid or the lullaby trust", {"midwifery/2", "midwifery/6"}),
        ("which recs mention the neonatal unit", {"midwifery/3", "midwifery/6"}),
    ],
)
def test_recommendations_that_mention_something(ask: Ask, question: str, entries: set[str]) -> None:
    assert set(ask(question).entries) == {f"child-p/{each}" for each in entries}


def test_what_no_recommendation_mentions_is_not_held(ask: Ask) -> None:
    assert ask("which recommendations mention genograms").status == "not_held"


@pytest.mark.parametrize(
    "question",
    [
        "whats still outstanding from child p",
        "which recs are still open",
        "what have they still got to finish",
    ],
)
def test_what_was_not_finished(ask: Ask, question: str) -> None:
    assert set(ask(question).entries) == UNFINISHED


def test_what_was_only_promised(ask: Ask) -> None:
    assert ask("anything that is only promised so far").entries == ("child-p/hscp/3",)


def test_what_was_due_in_a_year_that_is_named(ask: Ask) -> None:
    assert set(ask("which recs had a deadline in march 2022").entries) == {"child-p/midwifery/2"}
    assert set(ask("what is due in 2022/23").entries) == {"child-p/hscp/1", "child-p/hscp/3"}


def test_finished_or_not_asks_of_one(ask: Ask) -> None:
    assert ask("housing action: complete or outstanding").entries == ("child-p/housing/1",)


def test_everything_about_a_subject_is_all_that_was_recommended_on_it(ask: Ask) -> None:
    about = {"midwifery/1", "health-visiting/1", "gp/1", "hscp/1"}
    found = ask("everything about the unborn baby protocol").entries
    assert set(found) == {f"child-p/{each}" for each in about}


IN_PROGRESS = UNFINISHED - {"child-p/hscp/3"}
DONE = {
    *("child-p/midwifery/1", "child-p/midwifery/4", "child-p/midwifery/6"),
    *("child-p/health-visiting/1", "child-p/health-visiting/3"),
    *("child-p/gp/1", "child-p/gp/2", "child-p/gp/3", "child-p/housing/1"),
    *("child-p/hscp/2", "child-p/hscp/4", "child-p/hscp/5"),
}


@pytest.mark.parametrize(
    "question",
    ["completed recommendations", "list whats done", "finished recs", "show me all the completed ones",
     "which actions are already in place", "how many recs are done"],
)  # fmt: skip
def test_what_was_done_leaves_out_what_was_not(ask: Ask, question: str) -> None:
    assert set(ask(question).entries) == DONE


@pytest.mark.parametrize(
    "question",
    ["which recommendations are still in progress", "WHAT IS STILL BEING WORKED ON", "recs under way",
     "which ones are part done"],
)  # fmt: skip
def test_in_progress_leaves_out_what_was_only_promised(ask: Ask, question: str) -> None:
    assert set(ask(question).entries) == IN_PROGRESS


@pytest.mark.parametrize(
    "question",
    [
        "all recs except the ones that are done",
        "open recs",
        "everything apart from the completed ones",
        "recs that weren't completed at the time of the response",
    ],
)
def test_all_but_the_finished_ones_are_the_unfinished(ask: Ask, question: str) -> None:
    assert set(ask(question).entries) == UNFINISHED


def test_a_promise_is_what_nobody_has_started(ask: Ask) -> None:
    assert ask("which recommendations haven't been started").entries == ("child-p/hscp/3",)
    assert ask("recs that are promised but not done").entries == ("child-p/hscp/3",)


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("everything on unborn baby protocol across agencies", "midwifery/1 health-visiting/1 gp/1 hscp/1"),
        ("unborn baby protocol, what were the different agencies asked to do",
         "midwifery/1 health-visiting/1 gp/1 hscp/1"),
        ("recommendations about information sharing between professionals",
         "midwifery/5 health-visiting/2 gp/2 gp/3 hscp/3"),
        ("all the recommendations dealing with parental substance misuse, whichever agency",
         "midwifery/5 hscp/6"),
        ("pull together all the recs on disguised compliance", "midwifery/2 hscp/4 hscp/5"),
        ("completed recs on the unborn baby protocol", "midwifery/1 health-visiting/1 gp/1"),
    ],
)  # fmt: skip
def test_a_subject_is_looked_for_with_every_agency(ask: Ask, question: str, entries: str) -> None:
    assert set(ask(question).entries) == {f"child-p/{each}" for each in entries.split()}


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("which recommendations ask for training",
         "midwifery/6 health-visiting/3 gp/1 housing/1 hscp/4 hscp/6"),
        ("recommendations asking for an audit", "hscp/1 hscp/2"),
        ("recs that ask agencies to review policies", "midwifery/1 midwifery/2 hscp/5"),
        ("which recs ask for a policy review", "midwifery/1 midwifery/2 hscp/5"),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_not_what_was_done_in_response(ask: Ask, question: str, entries: str) -> None:
    assert set(ask(question).entries) == {f"child-p/{each}" for each in entries.split()}


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("which recs use the words disguised compliance", "midwifery/2 hscp/4"),
        ("midwifery ones where supervision comes up", "midwifery/1 midwifery/3 midwifery/6"),
        ("every one that brings in safeguarding supervision, recs or responses",
         "midwifery/1 midwifery/3 midwifery/6 health-visiting/2 health-visiting/3"),
        ("recs which name the CCG", "gp/1 gp/2"),
        ("in which recs does the CCG appear", "gp/1 gp/2"),
        ("any recs that mention the neonatal unit or NNU", "midwifery/3 midwifery/6"),
        ("where is section 11 mentioned", "hscp/2 hscp/3"),
        ("responses where agencies talk about supervision",
         "midwifery/1 midwifery/3 health-visiting/2 health-visiting/3"),
        ("which responses refer to webinars", "hscp/4"),
        ("level 3 training appears in which recs", "midwifery/1 health-visiting/3"),
        ("where does the workforce development group get mentioned, all of em", "housing/1 hscp/4"),
        ("everywhere the unborn protocol comes up across the different services",
         "midwifery/1 health-visiting/1 gp/1 hscp/1"),
    ],
)  # fmt: skip
def test_a_word_is_looked_for_as_it_was_typed(ask: Ask, question: str, entries: str) -> None:
    assert set(ask(question).entries) == {f"child-p/{each}" for each in entries.split()}


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("hscp recs except the one about training", "hscp/1 hscp/2 hscp/3 hscp/5"),
        ("partnership recs excluding the ones in progress", "hscp/2 hscp/3 hscp/4 hscp/5"),
        ("midwifery recs minus the finished ones", "midwifery/2 midwifery/3 midwifery/5"),
        ("midwifery recs not about ICON", "midwifery/1 midwifery/2 midwifery/3 midwifery/4"),
        ("health visitor recs that dont mention supervision", "health-visiting/1"),
        ("outstanding recs excluding midwifery", "health-visiting/2 hscp/1 hscp/3 hscp/6"),
        ("recs about the unborn baby protocol apart from midwifery", "health-visiting/1 gp/1 hscp/1"),
        ("recs about the unborn baby protocol leaving out midwifery", "health-visiting/1 gp/1 hscp/1"),
        ("midwifery recs besides the finished ones", "midwifery/2 midwifery/3 midwifery/5"),
        ("midwifery recs, all but the ICON one", "midwifery/1 midwifery/2 midwifery/3 midwifery/4"),
        ("health visitor recs instead of the ones on supervision", "health-visiting/1"),
    ],
)
def test_what_is_left_out_is_not_listed(ask: Ask, question: str, entries: str) -> None:
    assert set(ask(question).entries) == {f"child-p/{each}" for each in entries.split()}


@pytest.mark.parametrize(
    ("question", "agency", "count"),
    [
        ("Which of these are relevant to a salaried GP, please? I only have ten minutes.", "gp", 3),
        ("which of the hscp actions were still in progress when it was written", "hscp", 2),
    ],
)
def test_what_somebody_says_beside_it_narrows_nothing(
    ask: Ask, question: str, agency: str, count: int
) -> None:
    found = ask(question).entries
    assert len(found) == count
    assert all(each.startswith(f"child-p/{agency}/") for each in found)


def test_what_the_list_is_wanted_for_is_not_its_subject(ask: Ask) -> None:
    question = "Please could I have the complete set of recommendations, all agencies, for a training pack"
    assert len(ask(question).entries) == 19


def test_a_kind_that_is_left_out_is_not_what_is_listed(ask: Ask) -> None:
    assert not any(each.startswith("training/") for each in ask("List everything except training").entries)
    contacts = ask("list all the contacts except lados").entries
    assert "contact/hampshire-ooh" in contacts
    assert not any(each.startswith("contact/lado") for each in contacts)


def test_all_but_one_agency_in_everyday_words(ask: Ask) -> None:
    found = ask("everything but the hscp ones").entries
    assert len(found) == 13
    assert not any(each.startswith("child-p/hscp") for each in found)


@pytest.mark.parametrize(
    "question",
    ["which team runs supervision on the neonatal unit", "when was the section 11 audit done",
     "is supervision in place for midwives", "list of abbreviations in safe sleep",
     "list the names of the staff involved",
     "what date was badgernet introduced"],
)  # fmt: skip
def test_who_wants_one_fact_gets_no_list(ask: Ask, question: str) -> None:
    found = ask(question)
    assert found.status != "answered" or len(found.entries) == 1


def test_what_a_list_is_wanted_for_is_not_what_it_is_of(ask: Ask) -> None:
    found = ask("all the midwifery ones please, i need them for a supervision session").entries
    assert len(found) == 6


def test_recommendations_with_a_date(ask: Ask) -> None:
    dated = {"child-p/midwifery/2", "child-p/hscp/1", "child-p/hscp/3"}
    assert set(ask("which recs have a date in them").entries) == dated


def test_where_none_has_that_standing_no_other_is_shown_as_if_it_had(ask: Ask) -> None:
    reply = ask("any recs still in progress for GPs")
    assert (reply.status, reply.entries) == ("not_held", ())


@pytest.mark.parametrize(
    ("question", "first", "all_of_them"),
    [
        ("what does child p say about missed appointments", "midwifery/2", "midwifery/2 hscp/5"),
        ("missed appts", "midwifery/2", "midwifery/2 hscp/5"),
        ("child p substance misuse", "hscp/6", "hscp/6 midwifery/5"),
        ("what does child p say about professional curiosity", "hscp/4", "hscp/4 housing/1"),
    ],
)
def test_a_theme_and_nothing_else_finds_every_recommendation_on_it(
    ask: Ask, question: str, first: str, all_of_them: str
) -> None:
    found = ask(question).entries
    assert found[0] == f"child-p/{first}"
    assert set(found) == {f"child-p/{each}" for each in all_of_them.split()}


def test_what_the_review_says_on_a_theme_comes_before_the_page_and_the_word(ask: Ask) -> None:
    assert ask("child p badgernet").entries == ("child-p/midwifery/5", "child-p/midwifery/1")
    assert ask("child p and safeguarding supervision").entries[0] == "child-p/midwifery/3"


@pytest.mark.parametrize(
    ("question", "agency", "count"),
    [
        ("what does child p mean for health visitors", "health-visiting", 3),
        ("student health visitor placement what should i read", "health-visiting", 3),
        ("Head of midwifery. Just what applies to my service.", "midwifery", 6),
        ("I sit on the HSCP board, what's on our list", "hscp", 6),
    ],
)
def test_who_says_only_whose_they_are_gets_all_of_theirs(
    ask: Ask, question: str, agency: str, count: int
) -> None:
    assert ask(question).entries == tuple(f"child-p/{agency}/{each}" for each in range(1, count + 1))


def test_whether_something_has_been_done_shows_what_was_recommended_on_it(ask: Ask) -> None:
    for question in ("has the unborn baby protocol been done", "is the unborn baby protocol in place"):
        assert "child-p/midwifery/1" in ask(question).entries


def test_a_slip_in_every_other_word_is_read_as_meant(ask: Ask) -> None:
    assert "child-p/midwifery/2" in ask("Child P missed apointments recomendation").entries


def test_who_holds_a_post_is_no_question_for_recommendations(ask: Ask) -> None:
    assert ask("who is the chair of hscp").status in {"not_held", "choices"}
