"""An edition as its file says it: everything that organisers set up, and nothing that anybody did in it."""

from collections.abc import Iterable

from awards.editions.files import (
    EditionFile,
    FileAward,
    FileCategory,
    FileCriterion,
    FileOrganisation,
    FileQuestion,
    FileSection,
    Problem,
    WrongFile,
    parse_edition,
    write_edition,
    write_form,
)
from awards.editions.models import Award, Category, Criterion, Edition, Question, Section
from awards.editions.queries import participants_of
from awards.organisations.models import Organisation
from awards.organisations.queries import all_organisations

_FACTS = """
    slug name award_name year strapline host contact two_people_decide past_post_years
    nominations_open_at nominations_close_at grace_minutes checking_ends_at judging_closes_at moderation_at
    venue ceremony_on doors_at hard_finish_at chair_name chair_role welcome thanks
""".split()
_QUESTION = """
    key kind audience label hint required max_words max_characters max_people max_files max_megabytes shown_if
""".split()
_CRITERION = ("key", "name", "weight", "description", "guidance", "plain", "round")
_AWARD = """
    key name kind description presenter question answer minimum highly_commended
""".split()


def edition_text(edition: Edition) -> str:
    """The file of the edition."""
    return write_edition(file_of(edition))


def form_text(category: Category) -> str:
    """The file of one entry form."""
    return write_form(category.name, sections_of(category))


def problems_of(text: str) -> list[Problem]:
    """What keeps the file of an edition from being loaded again: set-up may be half done."""
    try:
        parse_edition(text)
    except WrongFile as wrong:
        return wrong.problems
    return []


def file_of(edition: Edition) -> EditionFile:
    """What the file of the edition says. The whole register is in it: any of it may nominate next time."""
    nominating = {participant.organisation_id for participant in participants_of(edition)}
    register = sorted(all_organisations(), key=lambda organisation: organisation.slug)
    return EditionFile(
        facts={name: getattr(edition, name) for name in _FACTS},
        organisations=tuple(_organisation(each, each.id in nominating) for each in register),
        categories=tuple(_category(each) for each in edition.categories),
        awards=tuple(_award(each) for each in edition.awards),
        plan=tuple(dict(item) for item in edition.plan),
    )


def _organisation(kept: Organisation, nominates: bool) -> FileOrganisation:
    return FileOrganisation(
        slug=kept.slug,
        name=kept.name,
        short_name=kept.short_name,
        kind=kept.kind,
        gss_code=kept.gss_code,
        dfe_code=kept.dfe_code,
        exists_from=kept.exists_from,
        exists_to=kept.exists_to,
        partner=kept.partner.slug if kept.partner else "",
        nominates=nominates,
    )


def _category(kept: Category) -> FileCategory:
    return FileCategory(
        key=kept.key,
        name=kept.name,
        description=kept.description,
        max_per_organisation=kept.max_per_organisation,
        sections=sections_of(kept),
        criteria=tuple(_criterion(each) for each in kept.criteria),
    )


def sections_of(category: Category) -> tuple[FileSection, ...]:
    """The entry form of the category."""
    return tuple(_section(section) for section in category.sections)


def _section(kept: Section) -> FileSection:
    return FileSection(
        key=kept.key, title=kept.title, hint=kept.hint, questions=tuple(_questions(kept.questions))
    )


def _questions(kept: Iterable[Question]) -> Iterable[FileQuestion]:
    for question in kept:
        facts = {name: getattr(question, name) for name in _QUESTION}
        options = tuple((option["value"], option["label"]) for option in question.options)
        yield FileQuestion(**facts, options=options, shown_if_answers=tuple(question.shown_if_answers))


def _criterion(kept: Criterion) -> FileCriterion:
    facts = {name: getattr(kept, name) for name in _CRITERION}
    return FileCriterion(**facts, scale=tuple(kept.scale), reason_needed_at=tuple(kept.reason_needed_at))


def _award(kept: Award) -> FileAward:
    return FileAward(category=kept.category.key, **{name: getattr(kept, name) for name in _AWARD})
