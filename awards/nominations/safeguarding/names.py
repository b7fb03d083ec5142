"""Names of children, of their parents, of families: by what is said about them, and by the name itself."""

import re
from collections.abc import Iterator

from awards.nominations.safeguarding.finding import Span
from awards.nominations.safeguarding.first_names import ALSO_WORDS, FAMILY_NAMES, FIRST_NAMES, SELDOM_FIRST
from awards.nominations.safeguarding.page import Page
from awards.nominations.safeguarding.words import (
    AGE,
    BEGINS_RELATIVE,
    NAME,
    NOT_NAMES,
    ONE_CHILD,
    ONE_RELATIVE,
    ORGANISATIONS,
    PLACES,
    RELATIVES,
    ROLE,
    TITLES,
)

_NAME = re.compile(NAME)
_MORE = rf"(?P<more>(?:(?:, | and |, and | & ){NAME}){{0,9}})"
_CALLED = r"(?: called| named| known as|, (?:whom |who )?(?:I|we) (?:shall |will |'ll )?call(?:ed)?,?)? "

# "her daughter Aisha", "a boy called Tyrone", "siblings Leo and Mia"
_AFTER_KIN = re.compile(rf"\b(?P<kin>(?i:{RELATIVES})){_CALLED}(?P<name>{NAME}){_MORE}")
# "one of our young people, Zofia, designed", "her mum, Stacey, has"
_BESIDE_KIN = re.compile(rf"\b(?P<kin>(?i:{RELATIVES})), (?P<name>{NAME}){_MORE}(?P<close>[,.;:]|$)?")
# "little Archie"
_LITTLE = re.compile(rf"\b(?:[Ll]ittle|[Yy]oung|[Bb]aby|[Pp]oor) (?P<name>{NAME})")
# "Callum's mum", "Ellie's placement"
_WHOSE = re.compile(
    rf"(?P<name>{NAME})(?:'s|(?<=s)') (?:(?:[a-z]+ )?{ONE_RELATIVE}|parents|siblings|brothers|sisters|"
    rf"grandparents|foster carers?|"
    r"placements?|social worker|key worker|bedroom|childhood|plan|story|case|family|behaviour|school|voice|"
    r"life|adoption)\b"
)
# "Poppy and her brothers"
_WITH_KIN = re.compile(rf"(?P<name>{NAME}),? (?:and|with) (?:his|her|their) (?:\w+ )?{RELATIVES}\b")
# "Shanice, a care leaver"
_WHO_IS = re.compile(
    rf"(?P<name>{NAME}), (?:who is |then |now |just )?(?:an?|the|our|his|her|their) (?:[a-z-]+ "
    rf")?{ONE_RELATIVE}\b"
)
# "Huw is a two-month-old baby"
_IS = re.compile(
    rf"(?P<name>{NAME}) (?:is|was) (?:now |then |just |only )?(?:(?:aged )?{AGE} (?:years?|months?|"
    rf"weeks?)[ -]old|an? (?:[\w-]+ ){{0,4}}{ONE_RELATIVE}(?![-']))\b"
)
# "when Tesfay came into care": what only people do, so that the name need not be a known one
_ONLY_PEOPLE = re.compile(
    rf"(?<=[a-z,] )(?<! in )(?<!from )(?<! and )(?P<name>{NAME}) (?:smiled|cried|slept|laughed|giggled|hid|"
    rf"hugged|came into care|went home|lives with|lived with|ran away|"
    r"was placed with|was excluded|was taken into care|was moved|was adopted|would not speak|could not "
    r"sleep|stopped speaking)\b"
)
# "Skye, 15," and "Jack (7)"
_OF_AGE = re.compile(
    rf"(?P<name>{NAME})(?:, (?:aged )?(?:{AGE})(?=[,.;)]| and\b)| \((?:aged |now )?{AGE}\)|,? aged {AGE}\b)"
)
_COUPLE = re.compile(rf"\b(?P<name>(?:Mr|Mrs|Ms|Miss|Mum|Dad) (?:and|&) (?:Mr|Mrs|Ms|Miss|Mum|Dad) {NAME})")
_TITLED = re.compile(rf"\b(?P<name>(?:Mr|Mrs|Ms|Miss)\.? (?P<who>{NAME}))")
_FAMILY = re.compile(
    rf"\b[Tt]he (?P<name>(?P<who>{NAME})(?:'s)? (?:family|family's|siblings|brothers|sisters|children|"
    rf"twins|boys|girls|household))\b"
    r"(?! (?:hubs?|cent(?:re|er)s?|courts?|nurses?|supports?|workers?|groups?|conferences?|rooms?|time|"
    r"plans?|safeguarding|services?|programmes?|teams?|solutions|partnership|therap(?:y|ists?)|help|links?|"
    r"network|tree|day|fund|model|approach|learning|intervention|finding|practice|homes?)\b|'s)"
)
_THE_PLURAL = re.compile(
    rf"\b[Tt]he (?P<name>(?P<who>{NAME}s))\b(?= (?:were|are|have|had|came|went|moved|lived|live|needed|"
    rf"stayed|got|asked|now)\b)"
)
_OF_A_FAMILY = re.compile(
    r"\b(?:children|son|daughter|grandson|granddaughter|grandchildren|baby|twins|partner|husband|wife|"
    r"kinship|grandmother|tenancy|eviction|foster|adopted|toddler)\b"
)

_FAMILY_OF = re.compile(r"\b[Ff]amil(?:y|ies) of (?:the late )?$")

_ADULT_BEFORE = re.compile(
    rf"(?:\b{ROLE}(?: (?:for|of) [A-Za-z' -]{{1,50}}?)?,? |\b(?:led|managed|chaired|run|written|opened|"
    rf"designed|trained|supervised|read|founded|coordinated|co-ordinated|organised) by |\b(?:words|book|"
    rf"books|poem|song|research|writings|ideas|thinking) (?:of|by) )(?:{NAME} )*(?:{NAME}(?: {NAME})?(?:, |"
    rf" and |, and ))*$"
)
_ADULT_AFTER = re.compile(
    rf"^(?:(?:,| is| was) (?:(?:who is|then|now|also) )?(?:[\w'-]+ ){{0,5}}{ROLE}\b| "
    rf"\([^()]{{0,40}}{ROLE}[^()]{{0,20}}\)"
    r"|,? (?:MPs?|OBE|MBE|CBE|KC|QC|PhD|DBE|KBE)\b|,? (?:who )?(?:now )?(?:leads?|led|manage[sd]|chairs|"
    r"chaired|runs|ran|designed|trained|trains|co-?ordinate[sd]|mapped|supervise[sd]|organise[sd]|"
    r"facilitate[sd]|presented|recruited|joined the team|set up|rewrote|teaches|taught|delivers|delivered|"
    r"introduced)\b)"
)
_THING = rf"(?i:{'|'.join(sorted(ORGANISATIONS))})\b"
_THING_AFTER = re.compile(
    rf"^(?:'s)? (?:{NAME} ){{0,2}}(?:{_THING}|nurses\b|family (?:support|hub|centre|group|court))"
)
_PERSONAL = re.compile(
    rf"^(?: (?:was|were|had|has|is|said|says|told|came|went|needed|needs|smiled|started|began|who|now|"
    rf"would|could|lives|lived|stayed|asked|wanted|did|got|never|arrived|left|moved|felt|feels|knows|knew|"
    rf"loves|loved|learned|spoke|wrote|sits)\b|,? (?:aged )?{AGE}\b|, who\b|'s )"
)
_DONE_FOR = re.compile(
    r"\b(?:help(?:ed|ing|s)?|support(?:ed|ing|s)?|met|meet(?:ing)?|told|found|placed|took|brought|"
    r"visit(?:ed|ing)|asked|saw|see|taught|gave|calls?|called|named|like|for|with) $"
)
_WHEN_OR_WHERE = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Bb]y|[Ll]ast|[Nn]ext|[Tt]his|[Ff]rom|[Tt]o|[Bb]etween|"
    r"[Ee]arly|[Ll]ate|[Mm]id|[Ee]ach|[Ee]very|[Aa]t|[Tt]he|[Aa]|[Oo]f|[Aa]nd|\d) $"
)


def find_names(page: Page) -> Iterator[Span]:
    """Every likely name, each once."""
    found: dict[int, Span] = {}
    for span in (*_said_of_somebody(page), *_families(page), *_first_names(page)):
        before = found.get(span.start)
        if before is None or before.end < span.end:
            found[span.start] = span
    yield from found.values()


def _said_of_somebody(page: Page) -> Iterator[Span]:
    """A word with a capital of which something is said that is said of children and their families."""
    for pattern in (_WHOSE, _WITH_KIN, _WHO_IS, _IS, _ONLY_PEOPLE, _OF_AGE):
        for match in pattern.finditer(page.text):
            if _may_be_name(page, *match.span("name")):
                yield _whole(page, match.start("name"))
    for match in _LITTLE.finditer(page.text):
        if _is_first(match["name"]) and _may_be_name(page, *match.span("name")):
            yield _whole(page, match.start("name"))
    for match in page.beginning(BEGINS_RELATIVE, _AFTER_KIN):
        first_word = match["kin"][0].isupper() and match.end("kin") + 1 == match.start("name")
        if not first_word or _is_first(match["name"]):
            yield from _chain(page, match)
    for match in page.beginning(BEGINS_RELATIVE, _BESIDE_KIN):
        alone = match["close"] and not re.search(r"(?:s|children|people)$", match["kin"])
        if _is_first(match["name"]) or (alone and match["name"].casefold() not in PLACES):
            yield from _chain(page, match)


def _chain(page: Page, match: re.Match[str]) -> Iterator[Span]:
    """The name after "siblings", and those that are joined to it."""
    if not _may_be_name(page, *match.span("name")) or _thing_after(page, match.end("name")):
        return
    yield _whole(page, match.start("name"))
    for more in _NAME.finditer(page.text, *match.span("more")):
        if _may_be_name(page, *more.span()) and (_is_first(more[0]) or " and " in match["more"]):
            yield _whole(page, more.start())


def _families(page: Page) -> Iterator[Span]:
    for match in _COUPLE.finditer(page.text):
        yield Span(*match.span("name"), "a couple")
    for match in _TITLED.finditer(page.text):
        sentence = page.sentence(match.start())
        adult = _ADULT_AFTER.match(page.after(match.end())) or _ADULT_BEFORE.search(
            page.before(match.start())
        )
        theirs = _OF_A_FAMILY.search(sentence) or _FAMILY_OF.search(page.before(match.start()))
        if theirs and not adult and match["who"].casefold() not in page.known:
            yield Span(*match.span("name"), "a parent")
    for match in _FAMILY.finditer(page.text):
        who = match["who"].casefold()
        if (
            _may_be_name(page, *match.span("who"))
            and not who.endswith(("ing", "ed"))
            and who not in _NO_FAMILY
        ):
            yield Span(*match.span("name"), "a family")
    for match in _THE_PLURAL.finditer(page.text):
        if _is_family(match["who"][:-1]) and _may_be_name(page, *match.span("who")):
            yield Span(*match.span("name"), "a family")


_NO_FAMILY = frozenset(
    "royal whole early holy extended troubled think foster adoptive wider local human nuclear mockingbird "
    "excellence best happy windrush ukrainian afghan syrian muslim sikh hindu jewish catholic polish roma "
    "gypsy traveller black asian european awards award".split()
)


def _is_family(word: str) -> bool:
    return word.casefold() in FAMILY_NAMES or bool(re.match(r"(?:Mc|Mac|O'|Fitz)[A-Z]", word))


def _first_names(page: Page) -> Iterator[Span]:
    """First names of which nothing shows that they are a colleague's or a thing's."""
    for match in _NAME.finditer(page.text):
        if not _is_first(match[0]) or not _may_be_name(page, *match.span()):
            continue
        span = _whole(page, match.start())
        if _is_thing(page, match.start(), span.end) or _is_grown_up(page, match.start(), span.end):
            continue
        if match[0].casefold() in ALSO_WORDS and not _means_person(page, match.start(), span.end):
            continue
        yield span


def _is_first(word: str) -> bool:
    return any(
        part.casefold() in FIRST_NAMES or part.casefold() in ALSO_WORDS for part in word.split("-")[:1]
    )


def _may_be_name(page: Page, start: int, end: int) -> bool:
    """Not a word that only looks like one, and not of the team's or the organisation's own."""
    word = page.text[start:end]
    low = word.casefold()
    shouted = len(word) > 1 and word.split("-")[0].isupper()
    mixed = re.search(r"[a-z][A-Z]|-(?:upon|under|on|in|le|by|the|super)-", word) and not re.match(
        r"Mc|Mac|De|La|Le|Di|Fitz", word
    )
    return not (
        len(word) == 1
        or low in NOT_NAMES
        or low in PLACES
        or low in ORGANISATIONS
        or low in page.known
        or shouted
        or mixed
    )


def _whole(page: Page, start: int) -> Span:
    """The name that begins there, with the family name that follows it."""
    match = re.compile(rf"{NAME}(?: {NAME}){{0,2}}").match(page.text, start)
    end = match.end() if match else start
    for word in _NAME.finditer(page.text, start, end):
        if word.start() > start and not _may_be_name(page, *word.span()):
            end = word.start() - 1
            break
    return Span(start, end)


def _is_thing(page: Page, start: int, end: int) -> bool:
    """A saint's church, a street, a foundation, a team: something that only bears a name."""
    last = re.search(rf"({NAME})\.? $", page.before(start))
    if last and (last[1] in TITLES or last[1].casefold() in ORGANISATIONS):
        return True
    inside = page.text[start:end].split()[1:]
    return any(word.casefold() in ORGANISATIONS for word in inside) or _thing_after(page, end)


def _thing_after(page: Page, end: int) -> bool:
    return bool(_THING_AFTER.match(page.after(end)))


def _is_grown_up(page: Page, start: int, end: int) -> bool:
    """Somebody at work: a role before or after the name, or what only those at work do."""
    if re.search(rf"\b{ONE_CHILD},? $", page.before(start)):
        return False
    before = page.before(start)
    run = re.search(rf"(?:{NAME} )+$", before)
    if run and run[0].split()[0].casefold() not in NOT_NAMES:
        before = before[: run.start()]
    return bool(_ADULT_BEFORE.search(before) or _ADULT_AFTER.match(page.after(end)))


def _means_person(page: Page, start: int, end: int) -> bool:
    """Whether a name that is a word as well is meant as a name."""
    before = page.before(start)
    opens = not before.strip(" \"'(-")
    if _WHEN_OR_WHERE.search(before):
        return False
    if opens and page.text[start:end].casefold() in SELDOM_FIRST:
        return False
    return bool(_PERSONAL.match(page.after(end)) or _DONE_FOR.search(before))
