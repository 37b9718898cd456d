"""One identifying detail: its kind and place, never its value."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "name",
    "dob",
    "nhs_number",
    "address",
    "postcode",
    "phone",
    "email",
    "case_number",
    "number_plate",
    "account",
]


@dataclass(frozen=True, slots=True)
class Detail:
    """What kind of detail stands where in the text. It does not hold the value."""

    kind: Kind
    start: int
    end: int
