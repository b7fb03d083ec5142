"""Names that must not be read are in no text for others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.nominations.unnamed import mentions, without_names


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("We thank Ann Lee.", "We thank a member of the team."),
        ("Ann Lee built it. Ann Lee's soup!", "A member of the team built it. A member of the team's soup!"),
        ("“Ann Lee”, said Bo.", "“A member of the team”, said Bo."),
        ("by Ann\nLee and ANN LEE", "by a member of the team and a member of the team"),
        ("Ann Lee-Smith and Joann Lee stay", "Ann Lee-Smith and Joann Lee stay"),
        ("ann lee is no name", "ann lee is no name"),
        ("Siân Ŵyn sang", "A member of the team sang"),
        ("Under Grace we grew", "Under Grace we grew"),
        ("Ciara O’Neill met Ciara O'Neill", "A member of the team met a member of the team"),
        ("Bo Oak\u2011Day sang", "A member of the team sang"),
        ("", ""),
    ],
)
def test_full_names_are_put_in_other_words(text, read):
    assert without_names(text, ["Ann Lee", "Siân Ŵyn", "Grace", "Ciara O'Neill", "Bo Oak-Day"]) == read


def test_the_longer_of_two_names_goes_first():
    assert without_names("Ann Lee Oak", ["Ann Lee", "Ann Lee Oak"]) == "A member of the team"


def test_where_everybody_may_be_named_the_text_stays():
    assert without_names("Ann Lee built it.", []) == "Ann Lee built it."


@given(st.text(max_size=60), st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_no_sign_in_a_name_breaks_the_reading_of_a_text(before, first, last):
    name = f"{first} {last}"
    assert isinstance(without_names(f"{before} {name}", [name]), str)
    assert isinstance(mentions(before, [name]), list)


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("Ann Lee did it", [], ["Ann Lee"]),
        ("As Ann says", [], ["Ann Lee"]),
        ("Mrs Lee and her team", [], ["Ann Lee"]),
        ("Lee, the other one", ["Bo Lee"], []),
        ("An announcement, early", [], []),
        ("The Lee Centre", ["The Lee Centre"], []),
        ("Lee and Day", [], ["Ann Lee", "Bo Day"]),
    ],
)
def test_a_text_that_seems_to_speak_of_somebody_is_found(text, known, found):
    assert mentions(text, ["Ann Lee", "Bo Day"], known) == found
