"""Messages to judges: short, warm, plain."""

from awards.core import clock
from awards.core.text import join_words
from awards.editions.models import Edition
from awards.judging.models import (
    Assignment,
    CalibrationEntry,
    Conflict,
    Panel,
    PanelMember,
    PanelRound,
    ScoreSheet,
)
from awards.judging.rounds import at_the_front, called
from awards.judging.states import SeatState


def judging_opens(member: PanelMember, edition: Edition, base_url: str) -> tuple[str, str]:
    """Subject and body: the nominations are ready to be read."""
    closes = member.panel.current.due_at
    by_when = (
        f"Please submit your scores by {clock.show_moment(closes)}.\n\n" if closes and member.scores else ""
    )
    first = "" if member.criteria_read_at else "First read what is scored. "
    if member.state is SeatState.INVITED:
        first = "First tell us whether you can judge, and read what is scored. "
    if member.scores:
        task = (
            "Then you read, score and say why. Your work saves by itself, so you can stop and come back "
            "whenever you like."
        )
    else:
        task = "Then you follow how far the judges are."
    body = (
        f"Dear {member.person.name},\n\n"
        f"Judging of {edition.name} is open, and the nominations are ready for you.\n\n"
        f"{first}Look through the names of the teams and tell us from which you must stand aside. {task}\n\n"
        f"{by_when}"
        f"Start here: {base_url}/judging\n\n"
        f"Thank you for giving your time.\n{edition.host or edition.name}\n"
    )
    return f"{edition.name}: judging is open", body


def list_changed(member: PanelMember, assigned: int, submitted: int, base_url: str) -> tuple[str, str]:
    """Subject and body: other nominations are theirs to score than before. No team is named."""
    edition = member.panel.edition
    now = f"{assigned} nomination{'' if assigned == 1 else 's'}" if assigned else "no nominations"
    done = f" You have submitted {submitted} of them." if submitted else ""
    body = (
        f"Dear {member.person.name},\n\n"
        f"Your list of nominations for {edition.name} has changed: you now have {now} to score.{done}\n\n"
        "The list on your page is the one that holds. A link to a nomination that is no longer on it does "
        "not open any more. What you have begun to score stays with you, unless you must stand aside from "
        "it.\n\n"
        f"See your list here: {base_url}/judging\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: your list of nominations has changed", body


def sheet_reopened(assignment: Assignment, reason: str, base_url: str) -> tuple[str, str]:
    """Subject and body: the chair asks the judge to look again. The team is named on the page, not here."""
    edition = assignment.nomination.edition
    body = (
        f"Dear {assignment.person.name},\n\n"
        "One of your score sheets has been reopened, with this reason:\n\n"
        f"  {reason}\n\n"
        "It does not count until you submit it again. Your scores and words are all still there.\n\n"
        f"Open it here: {base_url}/judging/assignments/{assignment.id}\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: one of your score sheets is open again", body


def round_opens(member: PanelMember, round_: PanelRound, edition: Edition, base_url: str) -> tuple[str, str]:
    """Subject and body: the next round has begun. No team is named."""
    closes = round_.due_at
    by_when = f" by {clock.show_moment(closes)}" if closes else ""
    if not member.scores:
        task = "You can follow how far the judges are.\n\n"
    elif round_.judges_each is None:
        task = f"The shortlist is on your page. Please score it{by_when}.\n\n"
    else:
        task = f"What you score of the shortlist will be on your page soon. Please submit it{by_when}.\n\n"
    what = f"{round_.instructions}\n\n" if round_.instructions else ""
    body = (
        f"Dear {member.person.name},\n\n"
        f"{at_the_front(round_.name)} of {edition.name} has begun. {task}"
        f"{what}"
        f"Go on here: {base_url}/judging\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: {called(round_.name)} is open", body


def round_closes_at_another_time(
    member: PanelMember, round_: PanelRound, before: str, base_url: str
) -> tuple[str, str]:
    """Subject and body: a round that is open closes earlier or later than they were told."""
    edition, due_at = member.panel.edition, round_.due_at
    now = f"at {clock.show_moment(due_at)}" if due_at else "when the organisers close it"
    told = f" You were told {before} before." if before else ""
    body = (
        f"Dear {member.person.name},\n\n"
        f"{at_the_front(round_.name)} of {edition.name} now closes {now}.{told}\n\n"
        "You have score sheets that are not submitted. What is not submitted by then does not count.\n\n"
        f"Go on here: {base_url}/judging\n\n"
        f"If you have a question, write to the organisers: {edition.contact}\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: {called(round_.name)} closes at another time", body


def round_closed_early(member: PanelMember, round_: PanelRound, base_url: str) -> tuple[str, str]:
    """Subject and body: a round has closed before its time, with some of theirs not submitted."""
    edition = member.panel.edition
    promised = round_.due_at
    early = f" You were told {clock.show_moment(promised)}; it has closed earlier." if promised else ""
    body = (
        f"Dear {member.person.name},\n\n"
        f"{at_the_front(round_.name)} of {edition.name} has closed.{early}\n\n"
        "What you had not submitted does not count. You need do nothing. What you saved is kept for you to "
        "look up, and we write to you when the next round begins.\n\n"
        f"See it here: {base_url}/judging\n\n"
        f"If you have a question, write to the organisers: {edition.contact}\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: {called(round_.name)} has closed", body


def round_open_again(member: PanelMember, round_: PanelRound, reason: str, base_url: str) -> tuple[str, str]:
    """Subject and body: a closed round is open again, and why; for those with something to submit."""
    edition = member.panel.edition
    promised = round_.due_at
    by_when = f" by {clock.show_moment(promised)}" if promised else ""
    body = (
        f"Dear {member.person.name},\n\n"
        f"{at_the_front(round_.name)} of {edition.name} is open again, with this reason:\n\n"
        f"  {reason}\n\n"
        f"You have score sheets that are not submitted. Please submit them{by_when}.\n\n"
        f"Go on here: {base_url}/judging\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: {called(round_.name)} is open again", body


def sample_ready(member: PanelMember, edition: Edition, base_url: str) -> tuple[str, str]:
    """Subject and body: there is a sample to score before anything else."""
    body = (
        f"Dear {member.person.name},\n\n"
        f"Before you score for {edition.name}, there is a sample nomination. Everybody on your panel scores "
        "it first, on their own. Then you all see how the points are spread, and what your panel agrees a 3 "
        "or a 4 is.\n\n"
        "It takes about a quarter of an hour. The nominations open when you have submitted it.\n\n"
        f"Start here: {base_url}/judging\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: the sample is ready to be scored", body


def sample_agreed(member: PanelMember, edition: Edition, base_url: str) -> tuple[str, str]:
    """Subject and body: the agreed answer can be read; no points stand here."""
    body = (
        f"Dear {member.person.name},\n\n"
        f"Your panel for {edition.name} has agreed what the sample nomination is worth, and why. Please look "
        "at it before you go on scoring: it shows how the points were spread, without names.\n\n"
        f"Open it here: {base_url}/judging\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: the panel has agreed on the sample", body


HOW_MUCH = "about a quarter of an hour for each nomination, in as many sittings as you like"


def asked_of_newcomers(panel: Panel, *, scores: bool) -> str:
    """What an invitation that lets its reader in says of a seat: by when, how much, and when they answer."""
    closes = panel.current.due_at
    when = f"Scores are needed by {clock.show_moment(closes)}. " if closes else ""
    effort = f"It takes {HOW_MUCH}. " if scores else ""
    return (
        f"{when}{effort}“Accept and continue” behind the link only lets you in: you then see what is asked "
        f"of you on “{panel.name}”, and say yes or no."
    )


def invitation(member: PanelMember, base_url: str) -> tuple[str, str]:
    """Subject and body: would they judge? For somebody who can sign in; their answer is given on the page."""
    edition = member.panel.edition
    closes = member.panel.current.due_at
    by_when = f", by {clock.show_moment(closes)}" if closes else ""
    categories = join_words(category.name for category in member.panel.categories)
    if member.is_chair:
        asked, task = "chair the panel that judges", f"The chair leads the meeting that decides{by_when}."
    elif member.is_deputy:
        asked = "judge, and to stand in for the chair, in"
        task = f"You read the nominations and score them{by_when}."
    else:
        asked, task = "judge", f"You read the nominations and score them{by_when}."
    effort = f" It takes {HOW_MUCH}." if member.scores else ""
    body = (
        f"Dear {member.person.name},\n\n"
        f"Would you {asked} {categories}, in {edition.name}? You would sit on “{member.panel.name}”.\n\n"
        f"{task}{effort} Nominations of your own organisation are never shown to you.\n\n"
        "See what is asked of you, and say yes or no, here:\n\n"
        f"{base_url}/judging/seats/{member.id}\n\n"
        f"If you have a question, write to the organisers: {edition.contact}\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: would you judge?", body


def seat_declined(member: PanelMember, base_url: str) -> tuple[str, str]:
    """Subject and body for the organisers: somebody cannot judge."""
    edition = member.panel.edition
    why = f"They wrote:\n\n  {member.reason}\n\n" if member.reason else "They gave no reason.\n\n"
    body = (
        f"{member.person.name} cannot sit on “{member.panel.name}” of {edition.name}.\n\n"
        f"{why}"
        "You can ask somebody else, or ask them again, here: "
        f"{base_url}/editions/{edition.slug}/panel\n"
    )
    return f"{edition.name}: {member.person.name} cannot judge", body


def chair_told(sheet: ScoreSheet, base_url: str, *, stand_in: bool = False) -> tuple[str, str]:
    """Subject and body for whoever leads the panel, or organisers who ``stand_in``; no words, no team."""
    panel, edition = sheet.assignment.panel, sheet.assignment.nomination.edition
    told = "the chair" if stand_in else "you"
    why = "Nobody who leads the panel can answer it, so we ask you to.\n\n" if stand_in else ""
    body = (
        f"A judge of “{panel.name}” of {edition.name} has told {told} something about a nomination.\n\n"
        f"{why}"
        f"Read it and answer here: {base_url}/judging/sheets/{sheet.id}/flag\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: a judge has told you something", body


def flag_answered(assignment: Assignment, base_url: str) -> tuple[str, str]:
    """Subject and body: whoever leads the panel has answered. Flag and answer stand on the page, not here."""
    edition = assignment.nomination.edition
    body = (
        f"Dear {assignment.person.name},\n\n"
        "You told the chair of your panel something about a nomination. There is an answer for you on its "
        "score sheet.\n\n"
        f"Read it here: {base_url}/judging/assignments/{assignment.id}\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: there is an answer to what you told the chair", body


def conflict_lifted(conflict: Conflict, base_url: str) -> tuple[str, str]:
    """Subject and body: somebody may take part again. The team is named on the page, not here."""
    edition = conflict.nomination.edition
    body = (
        f"Dear {conflict.person.name},\n\n"
        f"You stood aside from one of the nominations of {edition.name}. The organisers have looked at it "
        "again and lifted that: you may take part in judging it.\n\n"
        "If you think that you should go on standing aside, say so on the list of teams before you read "
        "anything. Nobody minds.\n\n"
        f"Sign in here: {base_url}/\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: you need not stand aside from one nomination any more", body


def lifting_waits(conflict: Conflict, base_url: str) -> tuple[str, str]:
    """Subject and body for the other organisers: a conflict waits for their answer. Nobody is named."""
    edition = conflict.nomination.edition
    body = (
        "Another organiser asks that a conflict of interest be lifted, so that somebody may take part in "
        f"judging one nomination of {edition.name} again. It takes two of you: please look at the reason and "
        "say yes or no.\n\n"
        f"Answer here: {base_url}/judging/conflicts/{conflict.id}/answer\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: a conflict of interest waits for your answer", body


def sample_scored(member: PanelMember, sample: CalibrationEntry, base_url: str) -> tuple[str, str]:
    """Subject and body: everybody has scored the sample, and who leads the panel can open the spread."""
    edition = sample.panel.edition
    body = (
        f"Dear {member.person.name},\n\n"
        f"Everybody on “{sample.panel.name}” has scored the sample nomination. Now you can look at how the "
        "points are spread, talk it through with the panel, and settle the agreed answer. Nobody else sees "
        "the points before you do.\n\n"
        f"Open it here: {base_url}/judging/panels/{sample.panel_id}/sample\n\n"
        f"{edition.host or edition.name}\n"
    )
    return f"{edition.name}: everybody has scored the sample", body
