"""Secrets of every source on a real control plane. The tests simulate the operator."""

import base64
import json
from pathlib import Path

import pytest

from tests.engine.comparison import deviations
from tests.engine.secrets.conftest import FirstUp
from tests.engine.secrets.operator import Operator
from tests.engine.secrets.planted import REMOTE
from tests.engine.stack_under_test import StackUnderTest

CUSTOM = {"SecretStore", "ExternalSecret", "SecretProviderClass"}


def used_by(stack: StackUnderTest, app: str, variable: str) -> dict[str, str]:
    containers = stack.get("deployment", "sec-shop", app)["spec"]["template"]["spec"]["containers"]
    [reference] = [each["valueFrom"]["secretKeyRef"] for each in containers[0]["env"] if each["name"] == variable]
    return dict(reference)


def value_of(stack: StackUnderTest, reference: dict[str, str]) -> str:
    data = stack.get("secret", "sec-shop", reference["name"])["data"]
    return base64.b64decode(data[reference["key"]]).decode()


def test_up_waits_for_what_the_operator_makes_before_it_rolls_who_uses_it(first: FirstUp) -> None:
    assert first.waited
    assert not {"web", "finder"} & {*first.deployments}
    assert first.finished.code == 0, first.finished.out + first.finished.err


def test_an_app_gets_what_the_store_holds(secrets: StackUnderTest) -> None:
    assert value_of(secrets, used_by(secrets, "finder", "TOKEN")) == REMOTE["shop/search#token"].value
    assert value_of(secrets, used_by(secrets, "web", "QUEUE_URL")) == REMOTE["shop/queue#url"].value


def test_every_pod_of_the_chart_pulls_its_images_with_a_secret_that_is_there(secrets: StackUnderTest) -> None:
    kinds = ("deployments", "daemonsets", "prometheuses", "alertmanagers")
    made = [
        each["spec"] for kind in kinds for each in secrets.get(kind) if each["metadata"]["namespace"] == "monitoring"
    ]
    pods = [spec["template"]["spec"] if "template" in spec else spec for spec in made]
    [name] = {reference["name"] for pod in pods for reference in pod["imagePullSecrets"]}

    assert [len(pod["imagePullSecrets"]) for pod in pods] == [1] * 6
    assert secrets.get("secret", "monitoring", name)["type"] == "kubernetes.io/dockerconfigjson"


def test_the_api_accepts_every_object_strictly_and_warns_of_nothing(secrets: StackUnderTest, tmp_path: Path) -> None:
    sent = [each["inputs"] for each in secrets.resources().values() if each["type"].split(":")[-1] in CUSTOM]
    wanted = [{key: value for key, value in each.items() if not key.startswith("__")} for each in sent]

    assert {each["kind"] for each in wanted} == CUSTOM
    assert deviations(wanted, secrets.cluster) == {}

    for index, each in enumerate(wanted):
        each["metadata"]["name"] = f"another-{index}"
    (tmp_path / "objects.json").write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": wanted}))
    command = ["create", "--dry-run=server", "--validate=strict", "-f", str(tmp_path / "objects.json")]
    done = secrets.cluster.kubectl(command)
    assert done.out.count("created (server dry run)") == len(wanted)
    assert done.err == ""


def test_the_driver_gets_a_volume_in_the_pods_that_need_it_and_in_no_other(secrets: StackUnderTest) -> None:
    [ledger] = secrets.get("secretproviderclasses", "sec-shop")
    name = ledger["metadata"]["name"]
    volumes = {
        app: [
            volume["csi"]["volumeAttributes"]["secretProviderClass"]
            for volume in secrets.get("deployment", "sec-shop", app)["spec"]["template"]["spec"]["volumes"]
            if volume.get("csi", {}).get("driver") == "secrets-store.csi.k8s.io"
        ]
        for app in ("web", "finder", "other")
    }

    assert volumes == {"web": [name], "finder": [], "other": []}
    assert used_by(secrets, "web", "LEDGER") == {"name": name, "key": "password"}
    assert ledger["spec"]["secretObjects"][0]["secretName"] == name


def test_a_second_preview_changes_nothing_even_after_a_refresh(secrets: StackUnderTest) -> None:
    assert secrets.unchanged().code == 0
    assert secrets.run("preview", "--refresh", "--expect-no-changes", check=False).code == 0


def test_another_revision_fetches_anew_and_rolls_who_uses_it_and_nobody_else(
    secrets: StackUnderTest, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, web, other = (secrets.pods("sec-shop", app) for app in ("finder", "web", "other"))
    monkeypatch.setitem(operator.store, "shop/search#token", "rotated")

    with secrets.edited('revision: "1"', 'revision: "2"'), operator.at_work():
        secrets.up()

        assert value_of(secrets, used_by(secrets, "finder", "TOKEN")) == "rotated"
        assert not secrets.pods("sec-shop", "finder").items() & before.items()
        assert secrets.pods("sec-shop", "web") == web
        assert secrets.pods("sec-shop", "other") == other
        # The same edit moves another secret from the store into this file, and its app never learns of it.
        secrets.config("set", "--path", "--secret", "slipway:secrets.sec-shop.search.token", "here")
        source = 'search: {external: {store: aws, keys: {token: "shop/search#token"}, revision: "2"}}'
        with secrets.edited(f"        {source}\n", ""):
            secrets.up()
            assert value_of(secrets, used_by(secrets, "finder", "TOKEN")) == "here"
            assert secrets.pods("sec-shop", "web") == web
