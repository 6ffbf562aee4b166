"""`down`: the opposite of `up`. What was built stays, so that the next `up` is quick."""

from tools import deployments
from tools.cluster_identity import refuse_another
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.locks import release_left_behind
from tools.steps import Steps
from tools.target import Target
from tools.up import operate

DESTROY = ["destroy", "--yes", "--skip-preview", "--non-interactive", "--color", "never"]


def down(target: Target, steps: Steps) -> None:
    """Destroys the stack, then the embedded cluster unless another stack still lives on it."""
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
        if not _destroy(engine, target, steps):
            steps.print(f"{target.stack} is not deployed; there is nothing to do")


def _down_embedded(target: Target, engine: Engine, cluster: EmbeddedCluster, steps: Steps) -> None:
    if not cluster.exists and not deployments.remembered(target.layout):
        steps.print("nothing is running; there is nothing to do")
        return
    with steps.step("engine") as step:
        engine.ensure(step)
        release_left_behind(engine, step)
    if not cluster.running:
        for stack in deployments.remove_lost(engine):
            steps.print(
                f"    the cluster no longer runs, so nothing can be destroyed on it: removed the state of {stack}"
            )
    elif target.stack in deployments.remembered(target.layout):
        _destroy(engine, target, steps)
        deployments.forget(target.layout, target.stack)
    others = deployments.alive(engine)
    if others:
        steps.print(f"    the cluster stays: {', '.join(others)} is deployed to it; `{target.make('down', others[0])}`")
        return
    with steps.step("cluster") as step:
        cluster.delete()
        step.result = "stopped and deleted"


def _destroy(engine: Engine, target: Target, steps: Steps) -> bool:
    """Destroys what the stack holds and removes it from the local backend; whether it held anything."""
    resources = engine.stacks().get(target.stack)
    if resources:
        if not target.embedded:
            refuse_another(engine, target.stack, target.cluster())
        if target.embedded and engine.unprotect(target.stack):
            steps.print(f"    {target.stack} is protected as production; here its data is simulated, and may go")
        operate(engine, target, DESTROY, steps, quiet=True)
    if resources is not None and engine.backend == "local":
        engine.remove_stack(target.stack)
    return bool(resources)
