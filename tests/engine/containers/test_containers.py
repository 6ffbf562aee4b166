"""All settings of containers on the API server, with Pod Security enforced."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.engine.comparison import differences
from tests.engine.stack_under_test import StackUnderTest
from tools.engine import Engine

CONTROLLERS = {"Deployment": "web", "StatefulSet": "visits", "CronJob": "report"}


def asked(stack: StackUnderTest, kind: str) -> dict[str, Any]:
    """The manifests of the program."""
    [inputs] = [each["inputs"] for each in stack.resources().values() if each["type"].endswith(f":{kind}")]
    return {key: value for key, value in inputs.items() if not key.startswith("__")}


def web(stack: StackUnderTest) -> dict[str, Any]:
    spec: dict[str, Any] = stack.get("deployment", "containers", "web")["spec"]["template"]["spec"]
    return spec


@pytest.mark.parametrize("kind", CONTROLLERS)
def test_the_api_holds_what_the_program_asked_for(containers: StackUnderTest, kind: str) -> None:
    live = containers.get(kind, "containers", CONTROLLERS[kind])

    assert list(differences(asked(containers, kind), live)) == []


@pytest.mark.parametrize("kind", CONTROLLERS)
def test_the_api_accepts_it_strictly_and_warns_of_nothing(
    containers: StackUnderTest, kind: str, tmp_path: Path
) -> None:
    wanted = asked(containers, kind)
    wanted["metadata"]["name"] = "another"
    (tmp_path / "object.json").write_text(json.dumps(wanted))
    command = ["create", "--dry-run=server", "--validate=strict", "-f", str(tmp_path / "object.json")]

    done = containers.cluster.kubectl(command)

    assert "another created (server dry run)" in done.out
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
    containers.up()


def files_of_web(stack: StackUnderTest) -> Any:
    """The files in the folder of the app, as its pods read them."""
    [name] = [volume["configMap"]["name"] for volume in web(stack)["volumes"] if volume["name"] == "etc-web"]
    return stack.get("configmap", "containers", name)["data"]


def test_a_changed_file_of_the_repository_rolls_who_mounts_it_and_nobody_else(containers: StackUnderTest) -> None:
    file = containers.engine.program / "config" / "web.conf"
    before, visits = containers.pods("containers", "web"), containers.pods("containers", "visits")
    assert files_of_web(containers) == {"web.conf": "color = blue\n", "web.yaml": "color: blue\n'on': 'yes'\n"}

    file.write_text("color = grün\n")
    containers.up()

    assert files_of_web(containers)["web.conf"] == "color = grün\n"
    assert not containers.pods("containers", "web").items() & before.items()
    assert containers.pods("containers", "visits") == visits


def test_the_repository_is_the_same_from_whatever_folder_one_looks(containers: StackUnderTest) -> None:
    own = containers.engine
    below = Engine(own.layout, surroundings=own.surroundings, program=own.program / "config")

    same = ["preview", "--expect-no-changes", "--non-interactive", "--config-file", str(containers.file)]

    assert below.run(same, stack=containers.name, check=False).code == 0


def test_a_file_that_is_not_there_is_told_before_anything_is_touched(containers: StackUnderTest) -> None:
    with containers.edited("config/web.conf", "config/wbe.conf"):
        refused = containers.run("preview", check=False)

    assert refused.code != 0
    assert (
        "namespaces.containers.apps.web.repositoryFiles./etc/web/web.conf: there is no config/wbe.conf" in refused.out
    )
    assert "did you mean config/web.conf?" in refused.out
    assert "Traceback" not in refused.out


def test_mistakes_in_any_container_are_told_before_anything_is_touched(containers: StackUnderTest) -> None:
    before = containers.versions()
    text = containers.file.read_text()
    for right, wrong in [
        ("secretEnv: {PASSWORD: db/password}", "secretEnv: {PASSWORD: db/passwort}"),
        ("configEnvFrom: [web,", "configEnvFrom: [wbe,"),
        ("pullSecrets: [registry]", "pullSecrets: [regstry]"),
    ]:
        assert right in containers.file.read_text()
        containers.file.write_text(containers.file.read_text().replace(right, wrong))

    refused = containers.up(check=False)
    containers.file.write_text(text)

    assert "Pulumi.containers.yaml has 3 problems; nothing was changed" in refused.out
    app = "namespaces.containers.apps.web"
    variable = f"{app}.initContainers.0.secretEnv.PASSWORD"
    assert f'{variable}: unknown key "passwort" of Secret db; did you mean password?' in refused.out
    assert f'{app}.configEnvFrom.0: unknown ConfigMap "wbe"; did you mean web?' in refused.out
    assert f'{app}.pullSecrets.0: unknown Secret "regstry"; did you mean registry?' in refused.out
    assert containers.versions() == before
