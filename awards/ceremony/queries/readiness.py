"""What the last moves of an edition look for."""

from awards.ceremony.queries.awards import awards_to_reveal
from awards.ceremony.queries.documents import documents_of, last_change
from awards.ceremony.queries.order import find_running_order, schedule_of
from awards.ceremony.queries.reveals import revealed_ids
from awards.ceremony.states import BuildState, DocumentKind
from awards.ceremony.timing import clock_text, length_text
from awards.core.readiness import Ready
from awards.core.text import join_words
from awards.editions.models import Edition


def ceremony_readiness(edition: Edition) -> list[Ready]:
    """What the opening of the ceremony needs: a running order that fits, and what is printed from it."""
    return [*_planned(edition), _printed(edition)]


def _planned(edition: Edition) -> list[Ready]:
    order = find_running_order(edition)
    if order is None or not order.items:
        return [Ready("There is no running order yet", False, endpoint="ceremony.running_order")]
    over = schedule_of(edition, order.items).over
    finish = clock_text(edition.hard_finish_at)
    fits = (
        f"The evening ends before its hard finish at {finish}"
        if over <= 0
        else f"The evening ends {length_text(over)} after its hard finish at {finish}"
    )
    return [
        Ready("The running order is there", True, endpoint="ceremony.running_order"),
        Ready(fits, over <= 0, needed=False, endpoint="ceremony.running_order"),
    ]


def _printed(edition: Edition) -> Ready:
    made = documents_of(edition)[DocumentKind.PROGRAMME]
    built = [each for each in made if each.state is BuildState.READY and not each.outdated_at]
    changed = last_change(edition, DocumentKind.PROGRAMME)
    if not built:
        sentence, done = "The ceremony programme is not made yet", False
    elif changed is not None and changed > built[0].created_at:
        sentence, done = "Something changed since the ceremony programme was made", False
    else:
        sentence, done = "The ceremony programme is made, and nothing has changed since", True
    return Ready(sentence, done, needed=False, endpoint="ceremony.documents")


def reveal_readiness(edition: Edition) -> list[Ready]:
    """What publishing needs: every award that is given was revealed."""
    revealed = revealed_ids(edition)
    waiting = [award.name for award in awards_to_reveal(edition) if award.id not in revealed]
    if not waiting:
        return [Ready("Every award is revealed", True, endpoint="ceremony.reveal")]
    verb = "is" if len(waiting) == 1 else "are"
    return [Ready(f"{join_words(waiting)} {verb} not revealed yet", False, endpoint="ceremony.reveal")]
