from typing import Any

import pytest

from slipway.checks.names import (
    accounts_of_their_own,
    belongs_to_cluster,
    name_clashes,
    node_port_clashes,
    numbered_names,
)
from slipway.settings import StackSettings


@pytest.mark.parametrize("name", ["default", "kube-system", "kube-public", "kube-node-lease", "kube-mine"])
def test_what_the_cluster_made_for_itself_is_its_own(name: str) -> None:
    assert belongs_to_cluster(name)


@pytest.mark.parametrize("name", ["shop", "default-shop", "kubernetes", "my-kube-system"])
def test_other_names_are_free(name: str) -> None:
    assert not belongs_to_cluster(name)


WEB = {"image": "a:1", "port": 8080}
SET = {**WEB, "kind": "stateful"}
JOB = {"image": "a:1", "kind": "scheduled", "schedule": "@daily"}


def clashing_services(**shop: Any) -> list[str]:
    stack = StackSettings.model_validate({"environment": "development", "namespaces": {"shop": shop}})
    return [str(problem) for problem in name_clashes(stack)]


@pytest.mark.parametrize(
    ("shop", "line"),
    [
        (
            {"apps": {"db": WEB}, "externalNames": {"db": "db.example.com"}},
            "namespaces.shop.externalNames.db: creates the Service db, and so does apps.db; rename one of them",
        ),
        (
            {"apps": {"db": SET, "db-headless": WEB}},
            (
                "namespaces.shop.apps.db: creates the Service db-headless, and so does apps.db-headless; "
                "rename one of them"
            ),
        ),
        (
            {"apps": {"web": {**WEB, "services": {"public": {"ports": ["http"]}}}, "web-public": WEB}},
            "namespaces.shop.apps.web: creates the Service web-public, and so does apps.web-public; rename one of them",
        ),
        (
            {"apps": {"db": {**WEB, "service": {"headless": True}}}, "externalNames": {"db-headless": "a.b"}},
            (
                "namespaces.shop.externalNames.db-headless: creates the Service db-headless, and so does apps.db; "
                "rename one of them"
            ),
        ),
    ],
)
def test_two_services_of_one_name_are_refused(shop: dict[str, Any], line: str) -> None:
    assert clashing_services(**shop) == [line]


def test_what_makes_no_service_takes_no_name() -> None:
    assert clashing_services(apps={"db": JOB, "web": WEB, "web-headless": WEB}, externalNames={"db": "a.b"}) == []


def shared_accounts(existing: str) -> list[str]:
    app = {**WEB, "serviceAccount": {"existing": existing}}
    settings = {"environment": "development", "namespaces": {"shop": {"apps": {"web": app}}}}
    return [str(problem) for problem in accounts_of_their_own(StackSettings.model_validate(settings))]


def test_an_account_of_the_apps_own_name_is_nobody_elses() -> None:
    [line] = shared_accounts("web")

    assert line.startswith(
        "namespaces.shop.apps.web.serviceAccount.existing: web is the name of the app's own ServiceAccount;"
    )


def test_any_other_account_may_be_somebody_elses() -> None:
    assert shared_accounts("deployer") == []


def clashing_node_ports(**apps: Any) -> list[str]:
    whole = {name: {**WEB, **said} for name, said in apps.items()}
    stack = StackSettings.model_validate(
        {"environment": "development", "namespaces": {"a": {"apps": whole}, "b": {"apps": {}}}}
    )
    return [str(problem) for problem in node_port_clashes(stack)]


NODES = {"type": "NodePort", "nodePort": 30080}


def test_two_apps_cannot_have_one_port_of_the_nodes() -> None:
    assert clashing_node_ports(web={"service": NODES}, api={"service": NODES}) == [
        (
            "namespaces.a.apps.api.service.nodePort: 30080 is already the node port of "
            "namespaces.a.apps.web.service.nodePort; choose another one"
        )
    ]


def test_nor_can_two_ports_of_one_app() -> None:
    admin = {"port": 9901, "exposed": True, "nodePort": 30080}

    assert [
        line.partition(":")[0] for line in clashing_node_ports(web={"service": NODES, "ports": {"admin": admin}})
    ] == ["namespaces.a.apps.web.ports.admin.nodePort"]


def test_another_protocol_is_another_port() -> None:
    dns = {"port": 53, "protocol": "UDP", "exposed": True, "nodePort": 30080}

    assert clashing_node_ports(web={"service": NODES, "ports": {"dns": dns}}) == []


@pytest.mark.parametrize("kind", [{"kind": "task"}, {"kind": "scheduled", "schedule": "@daily"}])
def test_the_pods_of_numbered_work_have_names_that_fit(kind: dict[str, Any]) -> None:
    def told(name: str, **said: Any) -> list[str]:
        app = {"image": "a:1", **kind, **said}
        stack = {"environment": "development", "namespaces": {"shop": {"apps": {name: app}}}}
        return [str(problem) for problem in numbered_names(StackSettings.model_validate(stack))]

    numbered = {"completionMode": "Indexed", "completions": 101}
    assert told("a" * 48, **numbered) == []
    assert told("a" * 52, completions=101) == []
    assert told("a" * 49, **numbered) == [
        (
            f"namespaces.shop.apps.{'a' * 49}: a pod is called <app>-<run>-<number>, with at most 63 characters; "
            "expected a name of at most 48; got 49"
        )
    ]
