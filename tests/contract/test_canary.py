"""Values of secrets are only in Secrets: every place for a secret has a canary, and all registrations and all messages
are searched for it. On the real engine: tests/engine/secrets/test_canary.py.
"""

import json
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

from offline.manifests import manifests
from offline.program import record_stack
from offline.recorder import AUTONAMED, Recording, record
from offline.stack_file import StackFile
from slipway.pulumi_internals import is_secret
from tests.canary import Canary, leaks
from tests.engine.secrets.planted import OWN, SETTINGS, encrypted, steps
from tests.recorded import program

SEALED = "<sealed>"
PLAIN = Canary("plain.password")
"""A canary in a place that is not for secrets."""


def configuration() -> dict[str, Any]:
    """The values of the stack file by key."""
    raw = yaml.safe_load(SETTINGS.read_text())["config"]
    return {**raw, "slipway:secrets": encrypted(OWN)}


def recording(config: dict[str, Any], secret_keys: tuple[str, ...] = ("slipway:secrets",)) -> Recording:
    """The registrations of the real program with decrypted values from the engine."""
    texts = {key: each if isinstance(each, str) else json.dumps(each, sort_keys=True) for key, each in config.items()}
    with StackFile("secrets", texts, [*secret_keys]).environment():
        return record(program, stack="secrets")


def sealed(value: Any) -> Any:
    """The inputs with a placeholder for each secret envelope: the engine encrypts its content."""
    if isinstance(value, dict):
        if is_secret(value):
            return SEALED
        return {key: sealed(each) for key, each in value.items()}
    return [sealed(each) for each in value] if isinstance(value, list) else value


def test_every_way_to_use_a_secret_is_used_and_every_canary_is_planted() -> None:
    recorded = recording(configuration())
    pod = json.dumps(recorded.one("Deployment", "sec-shop.web").inputs["spec"]["template"]["spec"])

    for name in ("db", "whole", "tls", "bundle", "volume", "proxy", "migration", "registry"):
        assert f"sec-shop.{name}-{AUTONAMED}" in pod
    of_chart = recorded.one("Release").inputs["values"]["global"]
    assert of_chart == {"imagePullSecrets": [{"name": f"monitoring.registry-{AUTONAMED}"}]}
    ways = ("secretKeyRef", "secretRef", '"secret":', "nodePublishSecretRef", "imagePullSecrets")
    assert [way for way in ways if way not in pod] == []
    planted = json.dumps([each.inputs["stringData"] for each in recorded.all("Secret")])
    assert [canary.place for canary in OWN if not canary.leaks(planted)] == []


def test_nothing_that_is_registered_shows_a_value() -> None:
    recorded = recording(configuration())
    shown = [sealed(each.inputs) for each in recorded.registrations]

    assert json.dumps(shown).count(SEALED) == len({steps(canary)[:2] for canary in OWN})
    assert leaks(json.dumps(shown), OWN) == []
    assert leaks(repr([(each.urn, each.dependencies) for each in recorded.registrations]), OWN) == []
    assert leaks(json.dumps(sealed(recorded.component_outputs)), OWN) == []
    assert leaks(json.dumps(sealed(recorded.outputs)), OWN) == []
    assert is_secret(recorded.outputs["grafanaPassword"])


def test_the_search_would_find_a_value_that_is_not_sealed() -> None:
    recorded = recording(configuration())
    found = leaks(json.dumps([each.inputs for each in recorded.registrations]), OWN)

    assert {leak.split()[0] for leak in found} == {canary.place for canary in OWN}


def test_every_secret_is_rendered_as_a_placeholder(tmp_path: Path) -> None:
    config = configuration()
    for secrets in config["slipway:secrets"].values():
        for data in secrets.values():
            data.update({key: {"secure": "v1:salt:ciphertext"} for key in data})
    file = tmp_path / "Pulumi.secrets.yaml"
    file.write_text(yaml.safe_dump({"config": config}))
    rendered = {each.file: yaml.safe_dump(each.content) for each in manifests(record_stack("secrets", file))}

    assert "<secret:sec-shop/db/password>" in rendered["sec-shop/secret-sec-shop.db.yaml"]
    assert [file for file, text in rendered.items() if "<secret:" in text and "/secret-" not in file] == []


APP = ("slipway:namespaces", "sec-shop", "apps", "web")
SOURCE = ("slipway:namespaces", "sec-shop", "secrets", "db")
VALUE = ("slipway:secrets", "sec-shop", "db")
MISTAKES: dict[str, tuple[tuple[str, ...], Any]] = {
    "an unknown key of a secret": ((*APP, "secretEnv", "DB_PASSWORD"), "db/passwrod"),
    "the value where the name belongs": ((*APP, "secretEnv", "DB_PASSWORD"), PLAIN.value),
    "the value where the name of a file belongs": ((*APP, "secretFiles", "/etc/pay/key"), PLAIN.value),
    "a plain variable": ((*APP, "env"), {"DB_PASSWORD": PLAIN.value}),
    "a plain URL": ((*APP, "env"), {"DB": f"postgres://app:{PLAIN.core}@db/shop"}),
    "a plain argument": ((*APP, "args"), [f"--token={PLAIN.core}"]),
    "a plain file": ((*APP, "files"), {"/app/config.json": {"db": {"password": PLAIN.value}}}),
    "a plain patch": (
        (*APP, "patches"),
        [
            {
                "object": "Deployment",
                "reason": "no setting says it",
                "patch": {"metadata": {"annotations": {"example.com/api-token": PLAIN.core}}},
            }
        ],
    ),
    "a plain value of another chart": (
        ("slipway:namespaces", "sec-shop", "charts"),
        {"db": {"chart": "oci://a.example.com/db", "version": "1.0.0", "values": {"password": PLAIN.core}}},
    ),
    "a chart with a password in its address": (
        ("slipway:namespaces", "sec-shop", "charts"),
        {"db": {"chart": "db", "version": "1.0.0", "repository": f"https://u:{PLAIN.core}@a.example.com"}},
    ),
    "a plain value in an object": (
        ("slipway:namespaces", "sec-shop", "objects"),
        {"db": {"apiVersion": "a.example.com/v1", "kind": "Database", "spec": {"password": PLAIN.core}}},
    ),
    "a plain value where an object has a list": (
        ("slipway:namespaces", "sec-shop", "objects"),
        {"db": {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "spec": {"password": PLAIN.value}}},
    ),
    "text where arguments belong": ((*APP, "args"), f"--password={PLAIN.core}"),
    "a secret as a key": ((*APP, f"password={PLAIN.core}"), 1),
    "a host with a user and a password": ((*APP, "ingress"), {"host": f"u:{PLAIN.core}@h"}),
    "a file that is missing": ((*APP, "repositoryFiles"), {"/a/b": f"config/password={PLAIN.core}"}),
    "a reason for a path that is not there": (("slipway:notSecret",), {f"env.password={PLAIN.core}": "of the demo"}),
    "a download with a token": (
        (*APP, "downloads"),
        {"/a/b": {"url": f"https://example.com/a?token={PLAIN.core}", "sha256": "0" * 64}},
    ),
    "a plain value of the chart": (
        ("slipway:monitoring", "extraValues"),
        {"reason": "no setting says it", "values": {"grafana": {"smtp": {"password": PLAIN.core}}}},
    ),
    "a plain value among the sources": (SOURCE, {"password": PLAIN.value}),
    "a plain value for a source": (SOURCE, PLAIN.value),
    "text where keys belong": (VALUE, PLAIN.value),
    "a list where text belongs": ((*VALUE, "password"), [PLAIN.value]),
    "text for everything": (VALUE[:1], PLAIN.value),
    "a secret of two sources": (("slipway:secrets", "sec-shop", "queue"), {"url": PLAIN.value}),
    "a secret of an unknown namespace": (("slipway:secrets", "shpo"), {"db": {"password": PLAIN.value}}),
    "a misspelt setting": ((*APP, "replcias"), 3),
}
"""Places and values of secrets in plain text."""


def refusal_of(config: dict[str, Any], *secret_keys: str) -> None:
    with pytest.raises(pulumi.RunError) as refusal:
        recording(config, secret_keys)

    assert "nothing was changed" in str(refusal.value)
    assert leaks(f"{refusal.value} {refusal.value.__cause__!r}", [*OWN, PLAIN]) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_no_refusal_shows_a_value(mistake: str) -> None:
    (*steps_to, last), value = MISTAKES[mistake]
    config = inner = configuration()
    for step in steps_to:
        inner = inner[step]
    inner[last] = value

    refusal_of(config, "slipway:secrets")


def test_no_refusal_of_what_is_not_encrypted_shows_a_value() -> None:
    refusal_of(configuration())


def test_no_refusal_of_what_is_encrypted_elsewhere_shows_a_value() -> None:
    config = configuration()
    config["slipway:namespaces"]["sec-shop"]["apps"]["web"]["env"] = {"A": PLAIN.value}

    refusal_of(config, "slipway:secrets", "slipway:namespaces")
