from pulumi import ResourceOptions

from components.default_account import default_account
from tests.deployment import deploy


def test_it_is_patched_so_that_it_is_never_deleted_and_holds_against_whoever_hands_out_tokens() -> None:
    recording = deploy(lambda: default_account("shop.default", "shop", {"a": "b"}, ResourceOptions()))
    account = recording.one("ServiceAccountPatch", "shop.default").inputs

    assert account["automountServiceAccountToken"] is False
    assert account["metadata"] == {
        "name": "default",
        "namespace": "shop",
        "labels": {"a": "b"},
        "annotations": {"pulumi.com/patchForce": "true"},
    }
