from typing import Any

import pytest

from slipway.checks.patches import broken_patches
from slipway.settings.kinds import KINDS
from tests.patched import app_with

PATH = "namespaces.shop.apps.web"


def problems(*patches: tuple[str, Any], kind: str = "stateless", **settings: Any) -> list[str]:
    return [str(each) for each in broken_patches(PATH, "web", app_with(*patches, kind=kind, **settings))]


def test_an_object_that_no_such_app_owns_is_told_by_its_path() -> None:
    [problem] = problems(("Deployment", {"spec": {"paused": True}}), kind="agent")

    assert problem.startswith(
        f'{PATH}.patches.0.object: unknown object "Deployment" of this kind of app; expected one of ClusterRole'
    )


def test_all_problems_of_all_patches_are_told_at_once() -> None:
    pod = {"hostnme": "a", "serviceAccountName": "root", "containers": [{"name": "wbe", "tty": True}]}

    assert problems(
        ("Deployment", {"spec": {"replicas": 2, "template": {"spec": pod}}}),
        ("Service", {"spec": {"ports": [{"port": 8080, "name": "web"}]}}),
    ) == [
        (
            f"{PATH}.patches.0.patch.spec.template.spec.hostnme: "
            "unknown field of PodSpec; did you mean hostname? (Kubernetes 1.36)"
        ),
        (
            f"{PATH}.patches.0.patch.spec.replicas: expected the setting replicas or autoscaling instead: "
            "disruption budget, spread and quota follow it"
        ),
        (
            f"{PATH}.patches.0.patch.spec.template.spec.serviceAccountName: expected the setting "
            "serviceAccount.existing instead: the roles of the app belong to its account"
        ),
        (
            f'{PATH}.patches.0.patch.spec.template.spec.containers[wbe]: unknown container "wbe" of the app; did '
            "you mean "
            "web?; to add a container, use the setting sidecars"
        ),
        (
            f"{PATH}.patches.1.patch.spec.ports[8080/TCP].name: expected http, the name by which an Ingress finds "
            "the port; "
            'got "web"; a protocol is told by the setting appProtocol'
        ),
    ]


def test_a_field_is_told_once() -> None:
    [problem] = problems(("Deployment", {"spec": {"replicas": "two"}}))

    assert problem == (f'{PATH}.patches.0.patch.spec.replicas: expected a whole number up to 2147483647; got "two"')


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_app_owns_can_be_patched(kind: str) -> None:
    controller = KINDS[kind].controller.kind

    assert problems((controller, {"metadata": {"labels": {"a": "b"}}}), kind=kind) == []


@pytest.mark.parametrize(
    "content",
    [
        {"spec": 1},
        {"spec": {"template": None}},
        {"spec": {"template": {"spec": []}}},
        {"spec": {"template": {"spec": {"containers": {"web": {}}}}}},
        {"spec": {"template": {"spec": {"containers": [1, None, {"name": ["web"]}, {"name": None}]}}}},
        {"spec": {"template": {"spec": {"containers": [{"name": "web", "ports": [{"containerPort": {}}]}]}}}},
        {
            "spec": {
                "template": {"spec": {"containers": [{"name": "web", "ports": [{"containerPort": 1, "name": []}]}]}}
            }
        },
        {"spec": {"template": {"spec": {"containers": [{"name": "web", "env": [{"name": "A", "value": {}}]}]}}}},
        {"metadata": {"labels": {"a": {"b": "c"}}}},
        {"metadata": {"labels": "a=b"}},
    ],
)
def test_whatever_is_written_is_told_and_breaks_nothing(content: Any) -> None:
    for problem in problems(("Deployment", content)):
        assert problem.startswith(f"{PATH}.patches.0.patch.")
    assert problems(("Deployment", content))


@pytest.mark.parametrize(
    "content",
    [
        {"spec": {"token=Tulip!": {"$patch": "x"}}},
        {"metadata": {"labels": {"password=Tulip!": 5}}},
        {"spec": {"template": {"spec": {"containers": [{"name": "password=Tulip!"}]}}}},
        {"spec": {"template": {"spec": {"volumes": [{"name": "a", "password=Tulip!": 1, "$patch": "delete"}]}}}},
        {"spec": {"ports": [{"port": 1, "name": "a", "targetPort": "password=Tulip!"}]}},
    ],
)
def test_what_may_be_a_secret_is_never_shown_and_the_way_to_it_is(content: Any) -> None:
    kind = "Service" if "ports" in content.get("spec", {}) else "Deployment"
    told = "".join(problems((kind, content)))

    assert "Tulip" not in told
    assert f"{PATH}.patches.0.patch.{next(iter(content))}." in told
