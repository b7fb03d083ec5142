"""What stands in place of a masked passage, and for whom."""

import uuid
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.nominations.masking import Veil, masked, stands_in


@dataclass(frozen=True)
class Passage:
    passage: str
    replacement: str = "[removed]"


@pytest.mark.parametrize(
    ("text", "passages", "read"),
    [
        ("Mia came.", ["Mia"], "[removed] came."),
        ("Mia and Mia’s mum.", ["Mia"], "[removed] and [removed]’s mum."),
        ("In Miami we met Miamia.", ["Mia"], "In Miami we met Miamia."),
        ("MIA CAME.", ["Mia"], "[removed] CAME."),
        ("We met Mia\nLee today.", ["Mia Lee"], "We met [removed] today."),
        ("We met Mia Lee today.", ["Mia", "Mia Lee"], "We met [removed] today."),
        ("J (8) came.", ["J (8)"], "[removed] came."),
        ("It cost £1.50 (a. b).", ["(a. b)"], "It cost £1.50 [removed]."),
        ("Nothing to hide.", [], "Nothing to hide."),
        ("", ["Mia"], ""),
    ],
)
def test_a_passage_is_replaced_wherever_it_stands_by_itself(text, passages, read):
    assert masked(text, map(Passage, passages)) == read


def test_each_passage_has_its_own_replacement():
    masks = [Passage("Mia", "a child"), Passage("Tipton", "our area")]
    assert masked("Mia from Tipton", masks) == "a child from our area"


def test_what_took_a_passages_place_is_not_masked_again():
    masks = [Passage("Mia", "Leo"), Passage("Leo", "Mia")]
    assert masked("Mia and Leo", masks) == "Leo and Mia"


def test_a_replacement_is_taken_word_for_word():
    assert masked("Mia came.", [Passage("Mia", r"\1 \g<0> {x}")]) == r"\1 \g<0> {x} came."


@given(st.text(max_size=60), st.text(max_size=20))
def test_whether_a_passage_stands_in_a_text_is_whether_masking_it_changes_the_text(text, passage):
    assert stands_in(passage, text) == (masked(text, [Passage(passage, "\0")]) != text) or "\0" in text


@given(st.text(max_size=60), st.text(min_size=1, max_size=10).filter(lambda text: text.strip()))
def test_after_masking_the_passage_stands_there_no_more(text, passage):
    assert not stands_in(passage, masked(text, [Passage(passage, "\0")])) or "\0" in passage


def test_a_veil_covers_the_answer_to_one_question_and_no_other():
    one, other = uuid.uuid4(), uuid.uuid4()
    veil = Veil(names=["Ann Lee"], masks={one: [Passage("Mia")]})
    assert veil.over(one, "Ann Lee met Mia.") == "A member of the team met [removed]."
    assert veil.over(other, "Ann Lee met Mia.") == "A member of the team met Mia."


def test_an_empty_veil_hides_nothing():
    assert Veil().over(uuid.uuid4(), "Ann Lee met Mia.") == "Ann Lee met Mia."
