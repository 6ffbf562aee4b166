"""`up` and `preview`: everything that comes before them, then the engine."""

import os
import platform
import sys

from tools import deployments
from tools.cluster import Cluster
from tools.diagnose import diagnose, failing
from tools.engine import Engine
from tools.engine_events import Update
from tools.failure import Failure
from tools.locks import release_left_behind
from tools.report import report
from tools.steps import Step, Steps, line
from tools.subprocesses import Finished, capture
from tools.target import Target

LAST_LINES = 30

HINTS = {
    "argument list too long": "Pulumi hands the configuration over in one variable of the environment, and that of "
    "Pulumi.{stack}.yaml is too large for one (128 KiB as JSON); share it out among several stacks",
    "currently locked": "an earlier command was cut short; if none is running any more: "
    "{env_command} && pulumi cancel --yes --stack {stack}",
    "because it is protected": "{stack} is in production, whose data is protected. To let it go, say of each namespace "
    "why (deletable: <reason>), `up`, and try again: docs/protection.md",
    "incorrect passphrase": "the PULUMI_CONFIG_PASSPHRASE of your environment is not the one of Pulumi.{stack}.yaml; "
    "unset it to use the documented one",
}


def prepare(target: Target, steps: Steps, *, before_all: bool = False) -> tuple[Engine, Cluster]:
    """Engine, cluster, chart and stack, in the order in which they can fail cheaply.

    `before_all` asks the program and the policies what they think before anything else: an update without a preview
    would come upon a violation with half of the stack deployed.
    """
    steps.print(line("python environment", f"Python {platform.python_version()} in .venv"))
    cluster = target.cluster()
    engine = target.engine(cluster)
    engine.stack_file(target.stack)
    given = target.choose_chart() if target.chart else None
    if before_all or not engine.is_there:
        _check(target)
    with steps.step("engine") as step:
        engine.ensure(step)
        if target.embedded:
            release_left_behind(engine, step)
    with steps.step("cluster") as step:
        created = cluster.ensure(step)
    if created:
        for stack in deployments.remove_lost(engine):
            steps.print(f"    the cluster that {stack} was deployed to is gone; its state was removed")
    with steps.step("monitoring chart") as step:
        chart = given or target.choose_chart()
        step.result = chart.description
    return target.engine(cluster, chart), cluster


def _check(target: Target) -> None:
    """The engine says the same later; before a build of a quarter of an hour it is worth a second to ask."""
    command = [sys.executable, "-m", "offline.check", target.stack]
    done = capture(command, env=os.environ, cwd=target.layout.project)
    if done.code != 0:
        raise Failure(done.err.strip())


def up(target: Target, steps: Steps) -> None:
    """Deploys the stack and tells how to reach what runs."""
    steps.print(f"slipway {target.stack}")
    engine, cluster = prepare(target, steps, before_all=True)
    resources = engine.ensure_stack(target.stack)
    if target.embedded:
        deployments.remember(target.layout, target.stack)
    arguments = ["up", "--yes", "--skip-preview", "--non-interactive", "--color", "never", *policies(target)]
    # A first deployment changes everything there is; from then on each change is worth a line.
    operate(engine, target, arguments, steps, quiet=resources <= deployments.EMPTY)
    steps.print("")
    steps.print(report(target, engine.outputs(target.stack), cluster))


def preview(target: Target, steps: Steps) -> None:
    """Shows what `up` would do: every field that changes, or the list of resources when there are none yet."""
    steps.print(f"slipway {target.stack}")
    engine, _ = prepare(target, steps)
    resources = engine.ensure_stack(target.stack)
    steps.print("")
    arguments = ["preview", *(["--diff"] if resources else []), *policies(target)]
    if engine.attached(arguments, stack=target.stack) != 0:
        raise Failure(f"`pulumi preview` of {target.stack} failed; what stands in its way is printed above")
    steps.print(f"next: `{target.make('up')}`")


def policies(target: Target) -> list[str]:
    """The option that has every resource judged."""
    return ["--policy-pack", str(target.layout.project / "policies")]


def operate(engine: Engine, target: Target, arguments: list[str], steps: Steps, *, quiet: bool) -> None:
    """Runs `pulumi up` or `destroy` as one step; whatever the engine warns of or fails at is printed in full."""
    verb, stack = arguments[0], target.stack
    log = engine.layout.logs / f"{verb}-{stack}.log"
    with steps.step(verb) as step, deployments.operation(engine.layout, stack) as cut_short:
        if cut_short:
            step.remark("the last command was cut short or failed; asking the cluster what there is")
            arguments = [*arguments, "--refresh"]
        update = Update(lambda operation: _show(operation, update, step, steps, quiet=quiet))
        done = engine.follow(arguments, stack=stack, log=log, on_line=update.read)
        if update.diagnostics:
            steps.print("\n".join(update.diagnostics).strip("\n"))
        if done.code != 0:
            if not update.diagnostics:
                steps.print("\n".join(update.stray or done.out.splitlines()[-LAST_LINES:]))
            for trouble in diagnose(failing(update.diagnostics), target.cluster()):
                steps.print(f"  {trouble}")
            raise Failure(_failure(verb, target, done, engine.layout.shown(log)))
        step.result = update.summary


def _show(operation: str, update: Update, step: Step, steps: Steps, *, quiet: bool) -> None:
    step.note = f"{update.operations} done, last {operation}"
    if not quiet:
        steps.print(f"    {operation}")


def _failure(verb: str, target: Target, done: Finished, log: str) -> str:
    known = {"stack": target.stack, "env_command": target.env_command}
    hints = [hint.format(**known) for sign, hint in HINTS.items() if sign in done.out]
    return "\n".join([f"`pulumi {verb}` of {target.stack} failed; all that it printed is in {log}", *hints])
