"""What the policies say of a stack, without an engine."""

from pathlib import Path

from offline import program
from offline.manifests import plain
from offline.program import PROJECT, record_stack
from offline.recorder import Recording
from offline.stack_file import StackFile
from policies.environment import environment_of
from policies.evaluation import NAMES, Verdict, judge
from policies.exemptions import Exemptions
from policies.kubernetes_object import KubernetesObject


def judge_stack(stack: str, file: Path | None = None) -> Verdict:
    """The verdict on a stack of this project, as the engine would come to it; `file` takes the place of its own.

    Raises `pulumi.RunError` for a configuration that the program refuses.
    """
    file = file or program.ROOT / f"Pulumi.{stack}.yaml"
    recording = record_stack(stack, file)
    config = StackFile.read(file).config
    return judge(objects(recording), environment_of(config, PROJECT), Exemptions.read(stack, NAMES))


def objects(recording: Recording) -> list[KubernetesObject]:
    """Every Kubernetes object and Helm release of a recording."""
    found = (
        KubernetesObject.of(each.type, each.name, plain(each.inputs), each.urn) for each in recording.registrations
    )
    return [each for each in found if each]
