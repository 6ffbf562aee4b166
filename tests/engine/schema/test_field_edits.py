"""Each field that every setting sets, edited by hand in a dry run: the search for changes by hand finds them all."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from drift.changes import changes
from drift.state import Deployed, State, is_encrypted
from tests.engine.schema.api_server import ApiServer
from tests.engine.stack_under_test import StackUnderTest

BY_HAND = "kubectl-edit"
AT_ONCE = 4
OF_THE_PROVIDER = "/metadata/annotations/pulumi.com"

Edit = dict[str, Any]


@pytest.fixture(scope="module")
def deployed(options: StackUnderTest) -> list[Deployed]:
    """The objects of the state."""
    return [*State.read(json.loads(options.engine.run(["stack", "export"], stack=options.name).out)).objects]


@pytest.fixture(scope="module")
def live(options: StackUnderTest, deployed: list[Deployed]) -> dict[str, Edit]:
    """The same objects in the cluster, by URN."""
    found = {}
    for each in deployed:
        which = each.identity
        kind = f"{which.kind}.{which.group}" if which.group else which.kind
        where = ["-n", which.namespace] if which.namespace else []
        answer = options.cluster.kubectl(["get", kind, which.name, *where, "-o", "json", "--show-managed-fields"])
        found[each.urn] = json.loads(answer.out)
    return found


def test_without_an_edit_there_is_no_change(deployed: list[Deployed], live: dict[str, Edit]) -> None:
    assert {
        each.urn: [*map(str, changes(each, live[each.urn]))] for each in deployed if [*changes(each, live[each.urn])]
    } == {}


def test_every_field_that_is_changed_or_removed_and_everything_that_is_added_is_found(
    api: ApiServer, deployed: list[Deployed], live: dict[str, Edit]
) -> None:
    edits = [(each, edit) for each in deployed for edit in edits_of(each, live[each.urn])]

    def tried(one: tuple[Deployed, Edit]) -> str | None:
        """None if the edit is found; empty if the API server refuses it, or keeps the object as it was."""
        each, edit = one
        before = live[each.urn]
        after = api.would_edit(before, [edit], BY_HAND)
        if after is None or _content(after) == _content(before):
            return ""
        found = any(not str(change.path[0]).startswith("status") for change in changes(each, after))
        return None if found else f"{each.identity}: {edit}"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(tried, edits))

    missed = [answer for answer in answers if answer]
    assert missed == [], "\n".join(missed)
    kinds = {each.identity.kind for (each, _), answer in zip(edits, answers, strict=True) if answer is None}
    assert {each.identity.kind for each in deployed} - kinds == set()
    print(
        f"{len(edits)} edits, {answers.count(None)} accepted and found, {answers.count('')} refused or without effect"
    )


def edits_of(each: Deployed, live: Edit) -> Iterator[Edit]:
    """Of an object of somebody else (a patch), only the fields that the stack asked for."""
    yield from edited(each.inputs)
    if not each.is_patch:
        yield from added(live)


def edited(inputs: Any, pointer: str = "") -> Iterator[Edit]:
    """Each value that the stack asked for, changed, and removed."""
    if is_encrypted(inputs) or pointer.startswith(OF_THE_PROVIDER):
        return
    if isinstance(inputs, dict):
        for key, value in inputs.items():
            if pointer or key not in ("apiVersion", "kind"):
                yield from edited(value, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(inputs, list):
        for number, value in enumerate(inputs):
            yield from edited(value, f"{pointer}/{number}")
    else:
        yield {"op": "replace", "path": pointer, "value": other(inputs)}
    if pointer:
        yield {"op": "remove", "path": pointer}


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value}x"


def added(content: Any, pointer: str = "") -> Iterator[Edit]:
    """One more label, and one more item in each list: a copy of the first one under another name."""
    if not pointer:
        yield {"op": "add", "path": "/metadata/labels/by-hand", "value": "yes"}
    if isinstance(content, dict):
        for key, value in content.items():
            if pointer or key in ("spec", "data", "rules", "subjects", "imagePullSecrets", "secrets"):
                yield from added(value, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(content, list) and content:
        yield {"op": "add", "path": f"{pointer}/-", "value": renamed(content[0])}
        for number, value in enumerate(content):
            yield from added(value, f"{pointer}/{number}")


def renamed(item: Any) -> Any:
    """An item with other keys."""
    if not isinstance(item, dict):
        return other(item)
    unique = ("name", "mountPath", "containerPort", "port", "ip", "topologyKey", "devicePath")
    return {
        key: other(value) if key in unique and not isinstance(value, dict) else value for key, value in item.items()
    }


def _content(content: Edit) -> Edit:
    metadata = {key: content["metadata"].get(key) for key in ("labels", "annotations")}
    return {**{key: value for key, value in content.items() if key not in ("metadata", "status")}, "metadata": metadata}
