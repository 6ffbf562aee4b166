"""`up` and `preview`: they set up everything that the engine needs, then run it."""

import os
import platform
import sys
from pathlib import Path

from drift.wanted import Wanted
from tools import deployments, passphrase
from tools.cluster import Cluster
from tools.definitions import install
from tools.diagnose import diagnose, failing
from tools.drift import Drift, put_right, refuse, search, tell
from tools.engine import Engine
from tools.engine_output import EngineOutput
from tools.failure import Failure
from tools.left_behind import clear_left_behind
from tools.pending_creations import read_state, resolve
from tools.report import report
from tools.steps import Step, Steps, line
from tools.subprocesses import capture
from tools.target import Target

LAST_LINES = 30

HINTS = {
    "field can not be less than": "a claim in the cluster is larger than its setting, and a volume can only grow; "
    "write at least its size: kubectl get pvc --all-namespaces",
    "must support resize": "the storage class of the volume cannot grow volumes (`allowVolumeExpansion`): take the "
    "former size back, or move the data to a volume of another class",
    "argument list too long": "Pulumi passes the configuration in one environment variable, and Pulumi.{stack}.yaml is "
    "too large for it (128 KiB as JSON); split it into several stacks",
    "currently locked": "another command works on this stack, or was killed; if none runs, release the lock: "
    "{env_command} && pulumi cancel --yes --stack {stack}",
    "because it is protected": "{stack} is in production, and its data is protected; to delete it, give a reason in "
    "each namespace (deletable: <reason>), run `up`, and try again: docs/protection.md",
    "incorrect passphrase": "the PULUMI_CONFIG_PASSPHRASE of your environment is not the one of Pulumi.{stack}.yaml; "
    "unset it to use the documented one",
}


def prepare(target: Target, steps: Steps, *, before_all: bool = False) -> tuple[Engine, Cluster, Wanted | None]:
    """Sets up the engine, the cluster and the chart. The quick checks come first.

    `before_all` refuses what the program and the policies refuse before anything else. An update without a preview
    would otherwise find a violation when half of the stack is deployed. The last value is what the stack asks for; None
    if the program refuses its settings, which the engine then tells.
    """
    steps.print(line("python environment", f"Python {platform.python_version()} in .venv"))
    cluster = target.cluster()
    engine = target.engine(cluster)
    file = engine.stack_file(target.stack)
    passphrase.require(target.stack, file, os.environ, local=target.backend == "local")
    if target.crds and not target.embedded:
        raise Failure("CRDS is for the embedded cluster; install the definitions into your own cluster yourself")
    given = target.choose_chart() if target.chart else None
    wanted = _check(target, refuse=before_all or not engine.is_there)
    with steps.step("engine") as step:
        engine.ensure(step)
        clear_left_behind(engine, target.stack, step)
    with steps.step("cluster") as step:
        created = cluster.ensure(step)
    if created:
        for stack in deployments.remove_lost(engine):
            steps.print(f"    the cluster of {stack} is gone; removed the state of {stack}")
    if target.crds:
        with steps.step("definitions") as step:
            install(cluster, Path(target.crds), step)
    with steps.step("monitoring chart") as step:
        chart = given or target.choose_chart()
        step.result = chart.description
    return target.engine(cluster, chart), cluster, wanted


def _check(target: Target, *, refuse: bool) -> Wanted | None:
    """Runs the program offline, in a second. With `refuse`, raises `Failure` with its errors."""
    command = [sys.executable, "-m", "offline.check", target.stack, "--objects"]
    done = capture(command, env=os.environ, cwd=target.layout.project)
    if refuse and done.code != 0:
        raise Failure(done.err.strip())
    return Wanted.read(done.out) if done.out else None


def up(target: Target, steps: Steps) -> None:
    """Deploys the stack and prints how to reach its apps."""
    steps.print(f"slipway {target.stack}")
    engine, cluster, wanted = prepare(target, steps, before_all=True)
    resources = engine.ensure_stack(target.stack)
    if target.embedded:
        deployments.remember(target.layout, target.stack)
    refreshed = []
    with steps.step("objects") as step:
        drift = _drift(engine, target.stack, cluster, wanted, step)
        if drift:
            put_right(drift, cluster, step)
            refreshed = ["--refresh"] if drift.needs_refresh else []
    # A first deployment creates everything; afterwards each change is worth a line.
    operate(engine, target, ["up", *refreshed, *policies(target)], steps, quiet=resources <= deployments.EMPTY)
    steps.print("")
    steps.print(report(target, engine.outputs(target.stack), cluster))


def preview(target: Target, steps: Steps) -> None:
    """Shows what `up` would do: every field that changes, or for a new stack the list of its resources."""
    steps.print(f"slipway {target.stack}")
    engine, cluster, wanted = prepare(target, steps)
    resources = engine.ensure_stack(target.stack)
    with steps.step("objects") as step:
        _drift(engine, target.stack, cluster, wanted, step)
    steps.print("")
    arguments = ["preview", *(["--diff"] if resources else []), *policies(target)]
    if engine.attached(arguments, stack=target.stack) != 0:
        raise Failure(f"`pulumi preview` of {target.stack} failed; the reason is printed above")
    steps.print(f"next: `{target.make('up')}`")


def _drift(engine: Engine, stack: str, cluster: Cluster, wanted: Wanted | None, step: Step) -> Drift | None:
    """What is not as the last update left it, printed. Raises `Failure` for what stands against an update.

    None if nobody knows what the stack asks for. What an interrupted command has made is taken into the state first.
    """
    state = resolve(engine, stack, cluster, step)
    if wanted is None:
        return None
    drift = search(state or read_state(engine, stack), cluster, wanted)
    refuse(drift, stack)
    tell(drift, step)
    return drift


def policies(target: Target) -> list[str]:
    """The option that checks every resource against the policies of the project."""
    return ["--policy-pack", str(target.layout.project / "policies")]


def operate(engine: Engine, target: Target, arguments: list[str], steps: Steps, *, quiet: bool) -> None:
    """Runs `pulumi up` or `destroy` as one step, and prints its warnings and errors in full.

    `quiet` leaves out the line for each change.
    """
    verb, stack = arguments[0], target.stack
    log = engine.layout.logs / f"{verb}-{stack}.log"
    with steps.step(verb) as step, deployments.operation(engine.layout, stack) as cut_short:
        if cut_short:
            step.remark("the last command failed or was interrupted; refreshing the state from the cluster")
            arguments = [*arguments, "--refresh"]
        output = EngineOutput(lambda operation: _show(operation, output, step, steps, quiet=quiet))
        code = engine.follow(arguments, stack=stack, log=log, on_line=output.read)
        with log.open("a") as file:
            print(output.report, file=file)
        if output.messages:
            steps.print("\n".join(output.messages))
        if code != 0:
            if output.stray:
                steps.print("\n".join(output.stray[-LAST_LINES:]))
            for line in diagnose(failing(output.concerned), target.cluster()):
                steps.print(f"  {line}")
            raise Failure(_failure(verb, target, output.text, engine.layout.shown(log)))
        step.result = output.summary


def _show(operation: str, output: EngineOutput, step: Step, steps: Steps, *, quiet: bool) -> None:
    step.note = f"{output.operations} done, last {operation}"
    if not quiet:
        steps.print(f"    {operation}")


def _failure(verb: str, target: Target, messages: str, log: str) -> str:
    known = {"stack": target.stack, "env_command": target.env_command}
    hints = [hint.format(**known) for sign, hint in HINTS.items() if sign in messages]
    return "\n".join([f"`pulumi {verb}` of {target.stack} failed; everything that it reported is in {log}", *hints])
