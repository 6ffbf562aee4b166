import pytest
from pydantic import ValidationError

from slipway.settings import (
    ManagedNamespaceSettings,
    NodeAgentSettings,
    ScheduledJobSettings,
    StatefulAppSettings,
    StatelessAppSettings,
    TaskSettings,
    WorkerAppSettings,
)
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.security import Level

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


def test_a_namespace_without_settings_is_restricted_open_to_nobody_more_and_gives_containers_figures() -> None:
    settings = ManagedNamespaceSettings()

    assert settings.pod_security_level() == "restricted"
    assert (settings.access.viewers, settings.access.deployers) == ((), ())
    assert (settings.limits.cpu.limit, settings.limits.memory.limit) == ("500m", "128Mi")


@pytest.mark.parametrize("level", ["baseline", "privileged"])
def test_a_namespace_admits_what_it_says(level: Level) -> None:
    relaxed = {"level": level, "reason": "agents look after the nodes"}

    assert ManagedNamespaceSettings.model_validate({"podSecurity": relaxed}).pod_security_level() == level


def test_a_namespace_is_restricted_unless_it_says_more_and_why() -> None:
    baseline = {"podSecurity": {"level": "baseline", "reason": "an old image that must be root"}}

    assert NamespaceSettings().pod_security_level() == "restricted"
    assert NamespaceSettings.model_validate(baseline).pod_security_level() == "baseline"


@pytest.mark.parametrize("given", [{"level": "baseline"}, {"level": "lax", "reason": "an old image"}, "baseline"])
def test_a_level_without_a_reason_or_of_another_name_is_refused(given: object) -> None:
    with pytest.raises(ValidationError):
        NamespaceSettings.model_validate({"podSecurity": given})
