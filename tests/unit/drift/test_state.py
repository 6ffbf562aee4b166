from typing import Any

from drift.objects import Identity
from drift.state import State
from tests.unit.drift.objects import INPUTS, answered

TYPE = "kubernetes:apps/v1:Deployment"


def resource(name: str, **said: Any) -> dict[str, Any]:
    urn = f"urn:pulumi:dev::slipway::{TYPE}::{name}"
    return {"urn": urn, "type": TYPE, "inputs": INPUTS, "outputs": answered(), **said}


def exported(*resources: dict[str, Any], pending: tuple[dict[str, Any], ...] = ()) -> State:
    return State.read({"deployment": {"resources": list(resources), "pending_operations": list(pending)}})


def test_only_objects_that_the_stack_has_made_are_its_own() -> None:
    state = exported(
        resource("ours"),
        resource("read", external=True),
        resource("replaced", delete=True),
        {"urn": "urn:pulumi:dev::slipway::pulumi:pulumi:Stack::x", "type": "pulumi:pulumi:Stack"},
    )

    assert [(each.urn.rpartition("::")[2], each.uid, each.is_patch) for each in state.objects] == [("ours", "1", False)]


def test_a_release_is_known_by_its_name_and_the_context_by_the_provider() -> None:
    outputs = {"namespace": "monitoring", "name": "prometheus"}
    release = {"urn": "release", "type": "kubernetes:helm.sh/v3:Release", "outputs": outputs}
    provider = {"type": "pulumi:providers:kubernetes", "inputs": {"context": "eu"}}

    state = exported(release, provider)

    assert (state.releases, state.context) == ({"release": ("monitoring", "prometheus")}, "eu")
    assert exported().context is None


def test_a_creation_that_was_cut_short_is_pending() -> None:
    inputs = {"namespace": "monitoring", "name": "prometheus"}
    release = {"urn": "release", "type": "kubernetes:helm.sh/v3:Release", "inputs": inputs}
    without_name = {**resource("b"), "inputs": {"apiVersion": "v1", "kind": "Secret", "metadata": {}}}

    state = exported(
        pending=(
            {"type": "creating", "resource": resource("a")},
            {"type": "creating", "resource": without_name},
            {"type": "updating", "resource": resource("c")},
            {"type": "creating", "resource": release},
        )
    )

    assert state.pending_releases == {"release": ("monitoring", "prometheus")}

    assert {urn.rpartition("::")[2]: each for urn, each in state.pending.items()} == {
        "a": Identity("apps", "Deployment", "shop", "web"),
        "b": None,
    }
