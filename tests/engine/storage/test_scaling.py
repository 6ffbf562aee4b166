"""The number of pods changes, and the sizes of their volumes follow the settings. Runs after the volumes have grown to
2Gi.
"""

from tests.engine.stack_under_test import StackUnderTest
from tests.engine.storage.test_growing import sizes, uids


def test_a_claim_kept_by_a_scale_in_grows_when_its_pod_comes_back(storage: StackUnderTest) -> None:
    claims = uids(storage, "persistentvolumeclaims")

    with storage.edited("replicas: 2", "replicas: 1"):
        storage.up()
    assert uids(storage, "persistentvolumeclaims") == claims

    storage.file.write_text(storage.file.read_text().replace("/app/db: 2Gi", "/app/db: 3Gi"))
    with storage.edited("replicas: 2", "replicas: 3"):
        storage.up()
        pods = storage.pods("storage", "visits")

        assert pods.keys() == {"visits-0", "visits-1", "visits-2"}
        assert sizes(storage) == {f"app-db-visits-{ordinal}": "3Gi" for ordinal in range(3)}
        assert uids(storage, "persistentvolumeclaims").items() >= claims.items()
        assert storage.unchanged().code == 0


def test_what_a_set_never_changes_is_changed_round_its_pods_too(storage: StackUnderTest) -> None:
    storage.up()
    pods = storage.pods("storage", "visits")

    with storage.edited("replicas: 2", "replicas: 2\n          podManagementPolicy: Parallel"):
        assert storage.run("preview").code == 0
        storage.up()

        assert storage.get("statefulset", "storage", "visits")["spec"]["podManagementPolicy"] == "Parallel"
        assert storage.pods("storage", "visits") == pods


def test_an_app_that_goes_takes_its_pods_with_it_and_leaves_its_data(storage: StackUnderTest) -> None:
    storage.up()
    claims = uids(storage, "persistentvolumeclaims")
    before = storage.file.read_text()
    start, end = before.index("        visits:"), before.index("        web:")

    storage.file.write_text(before[:start] + before[end:])
    storage.up()

    assert storage.pods("storage", "visits") == {}
    assert uids(storage, "statefulsets") == {}
    assert uids(storage, "persistentvolumeclaims") == claims
    assert storage.pods("storage", "web")

    storage.file.write_text(before)
    storage.up()
    assert uids(storage, "persistentvolumeclaims") == claims
    assert len(storage.pods("storage", "visits")) == 2


def test_data_goes_with_its_app_when_the_settings_say_so_and_never_when_the_set_is_replaced(
    storage: StackUnderTest,
) -> None:
    claims = uids(storage, "persistentvolumeclaims")
    before = storage.file.read_text()
    deleting = before.replace("replicas: 2", "replicas: 2\n          retention: {whenDeleted: Delete}")
    storage.file.write_text(deleting)
    storage.up()

    pods = storage.pods("storage", "visits")
    storage.file.write_text(deleting.replace("/app/db: 3Gi", "/app/db: 4Gi"))
    storage.up()
    assert set(sizes(storage).values()) >= {"4Gi"}
    assert uids(storage, "persistentvolumeclaims") == claims
    assert storage.pods("storage", "visits") == pods

    start, end = before.index("        visits:"), before.index("        web:")
    storage.file.write_text(before[:start] + before[end:])
    storage.up()
    assert not uids(storage, "persistentvolumeclaims").keys() & {"app-db-visits-0", "app-db-visits-1"}
