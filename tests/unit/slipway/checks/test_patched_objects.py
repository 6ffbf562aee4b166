from typing import Any

import pytest

from components.kinds import component_of
from offline.recorder import Registration
from slipway.checks.patched_objects import objects_of, wrong_object
from slipway.settings.kinds import KINDS
from tests.changed_settings import settings_of
from tests.deployment import deploy
from tests.patched import app_with

LABEL: Any = {"metadata": {"labels": {"a": "b"}}}


def wrong(target: str, kind: str = "stateless", **settings: Any) -> str | None:
    app = app_with((target, LABEL), kind=kind, **settings)
    return wrong_object(app, app.patches[0])


def test_an_object_that_no_app_of_the_kind_owns_is_told_with_those_that_it_can_own() -> None:
    assert str(wrong("Deployment", "agent")).startswith(
        'unknown object "Deployment" of this kind of app; expected one of ClusterRole, ClusterRoleBinding, '
        "ConfigMap, Daemon"
    )


@pytest.mark.parametrize(
    ("target", "settings", "message"),
    [
        ("Ingress", {}, "this app has no Ingress; the setting ingress makes one"),
        ("Service/headless", {}, "this app has no Service/headless; the setting service.headless makes one"),
        ("RoleBinding", {}, "this app has no RoleBinding; the setting apiAccess.rules makes one"),
        (
            "PodDisruptionBudget",
            {"replicas": 1},
            "this app has no PodDisruptionBudget; the setting replicas, from 2 on, makes one",
        ),
        (
            "Service/headles",
            {"service": {"headless": True}},
            'unknown object "Service/headles" of this app; did you mean Service/headless?',
        ),
        (
            "Service/publik",
            {"services": {"public": {"ports": ["http"]}}},
            'unknown object "Service/publik" of this app; did you mean Service/public?',
        ),
        ("ScaledObject", {}, "this app has no ScaledObject; the setting autoscaling.triggers makes one"),
        ("Deployment/web", {}, 'unknown object "Deployment/web" of this app; did you mean Deployment?'),
    ],
)
def test_an_object_that_this_app_does_not_have_is_told_with_the_way_to_it(
    target: str, settings: Any, message: str
) -> None:
    assert wrong(target, **settings) == message


@pytest.mark.parametrize("target", ["Deployment", "Service", "ServiceAccount", "PodDisruptionBudget", "ConfigMap/etc"])
def test_an_object_that_it_has_or_may_have_is_no_problem(target: str) -> None:
    assert wrong(target) is None


def test_an_election_makes_a_role() -> None:
    election = {"reason": "one pod at a time works", "leaderElection": True}

    assert wrong("Role", apiAccess=election) == wrong("RoleBinding", apiAccess=election) is None


@pytest.mark.parametrize("changed", [None, 0, 1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_the_objects_are_those_that_the_component_makes(kind: str, changed: int | None) -> None:
    app = KINDS[kind].model_validate({**settings_of(kind, changed), "after": [], "connectsTo": [], "telemetry": None})
    made = deploy(lambda: component_of(kind)("web", app, namespace="shop")).registrations

    assert {reference for each in made if (reference := reference_of(each))} == set(objects_of(app))


def reference_of(each: Registration) -> str | None:
    kind = str(each.inputs.get("kind"))
    if not each.type.startswith("kubernetes:") or kind in ("ConfigMap", "PersistentVolume", "PersistentVolumeClaim"):
        return None
    suffixed = kind in ("Service", "HTTPRoute", "TriggerAuthentication")
    suffix = each.name.removeprefix("web").lstrip("-.") if suffixed else ""
    return f"{kind}/{suffix}" if suffix else kind
