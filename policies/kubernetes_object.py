"""A Kubernetes object as rules see it: plain data, and nothing of a secret's content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RELEASE = "kubernetes:helm.sh/v3:Release"
WITHHELD = ("data", "stringData")
"""Of a Secret. What a rule does not see, no message can hold."""


@dataclass(frozen=True)
class KubernetesObject:
    """What a program asks for: `content` has the keys that Kubernetes gives them."""

    pulumi_name: str
    content: Mapping[str, Any]
    urn: str = ""
    unknown: tuple[str, ...] = ()
    """The paths whose values a preview does not know yet; `content` is without them."""

    @staticmethod
    def of(
        type_: str, pulumi_name: str, inputs: Mapping[str, Any], urn: str = "", unknown: tuple[str, ...] = ()
    ) -> "KubernetesObject | None":
        """The object that a resource of this type with these inputs is; None for a component, a provider or the like.

        A Helm release is one object, of the kind HelmRelease: what it installs is known to Helm alone.
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
        """For example `apps`; empty for Pods, Services and their like."""
        return text(self.content.get("apiVersion")).rpartition("/")[0]

    @property
    def metadata(self) -> Mapping[str, Any]:
        """Name, labels and the like; empty when there is none."""
        return mapping(self.content.get("metadata"))

    @property
    def namespace(self) -> str | None:
        """None for what belongs to no namespace, or says none."""
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
    def title(self) -> str:
        """`Deployment shop.web`: how exemptions and messages name it."""
        return f"{self.kind} {self.pulumi_name}"

    def knows(self, path: str) -> bool:
        """Whether everything at this path is known already; what is not is judged when it is."""
        return not any(_within(path, each) or _within(each, path) for each in self.unknown)


def _within(path: str, outer: str) -> bool:
    """Whether it is the other path, or leads on from there; `env` does not lead to `envFrom`."""
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def mapping(value: Any) -> Mapping[str, Any]:
    """The value if it is a mapping, or else an empty one: no rule fails over what the API server refuses anyway."""
    return value if isinstance(value, Mapping) else {}


def listing(value: Any) -> Sequence[Any]:
    """The value if it is a list, or else an empty one."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def text(value: Any) -> str:
    """The value if it is text, or else none."""
    return value if isinstance(value, str) else ""


def steps(items: Any) -> list[tuple[str, Any]]:
    """The items of a list, each with its step in a path: `[web]` for what has a name, `[0]` for what has none."""
    return [(f"[{mapping(item).get('name', index)}]", item) for index, item in enumerate(listing(items))]
