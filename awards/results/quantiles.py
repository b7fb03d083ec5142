"""Student's t: how many standard errors hold nine tenths of what chance does."""

T95 = (
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812,
    1.796, 1.782, 1.771, 1.761, 1.753, 1.746, 1.740, 1.734, 1.729, 1.725,
    1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701, 1.699, 1.697,
)  # fmt: skip
"""By degrees of freedom from 1 on, below which 95 of 100 lie; from any table of the distribution."""
NORMAL, TAIL = 1.645, 1.52


def t95(freedom: int) -> float:
    """The 95th percentile; above the table to a thousandth by the first term of its expansion."""
    return T95[freedom - 1] if freedom <= len(T95) else NORMAL + TAIL / freedom
