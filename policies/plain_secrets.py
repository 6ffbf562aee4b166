"""Secrets in plain text. A finding shows the path, never the value."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from policies.guides import NSA, SECRETS, cis, sources
from policies.kubernetes_object import KubernetesObject, mapping
from policies.rule import Finding, Rule
from slipway.checks.problems import path_of
from slipway.checks.secret_search import Steps, secrets_in

_OUT_OF_SCOPE = frozenset({"CustomResourceDefinition", "APIService"})
"""Kinds whose fields describe other objects."""
_EXPECTED = {
    "ConfigMap": "expected a Secret instead of a ConfigMap; got a plain value",
    "HelmRelease": "expected the name of an existing Secret; got a value",
}


def plain_secrets(not_secret: Collection[str]) -> Rule:
    """The rule of a stack that gives a reason for these values in `slipway:notSecret`."""

    def check(object_: KubernetesObject) -> Iterator[Finding]:
        if object_.kind in _OUT_OF_SCOPE:
            return
        message = _EXPECTED.get(object_.kind, "expected a reference to a Secret; got a plain value")
        for found in secrets_in(object_.content):
            if found.value not in not_secret:
                yield Finding(_path(object_.content, found.steps), message)

    return Rule(
        name="plain-secrets",
        requirement="No field of any object holds a secret in plain text, unless it is a Secret.",
        why="Everyone who can read the object, its history or the state of the stack can read the secret.",
        link=sources(SECRETS, cis("5.4.1"), NSA),
        fix="secretEnv: {DB_PASSWORD: db/password}, and `pulumi config set --path --secret slipway:secrets...`; or "
        "slipway:notSecret: {<path in the stack file>: <the reason why it is none>}",
        check=check,
    )


def _path(value: Any, steps: Steps) -> str:
    """The path as all rules write it: an item of a list by its name, or else by its index."""
    path = ""
    for step in steps:
        if isinstance(value, list | tuple) and isinstance(step, int):
            value = value[step]
            path += f"[{path_of(mapping(value).get('name', step))}]"
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
            path += f"{'.' if path else ''}{path_of(step)}"
    return path
