"""The address of an office or a hospital is nobody's; one that may be somebody's home is a detail."""

import pytest

from knowledge.library import Library
from knowledge.load import load
from knowledge.privacy import identifying


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.mark.parametrize(
    "text",
    [
        "our training is at Wessex General Infirmary, Great Harold Street, SO99 1ZZ, what do I read",
        "does the board meet at the town hall, quillbrook lane, winchester so99 1zz",
        "Do I post the form to the Department for Education, 7 Great Larch Street, London SW1P 9ZZ?",
        "who is on the panel at county hall, quillbrook lane, norwich so99 1zz",
        "the postcode of the walk-in centre is PO39 9ZZ",
        "hub address: 9 Larch Lane, PO39 9ZZ",
        "Is the family hub at 14 Tanner Street, SO99 1ZZ open on Saturdays?",
        "Our clinic is moving to Unit 4, Quillbrook Business Park, how do we tell families",
        "Put our office postcode, SO99 1ZZ, on the leaflet",
        "Is the magistrates' court at 5 Elm Street, SO99 1ZZ?",
        "12 Larch Road is our new office, may leaflets be sent there",
        "The clinic is at 12 Larch Close, SO99 1ZZ. What helps a mum to come?",
    ],
)
def test_the_address_of_a_public_place_is_no_detail(text: str, library: Library) -> None:
    assert not identifying(text, library)


@pytest.mark.parametrize(
    "text",
    [
        "she was seen at the clinic, lives at 12 Larch Close, SO99 1ZZ",
        "the family at 12 Larch Close, near the hospital",
        "mum's at the hospital, 12 Larch Close, SO99 1ZZ",
        "our clinic, 12 Larch Close, where mum is now",
        "discharged from hospital to 12 Larch Close",
        "seen in clinic, 12 Larch Close, SO99 1ZZ",
        "clinic dna, address is 12 Larch Close",
        "I am at the office but about to visit 12 Larch Close",
        "the clinic at 12 Larch Close, SO99 1ZZ, has a tenant upstairs",
        "the council house at 12 Larch Close",
        "The Old School, 4 Larch Lane, SO99 1ZZ",
        "Hospital Cottage, 4 Larch Lane, SO99 1ZZ",
        "12 larch close opposite the school",
        "12 Larch Close, the hospital said that nobody came",
        "referral to the hub, 12 Larch Close, SO99 1ZZ",
        "the school rang about 12 Larch Close",
        "We met at the office. 12 Larch Close again, nobody answers",
    ],
)
def test_an_address_that_may_be_somebodys_home_is_a_detail(text: str, library: Library) -> None:
    found = {detail.kind for detail in identifying(text, library)}
    assert found & {"address", "postcode"}


def test_somebody_between_a_place_and_an_address_is_noticed_with_it(library: Library) -> None:
    text = "our clinic: Tyler Okafor, 12 Larch Close"
    assert {detail.kind for detail in identifying(text, library)} == {"name", "address"}
