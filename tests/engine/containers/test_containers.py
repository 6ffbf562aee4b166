"""All settings of containers on the API server, with Pod Security enforced."""

import json
from pathlib import Path
from typing import Any

from tests.engine.comparison import deviations
from tests.engine.stack_under_test import StackUnderTest
from tools.engine import Engine

CONTROLLERS = {"Deployment", "StatefulSet", "CronJob"}


def asked(stack: StackUnderTest) -> list[dict[str, Any]]:
    """The manifests of the program."""
    sent = [each["inputs"] for each in stack.resources().values() if each["type"].split(":")[-1] in CONTROLLERS]
    return [{key: value for key, value in each.items() if not key.startswith("__")} for each in sent]


def web(stack: StackUnderTest) -> dict[str, Any]:
    spec: dict[str, Any] = stack.get("deployment", "containers", "web")["spec"]["template"]["spec"]
    return spec


def test_the_api_holds_what_the_program_asked_for(containers: StackUnderTest) -> None:
    objects = asked(containers)

    assert {each["kind"] for each in objects} == CONTROLLERS
    assert deviations(objects, containers.cluster) == {}


def test_the_api_accepts_it_strictly_and_warns_of_nothing(containers: StackUnderTest, tmp_path: Path) -> None:
    objects = asked(containers)
    for each in objects:
        each["metadata"]["name"] = "another"
    (tmp_path / "objects.json").write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": objects}))
    command = ["create", "--dry-run=server", "--validate=strict", "-f", str(tmp_path / "objects.json")]

    done = containers.cluster.kubectl(command)

    assert done.out.count("another created (server dry run)") == len(CONTROLLERS)
    assert done.err == ""


def test_pods_are_admitted_and_become_ready(containers: StackUnderTest) -> None:
    assert containers.get("deployment", "containers", "web")["status"]["readyReplicas"] == 1
    assert containers.get("statefulset", "containers", "visits")["status"]["readyReplicas"] == 1


def test_what_runs_before_the_app_starts_in_its_order_and_only_sidecars_go_on(containers: StackUnderTest) -> None:
    beside = [(each["name"], each.get("restartPolicy")) for each in web(containers)["initContainers"]]

    assert beside == [
        ("downloads", None),
        ("logs", "Always"),
        ("proxy", "Always"),
        ("migrate", None),
        ("cache", None),
    ]


def test_every_reference_leads_to_an_object_of_the_api(containers: StackUnderTest) -> None:
    config_maps = {each["metadata"]["name"] for each in containers.get("configmaps", "containers")}
    secrets = {each["metadata"]["name"]: each["type"] for each in containers.get("secrets", "containers")}
    pod = web(containers)
    sources = pod["containers"][0]["envFrom"]
    [tls] = [volume["projected"] for volume in pod["volumes"] if volume["name"] == "etc-tls"]

    assert {each["configMapRef"]["name"] for each in sources if "configMapRef" in each} <= config_maps
    db, vault = [each["secretRef"]["name"] for each in sources if "secretRef" in each]
    assert (db in secrets, vault) == (True, "vault")
    ca, password = tls["sources"]
    assert ca["configMap"]["name"] in config_maps
    assert password["secret"]["name"] == db
    assert secrets[pod["imagePullSecrets"][0]["name"]] == "kubernetes.io/dockerconfigjson"


def test_a_changed_key_rolls_who_takes_the_whole_config_map_and_nobody_else(containers: StackUnderTest) -> None:
    before, visits = containers.pods("containers", "web"), containers.pods("containers", "visits")

    with containers.edited("LEVEL: info", "LEVEL: debug"):
        containers.up()

        assert not containers.pods("containers", "web").items() & before.items()
        assert containers.pods("containers", "visits") == visits
        assert containers.unchanged().code == 0


def test_a_value_moves_behind_the_variables_that_it_begins_to_refer_to(containers: StackUnderTest) -> None:
    def variables() -> list[str]:
        return [each["name"] for each in web(containers)["containers"][0]["env"]]

    assert variables() == ["A_URL", "Z_HOST", "PASSWORD"]

    with containers.edited("A_URL: plain", "A_URL: $(PASSWORD)@$(Z_HOST)"):
        containers.up()

        assert variables() == ["Z_HOST", "PASSWORD", "A_URL"]
        assert containers.unchanged().code == 0


def files_of_web(stack: StackUnderTest) -> Any:
    """The files in the folder of the app, as its pods read them."""
    [name] = [volume["configMap"]["name"] for volume in web(stack)["volumes"] if volume["name"] == "etc-web"]
    return stack.get("configmap", "containers", name)["data"]


def test_a_changed_file_of_the_repository_rolls_who_mounts_it_and_nobody_else(containers: StackUnderTest) -> None:
    file = containers.engine.program / "config" / "web.conf"
    before, visits = containers.pods("containers", "web"), containers.pods("containers", "visits")
    text = file.read_text()
    assert files_of_web(containers) == {"web.conf": text, "web.yaml": "color: blue\n'on': 'yes'\n"}

    file.write_text(f"{text}border = grün\n")
    containers.up()

    assert files_of_web(containers)["web.conf"] == f"{text}border = grün\n"
    assert not containers.pods("containers", "web").items() & before.items()
    assert containers.pods("containers", "visits") == visits


def test_the_repository_is_the_same_from_whatever_folder_one_looks(containers: StackUnderTest) -> None:
    own = containers.engine
    below = Engine(own.layout, surroundings=own.surroundings, program=own.program / "config")

    same = ["preview", "--expect-no-changes", "--non-interactive", "--config-file", str(containers.file)]

    assert below.run(same, stack=containers.name, check=False).code == 0
