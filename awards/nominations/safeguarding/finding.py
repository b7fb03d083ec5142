"""What the safeguarding check can find: its rules, and one finding."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for; ``why`` and ``wording`` are said to whoever wrote it."""

    key: str
    title: str
    why: str
    wording: str


@dataclass(frozen=True, slots=True)
class Span:
    """Where a rule found something; ``wording`` is better than the rule's own where it is given."""

    start: int
    end: int
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that may identify a child or a family, why, and what could stand there instead."""

    rule: str
    start: int
    end: int
    passage: str
    title: str
    why: str
    wording: str


LONGEST_PASSAGE = 200

CHILD_NAME = Rule(
    "child-name",
    "Perhaps the name of a child or a family",
    "A name identifies a child at once, and so does the name of a parent or a family.",
    "a child",
)
INITIALS = Rule(
    "initials",
    "Initials of a child or a family",
    "Initials, above all with an age, tell those who know the area who it is.",
    "a child",
)
BIRTH_DATE = Rule(
    "birth-date",
    "Perhaps a date of birth",
    "A date of birth picks out one child among thousands.",
    "leave the date out, or say “in early childhood”",
)
AGE_PLACE = Rule(
    "age-place",
    "An age with a place",
    "Of one age in one place there are only a few children: neighbours will know which.",
    "a child in our area",
)
ADDRESS = Rule(
    "address",
    "Perhaps a home address",
    "An address identifies a household, even without a number.",
    "their home",
)
POSTCODE = Rule("postcode", "A postcode", "A postcode stands for about fifteen homes.", "our area")
PHONE = Rule(
    "phone",
    "A telephone number",
    "A telephone number leads to one person, and the judges do not need it.",
    "leave the number out",
)
NHS_NUMBER = Rule(
    "nhs-number", "An NHS number", "An NHS number belongs to one person only.", "leave the number out"
)
UPN = Rule(
    "upn", "A unique pupil number", "A pupil number belongs to one child only.", "leave the number out"
)
CASE_NUMBER = Rule(
    "case-number",
    "A case or file number",
    "A case number leads to one family’s file or to one court case.",
    "leave the number out",
)
COURT_ORDER = Rule(
    "court-order",
    "A court order about somebody",
    "The law protects children in court cases from being recognised, and an order narrows down who it is.",
    "a decision about where the child would live",
)
SCHOOL = Rule(
    "school",
    "A named school with what happened there",
    "With the name of the school, others there will know which child it was.",
    "a local school",
)
SMALL_COUNT = Rule(
    "small-count",
    "A count under six",
    "A very small number can point to the children or the family it counts.",
    "fewer than six",
)

RULES = (
    CHILD_NAME, INITIALS, BIRTH_DATE, AGE_PLACE, ADDRESS, POSTCODE, PHONE, NHS_NUMBER, UPN, CASE_NUMBER,
    COURT_ORDER, SCHOOL, SMALL_COUNT,
)  # fmt: skip
