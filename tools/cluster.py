"""The cluster that a stack is deployed to."""

import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from tools.failure import Failure
from tools.layout import Layout
from tools.programs import KUBECTL
from tools.steps import Step
from tools.subprocesses import Finished, capture


class Cluster(ABC):
    """What both kinds of cluster have in common."""

    layout: Layout

    @property
    @abstractmethod
    def environment(self) -> dict[str, str]:
        """What lets Pulumi, Helm and kubectl find it."""

    @abstractmethod
    def ensure(self, step: Step | None = None) -> bool:
        """Makes sure that it is there; returns whether it had to be created anew."""

    def prepare(self, step: Step) -> None:
        """Gets the programs that `ensure` would need, and starts nothing."""
        step.result = "none needed"

    def kubectl(self, arguments: Sequence[str], *, check: bool = True, seconds: float = 60) -> Finished:
        """`kubectl ARGUMENTS` against this cluster; raises `Failure` with its output unless it exits with 0."""
        program = self._kubectl()
        env = {**os.environ, "KUBECACHEDIR": str(self.layout.caches / "kube"), **self.environment}
        done = capture([program, *arguments], env=env, cwd=self.layout.project, seconds=seconds)
        if check and done.code != 0:
            raise Failure(f"`kubectl {' '.join(arguments)}` failed:\n{(done.out + done.err).strip()}")
        return done

    def _kubectl(self) -> Path:
        candidates = (KUBECTL.file(self.layout), self.layout.downloads / "kubectl")
        own = next((path for path in candidates if path.is_file()), None)
        found = own or shutil.which("kubectl")
        if found is None:
            raise Failure("kubectl is not on PATH; install it (https://kubernetes.io/docs/tasks/tools/)")
        return Path(found)


class CurrentCluster(Cluster):
    """The cluster that the user's own kubeconfig points to. Nothing is created, started or stopped here."""

    def __init__(self, layout: Layout) -> None:
        """Nothing is read yet."""
        self.layout = layout

    @property
    def environment(self) -> dict[str, str]:
        """The user's own."""
        return {}

    @property
    def context(self) -> str:
        """The current context of the kubeconfig files, in the order in which kubectl reads them."""
        listed = os.environ.get("KUBECONFIG") or str(Path("~/.kube/config").expanduser())
        for path in (Path(part) for part in listed.split(os.pathsep) if part):
            content: Any = yaml.safe_load(path.read_text()) if path.is_file() else None
            if isinstance(content, dict) and content.get("current-context"):
                return str(content["current-context"])
        raise Failure(f"CLUSTER=current needs a kubeconfig with a current context; there is none in {listed}")

    def ensure(self, step: Step | None = None) -> bool:
        """Only says which it is."""
        if step:
            step.result = f"yours, context {self.context}"
        return False
