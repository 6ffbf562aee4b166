"""Secrets in the open. A finding names where one is, never what it is."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policies.guides import NSA, SECRETS, cis, said_by
from policies.kubernetes_object import KubernetesObject, mapping, steps, text
from policies.pod import pod_of
from policies.rule import Finding, Rule

_NAMES = re.compile(
    r"(password|passwd|passphrase|secret|token|apikey|privatekey|accesskey|secretkey|credentials?)$", re.IGNORECASE
)
_VALUES = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"  # AWS
    r"|\bgh[pousr]_[A-Za-z0-9]{36}"  # GitHub
    r"|\bxox[abprs]-[0-9A-Za-z-]{10}"  # Slack
    r"|\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\."  # a JSON web token
    r"|://[^/\s:@]+:[^/\s:@]+@"  # a URL with user and password
)
_NO_SECRET = {"", "true", "false"}


def is_secret(name: str, value: object) -> bool:
    """Whether a plain value is one, by its name or by its own form."""
    words = text(value)
    if words in _NO_SECRET or re.fullmatch(r"(\$\([A-Za-z0-9_]+\))+", words):
        return False
    return bool(_NAMES.search(re.sub(r"[-_.]", "", name)) or _VALUES.search(words))


def _plain_secrets(object_: KubernetesObject) -> Iterator[Finding]:
    pod = pod_of(object_)
    for container in pod.containers() if pod else ():
        for step, variable in steps(container.content.get("env")):
            if is_secret(text(mapping(variable).get("name")), mapping(variable).get("value")):
                yield Finding(
                    f"{container.path}.env{step}.value", "expected a reference to a Secret; got a plain value"
                )
    if object_.kind == "ConfigMap":
        for key, value in mapping(object_.content.get("data")).items():
            if is_secret(key, value):
                yield Finding(f"data.{key}", "expected it in a Secret; got a plain value")
    if object_.kind == "HelmRelease":
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
    asks="No secret stands in an environment variable's value, in a ConfigMap or in Helm values.",
    why="Whoever may look at the object, its history or the stack's state reads it.",
    link=said_by(SECRETS, cis("5.4.1"), NSA),
    write="secretEnv: {DB_PASSWORD: db/password}, and `pulumi config set --path --secret slipway:secrets...`",
    check=_plain_secrets,
)
