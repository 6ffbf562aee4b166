"""The components in another Pulumi program."""

from pathlib import Path

from tests.repository import copy_of_checkout
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT

PASSWORD = "tulip-of-the-own-program"
ATTACKS = {
    "create service externalname alias --external-name=evil.example.com": "denied request: externalName would lead",
    "set selector service database own=evil": "denied request: the clients of this Service expect the app database",
}


def test_components_can_be_deployed_by_somebodys_own_program(
    engine: Engine, cluster: EmbeddedCluster, tmp_path: Path
) -> None:
    folder = copy_of_checkout(PROJECT, tmp_path / "slipway") / "examples" / "own_program"
    (folder / "Pulumi.mine.yaml").touch()
    theirs = Engine(
        engine.layout, surroundings={**engine.surroundings, "PULUMI_CONFIG_PASSPHRASE": "mine"}, program=folder
    )
    theirs.run(["install"])
    theirs.ensure_stack("mine")
    theirs.run(["config", "set", "--secret", "password", PASSWORD], stack="mine")

    theirs.run(["up", "--yes", "--skip-preview", "--non-interactive"], stack="mine")

    assert theirs.outputs("mine") == {
        "url": "http://web.own-shop.svc:8080",
        "database": "http://database.own-shop.svc:5432",
    }
    ready = ["get", "deployment,statefulset", "-n", "own-shop", "-o", "jsonpath={.items[*].status.readyReplicas}"]
    assert cluster.kubectl(ready).out == "2 1"
    cluster.kubectl(["create", "rolebinding", "anna", "--clusterrole=edit", "--user=anna", "-n", "own-shop"])
    for attack, refusal in ATTACKS.items():
        assert refusal in as_insider(attack, cluster), attack
    assert PASSWORD not in theirs.run(["stack", "export"], stack="mine").out
    theirs.run(["destroy", "--yes", "--skip-preview", "--non-interactive"], stack="mine")
    theirs.remove_stack("mine")
    assert (
        cluster.kubectl(["get", "validatingadmissionpolicies,validatingadmissionpolicybindings", "-o", "name"]).out
        == ""
    )


def as_insider(command: str, cluster: EmbeddedCluster) -> str:
    """The refusal of the API server for somebody who may deploy into the namespace."""
    who = ["-n", "own-shop", "--as=anna", "--dry-run=server"]
    return cluster.kubectl([*command.split(), *who], check=False).err
