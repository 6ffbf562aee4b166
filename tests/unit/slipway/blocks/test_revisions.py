import pytest

from slipway.blocks.rollout import revisions
from slipway.settings import ScheduledJobSettings, StatefulAppSettings, StatelessAppSettings
from slipway.settings.pod import PodSettings

IMAGE = {"image": "nginx:1.29"}


@pytest.mark.parametrize(
    "app",
    [
        StatelessAppSettings.model_validate({**IMAGE, "port": 80}),
        StatefulAppSettings.model_validate({**IMAGE, "port": 80, "storage": {"/data": "1Gi"}}),
        ScheduledJobSettings.model_validate({**IMAGE, "schedule": "@daily"}),
    ],
)
def test_kubernetes_keeps_ten_revisions_where_nothing_is_said(app: PodSettings) -> None:
    assert revisions(app) == 10


@pytest.mark.parametrize("said", [0, 3])
def test_an_app_may_say_how_many(said: int) -> None:
    rollout = {"rollout": {"revisionHistoryLimit": said}}

    assert revisions(StatelessAppSettings.model_validate({**IMAGE, "port": 80, **rollout})) == said
