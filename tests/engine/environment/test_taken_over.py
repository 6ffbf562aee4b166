"""A state from before the component existed: its namespaces had no parent."""

import json
from pathlib import Path
from typing import Any

from tests.engine.stack_under_test import StackUnderTest

OWNER = "slipway:components:Environment"
ONCE = ("kubernetes:core/v1:Namespace", "kubernetes:core/v1:LimitRange")


def as_once(state: dict[str, Any]) -> dict[str, Any]:
    """The state with a Namespace and a LimitRange without a parent, and without the objects of the component."""
    resources = state["deployment"]["resources"]
    stack = next(each["urn"] for each in resources if each["type"] == "pulumi:pulumi:Stack")
    gone = {each["urn"] for each in resources if OWNER in each["urn"] and each["type"] not in ONCE}
    kept = [each for each in resources if each["urn"] not in gone]
    for each in kept:
        each["parent"] = stack if each.get("parent") in gone else each.get("parent", "")
        each["dependencies"] = [urn for urn in each.get("dependencies", []) if urn not in gone]
        each["propertyDependencies"] = {
            name: [urn for urn in urns or [] if urn not in gone]
            for name, urns in (each.get("propertyDependencies") or {}).items()
        }
        each.pop("aliases", None)
    state["deployment"]["resources"] = kept
    text = json.dumps(state).replace(f"{OWNER}$", "")
    assert OWNER not in text
    return dict(json.loads(text))


def test_the_namespaces_of_an_older_stack_are_taken_over_as_they_are(
    environment: StackUnderTest, tmp_path: Path
) -> None:
    def identities() -> set[str]:
        kinds = "namespaces,limitranges,deployments,pods,services,serviceaccounts"
        return {each["metadata"]["uid"] for each in environment.get(kinds)}

    before, file = identities(), tmp_path / "state.json"
    state = json.loads(environment.engine.run(["stack", "export"], stack=environment.name).out)
    file.write_text(json.dumps(as_once(state)))
    environment.engine.run(["stack", "import", "--file", str(file)], stack=environment.name)

    preview = environment.run("preview", "--json")
    environment.up()

    assert set(json.loads(preview.out)["changeSummary"]) == {"create", "same"}
    assert identities() == before
    assert environment.unchanged().code == 0
