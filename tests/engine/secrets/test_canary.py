"""Values of secrets are only in Secrets, and not in the output of the engine, the program or the cluster."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from offline.manifests import manifests
from offline.program import record_stack
from tests.canary import Canary, leaks
from tests.engine.secrets.conftest import FirstUp, set_secrets
from tests.engine.secrets.planted import OWN, REMOTE, rotated
from tests.engine.stack_under_test import StackUnderTest
from tools.subprocesses import Finished

PLAIN = Canary("plain.password")
CANARIES = [*OWN, *map(rotated, OWN), *REMOTE.values(), PLAIN]
RELEASE = "helm.sh/release.v1"
SOURCES = [
    "first up",
    "settings file",
    "config",
    "preview of new values",
    "preview of new values in JSON",
    "preview in the words of the log",
    "up with new values",
    "outputs",
    "history",
    "state",
    "files of the engine",
    "rendering",
    "refusals",
    "refusal of the API server",
    "objects",
    "descriptions",
    "release of the chart",
]


def text_of(done: Finished) -> str:
    return done.out + done.err


SECRETS = "secrets of the cluster"
"""Where the values belong."""


@pytest.fixture(scope="module")
def written(deployed: StackUnderTest, first: FirstUp) -> dict[str, str]:
    """All output, by its author."""
    secrets = deployed
    texts = {"first up": text_of(first.finished)}
    set_secrets(secrets, [rotated(each) for each in OWN])
    texts["settings file"] = secrets.file.read_text()
    texts["config"] = text_of(secrets.config("--json")) + text_of(secrets.config())
    texts["preview of new values"] = text_of(secrets.run("preview", "--diff"))
    texts["preview of new values in JSON"] = text_of(secrets.run("preview", "--json"))
    texts["preview in the words of the log"] = text_of(secrets.run("preview", "--logtostderr", "--logflow", "-v=3"))
    texts["refusal of the API server"] = _refused_by_the_api(secrets)
    texts["up with new values"] = text_of(secrets.run("up", "--yes", "--diff"))
    texts["outputs"] = text_of(secrets.engine.run(["stack", "output", "--json"], stack=secrets.name))
    texts["outputs"] += text_of(secrets.engine.run(["stack"], stack=secrets.name))
    texts["history"] = text_of(secrets.engine.run(["stack", "history", "--json"], stack=secrets.name))
    texts["state"] = text_of(secrets.engine.run(["stack", "export"], stack=secrets.name))
    texts["files of the engine"] = _files(secrets.engine.layout.home)
    rendered = manifests(record_stack(secrets.name, secrets.file))
    texts["rendering"] = "\n".join(yaml.safe_dump(each.content) for each in rendered)
    texts["refusals"] = "\n".join(_refusals(secrets))
    texts[SECRETS] = json.dumps(secrets.get("secrets"))
    return {**texts, **_of_the_cluster(secrets)}


@pytest.mark.parametrize("source", SOURCES)
def test_no_value_is_in(written: dict[str, str], source: str) -> None:
    assert len(written[source]) > 100
    assert leaks(written[source], CANARIES) == []


def test_the_values_are_where_they_belong(written: dict[str, str]) -> None:
    values = [*map(rotated, OWN), *REMOTE.values()]

    assert [each.place for each in values if not each.leaks(written[SECRETS])] == []


def _refused_by_the_api(stack: StackUnderTest) -> str:
    """The update sends the new values, and the answers are recorded."""
    quota = ["quota", "no-secrets", "--namespace", "sec-shop"]
    stack.cluster.kubectl(["create", *quota, "--hard=count/secrets=0"])
    stack.cluster.kubectl(["wait", "--for=jsonpath={.status.hard}", *quota])
    refused = stack.up(check=False)
    stack.cluster.kubectl(["delete", *quota])
    assert refused.code != 0
    assert "exceeded quota" in refused.out
    return text_of(refused)


SHOP = ("slipway:namespaces", "sec-shop")
MISTAKES: list[tuple[tuple[str, ...], Any]] = [
    ((*SHOP, "apps", "other", "secretEnv"), {"DB_PASSWORD": "db/passwrod"}),
    ((*SHOP, "apps", "other", "secretEnv"), {"DB_PASSWORD": PLAIN.value}),
    ((*SHOP, "apps", "other", "env"), {"DB_PASSWORD": PLAIN.value}),
    ((*SHOP, "secrets", "legacy"), PLAIN.value),
    ((*SHOP, "apps", "other", "image"), "shop/other"),
]


def _refusals(stack: StackUnderTest) -> list[str]:
    return [_refusal(stack, *mistake) for mistake in MISTAKES]


def _refusal(stack: StackUnderTest, path: tuple[str, ...], value: Any) -> str:
    before = stack.file.read_text()
    content = inner = yaml.safe_load(before)
    for step in ("config", *path[:-1]):
        inner = inner[step]
    inner[path[-1]] = value
    stack.file.write_text(yaml.safe_dump(content))
    refused = stack.run("preview", check=False)
    stack.file.write_text(before)
    assert refused.code != 0
    assert "nothing was changed" in refused.out
    return text_of(refused)


def _files(folder: Path) -> str:
    """The state, its backups and history, caches and logs. Binary files are searched as bytes."""
    files = [each for each in folder.rglob("*") if each.is_file() and "plugins" not in each.parts]
    return "\n".join(each.read_bytes().decode(errors="replace") for each in files)


def _of_the_cluster(stack: StackUnderTest) -> dict[str, str]:
    namespaced = _kinds(stack, "true")
    objects = _items(stack, [*namespaced, *_kinds(stack, "false")])
    releases = [each for each in objects if each.get("type") == RELEASE]
    for each in objects:
        if each["kind"] == "Secret":
            each.pop("data", None)
    described = [
        text_of(stack.cluster.kubectl(["describe", ",".join(namespaced), "-n", namespace], seconds=120))
        for namespace in ("sec-shop", "monitoring")
    ]
    return {
        "objects": json.dumps(objects),
        "descriptions": "\n".join(described),
        "release of the chart": json.dumps([each["metadata"] for each in releases]) + _release_data(stack),
    }


def _kinds(stack: StackUnderTest, namespaced: str) -> list[str]:
    listed = stack.cluster.kubectl(["api-resources", "--verbs=list", f"--namespaced={namespaced}", "-o", "name"])
    return listed.out.split()


def _items(stack: StackUnderTest, kinds: list[str]) -> list[dict[str, Any]]:
    command = ["get", ",".join(kinds), "--all-namespaces", "--show-managed-fields", "-o", "json"]
    items: list[dict[str, Any]] = json.loads(stack.cluster.kubectl(command, seconds=120).out)["items"]
    return items


def _release_data(stack: StackUnderTest) -> str:
    """The values in a Helm release, which are compressed. The search decompresses them."""
    data = [each["data"]["release"] for each in stack.get("secrets", "monitoring") if each["type"] == RELEASE]
    assert data
    return "\n" + "\n".join(data)
