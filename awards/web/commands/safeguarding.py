"""Saying how well the safeguarding check does."""

import click

from awards.nominations.safeguarding.figures import (
    HOLD_OUT,
    TUNED,
    Figures,
    FirstMet,
    figures,
    read_first_met,
    read_sentences,
)


@click.command()
def safeguarding_figures() -> None:
    """Print recall and precision of the safeguarding check on its labelled sentences.

    Recall: of what has to be found, how much is. Precision: of what is found, how much has to be.
    """
    for title, path in (("the sentences it is tuned on", TUNED), ("the hold-out sentences", HOLD_OUT)):
        sentences = read_sentences(path)
        harmless = sum(not sentence.finds for sentence in sentences)
        click.echo(f"On {title}: {len(sentences)}, of which {harmless} must pass\n")
        click.echo(f"  {'rule':<14}{'recall':>8}{'precision':>11}{'right':>7}{'missed':>8}{'wrong':>7}")
        for rule, found in figures(sentences).items():
            click.echo(_row(rule, found))
        click.echo()
    click.echo("When the rules first met new sentences, before they were mended for any of them\n")
    for met in read_first_met(HOLD_OUT):
        click.echo(_first_met(met))


def _first_met(met: FirstMet) -> str:
    found = met.figures
    return (
        f"  {met.title}: {met.sentences}\n"
        f"    recall {found.recall:.3f}, precision {found.precision:.3f}: {found.right} right, "
        f"{found.missed} missed, {found.wrong} wrong; {met.moved} sentences moved to those it is tuned on"
    )


def _row(rule: str, found: Figures) -> str:
    shares = f"{found.recall:>8.3f}{found.precision:>11.3f}"
    return f"  {rule:<14}{shares}{found.right:>7}{found.missed:>8}{found.wrong:>7}"
