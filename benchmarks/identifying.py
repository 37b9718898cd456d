"""Prints how often identifying details are noticed: python -m benchmarks.identifying [FILE ...]

Files hold templates; names, numbers and addresses are invented and put in at run time, several times each.
"""

import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.library import Library
from knowledge.load import load
from knowledge.privacy import identifying

FILES = tuple(Path("tests/measuring") / f"kept-identifying{number}.yaml" for number in ("", "-2", "-3"))
ROUNDS = 5
_CHECKED = "999 000 0018"
"""A number from the range kept for tests, with its right check digit."""


@dataclass(frozen=True)
class Shares:
    """What was noticed of messages with details and of those without, and which kinds went wrong."""

    seen: Counter[bool]
    noticed: Counter[bool]
    missed: Counter[str]
    false: Counter[str]

    @property
    def warned(self) -> float:
        """Of the messages with details, the share that is warned about."""
        return self.noticed[True] / self.seen[True]

    @property
    def falsely(self) -> float:
        """Of the messages without, the share that is warned about."""
        return self.noticed[False] / self.seen[False]


def main() -> None:
    """The two shares, and what kinds were missed or taken for a detail."""
    library = load()
    for path in map(Path, sys.argv[1:]) if len(sys.argv) > 1 else FILES:
        found = shares(path, library)
        print(f"{path}, each message with {ROUNDS} sets of details")
        print(f"with details, warned: {found.warned:.1%} of {found.seen[True]}")
        print(f"without, warned falsely: {found.falsely:.1%} of {found.seen[False]}")
        missed = ", ".join(f"{what} {count}" for what, count in found.missed.most_common())
        print("missed, by kind:", missed or "none")
        print("false, by what it was taken for:", dict(found.false) or "none")


def shares(path: Path, library: Library) -> Shares:
    """Every message of a file, with several sets of invented details."""
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = Shares(Counter(), Counter(), Counter(), Counter())
    for place, each in enumerate(held["messages"]):
        for turn in range(ROUNDS):
            text = filled(each["text"], held["fillers"], random.Random(place * ROUNDS + turn))
            details = identifying(text, library)
            found.seen[each["identifying"]] += 1
            found.noticed[each["identifying"]] += bool(details)
            if each["identifying"] and not details:
                found.missed[each["what"]] += 1
            if not each["identifying"]:
                found.false.update({detail.kind for detail in details})
    return found


def filled(template: str, fillers: Mapping[str, Sequence[str]], pick: random.Random) -> str:
    """A template with details put in. Phones are from the range for drama."""
    values = {name: pick.choice(options) for name, options in fillers.items()}
    values |= {
        "dob": pick.choice(("03/04/2021", "3.4.21", "3rd April 2019", "2021-04-03", "14 Feb 2018")),
        "phone": pick.choice((f"07700 900{pick.randint(100, 999)}", f"07700900{pick.randint(100, 999)}")),
        "case_no": str(pick.randint(1_000_000, 9_999_999)),
        "nhs": pick.choice((_CHECKED, _CHECKED.replace(" ", ""))),
        "nhs_bad": "999 000 0019",
        "postcode": pick.choice(("SO99 1ZZ", "PO39 9ZZ", "GU51 9ZZ")),
        "email": "someone.unreal@example.org",
    }
    values |= {f"{name}_lower": value.lower() for name, value in values.items()}
    return template.format(**values)


if __name__ == "__main__":
    main()
