"""Two people in one section: whose answers are kept, and what is a clash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.nominations.answering import sign_of, version_of
from awards.nominations.merging import (
    changed_since,
    goes_on,
    merged,
    signs_in,
    version_known,
    version_told,
)

KEYS = ("why", "what", "who")
values = st.fixed_dictionaries({key: st.none() | st.sampled_from(["a", "b", "c"]) for key in KEYS})


@pytest.mark.parametrize(
    ("base", "there", "mine", "kept", "clashes"),
    [
        ("a", "a", "b", "b", ()),  # only I wrote
        ("a", "b", "a", "b", ()),  # only they wrote
        ("a", "b", "b", "b", ()),  # both wrote the same
        ("a", "b", "c", "b", ("why",)),  # both wrote
        (None, "b", "c", "b", ("why",)),  # both began
        (None, None, "c", "c", ()),  # I began
        ("a", None, "a", None, ()),  # they emptied it
        ("a", None, "c", None, ("why",)),  # they emptied it while I wrote
        ("a", "b", None, "b", ("why",)),  # I emptied it while they wrote
    ],
)
def test_an_answer_is_taken_from_whoever_changed_it(base, there, mine, kept, clashes):
    made = merged({"why": there}, {"why": mine}, version_of({"why": base}))
    assert (made.values, made.clashes) == ({"why": kept}, clashes)


def test_without_a_version_the_newest_counts():
    assert merged({"why": "a"}, {"why": "b"}, None).values == {"why": "b"}


@pytest.mark.parametrize("version", ["", "0123456789abcdef0123", "why"])
def test_what_is_no_version_has_seen_nothing_and_overwrites_nothing(version):
    made = merged({"why": "a", "what": None}, {"why": "b", "what": "c"}, version)
    assert (made.values, made.clashes) == ({"why": "a", "what": "c"}, ("why",))


def test_different_answers_of_one_section_are_merged():
    version = version_of({"why": "a", "what": "a"})
    made = merged({"why": "theirs", "what": "a"}, {"why": "a", "what": "mine"}, version)
    assert (made.values, made.clashes) == ({"why": "theirs", "what": "mine"}, ())


@given(base=values, there=values, mine=values)
def test_nobody_is_overwritten_who_was_not_read(base, there, mine):
    made = merged(there, mine, version_of(base))
    for key in KEYS:
        if there[key] != base[key]:
            assert made.values[key] == there[key]
        if mine[key] not in (base[key], made.values[key]):
            assert key in made.clashes


@given(base=values, there=values, mine=values)
def test_a_page_saved_twice_changes_nothing_the_second_time(base, there, mine):
    made = merged(there, mine, version_of(base))
    known = version_known(made.values, mine, version_of(base))
    assert merged(made.values, mine, known).values == made.values


def test_a_page_does_not_know_what_it_does_not_show():
    old = version_of({"why": "a", "what": "a"})
    known = version_known({"why": "theirs", "what": "mine"}, {"why": "a", "what": "mine"}, old)
    assert known == version_of({"why": "a", "what": "mine"})
    assert changed_since(known, {"why": "theirs", "what": "mine"}) == ["why"]


def test_a_reader_who_has_seen_another_answer_may_overwrite_it():
    told = version_told(version_of({"why": "a"}), {"why": sign_of("theirs")})
    assert merged({"why": "theirs"}, {"why": "mine"}, told).values == {"why": "mine"}
    emptied = version_told(version_of({"why": "a"}), {"why": sign_of(None)})
    assert merged({"why": None}, {"why": "mine"}, emptied).values == {"why": "mine"}


@pytest.mark.parametrize(
    ("version", "signs"),
    [("", {}), ("a:1 b:2", {"a": "1", "b": "2"}), ("old", {}), ("a:", {}), (":1", {}), ("a:1 b", {})],
)
def test_a_version_is_read_whole_or_not_at_all(version, signs):
    assert signs_in(version) == signs


TEN = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("The nigh", "The night owls", True),
        ("The nigh of soup", "The night watch of soup", True),
        ("Teh childrens soup", "The children’s soup", True),
        ("soup without spoons", "without spoons soup", True),
        (TEN, f"zero {TEN} eleven", True),
        (TEN, "one two three four five six seven eight nine", False),
        (TEN, "one two three four five six seven eight nine spoon", False),
        ("Owls", "Hawks", False),
        ("w " * 30, "v " * 30, False),
        (TEN, "word " * 300, False),
        (TEN, f"{TEN} " + "word " * 300, True),
        (TEN, None, False),
        (None, TEN, True),
        (["a"], ["b"], True),
    ],
)
def test_a_text_of_which_a_word_is_gone_is_kept_apart(before, after, same):
    assert goes_on(before, after) is same
