"""What the safeguarding check finds in a nomination, and what became of it: changed, explained or masked.

Whatever was explained or masked counts as long as the passage stands where it stood; then it is forgotten
by itself. Nothing is kept of findings but how many are open, and with an explanation a sign of the sentences
that were explained: when they are others, everybody who reads it is told.
"""

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from awards.core.text import join_words
from awards.editions.models import Question, Section
from awards.editions.states import QuestionKind
from awards.nominations.answering import OF_THEIR_OWN, TEAM_NAME, TEXTS
from awards.nominations.masking import masked
from awards.nominations.models import Explanation, Nomination
from awards.nominations.reading import keys_asked, masks_in, members_for, uploads_for
from awards.nominations.safeguarding import Finding, around, findings, sentence_at


@dataclass(frozen=True)
class Found:
    """A finding in the answer to a question, why it identifies nobody if somebody said so, whether masked.

    ``before`` and ``after`` are what stands around it; ``setting`` is a sign of all sentences it is in.
    """

    section: Section
    question: Question
    finding: Finding
    before: str = ""
    after: str = ""
    setting: str = ""
    explanation: Explanation | None = None
    is_masked: bool = False

    @property
    def key(self) -> str:
        """What the finding is called in forms and addresses: it tells nothing of the passage."""
        return _sign(f"{self.question.id}\n{self.finding.rule}\n{self.finding.passage}")

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to change, explain or mask it."""
        return self.explanation is None and not self.is_masked

    @property
    def was_rewritten(self) -> bool:
        """Whether the sentences have changed since the passage was explained."""
        before = self.explanation.setting if self.explanation else ""
        return bool(before) and before != self.setting


def found_in(nomination: Nomination, only: Section | None = None) -> list[Found]:
    """Everything found in what is asked for, in the order of the form: each passage once for each rule."""
    allowed, given, keys = allowed_in(nomination), _given(nomination), keys_asked(nomination)
    everything: list[Found] = []
    for section in [only] if only else nomination.category.sections:
        for question in section.questions:
            if question.key in keys:
                known = allowed - {nomination.team_name} if question.key == TEAM_NAME else allowed
                text = _text(nomination, question, given)
                everything += _with_outcomes(nomination, text, _found(section, question, text, known))
    return everything


def text_of(nomination: Nomination, question: Question) -> str:
    """What was written in answer to the question: words, people's roles, what photos show, files' names."""
    return _text(nomination, question, _given(nomination))


def _given(nomination: Nomination) -> dict[uuid.UUID, object]:
    return {answer.question_id: answer.value for answer in nomination.answers}


def _text(nomination: Nomination, question: Question, given: Mapping[uuid.UUID, object]) -> str:
    if question.kind in TEXTS:
        return str(given.get(question.id) or "")
    if question.kind is QuestionKind.PEOPLE:
        return "\n".join(member.role for member in members_for(nomination, question))
    if question.kind in OF_THEIR_OWN:
        return "\n".join(each.description or each.name for each in uploads_for(nomination, question))
    return ""


def allowed_in(nomination: Nomination) -> frozenset[str]:
    """Names that the nomination gives on purpose: the team's, its people's, the organisation's."""
    body = nomination.organisation
    names = {nomination.team_name, body.name, body.short_name, *(each.name for each in nomination.members)}
    return frozenset(names - {""})


def _found(section: Section, question: Question, text: str, allowed: Collection[str]) -> Iterator[Found]:
    same: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings(text, allowed=allowed) if text else ():
        same.setdefault((finding.rule, finding.passage), []).append(finding)
    for each in same.values():
        said = " ".join(sentence_at(text, finding.start) for finding in each)
        yield Found(section, question, each[0], *around(text, each[0]), setting=_sign(" ".join(said.split())))


def _sign(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _with_outcomes(nomination: Nomination, text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The same, with what became of each. Read only where something was found."""
    for each in found:
        same = (each.question.id, each.finding.rule, each.finding.passage)
        said = {(said.question_id, said.rule, said.passage): said for said in nomination.explanations}
        masks = masks_in(nomination).get(each.question.id, [])
        hidden = bool(masks) and not _still_there(each.finding, masked(text, masks))
        yield replace(each, explanation=said.get(same), is_masked=hidden)


def _still_there(finding: Finding, text: str) -> bool:
    return any((each.rule, each.passage) == (finding.rule, finding.passage) for each in findings(text))


def unexplained(nomination: Nomination) -> list[Found]:
    """What somebody still has to change, explain or mask."""
    return [found for found in found_in(nomination) if found.is_open]


def unexplained_count(nomination: Nomination) -> int:
    """How many such passages there are; lists read the count that was kept with the last change."""
    return len(unexplained(nomination))


def remark_on(nomination: Nomination, section: Section) -> str:
    """What to say when a section was saved, to those whose browser shows findings only with the page."""
    count = sum(found.is_open for found in found_in(nomination, section))
    if not count:
        return ""
    words = "One passage" if count == 1 else f"{count} passages"
    return (
        f"{words} in “{section.title}” may identify a child or a family. Change the words, or "
        "explain why they identify nobody."
    )


def request_about(found: Iterable[Found]) -> str:
    """A note to those who write about what is open. It quotes nothing: it goes by email."""
    titles: dict[str, list[str]] = {}
    for each in found:
        title = each.finding.title
        titles.setdefault(each.question.label, []).append(title[:1].lower() + title[1:])
    lines = [f"“{label}”: {join_words(dict.fromkeys(said))}" for label, said in titles.items()]
    return (
        "Please look again at these answers, so that no child and no family can be recognised.\n\n"
        + "\n".join(lines)
        + "\n\nThe words are shown beside each answer. Change them, or explain why they identify nobody."
    )
