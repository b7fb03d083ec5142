"""The life of a nomination, every state and every move."""

from types import SimpleNamespace

import pytest

from awards.core.errors import WrongState
from awards.nominations.states import NominationState, nomination_lifecycle

MOVES = {
    "submit": {"draft": "submitted", "submitted": "submitted", "returned": "submitted"},
    "accept": {"submitted": "accepted"},
    "return_for_changes": {"submitted": "returned", "accepted": "returned"},
    "mark_ineligible": {"submitted": "ineligible", "accepted": "ineligible"},
    "reconsider": {"ineligible": "submitted"},
    "withdraw": {each: "withdrawn" for each in ("draft", "submitted", "returned", "accepted")},
    "restore_draft": {"withdrawn": "draft"},
    "restore_submitted": {"withdrawn": "submitted"},
    "restore_returned": {"withdrawn": "returned"},
}


def test_every_move_is_in_the_table():
    assert set(nomination_lifecycle.moves) == set(MOVES)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", NominationState)
def test_a_move_leads_where_the_table_says_or_is_refused(state, move):
    subject = SimpleNamespace(state=state)
    if state.value in MOVES[move]:
        nomination_lifecycle.apply(subject, move)
        assert subject.state == MOVES[move][state.value]
    else:
        with pytest.raises(WrongState):
            nomination_lifecycle.apply(subject, move)
