"""The draft of a document becomes content when a person has decided what is marked TODO."""

import datetime as dt
import re
from pathlib import Path

import pytest

from bot.drafting import import_document, new_file
from knowledge.check import check
from knowledge.contents import read_contents
from knowledge.importing.document import ImportProblem
from knowledge.importing.pdf_reader import read_pdf
from knowledge.load import load
from knowledge.schema.reviews import Recommendation
from tests.contents import child_z
from tests.knowledge.importing.truth import DOCUMENTS, FILES

TODAY = dt.date(2026, 11, 25)
DECIDED = {
    "status": "in_progress",
    "coverage": "full",
    "topics": "[supervision]",
    "questions": "[what did they say at ?]",
    "as_at": "spring 2024",
    "licence": "not stated in the document",
    "publisher": "An invented partnership",
    "title": "A short title ?",
}


def decide(folder: Path, review: str) -> None:
    """Decides every TODO as a hurried curator would."""
    for path in (folder / "sources" / f"{review}-response.yaml", folder / "reviews" / f"{review}.yaml"):
        lines: list[str] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
            key = line.strip(" -").partition(":")[0]
            if "TODO" in line.partition("#")[0] and key in DECIDED:
                printed = lines[-2:].count("    response: null") == 0
                decided = DECIDED if printed or key != "status" else {key: "no_response"}
                words = decided[key].replace("?", str(number))
                line = re.sub(r": .*", f": {words}", line, count=1)  # noqa: PLW2901
            lines.append(line.replace("section: TODO", "section: Introduction").replace("TODO", "housing"))
        path.write_text("\n".join(lines), encoding="utf-8")


def with_audiences(folder: Path, new: tuple[str, ...]) -> None:
    """Adds audiences that the document has and the content has not."""
    path = folder / "audiences.yaml"
    more = "".join(f"- id: {each}\n  name: {each.replace('-', ' ')}\n  names: [{each}]\n" for each in new)
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + more, encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
def test_every_quotation_of_a_finished_draft_stands_at_its_lines_and_under_its_number(
    file: str, tmp_path: Path
) -> None:
    folder = child_z(tmp_path / "content")
    done = import_document(DOCUMENTS / file, folder)
    decide(folder, done.draft.id)
    with_audiences(folder, done.draft.new_audiences)

    problems = [str(each) for each in check(folder, TODAY) if not each.warning]
    library = load(folder)

    assert [each for each in problems if done.draft.id in each] == []
    held = [each for each in library.entries.values() if each.case == done.draft.id and each.number]
    assert len(held) == len(done.draft.pairs)
    assert all(isinstance(each.item, Recommendation) for each in held)


def test_a_fresh_draft_is_not_taken_for_content_and_each_todo_is_named_once(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    import_document(DOCUMENTS / "dotted.pdf", folder)

    problems = [each for each in read_contents(folder).problems if not each.warning]

    assert {each.area for each in problems} == {"todo"}
    assert len({(each.place.file, each.place.line) for each in problems}) == len(problems)
    wanted = {"title", "topics", "status", "coverage", "questions", "publisher", "as_at", "licence"}
    assert {re.findall(r"`(\w+)`", each.message)[0] for each in problems} == wanted


def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    kept = folder / "reviews" / "child-t.yaml"
    kept.write_text("mine\n", encoding="utf-8")

    with pytest.raises(ImportProblem, match="nothing is overwritten"):
        import_document(DOCUMENTS / "dotted.pdf", folder)

    assert kept.read_text(encoding="utf-8") == "mine\n"
    assert not (folder / "sources" / "child-t-response.txt").exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("broken.pdf", b"not a PDF", "cannot be read as a PDF"),
        ("broken.docx", b"not a Word document", "cannot be read as a Word document"),
        ("latin.txt", "Recommendation 1\n\nCaf\xe9".encode("latin-1"), "is not text in UTF-8 (byte"),
        ("old.doc", b"whatever", "Save it as .docx, .pdf or .txt"),
        ("empty.txt", b"Nothing recommended here.\n", "No recommendation was found"),
        ("nameless.txt", b"Recommendation 1\n\nDo this.\n\nResponse: Done.\n", "--case"),
    ],
)
def test_what_cannot_be_imported_says_what_to_do(
    name: str, content: bytes, says: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportProblem, match=re.escape(says)):
        import_document(tmp_path / name, child_z(tmp_path / "content"))


def test_a_pdf_of_pictures_says_that_it_holds_no_text(tmp_path: Path) -> None:
    from fpdf import FPDF

    pages = FPDF()
    pages.add_page()
    pages.rect(20, 20, 100, 100)
    pages.output(str(tmp_path / "scan.pdf"))

    with pytest.raises(ImportProblem, match="its pages are pictures"):
        import_document(tmp_path / "scan.pdf", child_z(tmp_path / "content"))


def test_words_printed_beside_a_table_are_not_lost(tmp_path: Path) -> None:
    from fpdf import FPDF

    pages = FPDF()
    pages.set_font("helvetica", size=11)
    pages.add_page()
    for row, words in enumerate(("Recommendation", "Weigh each baby")):
        pages.set_xy(20, 30 + 10 * row)
        pages.cell(60, 10, words, border=1)
        pages.cell(30, 10, f"Done {row}", border=1)
    pages.text(130, 36, "Beside it: not yet started")
    pages.output(str(tmp_path / "beside.pdf"))

    held = read_pdf(tmp_path / "beside.pdf").stored

    assert "Beside it: not yet started" in held
    assert held.count("Weigh each baby") == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="is not a file"):
        import_document(tmp_path / "none.pdf", child_z(tmp_path / "content"))


@pytest.mark.parametrize("name", ["2024", "[a] b", "- x", "& co", "yes", "Child X: second", "what's #1"])
@pytest.mark.parametrize("kind", ["review", "resource", "briefing", "answer"])
def test_any_name_is_read_as_words(kind: str, name: str, tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    made = new_file(kind, name, folder)

    problems = [str(each) for each in read_contents(folder).problems if not each.warning]

    assert [each for each in problems if not each.startswith("[todo]")] == []
    assert name in made.read_text(encoding="utf-8").replace("''", "'")


@pytest.mark.parametrize("kind", ["review", "resource", "briefing", "answer"])
def test_a_new_file_holds_nothing_but_what_is_still_to_be_decided(kind: str, tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    made = new_file(kind, "Child Y: a 'new' one", folder)

    problems = [each for each in read_contents(folder).problems if not each.warning]

    assert made.exists()
    assert [str(each) for each in problems if each.area != "todo"] == []
    assert {each.place.file for each in problems} == {made.relative_to(folder).as_posix()}
    with pytest.raises(ImportProblem, match="nothing is overwritten"):
        new_file(kind, "Child Y: a 'new' one", folder)


def test_an_unknown_kind_and_an_empty_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="none of review, resource, briefing, answer"):
        new_file("poem", "x", tmp_path)
    with pytest.raises(ImportProblem, match="no letters or digits"):
        new_file("answer", "???", tmp_path)


def test_a_case_of_any_name_is_read_as_words(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    import_document(DOCUMENTS / "dotted.pdf", folder, "Child X: second review")

    assert {each.area for each in read_contents(folder).problems if not each.warning} == {"todo"}


def test_files_that_could_not_all_be_written_are_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = child_z(tmp_path / "content")
    opened = Path.open

    def full(path: Path, mode: str = "r", **given: str) -> object:
        if path.parent.name == "reviews" and "x" in mode:
            raise OSError(28, "No space left on device", str(path))
        return opened(path, mode, **given)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(ImportProblem, match="No space left"):
        import_document(DOCUMENTS / "dotted.pdf", folder)
    monkeypatch.undo()

    assert not list(folder.glob("*/child-t*"))
    import_document(DOCUMENTS / "dotted.pdf", folder)
