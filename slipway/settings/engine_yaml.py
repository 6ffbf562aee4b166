"""A YAML reader with the rules of the engine (gopkg.in/yaml.v3), which differ from PyYAML: `on` is a string, duplicate
keys are errors, and a key beside `<<` wins.

Scalars keep their text (`slipway.settings.written`). Keys are sorted, as the engine passes them on. The rules were
tested with a program under the engine.
"""

import base64
import binascii
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from slipway.settings.engine_scalars import NotFinite, Scalar, handed_over, json_number, key_text, resolved
from slipway.settings.written import WrittenFloat, WrittenInt, WrittenText

DEEPEST = 100
"""The largest depth of a structure. Deeper ones are mistakes, and Python's recursion limit is not much higher."""
LARGEST = 1_000_000
"""The largest number of values after the expansion of aliases. A few lines of aliases can expand to billions."""
_IMPLICIT, _STANDARD = "?", "tag:yaml.org,2002:"
_LOST = ("\n", "\u2028", "\u2029")
_COLLECTIONS = {f"{_STANDARD}{name}" for name in ("map", "seq", "set")}


class Unreadable(Exception):  # noqa: N818  # it is what the file is
    """A file that is no valid stack file, with the line if it is known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        """The message begins with the line."""
        super().__init__(message if line is None else f"line {line}: {message}")
        self.message, self.line = message, line

    def of(self, file: str) -> "Unreadable":
        """The same, with the name of the file in front, in the form that editors and terminals link."""
        place = file if self.line is None else f"{file}:{self.line}"
        return Unreadable(f"{place}: {self.message}")


class _Composer(yaml.SafeLoader):
    """Leaves scalars without a tag to `_scalar`."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node without one."""
        return _IMPLICIT if kind is ScalarNode else super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]  # PyYAML's


def nodes_of(text: str) -> Node | None:
    """The nodes of a stack file, with their lines. None for an empty file."""
    return yaml.compose(text.removeprefix("\ufeff"), Loader=_Composer)  # a SafeLoader


def line_of(node: Node) -> int:
    """The line on which a node begins."""
    return int(node.start_mark.line) + 1


def read_yaml(text: str) -> Any:
    """The content of a stack file; scalars have their text. Raises Unreadable with the line."""
    try:
        root = nodes_of(text)
        content = None if root is None else _Reading().value(root)
        _size(content, {})
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(str(error.problem), mark.line + 1 if mark else 1) from None
    except yaml.YAMLError as error:
        raise Unreadable(str(error).splitlines()[0]) from None
    except (ValueError, OverflowError):  # PyYAML's, for a number of a character that does not exist
        raise Unreadable("expected a character of Unicode after \\x, \\u and \\U in quotes") from None
    except RecursionError:
        raise Unreadable(_too_deep()) from None
    return content


def as_json(content: Any, *path: str) -> Any:
    """The same content as the engine passes it to the program, in JSON. Raises Unreadable with the path for what the
    engine cannot pass: it writes the whole file anew before it uses it, and cannot read that back.
    """
    if isinstance(content, dict):
        if "<<" in content:
            raise Unreadable(f"{'.'.join(path)}: the engine merges what << has, in quotes too; expected another key")
        return {_engine_key(key): as_json(each, *path, key) for key, each in content.items()}
    if isinstance(content, list):
        return [as_json(each, *path, str(index)) for index, each in enumerate(content)]
    if isinstance(content, int | float) and not isinstance(content, bool):
        return json_number(content)
    return _engine_text(content, path) if isinstance(content, str) else content


def _engine_text(text: str, path: tuple[str, ...]) -> str:
    if isinstance(text, WrittenText):
        return text.engine
    if "\n" not in text:
        return text
    if text.startswith("\t"):
        raise Unreadable(
            f"{'.'.join(path)}: the engine cannot read a text of several lines that begins with a tab; expected spaces"
        )
    # It loses a line break at the start of a text of several lines.
    return text[1:] if text.startswith(_LOST) else text


def _engine_key(key: str) -> str:
    return key.engine if isinstance(key, WrittenText) else key


def unknown_text(content: Any) -> Any:
    """The configuration of a program, of whose numbers nobody knows how they are written."""
    if isinstance(content, dict):
        return {key: unknown_text(each) for key, each in content.items()}
    if isinstance(content, list):
        return [unknown_text(each) for each in content]
    if isinstance(content, float):
        return WrittenFloat(content)
    return WrittenInt(content) if isinstance(content, int) and not isinstance(content, bool) else content


class _Reading:
    """The values of nodes. A node with several aliases is read once."""

    def __init__(self) -> None:
        self._known: dict[Node, Any] = {}
        self._open: set[Node] = set()

    def value(self, node: Node) -> Any:
        if node in self._open:
            raise Unreadable("expected a structure that does not contain itself", line_of(node))
        if node not in self._known:
            self._open.add(node)
            self._known[node] = self._read(node)
            self._open.remove(node)
        return self._known[node]

    def _read(self, node: Node) -> Any:
        if isinstance(node, ScalarNode):
            return handed_over(_scalar(node))
        if node.tag not in _COLLECTIONS:
            raise _unknown_tag(node)
        if isinstance(node, SequenceNode):
            return [self.value(each) for each in node.value]
        return self._mapping(node) if isinstance(node, MappingNode) else None

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        own = {}
        merged: list[dict[str, Any]] = []
        places: dict[str, str] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            for name in {str(key), _engine_key(key)}:
                if name in places:
                    raise Unreadable(f"the same key is on {places[name]}; expected each key once", line_of(key_node))
                places[name] = _place(key_node)
            if key == "<<" and key_node.style is None:
                merged = self._merged(key_node, value_node)
            else:
                own[key] = self.value(value_node)
        for mapping in merged:
            names = {_engine_key(key) for key in own}
            own |= {key: value for key, value in mapping.items() if _engine_key(key) not in names}
        return dict(sorted(own.items(), key=lambda item: _engine_key(item[0])))

    def _key(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            raise Unreadable("expected a string as a key; got a list or a mapping", line_of(node))
        value = _scalar(node)
        if value is None:
            raise Unreadable(f"expected a string as a key; got {node.value or 'nothing'}", line_of(node))
        return value if isinstance(value, str) else WrittenText(node.value, key_text(value))

    def _merged(self, key: Node, node: Node) -> list[dict[str, Any]]:
        """The mappings of `<<: *other` or `<<: [*one, *other]`. An alias of a list is none, for the engine."""
        written_here = node.start_mark.index > key.start_mark.index
        nodes = node.value if isinstance(node, SequenceNode) and written_here else [node]
        found = [self.value(each) for each in nodes]
        if not all(isinstance(each, dict) for each in found):
            raise Unreadable("expected a mapping, or a list of mappings, after <<", line_of(key))
        return found


def _scalar(node: ScalarNode) -> Scalar:
    text = str(node.value)
    if any("\ud800" <= each <= "\udfff" for each in text):
        raise Unreadable("expected a character of Unicode after \\u", line_of(node))
    if node.tag == _IMPLICIT:
        return text if node.style else _resolved(node)
    kind = node.tag.removeprefix(_STANDARD)
    if kind == "str":
        return text
    if kind == "binary":
        return _binary(node)
    if kind not in _TAGS or not node.tag.startswith(_STANDARD):
        raise _unknown_tag(node)
    value = _resolved(node)
    if kind == "float" and type(value) in (int, WrittenInt):
        return WrittenFloat(value, text)  # type: ignore[arg-type]  # a number
    if not isinstance(value, _TAGS[kind]) or (kind == "int" and isinstance(value, bool)):
        raise Unreadable(f"expected a scalar of the tag !!{kind}; got {text}", line_of(node))
    return value


_TAGS = {"null": type(None), "bool": bool, "int": int, "float": float, "timestamp": WrittenText}


def _resolved(node: ScalarNode) -> Scalar:
    try:
        return resolved(node.value)
    except NotFinite:
        raise Unreadable(
            f'expected a number that JSON can hold; got {node.value}; for text write "{node.value}"', line_of(node)
        ) from None


def _binary(node: ScalarNode) -> str:
    try:
        return base64.b64decode(node.value.replace("\n", "").replace("\r", ""), validate=True).decode()
    except (binascii.Error, ValueError):
        raise Unreadable("expected text in base64 after the tag !!binary", line_of(node)) from None


def _unknown_tag(node: Node) -> Unreadable:
    tag = node.tag.replace(_STANDARD, "!!")
    return Unreadable(f"the tag {tag} means nothing in a stack file; write the value without it", line_of(node))


def _place(node: Node) -> str:
    return f"line {line_of(node)}"


def _size(value: Any, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """The number of values after the expansion of aliases, and the depth. Each part is visited only once."""
    if not isinstance(value, dict | list):
        return 1, 0
    if id(value) not in known:
        inner = [_size(each, known) for each in (value.values() if isinstance(value, dict) else value)]
        size, depth = 1 + sum(size for size, _ in inner), 1 + max((depth for _, depth in inner), default=0)
        if size > LARGEST:
            raise Unreadable(f"expected at most {LARGEST:,} values after the expansion of aliases; the file has more")
        if depth > DEEPEST:
            raise Unreadable(_too_deep())
        known[id(value)] = size, depth
    return known[id(value)]


def _too_deep() -> str:
    return f"expected at most {DEEPEST} levels of nesting; the file has more"
