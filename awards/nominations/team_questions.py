"""What somebody should ask themselves about the people of a team before they sign or accept a nomination."""

from collections.abc import Iterator, Sequence

from awards.editions.states import Audience, QuestionKind
from awards.nominations.consent import few
from awards.nominations.models import Nomination, TeamMember
from awards.nominations.namesakes import folded
from awards.nominations.reading import entries, team_of, unnamed_in
from awards.nominations.unnamed import mentions

COLLECTORS = frozenset({"collector", "deputy-collector"})
FOR_EVERYBODY = (Audience.PROGRAMME, Audience.STAGE)


def questions_about(nomination: Nomination) -> list[str]:
    """Plain questions, none of which keeps anybody from going on; empty when all is well."""
    team = team_of(nomination)
    if not team:
        return []
    spelled = _of_spelling(nomination, team)
    return [*_of_consents(team), *_of_words(nomination, team), *_of_collectors(nomination, team), *spelled]


def _of_consents(team: Sequence[TeamMember]) -> Iterator[str]:
    unasked = [each.name for each in team if _is_unasked(each)]
    if not any(each.in_programme for each in team):
        yield "Nobody in the team has agreed to be named: the programme will name nobody. Is that right?"
    if unasked:
        verb = "has" if len(unasked) == 1 else "have"
        yield f"Nothing is known yet of what {few(unasked)} {verb} agreed to. Have they been asked?"
    waiting = [each.name for each in team if each.asked_at and not each.answered_at]
    if waiting:
        verb = "has" if len(waiting) == 1 else "have"
        yield f"{few(waiting)} {verb} been asked and {verb} not answered yet. Could somebody remind them?"


def _is_unasked(member: TeamMember) -> bool:
    told = (
        member.in_programme or member.on_stage or member.in_photo or member.in_social_media or member.in_press
    )
    return not (member.answered_at or member.asked_at or member.noted_at or told)


def _of_words(nomination: Nomination, team: Sequence[TeamMember]) -> Iterator[str]:
    """Texts for everybody that seem to speak of somebody who has not agreed to be named."""
    unnamed = {audience: unnamed_in(nomination, audience) for audience in FOR_EVERYBODY}
    for _, given in entries(nomination) if any(unnamed.values()) else ():
        for each in given:
            hidden = unnamed.get(each.question.audience, [])
            if not hidden or each.question.kind is QuestionKind.PEOPLE:
                continue
            known = [*(member.name for member in team if member.name not in hidden), nomination.team_name]
            if found := mentions(each.text, hidden, known):
                verb = "has" if len(found) == 1 else "have"
                yield (
                    f"“{each.question.label}” seems to speak of {few(found)}, who {verb} not agreed to be "
                    "named. Should the words be changed?"
                )


def _of_spelling(nomination: Nomination, team: Sequence[TeamMember]) -> Iterator[str]:
    """Names that their bearers put right after somebody had signed for them."""
    signed = nomination.submitted_at
    for each in team:
        later = signed is not None and each.spelled_at is not None and each.spelled_at > signed
        if later and each.name_before not in {"", each.name}:
            yield (
                f"{each.name} has corrected their name since this was submitted; it was "
                f"“{each.name_before}”. Is it right wherever it was used already?"
            )


def _of_collectors(nomination: Nomination, team: Sequence[TeamMember]) -> Iterator[str]:
    """Who goes up to the stage is seen and perhaps named there."""
    refused = {folded(each.name): each.name for each in team if not each.on_stage and each.answered_at}
    for member in nomination.members:
        name = refused.get(folded(member.name))
        if name and member.question.key in COLLECTORS:
            where = f"{name} is named under “{member.question.label}”"
            yield f"{where} and said no to being named on stage. Should somebody else go?"
