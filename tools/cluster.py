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
    """The interface of both kinds of cluster."""

    layout: Layout

    @property
    @abstractmethod
    def environment(self) -> dict[str, str]:
        """The variables that lead Pulumi, Helm and kubectl to this cluster."""

    @abstractmethod
    def ensure(self, step: Step | None = None) -> bool:
        """Starts or creates the cluster if it does not run. Returns True if it is new."""

    def prepare(self, step: Step) -> None:
        """Gets the programs that `ensure` needs, and starts nothing."""
        step.result = "none needed"

    def kubectl(
        self, arguments: Sequence[str], *, check: bool = True, seconds: float = 60, given: str = ""
    ) -> Finished:
        """Runs `kubectl ARGUMENTS` on this cluster; `given` is its input. With `check`, a failure is raised."""
        program = self._kubectl()
        env = {**os.environ, "KUBECACHEDIR": str(self.layout.caches / "kube"), **self.environment}
        done = capture([program, *arguments], env=env, cwd=self.layout.project, seconds=seconds, given=given)
        if check and done.code != 0:
            raise Failure(f"`kubectl {' '.join(arguments)}` failed:\n{(done.out + done.err).strip()}")
        return done

    def _kubectl(self) -> Path:
        candidates = (KUBECTL.file(self.layout), self.layout.downloads / "kubectl")
        own = next((path for path in candidates if path.is_file()), None)
        found = own or shutil.which("kubectl")
        if found is None:
            raise Failure("kubectl is not on PATH; install it: https://kubernetes.io/docs/tasks/tools/")
        return Path(found)


def in_context(context: str | None) -> list[str]:
    """The option of kubectl for a kube context. None: the current one."""
    return ["--context", context] if context else []


class CurrentCluster(Cluster):
    """The cluster of the user's own kubeconfig. It is never created, started or stopped."""

    def __init__(self, layout: Layout) -> None:
        """Reads nothing yet."""
        self.layout = layout

    @property
    def environment(self) -> dict[str, str]:
        """Nothing: the user's own environment leads to it."""
        return {}

    @property
    def context(self) -> str:
        """The current context of the kubeconfig files, in the order in which kubectl reads them."""
        listed = os.environ.get("KUBECONFIG") or str(Path("~/.kube/config").expanduser())
        for path in (Path(part) for part in listed.split(os.pathsep) if part):
            content: Any = yaml.safe_load(path.read_text()) if path.is_file() else None
            if isinstance(content, dict) and content.get("current-context"):
                return str(content["current-context"])
        raise Failure(f"CLUSTER=current needs a kubeconfig with a current context; {listed} has none")

    def ensure(self, step: Step | None = None) -> bool:
        """Names the cluster. It is never new."""
        if step:
            step.result = f"yours, context {self.context}"
        return False
