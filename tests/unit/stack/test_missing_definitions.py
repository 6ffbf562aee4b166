import json
from pathlib import Path
from typing import Any

import pulumi
import pytest

from offline.recorder import record
from slipway.settings.stack import StackSettings
from stack import missing_definitions as module
from stack.missing_definitions import missing_definitions
from stack.resolve import RepositoryFiles, ResolvedStack, resolve
from tests.unit.stack.fake_kubectl import Kubectl

CERTIFICATE = {"apiVersion": "cert-manager.io/v1", "kind": "Certificate", "unchecked": "the cluster checks it"}
TWO = {"shop": {"objects": {"tls": CERTIFICATE, "mail": CERTIFICATE}}}
KNOWN = json.dumps({"kind": "APIResourceList", "resources": [{"kind": "Certificate"}, {"kind": "Issuer"}]})


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> None:
    """A state that holds no object."""
    monkeypatch.setattr(module, "held", lambda _: {})


def stack(namespaces: dict[str, Any], **more: Any) -> ResolvedStack:
    said = {"environment": "development", "cluster": {"context": "eu"}, "namespaces": namespaces, **more}
    settings = StackSettings.model_validate(said)
    found: list[ResolvedStack] = []
    record(lambda: found.append(resolve(settings, RepositoryFiles.read(settings))))
    return found[0]


def test_a_kind_that_the_cluster_does_not_know_is_refused_where_it_is_first_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    not_found = "Error from server (NotFound): the server could not find the requested resource"
    kubectl = Kubectl(tmp_path, monkeypatch, not_found, code=1)

    assert [str(each) for each in missing_definitions(stack(TWO))] == [
        (
            "namespaces.shop.objects.tls: the cluster has no definition of Certificate of cert-manager.io/v1; expected "
            "one: install its operator first; needed by 1 other settings too"
        )
    ]
    assert kubectl.asked == ["get --raw /apis/cert-manager.io/v1 --context eu"]


def test_a_kind_that_is_not_in_the_group_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kubectl(tmp_path, monkeypatch, KNOWN)
    objects = {"tls": CERTIFICATE, "acme": {**CERTIFICATE, "kind": "Challenge"}}

    assert [each.path for each in missing_definitions(stack({"shop": {"objects": objects}}))] == [
        "namespaces.shop.objects.acme"
    ]


def test_what_the_cluster_knows_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kubectl(tmp_path, monkeypatch, KNOWN)

    assert list(missing_definitions(stack(TWO))) == []


def test_nothing_is_asked_for_a_kind_that_the_state_holds_or_that_the_stack_brings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kubectl = Kubectl(tmp_path, monkeypatch, KNOWN)
    monitor = {**CERTIFICATE, "apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor"}
    budget = {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget"}
    monitored = stack({"shop": {"objects": {"web": monitor, "api": budget}}}, monitoring={})
    assert list(missing_definitions(monitored)) == []

    monkeypatch.setattr(module, "held", lambda type_: {"x": {}} if type_.endswith("v1:Certificate") else {})
    assert list(missing_definitions(stack(TWO))) == []
    assert kubectl.asked == []


def test_a_cluster_that_does_not_tell_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kubectl(tmp_path, monkeypatch, "Unable to connect to the server", code=1)

    with pytest.raises(pulumi.RunError, match="kubectl said: Unable to connect to the server"):
        list(missing_definitions(stack(TWO)))


def test_without_kubectl_it_is_said_that_nobody_has_looked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", said.append)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert list(missing_definitions(stack(TWO))) == []
    assert said == [
        (
            "kubectl is not on PATH, so slipway cannot see whether the cluster has definitions of Certificate of "
            "cert-manager.io/v1"
        )
    ]
