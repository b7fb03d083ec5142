"""Taking over the pages of another category's entry form."""

from awards.editions.models import Question, Section

_QUESTION = ("position", "key", "kind", "audience", "label", "hint", "required", "options")
_LIMITS = ("max_words", "max_characters", "max_people", "max_files", "max_megabytes")
_CONDITION = ("shown_if", "shown_if_answers")


def copy_section(section: Section) -> Section:
    """The same page with the same questions, for another category."""
    questions = [
        Question(**{name: getattr(question, name) for name in (*_QUESTION, *_LIMITS, *_CONDITION)})
        for question in section.questions
    ]
    return Section(
        position=section.position,
        key=section.key,
        title=section.title,
        hint=section.hint,
        questions=questions,
    )
