from slipway.topology.cloud_metadata import METADATA
from slipway.topology.rules import Addresses


def test_a_target_of_pods_is_never_a_metadata_server_unless_it_is_named() -> None:
    assert set(Addresses.outward("0.0.0.0/0").without) <= {*METADATA}
    assert "169.254.0.0/16" in Addresses.outward("0.0.0.0/0").without
    assert Addresses.outward("169.254.20.10/32") == Addresses("169.254.20.10/32")
    assert Addresses("0.0.0.0/0").without == ()
