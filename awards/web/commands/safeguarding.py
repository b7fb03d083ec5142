"""Saying how well the safeguarding check does."""

import click

from awards.nominations.safeguarding.figures import HOLD_OUT, TUNED, Figures, figures, read_sentences


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


def _row(rule: str, found: Figures) -> str:
    shares = f"{found.recall:>8.3f}{found.precision:>11.3f}"
    return f"  {rule:<14}{shares}{found.right:>7}{found.missed:>8}{found.wrong:>7}"
