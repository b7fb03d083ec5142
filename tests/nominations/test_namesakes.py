"""Whether a name on a list is somebody who is on it already."""

from dataclasses import dataclass

import pytest

from awards.nominations.namesakes import compare, folded


@dataclass
class Somebody:
    name: str
    role: str = ""


def compared(there, listed):
    """For each of the new list: new, there, or the role of which it must be asked."""
    found = compare([Somebody(*each) for each in there], [Somebody(*each) for each in listed])
    return ["there" if each.is_there else each.role or "new" for each in found]


@pytest.mark.parametrize(
    ("there", "listed", "found"),
    [
        ([], [("Ann", "cook")], ["new"]),
        ([("Ann", "cook")], [("Ann", "cook")], ["there"]),
        ([("Ann Lee", "cook")], [("ANN  lee", "Cook ")], ["there"]),
        ([("Ann", "cook")], [("Ann", "")], ["there"]),
        ([("Ann", "")], [("Ann", "cook")], ["there"]),
        ([("Ann", "cook")], [("Ann", "nurse")], ["cook"]),
        ([("Ann", "cook"), ("Ann", "nurse")], [("Ann", "")], ["cook"]),
        ([], [("Ann", "cook"), ("Ann", "nurse"), ("Ann", "cook")], ["new", "cook", "there"]),
        ([], [("Ann", ""), ("Ann", "cook"), ("Ann", "nurse")], ["new", "there", "cook"]),
        ([("Ann", "cook")], [("Anna", "cook"), ("Bo", "cook")], ["new", "new"]),
    ],
)
def test_the_same_name_with_another_role_is_asked_about(there, listed, found):
    assert compared(there, listed) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Siân Ŵyn", "SIAN WYN", True),
        ("O’Neill, Ciara", "Ciara O'Neill", True),
        ("Zoë Łuk", "Zoe Łuk", True),
        ("Lee, Ann", "Ann Lee", True),
        ("Lee,", "Lee", False),
        ("Lee, Ann, MBE", "Ann MBE Lee", False),
        ("Ann Lee", "Lee Ann", False),
    ],
)
def test_names_are_compared_without_accents_and_with_the_surname_last(one, other, same):
    assert (folded(one) == folded(other)) is same
