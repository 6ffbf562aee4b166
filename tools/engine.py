"""The Pulumi engine (the official one on PATH, or one built from source) and its environment."""

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from tools import passphrase
from tools.build import build, outdated
from tools.engine_events import in_words
from tools.failure import Failure
from tools.layout import Layout
from tools.leftover_processes import mark
from tools.private_files import private_folder
from tools.programs import ENGINE, PROVIDER, PROVIDER_VERSION, PULUMI
from tools.steps import Step
from tools.subprocesses import Finished, attached, capture, follow

Backend = Literal["local", "current"]

UNATTENDED = ("--yes", "--skip-preview", "--non-interactive", "--json", "--color", "never")
"""An `up` or a `destroy` that asks nobody and streams its events."""


class Engine:
    """Runs `pulumi` on this project's stacks.

    The backend `local` keeps state and plugins below `.slipway`; the user's login is not used. `current` uses the
    user's login and home. `program` is the folder of the Pulumi.yaml, by default the project's.
    """

    def __init__(
        self,
        layout: Layout,
        *,
        backend: Backend = "local",
        surroundings: Mapping[str, str] | None = None,
        program: Path | None = None,
    ) -> None:
        """`surroundings` are variables for every run: the cluster's kubeconfig, the chosen chart."""
        self.layout = layout
        self.backend = backend
        self.surroundings = dict(surroundings or {})
        self.program = program or layout.project
        self.official = _official(layout)

    @property
    def executable(self) -> Path:
        """The `pulumi` to run."""
        return self.official or PULUMI.file(self.layout)

    @property
    def is_there(self) -> bool:
        """True when it can run without a build."""
        return self.official is not None or not outdated(self.layout, ENGINE)

    def ensure(self, step: Step | None = None) -> None:
        """Builds the engine if it is missing and there is no official one."""
        step = step or Step("engine")
        if self.official is None:
            build(self.layout, ENGINE, step)
            if self.backend == "local":
                self._install_provider()
        own = os.environ.get("PULUMI_BACKEND_URL")
        if self.backend == "local" and own not in (None, self._state_url):
            state = self.layout.shown(self.layout.state)
            step.remark(f"the state is kept in {state}; your PULUMI_BACKEND_URL is used only with BACKEND=current")
        step.result = self.description

    @property
    def description(self) -> str:
        """The version of the engine, its origin, and the backend if it is the user's."""
        version = capture([self.executable, "version"], env=self.environment(None), cwd=self.program).out.strip()
        name = f"pulumi {version.removeprefix('v')}, {'official' if self.official else 'built from source'}"
        return name if self.backend == "local" else f"{name}; your login"

    def settings(self, stack: str | None) -> dict[str, str]:
        """The variables that the engine gets in addition to the user's environment."""
        layout = self.layout
        caches = {
            f"HELM_{kind.upper()}_HOME": str(layout.caches / "helm" / kind) for kind in ("cache", "config", "data")
        }
        path = os.environ.get("PATH", os.defpath)
        result = {**caches, "KUBECACHEDIR": str(layout.caches / "kube"), "PULUMI_SKIP_UPDATE_CHECK": "true"}
        if self.official is None:
            # The engine finds a plugin on PATH, and warns of it. So none is installed into the user's home.
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
        return {**os.environ, **self.settings(stack), **mark(self.layout), **(extra or {})}

    def run(
        self,
        arguments: Sequence[str],
        *,
        stack: str | None = None,
        env: Mapping[str, str] | None = None,
        check: bool = True,
        seconds: float = 900,
    ) -> Finished:
        """Runs `pulumi ARGUMENTS --stack STACK` to its end. `check` raises `Failure` if the exit code is not 0."""
        command = self._command(arguments, stack)
        done = capture(command, env=self.environment(stack, env), cwd=self._folder, seconds=seconds)
        if check and done.code != 0:
            raise Failure(f"`pulumi {' '.join(arguments)}` failed:\n{(done.out + done.err).strip()}")
        return done

    def follow(self, arguments: Sequence[str], *, stack: str, log: Path, on_line: Callable[[str], None]) -> int:
        """Runs an `up` or a `destroy`, passes each line of its events to `on_line` and returns the exit code.

        Nothing asks the user. `log` gets the same events in plain words: see `tools/engine_events.py`.
        """
        command = self._command([*arguments, *UNATTENDED], stack)
        env = self.environment(stack)
        return follow(command, env=env, cwd=self._folder, log=log, on_line=on_line, in_log=in_words)

    def attached(self, arguments: Sequence[str], *, stack: str) -> int:
        """Runs `pulumi ARGUMENTS` on the user's own terminal and returns the exit code."""
        return attached(self._command(arguments, stack), env=self.environment(stack), cwd=self._folder)

    def stacks(self) -> dict[str, int]:
        """The stacks of this project in the backend, and the number of resources of each."""
        listed: list[dict[str, Any]] = json.loads(self.run(["stack", "ls", "--json"]).out or "[]")
        return {str(stack["name"]).split("/")[-1]: int(stack.get("resourceCount") or 0) for stack in listed}

    def stack_file(self, stack: str) -> Path:
        """The settings file of the stack. Raises `Failure` with the known names if there is none."""
        file = self.program / f"Pulumi.{stack}.yaml"
        if not file.is_file():
            known = ", ".join(sorted(path.name.split(".")[1] for path in self.program.glob("Pulumi.*.yaml")))
            raise Failure(f"there is no Pulumi.{stack}.yaml; expected STACK to be one of: {known}")
        return file

    def ensure_stack(self, stack: str) -> int:
        """Creates the stack in the backend if it is missing. Returns the number of its resources."""
        file = self.stack_file(stack)
        resources = self.stacks().get(stack)
        if resources is None:
            chosen = re.search(r"^secretsprovider:\s*(\S+)", file.read_text(), re.MULTILINE)
            provider = chosen[1] if chosen else "passphrase"
            # Not selected: the selection is kept in a workspace that several installations of this project share.
            self.run(["stack", "init", stack, "--no-select", "--secrets-provider", provider], env=self.settings(stack))
        return resources or 0

    def remove_stack(self, stack: str) -> None:
        """Removes the stack and its state from the backend, even if it holds resources. The settings file stays."""
        self.run(["stack", "rm", stack, "--yes", "--force", "--preserve-config"], env=self.settings(stack))

    def unprotect(self, stack: str) -> bool:
        """Removes the protection of all resources of the stack. Returns True if there was any."""
        exported: dict[str, Any] = json.loads(self.run(["stack", "export"], stack=stack).out)
        resources: list[dict[str, Any]] = exported["deployment"].get("resources") or []
        protected = any(each.get("protect") for each in resources)
        if protected:
            self.run(["state", "unprotect", "--all", "--yes"], stack=stack)
        return protected

    def outputs(self, stack: str, *, show_secrets: bool = False) -> dict[str, Any]:
        """The outputs of the last `up`. Secrets are masked unless `show_secrets` is set."""
        arguments = ["stack", "output", "--json", *(["--show-secrets"] if show_secrets else [])]
        outputs: dict[str, Any] = json.loads(self.run(arguments, stack=stack).out)
        return outputs

    @property
    def _state_url(self) -> str:
        """Without the `.attrs` file beside each file of the state: it is not written at once, so a reader, or whoever
        comes after a killed command, finds it empty and fails with "failed to load checkpoint: EOF".
        https://pkg.go.dev/gocloud.dev/blob/fileblob
        """
        return f"file://{self.layout.state}?metadata=skip"

    @property
    def _folder(self) -> Path:
        if self.backend == "local":
            private_folder(self.layout.state)
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
    """The `pulumi` on PATH that this project has not built."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    foreign = [folder for folder in folders if Path(folder or ".").resolve() != layout.bin.resolve()]
    found = shutil.which("pulumi", path=os.pathsep.join(foreign))
    return Path(found) if found else None
