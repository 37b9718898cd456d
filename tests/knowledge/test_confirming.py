"""Somebody phones an agency, and writes down who confirmed the number: nothing else in the file changes."""

import datetime as dt
import difflib
import shutil
from pathlib import Path

import pytest

from knowledge.confirming import NotConfirmed, confirm
from knowledge.files import packaged_content
from knowledge.load import load

TODAY, UNTIL = dt.date(2026, 11, 23), dt.date(2027, 5, 23)
MASH = "contact/portsmouth-mash"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged content."""
    folder = tmp_path / "content"
    shutil.copytree(packaged_content(), folder)
    return folder


def changes(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [line for line in lines if line[0] in "+-"]


def test_three_lines_change_and_the_contact_is_confirmed(folder: Path) -> None:
    file = folder / "contacts.yaml"
    before = file.read_text("utf-8")
    place = confirm(folder, MASH, "Jo O'Neil, MASH: duty manager", TODAY, UNTIL)
    assert place.file == "contacts.yaml"
    after = file.read_text("utf-8")
    assert changes(before, after) == [
        "-     confirmed_by: null",
        "-     confirmed_on: null",
        "-     review_by: null",
        "+     confirmed_by: 'Jo O''Neil, MASH: duty manager'",
        "+     confirmed_on: 2026-11-23",
        "+     review_by: 2027-05-23",
    ]
    contact = next(each for each in load(folder).contacts if each.id == MASH)
    assert contact.confirmed(TODAY)
    assert contact.confirmed_by == "Jo O'Neil, MASH: duty manager"
    assert not contact.confirmed(UNTIL + dt.timedelta(days=1))
    assert list(folder.glob(".*")) == []


def test_every_contact_can_be_confirmed_and_confirmed_again(folder: Path) -> None:
    for each in load(folder).contacts:
        confirm(folder, each.id, "Jo", TODAY, UNTIL)
        confirm(folder, each.id, "null", TODAY, UNTIL + dt.timedelta(days=1))
    contacts = load(folder).contacts
    assert {each.confirmed_by for each in contacts} == {"null"}
    assert {each.review_by for each in contacts} == {UNTIL + dt.timedelta(days=1)}


def write(folder: Path, text: str, line_end: str = "\n") -> Path:
    file = folder / "contacts.yaml"
    file.write_bytes(text.replace("\n", line_end).encode())
    return file


FIELDS = """\
approved_by: null
approved_on: null
review_by: 2027-05-22
contacts:
- id: contact/one   # the first
  name: One
  areas: [hampshire]
  kind: front_door
  audience: anyone
  hours: unknown
  official_page: null
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_comments_line_ends_and_missing_keys_are_minded(folder: Path, line_end: str) -> None:
    file = write(
        folder, FIELDS + '  confirmed_by: "Al"  # phoned, see notes\n  review_by: 2026-01-01\n', line_end
    )
    confirm(folder, "contact/one", "Jo", TODAY, UNTIL)
    text = file.read_bytes().decode()
    assert f"  confirmed_by: Jo  # phoned, see notes{line_end}" in text
    assert f"- id: contact/one   # the first{line_end}  confirmed_on: 2026-11-23{line_end}" in text
    assert f"  review_by: 2027-05-23{line_end}" in text
    assert text.count("\r") == (text.count("\n") if line_end == "\r\n" else 0)


@pytest.mark.parametrize(
    "odd",
    [
        "  confirmed_by: |\n    Al\n    Bo\n",
        "  confirmed_by: >-\n    Al\n",
        "  confirmed_by: &who Al\n  note: *who\n",
        '  confirmed_by: "Al\n    Bo"\n',
    ],
)
def test_what_stands_on_no_line_of_its_own_is_left_to_people(folder: Path, odd: str) -> None:
    file = write(folder, FIELDS + odd)
    before = file.read_bytes()
    with pytest.raises(NotConfirmed):
        confirm(folder, "contact/one", "Jo", TODAY, UNTIL)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("contact", "by", "until", "why"),
    [
        ("contact/portsmouth-mesh", "Jo", UNTIL, "Did you mean contact/portsmouth-mash"),
        ("zebra", "Jo", UNTIL, "contacts list"),
        (MASH, "  ", UNTIL, "--by is empty"),
        (MASH, "Jo", TODAY, "not after today"),
        (MASH, "Jo", dt.date(2099, 1, 1), "within five years"),
    ],
)
def test_what_cannot_be_confirmed_is_told_and_nothing_changes(
    folder: Path, contact: str, by: str, until: dt.date, why: str
) -> None:
    before = (folder / "contacts.yaml").read_bytes()
    with pytest.raises(NotConfirmed, match=why):
        confirm(folder, contact, by, TODAY, until)
    assert (folder / "contacts.yaml").read_bytes() == before


def test_contacts_that_the_folder_borrows_are_not_changed_in_the_package(folder: Path) -> None:
    (folder / "contacts.yaml").unlink()
    packaged = packaged_content() / "contacts.yaml"
    before = packaged.read_bytes()
    with pytest.raises(NotConfirmed, match="Copy contacts"):
        confirm(folder, MASH, "Jo", TODAY, UNTIL)
    assert packaged.read_bytes() == before


def test_a_broken_file_is_named_with_its_line(folder: Path) -> None:
    write(folder, "contacts: [\n")
    with pytest.raises(NotConfirmed, match=r"contacts\.yaml:\d"):
        confirm(folder, MASH, "Jo", TODAY, UNTIL)
