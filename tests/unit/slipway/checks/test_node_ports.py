from typing import Any

from slipway.checks.names import node_port_clashes
from slipway.settings import StackSettings


def lines(**apps: Any) -> list[str]:
    whole = {name: {"image": "a:1", "port": 8080, **said} for name, said in apps.items()}
    stack = StackSettings.model_validate(
        {"environment": "development", "namespaces": {"a": {"apps": whole}, "b": {"apps": {}}}}
    )
    return [str(problem) for problem in node_port_clashes(stack)]


NODES = {"type": "NodePort", "nodePort": 30080}


def test_two_apps_cannot_have_one_port_of_the_nodes() -> None:
    assert lines(web={"service": NODES}, api={"service": NODES}) == [
        (
            "namespaces.a.apps.api.service.nodePort: 30080 is already the node port of "
            "namespaces.a.apps.web.service.nodePort; choose another one"
        )
    ]


def test_nor_can_two_ports_of_one_app() -> None:
    admin = {"port": 9901, "exposed": True, "nodePort": 30080}

    assert [line.partition(":")[0] for line in lines(web={"service": NODES, "ports": {"admin": admin}})] == [
        "namespaces.a.apps.web.ports.admin.nodePort"
    ]


def test_another_protocol_is_another_port() -> None:
    dns = {"port": 53, "protocol": "UDP", "exposed": True, "nodePort": 30080}

    assert lines(web={"service": NODES, "ports": {"dns": dns}}) == []
