from typing import Any

import pytest

from components import StatelessApp, WorkerApp
from offline.manifests import plain
from slipway.settings import StatelessAppSettings, WorkerAppSettings
from tests.deployment import deploy

Kind = type[StatelessApp] | type[WorkerApp]

of_both_kinds = pytest.mark.parametrize("kind", [StatelessApp, WorkerApp])


def deployment(kind: Kind, **settings: Any) -> dict[str, Any]:
    said = {"image": "shop/mailer:1.0", **settings}

    def program() -> StatelessApp | WorkerApp:
        if kind is StatelessApp:
            return StatelessApp("web", StatelessAppSettings.model_validate({"port": 80, **said}), namespace="shop")
        return WorkerApp("web", WorkerAppSettings.model_validate(said), namespace="shop")

    inputs: dict[str, Any] = plain(deploy(program).one("Deployment").inputs)
    return inputs


@of_both_kinds
def test_a_rollout_goes_as_its_settings_say_and_an_up_waits_a_little_longer_than_kubernetes_does(kind: Kind) -> None:
    rollout = {"minReadySeconds": 5, "progressDeadlineSeconds": 700, "revisionHistoryLimit": 2, "maxUnavailable": "50%"}
    made = deployment(kind, rollout=rollout)
    spec = made["spec"]

    assert (spec["minReadySeconds"], spec["progressDeadlineSeconds"], spec["revisionHistoryLimit"]) == (5, 700, 2)
    assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == "50%"
    assert made["metadata"]["annotations"]["pulumi.com/timeoutSeconds"] == "715"


@of_both_kinds
def test_recreate_leaves_no_figures_of_a_rolling_update(kind: Kind) -> None:
    assert deployment(kind, rollout={"type": "Recreate"})["spec"]["strategy"] == {"type": "Recreate"}


@of_both_kinds
def test_pods_are_spread_version_by_version(kind: Kind) -> None:
    pods = deployment(kind)["spec"]["template"]["spec"]

    assert [each["matchLabelKeys"] for each in pods["topologySpreadConstraints"]] == [["pod-template-hash"]] * 2


@of_both_kinds
def test_it_is_made_of_the_pods_that_it_selects_whatever_their_version(kind: Kind) -> None:
    old, new = deployment(kind)["spec"], deployment(kind, image="shop/mailer:2.0")["spec"]

    assert old["selector"] == new["selector"] == {"matchLabels": {"app.kubernetes.io/name": "web"}}
    assert new["template"]["metadata"]["labels"].items() >= new["selector"]["matchLabels"].items()
