"""An app that changes its kind is available all the time, under its name."""

from tests.engine.replacement.serving import endpoints, watched
from tests.engine.stack_under_test import StackUnderTest

WEB = "        web:\n          image:"
STATEFUL = "        web:\n          kind: stateful\n          storage: {/data: 1Gi}\n          image:"


def test_a_stateless_app_becomes_a_stateful_one_and_back_with_its_service_leading_to_ready_pods_all_the_time(
    lasting: StackUnderTest,
) -> None:
    service = lasting.get("service", "lasting", "web")
    with watched(lasting, "web") as seen:
        with lasting.edited(WEB, STATEFUL):
            lasting.up()
            assert lasting.pods("lasting", "web").keys() >= {"web-0", "web-1"}
            assert endpoints(lasting, "web") >= 2
            assert lasting.unchanged().code == 0
        lasting.up()

    kept = lasting.get("service", "lasting", "web")
    assert (kept["metadata"]["uid"], kept["spec"]["clusterIP"]) == (
        service["metadata"]["uid"],
        service["spec"]["clusterIP"],
    )
    assert len(seen) > 20
    assert min(seen) >= 1
    assert "data-web-0" in {each["metadata"]["name"] for each in lasting.get("persistentvolumeclaims", "lasting")}
    assert lasting.unchanged().code == 0


def test_what_was_outside_becomes_an_app_and_leaves_again_under_the_same_name(lasting: StackUnderTest) -> None:
    uid = lasting.get("service", "lasting", "archive")["metadata"]["uid"]
    outside = "      externalNames: {archive: archive.example.com}\n      apps:\n"
    inside = "      apps:\n        archive: {image: sh3b0/app_python:1.4.2, port: 8080}\n"

    with lasting.edited(outside, inside):
        lasting.up()
        service = lasting.get("service", "lasting", "archive")
        assert (service["metadata"]["uid"], service["spec"]["type"]) == (uid, "ClusterIP")
        assert endpoints(lasting, "archive") == 1
    lasting.up()

    service = lasting.get("service", "lasting", "archive")
    assert (service["metadata"]["uid"], service["spec"]["type"]) == (uid, "ExternalName")
    assert lasting.unchanged().code == 0


def test_a_volume_grows_in_production_with_every_pod_running(lasting: StackUnderTest) -> None:
    pods = lasting.pods("lasting", "ledger")

    lasting.change_for_good("/app/db: 1Gi", "/app/db: 2Gi")
    lasting.up()

    assert lasting.pods("lasting", "ledger") == pods
    assert lasting.unchanged().code == 0
