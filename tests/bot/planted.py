"""Invented details of people, put together at run time, and the messages that they are planted in."""

import random
from dataclasses import dataclass

_SYLLABLES = "ba be di fo gu ka lo mi ne pu ra so ti vu za".split()
_WEIGHTS = range(10, 1, -1)


@dataclass(frozen=True)
class Planted:
    """Details that name nobody. Each is one word, so that it is found wherever it is kept."""

    first: str
    last: str
    odd: str
    phone: str
    nhs: str
    born: str
    email: str
    street: str
    postcode: str
    case: str

    @property
    def every(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    def messages(self) -> tuple[str, ...]:
        """Questions, follow-ups, commands, feedback and what is not held; in each some of them."""
        first, last = self.first.title(), self.last.title()
        return (
            f"rec 4 for midwives, for mum {first} {last} born {self.born}",
            f"and for health visitors {self.odd}",
            f"what does Child P say about missed appointments for {self.first} {self.odd}",
            f"is there an allotment near 14 {self.street.title()} Road {self.postcode}",
            f"what is ICON {self.nhs} {self.phone} {self.postcode}",
            f"who do i email about {self.email} case {self.case}",
            f"not what i asked {self.last}",
            f"the number for {self.first} {self.last} is wrong",
            f"subscribe me to briefings about {self.odd}",
            f"we discussed this with {first} {last}",
            f"forget {self.first}",
            f"hello {self.odd} {self.street}",
        )

    def live(self) -> str:
        """A live concern."""
        return f"{self.first.title()} {self.last.title()}, 3, is floppy and grey, mum is on {self.phone}"


def planted(number: int) -> Planted:
    """Other details for each number."""
    made = random.Random(number)
    names = ["".join(made.choices(_SYLLABLES, k=5)) for _ in range(4)]
    return Planted(
        first=names[0],
        last=names[1],
        odd=names[2],
        phone=f"07700900{made.randrange(1000):03}",
        nhs=_nhs(made),
        born=f"{made.randrange(10, 29)}/{made.randrange(1, 10):02}/2019",
        email=f"{names[0]}.{names[1]}@example.org",
        street=names[3],
        postcode=f"zz{made.randrange(10, 99)}",
        case=f"{made.randrange(10**7, 10**8)}",
    )


def _nhs(made: random.Random) -> str:
    """A number of the range that is given to nobody, with its check digit."""
    while True:
        nine = f"999{made.randrange(10**6):06}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, _WEIGHTS, strict=True)) % 11
        if check != 10:
            return f"{nine}{check % 11}"
