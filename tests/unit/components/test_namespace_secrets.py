from typing import Any

import pytest

from offline.recorder import Recording
from tests.unit.stack.composed import composed as stack_of

STORES = {
    "vault": {"vault": {"server": "https://vault.example.com", "role": "shop"}},
    "aws": {"aws": {"region": "eu-central-1", "role": "arn:aws:iam::123456789012:role/shop"}},
    "corp": {"given": {"name": "corp"}},
}
READY = {"pulumi.com/waitFor": "condition=Ready", "pulumi.com/timeoutSeconds": "120"}
WEB = {"image": "nginx:1.29", "port": 8080, "secretEnv": {"PASSWORD": "db/password"}}
OTHER = {"image": "nginx:1.29", "port": 8080}


def composed(source: Any = None, values: Any = None) -> Recording:
    shop = {"secrets": {"db": source} if source else {}, "apps": {"web": WEB, "other": OTHER}}
    return stack_of({"shop": shop}, values, secretStores=STORES)


def remote(kind: str, store: str, **more: Any) -> dict[str, Any]:
    return {kind: {"store": store, "keys": {"password": "shop/db#password"}, **more}}


def pod(recording: Recording, app: str = "web") -> dict[str, Any]:
    spec: dict[str, Any] = recording.one("Deployment", f"shop.{app}").inputs["spec"]["template"]["spec"]
    return spec


def referred_to(recording: Recording) -> str:
    [variable] = pod(recording)["containers"][0]["env"]
    assert variable["valueFrom"]["secretKeyRef"]["key"] == "password"
    return str(variable["valueFrom"]["secretKeyRef"]["name"])


def test_the_app_stays_as_it_is_whatever_its_secret_comes_from() -> None:
    names = {
        "shop.db-<generated>": composed(values={"shop": {"db": {"password": "tulip"}}}),
        "db": composed({"existing": True}),
        "db-2019": composed({"existing": "db-2019"}),
    }
    for recording in (composed(remote("external", "vault")), composed(remote("csi", "vault"))):
        [maker] = [*recording.all("ExternalSecret"), *recording.all("SecretProviderClass")]
        names[maker.inputs["metadata"]["name"]] = recording

    assert {name: referred_to(recording) for name, recording in names.items()} == {name: name for name in names}


def test_who_uses_a_secret_waits_for_what_makes_it_and_nobody_else_does() -> None:
    recording = composed(remote("external", "vault"))
    secret, store = recording.one("ExternalSecret"), recording.one("SecretStore")

    assert secret.urn in recording.one("Deployment", "shop.web").dependencies
    assert secret.urn not in recording.one("Deployment", "shop.other").dependencies
    assert store.urn in secret.dependencies
    assert recording.one("ServiceAccount", "shop.secret-store-vault").urn in store.dependencies
    for each in (secret, store):
        assert each.inputs["metadata"]["annotations"].items() >= READY.items()


def test_everything_goes_with_the_namespace() -> None:
    recording = composed(remote("external", "aws"))
    namespace = recording.one("Namespace").urn

    for each in (recording.one("ExternalSecret"), recording.one("SecretStore")):
        assert each.deleted_with == namespace
        assert each.inputs["metadata"]["namespace"] == "shop"


def test_the_account_of_a_store_has_its_identity_and_no_token_by_default() -> None:
    account = composed(remote("external", "aws")).one("ServiceAccount", "shop.secret-store-aws").inputs

    identity = {"eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/shop"}
    assert account["metadata"]["annotations"].items() >= identity.items()
    assert account["automountServiceAccountToken"] is False


@pytest.mark.parametrize("source", [None, {"existing": True}, remote("external", "corp"), remote("csi", "vault")])
def test_a_store_is_made_where_it_is_used_alone(source: Any) -> None:
    values = None if source else {"shop": {"db": {"password": "tulip"}}}

    assert composed(source, values).all("SecretStore") == []


def test_the_driver_gets_its_volume_in_the_pods_that_use_the_secret() -> None:
    recording = composed(remote("csi", "vault"))
    [volume] = [each["csi"] for each in pod(recording)["volumes"] if "csi" in each]
    [container] = pod(recording)["containers"]

    assert volume["volumeAttributes"] == {"secretProviderClass": referred_to(recording)}
    assert volume["readOnly"] is True
    assert "/mnt/secrets-store/db" in {mount["mountPath"] for mount in container["volumeMounts"]}
    assert not [each for each in pod(recording, "other")["volumes"] if "csi" in each]


def test_another_revision_is_another_secret() -> None:
    first, second = (composed(remote("external", "vault", revision=each)) for each in ("1", "2"))

    assert referred_to(first) != referred_to(second)
    assert pod(first, "other") == pod(second, "other")
