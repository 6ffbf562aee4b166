from typing import Any

from slipway.blocks.handlers import exec_action, http_get
from slipway.settings.handlers import HandlerSettings


def test_a_request_keeps_its_query_and_its_headers() -> None:
    settings = HandlerSettings(path="/health?full=1", http_headers={"Host": "shop.example.com"})
    made: Any = http_get(settings, "http")

    assert (made.path, made.port, made.scheme, made.host) == ("/health?full=1", "http", None, None)
    assert [(each.name, each.value) for each in made.http_headers] == [("Host", "shop.example.com")]


def test_a_request_over_tls_says_so() -> None:
    made: Any = http_get(HandlerSettings(path="/", scheme="HTTPS"), 8443)

    assert (made.scheme, made.port, made.http_headers) == ("HTTPS", 8443, None)


def test_a_command_is_a_list() -> None:
    assert exec_action(HandlerSettings(exec=("cat", "/app/ready"))).command == ["cat", "/app/ready"]
