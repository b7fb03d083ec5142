"""The three teams of the journey, as their nominators describe them."""

from tests.journeys.steps_nominating import Team

CREW = Team(
    name="Doorstep Crew",
    organisation="Coventry City Council",
    field="Early help",
    size="7",
    did="They knock before the letter arrives. Families who met them first needed half as many plans.",
    why="Because they come on the day they are needed, and stay until the kettle has boiled twice.",
    stage_words="They knock, they listen, they come back.",
    collector="Nadia Frost",
    members=("Nadia Frost, team leader", "Joel Amadi, family worker", "Pia Lund, business support"),
)
LISTENERS = Team(
    name="Moss Lane Listeners",
    organisation="Dudley Metropolitan Borough Council",
    field="Early help",
    size="4",
    did="They moved every meeting to where the young people already were, and let them set the agenda.",
    why="Because nobody there says “we will get back to you” and then does not.",
    stage_words="Four people who wait for the answer.",
    collector="Imran Shah",
    members=("Imran Shah, youth worker",),
)
BRIDGE = Team(
    name="The Bridge School Team",
    organisation="Sandwell Children's Trust",
    field="Education",
    size="6",
    did="They brought children back to school one morning at a time, and wrote down what had helped.",
    why="Because they count mornings, not problems.",
    stage_words="One morning at a time.",
    collector="Tess Orme",
    members=("Tess Orme, lead teacher", "Bo Vance, mentor"),
)
