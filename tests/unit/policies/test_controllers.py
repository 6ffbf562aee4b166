from policies.controllers import BARE_PODS
from tests.unit.policies.objects import found, of, workload


def test_a_pod_by_itself_is_told_and_one_of_a_controller_passes() -> None:
    assert found(BARE_PODS, workload()) == []
    assert found(BARE_PODS, of("Pod")) == [
        "kind: expected a Deployment, StatefulSet, DaemonSet, CronJob or Job; got Pod"
    ]
