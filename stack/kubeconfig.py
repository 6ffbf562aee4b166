"""The contexts of the kubeconfig."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Kubeconfig:
    """The names of the contexts in the kubeconfig.

    https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
    """

    contexts: frozenset[str]

    @staticmethod
    def read() -> "Kubeconfig":
        """The contexts from the files in `KUBECONFIG`, or from `~/.kube/config`. A missing file has no contexts."""
        listed = os.environ.get("KUBECONFIG") or str(Path("~/.kube/config").expanduser())
        files = [Path(path) for path in listed.split(os.pathsep) if path]
        return Kubeconfig(frozenset(name for file in files if file.is_file() for name in _contexts(file)))


def _contexts(file: Path) -> list[str]:
    content: Any = yaml.safe_load(file.read_text()) or {}
    return [context["name"] for context in content.get("contexts") or []]
