from pathlib import Path
from typing import Any

import pytest
import yaml

from offline.program import ROOT
from slipway.checks.objects import broken_objects
from slipway.schema.definitions import definitions_of
from slipway.settings.namespace import NamespaceSettings

FILE: Path = ROOT / "tests" / "definitions" / "backups.yaml"
DEFINITIONS = {
    which: each for document in yaml.safe_load_all(FILE.read_text()) for which, each in definitions_of(document)
}
SECRETS = {"db": frozenset({"password"})}
PLACE = "namespaces.shop.objects.it"
BACKUP = {"apiVersion": "slipway.test/v1", "kind": "Backup"}
SPEC = {"schedule": "@daily", "target": "db"}


def lines(said: dict[str, Any], **namespace: Any) -> list[str]:
    settings = NamespaceSettings.model_validate({"objects": {"it": said}, **namespace})
    return [str(problem) for problem in broken_objects("shop", settings, SECRETS, DEFINITIONS)]


def backup(**spec: Any) -> list[str]:
    return lines({**BACKUP, "spec": {**SPEC, **spec}})


def built_in(kind: str, version: str = "v1", **fields: Any) -> list[str]:
    return lines({"apiVersion": version, "kind": kind, **fields})


def test_an_object_as_its_definition_wants_it_is_sound() -> None:
    assert backup() == []
    assert (
        backup(
            keep=5.0,
            mode="full",
            port="metrics",
            until=None,
            options={"any": {"thing": None}},
            labels={"a": "b"},
            folders=[{"path": "/a", "priority": 0.5}, {"path": "/b"}],
        )
        == []
    )


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"shcedule": 1}, ".shcedule: unknown field; did you mean schedule? (its definition)"),
        ({"schedule": "daily"}, '.schedule: expected a text of the form ^@(hourly|daily)$; got "daily"'),
        ({"schedule": None}, ".schedule: its definition requires it; expected another value, not null"),
        ({"target": 5}, ".target: expected a string, in quotes; got 5"),
        ({"target": ""}, '.target: expected at least 1 characters; got ""'),
        ({"keep": 0}, ".keep: expected at least 1; got 0"),
        ({"keep": "7"}, '.keep: expected a whole number up to 2147483647; got "7"'),
        ({"keep": None}, ".keep: expected a whole number up to 2147483647; got null"),
        ({"mode": "all"}, '.mode: expected one of full, changes; got "all"'),
        ({"port": True}, ".port: expected a whole number or a string; got true"),
        ({"labels": {"a": 1}}, ".labels.a: expected a string, in quotes; got 1"),
        ({"options": "fast"}, '.options: expected a mapping; got "fast"'),
        ({"folders": {}}, ".folders: expected a list; got a mapping"),
        ({"folders": []}, ".folders: expected at least 1 items"),
        (
            {"folders": [{}]},
            ".folders: Kubernetes merges this list by path; expected path in every item",
        ),
        (
            {"folders": [{"path": "/a"}, {"path": "/a"}]},
            ".folders[/a]: expected each item once; there are two with this path",
        ),
        ({"folders": [{"path": "/a", "priority": 0}]}, ".folders[/a].priority: expected more than 0; got 0"),
        (
            {"folders": [{"path": "/a", "pirority": 1}]},
            ".folders[/a].pirority: unknown field; did you mean priority? (its definition)",
        ),
    ],
)
def test_a_field_that_its_definition_does_not_take_is_told_with_its_path(spec: dict[str, Any], message: str) -> None:
    assert backup(**spec) == [f"{PLACE}.spec{message}"]


def test_what_it_needs_is_told_where_it_is_missing() -> None:
    assert lines({**BACKUP, "spec": {}}) == [f"{PLACE}.spec: needs schedule and target too; its definition requires it"]
    assert lines(BACKUP) == [f"{PLACE}: needs spec too; its definition requires it"]


def test_a_built_in_kind_is_checked_by_what_the_api_server_says() -> None:
    assert built_in("PodDisruptionBudget", "policy/v1", spec={"maxUnavailble": 1}) == [
        (
            f"{PLACE}.spec.maxUnavailble: unknown field of PodDisruptionBudgetSpec; did you mean maxUnavailable? "
            "(Kubernetes 1.36)"
        )
    ]
    assert built_in("EndpointSlice", "discovery.k8s.io/v1", endpoints=[{}]) == [
        f"{PLACE}.endpoints[0]: needs addresses too; Kubernetes requires it in Endpoint",
        f"{PLACE}: needs addressType too; Kubernetes requires it in EndpointSlice",
    ]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"apiVersion": "cert-manager.io/v1", "kind": "Certificate"},
            (
                ".kind: no definition of Certificate of cert-manager.io/v1 is known; expected its file in "
                "slipway:definitions, for example [crds/], so that its fields are checked, or unchecked: <reason>"
            ),
        ),
        (
            {**BACKUP, "apiVersion": "slipway.test/v2"},
            '.apiVersion: definitions has Backup of slipway.test/v1 only; got "slipway.test/v2"',
        ),
        (
            {**BACKUP, "spec": SPEC, "unchecked": "somebody has said so"},
            ".unchecked: definitions has Backup of slipway.test/v1, so it is checked; leave unchecked out",
        ),
        (
            {**BACKUP, "kind": "Region"},
            (
                ".kind: a Region belongs to the whole cluster, and this stack to its namespaces; expected an object "
                "of a namespace. Whoever runs the cluster makes this one, for all stacks"
            ),
        ),
        (
            {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole"},
            (
                ".kind: a ClusterRole belongs to the whole cluster, and this stack to its namespaces; expected an "
                "object of a namespace. Whoever runs the cluster makes this one, for all stacks"
            ),
        ),
        (
            {"apiVersion": "v1", "kind": "Secret"},
            (
                ".kind: a Secret is made by a setting; expected secrets of the namespace, or slipway:secrets for "
                "encrypted values"
            ),
        ),
        (
            {"apiVersion": "apps/v1", "kind": "Deployment", "unchecked": "somebody has said so"},
            (
                ".kind: a Deployment is made by a setting; expected an app: apps: {<name>: {kind: ..., image: ...}}; a "
                "field without a setting is set by patches"
            ),
        ),
        (
            {"apiVersion": "v1", "kind": "PersistentVolumeClaim"},
            ".kind: a PersistentVolumeClaim is made by a setting; expected volumes or storage of an app",
        ),
        (
            {"apiVersion": "v1", "kind": "Event"},
            ".kind: Kubernetes makes objects of the kind Event itself, or no stack needs them; leave it out",
        ),
        ({"apiVersion": "v1", "kind": "Servcie"}, '.kind: unknown kind "Servcie" of v1; did you mean Service?'),
        (
            {"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget"},
            '.apiVersion: PodDisruptionBudget is of policy/v1 in Kubernetes; got "policy/v1beta1"',
        ),
        (
            {"apiVersion": "v1", "kind": "Service", "spec": {"externalIPs": ["1.2.3.4"]}, "reason": "it was so before"},
            (
                ".spec.externalIPs: it can take over the traffic of others (CVE-2020-8554); expected an Ingress, or "
                "type: LoadBalancer"
            ),
        ),
        (
            {"apiVersion": "v1", "kind": "Service", "spec": {"type": "ExternalName", "externalName": "a.example.com"}},
            ".spec.type: expected externalNames of the namespace: {<name>: <host>}",
        ),
    ],
)
def test_a_kind_that_no_object_may_have_is_told_the_way_out(said: dict[str, Any], line: str) -> None:
    assert lines(said) == [PLACE + line]


def test_an_object_without_a_definition_is_accepted_unread_for_a_reason() -> None:
    said = {"apiVersion": "cert-manager.io/v1", "kind": "Certificate", "spec": {"any": {"thing": [None]}}}

    assert lines({**said, "unchecked": "its operator checks it itself"}) == []


WRITES_IT = "slipway writes it itself; leave it out"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"metadata": {"namespace": "other"}},
            '.metadata.namespace: expected shop, the namespace in which it is written, or nothing; got "other"',
        ),
        ({"metadata": {"labels": {"slipway.dev/team": "a"}}}, f".metadata.labels.slipway.dev/team: {WRITES_IT}"),
        (
            {"metadata": {"labels": {"app.kubernetes.io/managed-by": "Helm"}}},
            f".metadata.labels.app.kubernetes.io/managed-by: {WRITES_IT}",
        ),
        (
            {"metadata": {"annotations": {"slipway.dev/reason": "a"}}},
            f".metadata.annotations.slipway.dev/reason: {WRITES_IT}",
        ),
        ({"status": {}}, ".status: the cluster writes it; leave it out"),
    ],
)
def test_what_belongs_to_slipway_or_to_the_cluster_is_left_to_them(said: dict[str, Any], line: str) -> None:
    assert lines({**BACKUP, "spec": SPEC, **said}) == [PLACE + line]


def test_what_opens_the_namespace_needs_a_reason_and_nothing_else_may_have_one() -> None:
    policy = {"spec": {"podSelector": {}, "ingress": [{}], "policyTypes": ["Ingress"]}}
    version = "networking.k8s.io/v1"

    assert built_in("NetworkPolicy", version, **policy) == [
        f"{PLACE}.reason: missing; required, because this NetworkPolicy opens the network"
    ]
    assert built_in("NetworkPolicy", version, **policy, reason="the operator calls its pods") == []
    assert built_in("ConfigMap", reason="somebody wants it so") == [
        f"{PLACE}.reason: a ConfigMap like this one opens nothing; leave reason out (annotations can hold a note)"
    ]


def test_names_of_secrets_lead_to_secrets() -> None:
    assert backup(options={"passwordSecret": "$(secret:db)"}) == []
    assert backup(options={"secretName": "made-by-the-operator"}) == []
    assert backup(options={"passwordSecret": "$(secret:dbs)"}) == [
        (
            f'{PLACE}.spec.options.passwordSecret: unknown Secret "dbs"; did you mean db? (set it with pulumi config '
            "set --path --secret slipway:secrets.shop.dbs.<key>, or declare its source in namespaces.shop.secrets)"
        )
    ]
    assert backup(options={"secretKeyRef": {"name": "db"}}) == [
        (
            f"{PLACE}.spec.options.secretKeyRef.name: the Secret db has another name in the cluster; expected "
            "$(secret:db)"
        )
    ]


def test_no_value_that_may_be_a_secret_is_shown() -> None:
    [line] = backup(options={}, target={"password": "tulip-4711"})
    [other] = backup(keep="postgres://u:tulip4711@db")

    assert "tulip" not in line + other
