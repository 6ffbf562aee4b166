"""What a killed command has left behind on this machine: locks, processes, broken files."""

from tools.engine import Engine
from tools.leftover_processes import end_left_behind
from tools.locks import refuse_running, release_left_behind
from tools.state_files import refuse_full_disk, repair
from tools.steps import Step


def clear_left_behind(engine: Engine, stack: str, step: Step) -> None:
    """Clears it away, and prints what there was. Raises `Failure` if another command works on the stack."""
    refuse_running(engine, stack)
    end_left_behind(engine.layout, step)
    if engine.backend == "local":
        refuse_full_disk(engine.layout)
        repair(engine.layout, stack, step)
        release_left_behind(engine, step)
