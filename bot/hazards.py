"""Looks whether each test that the hazard log names exists, and runs them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from knowledge import yamlfile

LOG = Path("docs/assurance/hazard-log.yaml")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Hazard(BaseModel):
    """What could hurt somebody, what is done against it, and the tests that show it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^H\d+$")]
    hazard: Line
    cause: Line
    effect: Line
    control: Line
    tests: tuple[Line, ...] = Field(min_length=1)
    residual: Line
    owner: Line


class HazardLog(BaseModel):
    """docs/assurance/hazard-log.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hazards: tuple[Hazard, ...]


class HazardLogError(Exception):
    """The hazard log cannot be read. The message names the file and what to change."""


def read(path: Path = LOG) -> HazardLog:
    """The log. Raises HazardLogError."""
    file, wrong = yamlfile.read(path, str(path))
    if file is None:
        raise HazardLogError("\n".join(f"[hazards] {each}" for each in wrong))
    try:
        return HazardLog.model_validate(file.data)
    except ValidationError as error:
        first = error.errors()[0]
        place = file.place(first["loc"])
        raise HazardLogError(f"[hazards] {place.file}:{place.line}: {first['msg']}") from error


def missing(log: HazardLog, root: Path = Path()) -> Iterator[str]:
    """A line for each test that is named and not there, and for each id that is used twice."""
    ids = [each.id for each in log.hazards]
    for twice in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"[hazards] {LOG}: {twice} stands there twice; give one another id"
    for hazard in log.hazards:
        for test in hazard.tests:
            file, _, name = test.partition("::")
            if name not in _tests(root / file):
                yield f"[hazards] {LOG}: {hazard.id} names {test}, which does not exist; name another"


def problems(path: Path = LOG) -> list[str]:
    """What `check` prints. An installed bot without its repository has no log, and nothing to say."""
    if not path.is_file():
        return []
    try:
        return list(missing(read(path)))
    except HazardLogError as error:
        return [str(error)]


def run(path: Path = LOG) -> int:
    """Runs every named test once; the exit code of pytest. Raises HazardLogError without log or pytest."""
    tests = sorted({test for hazard in read(path).hazards for test in hazard.tests})
    if find_spec("pytest") is None:
        raise HazardLogError("[hazards] pytest is not installed. Run: make install")
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *tests], check=False).returncode  # noqa: S603  # ids that were looked up


@lru_cache(maxsize=256)
def _tests(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    names = (node.name for node in ast.walk(tree) if isinstance(node, kinds))
    return frozenset(name for name in names if name.startswith("test_"))
