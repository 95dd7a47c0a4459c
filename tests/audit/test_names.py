"""Names of people and lists of them, as documents write them."""

from __future__ import annotations

import pytest

from audit.people import FAMILY, GIVEN
from cvkit.audit.authors import troubles
from cvkit.audit.names import Human, Likeness, listed
from cvkit.model.person import Name


def human(name: str) -> Human:
    return Human.of(name, Name.model_validate(name))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("Okafor, Maren", "Maren Okafor"),
        ("Okafor, Maren", "M. Okafor"),
        ("Okafor, Maren", "Okafor M"),
        ("Okafor, Maren", "Okafor, M."),
        ("Okafor, Maren Anne", "Maren Okafor"),
        ("Okafor, Maren Anne", "M.A. Okafor"),
        ("Okafor, Maren Anne", "MA Okafor"),
        ("Ma, Yi-An", "Y.-A. Ma"),
        ("Ma, Yi-An", "Yian Ma"),
        ("Müller, Jonas", "Jonas Muller"),
        ("Halıcıoğlu, Tuğba", "Tugba Halicioglu"),
        ("van der Berg, Jonas", "J. van der Berg"),
        ("van der Berg, Jonas", "Jonas Berg"),
        ("Schmidt-Hartmann, Ada", "Ada Schmidt Hartmann"),
        ("O’Connell, Siobhán", "Siobhan O'Connell"),
        ("Hu, Y. Charlie", "Charlie Hu"),
        ("Whitfield, James T.", "James T Whitfield, Jr."),
    ],
)
def test_another_way_to_write_a_name_is_the_same(known: str, said: str) -> None:
    assert human(known).likeness(said) is Likeness.SAME


@pytest.mark.parametrize(
    ("known", "said", "likeness"),
    [
        ("Okafor, Mikhail", "Mikahil Okafor", Likeness.MISSPELT),
        ("Okafor, Maren", "Maren Okafer", Likeness.MISSPELT),
        ("Okafor, Maren", "M. Okafer", Likeness.MISSPELT),
        ("Okafor, Christopher G.", "Christopher H. Okafor", Likeness.MISSPELT),
        ("Okafor, Christopher", "Chris Okafor", Likeness.VARIANT),
        ("Okafor, Maren", "N. Okafor", Likeness.NONE),
        ("Okafor, Maren", "Jonas Lindqvist", Likeness.NONE),
        ("Li, Xin", "Xin Xu", Likeness.NONE),
    ],
)
def test_a_slip_and_another_person_are_told_apart(known: str, said: str, likeness: Likeness) -> None:
    assert human(known).likeness(said) is likeness


@pytest.mark.parametrize("given", GIVEN)
def test_every_name_is_itself(given: str) -> None:
    for family in FAMILY:
        known = Human.of("x", Name(given=given, family=family))
        assert known.likeness(f"{given} {family}") is Likeness.SAME
        assert known.likeness(f"{family}, {given}") is Likeness.SAME
        assert listed(f"{given} {family}*, Ada Moreau").names[0].text == f"{given} {family}"


@pytest.mark.parametrize(
    ("text", "names", "cut"),
    [
        ("Maren Okafor, Jonas Moreau, and Ada Rossi", ["Maren Okafor", "Jonas Moreau", "Ada Rossi"], False),
        ("Okafor, M., Moreau, J. A., & Rossi, A.", ["Okafor, M", "Moreau, J. A", "Rossi, A"], False),
        ("M. Okafor; J. Moreau et al.", ["M. Okafor", "J. Moreau"], True),
        ("Maren Okafor*, Jonas Moreau†", ["Maren Okafor", "Jonas Moreau"], False),
        ("Maren Okafor, …, Ada Rossi, et al.", ["Maren Okafor", "Ada Rossi"], True),
    ],
)
def test_a_list_is_parted_into_names(text: str, names: list[str], cut: bool) -> None:
    found = listed(text)
    assert [name.text for name in found.names] == names
    assert found.cut is cut


KNOWN = [human(name) for name in ("Maren Okafor", "Jonas Moreau", "Ada Rossi", "Noor Haddad")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Maren Okafor, Jonas Moreau, Ada Rossi, Noor Haddad", []),
        ("M. Okafor, J. Moreau, et al.", []),
        ("Okafor M, Moreau J, Rossi A, Haddad N", []),
        ("Maren Okafor, Ada Rossi, Noor Haddad", ["missing"]),
        ("Maren Okafor, Ada Rossi, Jonas Moreau, Noor Haddad", ["order"]),
        ("Maren Okafor, Jonas Moreau, Ada Rosso, Noor Haddad", ["misspelt"]),
        ("Maren Okafor, Jonas Moreau, Quentin Iyer, Noor Haddad", ["other"]),
        ("Maren Okafor, Jonas Moreau, Ada Rossi, Noor Haddad, Quentin Iyer", ["added"]),
        ("M. Okafor, Q. Iyer, et al.", ["added"]),
    ],
)
def test_faults_of_a_list_are_told(text: str, found: list[str]) -> None:
    assert [trouble.what for trouble in troubles(listed(text), KNOWN)] == found
