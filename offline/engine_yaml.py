"""A YAML reader with the rules of the engine, which differ from PyYAML: `on` is a string, and duplicate keys are
errors.

The engine uses gopkg.in/yaml.v3. The rule for each scalar was tested with a program under the engine.
"""

import math
import re
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from slipway.settings.yaml_text import SCALARS, first_of, pattern_of

DEEPEST = 100
"""The largest depth of a structure. Deeper ones are mistakes, and Python's recursion limit is not much higher."""
LARGEST = 1_000_000
"""The largest number of values after the expansion of aliases. A few lines of aliases can expand to billions."""


class Unreadable(Exception):  # noqa: N818  # it is what the file is
    """A file that is no valid stack file, with the line."""


class _Loader(yaml.SafeLoader):
    """Resolves scalars as yaml.v3 does."""

    yaml_implicit_resolvers = {}  # PyYAML's own belong to YAML 1.1


def _scalar(loader: _Loader, node: ScalarNode) -> Any:
    return loader.construct_scalar(node)


def _integer(loader: _Loader, node: ScalarNode) -> int:
    text = str(loader.construct_scalar(node)).replace("_", "")
    if re.fullmatch(r"[-+]?0[0-7]+", text):
        return int(text, 8)
    return int(text, 0 if re.match(r"[-+]?0[box]", text) else 10)


def _float(loader: _Loader, node: ScalarNode) -> float | int:
    """The engine passes the configuration as JSON, and writes 1.0 as 1."""
    text = str(loader.construct_scalar(node)).replace("_", "").lower()
    value = float(text.replace(".inf", "inf").replace(".nan", "nan"))
    if not math.isfinite(value):
        raise Unreadable(f"{_place(node)}: expected a number that JSON can hold; got {node.value}")
    return int(value) if value.is_integer() else value


def _timestamp(loader: _Loader, node: ScalarNode) -> str:
    try:
        value: Any = loader.construct_yaml_timestamp(node)
    except ValueError:  # no date of the calendar, for example 2030-02-31: the engine reads a string
        return str(node.value)
    date = str(value).partition("+")[0]
    return f"{date if ' ' in date else f'{date} 00:00:00'} +0000 UTC"


def _binary(loader: _Loader, node: ScalarNode) -> str:
    data: bytes = loader.construct_yaml_binary(node)
    return data.decode(errors="replace")


def _mapping(loader: _Loader, node: MappingNode) -> dict[str, Any]:
    loader.flatten_mapping(node)
    found: dict[str, Any] = {}
    places: dict[str, str] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode):
            raise Unreadable(f"{_place(key_node)}: expected a string as a key; got a list or a mapping")
        key = _key(loader.construct_object(key_node))
        if key in found:
            raise Unreadable(f"{_place(key_node)}: the key {key} is already on {places[key]}; expected each key once")
        found[key] = loader.construct_object(value_node, deep=True)
        places[key] = _place(key_node)
    return found


def _key(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "<nil>" if value is None else str(value)


def _any(loader: _Loader, _tag: str, node: Node) -> Any:
    """The value of a node with a custom tag. The tag is ignored."""
    if isinstance(node, ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return _mapping(loader, node) if isinstance(node, MappingNode) else None


def _place(node: Node) -> str:
    return f"line {node.start_mark.line + 1}"


_CONSTRUCTORS: dict[str, Any] = {
    "null": lambda *_: None,
    "bool": lambda _, node: node.value.lower() == "true",
    "int": _integer,
    "float": _float,
    "timestamp": _timestamp,
    "merge": _scalar,
}

for _name, (_pattern, _first) in SCALARS.items():
    _tag = f"tag:yaml.org,2002:{_name}"
    _Loader.add_implicit_resolver(_tag, pattern_of(_pattern), first_of(_first))
    _Loader.add_constructor(_tag, _CONSTRUCTORS[_name])
_Loader.add_constructor("tag:yaml.org,2002:binary", _binary)
for _name in ("map", "set"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_name}", _mapping)
_Loader.add_multi_constructor("", _any)


def read_yaml(text: str) -> Any:
    """The content as the engine reads it. Raises Unreadable with the line."""
    try:
        content = yaml.load(text, Loader=_Loader)  # noqa: S506  # a SafeLoader
        _size(content, {}, depth=0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(f"line {mark.line + 1 if mark else 1}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise Unreadable(str(error).splitlines()[0]) from None
    except RecursionError:
        raise Unreadable(_too_deep()) from None
    return content


def _size(value: Any, known: dict[int, int], depth: int) -> int:
    """The number of values after the expansion of aliases. Each part is visited only once."""
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in known:
        if depth > DEEPEST:
            raise Unreadable(_too_deep())
        inner = value.values() if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_size(each, known, depth + 1) for each in inner)
        if known[id(value)] > LARGEST:
            raise Unreadable(f"expected at most {LARGEST:,} values after the expansion of aliases; the file has more")
    return known[id(value)]


def _too_deep() -> str:
    return f"expected at most {DEEPEST} levels of nesting; the file has more"
