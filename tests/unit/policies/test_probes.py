from policies.probes import SERVING_PROBES
from tests.unit.policies.objects import container, found, workload


def test_a_container_that_listens_and_is_probed_passes() -> None:
    assert found(SERVING_PROBES, workload()) == []


def test_one_that_listens_unprobed_is_told_which_are_missing() -> None:
    bare = {key: value for key, value in container().items() if not key.endswith("Probe")}

    assert found(SERVING_PROBES, workload(bare)) == [
        "spec.template.spec.containers[web].readinessProbe: expected a probe for a container with ports; got nothing",
        "spec.template.spec.containers[web].livenessProbe: expected a probe for a container with ports; got nothing",
    ]


def test_one_with_a_reason_does_without() -> None:
    bare = {key: value for key, value in container().items() if key != "livenessProbe"}
    reason = {"slipway.dev/relaxation.noLivenessProbe": "a restart costs more than a slow answer"}

    assert len(found(SERVING_PROBES, workload(bare))) == 1
    assert found(SERVING_PROBES, workload(bare, annotations=reason)) == []


def test_one_that_does_not_listen_needs_none() -> None:
    assert found(SERVING_PROBES, workload({"name": "worker"})) == []


def test_a_sidecar_that_listens_needs_them_and_what_only_starts_first_does_not() -> None:
    listening = {"ports": [{"containerPort": 1}]}
    before = [{"name": "prepare", **listening}, {"name": "proxy", "restartPolicy": "Always", **listening}]

    assert [each.split(":")[0] for each in found(SERVING_PROBES, workload(pod={"initContainers": before}))] == [
        "spec.template.spec.initContainers[proxy].readinessProbe",
        "spec.template.spec.initContainers[proxy].livenessProbe",
    ]


def test_work_that_ends_by_itself_needs_none() -> None:
    listening = {"name": "job", "ports": [{"containerPort": 1}]}

    assert found(SERVING_PROBES, workload(listening, kind="Job", pod={"restartPolicy": "Never"})) == []
    assert found(SERVING_PROBES, workload(listening, kind="Job", pod={"restartPolicy": "OnFailure"})) == []
    assert len(found(SERVING_PROBES, workload(listening, pod={"restartPolicy": "Always"}))) == 2
