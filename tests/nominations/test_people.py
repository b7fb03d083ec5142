"""Lists of people as they are pasted: from a message, a spreadsheet, the addresses of a mail."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.core.errors import BrokenRule
from awards.nominations.people import MOST_LINES, Column, Listed, parse_people, read_list
from awards.nominations.surnames import put_together


def listed(text, columns=()):
    """Name, role, address and how it is said, of everybody on the list."""
    people = read_list(text, columns).people
    return [(each.name, each.role, each.email, each.say_as) for each in people]


def names(text, columns=()):
    return [(name, role) for name, role, _, _ in listed(text, columns)]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, social worker\nBo Oak, cook",
        "Ann Lee\tsocial worker\r\nBo Oak\tcook\r\n",
        "Ann Lee – social worker\n\n\nBo Oak - cook",
        "•\tAnn Lee, social worker\n  2. Bo Oak – cook",
        "o\tAnn Lee, social worker\n- Bo Oak, cook",
        "Ann Lee; social worker\nBo Oak; cook\nann lee, Social Worker",
        "Ann Lee (social worker)\nBo Oak (cook)",
        "Ann Lee , social worker\n Bo Oak ,cook ",
    ],
)
def test_a_line_is_a_person_with_a_role(text):
    assert parse_people(text) == [("Ann Lee", "social worker"), ("Bo Oak", "cook")]


def test_a_role_may_be_missing_and_may_hold_a_comma():
    assert parse_people("Mary-Jane Oak\nBo Oak, cook, baker") == [
        ("Mary-Jane Oak", ""),
        ("Bo Oak", "cook, baker"),
    ]


@pytest.mark.parametrize("text", ["Ann\n, cook", "Ann\n" + "x" * 201, "Ann, cook\nBo, " + "x" * 201])
def test_a_wrong_line_is_named_by_its_number(text):
    with pytest.raises(BrokenRule, match="Line 2"):
        parse_people(text)


@pytest.mark.parametrize("text", ["Ann, cook, ann@example.org", "Ann, said: AN", "Ann <ann@example.org>"])
def test_what_is_more_than_names_and_roles_is_to_be_looked_at_first(text):
    with pytest.raises(BrokenRule, match="shows first how the list is read"):
        parse_people(text)


ANN, BO = ("Ann Lee", "cook", "ann@example.org", "AN LEE"), ("Bo Day", "nurse", "bo@example.org", "")


@pytest.mark.parametrize(
    "text",
    [
        "Name\tRole\tEmail\tPronunciation\nAnn Lee\tcook\tann@example.org\tAN LEE\n"
        "Bo Day\tnurse\tbo@example.org\t",
        "E-mail address\tHow it is said\tFull name\tJob title\nann@example.org\tAN LEE\tAnn Lee\tcook\n"
        "bo@example.org\t\tBo Day\tnurse",
        "Surname\tFirst name\tPosition\tSay as\tWork email\nLee\tAnn\tcook\tAN LEE\tann@example.org\n"
        "Day\tBo\tnurse\t\tbo@example.org",
        "name,role,email,said\nAnn Lee,cook,ann@example.org,AN LEE\nBo Day,nurse,bo@example.org",
        "Ann Lee, cook, ann@example.org, said: AN LEE\nBo Day, nurse, bo@example.org",
        "Ann Lee; cook; (said AN LEE); ann@example.org\nBo Day; nurse; bo@example.org",
        "1\tann@example.org\tAnn Lee\tcook\tAN-LEE x\n2\tbo@example.org\tBo Day\tnurse\t",
    ],
)
def test_columns_come_in_any_order_with_or_without_a_heading(text):
    said = listed(text)
    assert [each[:3] for each in said] == [ANN[:3], BO[:3]]
    assert [bool(each[3]) for each in said] == [True, False]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Team manager, Ann Lee\nSocial worker, Bo Day",
            [("Ann Lee", "Team manager"), ("Bo Day", "Social worker")],
        ),
        (
            "Senior officer\tAnn Lee\nTeam lead\tBo Day",
            [("Ann Lee", "Senior officer"), ("Bo Day", "Team lead")],
        ),
        ("Ann\tLee\tSocial worker\nBo\tDay\tNurse", [("Ann Lee", "Social worker"), ("Bo Day", "Nurse")]),
        ("Siobhán (shi-VAWN)", [("Siobhán", "")]),
        ("Name\nAnn Lee\nBo Day", [("Ann Lee", ""), ("Bo Day", "")]),
        ('"Ann\nLee"\tcook\nBo Day\tnurse', [("Ann Lee", "cook"), ("Bo Day", "nurse")]),
        ('Ann "Annie" Lee\tcook', [('Ann "Annie" Lee', "cook")]),
        ('"Lee, Ann", cook', [("Lee, Ann", "cook")]),
        ("Name, Role\nAnn Lee, cook, baker", [("Ann Lee", "cook, baker")]),
        ("\tAnn Lee\tcook\n\tBo Day\tnurse", [("Ann Lee", "cook"), ("Bo Day", "nurse")]),
    ],
)
def test_lists_as_people_have_them_are_understood(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee <ann@example.org>; Bo Day <bo@example.org>",
        "Lee, Ann <ann@example.org>; Day, Bo <bo@example.org>",
        '"Lee, Ann" <ann@example.org>, "Day, Bo" <bo@example.org>',
        "Ann Lee <ann@example.org>\nBo Day <bo@example.org>",
    ],
)
def test_the_addresses_of_a_mail_are_a_list(text):
    assert listed(text) == [
        ("Ann Lee", "", "ann@example.org", ""),
        ("Bo Day", "", "bo@example.org", ""),
    ]


@pytest.mark.parametrize("cell", ["n/a", "-", "none", ""])
def test_no_address_is_no_mistake(cell):
    (ann,) = read_list(f"Name\tEmail\nAnn Lee\t{cell}").people
    assert (ann.email, ann.notes) == ("", ())


@pytest.mark.parametrize(
    "address",
    ["ann@", "ann@@example.org", "a@b", "x@y,z@w.org", "ann@example.org.", "<>@", "a" * 320 + "@b.org"],
)
def test_an_address_that_cannot_be_written_to_is_pointed_out_and_not_kept(address):
    (ann,) = read_list(f"Name\tEmail\nAnn Lee\t{address}").people
    assert ann.email == ""
    assert "no address that we can write to" in ann.notes[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Ann+tea@Example.org", "Ann+tea@example.org"), (" ann@example.org ", "ann@example.org")],
)
def test_an_address_is_kept_as_it_is_written_to(typed, kept):
    assert read_list(f"Name\tEmail\nAnn Lee\t{typed}").people[0].email == kept


def test_a_line_without_a_name_is_left_out_with_a_sentence():
    read = read_list("Name\tRole\nAnn\tcook\n\tgardener")
    assert [each.name for each in read.people] == ["Ann"]
    assert read.left_out == ("Line 3 has no name, so it is left out: “gardener”.",)


def test_columns_can_be_put_right():
    text = "Cook\tAnn\nGardener\tBo"
    assert names(text) == [("Cook", "Ann"), ("Gardener", "Bo")]
    assert names(text, [Column.ROLE, Column.NAME]) == [("Ann", "Cook"), ("Bo", "Gardener")]


@pytest.mark.parametrize("columns", [[Column.NAME], [Column.ROLE, Column.ROLE], [Column.NAME] * 9])
def test_columns_that_do_not_fit_are_no_answer(columns):
    assert names("Ann\tcook", columns) == [("Ann", "cook")]


def test_the_same_person_twice_is_one_with_all_that_either_line_says():
    text = "Name\tRole\tEmail\nAnn Lee\tcook\t\nANN  LEE\tCook\tann@example.org"
    assert listed(text) == [("Ann Lee", "cook", "ann@example.org", "")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e\u0301mile", "émile"),
        ("Gwenllian Ŵyn", "Gwenllian Ŵyn"),
        ("\u202eLee\u202c Ann", "Lee Ann"),
        ("Ann\u0085Lee", None),
        ("Zoë  ‍👩‍👧", "Zoë ‍👩‍👧"),
    ],
)
def test_names_are_kept_in_one_form_and_without_signs_that_turn_them_round(typed, kept):
    people = read_list(typed).people
    assert [each.name for each in people] == ([kept] if kept else ["Ann", "Lee"])


def test_a_list_that_is_far_too_long_is_refused():
    with pytest.raises(BrokenRule, match=f"{MOST_LINES} or fewer"):
        read_list("\n".join(f"Person {n}" for n in range(MOST_LINES + 1)))


def test_nothing_is_nobody():
    assert read_list(" \n\t\n").people == ()


CELLS = st.text(st.characters(codec="utf-8") | st.sampled_from("\t\n,;\"'<>@()-–|"), max_size=25)
LISTS = st.lists(st.lists(CELLS, max_size=5), max_size=8).flatmap(
    lambda rows: st.sampled_from("\t,;").map(lambda sign: "\n".join(sign.join(row) for row in rows))
)


@settings(max_examples=150, deadline=None)
@given(LISTS, st.lists(st.sampled_from(Column), max_size=5))
def test_whatever_is_pasted_is_understood_or_refused_with_a_sentence(text, columns):
    people: tuple[Listed, ...] = ()
    with suppress(BrokenRule):
        people = read_list(text, columns).people
    assert all(0 < len(each.name) <= 200 and "\n" not in each.name for each in people)
    assert all("@" in each.email or not each.email for each in people)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("O'Neill, Ciara", "Ciara O'Neill"),
        ("O'Neill, Ciara, social worker", "Ciara O'Neill"),
        ("O’Neill; Ciara", "Ciara O’Neill"),
        ("van der Berg, Zyana", "Zyana van der Berg"),
        ("Garcia Lopez, Maria", "Maria Garcia Lopez"),
        ("O'NEILL, CIARA", "CIARA O'NEILL"),
        ("Ciara, O'Neill", "Ciara O'Neill"),
        ("O'Neill\tCiara\tciara@example.org", "Ciara O'Neill"),
        ("O'Neill, Ciara\tsocial worker", "Ciara O'Neill"),
        ('"O\'Neill, Ciara", cook', "Ciara O'Neill"),
    ],
)
def test_a_name_in_two_parts_is_asked_about_and_put_together_by_one_press(text, meant):
    (found,) = read_list(text).people
    assert found.split and found.split.meant == meant
    (after,) = read_list(put_together(text, found.split)).people
    rest = found.role.partition(", ")[2] if found.split.apart else found.role
    assert (after.name, after.role, after.email, after.split) == (meant, rest, found.email, None)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, cook",
        "Ann, cook",
        "Ann Lee, Nurse",
        "O'Neill, Social Worker",
        "O'Neill, SENCO",
        "Oak, Cook",
        "Ann Lee\tMBE",
        '"Ann Lee, MBE", cook',
        "Team manager, Ann Lee",
        "Name, Role\nO'Neill, Ciara",
        "Surname, First name\nO'Neill, Ciara",
        "Lee, Ann <ann@example.org>",
        "O'Neill Ciara",
        "Ann",
    ],
)
def test_a_name_and_a_role_are_not_asked_about(text):
    assert [each.split for each in read_list(text).people] == [None]


def test_a_name_in_two_parts_is_not_kept_before_somebody_looked():
    with pytest.raises(BrokenRule, match="Line 2: “Ciara” is read as the role of “O'Neill”. Is the name"):
        parse_people("Ann Lee, cook\nO'Neill, Ciara")
