"""Stack files after a few careless or hostile edits."""

import copy
import json
import random
from typing import Any

import yaml
from yaml import ScalarNode

from tests.invalid_stacks import places


class Plain(str):
    """A scalar that is written without quotes, whatever a reader makes of it."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the name is PyYAML's
        return True


def _plain(dumper: _Dumper, value: Any) -> ScalarNode:
    tag = dumper.resolve(ScalarNode, str(value), (True, False))  # type: ignore[no-untyped-call]  # PyYAML's
    return dumper.represent_scalar(tag, str(value))


_Dumper.add_representer(Plain, _plain)


def _deep(levels: int, *, mapping: bool) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = {"a": value} if mapping else [value]
    return value


PLAIN = [
    *("0022", "1.10", "1e3", "1e400", "-0", "0x1F", "0b-1", "1_000", ".inf", "-.INF", ".nan", "2024-04-01", "~", "<<"),
    *("9" * 30, "9" * 400, "-" + "9" * 5000, "9" * 5000, "0" * 5000, "0x" + "F" * 5000, "1e-400", "9" * 310 + ".5"),
    *("2001-12-14t21:59:43.10-05:00", "190:20:30", "True", "on", "9223372036854775808", "-9007199254740993"),
]
TEXTS = [
    *("", " ", "\n", "\t", "\ta\nb", "\n\na", "\x00", "\x01", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ud800", "\ufeff"),
    *("\U0001f642", "a" * 300, "a" * 70_000, "$(A)", "$(A", "{{ x }}", "${HOME}", "%(x)s", "../x", "/", "//", "a/b"),
    *("a#b", "a=b:NoSchedule", "*", "@every 1h", "CRON_TZ=x", "1Gi", "9" * 50 + "Gi", "1..2", "2..1", "10.0.0.0/8"),
    *("::/0", "[::]", "http://[", "http://u:p@h:x/", "https://h/" + "a" * 3000, "metadata.name", "<<", "null", "~"),
]
STRUCTURES: list[Any] = [
    *(
        [],
        {},
        [None],
        {"": ""},
        [[]],
        [{}],
        {"a": None},
        {"$patch": "delete"},
        [{"$patch": "delete"}],
        {"secure": "v1:"},
    ),
    *([{"name": "web", "$patch": "delete"}], [{"name": {}}], [{"name": None}], [{"containerPort": []}], {"value": []}),
    *(_deep(50, mapping=True), _deep(97, mapping=False), _deep(110, mapping=True), _deep(110, mapping=False)),
]


PATCHES: list[Any] = [
    *({"spec": []}, {"spec": "x"}, {"spec": {"template": []}}, {"metadata": "x"}, {"metadata": {"annotations": "x"}}),
    *({"metadata": {"annotations": []}}, {"metadata": {"labels": {"a": {"b": 1}}}}, {"spec": {"template": "x"}}),
    *({"spec": {"template": {"spec": {"containers": {}}}}}, {"spec": {"template": {"spec": {"containers": ["x"]}}}}),
    *({"spec": {"template": {"spec": {"containers": [{"name": "web", "env": "x"}]}}}}, {"spec": {"replicas": {}}}),
    *({"spec": {"template": {"spec": {"containers": [{"name": ["web"], "image": "x"}]}}}}, {"data": {"a": 1}}),
    *({"spec": {"template": {"spec": {"volumes": [{"name": {"a": 1}}]}}}}, {"spec": {"ports": [{"port": {}}]}}),
    *({"spec": {"template": {"metadata": {"annotations": {"a": ["x"]}}}}}, {"metadata": None}, {"spec": None}),
    *({"spec": {"jobTemplate": {"spec": [{}]}}}, {"metadata": {"annotations": {"a": Plain("0417")}}}, {"": {}}),
]
"""Patches with something else where the API expects text, a mapping or a list."""
KINDS = ["Deployment", "StatefulSet", "DaemonSet", "Service", "CronJob", "ConfigMap", "ServiceAccount"]


def mutated(made_by: random.Random, config: dict[str, Any]) -> str:
    """The text of a stack file with this configuration, after one to three edits."""
    config = copy.deepcopy(config)
    for _ in range(made_by.choice([1, 1, 1, 2, 3])):
        _edit(made_by, config)
    return yaml.dump({"config": config}, Dumper=_Dumper, allow_unicode=made_by.random() < 0.5)  # a SafeDumper


def _edit(made_by: random.Random, config: dict[str, Any]) -> None:
    *steps, last = made_by.choice([each for each in places(config) if len(each) > 1] or [("slipway:environment",)])
    holder: Any = config
    for step in steps:
        holder = holder[step]
    kind = made_by.choice(["value", "value", "value", "delete", "copy", "key", "wrap", "patch", "json"])
    if kind == "delete":
        del holder[last]
    elif kind == "copy":
        holder[last] = copy.deepcopy(_somewhere(made_by, config))
    elif kind == "key" and isinstance(holder, dict):
        holder[made_by.choice([*PLAIN_KEYS, *TEXTS])] = holder.pop(last)
    elif kind == "wrap":
        holder[last] = made_by.choice([[holder[last]], {"a": holder[last]}, [holder[last]] * 2])
    elif kind == "patch":
        _patch(made_by, config)
    elif kind == "json":
        key = made_by.choice(sorted(map(str, config)))
        if key in config and isinstance(config[key], dict | list):
            config[key] = json.dumps(config[key], default=str).replace('"', made_by.choice(['"', '"', "\\ud800"]), 1)
            config[key] = config[key].replace("1", made_by.choice(["1", "9" * 5000, "NaN", "1e999"]), 1)
    else:
        holder[last] = _value(made_by)


PLAIN_KEYS = [Plain(each) for each in PLAIN if each not in ("~", "<<")]


def _value(made_by: random.Random) -> Any:
    kind = made_by.randrange(3)
    if kind == 0:
        return Plain(made_by.choice(PLAIN))
    return made_by.choice(TEXTS) if kind == 1 else copy.deepcopy(made_by.choice(STRUCTURES))


def _somewhere(made_by: random.Random, config: dict[str, Any]) -> Any:
    value: Any = config
    for step in made_by.choice(list(places(config))):
        value = value[step]
    return value


def _patch(made_by: random.Random, config: dict[str, Any]) -> None:
    """Give an app a patch that does not fit."""
    apps = [steps for steps in places(config) if len(steps) > 1 and steps[-2] == "apps"]
    app: Any = config
    for step in made_by.choice(apps) if apps else ():
        app = app[step]
    if isinstance(app, dict):
        patch = copy.deepcopy(made_by.choice(PATCHES))
        app["patches"] = [{"object": made_by.choice(KINDS), "reason": "made up for a test", "patch": patch}]
