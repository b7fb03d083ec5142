"""Photos and documents."""

import uuid
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from awards.core.database import Data, Key, Line, Model, Moment, Text, enum_of
from awards.editions.models import Question
from awards.nominations.states import GIVEN, ScanState

if TYPE_CHECKING:
    from awards.nominations.models.nomination import Nomination


PHOTO = "image/jpeg"
"""What every photo is kept as, and no document."""


class Upload(Model):
    """A photo or a document of a nomination. ``storage_key`` is random and says nothing.

    Of a photo that was cropped, ``whole_key`` keeps all of it and ``crop`` says which part is shown:
    left, top, width and height as parts of one. ``confirmed`` is what somebody who looked at a photo vouched
    for: the storage key of what they saw ("key"), the ids of the team members who are not in it ("without").
    """

    __tablename__ = "uploads"

    nomination_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("nominations.id"), index=True)
    question_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("questions.id"))
    storage_key: Mapped[Key] = mapped_column(unique=True)
    name: Mapped[Line]
    media_type: Mapped[Key]
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    description: Mapped[Text] = mapped_column(default="")
    whole_key: Mapped[Key | None] = mapped_column(unique=True)
    crop: Mapped[Data] = mapped_column(nullable=True)
    scan: Mapped[ScanState] = mapped_column(enum_of(ScanState), default=ScanState.NOT_SCANNED)
    scanned_at: Mapped[Moment | None]
    confirmed: Mapped[Data] = mapped_column(nullable=True)
    confirmed_at: Mapped[Moment | None]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("people.id"))
    nomination: Mapped["Nomination"] = relationship(back_populates="uploads")
    question: Mapped[Question] = relationship()

    @property
    def keys(self) -> list[str]:
        """Of every file that it names."""
        return [key for key in (self.storage_key, self.whole_key) if key]

    @hybrid_property
    def is_given(self) -> bool:
        """Whether anybody is given the file. While it waits for the scanner, nobody is."""
        return self.scan in GIVEN

    @is_given.inplace.expression
    @classmethod
    def _is_given(cls) -> sa.ColumnElement[bool]:
        return cls.scan.in_(GIVEN)

    @hybrid_property
    def is_answer(self) -> bool:
        """Whether the question is answered with it: not by a virus, nor by a photo that is not described."""
        described = bool(self.description) or self.media_type != PHOTO
        return described and self.scan is not ScanState.INFECTED

    @is_answer.inplace.expression
    @classmethod
    def _is_answer(cls) -> sa.ColumnElement[bool]:
        described = sa.or_(cls.description != "", cls.media_type != PHOTO)
        return sa.and_(described, cls.scan != ScanState.INFECTED)
