"""Secrets in plain text. A finding shows the path, never the value."""

from collections.abc import Iterator, Mapping
from typing import Any

from policies.guides import NSA, SECRETS, cis, sources
from policies.kubernetes_object import KubernetesObject, mapping, steps, text
from policies.pod import pods_of
from policies.rule import Finding, Rule
from slipway.settings.secret_patterns import could_be_secret, secret_by_itself, secret_by_name


def is_secret(name: str, value: object) -> bool:
    """True when the name or the value looks like a secret. The settings of a stack are checked in the same way."""
    words = text(value)
    by_name = secret_by_name(name) and could_be_secret(words)
    return by_name or secret_by_itself(words) is not None


def _plain_secrets(object_: KubernetesObject) -> Iterator[Finding]:
    for pod in pods_of(object_):
        for container in pod.containers():
            for step, variable in steps(container.content.get("env")):
                if is_secret(text(mapping(variable).get("name")), mapping(variable).get("value")):
                    yield Finding(
                        f"{container.path}.env{step}.value", "expected a reference to a Secret; got a plain value"
                    )
    if object_.kind == "ConfigMap":
        for key, value in mapping(object_.content.get("data")).items():
            if is_secret(key, value):
                yield Finding(f"data.{key}", "expected a Secret instead of a ConfigMap; got a plain value")
    if object_.is_release:
        for path in _in_values("values", mapping(object_.content.get("values"))):
            yield Finding(path, "expected the name of an existing Secret; got a value")


def _in_values(path: str, values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _in_values(f"{path}.{key}", value)
        elif is_secret(key, value) and not key.startswith("existing"):
            yield f"{path}.{key}"


PLAIN_SECRETS = Rule(
    name="plain-secrets",
    requirement="No environment variable, ConfigMap or Helm value holds a secret in plain text.",
    why="Everyone who can read the object, its history or the state of the stack can read the secret.",
    link=sources(SECRETS, cis("5.4.1"), NSA),
    fix="secretEnv: {DB_PASSWORD: db/password}, and `pulumi config set --path --secret slipway:secrets...`",
    check=_plain_secrets,
)
