"""How well the check does on the labelled sentences, those it was tuned on and those it had not met."""

import pytest
from click.testing import CliRunner

from awards.nominations.safeguarding import RULES, figures
from awards.nominations.safeguarding.figures import (
    HOLD_OUT,
    TUNED,
    Figures,
    Sentence,
    read_first_met,
    read_sentences,
)
from awards.web.commands import main

TUNED_ON, HELD_OUT = read_sentences(TUNED), read_sentences(HOLD_OUT)


def test_there_are_sentences_enough_and_about_half_must_pass():
    harmless = sum(not sentence.finds for sentence in TUNED_ON)
    assert len(TUNED_ON) >= 200
    assert 0.45 <= harmless / len(TUNED_ON) <= 0.55


def test_the_hold_out_sentences_are_others():
    assert len(HELD_OUT) >= 60
    assert not {sentence.text for sentence in HELD_OUT} & {sentence.text for sentence in TUNED_ON}


def test_every_label_is_a_rule_and_every_rule_has_sentences():
    labels = {rule for sentence in TUNED_ON for rule in sentence.finds}
    assert labels == {rule.key for rule in RULES}


@pytest.mark.parametrize("sentences", [TUNED_ON, HELD_OUT], ids=["tuned", "hold-out"])
def test_enough_is_found_and_little_of_it_is_false(sentences):
    found = figures.figures(sentences)["all"]
    assert found.recall >= 0.95
    assert found.precision >= 0.85


@pytest.mark.parametrize("rule", [rule.key for rule in RULES])
def test_no_rule_is_carried_by_the_others(rule):
    found = figures.figures(TUNED_ON)[rule]
    assert found.recall >= 0.95
    assert found.precision >= 0.85


def test_what_is_missed_and_what_is_wrong_are_counted_apart():
    told = [
        Sentence("A boy called Tyrone came.", frozenset({"child-name", "phone"})),
        Sentence("WV1 4AX", frozenset()),
    ]
    found = figures.figures(told)
    assert (found["child-name"], found["phone"], found["postcode"]) == (
        Figures(1, 0, 0), Figures(0, 1, 0), Figures(0, 0, 1)
    )  # fmt: skip
    assert (found["all"].recall, found["all"].precision) == (0.5, 0.5)


def test_a_rule_of_which_nothing_was_asked_has_missed_nothing():
    assert (Figures(0, 0, 0).recall, Figures(0, 0, 0).precision) == (1.0, 1.0)


def test_how_it_did_at_first_is_told_with_what_became_of_the_sentences():
    met = read_first_met(HOLD_OUT)
    kept = sum(each.sentences - each.moved for each in met)
    assert 0 < kept <= len(HELD_OUT)
    done = CliRunner().invoke(main, ["safeguarding-figures"])
    for each in met:
        assert f"{each.title}: {each.sentences}\n    recall {each.figures.recall:.3f}" in done.output


def test_a_command_prints_the_figures_of_both_parts():
    done = CliRunner().invoke(main, ["safeguarding-figures"])
    assert done.exit_code == 0
    assert [f"{len(TUNED_ON)}, of which" in done.output, f"{len(HELD_OUT)}, of which" in done.output] == [
        True,
        True,
    ]
    assert done.output.count("\n  all ") == 2
