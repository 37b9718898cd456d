"""Writes a confirmation of a contact into its YAML file: three lines change and nothing else."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.files import ContentFile, find_files, packaged_content
from knowledge.library import Place
from knowledge.schema.resources import ContactsFile
from knowledge.yamlfile import YamlFile, read

KEYS = ("confirmed_by", "confirmed_on", "review_by")
_LINE = re.compile(
    r"(?P<before>\s*(?:- )?)(?P<key>[a-z_]+)(?P<colon>:[ ]*)(?P<value>'(?:[^']|'')*'|\"[^\"]*\"|[^#'\"\n]*?)"
    r"(?P<after>[ ]*(?:[ ]#[^\r\n]*)?[\r]?)"
)
_LONGEST = 1826
"""Days after which numbers have changed so often that a confirmation says nothing: five years."""


class NotConfirmed(Exception):  # noqa: N818 - it says what is so
    """The file was not changed. The message says why and what to do."""


def confirm(folder: Path | None, contact: str, by: str, on: dt.date, until: dt.date) -> Place:
    """Writes who confirmed a contact, when, and until when it holds. Raises NotConfirmed."""
    by = " ".join(by.split())
    _check(by, on, until)
    file, parsed, number = _find(folder, contact)
    values = {"confirmed_by": by, "confirmed_on": on, "review_by": until}
    before = file.path.read_bytes()
    text = before.decode("utf-8")
    changed = _changed(text, parsed, number, values)
    _verify(changed, parsed, number, values)
    _write(file.path, before, changed)
    return parsed.place(("contacts", number))


def _check(by: str, on: dt.date, until: dt.date) -> None:
    if not by or not any(letter.isalpha() for letter in by):
        raise NotConfirmed("--by is empty. Give the name of the person at the agency who confirmed it.")
    if until <= on:
        raise NotConfirmed(f"--until is {until}, which is not after today ({on}). Give a later day.")
    if (until - on).days > _LONGEST:
        raise NotConfirmed(f"--until is {until}: numbers change. Give a day within five years.")


def _find(folder: Path | None, contact: str) -> tuple[ContentFile, YamlFile, int]:
    known: list[str] = []
    for file in _contact_files(folder):
        parsed, problems = read(file.path, file.name)
        if parsed is None:
            raise NotConfirmed("\n".join(map(str, problems)))
        for number, each in enumerate(parsed.data.get("contacts") or ()):
            if each.get("id") == contact:
                if file.borrowed:
                    raise NotConfirmed(
                        f"{contact} comes from the content that ships with the bot. Copy {file.name} into"
                        f" {folder} first, and confirm it there."
                    )
                return file, parsed, number
            known.append(str(each.get("id")))
    near = get_close_matches(contact, known, n=1)
    meant = f" Did you mean {near[0]}?" if near else " “learning-bot contacts list” lists those there are."
    raise NotConfirmed(f"There is no contact {contact}.{meant}")


def _contact_files(folder: Path | None) -> Iterator[ContentFile]:
    files, _ = find_files(folder or packaged_content())
    return (each for each in files if each.area.name == "contacts")


def _changed(text: str, file: YamlFile, number: int, values: Mapping[str, object]) -> str:
    """The text with the values in their lines; a key that is missing gets a line of its own below the id."""
    contact = file.data["contacts"][number]
    lines = text.split("\n")
    missing = [key for key in KEYS if key not in contact]
    for key in KEYS:
        if key not in missing:
            place = file.place(("contacts", number, key))
            lines[place.line - 1] = _replaced(lines[place.line - 1], key, values[key], place)
    place = file.place(("contacts", number, "id"))
    first = _read_line(lines[place.line - 1], "id", place)
    end = "\r" if lines[place.line - 1].endswith("\r") else ""
    indent = " " * len(first["before"])
    lines[place.line : place.line] = [f"{indent}{key}: {_scalar(values[key])}{end}" for key in missing]
    return "\n".join(lines)


def _replaced(line: str, key: str, value: object, place: Place) -> str:
    found = _read_line(line, key, place)
    return f"{found['before']}{key}: {_scalar(value)}{found['after']}"


def _read_line(line: str, key: str, place: Place) -> re.Match[str]:
    found = _LINE.fullmatch(line)
    if found is None or found["key"] != key or found["value"].strip()[:1] in {"|", ">", "&", "*", "!"}:
        raise NotConfirmed(
            f"{place}: this line is not “{key}: value” on a line of its own. Write confirmed_by, confirmed_on"
            " and review_by there by hand."
        )
    return found


def _scalar(value: object) -> str:
    """A value as YAML on one line, in quotes where it needs them."""
    dumped = yaml.safe_dump(value, allow_unicode=True, width=10_000)
    return dumped.removesuffix("...\n").strip()


def _verify(text: str, before: YamlFile, number: int, values: Mapping[str, object]) -> None:
    """What the changed file says is what it said, with these values. Otherwise nothing is written."""
    try:
        now: Any = yaml.safe_load(text)
        wanted = yaml.safe_load(yaml.safe_dump(before.data))
        wanted["contacts"][number].update(values)
        found = ContactsFile.model_validate(now)
        meant = ContactsFile.model_validate(wanted)
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        raise NotConfirmed(f"{before.name} could not be changed safely ({type(error).__name__}).") from error
    if found != meant:
        raise NotConfirmed(
            f"{before.name} would say something else too. Nothing was changed: edit it by hand."
        )


def _write(path: Path, before: bytes, changed: str) -> None:
    """All or nothing, and not over what somebody else wrote in the meantime."""
    beside = path.with_name(f".{path.name}.confirming")
    try:
        beside.write_bytes(changed.encode("utf-8"))
        beside.chmod(path.stat().st_mode)
        if path.read_bytes() != before:
            raise NotConfirmed(f"{path} was changed by somebody else a moment ago. Try again.")
        beside.replace(path)
    except OSError as error:
        raise NotConfirmed(f"{path} cannot be written ({error.strerror}). Nothing was changed.") from error
    finally:
        beside.unlink(missing_ok=True)
