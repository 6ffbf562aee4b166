"""The volumes of the last update, compared with the settings before anything is changed.

The components compare them too, for programs without a stack file. But each of them does so when its turn comes, and by
then other objects have been changed.
"""

from collections.abc import Iterator

from components.stack_state import held
from slipway.blocks.claims import claims
from slipway.blocks.volumes import own_claim
from slipway.checks.problems import Problem, path_of
from slipway.checks.volume_changes import refused_paths, refused_volume
from slipway.settings.app import AppSettings, Steps
from slipway.settings.kinds import StatefulAppSettings
from slipway.settings.stack import StackSettings
from slipway.settings.storage import VolumeSettings

CLAIM = "kubernetes:core/v1:PersistentVolumeClaimPatch"
PATHS = "pulumi:index:Stash"


def refused_volumes(stack: StackSettings) -> Iterator[Problem]:
    """Every change of a deployed volume that the cluster could not make."""
    deployed, paths = held(CLAIM), held(PATHS)
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            path, pulumi_name = path_of("namespaces", namespace, "apps", name), f"{namespace}.{name}"
            for claim, setting, volume in _claims(name, app):
                if found := deployed.get(f"{pulumi_name}.{claim}"):
                    yield from refused_volume(path_of(path, *setting), found["spec"], volume)
            before = paths.get(f"{pulumi_name}-paths")
            if before and isinstance(app, StatefulAppSettings):
                yield from refused_paths(path, before["output"], [*app.storage])


def _claims(name: str, app: AppSettings) -> Iterator[tuple[str, Steps, VolumeSettings]]:
    """One claim of each volume: its name, the path of its setting, and the volume."""
    for steps, volume in app.lasting_volumes().items():
        kind, path, *_ = steps
        [(of_first_pod, _)] = claims(name, {path: volume}, replicas=1)
        yield (own_claim(name, path, app.volumes[path]) if kind == "volumes" else of_first_pod), steps, volume
