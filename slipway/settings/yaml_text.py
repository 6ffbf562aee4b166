"""YAML that every reader takes alike: those of YAML 1.1 (PyYAML, Ruby), those of 1.2, and the engine's own."""

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
"""What gopkg.in/yaml.v3, the engine's reader, and those of YAML 1.2 take for something else than a text: a pattern, and
the characters that it can begin with (\\0: nothing at all)."""

_ONLY_IN_THE_SPECIFICATION = (r"y|Y|n|N", "yYnN")
"""Switches of YAML 1.1 that PyYAML does not know: https://yaml.org/type/bool.html"""
_OTHER_LINE_BREAKS = re.compile("[\r\x85\u2028\u2029]")
"""Line breaks to YAML 1.1, and characters like others to 1.2: written as escapes, they are the same to both."""


def pattern_of(scalar: str) -> re.Pattern[str]:
    """The whole of a scalar."""
    return re.compile(f"^(?:{scalar})$")


def first_of(characters: str) -> list[str]:
    """As PyYAML wants them."""
    return ["" if each == "\0" else each for each in characters]


class _Dumper(yaml.SafeDumper):
    """Quotes whatever one of the readers would take for something else than a text: `on`, but also `8e31`."""

    yaml_implicit_resolvers = {first: [*known] for first, known in yaml.SafeDumper.yaml_implicit_resolvers.items()}

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the name is PyYAML's
        """What is the same twice is written twice: not every reader takes aliases."""
        return True


def _text(dumper: _Dumper, text: str) -> ScalarNode:
    """Several lines as they stand, where YAML can write them so."""
    style = '"' if _OTHER_LINE_BREAKS.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


for _name, (_pattern, _first) in {**SCALARS, "bool-1.1": _ONLY_IN_THE_SPECIFICATION}.items():
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", pattern_of(_pattern), first_of(_first))
_Dumper.add_representer(str, _text)


def write_yaml(value: Any) -> str:
    """In block style, with sorted keys; every text is read back as the text that it is."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=True, allow_unicode=True, width=120)
