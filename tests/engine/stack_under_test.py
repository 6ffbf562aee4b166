"""A stack of this project on the real engine and a real control plane, with a settings file that a test may edit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stack.stack_file import VARIABLE as STACK_FILE
from tools.cluster import Cluster
from tools.engine import Engine
from tools.subprocesses import Finished

KINDS = (
    "namespaces,deployments,replicasets,statefulsets,daemonsets,cronjobs,pods,services,ingresses,secrets,"
    "persistentvolumes,persistentvolumeclaims,clusterroles,clusterrolebindings,limitranges,"
    "jobs,poddisruptionbudgets,horizontalpodautoscalers,networkpolicies,"
    "validatingadmissionpolicies,validatingadmissionpolicybindings"
)


class StackUnderTest:
    """Runs the engine's commands as a person would, never asking; the settings file is a copy, free to be edited.

    Tests that share a stack begin with `restore`, so that each of them runs alone and in any order.
    """

    def __init__(self, name: str, engine: Engine, cluster: Cluster, folder: Path) -> None:
        self.name, self.engine, self.cluster = name, engine, cluster
        self.file = folder / f"Pulumi.{name}.yaml"
        if engine.program != folder:
            self.file.write_text((engine.program / self.file.name).read_text())
        self._kept: str | None = None
        self._deployed: str | None = None

    def run(self, *arguments: str, check: bool = True) -> Finished:
        """`pulumi ARGUMENTS` with this stack and its settings file."""
        command = [*arguments, "--non-interactive", "--config-file", str(self.file)]
        return self.engine.run(command, stack=self.name, check=check, env={STACK_FILE: str(self.file)})

    def up(self, *, check: bool = True, refresh: bool = False) -> Finished:
        """An update without asking."""
        text, before, self._deployed = self.file.read_text(), self._deployed, None
        done = self.run("up", "--yes", "--skip-preview", *(["--refresh"] if refresh else []), check=check)
        if done.code == 0:
            self._deployed = text
        elif "nothing was changed" in done.out:
            self._deployed = before
        return done

    def restore(self) -> None:
        """Deploys the settings that every test begins with, unless they are deployed already.

        These are the settings at the first call. What a test changes in the cluster by hand, it puts back itself.
        """
        if self._kept is None:
            self._kept = self.file.read_text()
        self.file.write_text(self._kept)
        if self._deployed != self._kept:
            self.up()

    def is_deployed(self, settings: str) -> bool:
        """True if the last `up` deployed these settings and the file still says them."""
        return self._deployed == settings == self.file.read_text()

    def change_for_good(self, old: str, new: str) -> None:
        """An edit that `restore` keeps, for what cannot be taken back: a volume never shrinks."""
        text = self.file.read_text()
        assert old in text, f"{self.file.name} does not say {old!r}"
        self._kept = text.replace(old, new)
        self.file.write_text(self._kept)

    def unchanged(self) -> Finished:
        """A preview that fails if there are changes."""
        return self.run("preview", "--expect-no-changes", check=False)

    def destroy(self) -> Finished:
        """Destroy all resources, production too, without its protection."""
        self._deployed = None
        self.engine.unprotect(self.name)
        return self.run("destroy", "--yes", "--skip-preview")

    def config(self, *arguments: str) -> Finished:
        """`pulumi config ARGUMENTS` on the settings file."""
        return self.engine.run(["config", *arguments, "--config-file", str(self.file)], stack=self.name)

    @contextmanager
    def undone_afterwards(self) -> Iterator[None]:
        """Destroy all resources and remove the state at the end. The cluster must be as before the stack."""
        untouched = self.objects()
        yield
        self.destroy()
        self.engine.remove_stack(self.name)
        assert self.objects() == untouched

    @contextmanager
    def edited(self, old: str, new: str) -> Iterator[None]:
        """The settings file with one text replaced, restored afterwards."""
        before = self.file.read_text()
        assert old in before, f"{self.file.name} does not say {old!r}"
        self.file.write_text(before.replace(old, new))
        try:
            yield
        finally:
            self.file.write_text(before)

    def resources(self) -> dict[str, dict[str, Any]]:
        """The resources in the state by URN. Secrets stay encrypted."""
        state: dict[str, Any] = json.loads(self.engine.run(["stack", "export"], stack=self.name).out)
        return {each["urn"]: each for each in state["deployment"].get("resources", [])}

    def objects(self) -> set[str]:
        """All objects in the cluster by kind and name. The CRDs of the chart are left out, because Helm never deletes
        them.
        """
        listed = [
            "get",
            KINDS,
            "--all-namespaces",
            "--no-headers",
            "-o",
            "custom-columns=:kind,:metadata.namespace,:metadata.name",
        ]
        return {" ".join(line.split()) for line in self.cluster.kubectl(listed).out.splitlines()}

    def versions(self) -> dict[str, str]:
        """The resource version of every object in the stack's namespaces. Every change of an object changes it."""
        kinds = "deployments,statefulsets,cronjobs,services,ingresses,configmaps,secrets,limitranges,serviceaccounts"
        return {each["metadata"]["uid"]: each["metadata"]["resourceVersion"] for each in self.get(kinds)}

    def get(self, kind: str, namespace: str | None = None, name: str | None = None) -> Any:
        """An object of the Kubernetes API, or all objects of a kind."""
        where = ["--namespace", namespace] if namespace else ["--all-namespaces"]
        answer = json.loads(self.cluster.kubectl(["get", kind, *([name] if name else []), *where, "-o", "json"]).out)
        return answer if name else answer["items"]

    def pods(self, namespace: str, app: str) -> dict[str, str]:
        """The uids of an app's pods by name, without pods in deletion."""
        return {
            pod["metadata"]["name"]: pod["metadata"]["uid"]
            for pod in self.get("pods", namespace)
            if pod["metadata"]["labels"].get("app.kubernetes.io/name") == app
            and "deletionTimestamp" not in pod["metadata"]
        }
