"""The evaluator, tested with the examples and the sentences of the Kubernetes documentation."""

from typing import Any

import pytest
import yaml

from tests.network_policies import Policies, Somebody

PAGE = """
kind: NetworkPolicy
metadata: {name: test-network-policy, namespace: default}
spec:
  podSelector: {matchLabels: {role: db}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - ipBlock: {cidr: 172.17.0.0/16, except: [172.17.1.0/24]}
        - namespaceSelector: {matchLabels: {project: myproject}}
        - podSelector: {matchLabels: {role: frontend}}
      ports: [{protocol: TCP, port: 6379}]
  egress:
    - to: [{ipBlock: {cidr: 10.0.0.0/24}}]
      ports: [{protocol: TCP, port: 5978}]
"""

DB = Somebody("db", "10.1.0.1", "default", {"role": "db"})
FRONTEND = Somebody("frontend", "10.1.0.2", "default", {"role": "frontend"})
ELSEWHERE = Somebody("frontend", "10.1.0.3", "other", {"role": "frontend"})
PROJECT = Somebody("any", "10.1.0.4", "mine", {}, {"project": "myproject"})
INSIDE, EXCEPTED = Somebody("inside", "172.17.2.1"), Somebody("excepted", "172.17.1.1")


def policies(*texts: str) -> Policies:
    return Policies([yaml.safe_load(text) for text in texts])


def policy(spec: str) -> str:
    return f"{{kind: NetworkPolicy, metadata: {{namespace: default}}, spec: {spec}}}"


@pytest.mark.parametrize(
    ("source", "port", "allowed"),
    [
        (FRONTEND, 6379, True),
        (PROJECT, 6379, True),
        (INSIDE, 6379, True),
        (EXCEPTED, 6379, False),
        (ELSEWHERE, 6379, False),
        (FRONTEND, 6380, False),
    ],
)
def test_the_example_of_the_page_lets_in_whom_the_page_says(source: Somebody, port: int, allowed: bool) -> None:  # noqa: FBT001
    assert policies(PAGE).allow(source, DB, port) is allowed


def test_the_example_of_the_page_lets_out_to_whom_the_page_says() -> None:
    assert policies(PAGE).allow(DB, Somebody("out", "10.0.0.9"), 5978)
    assert not policies(PAGE).allow(DB, Somebody("out", "10.0.0.9"), 5979)
    assert not policies(PAGE).allow(DB, Somebody("out", "10.0.1.9"), 5978)
    assert not policies(PAGE).allow(DB, Somebody("out", "10.0.0.9"), 5978, "UDP")


def test_pods_that_no_policy_selects_are_open() -> None:
    assert policies(PAGE).allow(ELSEWHERE, FRONTEND, 1)
    assert policies().allow(FRONTEND, DB, 1)


@pytest.mark.parametrize(
    ("spec", "into", "out"),
    [
        ("{podSelector: {}, policyTypes: [Ingress]}", False, True),
        ("{podSelector: {}, policyTypes: [Egress]}", True, False),
        ("{podSelector: {}, policyTypes: [Ingress, Egress]}", False, False),
        ("{podSelector: {}, ingress: [{}], policyTypes: [Ingress]}", True, True),
        ("{podSelector: {}, egress: [{}], policyTypes: [Egress]}", True, True),
        ("{podSelector: {}, egress: [{}]}", False, True),
        ("{podSelector: {}, ingress: []}", False, True),
    ],
)
def test_the_defaults_of_the_page_close_and_open_what_the_page_says(spec: str, into: bool, out: bool) -> None:  # noqa: FBT001
    assert policies(policy(spec)).allow(ELSEWHERE, DB, 1) is into
    assert policies(policy(spec)).allow(DB, ELSEWHERE, 1) is out


def test_policies_are_additive() -> None:
    closed = policy("{podSelector: {}, policyTypes: [Ingress]}")

    assert policies(closed, PAGE).allow(FRONTEND, DB, 6379)
    assert not policies(closed, PAGE).allow(DB, FRONTEND, 1)


def test_one_peer_with_two_selectors_is_an_and_and_two_peers_are_an_or() -> None:
    both = "{namespaceSelector: {matchLabels: {project: myproject}}, podSelector: {matchLabels: {role: client}}}"
    either = "{namespaceSelector: {matchLabels: {project: myproject}}}, {podSelector: {matchLabels: {role: client}}}"

    def into(peers: str) -> bool:
        text = policy(f"{{podSelector: {{}}, ingress: [{{from: [{peers}]}}]}}")
        return policies(text).allow(PROJECT, DB, 1)

    assert (into(both), into(either)) == (False, True)


def test_a_range_of_ports_and_a_selector_by_sets() -> None:
    selector = "{podSelector: {matchExpressions: [{key: role, operator: In, values: [frontend, api]}]}}"
    text = policy(f"{{podSelector: {{}}, ingress: [{{from: [{selector}], ports: [{{port: 32000, endPort: 32768}}]}}]}}")

    assert policies(text).allow(FRONTEND, DB, 32100)
    assert not policies(text).allow(FRONTEND, DB, 31999)
    assert not policies(text).allow(DB, DB, 32100)


def test_an_object_of_another_kind_says_nothing() -> None:
    other: dict[str, Any] = {**yaml.safe_load(PAGE), "kind": "CiliumNetworkPolicy"}

    assert Policies([other]).allow(EXCEPTED, DB, 1)
