"""What is said more than once."""

from collections import Counter
from collections.abc import Iterable


def twice(names: Iterable[str]) -> list[str]:
    """The names that come up more than once, in order."""
    return sorted(name for name, times in Counter(names).items() if times > 1)
