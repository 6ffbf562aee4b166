"""A duration in words."""

TENTHS_BELOW = 9.95
"""From here on, a number with tenths would read 10.0."""


def spoken(seconds: float) -> str:
    """`0.4 s`, `14 s`, `3 m 10 s`."""
    if seconds < TENTHS_BELOW:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} m {rest} s" if minutes else f"{rest} s"
