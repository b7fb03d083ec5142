"""What one part of an edition file says about another: keys used once, names that exist, dates in order."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from awards.core import clock
from awards.editions.files.contents import EditionFile, FileAward, FileCategory, FileOrganisation
from awards.editions.files.entry_form import check_sections
from awards.editions.files.places import Problems
from awards.editions.states import AwardKind, QuestionKind


def check_references(file: EditionFile, problems: Problems) -> None:
    """Note everything in the file that does not fit together."""
    _check_unique(problems, "organisations", "slug", (o.slug for o in file.organisations))
    _check_unique(problems, "organisations", "name", (o.name for o in file.organisations))
    _check_unique(problems, "categories", "key", (c.key for c in file.categories))
    _check_unique(problems, "awards", "key", (a.key for a in file.awards))
    keys = (item.get("key") for item in file.plan)
    _check_unique(problems, "running_order", "key", (key if isinstance(key, str) else "" for key in keys))
    for number, category in enumerate(file.categories, start=1):
        check_sections(category.sections, f"categories[{number}].sections", problems)
        _check_unique(problems, f"categories[{number}].criteria", "key", (c.key for c in category.criteria))
        if category.criteria and all(criterion.round > 1 for criterion in category.criteria):
            problems.add(f"categories[{number}].criteria", "must have at least one for the first round")
    _check_organisations(file, problems)
    _check_awards(file, problems)
    _check_plan(file, problems)
    _check_ceremony(file, problems)


def _check_unique(problems: Problems, place: str, name: str, values: Iterable[str]) -> None:
    first: dict[str, int] = {}
    for number, value in enumerate(values, start=1):
        if value and first.setdefault(value, number) != number:
            where = f"{place}[{number}].{name}"
            problems.add(where, f"“{value}” is used already by {place}[{first[value]}]")


def _check_organisations(file: EditionFile, problems: Problems) -> None:
    by_slug = {organisation.slug: organisation for organisation in file.organisations}
    day = file.facts["ceremony_on"]
    for number, organisation in enumerate(file.organisations, start=1):
        place = f"organisations[{number}]"
        sentence = _partner_problem(organisation, by_slug.get(organisation.partner))
        if organisation.partner and sentence:
            problems.add(f"{place}.partner", sentence)
        if organisation.nominates and day and not _exists_on(organisation, day):
            problems.add(f"{place}.nominates", "cannot be true: the body does not exist on the ceremony date")
    if file.organisations and not any(o.nominates for o in file.organisations):
        problems.add("organisations", "must have at least one that nominates")


def _partner_problem(organisation: FileOrganisation, partner: FileOrganisation | None) -> str:
    if partner is None:
        return f"no organisation of this file has the slug “{organisation.partner}”"
    if partner is organisation:
        return "must be another organisation"
    if partner.partner != organisation.slug:
        return f"“{partner.slug}” must name “{organisation.slug}” as its partner, too"
    return ""


def _exists_on(organisation: FileOrganisation, day: dt.date) -> bool:
    first, last = organisation.exists_from, organisation.exists_to
    return (first is None or first <= day) and (last is None or day <= last)


def _check_awards(file: EditionFile, problems: Problems) -> None:
    by_key = {category.key: category for category in file.categories}
    for number, award in enumerate(file.awards, start=1):
        place = f"awards[{number}]"
        category = by_key.get(award.category)
        if award.category and category is None:
            problems.add(f"{place}.category", f"no category has the key “{award.category}”")
        if category is None:
            continue
        if award.question:
            _check_answer(problems, place, award, category)
        if award.kind is AwardKind.COMPETITION and not category.criteria:
            problems.add(f"{place}.kind", "a competition needs criteria: its category has none")


def _check_answer(problems: Problems, place: str, award: FileAward, category: FileCategory) -> None:
    question = category.find_question(award.question)
    if question is None:
        problems.add(f"{place}.question", f"the entry form has no question with the key “{award.question}”")
    elif question.kind not in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        problems.add(f"{place}.question", "must be a question of kind choice or choices")
    elif award.answer and award.answer not in {value for value, _label in question.options}:
        problems.add(f"{place}.answer", f"“{award.answer}” is not an answer of “{award.question}”")


def _check_plan(file: EditionFile, problems: Problems) -> None:
    awards = {award.key: award for award in file.awards}
    groups = {award.question for award in file.awards if award.question}
    given: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(file.plan, start=1):
        place, key, group = f"running_order[{number}]", item.get("award"), item.get("awards")
        if isinstance(key, str) and key and key not in awards:
            problems.add(f"{place}.award", f"no award has the key “{key}”")
        elif isinstance(key, str) and key:
            recognises = awards[key].kind is AwardKind.RECOGNITION
            if recognises != (item.get("kind") == "recognition"):
                problems.add(f"{place}.kind", f"does not fit the award “{key}”, a {awards[key].kind}")
            elif not recognises:
                given[key].append(number)
        if isinstance(group, str) and group and group not in groups:
            problems.add(f"{place}.awards", f"no award is limited by a question with the key “{group}”")
    for key, numbers in given.items():
        if len(numbers) > 1:
            sentence = f"“{key}” is given already by running_order[{numbers[0]}]"
            problems.add(f"running_order[{numbers[1]}].award", sentence)


def _check_ceremony(file: EditionFile, problems: Problems) -> None:
    day, doors = file.facts["ceremony_on"], file.facts["doors_at"]
    names = ("nominations_close", "checking_ends", "judging_closes", "moderation_meeting")
    columns = ("nominations_close_at", "checking_ends_at", "judging_closes_at", "moderation_at")
    if day is None or doors is None:
        return
    opens = dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=doors)
    for name, column in zip(names, columns, strict=True):
        moment = file.facts[column]
        if moment and clock.local(moment).replace(tzinfo=None) >= opens:
            problems.add(f"timetable.{name}", "must be before the doors of the ceremony open")
