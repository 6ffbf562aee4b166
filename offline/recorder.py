"""Record the resources that a Pulumi program registers, without a deployment.

It uses the mock monitor of the SDK, and runs the program like the language host (`run_in_stack`). All Outputs are
resolved when the recording is returned. Tests assert on the recording, never inside `.apply`.
"""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slipway.pulumi_internals import Settings, configure, is_secret, mocks, rpc, run_in_stack

AUTONAMED = "<generated>"
"""The placeholder for random values: the suffix of generated names, and the uid of each object."""


ROOT = Path(__file__).parent.parent
"""The folder of this project."""


@dataclass(frozen=True)
class Registration:
    """One resource as the engine would receive it."""

    urn: str
    type: str
    name: str
    parent: str
    inputs: dict[str, Any]
    """Keys are camelCase, numbers are floats, and secrets are in envelopes."""
    provider: str
    """`<urn>::<id>` of the provider, or empty for the default one."""
    deleted_with: str
    dependencies: tuple[str, ...]
    protect: bool
    aliases: tuple[str, ...]
    """Its earlier URNs, without those that it inherits."""


@dataclass
class Recording:
    """The resources of a program, ordered by URN, and its outputs."""

    registrations: list[Registration] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)
    """The outputs of the program."""
    component_outputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The outputs of components, by URN."""

    def all(self, kind: str) -> list[Registration]:
        """Registrations whose type ends in `:<kind>`, for example `Deployment`."""
        return [each for each in self.registrations if each.type.rpartition(":")[2] == kind]

    def one(self, kind: str, name: str | None = None) -> Registration:
        """The only registration of this kind (and Pulumi name). Raises LookupError with all registrations otherwise."""
        found = [each for each in self.all(kind) if name in (None, each.name)]
        if len(found) != 1:
            there = ", ".join(f"{each.type} {each.name}" for each in self.registrations) or "nothing"
            raise LookupError(f"expected one {kind} {name or ''}, found {len(found)}; registered: {there}")
        return found[0]

    def is_secret(self, kind: str, property_: str, name: str | None = None) -> bool:
        """True if a top-level property of the only registration of this kind is a secret."""
        return is_secret(self.one(kind, name).inputs[property_])

    def outputs_of(self, kind: str, name: str | None = None) -> dict[str, Any]:
        """The outputs of the only component of this kind (and Pulumi name)."""
        return self.component_outputs[self.one(kind, name).urn]


class _Monitor(mocks.MockMonitor):
    """Receives the requests of the program. Like the engine, it refuses two resources with one URN."""

    def __init__(self, project: str, stack: str) -> None:
        super().__init__(_Echo())
        self.recording = Recording()
        self._prefix = f"urn:pulumi:{stack}::{project}::"
        self._stack_urn = self.make_urn("", "pulumi:pulumi:Stack", f"{project}-{stack}")

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """The URN, as the engine creates it. The SDK's function needs project and stack, which its thread does not
        have.
        """
        chain = parent.split("::")[2] if parent else ""
        owner = "" if chain in ("", "pulumi:pulumi:Stack") else f"{chain}$"
        return f"{self._prefix}{owner}{type_}::{name}"

    def _alias(self, request: Any, alias: Any) -> str:
        parent = "" if alias.noParent else alias.parentUrn or request.parent
        return self.make_urn(parent, alias.type or request.type, alias.name or request.name)

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802  # the name of the gRPC method
        urn = self.make_urn(request.parent, request.type, request.name)
        if urn in self.resources:
            raise ValueError(f"two resources have the URN {urn}")
        response = super().RegisterResource(request)  # type: ignore[no-untyped-call]  # the SDK's own
        if request.type != "pulumi:pulumi:Stack":
            self.recording.registrations.append(
                Registration(
                    urn=urn,
                    type=request.type,
                    name=request.name,
                    parent=request.parent,
                    inputs=rpc.deserialize_properties(request.object),
                    provider=request.provider,
                    deleted_with=request.deletedWith,
                    dependencies=tuple(sorted(request.dependencies)),
                    protect=request.protect,
                    aliases=tuple(self._alias(request, alias.spec) for alias in request.aliases),
                )
            )
        return response

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802  # the name of the gRPC method
        outputs = rpc.deserialize_properties(request.outputs)
        if request.urn == self._stack_urn:
            self.recording.outputs = outputs
        else:
            self.recording.component_outputs[request.urn] = outputs
        return super().RegisterResourceOutputs(request)  # type: ignore[no-untyped-call]  # the SDK's own


class _Echo(mocks.Mocks):
    """Outputs equal inputs. An object also gets a uid, and a name if it has none."""

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        metadata = args.inputs.get("metadata") or {}
        named = {"name": f"{args.name}-{AUTONAMED}", "uid": AUTONAMED, **metadata}
        return f"{args.name}-id", {**args.inputs, "metadata": named}

    def call(self, args: mocks.MockCallArgs) -> Any:
        raise NotImplementedError(f"the program calls {args.token} of a provider, which needs an engine")


def record(
    program: Callable[[], None], *, project: str = "slipway", stack: str = "test", root: Path = ROOT
) -> Recording:
    """Run `program` and return its resources. Its exceptions are raised here. `root` is the folder of `Pulumi.yaml`."""
    return contextvars.copy_context().run(_record, program, project, stack, root)


def _record(program: Callable[[], None], project: str, stack: str, root: Path) -> Recording:
    """The run in a separate context and event loop. The SDK keeps state in both, which would leak otherwise."""
    monitor = _Monitor(project, stack)
    engine = mocks.MockEngine(None)
    settings = Settings(project, stack, monitor=monitor, engine=engine, dry_run=False, root_directory=str(root))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    # Requests to the monitor run on threads of the loop. The SDK opens a loop in each thread and never closes it.
    with ThreadPoolExecutor(max_workers=1, initializer=_open_loop) as thread:
        loop.set_default_executor(thread)
        try:
            configure(settings)
            loop.run_until_complete(run_in_stack(program))
        finally:
            loop.run_until_complete(_cancel_all(loop))
            thread.submit(_close_loop).result()
            asyncio.set_event_loop(None)
            loop.close()
    monitor.recording.registrations.sort(key=lambda each: each.urn)
    return monitor.recording


async def _cancel_all(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel the tasks that a program leaves unfinished after an exception."""
    tasks = asyncio.all_tasks(loop) - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _open_loop() -> None:
    asyncio.set_event_loop(asyncio.new_event_loop())


def _close_loop() -> None:
    asyncio.get_event_loop().close()
    asyncio.set_event_loop(None)
