"""Adds lines to a stack file and leaves every other character as it is.

A library that reads YAML and writes it again (ruamel.yaml keeps comments) drops braces and anchors that other people
wrote; lines that are only added change nothing for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from slipway.settings.engine_yaml import line_of, nodes_of

STEP = 2
"""Spaces of a level that nobody has written yet."""


@dataclass(frozen=True)
class Block:
    """A block of names and values, or the place where one can begin."""

    line: int
    """The line after which a new name stands."""
    column: int
    """The column of its names."""
    names: dict[str, int]
    """The names that it has, with their lines."""
    nodes: dict[str, tuple[ScalarNode, Node]]
    """The nodes of these names and of their values."""
    emptied: tuple[int, int] | None = None
    """The line and the column of `{}` or `null`, which a first name replaces."""


class OnOneLine(Exception):  # noqa: N818  # it is how the mapping is written
    """A mapping in braces, to which no line can be added. `line` is where it is."""

    def __init__(self, line: int) -> None:
        """Keeps the line."""
        super().__init__(f"line {line}")
        self.line = line


def top(text: str) -> Block:
    """The mapping of the whole file."""
    root = nodes_of(text)
    if isinstance(root, MappingNode) and not root.flow_style:
        return _written(root)
    if isinstance(root, MappingNode):
        raise OnOneLine(line_of(root))
    return Block(len(text.splitlines()), 0, {}, {})


def below(mapping: Block, name: str) -> Block:
    """The mapping under a name. Raises OnOneLine for one in braces, or one that is written elsewhere (`*alias`)."""
    key, value = mapping.nodes[name]
    if isinstance(value, MappingNode) and not value.flow_style and not _is_elsewhere(key, value):
        return _written(value)
    nothing = isinstance(value, ScalarNode) and value.value in ("", "~", "null") and not value.style
    if _is_elsewhere(key, value) or not (nothing or (isinstance(value, MappingNode) and not value.value)):
        raise OnOneLine(line_of(key))
    return Block(line_of(key), mapping.column + STEP, {}, {}, _span(value))


def with_lines(text: str, mapping: Block, lines: list[str]) -> tuple[str, int]:
    """The text with these lines at the end of the mapping, and the number of the first one."""
    newline = "\r\n" if "\r\n" in text else "\n"
    written = text.splitlines(keepends=True)
    if written and not written[-1].endswith(("\n", "\r")):
        written[-1] += newline
    if mapping.emptied:
        start, end = mapping.emptied
        line = written[mapping.line - 1]
        written[mapping.line - 1] = line[:start].rstrip() + line[end:]
    margin = " " * mapping.column
    written[mapping.line : mapping.line] = [f"{margin}{line}".rstrip() + newline for line in lines]
    return "".join(written), mapping.line + 1


def _written(node: MappingNode) -> Block:
    nodes = {str(key.value): (key, value) for key, value in node.value if isinstance(key, ScalarNode)}
    names = {name: line_of(key) for name, (key, _) in nodes.items()}
    return Block(_last_line(node), node.start_mark.column, names, nodes)


def _span(value: Node) -> tuple[int, int] | None:
    return (value.start_mark.column, value.end_mark.column) if value.end_mark.index > value.start_mark.index else None


def _is_elsewhere(key: Node, value: Node) -> bool:
    return bool(value.start_mark.index < key.start_mark.index)


def _last_line(node: Node) -> int:
    """The last line of a value, without the comments and empty lines after it."""
    if not isinstance(node, CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.line) + (1 if node.end_mark.column or node.end_mark.line == 0 else 0)
    return max(_last_lines(node))


def _last_lines(node: Node) -> Iterator[int]:
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield line_of(node) if _is_elsewhere(node, item) else _last_line(item)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield line_of(key) if _is_elsewhere(key, value) else _last_line(value)
