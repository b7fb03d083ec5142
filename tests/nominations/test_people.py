"""Lists of people as they are pasted."""

import pytest

from awards.core.errors import BrokenRule
from awards.nominations.people import parse_people


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, social worker\nBo Oak, cook",
        "Ann Lee\tsocial worker\r\nBo Oak\tcook\r\n",
        "Ann Lee – social worker\n\n\nBo Oak - cook",
        "•\tAnn Lee, social worker\n  2. Bo Oak – cook",
        "o\tAnn Lee, social worker\n- Bo Oak, cook",
        "Ann Lee; social worker\nBo Oak; cook\nann lee, Social Worker",
    ],
)
def test_a_line_is_a_person_with_a_role(text):
    assert parse_people(text) == [("Ann Lee", "social worker"), ("Bo Oak", "cook")]


def test_a_role_may_be_missing_and_may_hold_a_comma():
    assert parse_people("Mary-Jane Oak\nBo Oak, cook, baker") == [
        ("Mary-Jane Oak", ""),
        ("Bo Oak", "cook, baker"),
    ]


@pytest.mark.parametrize("text", ["Ann\n, cook", "Ann\n" + "x" * 201])
def test_a_wrong_line_is_named_by_its_number(text):
    with pytest.raises(BrokenRule, match="Line 2"):
        parse_people(text)
