"""References between environment variables: `$(NAME)`.

Kubernetes replaces `$(NAME)` in a value by a variable that stands earlier in the list, or that comes from
`configEnvFrom` or `secretEnvFrom`. It never sees the variables of the image. `$$` is one `$`, so `$$(NAME)` is the text
`$(NAME)`.
https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from itertools import pairwise

_EXPRESSION = re.compile(r"\$(?:\$|\(([^)]*)\))")
"""As Kubernetes reads it: https://github.com/kubernetes/kubernetes/blob/v1.36.3/third_party/forked/golang/expansion/expand.go"""
_NAME = re.compile(r"[-._A-Za-z][-._A-Za-z0-9]*")
"""The names that everybody takes for a name. A variable may have any other name too: `$(date +%s)` is the variable
`date +%s`, if there is one.
"""


class Circle(Exception):  # noqa: N818  # it is what the variables form
    """Variables that refer to each other in a circle. The first name is the last one too."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(f"{one} refers to {other}" for one, other in pairwise(names)))


def references(text: str, known: Collection[str] = ()) -> list[str]:
    """The names that a text refers to: those that look like a name, and those that are known. Anything else, such as
    `$(date +%s)`, stays as it is written.
    """
    return [name for name in _EXPRESSION.findall(text) if _NAME.fullmatch(name) or name in known]


def is_plain(text: str) -> bool:
    """True for a text in which Kubernetes replaces nothing."""
    return _EXPRESSION.search(text) is None


def in_order(names: Iterable[str], values: Mapping[str, str]) -> list[str]:
    """The names, each after those that its value refers to. Otherwise the order stays as it is. Raises Circle."""
    places = {name: place for place, name in enumerate(names)}
    wanted = {
        name: {each for each in references(values.get(name, ""), places) if each in places} - {name} for name in places
    }
    sorter = TopologicalSorter(wanted)
    try:
        sorter.prepare()
    except CycleError as error:
        raise Circle(error.args[1][::-1]) from None
    ready: list[tuple[int, str]] = []
    found: list[str] = []
    while sorter.is_active():
        for name in sorter.get_ready():
            heappush(ready, (places[name], name))
        _, first = heappop(ready)
        found.append(first)
        sorter.done(first)
    return found
