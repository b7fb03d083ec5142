"""The rules of the safeguarding check, as tables: what is found, and what it is called instead."""

import pytest

from awards.nominations.safeguarding import RULES, around, findings


def passages(text, rule, **known):
    return [found.passage for found in findings(text, **known) if found.rule == rule]


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("child-name", "A boy called Tyrone came with his sister Mia.", ["Tyrone", "Mia"]),
        ("child-name", "Siblings Leo, Ava and Mia share a room.", ["Leo", "Ava", "Mia"]),
        ("child-name", "Callum’s mum rang.", ["Callum"]),
        ("child-name", "The Hussain family has moved.", ["Hussain family"]),
        ("child-name", "We met Zofia Nowak in June.", ["Zofia Nowak"]),
        ("child-name", "Mr and Mrs Chaudhry adopted.", ["Mr and Mrs Chaudhry"]),
        ("initials", "J (8) and K, aged 6, came.", ["J (8)", "K, aged 6"]),
        ("initials", "Baby B slept.", ["Baby B"]),
        ("birth-date", "He was born on 3 March 2014.", ["born on 3 March 2014"]),
        ("age-place", "A seven-year-old from Tipton sang.", ["seven-year-old from Tipton"]),
        ("age-place", "In Bearwood a twelve-year-old cooked.", ["Bearwood a twelve-year-old"]),
        ("address", "They live at 12 Hawthorn Road now.", ["12 Hawthorn Road"]),
        ("postcode", "Home is WV1 4AX or dy2 7qq.", ["WV1 4AX", "dy2 7qq"]),
        ("phone", "Ring +44 7700 900 456 or 0121 496 0123.", ["+44 7700 900 456", "0121 496 0123"]),
        ("nhs-number", "It was 999 003 4176 and not 999 003 4177.", ["999 003 4176"]),
        ("upn", "C335200318042, not C335200318043.", ["C335200318042"]),
        ("case-number", "Mosaic ID 2041187.", ["Mosaic ID 2041187"]),
        ("court-order", "His care order was discharged.", ["care order"]),
        ("school", "After Oakfield Primary School excluded him he slept.", ["Oakfield Primary School"]),
        ("small-count", "Three of the five children went home.", ["Three of the five children"]),
    ],
)
def test_a_rule_finds_the_passage_and_nothing_round_it(rule, text, found):
    assert passages(text, rule) == found


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("A boy called Tyrone came.", "a child"),
        ("The Hussain family has moved.", "a family"),
        ("Mr and Mrs Chaudhry adopted.", "a couple"),
        ("J (8) sang.", "a primary-school child"),
        ("L (11 months) slept.", "a baby"),
        ("Family D moved.", "a family"),
        ("A seven-year-old from Tipton sang.", "a primary-school child in our area"),
        ("A 15-year-old in Bilston sang.", "a teenager in our area"),
        ("A three-month-old from Stone slept.", "a baby in our area"),
        ("Two siblings moved.", "fewer than six siblings"),
        ("Home is WV1 4AX.", "our area"),
    ],
)
def test_a_finding_offers_a_safer_wording_that_fits(text, wording):
    assert [found.wording for found in findings(text)] == [wording]


def test_every_rule_says_why_and_what_could_stand_there():
    assert [rule.key for rule in RULES if not (rule.title and rule.why.endswith(".") and rule.wording)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Beverley stayed with the family.",
        "Beverley’s children are grown up.",
        "BEVERLEY AND KEITH",
        "Beverley Tromans-Kaye and Keith cooked for the children.",
    ],
)
def test_the_nominations_own_people_are_no_finding(text):
    assert findings(text, allowed=["Beverley Tromans-Kaye", "Keith Whittingslow"]) == []


def test_somebody_else_of_the_same_family_name_is_a_finding():
    assert passages("Keith met Mia Whittingslow.", "child-name", allowed=["Keith Whittingslow"]) == ["Mia"]


def test_the_teams_own_name_is_no_finding():
    known = ["The Bridge School Team"]
    assert passages("With the Bridge School Team a boy learned to read.", "school", allowed=known) == []
    assert passages("At Bridge School a boy learned to read.", "school", allowed=known) == ["Bridge School"]


def test_a_place_that_is_the_organisations_own_tells_nobody_who_it_is():
    text = "A seven-year-old from Walsall sang."
    assert passages(text, "age-place") and not passages(
        text, "age-place", allowed=["Walsall Council", "Walsall"]
    )


def test_what_stands_in_two_sentences_does_not_belong_together():
    assert findings("She was a seven-year-old. From Tipton we heard nothing.") == []


@pytest.mark.parametrize("sign", ["’", "'", "‘"])
def test_every_kind_of_apostrophe_is_one(sign):
    assert passages(f"Callum{sign}s mum rang.", "child-name") == ["Callum"]


def test_a_passage_is_quoted_with_the_signs_that_were_typed():
    assert passages("We drove to 103 St John’s Avenue daily.", "address") == ["103 St John’s Avenue"]


def test_a_finding_inside_a_longer_one_of_the_same_rule_is_told_once():
    assert passages("They live at Flat 4, Beacon Court now.", "address") == ["Flat 4, Beacon Court"]


def test_a_text_without_a_word_has_no_finding():
    assert [findings(text) for text in ("", " ", "\n", "?!")] == [[], [], [], []]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("First. A boy called Tyrone came. Last.", "A boy called ", " came."),
        ("Tyrone’s mum", "", "’s mum"),
        (
            f"{'x' * 30} {'y' * 30} a boy called Tyrone came {'z' * 30} {'w' * 30}.",
            f"… {'y' * 30} a boy called ",
            f" came {'z' * 30} …",
        ),
    ],
)
def test_so_much_stands_round_a_finding_that_one_knows_what_it_is_about(text, before, after):
    (found,) = findings(text)
    assert around(text, found) == (before, after)
