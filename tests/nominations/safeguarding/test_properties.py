"""What holds for every text: places that fit, numbers that check, and work in step with the length."""

from hypothesis import given, settings
from hypothesis import strategies as st

from awards.nominations.safeguarding import findings
from awards.nominations.safeguarding.finding import LONGEST_PASSAGE
from awards.nominations.safeguarding.numbers import is_nhs_number, is_pupil_number

PIECES = (
    "A ", "Aa-", "Aa'", "A.", "1 ", "07", "one ", "of the ", "Mia, ", "The Mia and ", "(7) ", "born on ",
    "3 March ", "aged ", "from ", "Flat 1, ", "12 Hawthorn ", "School ", "St. ", "care order ",
    "the court ", "his ", "two little ", "case no ", "’s ", "boy, ", "young person ", "lives at ",
    "seven ", "year-old ", "siblings Leo and Mia ", "Teacher, ", "\n", ". ", "999 ", "9-", "Of 12 ",
    "birthday ", "Jan ", "the third of ", "children’s ", "x" * 50, "Road ", "£", "NHS number ",
)  # fmt: skip
LONG = 20_000

awkward = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8)
written = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@given(written)
@settings(max_examples=150, deadline=None)
def test_a_finding_quotes_what_stands_in_its_place(text):
    found = findings(text)
    assert [each.passage for each in found] == [text[each.start : each.end] for each in found]
    assert all(0 < len(each.passage) <= LONGEST_PASSAGE for each in found)
    assert found == sorted(found, key=lambda each: (each.start, each.end, each.rule))


@given(awkward)
@settings(max_examples=10, deadline=None)
def test_a_very_long_and_awkward_text_is_read_all_the_same(pieces):
    text = ("".join(pieces) * LONG)[:LONG]
    assert findings(text) == findings(text)


@given(st.text("0123456789", min_size=9, max_size=9))
def test_of_ten_last_digits_one_at_most_makes_an_nhs_number(digits):
    assert sum(is_nhs_number(digits + last) for last in "0123456789") <= 1


@given(st.text("0123456789", min_size=12, max_size=12))
def test_of_all_letters_exactly_one_makes_a_pupil_number(digits):
    assert sum(is_pupil_number(letter + digits) for letter in "ABCDEFGHJKLMNPQRTUVWXYZ") == 1


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11))
def test_one_wrong_digit_makes_a_pupil_number_no_number(digits, place):
    letter = next(each for each in "ABCDEFGHJKLMNPQRTUVWXYZ" if is_pupil_number(each + digits))
    other = str((int(digits[place]) + 1) % 10)
    assert not is_pupil_number(letter + digits[:place] + other + digits[place + 1 :])
