"""The lines of a stack file on which its settings stand, by the paths of problems."""

from collections.abc import Iterator

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from slipway.checks.problems import path_of
from slipway.settings.engine_yaml import line_of, nodes_of
from slipway.settings.load import SECRETS
from slipway.settings.stack import StackSettings

_CONFIG = "config"
_SETTINGS = {*(str(field.alias) for field in StackSettings.model_fields.values()), SECRETS}

_Found = tuple[int, int]
"""How many characters of a path were found, and the line of the last step."""


class Lines:
    """The lines of one stack file. A part that others refer to (`*alias`, `<<`) has its lines where it is written."""

    def __init__(self, text: str, project: str) -> None:
        """Raises PyYAML's error for a text that is no YAML."""
        self._project = f"{project}:"
        self._known: dict[tuple[int, str], _Found] = {}
        root = nodes_of(text)
        top = {key.value: (key, value) for key, value in root.value} if isinstance(root, MappingNode) else {}
        self._config = top.get(_CONFIG)

    def of(self, path: str) -> int | None:
        """The line of the setting at a path. For one that is missing, the line of what it is missing in. None for what
        is no part of a stack file.
        """
        key, values = self._config or (None, None)
        length, line = self._deepest(values, path, top=True) if values else (0, 0)
        if length:
            return line
        above = line_of(key) if key else 1
        return above if path.partition(".")[0] in _SETTINGS else None

    def _deepest(self, node: Node, rest: str, *, top: bool = False) -> _Found:
        """The last step of a path that is written. A dot may be a part of a step: the longest way counts."""
        found = self._known.get((id(node), rest))
        if found is None:
            ways = [self._way(name, line, child, rest) for name, line, child in self._children(node, top=top)]
            found = self._known[id(node), rest] = max(ways, default=(0, 0))
        return found

    def _way(self, name: str, line: int, child: Node, rest: str) -> _Found:
        if rest == name:
            return len(name), line
        if not rest.startswith(f"{name}."):
            return 0, 0
        length, inner = self._deepest(child, rest[len(name) + 1 :])
        return len(name) + 1 + length, inner if length else line

    def _children(self, node: Node, *, top: bool) -> Iterator[tuple[str, int, Node]]:
        """Each step below a node, with its line and what is there."""
        if isinstance(node, SequenceNode):
            for index, item in enumerate(node.value):
                yield str(index), line_of(item), item
        elif isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value == "<<" and isinstance(key, ScalarNode) and key.style is None:
                    for merged in value.value if isinstance(value, SequenceNode) else [value]:
                        yield from self._children(merged, top=top)
                elif isinstance(key, ScalarNode):
                    name = key.value.removeprefix(self._project) if top else key.value
                    yield path_of(name), line_of(key), value
