"""How the sample's directors and delegates nominate, and how the organiser checks."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from awards.accounts.models import Person
from awards.editions.models import Category, Edition, Question, Section
from awards.editions.queries import participants_of
from awards.editions.states import QuestionKind
from awards.nominations.findings import unexplained
from awards.nominations.models import Nomination
from awards.nominations.reading import questions_of
from awards.nominations.receiving import receive_photo
from awards.nominations.services.checking import accept_nomination
from awards.nominations.services.checks import explain_finding, mask_passage
from awards.nominations.services.files import set_photo
from awards.nominations.services.members import Consents, MemberDetails, add_members
from awards.nominations.services.submitting import ask_for_sign_off, submit_nomination
from awards.nominations.services.writing import save_answers, start_nomination
from awards.organisations.models import Organisation
from awards.web.sample import timeline
from awards.web.sample.cast import Cast
from awards.web.sample.consenting import ASKED, ask_and_answer, look_at_photos
from awards.web.sample.content import SampleNomination, nominations
from awards.web.sample.files import send_files
from awards.web.sample.photos import draw_team_photo
from awards.web.sample.signing import CHANGED, RETURNED, ask_and_be_returned, change_after_signing

SUBMITTED_EARLY = ("dudley", "herefordshire", "sandwell", "stoke-on-trent", "warwickshire")
WAITING = "telford-and-wrekin"
HALF_WRITTEN = {"birmingham": 2, "coventry": 2, "walsall": 3}
"""How many sections they have written. In the third of Walsall's a finding waits to be dealt with."""

MASKED = {"walsall": ("what-they-did", "two young people", "some young people")}
"""By organisation, what the organiser masks in the answer to which question, and what the judges read."""


@dataclass(frozen=True)
class Desk:
    """Where somebody of an organisation sits down to write."""

    cast: Cast
    base_url: str
    photos: bool

    def writer(self, slug: str) -> Person:
        """The delegate where there is one, else the director."""
        return self.cast.delegates.get(slug) or self.cast.directors[slug]

    def write(
        self, nomination: Nomination, content: SampleNomination, sections: list[Section], at: dt.datetime
    ) -> None:
        """Answer what the sections ask."""
        by = self.writer(content.organisation)
        for section in sections:
            plain = {q.key: content.answers.get(q.key) for q in section.questions if q.key in content.answers}
            people = [q for q in section.questions if q.kind is QuestionKind.PEOPLE]
            save_answers(
                nomination,
                section,
                {key: value for key, value in plain.items() if not isinstance(value, list)},
                by=by,
                at=at,
            )
            for question in people:
                add_members(nomination, question, _members(content, question), by=by, at=at)
            for question in section.questions:
                if self.photos and question.kind is QuestionKind.PHOTO:
                    self.photograph(nomination, question, content, by, at)
                if self.photos:
                    send_files(nomination, question, content.organisation, by=by, at=at)

    def explain(self, nomination: Nomination, content: SampleNomination, at: dt.datetime) -> None:
        """Say why what the safeguarding check finds identifies nobody."""
        said = {(each.question, each.passage): each.reason for each in content.explanations}
        for found in unexplained(nomination):
            if reason := said.get((found.question.key, found.finding.passage)):
                explain_finding(nomination, found.key, reason, by=self.writer(content.organisation), at=at)

    def photograph(
        self,
        nomination: Nomination,
        question: Question,
        content: SampleNomination,
        by: Person,
        at: dt.datetime,
    ) -> None:
        """Draw the team and hang up the picture."""
        photo = content.photo
        drawn = draw_team_photo(photo.seed, photo.people, photo.scene)
        received = receive_photo(drawn, f"{content.organisation}.jpg")
        set_photo(nomination, question, received, photo.description, by=by, at=at)

    def care_for_team(self, nomination: Nomination, at: dt.datetime) -> None:
        """Ask one organisation's team by email, and look at every photo for those not to be seen."""
        by = self.writer(nomination.organisation.slug)
        if nomination.organisation.slug == ASKED:
            ask_and_answer(nomination, by=by, at=at, base_url=self.base_url)
        look_at_photos(nomination, by=by, at=at + dt.timedelta(minutes=30))

    def submit(self, nomination: Nomination, at: dt.datetime) -> None:
        """The director signs."""
        by = self.cast.directors[nomination.organisation.slug]
        submit_nomination(nomination, by=by, at=at, base_url=self.base_url)


def nominate_some(edition: Edition, cast: Cast, *, photos: bool, base_url: str) -> None:
    """A week in: some have submitted, one waits to be signed, some are half written."""
    desk, at = Desk(cast, base_url, photos), timeline.moment(9, 9, 15)
    for content, organisation in _pairs(edition):
        slug = content.organisation
        if slug in (*SUBMITTED_EARLY, WAITING, RETURNED, *HALF_WRITTEN):
            nomination, category = _start(edition, organisation, desk, at)
            sections = category.sections[: HALF_WRITTEN.get(slug)]
            desk.write(nomination, content, sections, at)
            desk.care_for_team(nomination, at + dt.timedelta(minutes=20))
            if slug not in HALF_WRITTEN:
                desk.explain(nomination, content, at + dt.timedelta(minutes=40))
            if slug in SUBMITTED_EARLY:
                desk.submit(nomination, at + dt.timedelta(hours=1))
            if slug == CHANGED:
                later = at + dt.timedelta(days=2)
                change_after_signing(nomination, cast, at=later, base_url=base_url)
            if slug == WAITING:
                ask_for_sign_off(nomination, by=desk.writer(slug), at=at, base_url=base_url)
            elif slug == RETURNED:
                later = at + dt.timedelta(hours=1)
                ask_and_be_returned(nomination, cast, at=later, base_url=base_url)


def nominate_everything(edition: Edition, cast: Cast, *, photos: bool, base_url: str) -> None:
    """All sixteen write and submit before the deadline."""
    desk, at = Desk(cast, base_url, photos), timeline.SUBMITTED
    for content, organisation in _pairs(edition):
        nomination, category = _start(edition, organisation, desk, at)
        desk.write(nomination, content, category.sections, at)
        desk.care_for_team(nomination, at + dt.timedelta(minutes=20))
        desk.explain(nomination, content, at + dt.timedelta(minutes=40))
        desk.submit(nomination, at + dt.timedelta(hours=1))


def check_everything(submitted: list[Nomination], cast: Cast) -> None:
    """The organiser reads them all, masks what the judges need not know, and accepts them."""
    for nomination in submitted:
        if nomination.organisation.slug in MASKED:
            key, passage, instead = MASKED[nomination.organisation.slug]
            place = next(each for each in questions_of(nomination) if each.key == key)
            mask_passage(nomination, passage, instead, question=place, by=cast.organiser, at=timeline.CHECKED)
        accept_nomination(nomination, by=cast.organiser, at=timeline.CHECKED)


def _pairs(edition: Edition) -> list[tuple[SampleNomination, Organisation]]:
    bodies = {
        participant.organisation.slug: participant.organisation for participant in participants_of(edition)
    }
    return [(content, bodies[content.organisation]) for content in nominations()]


def _start(
    edition: Edition, organisation: Organisation, desk: Desk, at: dt.datetime
) -> tuple[Nomination, Category]:
    category = edition.categories[0]
    return start_nomination(category, organisation, by=desk.writer(organisation.slug), at=at), category


def _members(content: SampleNomination, question: Question) -> list[MemberDetails]:
    rows: list[dict[str, Any]] = content.answers.get(question.key, [])
    return [
        MemberDetails(
            row["name"],
            row.get("role", ""),
            row.get("email", ""),
            row.get("say_as", ""),
            Consents(row.get("programme", True), row.get("stage", True), row.get("photo", True)),
        )
        for row in rows
    ]
