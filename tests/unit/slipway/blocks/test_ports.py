from typing import Any

from slipway.blocks.service import container_ports
from slipway.settings import StatelessAppSettings


def test_the_main_port_comes_first_and_is_called_http() -> None:
    ports = {"dns": {"port": 5353, "protocol": "UDP"}, "admin": 9901}
    app: Any = StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, "ports": ports})

    assert [(each.name, each.container_port, each.protocol) for each in container_ports(app)] == [
        ("http", 8080, None),
        ("dns", 5353, "UDP"),
        ("admin", 9901, "TCP"),
    ]
