from components import StatefulApp
from offline.manifests import plain
from offline.recorder import Recording
from slipway.settings import StatefulAppSettings, VolumeSettings
from slipway.settings.autoscaling import AutoscalingSettings
from slipway.settings.rollout import StatefulRolloutSettings
from slipway.settings.storage import RetentionSettings
from tests.deployment import deploy

VISITS = StatefulAppSettings(image="sh3b0/app_python:1.4.2", port=8080, storage={"/app/db": VolumeSettings(size="1Gi")})


def visits(settings: StatefulAppSettings = VISITS) -> Recording:
    return deploy(lambda: StatefulApp("visits", settings, namespace="shop"))


def test_it_owns_a_set_two_services_a_service_account_and_its_claims() -> None:
    names = {(each.type.rpartition(":")[2], each.name) for each in visits().registrations}

    assert names == {
        ("StatefulApp", "visits"),
        ("StatefulSet", "visits"),
        ("Service", "visits"),
        ("Service", "visits-headless"),
        ("ServiceAccount", "visits"),
        ("ConfigMap", "visits-lifetime"),
        ("Stash", "visits-paths"),
        ("Stash", "visits-unchangeable"),
        ("PersistentVolumeClaimPatch", "visits.app-db-visits-0"),
    }


def test_the_set_is_governed_by_the_headless_service() -> None:
    recording = visits()
    headless = recording.one("Service", "visits-headless").inputs

    assert recording.one("StatefulSet").inputs["spec"]["serviceName"] == headless["metadata"]["name"]
    assert headless["spec"]["clusterIP"] == "None"
    assert headless["spec"]["publishNotReadyAddresses"] is True


def test_each_path_of_its_storage_is_claimed_and_mounted() -> None:
    spec = plain(visits().one("StatefulSet").inputs["spec"])
    [claim] = spec["volumeClaimTemplates"]
    mounts = spec["template"]["spec"]["containers"][0]["volumeMounts"]

    assert claim["spec"] == {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    assert {"name": claim["metadata"]["name"], "mountPath": "/app/db"} in mounts


def test_the_process_may_write_to_its_claims() -> None:
    pod = plain(visits().one("StatefulSet").inputs["spec"]["template"]["spec"])

    assert pod["securityContext"]["fsGroup"] == pod["securityContext"]["runAsUser"] == 10001


def test_neither_deletion_nor_scaling_in_deletes_data() -> None:
    policy = visits().one("StatefulSet").inputs["spec"]["persistentVolumeClaimRetentionPolicy"]

    assert policy == {"whenDeleted": "Retain", "whenScaled": "Retain"}


def test_data_is_deleted_when_the_settings_say_so() -> None:
    settings = VISITS.model_copy(update={"retention": RetentionSettings(when_deleted="Delete", when_scaled="Delete")})
    policy = visits(settings).one("StatefulSet").inputs["spec"]["persistentVolumeClaimRetentionPolicy"]

    assert policy == {"whenDeleted": "Delete", "whenScaled": "Delete"}


def test_pods_start_in_order_unless_told_otherwise() -> None:
    parallel = StatefulAppSettings(image="sh3b0/app_python:1.4.2", port=8080, pod_management_policy="Parallel")

    assert visits().one("StatefulSet").inputs["spec"]["podManagementPolicy"] == "OrderedReady"
    assert visits(parallel).one("StatefulSet").inputs["spec"]["podManagementPolicy"] == "Parallel"


def test_clients_reach_it_through_the_client_service() -> None:
    assert visits().outputs_of("StatefulApp") == {"url": "http://visits.shop.svc:8080", "exposed": False}


def test_every_pod_has_its_claims_before_the_set_does() -> None:
    two = VISITS.model_copy(update={"replicas": 2})
    recording = visits(two)
    claims = recording.all("PersistentVolumeClaimPatch")

    assert [each.inputs["metadata"]["name"] for each in claims] == ["app-db-visits-0", "app-db-visits-1"]
    assert {each.urn for each in claims} <= set(recording.one("StatefulSet").dependencies)


def test_the_set_is_replaced_round_its_pods() -> None:
    annotations = visits().one("StatefulSet").inputs["metadata"]["annotations"]

    assert annotations["pulumi.com/deletionPropagationPolicy"] == "orphan"
    assert annotations["pulumi.com/timeoutSeconds"] == "615"


def test_the_set_goes_with_the_object_that_owns_it() -> None:
    recording = visits()
    owner, owned = recording.one("ConfigMap"), recording.one("StatefulSet")
    [reference] = owned.inputs["metadata"]["ownerReferences"]

    assert owned.deleted_with == owner.urn
    assert (reference["kind"], reference["name"]) == ("ConfigMap", owner.inputs["metadata"]["name"])
    assert reference["blockOwnerDeletion"] is True


def test_what_replaces_the_set_is_told_by_a_stash_of_it() -> None:
    larger = VISITS.model_copy(update={"storage": {"/app/db": VolumeSettings(size="2Gi")}})
    more = VISITS.model_copy(update={"replicas": 5, "image": "sh3b0/app_python:1.5.0"})
    stash = visits().one("Stash", "visits-unchangeable").inputs

    assert visits(larger).one("Stash", "visits-unchangeable").inputs != stash
    assert visits(more).one("Stash", "visits-unchangeable").inputs == stash


def test_an_up_waits_for_every_pod_unless_a_partition_holds_some_back() -> None:
    canary = VISITS.model_copy(update={"rollout": StatefulRolloutSettings(partition=1, min_ready_seconds=5)})
    inputs = plain(visits(canary).one("StatefulSet").inputs)

    assert "pulumi.com/skipAwait" not in visits().one("StatefulSet").inputs["metadata"]["annotations"]
    assert inputs["metadata"]["annotations"]["pulumi.com/skipAwait"] == "true"
    assert inputs["spec"]["updateStrategy"] == {"type": "RollingUpdate", "rollingUpdate": {"partition": 1}}
    assert inputs["spec"]["minReadySeconds"] == 5


def test_it_scales_by_load_as_any_app_does() -> None:
    scaled = StatefulAppSettings(
        image="sh3b0/app_python:1.4.2", port=8080, autoscaling=AutoscalingSettings(max_replicas=3, cpu="70%")
    )
    recording = visits(scaled)

    assert "replicas" not in recording.one("StatefulSet").inputs["spec"]
    assert recording.one("HorizontalPodAutoscaler").inputs["spec"]["scaleTargetRef"]["kind"] == "StatefulSet"
    assert len(recording.all("PodDisruptionBudget")) == 1


def test_its_pods_are_spread_among_all_of_them_because_each_takes_the_place_of_one() -> None:
    spec = plain(visits().one("StatefulSet").inputs["spec"]["template"]["spec"])

    assert len(spec["topologySpreadConstraints"]) == 2
    assert not [each for each in spec["topologySpreadConstraints"] if "matchLabelKeys" in each]
