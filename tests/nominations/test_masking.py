"""What stands in place of a masked passage, and for whom."""

import unicodedata
import uuid
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.nominations.masking import INSTEAD, NOTHING, Veil, is_same, masked, parts_of, stands_in


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
        ("mia came with mIa.", ["Mia"], "[removed] came with [removed]."),
        ("We met Mia\nLee today.", ["Mia Lee"], "We met [removed] today."),
        ("We met Mia \t\u00a0 Lee today.", ["Mia Lee"], "We met [removed] today."),
        ("We met Mia–Lee, Mia - Lee and Mia‑Lee.", ["Mia-Lee"], "We met [removed], [removed] and [removed]."),
        ("O’Hara, O'Hara and O`Hara", ["OʼHara"], "[removed], [removed] and [removed]"),
        ('They call him “Tig” or "tig".', ['"Tig"'], "They call him [removed] or [removed]."),
        ("Zoë and ZOE\u0308 and Zoe", ["Zoë"], "[removed] and [removed] and [removed]"),
        ("Mi\u00ada and M\u200bia", ["Mia"], "[removed] and [removed]"),
        ("GROSS and groß", ["Groß"], "[removed] and [removed]"),
        ("See mia_lee.pdf and _Mia_.", ["Mia"], "See [removed]_lee.pdf and _[removed]_."),
        ("Ring 07700-900 123.", ["07700 900123", "07700 900 123"], "Ring [removed]."),
        ("Will will come.", ["Will"], "[removed] will come."),
        ("WILL came with Grace.", ["will"], "[removed] came with Grace."),
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


def test_what_takes_a_passages_place_never_shows_another_one():
    masks = [Passage("Mia", "Leo"), Passage("Leo", "a boy")]
    assert masked("Mia and Leo", masks) == f"{INSTEAD} and a boy"
    assert masked("Mia", [Passage("Mia", "Mia!"), Passage("child")]) == NOTHING


def test_a_passage_that_what_is_left_makes_up_is_masked_too():
    masks = [Passage("Bo", "Mia"), Passage("Mia Lee", "x")]
    assert masked("Ann Bo Lee", masks) == f"Ann {NOTHING}"


def test_two_spellings_are_one_passage():
    assert is_same("Mia O’Hara", "MIA  o'hara") and not is_same("Mia", "Mio")


def test_a_note_is_on_every_spelling():
    assert parts_of("Mia met MIA.", {"mia": "found"}) == [
        ("Mia", "found"), (" met ", ""), ("MIA", "found"), (".", "")
    ]  # fmt: skip


def test_a_replacement_is_taken_word_for_word():
    assert masked("Mia came.", [Passage("Mia", r"\1 \g<0> {x}")]) == r"\1 \g<0> {x} came."


texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(["Mia", "MIA", "lee", "ß", "SS", " ", "-", "’", "'", "\u0301", "\n", "."])).map(
        "".join
    ),
)
passages = st.lists(texts.map(str.strip).filter(bool), min_size=1, max_size=3)


@given(texts, passages)
def test_whether_a_passage_stands_in_a_text_is_whether_masking_it_changes_the_text(text, passages):
    passage = passages[0]
    assert stands_in(passage, text) == (masked(text, [Passage(passage, "\0")]) != text) or "\0" in text


@given(texts, passages, st.sampled_from(["\0", "[removed]", "Mia", "lee-"]))
def test_after_masking_no_passage_stands_there_any_more(text, passages, replacement):
    read = masked(text, [Passage(each, replacement) for each in passages])
    assert not any(stands_in(passage, read) for passage in passages)


DASHES, APOSTROPHES, BLANKS = "-‐‑–—−", "'’‘ʼ`", (" ", "  ", "\n", "\u00a0", " \n ", "\u2009", "\t")
SPELT = {" ": BLANKS, "-": DASHES, "'": APOSTROPHES}


@st.composite
def spellings(draw):
    """Somebody's name as others may write it."""
    name = draw(st.sampled_from(["Mia O'Hara-Lee", "Zoë", "14 St John's Row", "Łukasz Groß", "J-P (8)"]))
    cases = draw(st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase]))
    signs = [draw(st.sampled_from(SPELT[sign])) if sign in SPELT else sign for sign in cases(name)]
    unseen = draw(st.sampled_from(["", "", "\u00ad", "\u200b"]))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    return name, unicodedata.normalize(form, unseen.join(signs))


@given(
    spellings(),
    st.sampled_from(["", "We met ", "(", "“"]),
    st.sampled_from(["", " today", ")", "’s mum", ".\n"]),
)
def test_no_spelling_of_a_passage_is_read(spelling, before, after):
    name, written = spelling
    assert masked(f"{before}{written}{after}", [Passage(name)]) == f"{before}[removed]{after}"
    assert masked(f"{before}{name}{after}", [Passage(written)]) == f"{before}[removed]{after}"


def test_a_veil_covers_the_answer_to_one_question_and_no_other():
    one, other = uuid.uuid4(), uuid.uuid4()
    veil = Veil(names=["Ann Lee"], masks={one: [Passage("Mia")]})
    assert veil.over(one, "Ann Lee met Mia.") == "A member of the team met [removed]."
    assert veil.over(other, "Ann Lee met Mia.") == "A member of the team met Mia."


def test_an_empty_veil_hides_nothing():
    assert Veil().over(uuid.uuid4(), "Ann Lee met Mia.") == "Ann Lee met Mia."
