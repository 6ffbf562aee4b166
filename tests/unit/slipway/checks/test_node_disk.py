from typing import Any

from slipway.checks.node_disk import narrow_disk
from slipway.settings.kinds import WorkerAppSettings


def lines(**fields: Any) -> list[str]:
    app = WorkerAppSettings.model_validate({"image": "a:1", **fields})
    return [str(problem) for problem in narrow_disk("web", app)]


CACHE = {"/cache": {"emptyDir": {"size": "2Gi"}}}


def test_the_default_has_room_for_every_folder() -> None:
    assert lines(volumes=CACHE) == []


def test_a_limit_below_the_folders_is_told_with_the_line_to_write() -> None:
    assert lines(volumes=CACHE, resources={"ephemeral-storage": "1Gi..2Gi"}) == [
        (
            "web.resources.ephemeral-storage: expected a limit of at least 2162Mi, because the pod is evicted above "
            "it: /tmp 64Mi, /cache 2Gi, logs 50Mi; got 2Gi; write ephemeral-storage: 1Gi..2162Mi, or leave it out"
        )
    ]
    assert lines(volumes=CACHE, resources={"ephemeral-storage": "1Gi..2162Mi"}) == []


def test_a_folder_in_memory_takes_no_disk() -> None:
    memory = {"/cache": {"emptyDir": {"size": "2Gi", "medium": "Memory"}}}

    assert lines(volumes=memory, resources={"ephemeral-storage": "100Mi..200Mi"}) == []
