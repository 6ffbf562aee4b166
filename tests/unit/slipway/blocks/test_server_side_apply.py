from slipway.blocks.server_side_apply import OURS
from tests.unit.stack.composed import composed

STORE = {"kind": "stateful", "image": "a:1", "port": 5432, "storage": {"/data": "1Gi"}, "replicas": 2}
SCALED = {"image": "a:1", "port": 8080, "autoscaling": {"maxReplicas": 3, "cpu": "70%"}}


def test_an_up_overrules_whoever_has_set_numbers_claims_and_the_default_account_by_hand_and_nobody_else() -> None:
    recording = composed({"shop": {"apps": {"db": STORE, "web": SCALED}}})
    forced = {
        each.type.rpartition(":")[2]
        for each in recording.registrations
        if OURS.items() <= each.inputs.get("metadata", {}).get("annotations", {}).items()
    }

    assert forced == {"StatefulSet", "PersistentVolumeClaimPatch", "ServiceAccountPatch"}


def test_it_is_said_in_the_words_of_pulumi() -> None:
    assert OURS == {"pulumi.com/patchForce": "true"}
