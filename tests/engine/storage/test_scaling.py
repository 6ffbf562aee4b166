"""The number of pods changes, and the sizes of their volumes follow the settings. Runs after the volumes have grown to
2Gi.
"""

from tests.engine.stack_under_test import StackUnderTest
from tests.engine.storage.test_growing import of_two_pods, said, sizes, uids


def test_a_claim_kept_by_a_scale_in_grows_when_its_pod_comes_back(storage: StackUnderTest) -> None:
    claims = uids(storage, "persistentvolumeclaims")

    with storage.edited("replicas: 2", "replicas: 1"):
        storage.up()
    assert uids(storage, "persistentvolumeclaims") == claims

    size = said(storage) + 1
    storage.change_for_good(f"/app/db: {said(storage)}Gi", f"/app/db: {size}Gi")
    with storage.edited("replicas: 2", "replicas: 3"):
        storage.up()
        pods = storage.pods("storage", "visits")

        assert pods.keys() == {"visits-0", "visits-1", "visits-2"}
        assert sizes(storage) == {f"app-db-visits-{ordinal}": f"{size}Gi" for ordinal in range(3)}
        assert uids(storage, "persistentvolumeclaims").items() >= claims.items()
        assert storage.unchanged().code == 0
    storage.up()
    storage.cluster.kubectl(["delete", "persistentvolumeclaim", "app-db-visits-2", "--namespace", "storage"])


def test_what_a_set_never_changes_is_changed_round_its_pods_too(storage: StackUnderTest) -> None:
    pods = storage.pods("storage", "visits")

    with storage.edited("replicas: 2", "replicas: 2\n          podManagementPolicy: Parallel"):
        assert storage.run("preview").code == 0
        storage.up()

        assert storage.get("statefulset", "storage", "visits")["spec"]["podManagementPolicy"] == "Parallel"
        assert storage.pods("storage", "visits") == pods


def test_an_app_that_goes_takes_its_pods_with_it_and_leaves_its_data(storage: StackUnderTest) -> None:
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
    before, size = storage.file.read_text(), said(storage)
    deleting = before.replace("replicas: 2", "replicas: 2\n          retention: {whenDeleted: Delete}")
    storage.file.write_text(deleting)
    storage.up()

    pods = storage.pods("storage", "visits")
    storage.file.write_text(deleting.replace(f"/app/db: {size}Gi", f"/app/db: {size + 1}Gi"))
    storage.up()
    assert sizes(storage) == of_two_pods(size + 1)
    assert uids(storage, "persistentvolumeclaims") == claims
    assert storage.pods("storage", "visits") == pods

    start, end = before.index("        visits:"), before.index("        web:")
    storage.file.write_text(before[:start] + before[end:])
    storage.up()
    assert uids(storage, "persistentvolumeclaims") == {}
