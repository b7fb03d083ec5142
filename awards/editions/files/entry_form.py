"""The entry form in an edition file, or in a file of its own: sections, questions, when they are asked."""

from collections.abc import Sequence

from awards.core.text import join_words
from awards.editions.files.contents import FileQuestion, FileSection
from awards.editions.files.places import Problems
from awards.editions.files.reader import LONGEST_LINE, Table
from awards.editions.questions import CHOOSING, DECIDING, LIMITS, MOST, NEEDED, answers_of
from awards.editions.states import Audience, QuestionKind


def read_section(table: Table) -> FileSection:
    """One page of an entry form."""
    section = FileSection(
        key=table.key("key"),
        title=table.line("title"),
        hint=table.text("hint"),
        questions=tuple(_read_question(question) for question in table.tables("questions")),
    )
    if not section.questions and not table.has("questions"):
        table.wrong("questions", "is missing: a section needs at least one question")
    table.finish()
    return section


def _read_question(table: Table) -> FileQuestion:
    kind = table.choice("kind", QuestionKind, QuestionKind.SHORT_TEXT)
    limits = {name: table.number(name, 1, most, None) for name, most in MOST.items()}
    for name in sorted(MOST.keys() - set(LIMITS.get(kind, ()))):
        if table.has(name):
            table.wrong(name, f"means nothing for a question of kind {kind}")
    shown_if, answers = _read_condition(table)
    question = FileQuestion(
        key=table.key("key"),
        kind=kind,
        audience=table.choice("audience", Audience, Audience.ORGANISERS),
        label=table.line("label"),
        hint=table.text("hint"),
        required=table.flag("required", otherwise=True),
        options=_read_options(table, kind in CHOOSING),
        shown_if=shown_if,
        shown_if_answers=answers,
        **limits,
    )
    table.finish()
    return question


def _read_options(table: Table, wanted: bool) -> tuple[tuple[str, str], ...]:
    options = []
    for option in table.tables("options"):
        options.append((option.key("value"), option.line("label")))
        option.finish()
    values = [value for value, _label in options]
    if wanted and len(options) < 2 and not (table.has("options") and not options):
        table.wrong("options", "must have at least two answers to choose from")
    elif options and not wanted:
        table.wrong("options", "are only for questions of kind choice or choices")
    elif len(set(values)) < len(values):
        table.wrong("options", "must not have the same value twice")
    return tuple(options)


def _read_condition(table: Table) -> tuple[str, tuple[str, ...]]:
    """The question on which it depends that this one is asked, and the answers of which one is needed."""
    condition = table.inline("show_if", 'show_if = { question = "field", is = ["education"] }')
    if condition is None:
        return "", ()
    question, answers = condition.key("question"), condition.lines("is", LONGEST_LINE)
    if not answers and not (condition.has("is") and condition.values["is"]):
        condition.wrong("is", "must name at least one answer")
    condition.finish()
    return question, tuple(dict.fromkeys(answers))


def check_sections(sections: Sequence[FileSection], place: str, problems: Problems) -> None:
    """Note what does not fit together in a form: keys used twice, conditions that can never be met.

    Answers are found by their question's key, so a key is used once in the whole form.
    """
    seen: dict[str, tuple[str, FileQuestion]] = {}
    titles: dict[str, str] = {}
    for s, section in enumerate(sections, start=1):
        here = f"{place}[{s}]"
        if section.key and titles.setdefault(section.key, here) != here:
            problems.add(f"{here}.key", f"“{section.key}” is used already by {titles[section.key]}")
        for q, question in enumerate(section.questions, start=1):
            where = f"{here}.questions[{q}]"
            if question.key in seen:
                problems.add(f"{where}.key", f"“{question.key}” is used already by {seen[question.key][0]}")
            elif question.shown_if:
                _check_condition(question, where, seen, problems)
            if question.key:
                seen.setdefault(question.key, (where, question))
    if sections and NEEDED not in seen:
        problems.add(
            place, f"must ask for the team’s name: a question of kind short_text with the key {NEEDED}"
        )


def _check_condition(
    question: FileQuestion, where: str, earlier: dict[str, tuple[str, FileQuestion]], problems: Problems
) -> None:
    _, decides = earlier.get(question.shown_if, ("", None))
    if question.key == NEEDED:
        problems.add(
            f"{where}.show_if", "cannot be here: every nomination needs a name, so it is always asked"
        )
    elif decides is None:
        sentence = f"no question with the key “{question.shown_if}” comes before this one"
        problems.add(f"{where}.show_if.question", sentence)
    elif decides.kind not in DECIDING:
        kinds = join_words(sorted(kind.value for kind in DECIDING), "or")
        problems.add(f"{where}.show_if.question", f"must be a question of kind {kinds}")
    else:
        offered = answers_of(decides.kind, [{"value": v, "label": label} for v, label in decides.options])
        for answer in question.shown_if_answers:
            if answer not in offered:
                sentence = f"“{answer}” is not an answer of “{decides.key}”"
                problems.add(f"{where}.show_if.is", f"{sentence}: use {join_words(offered, 'or')}")
