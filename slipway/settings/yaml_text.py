"""YAML that all readers read alike: YAML 1.1 (PyYAML, Ruby), YAML 1.2 and the engine's reader."""

import re
from typing import Any

import yaml
from yaml import ScalarNode

SCALARS = {
    "null": (r"~|null|Null|NULL|", "~nN\0"),
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)", "-+0123456789"),
    "float": (
        r"[-+]?(?:(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)",
        "-+0123456789.",
    ),
    "timestamp": (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9:.]+Z?)?", "0123456789"),
    "merge": (r"<<", "<"),
}
"""Scalars that gopkg.in/yaml.v3 (the engine's reader) and readers of YAML 1.2 do not read as strings: a pattern, and
its possible first characters (\\0: an empty scalar)."""

_ONLY_IN_THE_SPECIFICATION = (r"y|Y|n|N", "yYnN")
"""Booleans of YAML 1.1 that PyYAML does not know: https://yaml.org/type/bool.html"""
_OTHER_LINE_BREAKS = re.compile("[\r\x85\u2028\u2029]")
"""Line breaks in YAML 1.1, ordinary characters in YAML 1.2. As escapes, both read them alike."""


def pattern_of(scalar: str) -> re.Pattern[str]:
    """A pattern that matches a whole scalar."""
    return re.compile(f"^(?:{scalar})$")


def first_of(characters: str) -> list[str]:
    """The first characters as PyYAML takes them."""
    return ["" if each == "\0" else each for each in characters]


class _Dumper(yaml.SafeDumper):
    """Quotes every string that some reader would not read as a string: `on`, but also `8e31`."""

    yaml_implicit_resolvers = {first: [*known] for first, known in yaml.SafeDumper.yaml_implicit_resolvers.items()}

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the name is PyYAML's
        """Write no aliases: not every reader supports them."""
        return True


def _text(dumper: _Dumper, text: str) -> ScalarNode:
    """Write several lines as a block where YAML allows it."""
    style = '"' if _OTHER_LINE_BREAKS.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


for _name, (_pattern, _first) in {**SCALARS, "bool-1.1": _ONLY_IN_THE_SPECIFICATION}.items():
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", pattern_of(_pattern), first_of(_first))
_Dumper.add_representer(str, _text)


def write_yaml(value: Any) -> str:
    """Write block style with sorted keys. Every string is read back as the same string."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=True, allow_unicode=True, width=120)
