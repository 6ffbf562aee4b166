"""References to ConfigMaps and Secrets by their names in the settings, where the settings hold free text or data.

slipway gives a ConfigMap or Secret another name in the cluster, because a changed content is a new object. In the text
of an annotation, of a patch or of a chart value, `$(secret:NAME)` and `$(configMap:NAME)` stand for that name. In the
fields of Kubernetes objects that hold such a name (`secretKeyRef.name`, `secretName`), the name alone is enough.
"""

import re
from collections.abc import Iterator
from typing import Literal

Kind = Literal["secret", "configMap"]

_REFERENCE = re.compile(r"\$\((secret|configMap):([^)]*)\)")

NAMED: dict[str, Kind] = {
    "secretKeyRef": "secret",
    "secretRef": "secret",
    "nodePublishSecretRef": "secret",
    "secret": "secret",
    "configMapKeyRef": "configMap",
    "configMapRef": "configMap",
    "configMap": "configMap",
}
"""Fields of Kubernetes objects whose `name` is that of a ConfigMap or Secret."""
SECRET_NAME = "secretName"  # noqa: S105  # a field of Kubernetes
"""The field of volumes and of Ingresses that is the name of a Secret itself."""

Part = str | tuple[Kind, str]


def parts(text: str) -> list[Part]:
    """The text around the references, and the references as pairs of kind and name."""
    found: list[Part] = []
    end = 0
    for match in _REFERENCE.finditer(text):
        kind: Kind = "secret" if match[1] == "secret" else "configMap"
        found += [text[end : match.start()], (kind, match[2])]
        end = match.end()
    return [part for part in (*found, text[end:]) if part]


def in_text(text: str) -> list[tuple[Kind, str]]:
    """The references in a text."""
    return [part for part in parts(text) if not isinstance(part, str)]


def written(kind: Kind, name: str) -> str:
    """A reference as a text has it: `$(secret:db)`."""
    return f"$({kind}:{name})"


def texts(value: object, steps: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """All texts in a structure, with their paths."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, (*steps, str(name)))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from texts(inner, (*steps, str(index)))


def field_kind(steps: tuple[str, ...]) -> Kind | None:
    """The kind of object that a field at this path names; None for any other field."""
    if steps[-1:] == (SECRET_NAME,):
        return "secret"
    return NAMED.get(steps[-2]) if len(steps) > 1 and steps[-1] == "name" else None
