"""Microsoft's own JSON Schema reads the manifest of the Teams app: it minds nothing."""

from collections.abc import Callable

import pytest

from bot.teams.manifest import manifest
from bot.teams.port import Json
from tests.bot.teams.test_package import settings
from tests.npm.conftest import Draw

LONG = {
    "TEAMS_DEVELOPER": "x" * 32,
    "PUBLIC_URL": f"https://{'a' * 60}.example.org/{'b' * 500}/",
    "TEAMS_PRIVACY_URL": f"https://example.org/{'c' * 500}",
}
GOOD = manifest(settings(), "1.0.0")


@pytest.fixture(scope="module")
def minded(drawn_by: Callable[[str], Draw]) -> Callable[[Json], object]:
    """What is wrong with a manifest."""
    check = drawn_by("check_manifests.mjs")
    return lambda given: check([given])[0]


@pytest.mark.parametrize("given", [{}, LONG], ids=["as usual", "as long as settings may be"])
def test_the_manifest_has_no_problem(given: dict[str, str], minded: Callable[[Json], object]) -> None:
    assert minded(manifest(settings(**given), "1.0.0")) == []


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"id": "learning-bot"}, "/id"),
        ({"accentColor": "teal"}, "/accentColor"),
        ({"surprise": 1}, "must NOT have additional properties"),
        ({"name": {"short": "x" * 31}}, "/name/short"),
    ],
)
def test_it_would_say_so(broken: Json, words: str, minded: Callable[[Json], object]) -> None:
    assert words in str(minded({**GOOD, **broken}))
