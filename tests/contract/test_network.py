"""The network policies of every stack, evaluated for all pairs of pods and all ports, compared with a declaration
written by hand.
"""

from pathlib import Path
from typing import Any

import pytest

from offline.manifests import manifests
from offline.program import ROOT
from tests.cluster_of_pods import STRANGERS, Reached, asking_dns, from_everybody, pods_of, reached
from tests.every_connection import CONNECTED, FILE
from tests.network_policies import Policies, Somebody
from tests.recorded import recorded

DATABASE = {"dev": "sample-dev/db", "prod": "managed-database"}

MONITORED = "monitoring/prometheus"
"""Prometheus. It is isolated too, in a stack with monitoring."""


def examples(stack: str) -> Reached:
    course, sample = f"course-{stack}", f"sample-{stack}"
    return {
        (f"{course}/python-web", f"{course}/visits", "8080/TCP"),
        (f"{sample}/node-api", DATABASE[stack], "5432/TCP"),
        (f"{sample}/cleanup", DATABASE[stack], "5432/TCP"),
        ("traefik/traefik", f"{sample}/node-api", "3000/TCP"),
    }


STACKS: dict[str, tuple[Path | None, Reached]] = {
    "dev": (None, {*examples("dev"), *from_everybody("course-dev/java-web", "8081/TCP", but=MONITORED)}),
    "prod": (None, examples("prod")),
    "kinds": (
        ROOT / "tests" / "every-kind.yaml",
        {
            ("kinds/seed", "kinds/store", "6379/TCP"),
            ("kinds/smoke", "kinds/store", "6379/TCP"),
            ("kinds/mailer", "kinds/store", "6379/TCP"),
            ("kinds/web", "kinds/store", "6379/TCP"),
            ("kinds/web", "kinds/shards", "6380/TCP"),
            ("kinds/nightly", "kinds/shards", "6380/TCP"),
            ("kinds/watch", "kinds/web", "8080/TCP"),
        },
    ),
    "course": (
        ROOT / "examples" / "Pulumi.course.yaml",
        {
            ("course/python-web", "course/visits", "8080/TCP"),
            ("course/python-web", "client", "443/TCP"),
            ("course/python-web", "other-client", "443/TCP"),
            *from_everybody("course/java-web", "8081/TCP", but=MONITORED),
            *from_everybody("course/python-edge", "8080/TCP", but=MONITORED),
        },
    ),
    "tutorial": (
        ROOT / "examples" / "Pulumi.tutorial.yaml",
        {
            ("traefik/traefik", "sample-test/web", "8080/TCP"),
            ("traefik/traefik", "sample-test/node-api", "3000/TCP"),
            ("sample-test/web", "sample-test/node-api", "3000/TCP"),
            *(
                (f"sample-test/{caller}", "sample-test/database", "5432/TCP")
                for caller in ("node-api", "migrate", "mailer", "cleanup")
            ),
        },
    ),
    "connections": (
        FILE,
        CONNECTED,
    ),
}
"""The file of each stack, where it is not the usual one, and what it declares."""
STACK = pytest.mark.parametrize("stack", STACKS)


def objects(stack: str) -> list[dict[str, Any]]:
    """Everything that the stack makes, rendered."""
    file, _ = STACKS[stack]
    return [each.content for each in manifests(recorded(stack, file)) if each.kind != "HelmRelease"]


@STACK
def test_everybody_reaches_whom_the_stack_declares_and_nobody_else(stack: str) -> None:
    rendered, (_, declared) = objects(stack), STACKS[stack]

    assert reached(rendered) == declared


@STACK
def test_every_pod_asks_the_dns_of_the_cluster_on_both_protocols(stack: str) -> None:
    rendered = objects(stack)
    policies = Policies(rendered)
    [dns] = [each for each in STRANGERS if each.name == "dns"]
    assert asking_dns(rendered)
    for pod in pods_of(rendered):
        assert policies.allow(pod, dns, 53, "UDP")
        assert policies.allow(pod, dns, 53)
        assert not policies.allow(pod, dns, 9153)


@STACK
def test_every_namespace_is_closed_for_pods_that_nobody_knows(stack: str) -> None:
    rendered = objects(stack)
    namespaces = {each["metadata"]["name"] for each in rendered if each["kind"] == "Namespace"}
    denying = {
        each["metadata"]["namespace"]
        for each in rendered
        if each["kind"] == "NetworkPolicy" and each["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    }

    assert denying == namespaces


@pytest.mark.parametrize("kind", ["default-deny", "web", "db"])
def test_the_matrix_notices_a_policy_that_is_missing(kind: str) -> None:
    rendered, (_, declared) = objects("connections"), STACKS["connections"]
    without = [
        each for each in rendered if each["kind"] != "NetworkPolicy" or not each["metadata"]["name"].endswith(kind)
    ]

    assert len(without) < len(rendered)
    assert reached(without) != declared


@STACK
def test_what_is_open_to_the_outside_says_so_and_nothing_else_does(stack: str) -> None:
    rendered = objects(stack)
    labelled = {
        (each["kind"], each["metadata"]["name"])
        for each in rendered
        if each["metadata"].get("labels", {}).get("slipway.dev/exposed") == "true"
    }
    ways = {
        (each["kind"], each["metadata"]["name"])
        for each in rendered
        if each["kind"] in ("Ingress", "HTTPRoute", "GRPCRoute")
        or each.get("spec", {}).get("type") in ("NodePort", "LoadBalancer")
    }

    assert labelled >= ways
    assert {kind for kind, _ in labelled - ways} <= {"Service"}
    assert {name for _, name in labelled} == {name for _, name in ways}


def test_certificates_of_an_ingress_can_be_signed() -> None:
    """The solver pods of cert-manager, in the namespace of the Ingress."""
    rendered = objects("connections")

    solver = Somebody("solver", "10.7.0.1", "graph-shop", {"acme.cert-manager.io/http01-solver": "true"})
    callers = {str(each) for each in STRANGERS if Policies(rendered).allow(each, solver, 8089)}

    assert callers == {"traefik/traefik"}


def test_what_production_opens_by_an_ingress_is_https() -> None:
    rendered = objects("prod")
    ingresses = [each["spec"] for each in rendered if each["kind"] == "Ingress"]

    assert ingresses
    for ingress in ingresses:
        secured = {host for each in ingress["tls"] for host in each["hosts"]}
        assert secured == {rule["host"] for rule in ingress["rules"]}
