"""Whoever installs the bot gets all of it, and exactly the packages that were tested."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
LOCKS = ("base.txt", "dev.txt")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    """The built distribution."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return zipfile.Path(next(folder.glob("*.whl")))


def held(wheel: zipfile.Path) -> set[str]:
    return set(wheel.root.namelist())


@pytest.mark.parametrize("package", ["bot", "handlers", "knowledge"])
def test_the_wheel_holds_every_file_of_the_three_packages(wheel: zipfile.Path, package: str) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", package],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert set(listed.stdout.split()) - held(wheel) == set()


def test_the_wheel_holds_nothing_else(wheel: zipfile.Path) -> None:
    tops = {name.split("/")[0] for name in held(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"bot", "handlers", "knowledge"}


def test_the_content_in_the_wheel_can_be_read(wheel: zipfile.Path) -> None:
    names = [name for name in held(wheel) if name.endswith(".yaml")]
    assert "knowledge/content/reviews/child-p.yaml" in names
    assert "knowledge/content/safety/signposting.yaml" in names
    assert all(yaml.safe_load(wheel.joinpath(name).read_bytes()) for name in names)


def requirement_lines(lock: str) -> list[str]:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("lock", LOCKS)
def test_each_package_is_locked_to_a_version_and_its_hashes(lock: str) -> None:
    lines = requirement_lines(lock)
    assert lines
    pattern = r"[a-z0-9._-]+==\S+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+ *"
    assert [line for line in lines if not re.fullmatch(pattern, line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert re.findall(r".*(?:://|file:|-index-url|find-links).*", text) == []


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=; ]", each)[0].lower().replace("_", "-") for each in requirements}


def test_what_the_project_needs_is_in_the_locks() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = names(settings["project"]["dependencies"])
    needed |= names(settings["project"]["optional-dependencies"]["semantic"])
    assert needed - names(requirement_lines("base.txt")) == set()
    assert (needed | names(settings["dependency-groups"]["dev"])) - names(
        requirement_lines("dev.txt")
    ) == set()


def test_both_locks_agree() -> None:
    both = set(requirement_lines("base.txt")) - set(requirement_lines("dev.txt"))
    assert both == set()


def test_the_lock_of_the_node_packages_names_versions_and_hashes_and_nowhere_to_fetch_them_from() -> None:
    lock = json.loads((ROOT / "tests" / "npm" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages
    assert [name for name, each in packages.items() if "resolved" in each] == []
    assert [name for name, each in packages.items() if not {"version", "integrity"} <= set(each)] == []
    wanted = json.loads((ROOT / "tests" / "npm" / "package.json").read_text(encoding="utf-8"))
    assert (
        wanted["devDependencies"].items()
        <= {name.removeprefix("node_modules/"): each["version"] for name, each in packages.items()}.items()
    )
