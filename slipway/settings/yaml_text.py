"""YAML that all readers read alike: YAML 1.1 (PyYAML, Ruby), YAML 1.2 and the engine's reader."""

import json
import re
from typing import Any

import yaml
from yaml import ScalarNode

from slipway.settings.engine_scalars import NotFinite, resolved
from slipway.settings.written import WrittenFloat, WrittenInt, WrittenText

_ONLY_IN_THE_SPECIFICATION = {"y", "Y", "n", "N"}
"""Booleans of YAML 1.1 that PyYAML does not know: https://yaml.org/type/bool.html"""
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
"""Numbers of any size: `1e999` is infinite for some readers, and text for the engine."""
_OTHER_LINE_BREAKS = re.compile("[\r\x85\u2028\u2029]")
"""Line breaks in YAML 1.1, ordinary characters in YAML 1.2. As escapes, both read them alike."""


class _Dumper(yaml.SafeDumper):
    """Quotes every string that some reader would not read as a string: `on`, but also `8e31`."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the name is PyYAML's
        """Write no aliases: not every reader supports them."""
        return True


def _text(dumper: _Dumper, text: str) -> ScalarNode:
    """Write several lines as a block where YAML allows it."""
    quotes = "'" if _is_something_else(text) else None
    style = '"' if _OTHER_LINE_BREAKS.search(text) else "|" if "\n" in text else quotes
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _is_something_else(text: str) -> bool:
    """True if the engine, or a reader of YAML 1.2, reads no string. PyYAML's own words are quoted by PyYAML."""
    if text in _ONLY_IN_THE_SPECIFICATION or _NUMBER.fullmatch(text):
        return True
    try:
        return type(resolved(text)) is not str
    except NotFinite:
        return True


def _as_written(dumper: _Dumper, value: WrittenInt | WrittenFloat | WrittenText) -> ScalarNode:
    """Write the text of the stack file again: the reader of this file decides what it is."""
    text = value if isinstance(value, WrittenText) else value.text or json.dumps(value)
    tag = dumper.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML's
    return dumper.represent_scalar(tag, text)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(WrittenInt, _as_written)
_Dumper.add_representer(WrittenFloat, _as_written)
_Dumper.add_representer(WrittenText, _as_written)


def write_yaml(value: Any) -> str:
    """Write block style with sorted keys. Every string is read back as the same string."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=True, allow_unicode=True, width=120)
