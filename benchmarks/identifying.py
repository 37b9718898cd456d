"""Prints how often identifying details are noticed: python -m benchmarks.identifying [FILE ...]

Files hold templates; names, numbers and addresses are invented and put in at run time, several times each.
"""

import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from knowledge.load import load
from knowledge.privacy import identifying

FILES = (Path("tests/measuring/kept-identifying.yaml"),)
ROUNDS = 5
_CHECKED = "999 000 0018"
"""A number from the range kept for tests, with its right check digit."""


def main() -> None:
    """The two shares, and what kinds were missed or taken for a detail."""
    library = load()
    for path in map(Path, sys.argv[1:]) if len(sys.argv) > 1 else FILES:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        seen: Counter[bool] = Counter()
        noticed: Counter[bool] = Counter()
        missed: Counter[str] = Counter()
        false: Counter[str] = Counter()
        for place, each in enumerate(held["messages"]):
            for turn in range(ROUNDS):
                text = filled(each["text"], held["fillers"], random.Random(place * ROUNDS + turn))
                found = identifying(text, library)
                seen[each["identifying"]] += 1
                noticed[each["identifying"]] += bool(found)
                if each["identifying"] and not found:
                    missed[each["what"]] += 1
                if not each["identifying"]:
                    false.update({detail.kind for detail in found})
        print(f"{path}: {len(held['messages'])} messages, each with {ROUNDS} sets of details")
        print(f"with details, warned: {noticed[True] / seen[True]:.1%} of {seen[True]}")
        print(f"without, warned falsely: {noticed[False] / seen[False]:.1%} of {seen[False]}")
        print(
            "missed, by kind:", ", ".join(f"{what} {count}" for what, count in missed.most_common()) or "none"
        )
        print("false, by what it was taken for:", dict(false) or "none")


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
