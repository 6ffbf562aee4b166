"""The volumes of patched pods: each mount has one."""

from collections.abc import Iterator
from typing import Any

from pulumi import Output

from slipway.blocks.patches import plain
from slipway.checks.reserved_fields import TEMPLATES

_MOUNTS = {"volumeMounts": "mountPath", "volumeDevices": "devicePath"}


def lost_volumes(kind: str, controller: Any) -> Iterator[str]:
    """An error for each mount of a volume that the pods do not have. What is known only later is left out."""
    if kind not in TEMPLATES:
        return
    pod = _at(controller, *TEMPLATES[kind], "spec")
    claims = [_at(each, "metadata", "name") for each in _list(_at(controller, "spec", "volumeClaimTemplates"))]
    volumes = [*(_at(each, "name") for each in _list(_at(pod, "volumes"))), *claims]
    known = sorted(each for each in volumes if isinstance(each, str))
    for group in ("initContainers", "containers"):
        for container in _list(_at(pod, group)):
            for mounts, path in _MOUNTS.items():
                for mount in _list(_at(container, mounts)):
                    wanted = _at(mount, "name")
                    if isinstance(wanted, str) and wanted not in known and len(known) == len(volumes):
                        where = f"{group}[{_at(container, 'name')}].{mounts}[{_at(mount, path)}]"
                        yield (
                            f"{where} mounts the volume {wanted}, which the pod does not have; expected one of "
                            f"{', '.join(known) or 'none'}; add it to spec.volumes, or use the setting volumes"
                        )


def _at(value: Any, *path: str) -> Any:
    """The value at a path in arguments or mappings; None if there is none, or if it is known only later."""
    for step in path:
        found = plain(value)
        value = found.get(step) if isinstance(found, dict) else None
    return None if isinstance(value, Output) else value


def _list(value: Any) -> list[Any]:
    found = plain(value)
    return found if isinstance(found, list) else []
