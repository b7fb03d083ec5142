"""The words by which the rules know people, ages, months, places and organisations."""

import re
from functools import lru_cache

UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0106\u010c\u0141\u015a\u015e\u0160\u0179\u017b\u017d"
NAME = rf"[{UPPER}][^\W\d_]{{0,30}}(?:[-'](?!s\b)[^\W\d_]{{1,30}}){{0,3}}"
"""A word that begins with a capital letter, without the "'s" of a possessive."""

NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        start=1,
    )
}
AGE = rf"(?:1?\d|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
"""Up to nineteen, in figures or in words."""

MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|"
    "Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)

_CHILDREN = (
    "boy girl child baby toddler infant newborn teenager teen youngster lad lass kid son daughter stepson "
    "stepdaughter grandson granddaughter grandchild nephew niece brother sister sibling twin cousin pupil "
    "student orphan"
).split()
_GROWN_UPS = (
    "mum mam mom mother dad father nan nana gran granny grandmother grandma grandad granddad grandfather "
    "aunt auntie uncle stepfather stepmother stepdad stepmum godmother parent"
).split()
_OF_MORE_WORDS = (
    r"young (?:person|man|woman|lady|lad|girl|boy)|care leaver|foster (?:child|carer|mother|father|son|"
    r"daughter)"
)
ONE_CHILD = rf"(?:{'|'.join(_CHILDREN)}|{_OF_MORE_WORDS})"
"""A child, in the singular."""
ONE_RELATIVE = (
    rf"(?:(?:step-?|half-?|grand|foster |birth |younger |older |little |big |baby |twin "
    rf")?(?:{'|'.join([*_CHILDREN, *_GROWN_UPS])})|{_OF_MORE_WORDS})"
)
"""A child or somebody of a child's family, in the singular."""
RELATIVES = (
    rf"(?:(?:{'|'.join([*_CHILDREN, *_GROWN_UPS])})s|babies|children|young people|care leavers|foster "
    rf"carers|{ONE_RELATIVE})"
)
"""The same, one or many."""
_FIRST_OF_TWO = "young care foster step half grand birth younger older little big baby twin".split()
BEGINS_RELATIVE = frozenset(
    [*_CHILDREN, *_GROWN_UPS, *_FIRST_OF_TWO, "babies", "children", "stepbrother", "stepsister"]
    + [f"{word}s" for word in (*_CHILDREN, *_GROWN_UPS)]
)
"""The first words of those."""
BEGINS_AGE = frozenset([*NUMBERS, *(str(number) for number in range(20))])
"""All ages in figures and words."""

PERSON = re.compile(
    rf"\b(?:he|she|him|her|his|hers|himself|herself|{ONE_RELATIVE}|twins|siblings|brothers|sisters)\b",
    re.IGNORECASE,
)
"""That a sentence speaks of somebody in particular."""
NOT_ONE = re.compile(r"\b(?:every|each|any|no|per|which|whichever|our)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""What makes "child" mean children in general."""


@lru_cache(maxsize=64)
def speaks_of_one(sentence: str, somebody: re.Pattern[str] = PERSON) -> bool:
    """Whether the sentence is about somebody in particular: "a boy", "she"; not "every child"."""
    found = somebody.finditer(sentence)
    return any(not NOT_ONE.search(sentence[max(0, one.start() - 30) : one.start()]) for one in found)


ROLE = (
    r"(?:[Mm]anagers?|[Ll]eads?|[Ll]eaders?|[Hh]eads?|[Dd]irectors?|[Ee]xecutives?|[Oo]fficers?|"
    r"[Pp]ractitioners?|[Ww]orkers?|[Tt]eachers?|[Hh]eadteachers?|[Tt]herapists?|[Pp]sychologists?|"
    r"[Nn]urses?|[Dd]octors?|[Jj]udges?|[Aa]pprentices?|[Cc]olleagues?|[Cc]hairs?|[Cc]o-?ordinators?|"
    r"[Aa]dministrators?|[Mm]entors?|[Cc]onsultants?|[Ss]upervisors?|[Aa]dvis[eo]rs?|[Aa]ssistants?|"
    r"[Tt]rainers?|[Ss]olicitors?|[Bb]arristers?|[Cc]ouncillors?|[Cc]ommissioners?|[Mm]inisters?|[Mm]ayor|"
    r"[Aa]uthors?|[Pp]rofessors?|[Rr]esearchers?|[Vv]olunteers?|[Cc]oach(?:es)?|[Ss]pecialists?|"
    r"[Aa]nalysts?|[Ee]ngineers?|[Ee]ditors?|[Ff]ounders?|[Pp]ractitioners?|[Rr]eceptionists?|[Cc]ooks?|"
    r"[Ii]nspectors?|[Ss]ergeants?|[Cc]onstables?|[Mm]idwi(?:fe|ves)|[Ll]ibrarians?|[Aa]rtists?|"
    r"[Pp]aediatricians?)"
)
"""What somebody is at work."""

TITLES = frozenset(
    "Dr Prof Professor Cllr Councillor Sir Lady Lord Dame King Queen Prince Princess Judge Justice Rev "
    "Reverend Canon Bishop Rabbi Imam Mayor Minister Baroness Baron Duke Duchess Detective Inspector "
    "Sergeant Constable PC DC DS Superintendent Captain Major Colonel St Saint Team Project Operation "
    "Storm Camp Mount Lake Port Villa Nurse Doctor".split()
)
"""Before a name: then it is a grown-up's in office, or a thing's."""

ORGANISATIONS = frozenset(
    "foundation project trust community centre center house school academy college nursery room programme "
    "program hospital hospice street road lane avenue close drive grove court crescent gardens way place "
    "park team award awards fund review inquiry enquiry report charity church chapel mosque temple hall "
    "building library theatre museum stadium model method approach scale charter law rule act day week "
    "month prize lecture lodge square terrace university institute institution society association club "
    "group partnership network campaign appeal scheme service services suite unit ward clinic surgery "
    "practice hub estate island bridge cup league line station international report consultancy associates "
    "ltd limited plc questionnaire test index framework lunch fair tree bay hill farm cross green wood "
    "heath".split()
)
"""After a name: then it is not a person's."""

NOT_NAMES = frozenset(
    "i a an the this that these those he she it we you they his her its our your their my one two three "
    "four five six seven eight nine ten and but or so if when while where who what why how because "
    "although though after before since until during in on at by for from to of with without under over as "
    "not no yes then there here now all some many most every each both either neither any another such "
    "same other only just even also still again monday tuesday wednesday thursday friday saturday sunday "
    "january february march july august september october november december christmas easter eid diwali "
    "ramadan hanukkah ofsted dfe nhs nspcc barnardo barnardos camhs england english britain british wales "
    "welsh scotland scottish ireland irish europe european uk eu covid year years stage section appendix "
    "annex table figure page part level grade group class band tier phase schedule question room block "
    "unit zone type category item option set form week day term number plan chapter version key council "
    "trust children child team family families service services school schools early help social care mr "
    "mrs ms miss dr god internet facebook whatsapp teams zoom microsoft excel snapchat tiktok instagram "
    "youtube first matter matters protection steps links start court safeguarding support dad mum mummy "
    "daddy nan gran grandma grandad".split()
)
"""Words with a capital that are nobody's name."""

PLACES = frozenset(
    "birmingham coventry dudley herefordshire hereford sandwell shropshire shrewsbury solihull "
    "staffordshire stafford stoke telford wrekin walsall warwickshire warwick wolverhampton worcestershire "
    "worcester london manchester liverpool leeds sheffield bristol leicester nottingham derby midlands "
    "west east north south".split()
)
"""Places so large that they are often named, and whose councils are."""


def number(word: str) -> int:
    """The number that a word or figures stand for."""
    return NUMBERS.get(word.lower()) or int(word)


def age_words(age: int) -> str:
    """What to call a child of that age without saying it."""
    steps = ((5, "a young child"), (12, "a primary-school child"), (17, "a teenager"))
    return next((words for below, words in steps if age < below), "a young person")
