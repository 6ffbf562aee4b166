"""A Kubernetes object as rules see it: plain data, without the content of Secrets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RELEASE = "kubernetes:helm.sh/v3:Release"
WITHHELD = ("data", "stringData")
"""Fields of a Secret that are removed, so that no message can show them."""


@dataclass(frozen=True)
class KubernetesObject:
    """An object as the program declares it. `content` has the field names of Kubernetes."""

    pulumi_name: str
    content: Mapping[str, Any]
    urn: str = ""
    unknown: tuple[str, ...] = ()
    """The paths of values that a preview does not know yet; `content` lacks them."""

    @staticmethod
    def of(
        type_: str, pulumi_name: str, inputs: Mapping[str, Any], urn: str = "", unknown: tuple[str, ...] = ()
    ) -> "KubernetesObject | None":
        """The object of a Pulumi resource; None for a component, a provider and the like.

        A Helm release is one object of the kind HelmRelease: only Helm knows what it installs.
        """
        content = inputs
        if type_ == RELEASE:
            content = {**inputs, "apiVersion": "helm.sh/v3", "kind": "HelmRelease"}
        elif not type_.startswith("kubernetes:") or not text(inputs.get("kind")):
            return None
        if content["kind"] == "Secret":
            content = {key: value for key, value in content.items() if key not in WITHHELD}
        return KubernetesObject(pulumi_name, content, urn, unknown)

    @property
    def kind(self) -> str:
        """For example `Deployment`."""
        return text(self.content.get("kind"))

    @property
    def group(self) -> str:
        """For example `apps`; empty for the core group, such as Pods and Services."""
        return text(self.content.get("apiVersion")).rpartition("/")[0]

    @property
    def metadata(self) -> Mapping[str, Any]:
        """The metadata; empty when there is none."""
        return mapping(self.content.get("metadata"))

    @property
    def namespace(self) -> str | None:
        """None for an object of the cluster, or one that names no namespace."""
        return text(self.metadata.get("namespace")) or None

    @property
    def labels(self) -> Mapping[str, Any]:
        """Empty when there are none."""
        return mapping(self.metadata.get("labels"))

    @property
    def annotations(self) -> Mapping[str, Any]:
        """Empty when there are none."""
        return mapping(self.metadata.get("annotations"))

    @property
    def spec(self) -> Mapping[str, Any]:
        """Empty when there is none."""
        return mapping(self.content.get("spec"))

    @property
    def is_release(self) -> bool:
        """True for a Helm release that Pulumi installs."""
        return self.kind == "HelmRelease" and self.group == "helm.sh"

    @property
    def title(self) -> str:
        """The kind and the name, as messages and exemptions show them: `Deployment shop.web`."""
        return f"{self.kind} {self.pulumi_name}"

    def knows(self, path: str) -> bool:
        """True when every value at the path is known. Unknown values are checked by the update."""
        return not any(_within(path, each) or _within(each, path) for each in self.unknown)


def _within(path: str, outer: str) -> bool:
    """True for the outer path itself and for any path below it; `envFrom` is not below `env`."""
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is a mapping, else an empty one: no rule crashes on a malformed object."""
    return value if isinstance(value, Mapping) else {}


def listing(value: Any) -> Sequence[Any]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def text(value: Any) -> str:
    """The value if it is text, else an empty text."""
    return value if isinstance(value, str) else ""


def steps(items: Any) -> list[tuple[str, Any]]:
    """The items of a list, each with its step in a path: `[web]` by its name, or else `[0]` by its index."""
    return [(f"[{mapping(item).get('name', index)}]", item) for index, item in enumerate(listing(items))]
