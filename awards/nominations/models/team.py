"""Team members and what they have agreed to."""

import uuid
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.core.database import Line, Model, Moment
from awards.editions.models import Question

if TYPE_CHECKING:
    from awards.nominations.models.nomination import Nomination


class TeamMember(Model):
    """A person named in answer to a question of kind "people", and what they have agreed to.

    Until ``answered_at`` the consents are what the nominator said of them; from then on they are the person's
    own answer, which nobody else can widen. ``link_number`` moves on when links sent before must die.
    ``noted_at``: when somebody last noted what the person had told them, by telephone perhaps.
    From ``spelled_at`` on the name and how it is said are the person's own, in place of ``name_before``.
    ``removed_at``: they said no to something and were then taken off the list. They are nobody's team member
    any more, but their no is still a no.
    """

    __tablename__ = "team_members"

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    question_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("questions.id"))
    position: Mapped[int]
    name: Mapped[Line]
    role: Mapped[Line] = mapped_column(default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    say_as: Mapped[Line] = mapped_column(default="")
    in_programme: Mapped[bool] = mapped_column(default=True)
    on_stage: Mapped[bool] = mapped_column(default=True)
    in_photo: Mapped[bool] = mapped_column(default=True)
    in_social_media: Mapped[bool] = mapped_column(default=False)
    in_press: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[Moment | None]
    answered_at: Mapped[Moment | None]
    noted_at: Mapped[Moment | None]
    link_number: Mapped[int] = mapped_column(default=1)
    spelled_at: Mapped[Moment | None]
    name_before: Mapped[Line] = mapped_column(default="")
    removed_at: Mapped[Moment | None]
    nomination: Mapped["Nomination"] = relationship(back_populates="members")
    question: Mapped[Question] = relationship()

    @property
    def has_spoken(self) -> bool:
        """Whether the person said themselves what they agree to, or somebody noted what they said."""
        return bool(self.answered_at or self.noted_at)
