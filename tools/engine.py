"""The Pulumi engine: the official one on PATH, or ours; and the environment that it runs in."""

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from tools import passphrase
from tools.build import build, outdated
from tools.failure import Failure
from tools.layout import Layout
from tools.programs import ENGINE, PROVIDER, PROVIDER_VERSION, PULUMI
from tools.steps import Step
from tools.subprocesses import Finished, attached, capture, follow

Backend = Literal["local", "current"]


class Engine:
    """Runs `pulumi` on this project's stacks.

    `local` keeps state and plugins below `.slipway` whatever the user is logged in to; `current` leaves the user's
    login and home alone. `program` is the folder of the Pulumi.yaml, by default the project's.
    """

    def __init__(
        self,
        layout: Layout,
        *,
        backend: Backend = "local",
        surroundings: Mapping[str, str] | None = None,
        program: Path | None = None,
    ) -> None:
        """`surroundings` are added to every run: the cluster's kubeconfig, the chosen chart."""
        self.layout = layout
        self.backend = backend
        self.surroundings = dict(surroundings or {})
        self.program = program or layout.project
        self.official = _official(layout)

    @property
    def executable(self) -> Path:
        """The `pulumi` that runs."""
        return self.official or PULUMI.file(self.layout)

    @property
    def is_there(self) -> bool:
        """Whether it can run without building anything."""
        return self.official is not None or not outdated(self.layout, ENGINE)

    def ensure(self, step: Step | None = None) -> None:
        """Builds what is missing; nothing when there is an official engine."""
        step = step or Step("engine")
        if self.official is None:
            build(self.layout, ENGINE, step)
            if self.backend == "local":
                self._install_provider()
        own = os.environ.get("PULUMI_BACKEND_URL")
        if self.backend == "local" and own not in (None, self._state_url):
            state = self.layout.shown(self.layout.state)
            step.remark(f"state goes to {state}; your PULUMI_BACKEND_URL is used with BACKEND=current only")
        step.result = self.description

    @property
    def description(self) -> str:
        """Which engine, and whose state."""
        version = capture([self.executable, "version"], env=self.environment(None), cwd=self.program).out.strip()
        name = f"pulumi {version.removeprefix('v')}, {'official' if self.official else 'built from source'}"
        return name if self.backend == "local" else f"{name}; your login"

    def settings(self, stack: str | None) -> dict[str, str]:
        """What the engine's environment has beside, or instead of, the user's own."""
        layout = self.layout
        caches = {
            f"HELM_{kind.upper()}_HOME": str(layout.caches / "helm" / kind) for kind in ("cache", "config", "data")
        }
        path = os.environ.get("PATH", os.defpath)
        result = {**caches, "KUBECACHEDIR": str(layout.caches / "kube"), "PULUMI_SKIP_UPDATE_CHECK": "true"}
        if self.official is None:
            # A plugin on PATH is found without being installed into the user's home, at the price of a warning.
            ambient = [str(layout.plugins)] if self.backend == "current" else []
            result["PATH"] = os.pathsep.join([str(layout.bin), *ambient, path])
            result["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true"
        if self.backend == "local":
            result |= {"PULUMI_BACKEND_URL": self._state_url, "PULUMI_HOME": str(layout.pulumi_home)}
        if stack is not None:
            result |= passphrase.environment(stack, os.environ)
        return {**result, **self.surroundings}

    def environment(self, stack: str | None, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """The whole environment of one run."""
        return {**os.environ, **self.settings(stack), **(extra or {})}

    def run(
        self,
        arguments: Sequence[str],
        *,
        stack: str | None = None,
        env: Mapping[str, str] | None = None,
        check: bool = True,
        seconds: float = 900,
    ) -> Finished:
        """`pulumi ARGUMENTS --stack STACK`, to its end; raises `Failure` with its output unless it exits with 0."""
        command = self._command(arguments, stack)
        done = capture(command, env=self.environment(stack, env), cwd=self._folder, seconds=seconds)
        if check and done.code != 0:
            raise Failure(f"`pulumi {' '.join(arguments)}` failed:\n{(done.out + done.err).strip()}")
        return done

    def follow(self, arguments: Sequence[str], *, stack: str, log: Path, on_line: Callable[[str], None]) -> Finished:
        """The same, each line handed over as it comes and written to `log`."""
        command = self._command(arguments, stack)
        return follow(command, env=self.environment(stack), cwd=self._folder, log=log, on_line=on_line)

    def attached(self, arguments: Sequence[str], *, stack: str) -> int:
        """The same on the user's own terminal; returns the exit code."""
        return attached(self._command(arguments, stack), env=self.environment(stack), cwd=self._folder)

    def stacks(self) -> dict[str, int]:
        """The stacks of this project in the backend, with the number of resources that each holds."""
        listed: list[dict[str, Any]] = json.loads(self.run(["stack", "ls", "--json"]).out or "[]")
        return {str(stack["name"]).split("/")[-1]: int(stack.get("resourceCount") or 0) for stack in listed}

    def stack_file(self, stack: str) -> Path:
        """The settings of the stack; raises `Failure` with the names that exist."""
        file = self.program / f"Pulumi.{stack}.yaml"
        if not file.is_file():
            known = ", ".join(sorted(path.name.split(".")[1] for path in self.program.glob("Pulumi.*.yaml")))
            raise Failure(f"there is no Pulumi.{stack}.yaml; expected STACK to be one of: {known}")
        return file

    def ensure_stack(self, stack: str) -> int:
        """Creates the stack in the backend if it is not there; returns how many resources it holds."""
        file = self.stack_file(stack)
        resources = self.stacks().get(stack)
        if resources is None:
            chosen = re.search(r"^secretsprovider:\s*(\S+)", file.read_text(), re.MULTILINE)
            provider = chosen[1] if chosen else "passphrase"
            # Not selected: several installations of this project share the workspace that remembers a selection.
            self.run(["stack", "init", stack, "--no-select", "--secrets-provider", provider], env=self.settings(stack))
        return resources or 0

    def remove_stack(self, stack: str) -> None:
        """Forgets the stack, whatever its state still holds; its settings file stays."""
        self.run(["stack", "rm", stack, "--yes", "--force", "--preserve-config"], env=self.settings(stack))

    def unprotect(self, stack: str) -> bool:
        """Lets everything of the stack be deleted; whether anything was protected until now."""
        exported: dict[str, Any] = json.loads(self.run(["stack", "export"], stack=stack).out)
        resources: list[dict[str, Any]] = exported["deployment"].get("resources") or []
        protected = any(each.get("protect") for each in resources)
        if protected:
            self.run(["state", "unprotect", "--all", "--yes"], stack=stack)
        return protected

    def outputs(self, stack: str, *, show_secrets: bool = False) -> dict[str, Any]:
        """What the program exported at the last `up`; secrets masked unless asked for."""
        arguments = ["stack", "output", "--json", *(["--show-secrets"] if show_secrets else [])]
        outputs: dict[str, Any] = json.loads(self.run(arguments, stack=stack).out)
        return outputs

    @property
    def _state_url(self) -> str:
        return f"file://{self.layout.state}"

    @property
    def _folder(self) -> Path:
        if self.backend == "local":
            self.layout.state.mkdir(parents=True, exist_ok=True)
        return self.program

    def _command(self, arguments: Sequence[str], stack: str | None) -> list[str | Path]:
        return [self.executable, *arguments, *(["--stack", stack] if stack else [])]

    def _install_provider(self) -> None:
        installed = self.layout.stamps / "provider-installed"
        key = PROVIDER.key(self.layout)
        folder = self.layout.pulumi_home / "plugins" / f"resource-kubernetes-v{PROVIDER_VERSION}"
        if folder.is_dir() and installed.is_file() and installed.read_text() == key:
            return
        file = str(PROVIDER.file(self.layout))
        self.run(["plugin", "install", "resource", "kubernetes", f"v{PROVIDER_VERSION}", "--file", file, "--reinstall"])
        installed.write_text(key)


def _official(layout: Layout) -> Path | None:
    """The `pulumi` on PATH that is not ours."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    foreign = [folder for folder in folders if Path(folder or ".").resolve() != layout.bin.resolve()]
    found = shutil.which("pulumi", path=os.pathsep.join(foreign))
    return Path(found) if found else None
