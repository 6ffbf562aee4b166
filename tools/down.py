"""`down`: the opposite of `up`. Built programs stay, so that the next `up` is quick."""

import os

from tools import deployments, passphrase
from tools.cluster_identity import refuse_another
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.left_behind import clear_left_behind
from tools.pending_creations import resolve
from tools.steps import Steps
from tools.target import Target
from tools.up import operate


def down(target: Target, steps: Steps) -> None:
    """Destroys the stack, then the embedded cluster, unless another stack is deployed to it."""
    steps.print(f"slipway {target.stack}")
    cluster = target.cluster()
    engine = target.engine(cluster)
    if target.stack not in deployments.remembered(target.layout):
        engine.stack_file(target.stack)
    if isinstance(cluster, EmbeddedCluster):
        _down_embedded(target, engine, cluster, steps)
    else:
        with steps.step("cluster") as step:
            cluster.ensure(step)
        with steps.step("engine") as step:
            engine.ensure(step)
            clear_left_behind(engine, target.stack, step)
        if not _destroy(engine, target, steps):
            steps.print(f"{target.stack} is not deployed; there is nothing to do")


def _down_embedded(target: Target, engine: Engine, cluster: EmbeddedCluster, steps: Steps) -> None:
    if not cluster.exists and not deployments.remembered(target.layout):
        steps.print("nothing is running; there is nothing to do")
        return
    with steps.step("engine") as step:
        engine.ensure(step)
        clear_left_behind(engine, target.stack, step)
    if not cluster.running:
        for stack in deployments.remove_lost(engine):
            steps.print(
                f"    the cluster does not run, so there is nothing to destroy on it; removed the state of {stack}"
            )
    elif target.stack in deployments.remembered(target.layout):
        _destroy(engine, target, steps)
        deployments.forget(target.layout, target.stack)
    others = deployments.alive(engine)
    if others:
        steps.print(
            f"    the cluster stays, because {', '.join(others)} is deployed to it; "
            f"to delete it: `{target.make('down', others[0])}`"
        )
        return
    with steps.step("cluster") as step:
        cluster.delete()
        step.result = "stopped and deleted"


def _destroy(engine: Engine, target: Target, steps: Steps) -> bool:
    """Destroys the stack and removes it from the local backend. Returns True if it held resources."""
    resources = engine.stacks().get(target.stack)
    if resources:
        file = target.layout.project / f"Pulumi.{target.stack}.yaml"
        passphrase.require(target.stack, file, os.environ, local=engine.backend == "local")
        refuse_another(engine, target.stack, target.cluster())
        with steps.step("objects") as step:
            resolve(engine, target.stack, target.cluster(), step)
        if target.embedded and engine.unprotect(target.stack):
            steps.print(f"    {target.stack} is protected as production; its data here is simulated, so it is deleted")
        operate(engine, target, ["destroy"], steps, quiet=True)
    if resources is not None and engine.backend == "local":
        engine.remove_stack(target.stack)
    return bool(resources)
