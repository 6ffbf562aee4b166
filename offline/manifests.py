"""The Kubernetes manifests of a recording: the objects that `pulumi up` would send."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from offline.recorder import AUTONAMED, Recording, Registration
from slipway.pulumi_internals import is_secret

RELEASE = "kubernetes:helm.sh/v3:Release"
CLUSTER = "_cluster"
"""The folder for objects without a namespace."""


@dataclass(frozen=True)
class Manifest:
    """One object, and its file."""

    folder: str
    kind: str
    name: str
    content: dict[str, Any]

    @property
    def file(self) -> str:
        """`<namespace>/<kind>-<name>.yaml`, without a generated suffix."""
        name = self.name.removesuffix(f"-{AUTONAMED}").replace(":", "-")
        return f"{self.folder}/{self.kind.lower()}-{name}.yaml"


def manifests(recording: Recording) -> list[Manifest]:
    """Every Kubernetes object and Helm release, ordered by file."""
    return sorted(_manifests(recording), key=lambda manifest: manifest.file)


def _manifests(recording: Recording) -> Iterator[Manifest]:
    for registration in recording.registrations:
        content = plain(registration.inputs)
        if registration.type == RELEASE:
            header = {"apiVersion": "helm.sh/v3", "kind": "HelmRelease"}
            yield Manifest(content["namespace"], "HelmRelease", content["name"], {**header, **content})
        elif "apiVersion" in content and "kind" in content:
            yield _object(registration, content)


def _object(registration: Registration, content: dict[str, Any]) -> Manifest:
    metadata = {"name": f"{registration.name}-{AUTONAMED}", **content.get("metadata", {})}
    ordered = {"apiVersion": content["apiVersion"], "kind": content["kind"], "metadata": metadata}
    return Manifest(metadata.get("namespace", CLUSTER), content["kind"], metadata["name"], {**content, **ordered})


def plain(value: Any) -> Any:
    """Inputs as plain values for YAML: secrets (placeholders) without envelopes, and whole numbers as integers."""
    if isinstance(value, dict):
        if is_secret(value):
            return plain(value["value"])
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
