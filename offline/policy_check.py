"""The check of a stack with the policies, without an engine."""

from pathlib import Path

from offline import program
from offline.manifests import plain
from offline.program import record_stack
from offline.recorder import Recording
from offline.stack_file import PROJECT, StackFile
from policies.configuration import Configuration
from policies.evaluation import Evaluation, evaluate
from policies.kubernetes_object import KubernetesObject


def evaluate_stack(stack: str, file: Path | None = None) -> Evaluation:
    """The violations of a stack of this project, as the engine would find them. `file` replaces its stack file.

    Raises `pulumi.RunError` for a configuration that the program refuses.
    """
    file = file or program.ROOT / f"Pulumi.{stack}.yaml"
    return evaluate_recording(record_stack(stack, file), StackFile.read(file))


def evaluate_recording(recording: Recording, file: StackFile) -> Evaluation:
    """The violations of a recorded stack."""
    return evaluate(objects(recording), Configuration.read(file.config, PROJECT))


def objects(recording: Recording) -> list[KubernetesObject]:
    """Every Kubernetes object and Helm release of a recording."""
    found = (
        KubernetesObject.of(each.type, each.name, plain(each.inputs), each.urn) for each in recording.registrations
    )
    return [each for each in found if each]
