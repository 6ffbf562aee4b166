"""The structure in a text of JSON or YAML, whoever has written it: a deep or broken text is a text without one."""

import json
from collections.abc import Iterable
from typing import Any

import yaml

_LARGEST = 200_000
"""The longest text that is read, in characters."""
_DEEPEST = 100
_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def structure_of(text: str) -> Any:
    """The mapping or list in a text, or the list of them if there are several; None if there is none.

    Scalars of YAML stay texts. An alias is empty: what it repeats stands elsewhere.
    """
    flow = text.lstrip()[:1] in ("{", "[")
    if len(text) > _LARGEST or not (flow or (":" in text and "\n" in text)):
        return None
    if flow:
        try:
            return json.loads(text, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            pass
    try:
        documents = [each for each in _documents(yaml.parse(text, Loader=_PARSER)) if isinstance(each, dict | list)]
    except (yaml.YAMLError, _TooDeep):
        return None
    return documents[0] if len(documents) == 1 else documents or None


class _TooDeep(Exception):  # noqa: N818  # it is what the text is
    pass


def _documents(events: Iterable[Any]) -> list[Any]:
    """The documents from the events of the parser. PyYAML's own composer recurses, and a deep text would end Python."""
    documents: list[Any] = []
    holders: list[tuple[Any, list[Any]]] = [(documents, [])]
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            if len(holders) > _DEEPEST:
                raise _TooDeep
            inner: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            _put(*holders[-1], inner)
            holders.append((inner, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            holders.pop()
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            _put(*holders[-1], getattr(event, "value", ""))
    return documents


def _put(holder: Any, key: list[Any], value: Any) -> None:
    if isinstance(holder, list):
        holder.append(value)
    elif key:
        holder[key.pop()] = value
    else:
        key.append(value if isinstance(value, str) else "")
