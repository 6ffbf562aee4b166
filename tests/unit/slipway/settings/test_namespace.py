import pytest
from pydantic import ValidationError

from slipway.settings import (
    NodeAgentSettings,
    ScheduledJobSettings,
    StatefulAppSettings,
    StatelessAppSettings,
    TaskSettings,
    WorkerAppSettings,
)
from slipway.settings.namespace import NamespaceSettings

APP: dict[str, object] = {"image": "nginx:1.29", "port": 8080}
JOB: dict[str, object] = {"image": "nginx:1.29", "schedule": "@daily"}


@pytest.mark.parametrize(
    ("app", "settings"),
    [
        (APP, StatelessAppSettings),
        ({"kind": "stateless", **APP}, StatelessAppSettings),
        ({"kind": "stateful", **APP}, StatefulAppSettings),
        ({"kind": "scheduled", **JOB}, ScheduledJobSettings),
        ({"kind": "worker", "image": "nginx:1.29"}, WorkerAppSettings),
        ({"kind": "agent", "image": "nginx:1.29"}, NodeAgentSettings),
        ({"kind": "task", "image": "nginx:1.29"}, TaskSettings),
    ],
)
def test_the_kind_of_an_app_decides_what_it_can_say(app: dict[str, object], settings: type) -> None:
    namespace = NamespaceSettings.model_validate({"apps": {"web": app}})

    assert isinstance(namespace.apps["web"], settings)


def test_an_app_that_is_made_in_python_keeps_its_kind() -> None:
    job = ScheduledJobSettings(image="nginx:1.29", schedule="@daily")

    assert NamespaceSettings(apps={"job": job}).apps["job"] is job


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValidationError, match="daemon"):
        NamespaceSettings.model_validate({"apps": {"web": {"kind": "daemon", **APP}}})
